"""Figures that are more than number and unit: "one in five", "3-1", "tripled", "second in the world", ", 66,"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.model import FigureKind

from .ages import read_age
from .amounts import DASHES, Amount
from .direction import DIRECTION
from .nouns import STOPS
from .numerals import DENOMINATORS, Numeral, digits_value, ratio, read_numeral
from .tokens import Token, TokenKind, at, glued, is_name

MULTIPLYING = {
    "double": 2,
    "doubles": 2,
    "doubled": 2,
    "doubling": 2,
    "triple": 3,
    "triples": 3,
    "tripled": 3,
    "tripling": 3,
    "treble": 3,
    "trebled": 3,
    "trebling": 3,
    "quadruple": 4,
    "quadrupled": 4,
    "quadrupling": 4,
    "quintupled": 5,
}
_HALVING = frozenset({"halved", "halving"})
_FOLD = {
    f"{word}fold": value for value, word in enumerate("two three four five six seven eight nine ten".split(), start=2)
} | {"hundredfold": 100, "thousandfold": 1000, "twentyfold": 20, "tenfold": 10}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_RANK_VERBS = frozenset(
    "rank ranks ranked ranking rated seeded placed finished finish finishes finishing came lies sits stands".split()
)
_RANK_AFTER = re.compile(
    r"(?:in|out of|among|overall|globally|nationally|worldwide|place|behind|on the|at|after|of \d+)\b|[,.;]|$",
    re.IGNORECASE,
)
_BE = frozenset("is was were are be been".split())
_STANDS = re.compile(r"(?:behind|overall|in the (?:world|league|table|standings|group|race|medal|championship))\b|,\s")
_IN_WORLD = re.compile(
    r"\s+(?:place\s+)?(?:in|among|out of|of) (?:the (?:world|country|nation|region|league|table|standings|"
    r"continent|state|eu|g20|"
    r"european union|rankings?|medal table|charts?|field|group|list|index|poll|polls|survey)|europe|asia|africa|"
    r"britain|\d+)\b"
    r"|\s+(?:globally|worldwide|nationally|overall(?!\s+(?:pick|selection)))\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"(?:most|least|best|worst|\w{2,}(?:est))$")
_NOT_SUPERLATIVE = frozenset(
    "west midwest northwest southwest interest test contest protest rest guest request forest honest".split()
)
TIMES_MORE = frozenset(
    "as more less larger bigger higher lower faster greater stronger the its their his her what that better "
    "worse smaller "
    "cheaper likelier likely expected earnings revenue sales".split()
)
_CRICKET = frozenset("runs wicket wickets innings overs declared stumps bowled batted batsman batter bowler".split())
_TALLIED = frozenset(
    "win victory defeat loss goal point wicket run try draw day week month year hour minute game match start title "
    "seat time thing place attempt case death attack fall drop rise".split()
)
"""What is not a part of the number behind "in": "one win in nine", "one death in 12 days"."""
_SCORE_BEFORE = frozenset(
    "beat beats beating beaten won win wins winning lost lose loses losing lead leads leading led trail trails "
    "trailing trailed "
    "drew draw draws drawn passed approved rejected adopted backed defeat defeated defeats defeating down up "
    "score scored level tied tie ahead victory loss by vote "
    "voted ruled split finished ended at final aggregate over past against with a the thrashed edged hammered crushed "
    "overcame downed stunned held routed record rout ruling margin game set sets fell".split()
)
_SCORE_AFTER = frozenset(
    "win victory defeat loss lead draw vote ruling decision majority scoreline score record result tie thrashing "
    "rout aggregate "
    "that which who to the his its their down up ahead on after against in from to over at for with away home "
    "when before as and thanks along amid late last this but or so while despite overall again sunday saturday friday "
    "thursday wednesday tuesday monday".split()
) | {"", ",", ".", ";", ")", ":"}


def read_score(tokens: Sequence[Token], index: int) -> Amount | None:
    """Such as "2-1", "a 6-3 vote": two whole numbers with a dash between, and a contest in the words beside."""
    if at(tokens, index + 2).low == "to" and at(tokens, index + 3).text in DASHES:
        return _spelled_score(tokens, index)
    left, dash, right = at(tokens, index), at(tokens, index + 1), at(tokens, index + 2)
    if dash.low == "for" and left.kind is TokenKind.NUMBER:
        return _innings(tokens, index)
    if left.kind is not TokenKind.NUMBER or dash.text not in DASHES or right.kind is not TokenKind.NUMBER:
        return None
    if (
        not (glued(tokens, index + 1) and glued(tokens, index + 2))
        or glued(tokens, index)
        or (glued(tokens, index + 3) and (at(tokens, index + 3).text not in ".,;:)!?”\"'"))
    ):
        return None
    home, away = digits_value(left.text), digits_value(right.text)
    if home is None or away is None or not (left.text + right.text).isdigit() or max(home, away) > 999:
        return None
    if (left.text.startswith("0") and len(left.text) > 1) or (right.text.startswith("0") and len(right.text) > 1):
        return None
    before, after = at(tokens, index - 1).low, at(tokens, index + 3).low
    contest = (
        before in _SCORE_BEFORE
        or is_name(at(tokens, index - 1))
        or after in ("win", "victory", "defeat", "vote", "draw")
    )
    listed = before == "," and at(tokens, index - 3).text in DASHES and at(tokens, index - 2).kind is TokenKind.NUMBER
    if listed:
        return Amount(index, index + 3, home, FigureKind.SCORE, high=away)
    if not contest or (after not in _SCORE_AFTER and not is_name(at(tokens, index + 3))):
        return None
    if home < away and not contest_near(tokens, index):
        return None
    return Amount(index, index + 3, home, FigureKind.SCORE, high=away)


def _innings(tokens: Sequence[Token], index: int) -> Amount | None:
    """Such as "187 for 4" where runs and wickets are spoken of."""
    runs, wickets = read_numeral(tokens, index), read_numeral(tokens, index + 2)
    near = {token.low for token in tokens[max(0, index - 20) : index + 20]}
    alone = index == 0 and wickets is not None and wickets.after == len(tokens)  # the span of a figure
    if (
        runs is None
        or wickets is None
        or not (alone or near & _CRICKET)
        or runs.value < wickets.value
        or wickets.value > 10
    ):
        return None
    return Amount(index, wickets.after, runs.value, FigureKind.SCORE, high=wickets.value, numeral=wickets)


def _spelled_score(tokens: Sequence[Token], index: int) -> Amount | None:
    """Such as "a 2-to-1 vote", "a five-to-four decision"."""
    home, away = read_numeral(tokens, index), read_numeral(tokens, index + 4)
    if home is None or away is None or at(tokens, index + 1).text not in DASHES or home.after != index + 1:
        return None
    if at(tokens, away.after).text in DASHES or away.value == 0 or home.value > 99:
        return None
    return Amount(index, away.after, home.value, FigureKind.SCORE, high=away.value)


def contest_near(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word of contests stands within a dozen tokens."""
    near = {token.low for token in tokens[max(0, index - 12) : index + 9]}
    return bool(
        near
        & frozenset(
            "lost lose losing loss defeat defeated down trail trailed trailing vote voted win won beat score "
            "scored game match "
            "set final goal goals wicket wickets innings league cup half draw lead victory result fell points".split()
        )
    )


