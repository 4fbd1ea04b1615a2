"""Tokens to amounts: every number that a sentence writes, ranges joined, before any is rejected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.model import FigureKind

from .amounts import DASHES, Amount, read_amount
from .currencies import Money
from .forms import TIMES_MORE, contest_near, read_counted, read_factor, read_rank, read_score, starts_special
from .moves import is_move
from .numerals import NUMBER_WORDS, PLURAL_SCALES, VULGAR, Numeral, exact_product, read_numeral
from .spelled import read_and_a_half, read_vague
from .tokens import Token, TokenKind, at, glued

_STARTS = NUMBER_WORDS | frozenset({"a", "an", "half"}) | frozenset(PLURAL_SCALES) | {"tens"}
_BALLOTS = frozenset(("vote", "goal", "frame"))
_CONTESTS = frozenset("voted vote votes won beat beaten lost passed approved rejected defeated backed carried".split())
_BASELINES = frozenset("from against versus with to".split())
_AFTER_BASELINE = frozenset(
    "a an in on at last the two three five ten one earlier before previously and when as".split()
)
_SHARING = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE, FigureKind.COUNT})


def read_amounts(tokens: Sequence[Token], text: str, money: Money) -> list[Amount]:
    """Amounts in the text's order; none overlaps the next, but for an amount that borrows the unit of its neighbour."""
    amounts: list[Amount] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        number = token.kind is TokenKind.NUMBER or token.low in _STARTS or token.text in VULGAR
        if not number and not starts_special(token):
            index += 1
            continue
        found = _read_at(tokens, index, text, money)
        amounts += found
        index = max(found[-1].after, index + 1) if found else index + 1
    return amounts


def _read_at(tokens: Sequence[Token], index: int, text: str, money: Money) -> list[Amount]:
    special = read_special(tokens, index, text)
    if special:
        return [special]
    whole = read_vague(tokens, index, money) or read_and_a_half(tokens, index)
    if whole:
        return [whole]
    amount = read_amount(tokens, index, money)
    return join_range(tokens, amount, money) if amount else []


def read_special(tokens: Sequence[Token], index: int, text: str) -> Amount | None:
    """A rank, score, share, factor or bare age at `index`."""
    numeral = read_numeral(tokens, index)
    return (
        read_rank(tokens, index, text)
        or read_score(tokens, index)
        or read_factor(tokens, index)
        or (read_counted(tokens, numeral) if numeral else None)
    )


# ------------------------------------------------------------------ ranges


def join_range(tokens: Sequence[Token], low: Amount, money: Money) -> list[Amount]:
    """[the range], or [low, high] where the words tell of a move from one to the other, or [low]."""
    connector = at(tokens, low.after).low
    start = _upper_start(tokens, low.after, connector)
    high = read_amount(tokens, start, money) if start is not None else None
    if high is None or _is_year(tokens, low) or not _may_join(tokens, low, high, connector):
        return [low]
    if connector == "to" and at(tokens, high.after).text in DASHES and not high.unit:
        high = join_range(tokens, high, money)[0]
    alone = low
    low, high = _agreed(low, high)
    if low.unit != high.unit:
        return [low]
    if connector == "to" and is_move(tokens, alone, low, high):
        return [_borrowing(tokens, alone, low, high), high]
    if high.high is not None or low.numeral is None or high.numeral is None:
        return [low]
    return [_joined(tokens, low, high, connector, low.numeral.to(high.numeral))]


def _joined(tokens: Sequence[Token], low: Amount, high: Amount, connector: str, numeral: Numeral) -> Amount:
    """The two as one figure; two bare numbers with a dash that run down, or stand in a contest, are a score."""
    first, kind = low.first, high.kind
    if connector == "and":
        first -= 1 if at(tokens, first - 1).low == "between" else 2
    if connector in DASHES and not low.unit and (low.value > high.value or contest_near(tokens, low.first)):
        kind = FigureKind.SCORE
    if connector == "to" and _is_tally(tokens, low, high):
        high, kind = replace(high, unit="", noun=""), FigureKind.SCORE
    if high.noun == "time" and at(tokens, high.after).low in TIMES_MORE:
        high, kind = replace(high, unit="x", noun=""), FigureKind.MULTIPLIER
    return replace(high, first=first, value=low.value, high=high.value, kind=kind, numeral=numeral)


