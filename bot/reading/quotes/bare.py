"""Without a language model: statements in quotation marks, the speaker by capitals at a cue. Low confidence."""

from __future__ import annotations

import re

from bot.model import Quote, QuoteKind, Span
from bot.reading.quotes.lexicon import CUE_VERBS
from bot.reading.quotes.marks import Quotation, find_quotations

_CUES = "|".join(
    sorted((form for form, entry in CUE_VERBS.items() if entry.has("c") and len(form) > 3), key=len, reverse=True)
)
_WORDS = r"(?:(?:[A-Z][\w’'-]+|[A-Z]\.|Mrs?\.|Ms\.|Dr\.|Prof\.|Sen\.|Gov\.) ){0,4}[A-Z][\w’'-]+"
_NAME = rf"(?P<name>{_WORDS}|[Hh]e|[Ss]he|[Tt]hey)"
_AFTER = re.compile(rf"\s*(?:{_NAME},? (?P<cue>{_CUES})\b|(?P<cue2>{_CUES}) (?P<name2>{_WORDS}))")
_BEFORE = re.compile(rf"{_NAME}(?:,[^,]{{1,60}},)? (?P<cue>{_CUES})\b[^.!?“\"]{{0,40}}$")
_CONFIDENCE = 0.5


def read_marks(text: str) -> tuple[Quote, ...]:
    """Direct statements of at least four words whose speaker's name stands beside a cue."""
    quotes = [_attributed(text, quotation) for quotation in find_quotations(text)]
    return tuple(quote for quote in quotes if quote is not None)


def _attributed(text: str, quotation: Quotation) -> Quote | None:
    inner = quotation.inner
    if inner.of(text).count(" ") < 3:
        return None
    hit = _AFTER.match(text, quotation.outer.end, quotation.outer.end + 160)
    if hit is not None:
        which = ("name", "cue") if hit.group("name") else ("name2", "cue2")
        return _quote(inner, text, Span(*hit.span(which[0])), Span(*hit.span(which[1])))
    start = max(0, quotation.outer.start - 160)
    prior = _BEFORE.search(text[start : quotation.outer.start])
    if prior is None:
        return None
    name, cue = prior.span("name"), prior.span("cue")
    return _quote(inner, text, Span(start + name[0], start + name[1]), Span(start + cue[0], start + cue[1]))


def _quote(inner: Span, text: str, source: Span, cue: Span) -> Quote:
    return Quote(
        (inner,),
        source.of(text),
        QuoteKind.DIRECT,
        source=source,
        cue=cue,
        confidence=_CONFIDENCE,
        unnamed=source.of(text)[:1].islower(),
    )
