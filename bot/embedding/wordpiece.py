"""Sentences as numbers of the model's vocabulary: the uncased WordPiece of BERT (Devlin et al. 2019), and nothing else.

Fifty lines instead of a library that brings a client for a model hub along; the same pieces for the same text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from bot.embedding.network import CONTEXT, QUESTION, TEXT, Marked
from bot.model import InContext

QUESTION_MOST, TITLE_MOST, BEFORE_MOST, TEXT_MOST = 30, 14, 24, 64
"""Pieces looked at: of a question, of a title, of the end of the sentence before, of a sentence (some 45 words)."""
LONGEST_WORD = 100
_CJK = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)
_ASCII_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_MOST_KNOWN = 50_000


class WordPiece:
    """Pieces by one vocabulary. Safe to use from any thread."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._numbers["[UNK]"]
        self._first, self._last, self._stop = (self._numbers[mark] for mark in ("[CLS]", "[SEP]", "."))
        self._known: dict[str, tuple[int, ...]] = {}

    def question(self, text: str) -> Marked:
        """Its first pieces between the two marks."""
        pieces = [self._first, *self.ended(text, QUESTION_MOST)]
        return Marked(pieces, [QUESTION] * len(pieces))

    def sentence(self, one: InContext) -> Marked:
        """The title, the end of the sentence before, then the sentence: what its "it" stands for is told there."""
        title, before = self.pieces(one.title)[:TITLE_MOST], self.pieces(one.before)[-BEFORE_MOST:]
        own = self.ended(one.text, TEXT_MOST)
        context = [self._first, *title, *([self._stop] if title else ()), *before]
        return Marked([*context, *own], [CONTEXT] * len(context) + [TEXT] * len(own))

    def ended(self, text: str, most: int) -> list[int]:
        """Its first pieces, `most` of them, and the mark that ends a text."""
        return [*self.pieces(text)[:most], self._last]

    def pieces(self, text: str) -> list[int]:
        """Without any mark."""
        return [piece for word in words_of(text) for piece in self._pieces(word)]

    def _pieces(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            known = self._split(word)
            if len(self._known) < _MOST_KNOWN:
                self._known[word] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        """Greedy from the left, each time the longest piece; a word with a rest that is none is unknown as a whole."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self._numbers), None)
            if end is None:
                return (self._unknown,)
            found.append(self._numbers[mark + word[start:end]])
            start = end
        return tuple(found)


def words_of(text: str) -> list[str]:
    """Lower case without accents; every sign and every ideograph is a word of its own."""
    spaced = "".join(f" {char} " if _is_ideograph(char) else char for char in text if not _is_dropped(char))
    plain = "".join(char for char in unicodedata.normalize("NFD", spaced) if unicodedata.category(char) != "Mn")
    return "".join(f" {char} " if _is_sign(char) else char for char in plain.lower()).split()


def _is_dropped(char: str) -> bool:
    return char == "\ufffd" or (not char.isspace() and unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs"})


def _is_sign(char: str) -> bool:
    return bool(_ASCII_SIGN.match(char)) or unicodedata.category(char).startswith("P")


def _is_ideograph(char: str) -> bool:
    return char >= "\u3400" and any(low <= ord(char) <= high for low, high in _CJK)
