"""From one parsed article to its quotes: frames, then marks, then neighbours, then names."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from bot.model import Quote, QuoteKind, Span
from bot.reading.mentions import Named
from bot.reading.people import People
from bot.reading.quotes.colons import find_announced
from bot.reading.quotes.confidence import confidence
from bot.reading.quotes.continuation import continuation
from bot.reading.quotes.doubts import with_doubts
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.frames import find_verbal
from bot.reading.quotes.joining import join
from bot.reading.quotes.labels import find_labelled
from bot.reading.quotes.lexicon import cue_forms
from bot.reading.quotes.lost import find_lost
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.phrases import find_phrasal
from bot.reading.quotes.tails import find_tails

_NEAR = 12
"""Statements that may hold one another stand at most this far apart in the text's order."""
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:, [A-Z][a-z]+\.? ?\d{0,2})? ?(?:\([A-Za-z]+\) ?)?[—–-]+ ")
_BLANK = " \t\n\r,;:–—-…"


def read_quotes(text: str, doc: Doc) -> tuple[Quote, ...]:
    """Every statement with its speaker, in the text's order. `doc` is the parse of `clean(text)`."""
    return tuple(quote for _, quote in read_statements(text, doc))


def read_statements(text: str, doc: Doc) -> list[tuple[Found, Quote]]:
    """The quotes, each with how it was found."""
    marks = Marks(text)
    forms = cue_forms(doc)
    raw = [*find_verbal(forms, marks), *find_phrasal(doc)]
    nobodys = (Frame.CUED_MARKS, None)  # "she said when asked. “…”": the quotation is not the asker's
    kept = [one for one in raw if not _cue_in_marks(one, marks) and (one.frame, one.source) != nobodys]
    kept += [one for one in find_tails(forms, marks) if not any(_same(one, o) for o in kept if o.source is not None)]
    kept += [one for one in find_lost(forms, marks) if not any(_reaches(other, one) for other in kept)]
    kept += [one for one in find_announced(doc, marks) if not any(_reaches(other, one) for other in kept)]
    kept += [one for one in find_labelled(doc, marks) if not any(_same(one, other) for other in kept)]
    found = [shaped for one in join(_one_claim(kept), marks, doc) if (shaped := _shape(one, text, marks)) is not None]
    found = [_in_headline(one, text) for one in _nested(found)]
    people = People(doc, marks, [one.source for one in found if one.source is not None])
    quotes = []
    for one in found:
        if one.source is not None and one.source_span is not None:
            named = _without_cue(people.name(one.source, one.source_span), one, text)
            judged = with_doubts(one, named, doc, text)
            quotes.append((judged, _quote(judged, named, text, marks, continuation(one, found, doc, marks))))
    return _without_echoes(quotes)


def _without_cue(named: Named, found: Found, text: str) -> Named:
    """Without a cue that the parser took for the mention's last noun: "the minutes of the meeting show"."""
    cue = "" if found.cue is None else f" {found.cue.of(text)}"
    if not (named.unnamed and cue and named.name.endswith(cue)):
        return named
    return replace(named, name=named.name.removesuffix(cue))


def _in_headline(found: Found, text: str) -> Found:
    """With a doubt where it stands in a first line without a stop: headlines shorten, and the parser stumbles."""
    end = text.find("\n")
    if end < 0 or found.end > end or text[:end].rstrip()[-1:] in '.!?”"':
        return found
    return replace(found, doubts=(*found.doubts, "headline"))


def _nested(found: list[Found]) -> list[Found]:
    """Marked where a cue stands inside another statement: "X said Y believes …". In the text's order, as given."""
    marked = []
    for index, one in enumerate(found):
        near = found[max(0, index - _NEAR) : index] + found[index + 1 : index + _NEAR]
        inside = one.cue is not None and any(_covers(other, one.cue) for other in near)
        marked.append(replace(one, nested=inside))
    return marked


def _covers(found: Found, cue: Span) -> bool:
    return any(span.start <= cue.start and cue.end <= span.end for span in found.content)


def _without_echoes(quotes: list[tuple[Found, Quote]]) -> list[tuple[Found, Quote]]:
    """Without the inner one of "she said she hoped …": the same speaker's words twice."""
    kept = []
    for index, (found, quote) in enumerate(quotes):
        near = quotes[max(0, index - _NEAR) : index] + quotes[index + 1 : index + _NEAR]
        if not (found.nested and any(_holds(q, quote) and q.speaker == quote.speaker for _, q in near)):
            kept.append((found, quote))
    return kept


def _holds(outer: Quote, inner: Quote) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in inner.content)


def _cue_in_marks(found: Found, marks: Marks) -> bool:
    """A speaker's own "I think …" inside a quotation is part of what is quoted."""
    return found.cue is not None and marks.at(found.cue.start) is not None


def _same(label: Found, other: Found) -> bool:
    """Whether a headline's layout and its verb gave one statement twice."""
    return other.start <= label.start < other.end and label.end - other.end < 3


def _reaches(other: Found, one: Found) -> bool:
    return any(a.overlaps(b) for a in other.content for b in one.content)


def _one_claim(found: list[Found]) -> list[Found]:
    """Of two cues beside one quotation, the one the tree or the word order ties to it."""
    sure = {span.start for one in found if one.frame is not Frame.CUED_MARKS for span in one.content}
    sure |= {start + 1 for start in sure}
    kept, taken = [], set()
    for one in found:
        if one.frame is Frame.CUED_MARKS and (one.start in sure or one.start + 1 in sure or one.start in taken):
            continue
        taken.add(one.start)
        kept.append(one)
    return kept


def _shape(found: Found, text: str, marks: Marks) -> Found | None:
    spans = [_trim(span, text, marks) for span in found.content]
    kept = tuple(span for span in spans if span.end - span.start > 1)
    if len(kept) > 1 and kept[0].of(text).lower() in {"which", "who", "that"}:
        kept = kept[1:]  # "the boat, which [the owner says] had sprung a leak"
    return replace(found, content=kept) if kept else None


def _trim(span: Span, text: str, marks: Marks) -> Span:
    """Without the outer marks, the punctuation at either end."""
    start, end = span.start, span.end
    dateline = _DATELINE.match(text, start, end) if start == 0 or text[start - 1] == "\n" else None
    if dateline is not None:
        start = dateline.end()
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    first, last = marks.at(start), marks.at(end - 1)
    if first is not None and first is last:
        start, end = max(start, first.inner.start), min(end, first.inner.end)
    while end > start and text[end - 1] in " \t\n\r,":
        end -= 1
    return Span(start, end)


def _kind(spans: tuple[Span, ...], text: str, marks: Marks) -> QuoteKind:
    total = quoted = 0
    for span in spans:
        total += _letters(span.of(text))
        for q in marks.within(span):
            piece = text[max(span.start, q.inner.start) : min(span.end, q.inner.end)]
            quoted += _letters(piece)
    if not quoted:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if quoted >= 0.9 * total else QuoteKind.MIXED


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _quote(found: Found, named: Named, text: str, marks: Marks, carried: tuple[Span, ...]) -> Quote:
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
        continuation=carried,
        confidence=confidence(found, named),
    )
