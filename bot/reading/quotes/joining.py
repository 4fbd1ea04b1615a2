"""What stands in marks and what the frames found, brought together.

A statement that reaches into a quotation takes all of it. A quotation that no cue reaches goes on with the statement in
marks before it in its paragraph ("…," she said. "…"), or is a statement of its own by the speaker before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from bot.model import Mode, Polarity, Span
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.inserts import is_title
from bot.reading.quotes.marks import Marks, Quotation, paragraphs

_SENTENCE_ENDS = ".!?…:"
_STOP = re.compile(r"[.!?](?=\s|$)|\n")
_CLOSERS = "”\"’'»)]"


def join(found: list[Found], marks: Marks) -> list[Found]:
    """The statements with their quotations, in the text's order."""
    grown = [_grow(one, marks) for one in found]
    free = [q for q in marks.quotations if not _covered(q, grown)]
    statements = sorted(grown, key=lambda f: f.anchor)
    for quotation in free:
        statements = _attach(quotation, statements, marks)
    return sorted(statements, key=lambda f: (f.start, -f.end))


def _covered(quotation: Quotation, found: list[Found]) -> bool:
    inner = quotation.inner
    return any(span.start < inner.end and inner.start < span.end for one in found for span in one.content)


def _grow(found: Found, marks: Marks) -> Found:
    return replace(found, content=_merged([_grown(span, found, marks) for span in found.content]))


def _grown(span: Span, found: Found, marks: Marks) -> Span:
    start, end = span.start, span.end
    for q in marks.within(span):
        if found.cue is not None and q.outer.start <= found.cue.start < q.outer.end:
            continue
        start = min(start, q.outer.start)
        if q.outer.end > end and (q.closed or q.outer.start == start):
            end = q.outer.end
    return Span(start, end)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """In order, overlapping ones made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


# ------------------------------------------------------------------ quotations without a cue of their own


def _attach(quotation: Quotation, statements: list[Found], marks: Marks) -> list[Found]:
    text = marks.text
    if not _stands_alone(quotation, text):
        return statements
    before = _before(quotation, statements)
    if before is None:
        return statements
    gap = text[_reach(before) : quotation.outer.start]
    breaks = gap.count("\n")
    if not breaks and _same_breath(gap) and _in_marks(before, marks) and not _whole(quotation, text):
        return [
            _with(before, Span(quotation.outer.start, _stop(text, quotation.outer.end))) if one is before else one
            for one in statements
        ]
    if quotation.carries_on or (not breaks and _same_breath(gap) and _in_marks(before, marks)):
        return [_with(before, quotation.outer) if one is before else one for one in statements]
    if breaks <= 2 and _same_breath(gap) and _whole(quotation, text):
        return [*statements, _floating(before, quotation, "new paragraph" if breaks else "new sentence")]
    return statements


def _with(before: Found, more: Span) -> Found:
    return replace(before, content=_merged([*before.content, more]))


def _stop(text: str, offset: int) -> int:
    """End of the sentence that a quotation begins and the narrator finishes."""
    hit = _STOP.search(text, offset)
    return hit.end() if hit is not None else offset


def _floating(before: Found, quotation: Quotation, why: str) -> Found:
    return replace(
        before,
        frame=Frame.FLOATING,
        content=(quotation.outer,),
        cue=None,
        polarity=Polarity.ASSERTED,
        mode=Mode.STATED,
        nested=False,
        doubts=(*before.doubts, why),
    )


def _before(quotation: Quotation, statements: list[Found]) -> Found | None:
    """The last statement that ends before this quotation."""
    earlier = [one for one in statements if one.end <= quotation.outer.start]
    return max(earlier, key=_reach, default=None)


def _reach(found: Found) -> int:
    ends = [found.end]
    ends += [span.end for span in (found.cue, found.source_span) if span is not None]
    return max(ends)


def _in_marks(found: Found, marks: Marks) -> bool:
    return any(marks.within(span) for span in found.content)


def _same_breath(gap: str) -> bool:
    """Whether at most the rest of the cue's own sentence lies between."""
    core = gap.strip().strip(_CLOSERS)
    return sum(core.count(end + " ") for end in ".!?") == 0 and len(core) < 220


def _stands_alone(quotation: Quotation, text: str) -> bool:
    """A sentence or more, begun as one: not a name, a title or a word held at a distance."""
    inner = quotation.inner.of(text).strip().rstrip(_CLOSERS)
    if not inner or (inner.count(" ") < 2 and not inner.endswith(("!", "?"))):
        return False
    prior = text[: quotation.outer.start].rstrip()[-1:]
    begins = (
        not prior
        or prior in _SENTENCE_ENDS + _CLOSERS
        or "\n" in text[max(0, quotation.outer.start - 2) : quotation.outer.start]
    )
    after = text[quotation.outer.end : quotation.outer.end + 1]
    ends = inner[-1:] in ".!?…—-," or after in ".!?" or not quotation.closed or inner.count(" ") > 4
    return begins and ends and (inner[0].isupper() or not inner[0].isalpha()) and not is_title(inner)


def _whole(quotation: Quotation, text: str) -> bool:
    """Whether the quotation fills its sentence: nothing of the narrator follows before the next stop."""
    if not quotation.closed:
        return True
    return (
        quotation.inner.of(text).rstrip().rstrip(_CLOSERS)[-1:] in ".!?…"
        or text[quotation.outer.end : quotation.outer.end + 1] in ".!?"
    )


class Paragraphs:
    """Which paragraph an offset stands in."""

    def __init__(self, text: str) -> None:
        self.spans = paragraphs(text)
        self._starts = [span.start for span in self.spans]

    def number(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1