def read_counted(tokens: Sequence[Token], numeral: Numeral) -> Amount | None:
    """A share, a factor or an age that begins with this numeral."""
    if numeral.scale != 1 and numeral.words is False:
        return _counted_times(tokens, numeral)
    return _ratio(tokens, numeral) or _counted_times(tokens, numeral) or read_age(tokens, numeral)


def _ratio(tokens: Sequence[Token], part: Numeral) -> Amount | None:
    """Such as "one in five", "1 in 10", "nine out of ten": the share as a number."""
    if part.scale != 1 or part.fraction:
        return None
    index, place = part.first, part.after
    if at(tokens, place).text == "-" and at(tokens, place + 2).text == "-":
        place += 1
    counted = _past_counted(tokens, part)
    place = counted or place
    low = at(tokens, place).low
    if low == "in":
        place += 1
    elif low == "out" and at(tokens, place + 1).low == "of":
        place += 2
    elif low == "of" and at(tokens, place + 1).low == "every":
        place += 1
    else:
        return None
    if at(tokens, place).text == "-":
        place += 1
    if at(tokens, place).low == "every":
        place += 1
    whole = read_numeral(tokens, place)
    if whole is None or whole.fraction or not 0 < part.value < whole.value:
        return None
    if low == "out" and part.mantissa != int(part.mantissa):
        return Amount(index, whole.after, part.value, FigureKind.SCORE, high=whole.value, numeral=part)
    if counted and (whole.value > 1000 or at(tokens, whole.after).kind is TokenKind.NUMBER):
        return None
    if low == "in" and not _is_share(tokens, index, part.value, whole.value, whole.after):
        return None
    return Amount(index, whole.after, ratio(part.value, whole.value), FigureKind.RATIO, numeral=whole)


