"""Which amounts are no figures: the named reasons, judged from the words beside the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.model import FigureKind

from .amounts import DASHES, Amount
from .clock import is_clock, is_hour
from .comparison import is_comparison
from .direction import DIRECTION
from .mask_patterns import Reason
from .masks import Masks
from .nouns import STOPS, looks_plural
from .numerals import NUMBER_WORDS
from .tokens import Token, TokenKind, at, glued, is_name

_PAST_BEFORE = frozenset("in since from until till by before after around circa early late mid".split())
_COUNTED = frozenset(
    "people workers jobs homes houses units troops soldiers employees staff cars vehicles patients students "
    "pupils children "
    "women men members deaths cases votes tonnes miles metres meters feet pounds dollars euros residents tickets seats "
    "protesters refugees migrants passengers customers shares words pages calories points tests officers "
    "firefighters".split()
)
_NOT_NAMES = STOPS | frozenset(
    "maybe perhaps approximately roughly exactly only nearly almost some total totalling averaging adding "
    "including killing saying "
    "meanwhile however still altogether mr mrs ms dr up down plus minus average sub".split()
)
_VERBS = frozenset(
    "close open shut cut add plan want seek drop launch remove replace create send face offer award receive treat "
    "rescue arrest injure wound pass build lay axe save spare train recruit appoint deploy order import export ship "
    "deliver "
    "won lost hit beat left saw met shot put got made took fell rose grew sank cut led held kept sold bought "
    "drew ran gave sent "
    "spent paid wrote read total cost reach exceed weigh need see win lose score kill hire employ serve host "
    "house carry "
    "contain include produce sell buy build make take give get plus minus times equal further another "
    "additional nearer closer unbeaten "
    "only even also then thus soon again together every own out percent euro yuan yen dollar".split()
)
"""Words right before a bare number that do not make it a label."""
_ELLIPTIC = frozenset("back front top bottom big fab final elite sweet magnificent".split())
"""Before a bare number word they make a name of it: "the back four", "the top three"."""
_PLACING = frozenset("in at on near across outside around from".split())
"""Before a name at the head of a sentence: "In Orrin 12 people fell ill"."""
_BEFORE_VERB = frozenset("to will would could can may might must should did does do shall not".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday i".split())
_PEOPLES = re.compile(
    r".*(?:ans|ese|ists|crats|cans)|Israelis|Iraqis|Pakistanis|Saudis|Emiratis|Yemenis|Britons|Poles|Danes|Swedes|"
    r"Finns|Turks|"
    r"Kurds|Greeks|Czechs|Scots|Filipinos|Jews|Muslims|Catholics|Sikhs|Arabs|Serbs|Croats|Slovaks|MPs|MEPs|Tories|"
    r"Conservatives|Liberals|Greens|Senators|Congressmen|Marines"
)
_ALLOWED_PREFIXES = frozenset("sub minus plus under over about now then roughly nearly some to from".split())
_COUNTED_COMPOUNDS = frozenset(
    "member judge bedroom storey story point person man woman seat page vehicle car nation country party state "
    "room part "
    "magnitude star goal run win count week game match team bed course strong metre meter people horse ship plane "
    "aircraft mile "
    "kilometre".split()
)
_MODELS = frozenset("jets planes aircraft airliners phones models cars chips helicopters series".split())
"""After a maker's number: "Brack's 737 jets" counts nothing."""
_MODEL_SUFFIXES = frozenset("Pro Max Plus Ultra Mini Air GT Lite SE Series Turbo".split())
_ONE_NOT_BEFORE = frozenset("no same this that each every any another the some which other only-".split())
_ONE_NOT_AFTER = frozenset(
    "another thing way occasion level moment morning night evening afternoon that who which side is was has had "
    "can could would will must should may might or and in "
    "on at to "
    "for with but day time reason who's whose by as from if when than where because not more bit kind "
    "sort such so".split()
)
_YEARLY = frozenset("level price standard season budget census election rule act law baseline campaign edition".split())
"""What is named after its year: "below 2005 levels"."""
_VAGUE_NOUNS = frozenset("places sides things ways ends halves worlds kinds sorts matters others".split())
"""Behind "the two" they say no more than "both"."""


