"""Quotation marks of every kind, paired: pure text, no parse.

A Quotation's `inner` span leaves the marks out. A quotation that no mark closes runs to the end of its paragraph; where
the next paragraph opens with a mark again it is the same quotation carried on (`carries_on`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model import Span

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_MARK = re.compile(r"``|''|[\"“”„‟«»‹›「」『』＂]")
_CLOSES = {"“": '”"“', "„": '“”"‟', "‟": '”"', "«": "»", "»": "«", "‹": "›", "``": "''", "「": "」", "『": "』"}
_ONLY_CLOSES = frozenset("”›」』")
_SINGLE = re.compile(r"['‘’‚]")
_ELISION = re.compile(r"['‘’](?:\d0?s?\b|\d\ds\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|round\b)", re.IGNORECASE)
_LONGEST_SINGLE = 1200


@dataclass(frozen=True, slots=True)
class Quotation:
    """One pair of marks: `outer` with them, `inner` without."""

    outer: Span
    inner: Span
    closed: bool = True
    carries_on: bool = False


def paragraphs(text: str) -> list[Span]:
    """Blocks of lines between blank lines; a single line break ends a paragraph as well where lines are long."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def find_quotations(text: str) -> list[Quotation]:
    """Outermost quotations, in order."""
    found: list[Quotation] = []
    for paragraph in paragraphs(text):
        doubles = list(_doubles(text, paragraph, found[-1] if found else None))
        singles = [s for s in _singles(text, paragraph) if not any(_crosses(s, d) for d in doubles)]
        found += _outermost([*doubles, *singles])
    return found


def _crosses(single: Quotation, double: Quotation) -> bool:
    """Whether they overlap without the single pair holding the whole double pair."""
    apart = single.outer.end <= double.outer.start or double.outer.end <= single.outer.start
    holds = single.outer.start < double.outer.start and double.outer.end < single.outer.end and double.closed
    return not apart and not holds


def _outermost(quotations: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.outer.start, -q.outer.end)):
        if not kept or quotation.outer.start >= kept[-1].outer.end:
            kept.append(quotation)
    return kept


def _doubles(text: str, paragraph: Span, before: Quotation | None) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    carries = False
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if _opens(text, mark, paragraph):
                opened = mark
                carries = mark.start() == _first(text, paragraph) and _is_open(text, before, paragraph)
        elif _closes(text, opened, mark, paragraph):
            yield Quotation(Span(opened.start(), mark.end()), Span(opened.end(), mark.start()), carries_on=carries)
            opened = None
    if opened is not None:
        end = paragraph.end
        yield Quotation(Span(opened.start(), end), Span(opened.end(), end), closed=False, carries_on=carries)


def _first(text: str, paragraph: Span) -> int:
    here = paragraph.start
    while here < paragraph.end and text[here].isspace():
        here += 1
    return here


def _is_open(text: str, before: Quotation | None, paragraph: Span) -> bool:
    return before is not None and not before.closed and not text[before.outer.end : paragraph.start].strip()


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    what = mark.group()
    if what in _ONLY_CLOSES:
        return False
    after = text[mark.end() : mark.end() + 1]
    prior = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    if what in {'"', "＂", "''", "»"}:
        if prior.isdigit():
            return False
        return bool(after) and not after.isspace() and (not prior.isalnum() or what != "»")
    return bool(after)


def _closes(text: str, opened: re.Match[str], mark: re.Match[str], paragraph: Span) -> bool:
    first, what = opened.group(), mark.group()
    if first in {'"', "＂", "''"}:
        after = text[mark.end()] if mark.end() < paragraph.end else " "
        prior = text[mark.start() - 1]
        return what in {first, "”"} and not (prior.isspace() and after.isalnum() and _more(text, mark, paragraph))
    return what in _CLOSES.get(first, "")


def _more(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether another mark of this kind follows in the paragraph."""
    return text.find(mark.group(), mark.end(), paragraph.end) >= 0


def _singles(text: str, paragraph: Span) -> Iterator[Quotation]:
    start = paragraph.start
    while (mark := _SINGLE.search(text, start, paragraph.end)) is not None:
        start = mark.end()
        if not _opens_single(text, mark, paragraph):
            continue
        close = _single_close(text, mark, paragraph)
        if close is not None:
            yield Quotation(Span(mark.start(), close + 1), Span(mark.end(), close))
            start = close + 1


def _opens_single(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    what = mark.group()
    prior = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end() : mark.end() + 1]
    twin = prior == "'" or after == "'"
    if what == "’" or twin or not after or after.isspace() or prior.isalnum():
        return False
    return not _ELISION.match(text, mark.start()) and (prior.isspace() or prior in '([—–-:"“')


def _single_close(text: str, opened: re.Match[str], paragraph: Span) -> int | None:
    """Where the single quotation ends: the first mark after punctuation, else the first one that can close."""
    last = min(paragraph.end, opened.end() + _LONGEST_SINGLE)
    fallback = None
    for mark in _SINGLE.finditer(text, opened.end(), last):
        prior = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < paragraph.end else " "
        if mark.group() == "‘" or after.isalnum() or prior.isspace():
            continue
        if prior in ",.!?…;:—–" or prior != "s":
            return mark.start()
        fallback = mark.start() if fallback is None else fallback
        if not after.isspace() or not text[mark.end() : mark.end() + 2].strip().islower():
            return mark.start()
    return fallback


class Marks:
    """The quotations of one text, looked up by offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotations = find_quotations(text)
        self._starts = [q.outer.start for q in self.quotations]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds this offset (its marks included)."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.quotations[index].outer.end:
            return self.quotations[index]
        return None

    def within(self, span: Span) -> list[Quotation]:
        """Quotations that overlap the span."""
        index = max(0, bisect_right(self._starts, span.start) - 1)
        found = []
        for quotation in self.quotations[index:]:
            if quotation.outer.start >= span.end:
                break
            if quotation.inner.end > span.start:
                found.append(quotation)
        return found
