"""Digits, number words, fractions and scales to one Decimal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from .tokens import Token, TokenKind, at, glued

SMALL = {
    word: Decimal(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: Decimal(10 * value)
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10) ** 5,
    "lakhs": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "crores": Decimal(10) ** 7,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
    "dozen": Decimal(12),
    "mn": Decimal(10) ** 6,
    "mln": Decimal(10) ** 6,
    "mio": Decimal(10) ** 6,
    "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9,
    "tn": Decimal(10) ** 12,
    "trn": Decimal(10) ** 12,
    "万": Decimal(10) ** 4,
    "萬": Decimal(10) ** 4,
    "亿": Decimal(10) ** 8,
    "億": Decimal(10) ** 8,
    "兆": Decimal(10) ** 12,
}
LETTER_SCALES = {
    "k": Decimal(1000),
    "K": Decimal(1000),
    "m": Decimal(10) ** 6,
    "M": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "B": Decimal(10) ** 9,
    "T": Decimal(10) ** 12,
    "cr": Decimal(10) ** 7,
}
"""Scales only where money, a counted noun or nothing else follows: a letter is a unit as well (m, K, B, T)."""
PLURAL_SCALES = {
    "dozens": (Decimal(12), Decimal(120)),
    "scores": (Decimal(20), Decimal(200)),
    "hundreds": (Decimal(100), Decimal(1000)),
    "thousands": (Decimal(1000), Decimal(10000)),
    "lakhs": (Decimal(10) ** 5, Decimal(10) ** 6),
    "crores": (Decimal(10) ** 7, Decimal(10) ** 8),
    "millions": (Decimal(10) ** 6, Decimal(10) ** 7),
    "billions": (Decimal(10) ** 9, Decimal(10) ** 10),
    "trillions": (Decimal(10) ** 12, Decimal(10) ** 13),
}
PLURAL_FACTORS = {"tens": Decimal(10), "dozens": Decimal(12), "hundreds": Decimal(100), "thousands": Decimal(1000)}
DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
    "twentieths": 20,
    "fiftieth": 50,
    "hundredth": 100,
    "hundredths": 100,
    "thousandth": 1000,
}
VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
    "⅕": Decimal("0.2"),
}
NUMBER_WORDS = frozenset(SMALL) | frozenset(TENS)
_DASHES = frozenset("-‐‑–")
_LONGEST = 24
"""Digits of the longest number read; a longer run of digits is no figure of the news."""


_TAILS = {
    **{(one, "half"): Decimal("0.5") for one in ("a", "one")},
    **{(one, "quarter"): Decimal("0.25") for one in ("a", "one")},
    **{(one, "third"): Decimal(1) / 3 for one in ("a", "one")},
    ("three", "quarters"): Decimal("0.75"),
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """tokens[first:after] as a number: value = mantissa x scale."""

    first: int
    after: int
    mantissa: Decimal
    scale: Decimal = Decimal(1)
    words: bool = False
    grouped: bool = False
    fraction: bool = False

    def to(self, upper: Numeral) -> Numeral:
        """The numeral of a range: from this one's first token to the last of the upper one."""
        return Numeral(self.first, upper.after, upper.mantissa, upper.scale, upper.words, upper.grouped)

    @property
    def value(self) -> Decimal:
        return self.mantissa if self.scale == 1 else exact_product(self.mantissa, self.scale)


