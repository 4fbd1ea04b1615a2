"""The grammar of one amount: sign, currency, numeral, scale, unit, per-unit; and ranges of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.model import FigureKind

from .currencies import BEFORE, CODES, DOLLARS, NAMES, NATION_LEADS, NATIONS, PLAIN_CODES, SIGNS, WORD_RISKS, Money
from .nouns import STOPS, read_noun, singular
from .numerals import LETTER_SCALES, Numeral, exact_product, read_numeral
from .tokens import Token, TokenKind, at, glued, is_name
from .unit_tables import TIMES
from .units import BELOW, read_per, read_unit

DASHES = frozenset("-‐‑–—−")
MINUS = frozenset("-−–")
_PERCENTS = frozenset({"%", "pp", "bp"})
_SMALL_COINS = {"p": "pence", "c": "cent", "¢": "cent"}
_METRE_BEFORE = frozenset("depth height altitude distance width length elevation".split())
_METRE_AFTER = frozenset(
    "tall long wide deep high race final sprint freestyle hurdles dash butterfly backstroke breaststroke relay "
    "above below "
    "away underwater pool individual medley steeplechase champion runner from north south east west radius "
    "diameter".split()
)
_TRACK = frozenset((50, 60, 100, 200, 400, 800))
"""Distances run and swum: "in the 100m"."""
_WEIGHT_WORDS = frozenset(
    "weigh weighs weighed weighing weight heavier lighter cargo catch luggage overweight lost lose gained shed cocaine "
    "heroin marijuana dropping fish meat beef food trash explosives pounder bag baby exam physical checkup obese bmi "
    "inches kilos kilograms".split()
)


_WARMTH = frozenset(
    "temperature temperatures degrees melting boiling freezing heat hot cold warm warmer cooler mercury thermometer "
    "celsius fahrenheit oven".split()
)
_SPACED = {
    "C": ("degC", _WARMTH),
    "F": ("degF", _WARMTH),
    "PS": ("PS", frozenset(("kw", "hp", "engine", "power", "horsepower"))),
}
_RATED = frozenset("bank rate rates inflation unemployment interest yield yields poll polls turnout borrowing".split())
"""Beside them "half a point" is half a percentage point."""


@dataclass(frozen=True, slots=True)
class Amount:
    """tokens[first:after] as one figure before its context is read."""

    first: int
    after: int
    value: Decimal
    kind: FigureKind
    unit: str = ""
    high: Decimal | None = None
    numeral: Numeral | None = None
    noun: str = ""
    """The counted noun, singular, where the kind is a count."""
    compound: bool = False
    """A hyphen joins the number to what follows ("three-point", "12-member")."""
    vague: bool = False
    """A plural scale: "thousands of"."""


def read_amount(tokens: Sequence[Token], index: int, money: Money) -> Amount | None:
    """The amount whose numeral starts at `index`; None where no numeral does."""
    numeral = read_numeral(tokens, index)
    if numeral is None:
        return None
    first, negative, currency = _left(tokens, numeral, money)
    numeral = _letter_scaled(tokens, numeral, currency) if currency or not money.metres else numeral
    value = -numeral.value if negative else numeral.value
    after = numeral.after
    if currency:
        after = _past_repeated(tokens, after)
        unit, after = _with_per(tokens, after, currency)
        value = exact_product(value, Decimal(1000)) if unit == "EUR" and _grouped_by_point(tokens, numeral) else value
        return Amount(first, after, value, FigureKind.MONEY, unit, numeral=numeral)
    found = _right_currency(tokens, numeral, money)
    if found:
        unit, after = _with_per(tokens, found[1], found[0])
        return Amount(first, after, value, FigureKind.MONEY, unit, numeral=numeral)
    if _grouped_by_point(tokens, numeral) and read_noun(tokens, after)[0]:
        value = exact_product(value, Decimal(1000))
    amount = Amount(first, after, value, FigureKind.COUNT, numeral=numeral)
    return _fraction(tokens, amount, numeral) or measured(tokens, amount)


def _grouped_by_point(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether "1.500" is the continental fifteen hundred: a point, three digits of which two are noughts, no scale."""
    text = tokens[numeral.first].text
    return numeral.scale == 1 and len(text) > 4 and text[-4] == "." and text.endswith("00") and text.count(".") == 1