def _past_counted(tokens: Sequence[Token], part: Numeral) -> int:
    """Such as "one patient in nine": the index of "in" behind the counted noun; 0 where that is not the form."""
    if tokens[part.first].low != "one" or part.after != part.first + 1:
        return 0
    for place in range(part.after + 1, part.after + 3):
        before = at(tokens, place - 1)
        if before.kind is not TokenKind.WORD or before.low in STOPS or before.low in _TALLIED:
            return 0
        if at(tokens, place).low == "in":
            return place
    return 0


def _is_share(tokens: Sequence[Token], index: int, part: Decimal, whole: Decimal, after: int) -> bool:
    """Such as "one in five people", not "three in 2019", "two in 12 months"."""
    following = at(tokens, after).low
    if following in (
        "days",
        "years",
        "months",
        "weeks",
        "hours",
        "minutes",
        "games",
        "matches",
        "seasons",
        "-",
        "year",
        "hour",
    ):
        return False
    if 1500 <= whole <= 2100 and (at(tokens, index).kind is TokenKind.NUMBER or at(tokens, after - 1).text.isdigit()):
        return False
    return part == 1 or whole in (3, 4, 5, 6, 8, 10, 20, 100, 1000)


def read_factor(tokens: Sequence[Token], index: int) -> Amount | None:
    """Such as "tripled", "threefold", "twice the": the factor, unit x."""
    low = tokens[index].low
    if low in MULTIPLYING and not _named_double(tokens, index):
        return _times(index, index + 1, Decimal(MULTIPLYING[low]))
    if low in _HALVING:
        return _times(index, index + 1, Decimal("0.5"))
    if low in _FOLD:
        return _times(index, index + 1, Decimal(_FOLD[low]))
    if low == "twice" and _compares(tokens, index + 1):
        return _times(index, index + 1, Decimal(2))
    return None


def _compares(tokens: Sequence[Token], index: int) -> bool:
    """Such as "as many", "as large as", "the size of", "its budget"; not "scored twice as the rain fell"."""
    low = at(tokens, index).low
    if low == "as":
        many = at(tokens, index + 1).low in (
            "many",
            "much",
            "likely",
            "big",
            "large",
            "high",
            "fast",
            "long",
            "old",
            "often",
        )
        return many or at(tokens, index + 2).low == "as"
    return low in TIMES_MORE


def _counted_times(tokens: Sequence[Token], numeral: Numeral) -> Amount | None:
    """Such as "four times as many", "10x", "3-fold"."""
    index, after, value = numeral.first, numeral.after, numeral.value
    following = at(tokens, after)
    dashed = following.text in DASHES and glued(tokens, after)
    word = at(tokens, after + dashed).low
    if word == "fold":
        return _times(index, after + dashed + 1, value)
    if following.text in ("x", "×") and glued(tokens, after) and at(tokens, after + 1).kind is not TokenKind.NUMBER:
        return _times(index, after + 1, value)
    if word == "times" and not dashed and at(tokens, after + 1).low in TIMES_MORE:
        return _times(index, after + 1, value)
    return None


def _times(first: int, after: int, value: Decimal) -> Amount:
    return Amount(first, after, value, FigureKind.MULTIPLIER, "x")


