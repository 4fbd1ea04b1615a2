"""Stretches of text whose digits are no figure whatever stands beside them: dates, times, phone numbers, addresses."""

from __future__ import annotations

import re
from bisect import bisect_right

from .mask_patterns import FROM_DIGIT, FROM_LETTER, FROM_MARK, Reason

_ALL = (*FROM_LETTER, *FROM_DIGIT, *FROM_MARK)


def _group(first: int, count: int) -> str:
    return "|".join(f"(?P<r{number}>{_ALL[number][1]})" for number in range(first, first + count))


_MASK = re.compile(
    rf"(?<![A-Za-z])(?:(?=[A-Za-z])(?:{_group(0, len(FROM_LETTER))})"
    rf"|(?=[0-9])(?<![0-9])(?:{_group(len(FROM_LETTER), len(FROM_DIGIT))})"
    rf"|(?=[^\w\s])(?:{_group(len(FROM_LETTER) + len(FROM_DIGIT), len(FROM_MARK))}))"
)


class Masks:
    """The masked stretches of one piece of text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._starts: list[int] = []
        self._found: list[tuple[int, Reason]] = []
        for match in _MASK.finditer(text, start, end):
            self._starts.append(match.start())
            self._found.append((match.end(), _ALL[int((match.lastgroup or "r0")[1:])][0]))

    def reason(self, start: int) -> Reason | None:
        """The reason of the stretch that holds this offset; None where none does."""
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and self._found[place][0] > start:
            return self._found[place][1]
        return None