def _fraction(tokens: Sequence[Token], amount: Amount, numeral: Numeral) -> Amount | None:
    """Such as "a quarter of a percentage point", "two-thirds of the homes": a measure, or the ratio itself."""
    if not numeral.fraction or numeral.scale != 1:
        return None
    place = amount.after
    dash = at(tokens, place).text in DASHES and glued(tokens, place)
    if numeral.words and at(tokens, place + dash).low == "point":
        amount = replace(amount, unit="point", noun="point", after=place + dash + 1, compound=dash)
        rated = {token.low for token in tokens[max(0, place - 14) : place + 12]} & _RATED
        return replace(amount, unit="pp", noun="", kind=FigureKind.PERCENT) if rated else amount
    if at(tokens, place).low == "of" and at(tokens, place + 1).low in ("a", "an", "one"):
        whole = read_unit(tokens, place + 2)
        if whole:
            return _with_unit(tokens, amount, whole[0], whole[1])
    if not numeral.words or not 0 < numeral.mantissa < 1 or read_unit(tokens, place):
        return None
    return replace(amount, kind=FigureKind.RATIO)


# ------------------------------------------------------------------ left of the number


def _left(tokens: Sequence[Token], numeral: Numeral, money: Money) -> tuple[int, bool, str]:
    """(first token of the amount, negative, currency) by what stands before the numeral."""
    first, negative = numeral.first, False
    if at(tokens, first - 1).text in MINUS and glued(tokens, first) and not _joins(tokens, first - 1):
        first, negative = first - 1, True
    found = _left_currency(tokens, first, money)
    currency = ""
    if found:
        first, currency = found
        if at(tokens, first - 1).text in MINUS and glued(tokens, first) and not _joins(tokens, first - 1):
            first, negative = first - 1, True
    word = at(tokens, first - 1)
    if word.low == "minus" and at(tokens, first - 2).low == "or":
        return first, negative, currency
    if not negative and (word.low == "minus" or (word.low == "negative" and first == numeral.first)):
        first, negative = first - 1, True
    elif word.text in MINUS and glued(tokens, first) and at(tokens, first - 2).low == "minus":
        first, negative = first - 2, True
    return first, negative, currency


def _joins(tokens: Sequence[Token], dash: int) -> bool:
    """Whether the dash stands glued to a word or number on its left, as a hyphen and not as a sign."""
    before = at(tokens, dash - 1)
    return glued(tokens, dash) and before.text not in SIGNS and before.text not in "(["


def _left_currency(tokens: Sequence[Token], first: int, money: Money) -> tuple[int, str] | None:
    before, touching = at(tokens, first - 1), glued(tokens, first)
    if before.text in SIGNS:
        letters = at(tokens, first - 2)
        if before.text == "$" and letters.low in DOLLARS and (glued(tokens, first - 1) or letters.text in ("US", "HK")):
            return first - 2, DOLLARS[letters.low]
        if before.text == "$" and letters.text == "." and at(tokens, first - 3).text == "S":
            return (first - 5, "USD") if at(tokens, first - 5).text == "U" else None
        return first - 1, money.sign(before.text)
    if before.text == "=" and at(tokens, first - 2).text == "Y" and touching:
        return first - 2, "JPY"
    if before.kind is not TokenKind.WORD:
        if before.text == "." and at(tokens, first - 2).low in ("rs", "rp", "fr", "sfr"):
            return first - 2, BEFORE[at(tokens, first - 2).low]
        return None
    if before.text == "US" and at(tokens, first - 2).text == "$":
        return first - 2, "USD"
    if before.text in CODES and (before.text in PLAIN_CODES or not touching or _is_big(tokens, first)):
        return first - 1, "CNY" if before.text == "RMB" else before.text
    return _letters(tokens, first, before, touching=touching)


