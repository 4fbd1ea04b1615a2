"""A cue verb as the frames are given it, and what they give back."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.found import Frame
from bot.reading.quotes.lexicon import CUE_VERBS, CueVerb
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.tree import chars, sentence

Hit = tuple[Frame, tuple[Span, ...]]
"""How the content was found, and where it stands."""


@dataclass(frozen=True, slots=True)
class Cue:
    verb: Token
    entry: CueVerb
    marks: Marks


def hit_of(frame: Frame, verb: Token, spans: list[tuple[int, int]]) -> Hit | None:
    spans = [(s[0] + 1, s[1]) if _is_mark(verb, s[0]) else s for s in spans]
    spans = [(s[0], _unstopped(verb, *s)) for s in spans]
    content = tuple(chars(s, verb) for s in spans if s[0] <= s[1])
    return (frame, content) if content else None


def _unstopped(verb: Token, first: int, last: int) -> int:
    """The last token without white space, the full stop and a joint left hanging."""
    while last > first and (verb.doc[last].is_space or verb.doc[last].text == "." or verb.doc[last].dep_ == "cc"):
        last -= 1
    return last


def _is_mark(verb: Token, first: int) -> bool:
    token = verb.doc[first]
    return token.lower_ == "that" and token.dep_ == "mark"


def quoted_tail(verb: Token, marks: Marks) -> tuple[int, int] | None:
    """Tokens of a quotation that goes on behind the cue in the same sentence: "…," she said, "…"."""
    text, sent = marks.text, sentence(verb)
    for token in verb.doc[verb.i + 1 : sent.end]:
        if token.lower_ in CUE_VERBS and token.pos_ == "VERB":
            return None
        quotation = marks.at(token.idx)
        if quotation is not None and quotation.outer.start >= verb.idx:
            if text[: quotation.outer.start].rstrip()[-1:] not in {",", ":", "—", "–", "-", ";"}:
                return None
            inside = [t.i for t in verb.doc[token.i : sent.end] if t.idx < quotation.outer.end]
            return (token.i, inside[-1]) if len(inside) > 3 else None
    return None
