"""Whether two numbers with "to" between them are a range or a move from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.model import FigureKind

from .amounts import Amount
from .direction import DIRECTION
from .tokens import Token, at

_RANGE_VERBS = frozenset(
    "range ranges ranged ranging vary varies varied varying priced aged run runs between anywhere".split()
)
_MOVES = frozenset(
    "get gets got go goes went going move moves moved moving change changes changed changing shift shifts shifted "
    "shifting revised taking take takes took taken bring brings brought lengthen lengthens shorten shortens extend "
    "extends turn turns turned switch switches switched".split()
)
_NOT_MOVED = frozenset("aged priced ranged varied rated sized needed red bed shed fed seed speed hundred led".split())
_SPREAD = Decimal(3)
_MONEY_SPREAD = Decimal(2)
_SHARED_SPREAD = Decimal(10)
"""How far apart the ends of a range may be behind a word of change: further, the second is what was reached."""


def is_move(tokens: Sequence[Token], stated: Amount, low: Amount, high: Amount) -> bool:
    """Whether "X to Y" is two figures: "rose from 5 to 7", "up 18 sen to RM3", "raised by 10p to 95p".

    `stated` is the lower amount by its own words, `low` the same with the unit and scale that the upper one states.
    """
    before = at(tokens, low.first - 1).low
    window = [token.low for token in tokens[max(0, low.first - 9) : low.first]]
    if before == "of" or any(word in _RANGE_VERBS for word in window):
        return False
    if before == "from":
        moved = any(word in DIRECTION or word in _MOVES for word in window)
        return moved or low.value > high.value > 0 or _past(at(tokens, low.first - 2).low)
    governed = any(word in DIRECTION for word in (window if before == "by" else window[-3:]))
    if low.kind is FigureKind.PERCENT and low.value > high.value and low.first > 0:
        return True
    if not governed or before in ("to", "between"):
        return False
    return low.value >= high.value or high.value > low.value * _spread(stated)


def _past(word: str) -> bool:
    """A verb in the past in front of "from": whatever it says, it tells of two states."""
    return len(word) > 4 and word.endswith("ed") and word not in _NOT_MOVED


def _spread(stated: Amount) -> Decimal:
    if not stated.unit:
        return _SHARED_SPREAD
    return _MONEY_SPREAD if stated.kind is FigureKind.MONEY else _SPREAD
