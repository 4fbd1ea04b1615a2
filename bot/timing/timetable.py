"""When a topic's briefings fall: local times on weekdays, resolved to instants over every zone's gaps and folds. Pure.

A run is known by its nominal local date and slot ("08:00"), so it stays one run whatever the clocks do:

- a time that falls into a gap (clocks put forward) is given after it, shifted by its length: 02:30 is given at 03:30;
- a time that comes twice (clocks put back) is given the first time only;
- a date that the zone left out (crossing the date line) is left out: it resolves to the same instants as the next date;
- two slots that a gap puts on one instant are one run, that of the later slot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from bot.errors import TimetableError
from bot.model import Timetable, Topic
from bot.timing.phrases import format_timetable, parse_timetable
from bot.timing.zones import load_zone

__all__ = [
    "Decision",
    "Due",
    "Verdict",
    "due_now",
    "format_timetable",
    "next_due",
    "next_dues",
    "parse_timetable",
]

_DAY = timedelta(days=1)
_REACH = 12
"""Days looked at in one go: a week, and what date lines and gaps can shift."""
_FARTHEST = timedelta(days=16)
"""No timetable puts its next run later than this: a week, once held over to the next one, and a left-out date."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One run: its instant (UTC), and the nominal local date and slot (HH:MM) it is known by."""

    instant: datetime
    date: date
    slot: str


class Verdict(StrEnum):
    GIVE = "give"
    """Due, or missed so lately that it is given now."""
    LATE = "late"
    """Missed by more than the topic's limit: not given, marked, told."""
    REALIGN = "realign"
    """Nothing is due, but next_due lies farther off than the timetable can put it: the clock had run ahead."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done about a topic now. `due` is the run it is about (for REALIGN: the next one)."""

    verdict: Verdict
    due: Due
    following: Due
    """What next_due, due_date and due_slot are to become."""
    missed_earlier: bool = False
    """Runs before `due` were missed as well; its window covers theirs."""


def next_due(timetable: Timetable, after: datetime, last: tuple[date, str] | None = None) -> Due:
    """The first run later than `after` and than the run `last` (nominal date and slot), which is never given again.

    Where `last` has a slot that the timetable no longer has, the new times hold from the next date.
    Raises TimetableError for a zone that does not exist and for a timetable without days or times.
    """
    return next(_dues(timetable, after, last))


def next_dues(timetable: Timetable, after: datetime, count: int) -> list[Due]:
    """The next `count` runs later than `after`, in order: what a person is shown before a timetable is saved."""
    return list(islice(_dues(timetable, after, None), count))


def due_now(topic: Topic, now: datetime) -> Decision | None:
    """The decision for one topic, or None while nothing is due (or it is paused).

    After down-time the latest missed run stands for all of them: it is given once if it is not older than
    `topic.late_limit_s`, else it is late. Clocks that step back give nothing twice: next_due moves on by nominal runs.
    """
    if topic.paused or topic.next_due is None:
        return None
    if topic.next_due > now:
        return _realigned(topic, now) if topic.next_due - now > _FARTHEST else None
    latest = _latest(topic, topic.next_due, now)
    following = next_due(topic.timetable, now, (latest.date, latest.slot))
    age = (now - latest.instant).total_seconds()
    verdict = Verdict.GIVE if age <= topic.late_limit_s else Verdict.LATE
    return Decision(verdict, latest, following, missed_earlier=latest.instant > topic.next_due)


def _realigned(topic: Topic, now: datetime) -> Decision:
    following = next_due(topic.timetable, now)
    return Decision(Verdict.REALIGN, following, following)


def _latest(topic: Topic, stored: datetime, now: datetime) -> Due:
    """The last run up to now; the stored one where the timetable has none since."""
    zone = load_zone(topic.timetable.zone)
    today = now.astimezone(zone).date()
    runs = _between(topic.timetable, zone, today - _REACH * _DAY, today + 2 * _DAY)
    found = max((due for due in runs if stored <= due.instant <= now), default=None)
    if found:
        return found
    local = stored.astimezone(zone)
    return Due(stored, topic.due_date or local.date(), topic.due_slot or f"{local:%H:%M}")


def _dues(timetable: Timetable, after: datetime, last: tuple[date, str] | None) -> Iterator[Due]:
    if not timetable.times or not timetable.weekdays:
        raise TimetableError("The timetable has no time or no day.", "Give both, such as “08:00 on weekdays”.")
    zone = load_zone(timetable.zone)
    floor, first_date = after, date.min
    if last:
        floor = max(after, _instant(last[0], time.fromisoformat(last[1]), zone))
        if last[1] not in {f"{at:%H:%M}" for at in timetable.times}:
            first_date = last[0] + _DAY
    start = floor.astimezone(zone).date() - 2 * _DAY
    while True:
        # Runs near the end may yet be preceded by one of a later date: two days are left to the next round.
        end = start + _REACH * _DAY
        edge = _instant(end - 2 * _DAY, time(0), zone)
        for due in _between(timetable, zone, start, end):
            if floor < due.instant <= edge and due.date >= first_date:
                yield due
        floor, start = max(floor, edge), end - 4 * _DAY


def _between(timetable: Timetable, zone: ZoneInfo, start: date, end: date) -> list[Due]:
    """Every run of the nominal dates start ≤ date < end, in order of their instants."""
    runs: dict[datetime, Due] = {}
    for number in range((end - start).days):
        day = start + number * _DAY
        if day.weekday() not in timetable.weekdays:
            continue
        for at in sorted(timetable.times):
            instant = _instant(day, at, zone)
            if instant != _instant(day + _DAY, at, zone):
                runs[instant] = Due(instant, day, f"{at:%H:%M}")
    return sorted(runs.values())


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """fold=0 is what the policy wants: the first of two, and in a gap the offset that held before it."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
