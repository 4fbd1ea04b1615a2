"""Ages that no unit marks: "Ida Holm, 66, said", "aged 40", "at the age of nine", "she is 28"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.model import FigureKind

from .amounts import DASHES, Amount
from .direction import DIRECTION
from .nouns import STOPS, looks_plural
from .numerals import NUMBER_WORDS, Numeral, read_numeral
from .tokens import Token, TokenKind, at, is_name


def read_age(tokens: Sequence[Token], numeral: Numeral) -> Amount | None:
    """Such as "Ida Holm, 66, said", "aged 40", "at the age of nine", "turned 50": the age, in years."""
    if numeral.scale != 1 or numeral.fraction or not 0 < numeral.value <= 120:
        return None
    index = numeral.first
    before, after = at(tokens, index - 1), at(tokens, numeral.after)
    value = numeral.value
    labelled = before.text == ":" and at(tokens, index - 2).low == "age"
    if labelled or (before.low in ("between", "from") and at(tokens, index - 2).low in ("aged", "ages", "age")):
        pension = before.low == "from" and at(tokens, index - 2).low == "age"
        moved = pension and any(token.low in DIRECTION for token in tokens[max(0, index - 7) : index])
        if moved:  # raise the retirement age from 62 to 64
            return Amount(index, numeral.after, value, FigureKind.AGE, "year", numeral=numeral)
        return _age_range(tokens, index, numeral.after, value)
    if before.low in ("aged", "age", "ages") and not after.low.startswith("year"):
        return _age_range(tokens, index, numeral.after, value)
    if (
        before.low == "of"
        and at(tokens, index - 2).low in ("age", "ages")
        and after.low not in ("years", "months", "days")
    ):
        return _age_range(tokens, index, numeral.after, value)
    if _is_aged(tokens, index, after) or _of_a_group(tokens, index, after):
        return Amount(index, numeral.after, value, FigureKind.AGE, "year", numeral=numeral)
    turned = before.low in ("turned", "turns", "turning") and (after.kind is TokenKind.MARK or after.low in STOPS)
    if (turned and after.low not in ("per", "percent")) or _is_of_age(tokens, index, after):
        return Amount(index, numeral.after, value, FigureKind.AGE, "year", numeral=numeral)
    if tokens[index].kind is not TokenKind.NUMBER or not tokens[index].text.isdigit() or value < 4:
        return None
    ends = after.kind is TokenKind.MARK or (after.low in STOPS and after.low not in ("per", "percent"))
    if before.low in ("under", "over", "above", "below") and at(tokens, index - 2).low in _AGED and ends:
        return Amount(index, index + 1, value, FigureKind.AGE, "year", numeral=numeral)
    if index == 1 and before.low in ("at", "now") and {after.low, at(tokens, index + 2).low} & {"he", "she", "i"}:
        return Amount(index, index + 1, value, FigureKind.AGE, "year", numeral=numeral)
    if before.low == "both" and after.text in (",", ".", ";", ")"):
        return Amount(index, index + 1, value, FigureKind.AGE, "year", numeral=numeral)
    comma = index - 2 if before.low == "now" else index - 1
    if at(tokens, comma).text == "," and after.text in tuple(",.;―—–") and _person(tokens, comma - 1):
        return Amount(index, index + 1, value, FigureKind.AGE, "year", numeral=numeral)
    closed = before.text == "(" and after.text in (")", ",") and value >= 10
    if closed and _full_name(tokens, index - 2):
        return Amount(index, index + 1, value, FigureKind.AGE, "year", numeral=numeral)
    return None


def _is_aged(tokens: Sequence[Token], index: int, after: Token) -> bool:
    """Such as "she was 28", "he will be 35 by": a person, and nothing counted behind."""
    verb = at(tokens, index - 1).low
    if after.kind is TokenKind.WORD and after.low not in (
        "when",
        "at",
        "by",
        "and",
        "but",
        "last",
        "next",
        "in",
        "this",
        "on",
    ):
        return False
    place = index - 2
    if verb in ("be", "been") and at(tokens, place).low in ("will", "would", "have", "has", "had"):
        verb, place = "is", place - 1
    if verb in ("just", "only", "now") and at(tokens, place).low in ("is", "was"):
        verb, place = "is", place - 1
    return verb in ("is", "was") and at(tokens, place).low in ("he", "she", "who")


def _full_name(tokens: Sequence[Token], last: int) -> bool:
    """Two names, or one of two parts: "Ida Holm", "Bo-ra Ode", "Ode Bo-ra"."""
    if at(tokens, last - 1).text == "-":
        return is_name(at(tokens, last - 2))
    part = at(tokens, last - 2).text == "-" and is_name(at(tokens, last - 3))
    return is_name(at(tokens, last)) and (is_name(at(tokens, last - 1)) or part)


def _is_of_age(tokens: Sequence[Token], index: int, after: Token) -> bool:
    """Such as "she's fifty", "a girl of six", "died at 44"."""
    before, further = at(tokens, index - 1).low, at(tokens, index - 2).low
    if after.kind is TokenKind.WORD and (after.low not in STOPS or after.low in ("per", "percent")):
        return False
    if before == "at":
        return any(token.low in ("died", "dies", "dead") for token in tokens[max(0, index - 6) : index])
    return before in _SHES or (before == "of" and further in _YOUNG)


_SHES = frozenset(("she's", "he's", "i'm", "she’s", "he’s", "i’m"))
_YOUNG = frozenset("girl boy child woman man daughter son widow widower".split())


def _of_a_group(tokens: Sequence[Token], index: int, after: Token) -> bool:
    """Such as "their average age is 47", "life expectancy of around 73", "the retirement age from 62 to 64"."""
    if at(tokens, index - 1).low not in _AGE_LINKS or (after.kind is TokenKind.WORD and after.low not in STOPS):
        return False
    for place in range(index - 2, max(index - 12, 0), -1):
        low, before = at(tokens, place).low, at(tokens, place - 1).low
        if low == "expectancy" or (low == "age" and before in _AGES):
            return True
    return False


_AGED = frozenset(
    "people those adults women men anyone children workers voters pensioners residents patients drivers "
    "everyone girls boys all".split()
)
_AGE_LINKS = frozenset("is was of at around about to from now nearly only just over under reached".split())
_AGES = frozenset("average median mean retirement pension minimum legal voting drinking leaving maximum".split())


def _age_range(tokens: Sequence[Token], index: int, after: int, value: Decimal) -> Amount:
    first = next((place for place in range(index - 1, index - 5, -1) if at(tokens, place).low == "between"), index)
    joined = at(tokens, after)
    joins = joined.low == "to" or joined.text in DASHES or (joined.low == "and" and first < index)
    upper = read_numeral(tokens, after + 1) if joins else None
    if upper and value < upper.value <= 120 and at(tokens, upper.after).low != "years":
        return Amount(first, upper.after, value, FigureKind.AGE, "year", high=upper.value)
    return Amount(index, after, value, FigureKind.AGE, "year")


_NOT_PERSON = frozenset("january february march april may june july august september october november december".split())


def _person(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word before the comma ends a name, or a noun such as "the driver, 45,"."""
    word = at(tokens, index)
    if is_name(word):
        return word.low not in _NOT_PERSON
    return (
        word.kind is TokenKind.WORD
        and word.low not in STOPS
        and not looks_plural(word.low)
        and word.low not in NUMBER_WORDS
    )
