"""Which amounts are no figures: the named reasons, judged from the words beside the number."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.model import FigureKind

from .amounts import DASHES, Amount
from .comparison import is_comparison
from .masks import Masks, Reason
from .nouns import STOPS
from .tokens import Token, TokenKind, at, glued, is_name

_YEAR_BEFORE = frozenset(
    "in since by of until till during from to before after early late mid the season fiscal year spring summer autumn fall "
    "winter january february march april may june july august september october november december circa around and this "
    "through between (".split()
) | {"-", "–", ",", "("}
_COUNTED = frozenset(
    "people workers jobs homes houses units troops soldiers employees staff cars vehicles patients students pupils children "
    "women men members deaths cases votes tonnes miles metres meters feet pounds dollars euros residents tickets seats "
    "protesters refugees migrants passengers customers shares words pages calories points tests officers firefighters".split()
)
_NOT_NAMES = STOPS | frozenset(
    "approximately roughly exactly only nearly almost some total totalling averaging adding including killing saying "
    "meanwhile however still altogether mr mrs ms dr up down plus minus average sub".split()
)
_ALLOWED_PREFIXES = frozenset("sub minus plus under over about now then roughly nearly some to from".split())
_COUNTED_COMPOUNDS = frozenset(
    "member judge bedroom storey story point person man woman seat page vehicle car nation country party state room part "
    "week game match team bed course strong metre meter people horse ship plane aircraft mile kilometre".split()
)
_ONE_NOT_BEFORE = frozenset("no this that each every any another the some which other only-".split())
_ONE_NOT_AFTER = frozenset(
    "another thing way that who which side is was has had can could would will must should may might or and in on at to "
    "for with but day time reason who's whose by as from if when than where because not more bit kind sort such so".split()
)


def reason_against(tokens: Sequence[Token], amount: Amount, masks: Masks) -> Reason | None:
    """Why this amount is no figure; None where it is one."""
    index = amount.numeral.first if amount.numeral else amount.first
    token = tokens[index]
    if amount.kind in (FigureKind.RANK, FigureKind.MULTIPLIER, FigureKind.RATIO) and amount.numeral is None:
        return None
    masked = masks.reason(token.start, token.end)
    if masked and not (masked is Reason.LABEL and _clear(amount)):
        return masked
    if amount.kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.AGE, FigureKind.SCORE, FigureKind.RATIO):
        return None
    return _glue(tokens, amount, index) or (None if amount.vague else _bare(tokens, amount, index))


def _clear(amount: Amount) -> bool:
    return amount.kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.AGE) or (
        amount.kind is FigureKind.MEASURE and len(amount.unit) > 1
    )


def _glue(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """Letters that touch the digits: A320, COVID-19, 5G, 787s, 7-Eleven."""
    before = at(tokens, index - 1)
    if tokens[index].kind is not TokenKind.NUMBER:
        if before.text in DASHES and glued(tokens, index) and glued(tokens, index - 1):
            return None if at(tokens, index - 2).low in _ALLOWED_PREFIXES else Reason.COMPOUND
        return None
    if glued(tokens, index):
        if before.kind is TokenKind.WORD and before.low not in _ALLOWED_PREFIXES:
            return Reason.NAME
        if before.text in DASHES | {"/", "_", "&", "+", "."} and glued(tokens, index - 1):
            prefix = at(tokens, index - 2)
            if prefix.low not in _ALLOWED_PREFIXES and prefix.kind is not TokenKind.MARK:
                return Reason.NAME
        if before.text in ("#", "_", "@", "'", "’"):
            return Reason.IDENTIFIER
    return _glued_right(tokens, amount)


def _glued_right(tokens: Sequence[Token], amount: Amount) -> Reason | None:
    end = amount.numeral.after if amount.numeral else amount.after
    after = at(tokens, end)
    if amount.kind is FigureKind.MEASURE or amount.kind is FigureKind.MULTIPLIER or not glued(tokens, end):
        return None
    if after.kind is TokenKind.WORD:
        return Reason.ORDINAL if after.low in ("st", "nd", "rd", "th") else Reason.GENERATION
    if after.text in DASHES and glued(tokens, end + 1):
        following = at(tokens, end + 1)
        if amount.compound and following.low in _COUNTED_COMPOUNDS:
            return None
        if amount.high is None and following.kind is not TokenKind.MARK:
            return Reason.COMPOUND
    return Reason.IDENTIFIER if after.text in ("/", "_") and glued(tokens, end + 1) else None


def _bare(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """Numbers with no unit, or with a counted noun: years, names, "one"."""
    if amount.kind is FigureKind.MEASURE:
        return _small_unit(tokens, amount, index)
    numeral = amount.numeral
    if numeral and numeral.scale != 1:
        return None
    digits = tokens[index].kind is TokenKind.NUMBER
    if digits:
        return _year(tokens, amount, index) or _named(tokens, amount, index) or _clock(tokens, amount, index)
    if tokens[index].low in ("one", "a", "an") and amount.value == 1:
        return _one(tokens, amount, index)
    if tokens[index].low == "zero":
        return Reason.IDIOM
    return _worded_name(tokens, amount, index) or _compound_word(tokens, amount) or _the_two(tokens, amount, index)


def _small_unit(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    if tokens[index].low in ("a", "an") and amount.value == 1:
        return Reason.IDIOM
    return None


def _year(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    text = tokens[index].text
    if len(text) != 4 or not text.isdigit() or not 1400 <= int(text) <= 2100:
        return None
    before, noun = at(tokens, index - 1), at(tokens, amount.after - 1)
    if is_comparison(before.low) and before.low not in ("around", "about", "before", "after", "by") and amount.noun:
        return None
    if amount.noun and noun.low in _COUNTED and before.low not in ("in", "since", "the", "of"):
        return None
    if 1900 <= int(text) <= 2060 or before.low in _YEAR_BEFORE:
        return Reason.YEAR
    return None if amount.noun else Reason.YEAR


def _named(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """A capitalised word right before a bare number: Planet 9, iPhone 14, Boeing 737, Big 12."""
    before, text = at(tokens, index - 1), tokens[index].text
    if "," in text or amount.high is not None:
        return None
    camel = before.kind is TokenKind.WORD and any(map(str.isupper, before.text[1:]))
    if not (is_name(before) or camel) or before.low in _NOT_NAMES or (len(before.text) == 1 and before.text not in "XVM"):
        return None
    sentence_start = index == 1 or at(tokens, index - 2).text in ".:;"
    if sentence_start and amount.noun and before.low.endswith("ing"):
        return None
    return Reason.NAME


def _clock(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """ "at 7 on Friday", "by 10:30"."""
    if amount.noun or amount.value > 24 or amount.high is not None or amount.value != int(amount.value):
        return None
    following = at(tokens, amount.after)
    if at(tokens, index - 1).low == "at" and following.low in ("on", "tonight", "tomorrow", "this", "sharp", "in"):
        return Reason.TIME
    return None


def _one(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """The pronoun, the "one of", and "one" before what is no noun."""
    following, before = at(tokens, index + 1), at(tokens, index - 1)
    if tokens[index].low != "one":
        return Reason.PRONOUN
    if following.low == "of":
        return Reason.ONE_OF
    if before.low in _ONE_NOT_BEFORE or following.low in _ONE_NOT_AFTER:
        return Reason.PRONOUN
    if following.kind is not TokenKind.WORD or following.text[:1].isupper() or following.low in STOPS:
        return Reason.PRONOUN
    return None


def _worded_name(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """A capitalised number word inside a sentence, or at its start before another capital without a plural noun."""
    token = tokens[index]
    if not token.text[0].isupper():
        return Reason.NAME if _labelled(at(tokens, index - 1)) else None
    before, following = at(tokens, index - 1), at(tokens, amount.numeral.after if amount.numeral else index + 1)
    start = index == 0 or before.text in (".", ":", "!", "?", "“", '"', "‘", "'", "—", "–", "-", ")", "*", "•")
    if not start:
        return Reason.NAME
    if is_name(following) and not amount.noun:
        return Reason.NAME
    return None


def _labelled(before: Token) -> bool:
    return (
        is_name(before)
        and before.low not in _NOT_NAMES
        and before.text.isupper() is False
        and before.low.endswith(("phase", "stage"))
    )


def _compound_word(tokens: Sequence[Token], amount: Amount) -> Reason | None:
    if amount.compound and at(tokens, amount.after - 1).low not in _COUNTED_COMPOUNDS:
        return Reason.COMPOUND
    end = amount.numeral.after if amount.numeral else amount.after
    if not amount.compound and at(tokens, end).text in DASHES and glued(tokens, end) and glued(tokens, end + 1):
        return Reason.COMPOUND
    return None


def _the_two(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """ "the two said": a pronoun; "the two countries", "two of the three": counts."""
    if amount.noun or amount.value > Decimal(10):
        return None
    before, following = at(tokens, index - 1).low, at(tokens, amount.after)
    if before in ("the", "these", "those", "all", "other", "latter", "former", "his", "her", "their", "my", "our"):
        return Reason.PRONOUN if following.low != "of" else None
    return None
