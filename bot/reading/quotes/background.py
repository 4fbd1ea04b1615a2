"""What the news tells of a speaker between two quotations of theirs.

"…," said Orr. She has farmed at Tarn for ten years. "…": the second quotation has no cue, and it is hers.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from bot.model import Span
from bot.reading.quotes.found import Found
from bot.reading.quotes.tree import sentence

_PRONOUNS = frozenset({"he", "she"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BLANK = " \n\t”\"’'»"
_MOST, _LONGEST = 3, 600
"""Sentences, and characters."""


def is_background(between: Span, found: Found, doc: Doc) -> bool:
    """Whether `between` holds whole sentences, few, and each has the speaker of `found` for its subject."""
    names = _names(found, doc) if between.end - between.start <= _LONGEST else frozenset()
    words = doc.char_span(between.start, between.end, alignment_mode="contract")
    if words is None or not names:
        return False
    told = [one for one in _sentences(words) if one.start_char >= between.start and one.text.strip(_BLANK)]
    return 0 < len(told) <= _MOST and all(_is_of(one.root, names) for one in told)


def _sentences(words: Slice) -> Iterator[Slice]:
    here = words.start
    while here < words.end:
        sent = sentence(words.doc[here])
        yield sent
        here = sent.end


def _names(found: Found, doc: Doc) -> frozenset[str]:
    """What the speaker may go by in the next sentence; nothing for who is neither named nor a "he" or "she"."""
    if found.source is None:
        return frozenset()
    source = doc[found.source]
    if source.lower_ in _PRONOUNS:
        return frozenset({source.lower_})
    return _PRONOUNS | {source.lower_} if source.pos_ == "PROPN" else frozenset()


def _is_of(verb: Token, names: frozenset[str]) -> bool:
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    return subject is not None and subject.lower_ in names
