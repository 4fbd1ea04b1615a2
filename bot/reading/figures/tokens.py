"""Text to tokens: numbers, words and marks with their offsets.

The patterns hold no nested repetition and every group count is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


class TokenKind(IntEnum):
    NUMBER = 0
    WORD = 1
    MARK = 2


class Token(NamedTuple):
    """`text` stood at start:end of the article; `low` is the same in lower case."""

    start: int
    end: int
    text: str
    low: str
    kind: TokenKind


END = Token(-1, -1, "", "", TokenKind.MARK)
"""What stands before the first and after the last token."""

# 1.234,56 · 1.234.567 · 1,234,567.8 and 12,34,567 · 10 000 · 1 234 567 (hard spaces) · 12,5 % · 12.5 · .5
_NUMBER = (
    r"[0-9]{1,3}(?:\.[0-9]{3}){1,6},[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,6}(?![0-9.])"
    r"|[0-9]{1,3}(?:,[0-9]{2,3}){0,6},[0-9]{3}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,6}(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{1,3}(?: [0-9]{3}){0,4} 000(?![0-9])"
    r"|[0-9]{1,3},[0-9]{1,2}(?=\s?(?:%|per ?cent|million|billion|trillion|bn\b|m\b|euro|€|km\b|tonnes))"
    r"|[0-9]+(?:\.[0-9]+)?"
    r"|(?<![\w.])\.[0-9]+"
)
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})"
    r"|(?P<word>[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W\d_]{1,2}(?![^\W\d_]))?)"
    r"|(?P<mark>\S)"
)
_KINDS = {"number": TokenKind.NUMBER, "word": TokenKind.WORD, "mark": TokenKind.MARK}


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets in `text`."""
    tokens = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        found = match.group()
        tokens.append(Token(match.start(), match.end(), found, found.lower(), _KINDS[match.lastgroup or "mark"]))
    return tokens


def at(tokens: Sequence[Token], index: int) -> Token:
    """The token, or END outside the sequence."""
    return tokens[index] if 0 <= index < len(tokens) else END


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether no white space stands between this token and the one before it."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def is_word(token: Token) -> bool:
    return token.kind is TokenKind.WORD and token is not END


def is_name(token: Token) -> bool:
    """A word with a capital letter in front."""
    return token.kind is TokenKind.WORD and token.text[:1].isupper()
