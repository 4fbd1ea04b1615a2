"""About, at least, up to: how the figure compares with the stated value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Comparison, FigureKind

from .amounts import Amount
from .tokens import Token
from .unit_tables import TIMES

_MORE = (
    "more than|greater than|higher than|larger than|bigger than|over|above|exceeding|exceed|exceeds|exceeded|at least|"
    "no less than|no fewer than|not less than|upwards of|upward of|in excess of|a minimum of|minimum of|beyond|"
    "north of|"
    "well over|just over|as many as|topping|topped|tops|surpassed|surpass|surpasses|surpassing|"
    "has passed|had passed|have passed|better than|"
    "longer than|older than|heavier than|a record|>|≥|>="
)
_LESS = (
    "less than|fewer than|lower than|smaller than|under|below|up to|at most|as much as|no more than|not more "
    "than|just under|"
    "just below|a maximum of|maximum of|shy of|just shy of|just short of|"
    "well short of|capped at|limited to|barely|as long as|as high as|"
    "sub-|south of|cheaper than|younger than|"
    "shorter than|"
    "well under|well below|<|≤|<="
)
_ABOUT = (
    "about|around|roughly|approximately|approx|approx.|some|nearly|almost|an estimated|estimated|estimated at|"
    "close to|circa|"
    "c\\.|~|≈|or so|in the region of|on average|averaged|averages|averaging|near|nearer|nearer to|closer to|"
    "nearing|virtually|practically|"
    "a little|"
    "just about|around about|something like|towards|approaching|somewhere around|getting on for|by about|by "
    "around|by some"
)
COMPARED_BY = re.compile(
    r"\b(?:at (?:least|most)|(?:no |not )?(?:more|less|fewer|higher|lower) than|as (?:many|much|little|few) as|up to"
    r"|(?:well |just )?(?:over|under|above|below)|nearly|nearer|close to|almost|about|around|roughly|some|just|only"
    r"|approximately|an? estimated)\s+(?:an?\s+|the\s+)?$",
    re.I,
)
"""Words right before a figure without which it would say something else."""
_LEFT = re.compile(
    rf"(?:(?<=\s)|(?<=^)|(?<=[(“\"'‘—–-]))(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<about>{_ABOUT}))"
    r"(?:\s+(?:the|a|an|another|just|only|its|US))?\s*$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\s*(?:(?P<more>or more\b|and more\b|or greater\b|or higher\b|or above\b|and above\b|or over\b|and over\b|"
    r"plus\b(?!\s?[£$€0-9])|\+|-plus\b|"
    r"and up\b|at least\b|or older\b|upwards\b)|(?P<less>or less\b|or fewer\b|or lower\b|or below\b|or under\b|at "
    r"most\b|and under\b|"
    r"or younger\b)|(?P<about>or so\b|or thereabouts\b|-odd\b|-ish\b|, give or take\b))",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[0-9](?:(?P<about>-odd)|(?P<more>-plus))\b")
"""Between the number and what it counts: "2,000-odd fish"."""
_WORDS = frozenset(
    "over about around some nearly almost roughly approximately under below above than least most exceeding estimated "
    "total only just".split()
)
_LONGER = re.compile(
    r"\b(?:for|last(?:s|ed|ing)?|took|take|takes|after|well|just|by|is|was|of|spent|only|and|or)\s+$", re.IGNORECASE
)
_BECAUSE = re.compile(
    r"\b(?:dismissed|sacked|sued|suing|row|dispute|feud|protest(?:s|ed)?|resigned|suspended|arrested|jailed|quit|"
    r"investigated|strikes?|struck|argument|questioned|critici[sz]ed|anger|angry|convicted|outcry|trial|case|lawsuit)"
    r"(?:\s(?:in|on|by|last|this|the|him|her|them|\d{4}|\w+day|year|month|week)){0,3}\s$",
    re.IGNORECASE,
)
"""Before an "over" that means because of: "dismissed over £340 of missing cash"."""
_NEGATED = re.compile(r"\b(?:not|no|never|hardly|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)


def is_comparison(word: str) -> bool:
    """Whether the word before a number compares it."""
    return word in _WORDS


def read_comparison(text: str, tokens: Sequence[Token], amount: Amount) -> Comparison:
    """From the words that touch the amount on its left, else on its right."""
    start, end = tokens[amount.first].start, tokens[amount.after - 1].end
    left = _LEFT.search(text, max(0, start - 32), start)
    if left and left[0].lower().endswith("the ") and "-" in text[start:end]:
        left = None  # below the ten-year average
    over = left.start("more") if left and left["more"] and left["more"].lower() == "over" else -1
    if over >= 0 and _BECAUSE.search(text, max(0, over - 48), over):
        left = None
    if left and not _spans_time(text, amount, left.start("more")):
        found = _named(left.lastgroup)
        if found is Comparison.MORE and _NEGATED.search(text, max(0, left.start() - 14), left.start()):
            return Comparison.LESS
        return found
    right = _RIGHT.match(text, end, end + 24) or _INSIDE.search(text, start, end)
    return _named(right.lastgroup) if right else Comparison.EQUAL


def _spans_time(text: str, amount: Amount, over: int) -> bool:
    """Whether "over" means during: "raise $2m over 10 years", unlike "for over two years"."""
    if over < 0 or amount.unit not in TIMES or amount.kind is FigureKind.AGE or text[over : over + 4].lower() != "over":
        return False
    return not _LONGER.search(text, max(0, over - 12), over)


def _named(group: str | None) -> Comparison:
    return {"more": Comparison.MORE, "less": Comparison.LESS, "about": Comparison.ABOUT}.get(
        group or "", Comparison.EQUAL
    )
