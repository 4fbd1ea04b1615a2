"""What questions ask for, and the words that show it, as data."""

from __future__ import annotations

import enum
import re


class Asks(enum.StrEnum):
    SAID = "what X said"
    WHO_SAID = "who said it"
    HOW_MUCH = "how much"
    HOW_MANY = "how many"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    WHO = "who"
    CHANGED = "what changed"
    WHO_IS = "who is X"
    SPEAKERS = "who is quoted"
    COMPARE = "compare X and Y"
    OPEN = "anything else"


_PLACES = "city|country|state|town|place|street|village|part|venue"
_PERSONS = "man|woman|person|player|official|minister|executive|expert|politician"
_SIZES = "much|large|big|high|low|far|long|old|fast|tall|deep|wide|heavy|hot|cold|likely|small|thick|steep"
_AMOUNTS = "percentage|share|proportion|fraction|amount|price|sum|rate|level|score|age|size"
_QUANTITIES = (
    "price|cost|rate|share|value|size|height|length|speed|score|age|fare|figure|total|bill|salary|fine|toll|chance|odds"
)
_PAYING = "cost|earn|pay|paid|weigh|spend|worth|price|rate"
_MOVED = "changed?|moved?|develop(?:ed)?|evolved?|compared?|differ"
_MAKING = "caused|made|led|explains|is behind|lies behind"

_WRITTEN: tuple[tuple[Asks, tuple[str, ...]], ...] = (
    (
        Asks.WHEN,
        (
            r"^(?:since|until|by|from|till) when",
            r"^(?:when|how soon)",
            r"^(?:on |in |by )?(?:what|which) (?:day|date|year|month|time|quarter)",
        ),
    ),
    (
        Asks.WHY,
        (
            r"^(?:why|how come|for what reason)",
            r"^what (?:is|was) the (?:reason|cause)",
            rf"^what (?:{_MAKING})",
        ),
    ),
    (
        Asks.CHANGED,
        (
            r"^what(?:['’]s| is| has| have)? (?:\w+ )?(?:changed|new)",
            rf"^how (?:has|have|did|does) .+ (?:{_MOVED})",
            r"^what (?:was|were) .+ (?:before|previously|originally)",
        ),
    ),
    (Asks.HOW_MANY, (r"\bhow many", r"\bwhat number", r"\bthe number of", r"^how often")),
    (
        Asks.HOW_MUCH,
        (
            rf"\bhow (?:{_SIZES})",
            rf"\b(?:what|which) (?:{_AMOUNTS})",
            rf"^what (?:do|does|did|will|would|is|was|are) .+ (?:{_PAYING})",
            r"^what will it cost",
            rf"^what (?:is|was|are|were) the (?:\w+ ){{0,3}}(?:{_QUANTITIES})",
            r"^at what",
        ),
    ),
    (
        Asks.WHERE,
        (
            r"^where",
            rf"^(?:in|at|to|from|on) (?:which|what) (?:{_PLACES})",
            rf"\b(?:which|what) (?:\w+ )?(?:{_PLACES})",
        ),
    ),
    (Asks.WHO, (r"^(?:who|whom|whose)", r"^(?:by|to|for|with) whom", rf"^which (?:{_PERSONS})")),
)
_KINDS = tuple((asks, re.compile("|".join(rf"(?:{p})\b" for p in patterns), re.I)) for asks, patterns in _WRITTEN)
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z])")


def kind_of(text: str) -> Asks:
    """By the last of its sentences that asks: what stands before it only tells what it is about."""
    for part in reversed(_SENTENCE.split(text)):
        for asks, pattern in _KINDS:
            if pattern.search(part):
                return asks
    return Asks.OPEN