def exact_product(left: Decimal, right: Decimal) -> Decimal:
    """The product without trailing noise: 200 billion is 200000000000, not 2.00E+11."""
    with localcontext() as context:
        context.prec = 60
        product = left * right
        return product.quantize(Decimal(1)) if product == product.to_integral_value() else product.normalize()


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A fraction in 28 digits, the same from the same words everywhere."""
    with localcontext() as context:
        context.prec = 28
        return numerator / denominator


def digits_value(text: str) -> Decimal | None:
    """The number that one NUMBER token writes; None where it is too long to be one."""
    if len(text) > _LONGEST + 8 or sum(map(str.isdigit, text)) > _LONGEST:
        return None
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace("\u2009", "").replace(" ", "")
    if len(plain) - plain.find(",") in (2, 3) and plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if plain.count(".") > 1 or ("," in plain and "." in plain and plain.rindex(",") > plain.rindex(".")):
        plain = plain.replace(".", "").replace(",", ".")
    return Decimal(plain.replace(",", ""))


def read_numeral(tokens: Sequence[Token], index: int) -> Numeral | None:
    """The longest numeral that starts at `index`, without its letter scale; None where none starts there."""
    token = at(tokens, index)
    if token.kind is TokenKind.NUMBER:
        return _digits(tokens, index)
    if token.text in VULGAR:
        return Numeral(index, index + 1, VULGAR[token.text], fraction=True)
    if token.low in SMALL or token.low in TENS:
        return _words(tokens, index)
    if token.low in ("a", "an", "half"):
        return _article(tokens, index)
    return None


def _digits(tokens: Sequence[Token], index: int) -> Numeral | None:
    value = digits_value(tokens[index].text)
    if value is None:
        return None
    grouped = not tokens[index].text.replace(".", "").isdigit()
    tail, after = fraction_tail(tokens, index + 1)
    if tail is not None:
        return _scaled(tokens, Numeral(index, after, value + tail, fraction=True))
    over = at(tokens, index + 2)
    slashed = at(tokens, index + 1).text in ("/", "⁄") and glued(tokens, index + 1) and glued(tokens, index + 2)
    if slashed and over.kind is TokenKind.NUMBER:
        below = digits_value(over.text)
        if below and value < below and value == int(value):
            return Numeral(index, index + 3, ratio(value, below), fraction=True)
        return None
    return _scaled(tokens, Numeral(index, index + 1, value, grouped=grouped))


def fraction_tail(tokens: Sequence[Token], index: int) -> tuple[Decimal | None, int]:
    """What follows a whole number: ½, 1/2 (after a space), or "and a half"."""
    token = at(tokens, index)
    if token.text in VULGAR:
        return VULGAR[token.text], index + 1
    if (
        token.text == "-"
        and glued(tokens, index)
        and at(tokens, index + 2).text == "/"
        and "." not in tokens[index - 1].text
    ):
        token, index = at(tokens, index + 1), index + 1
    over = at(tokens, index + 2)
    if token.kind is TokenKind.NUMBER and at(tokens, index + 1).text in ("/", "⁄") and over.kind is TokenKind.NUMBER:
        numerator, denominator = digits_value(token.text), digits_value(over.text)
        if numerator and denominator and numerator < denominator and denominator in (2, 3, 4, 5, 8, 10, 16, 32):
            return ratio(numerator, denominator), index + 3
    return _and_a_half(tokens, index)


def _and_a_half(tokens: Sequence[Token], index: int) -> tuple[Decimal | None, int]:
    """Such as "and a half", "and three-quarters", "-and-a-half"."""
    if at(tokens, index).low != "and" and at(tokens, index + 1).low != "and":
        return None, index
    words, place, after = [], index, index
    for _ in range(3):
        place = _past_dash(tokens, after)
        words.append(at(tokens, place).low)
        after = place + 1
    if words[0] != "and" or (words[1], words[2]) not in _TAILS:
        return None, index
    return _TAILS[words[1], words[2]], after


def _scaled(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """The numeral with the scale words after it: "1.5 lakh crore", "$1-billion"."""
    after, scale = numeral.after, Decimal(1)
    for _ in range(2):
        place = _past_dash(tokens, after)
        found = SCALES.get(at(tokens, place).low)
        if found is None or (found == 12 and scale != 1):
            break
        after, scale = place + 1, scale * found
    if scale == 1:
        return numeral
    return Numeral(
        numeral.first, after, numeral.mantissa, scale, numeral.words, numeral.grouped, fraction=numeral.fraction
    )


def _past_dash(tokens: Sequence[Token], index: int) -> int:
    """The index after a hyphen that joins two words, else the same index."""
    joined = at(tokens, index).text in _DASHES and glued(tokens, index) and glued(tokens, index + 1)
    return index + 1 if joined else index


def _words(tokens: Sequence[Token], index: int) -> Numeral | None:
    """Spelled numbers: "three thousand nine hundred and sixty-five", "two and a half million", "two-thirds"."""
    fraction = _spelled_fraction(tokens, index)
    if fraction is not None:
        return fraction
    total, after, last = _sum_of_words(tokens, index)
    tail, beyond = fraction_tail(tokens, after)
    if tail is not None and last < 1000:
        return _scaled(tokens, Numeral(index, beyond, total + tail, words=True, fraction=True))
    return _scaled(tokens, Numeral(index, after, total, words=True))


def _sum_of_words(tokens: Sequence[Token], index: int) -> tuple[Decimal, int, int]:
    """(value, index after it, the last scale met)."""
    total = current = Decimal(0)
    after, place, last = index, index, 1
    while place < len(tokens):
        low = tokens[place].low
        if low in SMALL and _fits(current, SMALL[low], first=after == index):
            current += SMALL[low]
        elif low in TENS and _fits(current, TENS[low], first=after == index):
            current += TENS[low]
        elif _scales(low, current) and after > index:
            last = int(SCALES[low])
            if last == 100:
                current *= 100
            else:
                total, current = total + current * last, Decimal(0)
        else:
            break
        after = place + 1
        place = _past_dash(tokens, after)
        if at(tokens, place).low == "and" and at(tokens, place + 1).low in NUMBER_WORDS and last >= 100:
            place += 1
    return total + current, after, last


def _scales(low: str, current: Decimal) -> bool:
    """Whether the word multiplies what was read: "two hundred", "three thousand"; not "thousand thousand"."""
    if low not in SCALES or low in ("dozen", "lakhs", "crores"):
        return False
    return 0 < current < (100 if low == "hundred" else 1000)


def _fits(current: Decimal, step: Decimal, *, first: bool) -> bool:
    """Whether a small number may follow what was read: sixty + five, hundred + sixty; not five + three."""
    if first:
        return True
    if current % 100 == 0:
        return step > 0
    return current % 10 == 0 and current % 100 >= 20 and 0 < step < 10


def _spelled_fraction(tokens: Sequence[Token], index: int) -> Numeral | None:
    numerator = SMALL.get(tokens[index].low)
    place = _past_dash(tokens, index + 1)
    low = at(tokens, place).low
    if not numerator or low not in DENOMINATORS or numerator >= DENOMINATORS[low]:
        return None
    plural = low.endswith("s") or low == "halves"
    dashed = place > index + 1
    if plural == (numerator == 1) or (low == "quarters" and numerator != 3):
        return None
    if _past_dash(tokens, place + 1) > place + 1 and not plural:  # one third-party
        return None
    if low in ("quarter", "fourth", "quarters") and not dashed and at(tokens, place + 1).low not in ("of", ""):
        return None
    return Numeral(index, place + 1, ratio(numerator, Decimal(DENOMINATORS[low])), words=True, fraction=True)


_AFTER_FRACTION = frozenset(
    "of from to more less higher lower as , . ; : ) ” \" ' in since on this last over by are were have has had "
    "said and or"
    " but for at with while when among between".split()
) | {""}
"""What follows "a third" where it is a part of something, and not the third time."""
_HALVES = frozenset(
    "first second other better latter next last this each top bottom upper lower "
    "northern southern eastern western".split()
)
_AFTER_HALF = frozenset(
    "of the its their his her our all these those that back are were have has had , . ; : ) in among who said as "
    "to at from by "
    "and or on over when before after since during for but than with".split()
) | {""}


def _article(tokens: Sequence[Token], index: int) -> Numeral | None:
    """Such as "a million", "a dozen", "a third of", "half a million", "half an hour", "half the"."""
    low, second = tokens[index].low, at(tokens, index + 1)
    if low == "half":
        return _half(tokens, index)
    if second.low in SCALES and len(second.low) > 2:
        if second.low == "hundred" and at(tokens, index + 2).low == "and" and at(tokens, index + 3).low in NUMBER_WORDS:
            more, after, _ = _sum_of_words(tokens, index + 3)
            return _scaled(tokens, Numeral(index, after, 100 + more, words=True))
        return _scaled(tokens, Numeral(index, index + 1, Decimal(1), words=True))
    if second.low in DENOMINATORS and _is_part(tokens, index) and not second.low.endswith("s"):
        part = ratio(Decimal(1), Decimal(DENOMINATORS[second.low]))
        scale = SCALES.get(at(tokens, index + 4).low)
        if at(tokens, index + 2).low == "of" and at(tokens, index + 3).low == "a" and scale:
            return Numeral(index, index + 5, part, scale, words=True, fraction=True)
        return Numeral(index, index + 2, part, words=True, fraction=True)
    return None


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """Whether "a third" is a part; not one more ("A third, who fled,", "not for a third.") nor a time of year."""
    following, further = at(tokens, index + 2).low, at(tokens, index + 3).low
    if following == "," and further in ("who", "which", "whose", "aged", "named", "called"):
        return False
    if at(tokens, index - 1).low == "for" and following in (",", ".", ";"):
        return False
    if at(tokens, index + 1).low == "quarter" and (following, further) in (("in", "which"), ("when", "the")):
        return False
    point = following == "point" or (following in _DASHES and further == "point")
    return following in _AFTER_FRACTION or point


def _half(tokens: Sequence[Token], index: int) -> Numeral | None:
    half, second, third = Decimal("0.5"), at(tokens, index + 1).low, at(tokens, index + 2).low
    if second in SCALES and second != "dozen":
        return _scaled(tokens, Numeral(index, index + 1, half, words=True, fraction=True))
    if second in ("a", "an") and third in SCALES:
        return _scaled(tokens, Numeral(index, index + 2, half, words=True, fraction=True))
    if second in ("a", "an") and third:
        return Numeral(index, index + 2, half, words=True, fraction=True)
    if at(tokens, index - 1).low in _HALVES:
        return None
    if second not in _AFTER_HALF or (at(tokens, index - 1).low == "the" and second != "of"):
        return None
    return Numeral(index, index + 1, half, words=True, fraction=True)