def _letters(tokens: Sequence[Token], first: int, before: Token, *, touching: bool) -> tuple[int, str] | None:
    """RM23.50, Rs 500, R500m, PS2.7m."""
    code = BEFORE.get(before.low)
    if code is None or not before.text[0].isupper() or (glued(tokens, first - 1) and at(tokens, first - 2).text != "("):
        return None
    number = at(tokens, first)
    if len(before.low) == 1 or before.low in ("le", "ps", "re", "fr", "kr"):
        big = "," in number.text or ("." in number.text and before.low != "ps") or _scale_follows(tokens, first + 1)
        return (first - 1, code) if touching and big else None
    return (first - 1, code) if number.kind is TokenKind.NUMBER else None


def _is_big(tokens: Sequence[Token], index: int) -> bool:
    return len(at(tokens, index).text) > 3 or _scale_follows(tokens, index + 1)


def _scale_follows(tokens: Sequence[Token], index: int) -> bool:
    low = at(tokens, index).low
    return low in ("m", "bn", "million", "billion", "trillion", "k", "tn", "crore", "lakh")


# ------------------------------------------------------------------ right of the number


def _letter_scaled(tokens: Sequence[Token], numeral: Numeral, currency: str) -> Numeral:
    letter = at(tokens, numeral.after)
    scale = LETTER_SCALES.get(letter.text)
    touching = glued(tokens, numeral.after)
    if scale is None or numeral.scale != 1 or numeral.words or not (touching or currency or letter.text == "B"):
        return numeral
    following = numeral.after + 1
    if glued(tokens, following) and at(tokens, following).kind is not TokenKind.MARK:
        return numeral
    if not currency and not _letter_is_scale(tokens, numeral, letter.text):
        return numeral
    return replace(numeral, after=following, scale=scale)


def _letter_is_scale(tokens: Sequence[Token], numeral: Numeral, letter: str) -> bool:
    following = at(tokens, numeral.after + 1)
    if letter in "mM":
        below = {at(tokens, numeral.first - back).low for back in range(1, 5)}
        dashed = following.text in DASHES and glued(tokens, numeral.after + 1)
        crossed = following.low in ("by", "x", "×") and at(tokens, numeral.after + 2).kind is TokenKind.NUMBER
        metres = (
            crossed or following.low in _METRE_AFTER or bool(below & _METRE_BEFORE) or dashed or following.text in "²³/"
        )
        track = numeral.mantissa in _TRACK and (following.kind is TokenKind.MARK or following.low in STOPS)
        tall = numeral.mantissa.as_tuple().exponent == -2 and 1 < numeral.mantissa < 3 and not _counts(tokens, numeral)
        metres = metres or ((track or tall) and following.text != "")
        return not following.text or not (metres or numeral.grouped or numeral.mantissa >= 1000)
    if letter == "T":
        return following.low in NAMES
    if letter == "K":
        return numeral.mantissa > 10
    if letter == "k":
        return True
    return letter in ("B", "b") and following.kind is TokenKind.WORD and following.low != ""


