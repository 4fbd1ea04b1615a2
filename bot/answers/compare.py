"""Questions after two sides: "Compare what Holm and Lund say about fares", "How do the two ports' figures differ?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_ON = r"(?:on|about|over|regarding|concerning|when it comes to)"
_AND = r"(?:and|with|to|versus|vs\.?|against)"
_VIEWS = r"(?:views?|opinions?|positions?|stances?|takes?|statements?|words)"
_SAY = r"(?:say|says|said|saying|think|thinks|thought|claim|claimed|argue|argued)"
_AFTER = rf"(?: {_SAY})?(?: {_ON} (?P<z>.+))?$"
_WRITTEN = (
    rf"^(?:compare|contrast) (?:what )?(?:the )?(?:{_VIEWS} of )?(?P<x>.+?) {_AND} (?P<y>.+?){_AFTER}",
    (
        rf"^how (?:do|does|did) (?:what )?(?P<x>.+?) and (?P<y>.+?)(?:['’]s? {_VIEWS})?"
        rf" (?:differ|compare|disagree|diverge)(?: (?:{_ON}|in) (?P<z>.+))?$"
    ),
    (
        rf"^(?:what|where)(?:['’]s| is| are| was| were| lies) the differences? between (?:the {_VIEWS} of )?"
        rf"(?:what )?(?P<x>.+?) and (?P<y>.+?)(?: {_VIEWS})?{_AFTER}"
    ),
    (
        rf"^(?:do|does|did) (?P<x>.+?) and (?P<y>.+?) (?:agree|disagree|differ|say the same(?: thing)?)"
        rf"(?: (?:{_ON}|in) (?P<z>.+))?$"
    ),
    rf"^(?P<x>[^,?]{{2,60}}?) (?:versus|vs\.?) (?P<y>[^,?]{{2,60}}?)(?: {_ON} (?P<z>.+))?$",
)
_PATTERNS = tuple(re.compile(pattern, re.I) for pattern in _WRITTEN)
_TWO = re.compile(
    rf"^what (?:did|do|does|have|has) (?P<x>.+?) and (?P<y>.+?) {_SAY}(?: {_ON})?(?: (?P<z>.+))?$",
    re.I,
)
_PART = re.compile(r"^(?P<z>.+?) (?:of|for|at|in|by|from) (?:the )?(?P<x>.+)$", re.I)
_OWN = re.compile(rf"^(?:the |what )|['’]s?(?: {_VIEWS})?$| {_VIEWS}$| {_SAY}$", re.I)


@dataclass(frozen=True, slots=True)
class Sides:
    """What is set beside what, and on which matter; as it was typed."""

    one: str
    other: str
    matter: str
    told: bool = False
    """A thing's property is compared ("the price of the pier and the bridge"), not what two have said."""


def sides_of(text: str, is_quoted: Callable[[str], bool]) -> Sides | None:
    """None where no two sides are asked for. "What did A and B say" has two where both are quoted, each by a name."""
    for pattern in _PATTERNS:
        if found := pattern.match(text):
            return _shared(_bare(found["x"]), _bare(found["y"]), (found["z"] or "").strip())
    found = _TWO.match(text)
    if found and not is_quoted(f"{found['x']} and {found['y']}") and is_quoted(found["x"]) and is_quoted(found["y"]):
        return Sides(found["x"], found["y"], (found["z"] or "").strip())
    return None


def _shared(one: str, other: str, matter: str) -> Sides:
    """In "the price of the pier and the bridge" the price is asked of both."""
    found = None if matter else _PART.match(one)
    if found and not _PART.match(other):
        return Sides(found["x"], other, found["z"], told=True)
    return Sides(one, other, matter)


def _bare(side: str) -> str:
    while (shorter := _OWN.sub("", side.strip())) != side:
        side = shorter
    return side