def _named_double(tokens: Sequence[Token], index: int) -> bool:
    """Whether "double" is an adjective of another kind: "double murder", "double-decker", "a treble"."""
    token, following = tokens[index], at(tokens, index + 1).low
    if token.low in ("double", "triple", "treble", "quadruple", "doubles", "triples"):
        verb = at(tokens, index - 1).low in (
            "to",
            "will",
            "would",
            "could",
            "may",
            "might",
            "than",
            "about",
            "nearly",
            "almost",
        )
        whole = following in ("the", "its", "their", "his", "her", "that", "what", "last", "to", "by", "from")
        return not (verb or whole) or token.text[0].isupper()
    if token.low in ("doubled", "doubling"):
        return following in ("down", "up", "back", "over", "as")
    return False


def read_rank(tokens: Sequence[Token], index: int, text: str) -> Amount | None:
    """Such as "ranks second", "third in the world", "the fourth-largest", "number one in": the place."""
    token = tokens[index]
    label = index - 1 - (at(tokens, index - 1).text == ".")
    if token.text.isdigit() and at(tokens, label).low in ("no", "number"):
        ranked = at(tokens, label - 1).low in _RANK_VERBS or _IN_WORLD.match(text, token.end)
        return _rank(label, index + 1, Decimal(token.text)) if ranked and len(token.text) < 5 else None
    value, after = _ordinal(tokens, index)
    if value is None:
        return None
    before = at(tokens, index - 1).low
    if before in _RANK_VERBS and _RANK_AFTER.match(text[tokens[after - 1].end : tokens[after - 1].end + 20].lstrip()):
        return _rank(index, after, value)
    behind = text[tokens[after - 1].end : tokens[after - 1].end + 30].lstrip()
    if before in _BE and value > 1 and _STANDS.match(behind):
        return _rank(index, after, value)
    if before == "to" and _moves_to(tokens, index) and _RANK_AFTER.match(behind):
        return _rank(index, after, value)
    if before in ("in", "into") and at(tokens, after).low == "place" and token.low != "first":
        return _rank(index, after + 1, value)
    if _IN_WORLD.match(text, tokens[after - 1].end):
        return _rank(index, after, value)
    dash = at(tokens, after).text in DASHES and glued(tokens, after)
    word = at(tokens, after + dash)
    if (
        value > 1
        and _SUPERLATIVE.match(word.low)
        and word.low not in _NOT_SUPERLATIVE
        and (not dash or glued(tokens, after + 1))
    ):
        return _rank(index, after + dash + 1, value)
    return None


def _moves_to(tokens: Sequence[Token], index: int) -> bool:
    """Such as "climbed to third", "lifts Rovers to 14th": a word of change within four words."""
    words = [at(tokens, index - back).low for back in range(2, 6)]
    return any(word in DIRECTION or word in ("move", "moves", "moved") for word in words)


def _ordinal(tokens: Sequence[Token], index: int) -> tuple[Decimal | None, int]:
    token = tokens[index]
    if token.low in ORDINALS:
        return Decimal(ORDINALS[token.low]), index + 1
    suffix = at(tokens, index + 1)
    if token.kind is TokenKind.NUMBER and glued(tokens, index + 1) and suffix.low in ("st", "nd", "rd", "th"):
        return (Decimal(token.text), index + 2) if token.text.isdigit() and len(token.text) < 5 else (None, index)
    return None, index


def _rank(first: int, after: int, value: Decimal) -> Amount:
    return Amount(first, after, value, FigureKind.RANK)


def read_alone(tokens: Sequence[Token]) -> Amount | None:
    """A rank or factor by its word alone, as it stands in the span of a figure: "third", "22nd", "doubled"."""
    if not tokens:
        return None
    low = tokens[0].low
    factor = MULTIPLYING.get(low) or _FOLD.get(low) or (2 if low == "twice" else None)
    if factor:
        return _times(0, 1, Decimal(factor))
    value, after = _ordinal(tokens, 0)
    return _rank(0, after, value) if value is not None else None


def starts_special(token: Token) -> bool:
    low = token.low
    return (
        low in MULTIPLYING
        or low in _HALVING
        or low in _FOLD
        or low == "twice"
        or low in ORDINALS
        or low in DENOMINATORS
    )
