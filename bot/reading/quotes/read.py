"""From one parsed article to its quotes: frames, then marks, then neighbours, then names."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from bot.model import Quote, QuoteKind, Span
from bot.reading.people import Named, People
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.frames import find_verbal
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.phrases import find_phrasal

_STRIP = " \t\n\r,;:.–—-…"
_OPENING = "“\"«„‘'`‹"
_CLOSING = "”\"»’'“`›"


def read_quotes(text: str, doc: Doc) -> tuple[Quote, ...]:
    """Every statement with its speaker, in the text's order. `doc` is the parse of `clean(text)`."""
    marks = Marks(doc.text)
    found = [*find_verbal(doc, marks), *find_phrasal(doc, marks)]
    found = [shaped for one in found if (shaped := _shape(one, text, marks)) is not None]
    people = People(doc, marks, [one.source for one in found if one.source is not None])
    quotes = [_quote(one, text, marks, people) for one in sorted(found, key=lambda f: f.start)]
    return tuple(q for q in quotes if q is not None)


def _shape(found: Found, text: str, marks: Marks) -> Found | None:
    spans = [_trim(_grown(span, marks), text, marks) for span in found.content]
    kept = tuple(span for span in spans if span.end - span.start > 1)
    return replace(found, content=kept) if kept else None


def _grown(span: Span, marks: Marks) -> Span:
    end = span.end
    for q in marks.within(span):
        if q.outer.start >= span.start and q.outer.end > end:
            end = q.outer.end
    return Span(span.start, end)


def _trim(span: Span, text: str, marks: Marks) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in " \t\n\r,;:–—-…":
        start += 1
    while end > start and text[end - 1] in " \t\n\r,;:–—-":
        end -= 1
    if text[start:end].lower().startswith("that "):
        start += 5
    q = marks.at(start)
    if q is not None and q.outer.start == start and q.outer.end >= end:
        start, end = q.inner.start, min(end, q.inner.end)
    while end > start and text[end - 1] in " \t\n\r,":
        end -= 1
    return Span(start, end)


def _kind(spans: tuple[Span, ...], text: str, marks: Marks) -> QuoteKind:
    total = quoted = 0
    for span in spans:
        total += sum(not c.isspace() for c in span.of(text))
        for q in marks.within(span):
            piece = text[max(span.start, q.inner.start) : min(span.end, q.inner.end)]
            quoted += sum(not c.isspace() for c in piece)
    if not quoted:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if quoted >= 0.9 * total else QuoteKind.MIXED


def _quote(found: Found, text: str, marks: Marks, people: People) -> Quote | None:
    if found.source is None or found.source_span is None:
        return None
    if marks.at(found.cue.start if found.cue else found.start) is not None:
        return None
    named: Named = people.name(found.source, found.source_span)
    return Quote(
        content=found.content,
        speaker=named.name,
        kind=_kind(found.content, text, marks),
        source=found.source_span,
        cue=found.cue,
        unnamed=named.unnamed,
        role=named.role,
        organisation=named.organisation,
        polarity=found.polarity,
        mode=found.mode,
        nested=found.nested,
        confidence=named.confidence,
    )


__all__ = ["Frame", "read_quotes"]