def _is_tally(tokens: Sequence[Token], low: Amount, high: Amount) -> bool:
    """Such as "31 votes to 14", "voted 31 to 14": how a contest ended."""
    if low.noun in _BALLOTS:
        return True
    close = {token.low for token in tokens[max(0, low.first - 3) : low.first]}
    whole = low.value == int(low.value) and high.value == int(high.value)
    return not high.unit and whole and bool(close & _CONTESTS)


def _is_year(tokens: Sequence[Token], low: Amount) -> bool:
    text = tokens[low.first].text
    bare = not low.unit and len(text) == 4 and text.isdigit() and "1800" < text < "2100"
    return bare and at(tokens, low.first - 1).low in ("in", "since", "of", "during", "until")


def _agreed(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Both with the scale and unit that one of them states for both: "10 to 15 billion", "$62 and $68 a share"."""
    low = _share(low, high)
    if high.unit.startswith(f"{low.unit}/"):
        low = replace(low, unit=high.unit)
    elif low.unit.startswith(f"{high.unit}/") or not high.unit or (high.noun and low.kind is not FigureKind.COUNT):
        after = high.numeral.after if high.noun and high.numeral else high.after
        high = replace(high, unit=low.unit, kind=low.kind, noun="", after=after)
    return low, high


def _upper_start(tokens: Sequence[Token], place: int, connector: str) -> int | None:
    """The index of the upper numeral after "to", "-", "and", "or", past a currency sign and a second "to"."""
    if connector in DASHES:
        if at(tokens, place + 1).low == "to":
            place += 1
            if at(tokens, place + 1).text in DASHES:
                place += 1
    elif connector == "up" and at(tokens, place + 1).low == "to":
        place += 1
    elif connector not in ("to", "and", "or", "through"):
        return None
    place += 1
    for _ in range(4):
        token = at(tokens, place)
        if token.kind is TokenKind.NUMBER or token.low in NUMBER_WORDS:
            return place
        sign = token.kind is TokenKind.MARK and token.text in "$€£¥₹-−~.="
        letters = token.kind is TokenKind.WORD and token.text.isupper() and len(token.text) < 4
        if not (sign or letters or token.low in ("minus", "about", "around", "as")):
            return None
        place += 1
    return None


def _may_join(tokens: Sequence[Token], low: Amount, high: Amount, connector: str) -> bool:
    if high.high is not None or high.vague:
        return False
    before = at(tokens, low.first - 1).low
    if connector == "and":
        return before == "between" or at(tokens, low.first - 2).low == "between"
    if connector == "or":
        consecutive = low.value < high.value <= low.value + 2 and high.value < 100
        return consecutive and high.kind is not FigureKind.MONEY and (not low.unit or low.unit == high.unit)
    if connector in DASHES and not (low.unit and low.kind is not FigureKind.COUNT) and not glued(tokens, low.after):
        return low.value < high.value and (connector in "–—" or (high.unit != "" and high.noun == ""))
    if low.kind is FigureKind.MONEY and high.kind is FigureKind.COUNT and not high.noun:
        shared = high.numeral is not None and high.numeral.scale != 1 and low.value < high.value
        return shared and (connector in DASHES or connector in ("to", "and"))
    if low.unit and not low.noun and high.kind is FigureKind.COUNT:
        return before == "from" and (low.kind is not FigureKind.PERCENT or high.value < low.value * 10)
    if low.noun in _BALLOTS and connector == "to" and not high.noun and high.kind is FigureKind.COUNT:
        return True
    if low.noun and high.noun != low.noun:
        return False
    return not low.unit or high.unit.split("/")[0] == low.unit.split("/")[0]


def _share(low: Amount, high: Amount) -> Amount:
    """The lower end with the scale and unit that the upper end states for both: "10 to 15 billion"."""
    ours, theirs = low.numeral, high.numeral
    if ours and theirs and ours.scale == 1 and theirs.scale != 1 and not ours.grouped and not ours.fraction:
        shared = ours.mantissa < theirs.mantissa or (ours.mantissa < 1000 and _same_size(ours, theirs))
        if shared:
            low = replace(low, value=exact_product(low.value, theirs.scale))
    if not low.unit:
        low = replace(low, unit=high.unit, kind=high.kind)
    return low


def _same_size(ours: Numeral, theirs: Numeral) -> bool:
    return theirs.mantissa > 0 and ours.mantissa < theirs.mantissa * 10


def _borrowing(tokens: Sequence[Token], alone: Amount, low: Amount, high: Amount) -> Amount:
    """The lower of two figures. Where it takes scale or unit from the upper one, its span says so: "from 5 to 7%"."""
    if (alone.value, alone.unit.split("/")[0]) == (low.value, low.unit.split("/")[0]):
        return alone if at(tokens, low.first - 1).low == "by" else low
    if at(tokens, low.first - 1).low != "from":
        return alone
    return replace(low, first=low.first - 1, after=high.after)


def share_units(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
    """Bare numbers with the unit that stands beside them.

    In a list that its last member names ("5, 10 and 15 per cent", "8 or $9"), after an age ("aged eight and 11"), and
    where a number is compared with one of its size ("58.3 percent, down from 64").
    """
    shared = list(amounts)
    for place in range(len(shared) - 2, -1, -1):
        one, following = shared[place], shared[place + 1]
        gap = tokens[one.after : following.first]
        listed = 0 < len(gap) < 3 and all(token.low in (",", "and", "or") for token in gap)
        crossed = len(gap) == 1 and gap[0].low in ("by", "x", "×") and following.kind is FigureKind.MEASURE
        listed = listed or crossed
        if following.kind is FigureKind.COUNT:
            listed = listed and (len(gap) == 1 or _in_list(tokens, shared, place)) and one.value == int(one.value)
        aged = following.kind is FigureKind.AGE and len(gap) == 1 and gap[0].low in ("and", "or")
        if listed and _is_bare(one) and following.unit and (aged or following.kind in _SHARING):
            shared[place] = replace(one, unit=following.unit, kind=following.kind, noun=following.noun)
    for place in range(1, len(shared)):
        one, before = shared[place], shared[place - 1]
        if _is_bare(one) and (_another_age(tokens, before, one) or _compares_with(tokens, before, one)):
            shared[place] = replace(one, unit=before.unit, kind=before.kind, noun=before.noun)
    return shared


def _in_list(tokens: Sequence[Token], amounts: Sequence[Amount], place: int) -> bool:
    """Whether the number before this one belongs to the same list: "4, 5, and 6 boats", not "it has 4, and 6 boats"."""
    return (
        place > 0
        and amounts[place - 1].after == amounts[place].first - 1
        and tokens[amounts[place].first - 1].text == ","
    )


def _is_bare(amount: Amount) -> bool:
    scaled = amount.numeral is not None and amount.numeral.scale != 1
    bare = amount.kind is FigureKind.COUNT and not amount.unit and not scaled
    return bare and amount.high is None and not amount.vague


def _another_age(tokens: Sequence[Token], before: Amount, one: Amount) -> bool:
    gap = tokens[before.after : one.first]
    alone = at(tokens, one.after).kind is TokenKind.MARK or at(tokens, one.after).low in ("and", "were", "was", "are")
    return before.kind is FigureKind.AGE and len(gap) == 1 and gap[0].low in ("and", ",") and one.value < 120 and alone


def _compares_with(tokens: Sequence[Token], before: Amount, one: Amount) -> bool:
    """Such as "a turnout of 58.3 percent, down from 64": near, of one size, and without a unit of its own."""
    gap = [token.low for token in tokens[before.after : one.first]]
    if before.kind not in _SHARING or not before.unit or before.high is not None or not 0 < len(gap) <= 9:
        return False
    if before.numeral is None or before.numeral.scale != 1 or before.compound or gap[-1] not in _BASELINES:
        return False
    following = at(tokens, one.after)
    ends = following.kind is TokenKind.MARK or following.low in _AFTER_BASELINE
    return ends and before.value < 5 * one.value and one.value < 5 * before.value
