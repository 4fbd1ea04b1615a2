"""Spans against the quotation marks of a text, as bot.reading.quotes.marks pairs them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Span
from bot.reading.quotes.marks import Quotation, find_quotations

MARKS = "“”„«»\"‘’'"

__all__ = ["MARKS", "Quotation", "find_quotations", "inside", "is_marked", "whole"]


def is_marked(span: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether all of the span stood between one pair of marks, the marks not counted."""
    return any(one.inner.start <= span.start and span.end <= one.inner.end for one in quotations)


def inside(span: Span, quotations: Sequence[Quotation]) -> Span | None:
    """The part of the span between the marks, where all of it stood in one pair of marks (the marks counted)."""
    for one in quotations:
        if one.outer.start <= span.start and span.end <= one.outer.end:
            return Span(max(span.start, one.inner.start), min(span.end, one.inner.end))
    return None


def whole(span: Span, quotations: Sequence[Quotation]) -> Span | None:
    """The span, with the marks it lacks by themselves; None where it cuts through a quotation."""
    start, end = span.start, span.end
    for one in quotations:
        apart = one.outer.end <= start or end <= one.outer.start
        if apart or (one.inner.start <= start and end <= one.inner.end):
            continue
        cuts_left = one.outer.start < start and start != one.inner.start
        cuts_right = end < one.outer.end and end != one.inner.end
        if cuts_left or cuts_right:
            return None
        start, end = min(start, one.outer.start), max(end, one.outer.end)
    return Span(start, end)