def _counts(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a noun follows the letter, or no verb of being stands before the number: "he is 1.93m and strong"."""
    if at(tokens, numeral.first - 1).low not in ("is", "was", "stands", "standing", "measures", "at"):
        return True
    following = at(tokens, numeral.after + 1)
    return following.kind is TokenKind.WORD and following.low not in ("and", "but", "tall", "in", "with", "the")


def _past_repeated(tokens: Sequence[Token], after: int) -> int:
    """Over the currency said again: "$75 U.S. per barrel", "$10 dollars", "$3m AUD"."""
    token = at(tokens, after)
    if token.text == "U" and at(tokens, after + 2).text == "S" and at(tokens, after + 1).text == ".":
        return after + 4 if at(tokens, after + 3).text == "." and read_per(tokens, after + 4) else after + 3
    if token.low in ("dollar", "dollars") or (token.text in CODES and token.text != "ALL"):
        return after + 1
    return after


def _with_per(tokens: Sequence[Token], after: int, currency: str) -> tuple[str, int]:
    per = read_per(tokens, after)
    if per is None:
        return currency, after
    return f"{currency}/{per[0]}", per[1]


def _right_currency(tokens: Sequence[Token], numeral: Numeral, money: Money) -> tuple[str, int] | None:
    place = numeral.after
    dashed = at(tokens, place).text in DASHES and glued(tokens, place) and glued(tokens, place + 1)
    place += dashed
    token = at(tokens, place)
    if token.text in SIGNS and not (token.text == "$" and at(tokens, place + 1).kind is TokenKind.NUMBER):
        return (money.sign(token.text), place + 1) if glued(tokens, place) or token.text != "$" else None
    if token.text in CODES and not dashed and not numeral.words:
        return ("CNY" if token.text == "RMB" else token.text), place + 1
    if token.text in _SMALL_COINS and glued(tokens, place) and not dashed:
        following = at(tokens, place + 1)
        if glued(tokens, place + 1) and following.kind is not TokenKind.MARK:
            return None
        return _SMALL_COINS[token.text], place + 1
    return named_currency(tokens, place, numeral, money)


def named_currency(tokens: Sequence[Token], place: int, numeral: Numeral, money: Money) -> tuple[str, int] | None:
    low, nation = at(tokens, place).low, ""
    if NATION_LEADS.get(at(tokens, place + 1).low) == low and singular(at(tokens, place + 2).low) in NAMES:
        place += 1
        low = at(tokens, place).low
    if low in NATIONS and singular(at(tokens, place + 1).low) in NAMES:
        nation, place = NATIONS[low], place + 1
    elif low == "u" and at(tokens, place + 2).low == "s" and singular(at(tokens, place + 4).low) in NAMES:
        nation, place = "USD", place + 4
    low = at(tokens, place).low
    name = low if low in NAMES else singular(low)
    if name not in NAMES:
        return None
    if name in WORD_RISKS and not nation and not _believed(tokens, place, name, numeral, money):
        return None
    after = place + 1
    if name == "pound" and at(tokens, after).low == "sterling":
        return "GBP", after + 1
    behind = at(tokens, after)
    if name == "dollar" and not nation and behind.low in NATIONS and behind.low.endswith("an") and is_name(behind):
        return NATIONS[behind.low], after + 1
    return (nation or money.name(name)), after


def _believed(tokens: Sequence[Token], place: int, name: str, numeral: Numeral, money: Money) -> bool:
    """Whether a name that is a word too ("won", "pounds") stands for money here."""
    if name == "pound":
        return not _is_weight(tokens, place, numeral, money)
    if name in ("buck", "quid"):
        return True
    if name == "won":
        following = at(tokens, place + 1).low
        return (numeral.scale > 100 or numeral.grouped) and following not in (
            "the",
            "a",
            "an",
            "by",
            "their",
            "his",
            "her",
        )
    return numeral.scale != 1 or not numeral.words


def _is_weight(tokens: Sequence[Token], place: int, numeral: Numeral, money: Money) -> bool:
    if at(tokens, place + 1).text in DASHES or at(tokens, place + 1).low in ("of", "per", "foot", "feet"):
        return at(tokens, place + 2).low not in ("debt", "funding", "cash", "tax", "taxpayers", "public", "damage")
    if numeral.scale >= 1000:
        return False
    around = {token.low for token in tokens[max(0, place - 12) : place + 8]}
    if around & _WEIGHT_WORDS:
        return True
    return "£" not in money.text and "sterling" not in money.text and "pence" not in money.text and "kg" in money.text


def measured(tokens: Sequence[Token], amount: Amount) -> Amount:
    """The amount with the unit, the age mark or the counted noun to its right."""
    place = amount.after
    dashed = at(tokens, place).text in DASHES and glued(tokens, place) and glued(tokens, place + 1)
    if dashed and at(tokens, place + 1).low in ("plus", "odd", "some"):
        place, dashed = place + 2, False
        amount = replace(amount, after=place)
    numeral = amount.numeral
    decimal = numeral is not None and numeral.mantissa != int(numeral.mantissa)
    found = read_unit(tokens, place + dashed, spaced_ok=decimal) or _spaced_degrees(tokens, place)
    if found and not _other_word(tokens, found):
        return _with_unit(tokens, amount, found[0], found[1])
    if dashed:
        lemma, after = read_noun(tokens, place + 1, most=1)
        return replace(amount, noun=lemma, unit=lemma, after=after if lemma else amount.after, compound=True)
    if decimal and at(tokens, place).low == "times":
        return replace(amount, unit="x", after=place + 1, kind=FigureKind.MULTIPLIER)
    lemma, after = read_noun(tokens, place)
    return _rate(tokens, replace(amount, noun=lemma, unit=lemma, after=after if lemma else amount.after))


def _spaced_degrees(tokens: Sequence[Token], place: int) -> tuple[str, int] | None:
    """Such as "12 C", "300 PS" where warmth or power is spoken of."""
    unit = _SPACED.get(at(tokens, place).text)
    if unit is None:
        return None
    words = {token.low for token in tokens[max(0, place - 12) : place + 8]}
    return (unit[0], place + 1) if words & unit[1] else None


def _rate(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Such as "214 deaths per 100,000 people": the number below the line goes into the unit."""
    if at(tokens, amount.after).low != "per":
        return amount
    below = read_numeral(tokens, amount.after + 1)
    if below is None or below.value < 10:
        return amount
    _, after = read_noun(tokens, below.after)
    return replace(amount, unit=f"{amount.noun or 'per'}/{below.value:f}", after=after)


def _other_word(tokens: Sequence[Token], found: tuple[str, int]) -> bool:
    """A unit's name that is another word here: "5 second-half goals", "two degrees in law"."""
    after = at(tokens, found[1])
    return (
        found[0] == "second"
        and after.text in DASHES
        and at(tokens, found[1] + 1).low in ("half", "place", "round", "chance")
    )


def _with_unit(tokens: Sequence[Token], amount: Amount, unit: str, after: int) -> Amount:
    if unit in TIMES:
        place = after + (at(tokens, after).text in DASHES)
        if at(tokens, place).low in ("old", "olds"):
            return replace(amount, unit=unit, after=place + 1, kind=FigureKind.AGE)
        if at(tokens, after).low == "of" and at(tokens, after + 1).low == "age":
            return replace(amount, unit=unit, after=after + 2, kind=FigureKind.AGE)
    if unit in _PERCENTS:
        return replace(amount, unit=unit, after=after, kind=FigureKind.PERCENT)
    if (
        at(tokens, after).text == "/"
        and glued(tokens, after)
        and glued(tokens, after + 1)
        and not read_per(tokens, after)
    ):
        unit, after = f"{unit}/{at(tokens, after + 1).text}", after + 2
        if glued(tokens, after) and at(tokens, after).kind is TokenKind.NUMBER:
            unit, after = unit + tokens[after].text, after + 1
    per = read_per(tokens, after)
    if unit == "bbl" and per and per[0] == "day":
        unit, after = "bbl/d", per[1]
    elif per and unit != "deg" and per[0] in BELOW:
        unit, after = f"{unit}/{per[0]}", per[1]
    elif unit == "deg" and at(tokens, after).low in ("celsius", "fahrenheit"):
        unit, after = "degC" if at(tokens, after).low == "celsius" else "degF", after + 1
    return replace(amount, unit=unit, after=after, kind=FigureKind.MEASURE)