def reason_against(tokens: Sequence[Token], amount: Amount, masks: Masks) -> Reason | None:
    """Why this amount is no figure; None where it is one."""
    index = amount.numeral.first if amount.numeral else amount.first
    token = tokens[index]
    if amount.kind in (FigureKind.RANK, FigureKind.MULTIPLIER, FigureKind.RATIO) and amount.numeral is None:
        return None
    if _is_title(tokens, amount):
        return Reason.TITLE
    masked = masks.reason(token.start)
    if masked and not (masked is Reason.LABEL and _clear(amount)):
        return masked
    if amount.kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.AGE, FigureKind.SCORE, FigureKind.RATIO):
        return Reason.NAME if _part_of_word(tokens, amount.first) else None
    return _glue(tokens, amount, index) or (None if amount.vague else _bare(tokens, amount, index))


def _is_title(tokens: Sequence[Token], amount: Amount) -> bool:
    """Such as “27 Dresses” or (41 Shots): an opening mark, the number, a capital; and the name 50 Cent."""
    before, last = at(tokens, amount.first - 1), tokens[amount.after - 1]
    if last.text == "Cent":
        return True
    following = last if amount.noun or amount.kind is FigureKind.MEASURE else at(tokens, amount.after)
    opened = before.text in "“‘\"'(" and before.text != "" and glued(tokens, amount.first)
    if before.text == "The":
        opened = at(tokens, amount.first - 2).text in tuple('“‘"')
    measured = amount.kind is FigureKind.MEASURE and before.text != "("
    worded = (amount.kind in (FigureKind.COUNT, FigureKind.RANK) or measured) and len(following.text) > 2
    return opened and worded and is_name(following) and not following.text.isupper() and not _people(tokens, amount)


def _part_of_word(tokens: Sequence[Token], first: int) -> bool:
    """Such as HbA1c or CVE-2024-1234: letters stand right before the first token, with or without a hyphen."""
    if not glued(tokens, first) or tokens[first].kind is not TokenKind.NUMBER:
        return False
    before = at(tokens, first - 1)
    if before.text in DASHES and glued(tokens, first - 1):
        before = at(tokens, first - 2)
        return is_name(before) and before.low not in _ALLOWED_PREFIXES
    return before.kind is TokenKind.WORD and before.low not in _ALLOWED_PREFIXES


def _clear(amount: Amount) -> bool:
    return amount.kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.AGE) or (
        amount.kind is FigureKind.MEASURE and len(amount.unit) > 1
    )


