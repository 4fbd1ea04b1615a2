"""Which figures of an article matter: the few that a briefing may show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.model import Comparison, Figure, FigureKind

from .unit_tables import TIMES

MOST_KEYS = 5
"""Key figures of one article, at most; a briefing shows fewer."""
_WEIGHTS = {
    FigureKind.MONEY: 5,
    FigureKind.PERCENT: 4,
    FigureKind.RANK: 3,
    FigureKind.MULTIPLIER: 3,
    FigureKind.MEASURE: 2,
    FigureKind.COUNT: 2,
    FigureKind.RATIO: 2,
}


def mark_keys(figures: Sequence[Figure], length: int) -> list[Figure]:
    """The same figures, the weightiest of those worth showing marked as key; `length` is the text's."""
    ranked = sorted(
        _first_of_each(figures),
        key=lambda index: (-_weight(figures[index], length), index),
    )
    keys = set(ranked[:MOST_KEYS])
    return [replace(figure, key=True) if index in keys else figure for index, figure in enumerate(figures)]


def _first_of_each(figures: Sequence[Figure]) -> list[int]:
    """The places of those worth showing; of one that is said again, the first."""
    first: dict[tuple[Decimal, Decimal | None, str], int] = {}
    for index, figure in enumerate(figures):
        if _may_be_key(figure):
            first.setdefault((figure.value, figure.high, figure.unit), index)
    return list(first.values())


def _may_be_key(figure: Figure) -> bool:
    if figure.kind in (FigureKind.AGE, FigureKind.SCORE) or not figure.measures:
        return False
    size = max(abs(figure.value), abs(figure.high or Decimal(0)))
    if figure.high is not None and figure.high == 10 * figure.value:
        return False  # "thousands of" is no number to quote
    if figure.kind is FigureKind.COUNT and not figure.unit:
        return size >= 10_000
    if figure.kind is FigureKind.COUNT:
        return size >= 100 or (figure.comparison is not Comparison.EQUAL and size > 12)
    if figure.kind is FigureKind.RATIO:
        return figure.comparison is not Comparison.EQUAL or figure.speaker is not None
    return not (figure.kind is FigureKind.MEASURE and figure.unit.split("/")[0] in TIMES)


def _weight(figure: Figure, length: int) -> float:
    weight = float(_WEIGHTS.get(figure.kind, 1))
    weight += 1.5 * (figure.span.start < length * 0.25)
    weight += 1.0 * (figure.speaker is not None)
    weight += 0.5 * (figure.comparison is not Comparison.EQUAL)
    weight += 0.5 * (figure.change != "")
    return weight + 0.5 * (figure.period is not None)
