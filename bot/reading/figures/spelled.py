"""Amounts that are no plain numeral: "thousands of jobs", "an hour and a half"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.model import FigureKind

from .amounts import Amount, measured, named_currency
from .currencies import Money
from .nouns import STOPS
from .numerals import PLURAL_FACTORS, PLURAL_SCALES, Numeral, exact_product, fraction_tail
from .tokens import Token, at
from .units import read_unit


def read_and_a_half(tokens: Sequence[Token], index: int) -> Amount | None:
    """Such as "an hour and a half", "a mile and a quarter": the unit stands before the fraction."""
    if at(tokens, index).low not in ("a", "an", "one"):
        return None
    whole = read_unit(tokens, index + 1)
    if whole is None or at(tokens, whole[1]).low != "and":
        return None
    part, after = fraction_tail(tokens, whole[1])
    if part is None:
        return None
    numeral = Numeral(index, after, 1 + part, words=True)
    return Amount(index, after, numeral.value, FigureKind.MEASURE, whole[0], numeral=numeral)


def read_vague(tokens: Sequence[Token], index: int, money: Money) -> Amount | None:
    """Such as "thousands of jobs", "tens of millions of dollars": from the scale to ten of it."""
    low = at(tokens, index).low
    bounds, after = PLURAL_SCALES.get(low), index + 1
    inner = at(tokens, index + 2).low
    if low in PLURAL_FACTORS and at(tokens, index + 1).low == "of" and inner in PLURAL_SCALES:
        factor, (below, above) = PLURAL_FACTORS[low], PLURAL_SCALES[inner]
        bounds, after = (exact_product(below, factor), exact_product(above, factor)), index + 3
    if bounds is None:
        return None
    has_of = at(tokens, after).low == "of"
    if low == "scores" and not (has_of and at(tokens, after + 1).low not in STOPS):
        return None
    numeral = Numeral(index, after + has_of, bounds[0], words=True)
    amount = Amount(
        index, after, bounds[0], FigureKind.COUNT, high=bounds[1], numeral=replace(numeral, after=after), vague=True
    )
    if not has_of:
        return amount
    currency = named_currency(tokens, after + 1, replace(numeral, scale=bounds[0]), money)
    if currency:
        return replace(amount, unit=currency[0], after=currency[1], kind=FigureKind.MONEY)
    found = measured(tokens, replace(amount, after=after + 1))
    return found if found.after > after + 1 else amount