def _glue(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """Letters that touch the digits: A320, COVID-19, 5G, 787s, 7-Eleven."""
    before = at(tokens, index - 1)
    if amount.first < index and before.text in DASHES and is_name(at(tokens, amount.first - 1)) and not _clear(amount):
        return Reason.NAME
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
    if after.text in DASHES and glued(tokens, end + 1) and at(tokens, end + 1).low not in ("plus", "odd", "some"):
        following = at(tokens, end + 1)
        if amount.compound and following.low in _COUNTED_COMPOUNDS:
            return None
        if amount.high is None and following.kind is not TokenKind.MARK:
            return Reason.COMPOUND
    return Reason.IDENTIFIER if after.text in ("/", "_") and glued(tokens, end + 1) else None


def _bare(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """Numbers with no unit, or with a counted noun: years, names, labels, "one"."""
    if amount.kind is FigureKind.MEASURE:
        return _small_unit(tokens, amount, index)
    numeral = amount.numeral
    if numeral and numeral.scale != 1:
        return None
    if tokens[index].kind is TokenKind.NUMBER:
        return (
            _year(tokens, amount, index)
            or _enumerator(tokens, amount, index)
            or _named(tokens, amount, index)
            or _labelled(tokens, amount, index)
            or (Reason.TIME if is_clock(tokens, amount, index) else None)
        )
    if tokens[index].low in ("one", "a", "an") and amount.value == 1 and amount.high is None:
        return _one(tokens, index)
    if tokens[index].low == "zero":
        return Reason.IDIOM
    if at(tokens, index - 1).text in ";—–:" and at(tokens, index - 1).text and at(tokens, index + 1).text == ",":
        return Reason.ENUMERATOR
    further = at(tokens, index - 2).text
    if at(tokens, index - 1).low == "and" and further == "," and at(tokens, index + 1).text == "," and amount.value < 6:
        return Reason.ENUMERATOR  # one, his temper, and two, his tongue
    return (
        _worded_name(tokens, amount, index)
        or _labelled(tokens, amount, index)
        or _compound_word(tokens, amount)
        or _the_two(tokens, amount, index)
    )


def _enumerator(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """Such as "1." or "2)" at the head of a sentence, or alone."""
    after = at(tokens, index + 1)
    if index > 1 or after.text not in (".", ")") or not glued(tokens, index + 1) or amount.value > 99:
        return None
    alone = len(tokens) <= index + 2
    return Reason.ENUMERATOR if alone or (index == 0 and is_name(at(tokens, index + 2))) else None


def _labelled(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """A bare whole number right behind a noun in the singular names a thing: "car 44", "magnitude seven"."""
    before, text = at(tokens, index - 1), tokens[index].text
    bare = not amount.unit and amount.high is None and "," not in text and "." not in text and len(text) < 6
    part = at(tokens, amount.after).low in ("of", "out")
    if not bare or part or before.kind is not TokenKind.WORD or not before.low.isalpha() or is_name(before):
        return None
    low = before.low
    if low in _NOT_NAMES or low in _VERBS or low in NUMBER_WORDS or low in DIRECTION or len(low) < 3:
        return None
    plural = low.endswith("s") and not low.endswith(("ss", "us"))
    if plural or low.endswith(("ed", "ing", "ly", "est")) or at(tokens, index - 2).low in _BEFORE_VERB:
        return None
    return Reason.LABEL


def _small_unit(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    token = tokens[index]
    if token.low in ("a", "an") and amount.value == 1:
        return Reason.IDIOM
    following = at(tokens, index + 1 + (at(tokens, index + 1).text in DASHES))
    worded = token.kind is TokenKind.WORD and token.text[0].isupper() and is_name(following)
    return Reason.NAME if worded and not is_headline(tokens) else None


def _year(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    text = tokens[index].text
    if text.isdigit() and ((len(text) > 6 and not amount.noun) or (len(text) > 1 and text[0] == "0")):
        return Reason.IDENTIFIER
    if len(text) != 4 or not text.isdigit() or not 1000 <= int(text) <= 2199:
        return None
    before, noun = at(tokens, index - 1), at(tokens, amount.after - 1)
    if amount.noun in _YEARLY and 1900 <= int(text) <= 2060:
        return Reason.YEAR
    if is_comparison(before.low) and before.low not in ("around", "about", "before", "after", "by") and amount.noun:
        return None
    if amount.noun and noun.low in _COUNTED and before.low not in ("in", "since", "the", "of"):
        return None
    if int(text) < 1400 and amount.noun:
        return None
    if 1900 <= int(text) <= 2060 or before.low in _PAST_BEFORE:
        return Reason.YEAR
    return None


def _named(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """A capitalised word right before a bare number: Planet 9, iPhone 14, Boeing 737, Big 12."""
    before, text = at(tokens, index - 1), tokens[index].text
    if amount.high is not None:
        return Reason.NAME if _is_model(tokens, amount, index) else None
    if "," in text or ("." in text and amount.noun):
        return None
    if at(tokens, index + 1).text in _MODEL_SUFFIXES and not amount.noun:
        return Reason.NAME
    if before.text == "US" and not amount.noun:  # a road
        return Reason.NAME
    camel = before.kind is TokenKind.WORD and any(map(str.isupper, before.text[1:]))
    if _beside_name(tokens, amount, index):
        return Reason.NAME
    if amount.noun and is_headline(tokens):
        return None
    if (
        not (is_name(before) or camel)
        or before.low in _NOT_NAMES
        or (len(before.text) == 1 and before.text not in "XVM")
    ):
        return None
    if index < 5 and amount.noun and tokens[0].low in _PLACING and tokens[amount.after - 1].low in _COUNTED:
        return None
    if amount.noun and before.low.endswith(("'s", "’s")) and tokens[amount.after - 1].low not in _MODELS:
        return None
    sentence_start = index == 1 or at(tokens, index - 2).text in ".:;"
    if sentence_start and amount.noun and before.low.endswith("ing"):
        return None
    return Reason.NAME


def _is_model(tokens: Sequence[Token], amount: Amount, index: int) -> bool:
    """Such as "the Brack 737-800": two bare numbers joined by a hyphen right behind a name."""
    before = at(tokens, index - 1)
    joined = at(tokens, index + 1).text in DASHES and glued(tokens, index + 1) and glued(tokens, index + 2)
    return joined and not amount.unit and index > 1 and is_name(before) and before.low not in _NOT_NAMES


def _beside_name(tokens: Sequence[Token], amount: Amount, index: int) -> bool:
    """Such as "5 U.S.C. 552": a capital behind a number that counts nothing; or "P.S. 118": initials before it."""
    if amount.unit or "." in tokens[index].text:
        return False
    before, following = at(tokens, index - 1), at(tokens, index + 1)
    abbreviated = at(tokens, index - 2)
    if before.text == "." and glued(tokens, index - 1) and is_name(abbreviated) and len(abbreviated.text) < 4:
        return True
    capital = is_name(following) and following.low not in _DAYS and not glued(tokens, index + 1)
    return capital and len(tokens[index].text) < 5 and not is_headline(tokens)


def _one(tokens: Sequence[Token], index: int) -> Reason | None:
    """The pronoun, the "one of", and "one" before what is no noun."""
    following, before = at(tokens, index + 1), at(tokens, index - 1)
    if tokens[index].low != "one":
        return Reason.PRONOUN
    if following.low == "of":
        return Reason.ONE_OF
    own = following.low.removesuffix("'s").removesuffix("’s")
    if before.low in _ONE_NOT_BEFORE or own in _ONE_NOT_AFTER:
        return Reason.PRONOUN
    if any(at(tokens, index + step).low in _DAYS for step in (1, 2)):  # one bad Monday
        return Reason.PRONOUN
    odd = following.low in STOPS or looks_plural(following.low) or is_name(following)
    if following.kind is not TokenKind.WORD or odd:
        return Reason.PRONOUN
    return None


def _worded_name(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """A capitalised number word inside a sentence, or at its start before another capital without a plural noun."""
    token = tokens[index]
    if not token.text[0].isupper():
        return None
    before, following = at(tokens, index - 1), at(tokens, amount.numeral.after if amount.numeral else index + 1)
    if amount.noun and is_headline(tokens):
        return None
    start = index == 0 or before.text in (".", ":", "!", "?", "“", '"', "‘", "'", "—", "–", "-", ")", "*", "•")
    if not start:
        return Reason.NAME
    if is_name(following) and not _people(tokens, amount) and not is_headline(tokens):
        return Reason.NAME
    return None


def _people(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether the counted noun is a plain word, or names people: "Three Iranian officials", "Two Britons"."""
    noun = at(tokens, amount.after - 1)
    return bool(amount.noun) and (not is_name(noun) or bool(_PEOPLES.fullmatch(noun.text)))


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether nearly every longer word has a capital: then a capital tells nothing."""
    if tokens[-1].text in ".;":
        return False
    words = [token for token in tokens if token.kind is TokenKind.WORD and len(token.text) > 3]
    return len(words) >= 3 and sum(map(is_name, words)) >= 0.8 * len(words)


def _compound_word(tokens: Sequence[Token], amount: Amount) -> Reason | None:
    if amount.compound and at(tokens, amount.after - 1).low not in _COUNTED_COMPOUNDS:
        return Reason.COMPOUND
    end = amount.numeral.after if amount.numeral else amount.after
    dashed = at(tokens, end).text in DASHES and glued(tokens, end) and glued(tokens, end + 1)
    if not amount.compound and dashed and at(tokens, end + 1).low not in ("plus", "odd", "some"):
        return Reason.COMPOUND
    return None


def _the_two(tokens: Sequence[Token], amount: Amount, index: int) -> Reason | None:
    """Such as "the two said": a pronoun; "the two countries", "two of the three": counts."""
    before, following = at(tokens, index - 1).low, at(tokens, amount.after)
    if amount.value <= Decimal(12) and is_hour(tokens, amount, index):
        return Reason.TIME
    definite = before in ("the", "these", "those", "both")
    if amount.noun and definite and at(tokens, amount.after - 1).low in _VAGUE_NOUNS:
        return Reason.PRONOUN
    if amount.noun or amount.value > Decimal(10):
        return None
    if before in _ELLIPTIC:
        return Reason.PRONOUN
    if before in ("the", "these", "those", "all", "other", "latter", "former", "his", "her", "their", "my", "our"):
        return Reason.PRONOUN if following.low != "of" else None
    return None
