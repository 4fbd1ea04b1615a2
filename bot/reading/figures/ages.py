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
    index, after = numeral.first, at(tokens, numeral.after)
    if _is_ranged(tokens, index, after):
        return _age_range(tokens, index, numeral.after, numeral.value)
    digits = tokens[index].kind is TokenKind.NUMBER and tokens[index].text.isdigit() and numeral.value >= 4
    phrased = (
        _of_pensions(tokens, index)
        or _is_aged(tokens, index, after)
        or _of_a_group(tokens, index, after)
        or _is_of_age(tokens, index, after)
    )
    if phrased or (digits and _stands_for_age(tokens, index, after)):
        return Amount(index, numeral.after, numeral.value, FigureKind.AGE, "year", numeral=numeral)
    return None


def _is_ranged(tokens: Sequence[Token], index: int, after: Token) -> bool:
    """Behind "aged", "age:", "ages between", "at the age of": an age, or two of them."""
    before, further = at(tokens, index - 1), at(tokens, index - 2).low
    if (before.text == ":" and further == "age") or (before.low in _AGED_BY and not after.low.startswith("year")):
        return True
    if before.low in ("between", "from") and further in _AGED_BY:
        return not _of_pensions(tokens, index)
    return before.low == "of" and further in ("age", "ages") and after.low not in ("years", "months", "days")


def _of_pensions(tokens: Sequence[Token], index: int) -> bool:
    """Such as "raise the retirement age from 62": one age, and another that it moves to."""
    if at(tokens, index - 1).low != "from" or at(tokens, index - 2).low != "age":
        return False
    return any(token.low in DIRECTION for token in tokens[max(0, index - 7) : index])


def _stands_for_age(tokens: Sequence[Token], index: int, after: Token) -> bool:
    """Digits beside a person: "people under 30", "At 41 she", "both 34,", "Ida Holm, 66,", "Ida Holm (66)"."""
    before = at(tokens, index - 1)
    if before.low in ("under", "over", "above", "below") and at(tokens, index - 2).low in _AGED and _ends(after):
        return True
    if index == 1 and before.low in ("at", "now") and {after.low, at(tokens, index + 2).low} & {"he", "she", "i"}:
        return True
    if before.low == "both" and after.text in (",", ".", ";", ")"):
        return True
    comma = index - 2 if before.low == "now" else index - 1
    if at(tokens, comma).text == "," and after.text in tuple(",.;―—–") and _person(tokens, comma - 1):
        return True
    closed = before.text == "(" and after.text in (")", ",") and len(tokens[index].text) > 1
    return closed and _full_name(tokens, index - 2)


def _ends(after: Token) -> bool:
    """Whether nothing counted follows: a mark, or a word that is no noun."""
    return after.kind is TokenKind.MARK or (after.low in STOPS and after.low not in ("per", "percent"))


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
    """Such as "she's fifty", "turned 50 last week", "a girl of six", "died at 44"."""
    before, further = at(tokens, index - 1).low, at(tokens, index - 2).low
    if not _ends(after):
        return False
    if before in ("turned", "turns", "turning"):
        return True
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


_AGED_BY = frozenset(("aged", "age", "ages"))
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
