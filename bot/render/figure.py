"""One measure over time: a small table with its sources, differing outlets side by side, and a line drawn in text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.digest.digest import FigureLine
from bot.model import Comparison, FigureStatus, Message
from bot.render.answer import Moment
from bot.render.engine import render_message
from bot.render.limits import MOST_JSON, MOST_TABLE_TEXT, json_size, seen_texts
from bot.render.notices import Button

MOST_ROWS = 12
_BARS = "▁▂▃▄▅▆▇█"
_FEWEST_BARS = 3


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value as one text gives it. `value` is the figure's own, in the measure's unit."""

    line: FigureLine
    value: Decimal


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What was said of one period, or on one day: more than one line where outlets differ."""

    when: str
    lines: tuple[ValueLine, ...]
    differs: bool = False
    """Two of the outlets give values that exclude each other."""


@dataclass(frozen=True, slots=True)
class FigureCard:
    asked: str
    unit: str
    rows: tuple[FigureRow, ...]
    """Oldest first."""
    values: int
    outlets: int
    others: tuple[Button, ...] = ()
    """Other measures that hold the words."""

    @property
    def curve(self) -> str:
        """The plain values in order, as bars; "" where there are too few, or they are all alike."""
        told = [
            row.lines[0].value
            for row in self.rows
            if not row.differs
            and row.lines[0].line.status is FigureStatus.ACTUAL
            and row.lines[0].line.comparison in {Comparison.EQUAL, Comparison.ABOUT}
        ]
        return bars(told)


def bars(values: Sequence[Decimal]) -> str:
    """From the lowest to the highest value; "" for fewer than three values or without a difference."""
    if len(values) < _FEWEST_BARS or min(values) == max(values):
        return ""
    low, high = min(values), max(values)
    return "".join(_BARS[int((value - low) * (len(_BARS) - 1) / (high - low))] for value in values)


def render_figure(card: FigureCard, moment: Moment) -> Message:
    """The newest rows that one message holds; how many are left out is said."""
    rows = card.rows[-MOST_ROWS:]
    while True:
        message = render_message("figure", card=replace(card, rows=rows), left=len(card.rows) - len(rows), at=moment)
        texts = sum(len(text) for block in message.blocks for text in seen_texts(block))
        if len(rows) == 1 or (json_size(message.blocks) <= MOST_JSON and texts <= MOST_TABLE_TEXT):
            return message
        rows = rows[1:]
