"""What stands in marks and what the frames found, brought together.

A statement that reaches into a quotation takes all of it. A quotation that no cue reaches goes on with the statement in
marks before it in its paragraph ("…," she said. "…"), or is a statement of its own by the speaker before it, also where
between the two no more is told than something of that speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate

from spacy.tokens import Doc

from bot.model import Mode, Polarity, Span
from bot.reading.quotes.background import is_background
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.inserts import is_title
from bot.reading.quotes.marks import Marks, Quotation

_MOST_SPANS = 40
_SENTENCE_ENDS = ".!?…:"
_STOP = re.compile(r"[.!?](?=\s|$)|\n")
_CLOSERS = "”\"’'»)]"


def join(found: list[Found], marks: Marks, doc: Doc) -> list[Found]:
    """The statements with their quotations, in the text's order."""
    statements = _Statements([_grow(one, marks) for one in found])
    covered = sorted(span for one in statements.all for span in one.content)
    starts = [span.start for span in covered]
    reached = list(accumulate((span.end for span in covered), max))
    for quotation in marks.quotations:
        last = bisect_left(starts, quotation.inner.end) - 1
        if last < 0 or reached[last] <= quotation.inner.start:
            _attach(quotation, statements, marks, doc)
    return sorted(statements.all, key=lambda f: (f.start, -f.end))


class _Statements:
    """Statements by where they end, so that the one before a quotation is found at once."""

    def __init__(self, found: list[Found]) -> None:
        self.all = sorted(found, key=_reach)
        self._reaches = [_reach(one) for one in self.all]

    def before(self, offset: int) -> Found | None:
        index = bisect_right(self._reaches, offset) - 1
        return self.all[index] if index >= 0 else None

    def add(self, found: Found) -> None:
        index = bisect_right(self._reaches, _reach(found))
        self.all.insert(index, found)
        self._reaches.insert(index, _reach(found))

    def swap(self, old: Found, new: Found) -> None:
        index = bisect_left(self._reaches, _reach(old))
        while self.all[index] is not old:
            index += 1
        del self.all[index], self._reaches[index]
        self.add(new)


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
    return Span(start, _into_marks(end, marks))


def _into_marks(end: int, marks: Marks) -> int:
    """A statement that stops right before a quotation goes on in it: the parser often breaks off there."""
    if marks.text[end : end + 2] == ": " and marks.at(end + 2) is None:
        return _stop(marks.text, end)  # "she named three reasons: …" is one sentence, though the parser ends it
    stopped = marks.text[end - 1 : end] in {".", "!", "?"}
    after = marks.at(end + 1) if marks.text[end : end + 1] == " " and not stopped else None
    return after.outer.end if after is not None and after.closed and after.outer.start == end + 1 else end


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


def _attach(quotation: Quotation, statements: _Statements, marks: Marks, doc: Doc) -> None:
    text = marks.text
    before = statements.before(quotation.outer.start)
    if before is None or not _stands_alone(quotation, text):
        return
    gap = text[_reach(before) : quotation.outer.start]
    goes_on = "\n" not in gap and _same_breath(gap) and _in_marks(before, marks)
    if (goes_on or quotation.carries_on) and len(before.content) < _MOST_SPANS:
        end = quotation.outer.end if _whole(quotation, text) else _stop(text, quotation.outer.end)
        statements.swap(before, _with(before, Span(quotation.outer.start, end)))
    elif _whole(quotation, text) and (why := _why_theirs(before, quotation, marks, doc)):
        statements.add(_floating(before, quotation, why))


def _why_theirs(before: Found, quotation: Quotation, marks: Marks, doc: Doc) -> str:
    """The doubt with which a quotation is the last speaker's; "" where it is not."""
    between = Span(_reach(before), quotation.outer.start)
    gap = between.of(marks.text)
    breaks = gap.count("\n")
    if breaks <= 2 and _same_breath(gap):
        return "new paragraph" if breaks else "new sentence"
    return "background" if _in_marks(before, marks) and is_background(between, before, doc) else ""


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
