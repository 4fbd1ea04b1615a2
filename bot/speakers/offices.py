"""What a stated role tells of who somebody is: whether two agree, and whether two cannot be one person's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
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


Offices = dict[tuple[str, str], list[datetime]]
"""(role, organisation) as stated -> when, sorted: many sightings, few offices."""


@lru_cache(maxsize=20_000)
def words_of(role: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", fold(role))) - _STOP


def offices_of(sightings: Iterable[Sighting]) -> Offices:
    """Of those with a role."""
    found: Offices = {}
    for one in sightings:
        if one.role:
            found.setdefault((one.role, one.organisation), []).append(one.when)
    return {office: sorted(whens) for office, whens in found.items()}


def share(ones: Offices, others: Offices) -> bool:
    """Whether one office is among both, stated within NEAR."""
    return any(
        agree(mine, yours) and _apart_by(ones[mine], others[yours]) <= NEAR for mine, yours in product(ones, others)
    )


def agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (role, organisation) are one office: one says no more than the other, of one body.

    Where a body is not stated on both sides, the office has to have two words: "prime minister", no "farmer".
    """
    bodies = words_of(one[1]), words_of(other[1])
    mine, yours = words_of(one[0]) - bodies[0], words_of(other[0]) - bodies[1]
    common = mine & yours
    if common not in (mine, yours) or not _SECOND.isdisjoint(mine ^ yours):
        return False
    if all(bodies):
        return bool(common) and (bodies[0] <= bodies[1] or bodies[1] <= bodies[0])
    return len(common) > 1


def _apart_by(ones: Sequence[datetime], others: Sequence[datetime]) -> timedelta:
    """The least time between two moments, one of each; both sorted."""
    near = ((one, others[at]) for one in ones for at in _beside(others, one))
    return min((abs(one - other) for one, other in near), default=timedelta.max)


def _beside(moments: Sequence[datetime], one: datetime) -> Iterable[int]:
    at = bisect_left(moments, one)
    return (index for index in (at - 1, at) if 0 <= index < len(moments))


def calling_of(sighting: Sighting) -> str:
    """The one calling its role tells; "" where it tells none, or two."""
    if re.match(r"(?i)(?:former|ex)\b", sighting.role):
        return ""
    told = {CALLING_OF[word] for word in words_of(sighting.role) if word in CALLING_OF}
    return next(iter(told)) if len(told) == 1 else ""


def apart(ones: Sequence[Sighting], others: Sequence[Sighting]) -> bool:
    """Whether two groups of one name are two people: callings that exclude each other, near in time, no body shared."""
    if frozenset({calling_of(ones[0]), calling_of(others[0])}) in AT_ONCE:
        return False
    bodies = [frozenset().union(*(words_of(one.organisation) for one in group)) for group in (ones, others)]
    if bodies[0] & bodies[1]:
        return False
    return _apart_by(sorted(one.when for one in ones), sorted(one.when for one in others)) < CHANGE
