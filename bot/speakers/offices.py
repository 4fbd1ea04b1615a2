"""What a stated role tells of who somebody is: whether two agree, and whether two cannot be one person's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import product

from bot.model import Sighting
from bot.speakers.forms import fold
from bot.speakers.variants import AT_ONCE, CALLING_OF

NEAR = timedelta(days=400)
"""A surname alone is joined by its office within this time."""
CHANGE = timedelta(days=180)
"""Who is seen in two callings less than this apart did not change from one to the other."""
_STOP = frozenset("the a an of for at in on to with and who is his her its their our former new mr mrs ms dr".split())
_SECOND = frozenset({"vice", "deputy", "assistant", "acting", "ex", "wife", "husband"})
"""Words that make another office of one."""


def words_of(role: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", fold(role))) - _STOP


def agree(one: Sighting, other: Sighting) -> bool:
    """Whether two statements of a role are one office, within NEAR: one says no more than the other, of one body.

    Where a body is not stated on both sides, the office has to have two words: "prime minister", no "farmer".
    """
    bodies = words_of(one.organisation), words_of(other.organisation)
    mine, yours = words_of(one.role) - bodies[0], words_of(other.role) - bodies[1]
    common = mine & yours
    if common not in (mine, yours) or not _SECOND.isdisjoint(mine ^ yours) or abs(one.when - other.when) > NEAR:
        return False
    if all(bodies):
        return bool(common) and (bodies[0] <= bodies[1] or bodies[1] <= bodies[0])
    return len(common) > 1


def calling_of(sighting: Sighting) -> str:
    """The one calling its role tells; "" where it tells none, or two."""
    if re.match(r"(?i)(?:former|ex)\b", sighting.role):
        return ""
    told = {CALLING_OF[word] for word in words_of(sighting.role) if word in CALLING_OF}
    return next(iter(told)) if len(told) == 1 else ""


def apart(ones: Iterable[Sighting], others: Iterable[Sighting]) -> bool:
    """Whether two groups of one name are two people: callings that exclude each other, near in time, no body shared."""
    pairs = list(product(ones, others))
    if not pairs or frozenset({calling_of(pairs[0][0]), calling_of(pairs[0][1])}) in AT_ONCE:
        return False
    if any(words_of(one.organisation) & words_of(other.organisation) for one, other in pairs):
        return False
    return min(abs(one.when - other.when) for one, other in pairs) < CHANGE
