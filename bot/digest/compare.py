"""One measure, several values: what disagrees between outlets, and what was stored before.

Deliberately hard to satisfy: a line that sets two unrelated numbers against each other is worse than no line.
Two figures are of one measure when kind, unit and status agree, their periods do not differ, what they measure has at
least two telling words in common and hardly another, and their sentences name the same somebody or something. Within
one story it is enough that three telling words and a name are shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.digest.digest import FigureLine
from bot.digest.wordcount import likeness, telling_words
from bot.model import Comparison, Figure, FigureKind
from bot.reading.figures import of_one_unit

_ALIKE = 0.75
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][\w’'-]{2,}")
_COMPARED = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.COUNT, FigureKind.MEASURE})


@dataclass(frozen=True, slots=True)
class Valued:
    """A figure line with what it is compared by."""

    line: FigureLine
    figure: Figure
    telling: frozenset[str]
    names: frozenset[str]
    root: int
    story: int | None
    replaced: frozenset[Decimal] = frozenset()
    """Values of this unit that the same sentence says came before: "to 46 from 52", "46 rather than 52"."""


def valued(line: FigureLine, figure: Figure, sentence: str, root: int, story: int | None) -> Valued:
    names = frozenset(name.casefold() for name in _NAME.findall(sentence))
    return Valued(line, figure, telling_words(line.measures) - telling_words(line.words), names, root, story)


def revises(one: Valued, other: Valued) -> bool:
    """The text of `one` itself gives the value of `other` as the one before: nothing to disagree about."""
    alike = one.figure.kind is other.figure.kind and of_one_unit(one.figure, other.figure)
    return alike and other.figure.value in one.replaced


def find_revised(one: Valued, others: Iterable[Valued]) -> Valued | None:
    """The first line of another text of the story that gives the value which `one` takes the place of."""
    return next((other for other in others if _is_of_story(one, other) and revises(one, other)), None)


def _is_of_story(one: Valued, other: Valued) -> bool:
    """Another text of the story, about the same names; that the value is known already makes up for other words."""
    names, words = len(one.names & other.names), len(one.telling & other.telling)
    told_apart = one.root != other.root and one.story is not None and one.story == other.story
    return told_apart and (names >= 2 or (names >= 1 and words >= 1))


def same_measure(one: Valued, other: Valued) -> bool:
    a, b = one.figure, other.figure
    if a.kind not in _COMPARED or (a.kind, a.unit, a.status, a.change) != (b.kind, b.unit, b.status, b.change):
        return False
    if a.period and b.period and a.period.casefold() != b.period.casefold():
        return False
    shared = one.telling & other.telling
    return len(shared) >= 2 and likeness(one.telling, other.telling) >= _ALIKE and bool(one.names & other.names)


def same_measure_of_story(one: Valued, other: Valued) -> bool:
    """Within one story fewer words need to agree: three of them, and two in five; a forecast may face an estimate."""
    a, b = one.figure, other.figure
    if a.kind not in _COMPARED or (a.kind, a.unit, a.change) != (b.kind, b.unit, b.change):
        return False
    if a.period and b.period and a.period.casefold() != b.period.casefold():
        return False
    shared = one.telling & other.telling
    return len(shared) >= 3 and likeness(one.telling, other.telling) >= 0.4 and bool(one.names & other.names)


def differ(one: Figure, other: Figure) -> bool:
    """The values exclude each other: "more than 200" and 230 do not."""
    low, high = _bounds(one)
    other_low, other_high = _bounds(other)
    return high < other_low or other_high < low


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    low, high = figure.value, figure.high if figure.high is not None else figure.value
    match figure.comparison:
        case Comparison.MORE:
            return low, Decimal("Infinity")
        case Comparison.LESS:
            return Decimal("-Infinity"), high
        case Comparison.ABOUT:
            slack = abs(high) / 10
            return low - slack, high + slack
        case _:
            return low, high


def find_disputes(figures: Sequence[Valued]) -> list[tuple[Valued, ...]]:
    """Groups of the same measure with values that differ, each from another text of the same story."""
    groups: list[tuple[Valued, ...]] = []
    used: set[int] = set()
    for number, one in enumerate(figures):
        if number in used:
            continue
        rivals = [at for at in range(number + 1, len(figures)) if at not in used and _rivals(one, figures[at])]
        if rivals:
            used.update(rivals, [number])
            groups.append((one, *_distinct(one, (figures[at] for at in rivals))))
    return groups


def _rivals(one: Valued, other: Valued) -> bool:
    return (
        one.root != other.root
        and one.line.place.outlet != other.line.place.outlet
        and one.story is not None
        and one.story == other.story
        and (same_measure(one, other) or same_measure_of_story(one, other))
        and differ(one.figure, other.figure)
        and not (revises(one, other) or revises(other, one))
    )


def _distinct(one: Valued, others: Iterable[Valued]) -> list[Valued]:
    kept: list[Valued] = []
    for other in others:
        if all(differ(other.figure, known.figure) for known in (one, *kept)):
            kept.append(other)
    return kept


def find_earlier(one: Valued, earlier: Iterable[Valued]) -> Valued | None:
    """The newest stored figure of the same measure with another value, from another text."""
    found = [
        old for old in earlier if old.root != one.root and same_measure(one, old) and differ(one.figure, old.figure)
    ]
    return max(found, key=lambda old: (old.line.place.when is not None, old.line.place.when), default=None)
