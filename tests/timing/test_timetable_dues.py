"""When runs fall: gaps, folds, left-out dates, down-time, clocks that step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import TimetableError
from bot.model import LOCAL, Timetable, Topic
from bot.timing.timetable import Due, Verdict, due_now, next_due, next_dues

ALL = frozenset(range(7))
DAY = timedelta(days=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def daily(*times: str, zone: str = "UTC", days: frozenset[int] = ALL) -> Timetable:
    return Timetable(tuple(time.fromisoformat(at) for at in times), days, zone)


# ------------------------------------------------------------------ cases


def test_the_next_run_is_later_than_now():
    table = daily("08:00", "17:00", zone="Europe/Paris", days=frozenset(range(5)))
    friday = utc(2026, 3, 6, 7, 0)
    dues = next_dues(table, friday, 3)
    assert dues == [
        Due(utc(2026, 3, 6, 16), date(2026, 3, 6), "17:00"),
        Due(utc(2026, 3, 9, 7), date(2026, 3, 9), "08:00"),
        Due(utc(2026, 3, 9, 16), date(2026, 3, 9), "17:00"),
    ]


def test_a_gap_runs_after_it_and_only_once():
    table = daily("02:30", zone="Europe/Paris")
    assert [due.instant for due in next_dues(table, utc(2026, 3, 28, 12), 2)] == [
        utc(2026, 3, 29, 1, 30),
        utc(2026, 3, 30, 0, 30),
    ]


def test_two_slots_that_a_gap_puts_on_one_instant_are_one_run():
    table = daily("02:30", "03:30", zone="Europe/Paris")
    assert next_dues(table, utc(2026, 3, 28, 12), 2) == [
        Due(utc(2026, 3, 29, 1, 30), date(2026, 3, 29), "03:30"),
        Due(utc(2026, 3, 30, 0, 30), date(2026, 3, 30), "02:30"),
    ]


def test_a_fold_runs_the_first_time_only():
    table = daily("02:30", zone="Europe/Paris")
    first, second = next_dues(table, utc(2026, 10, 24, 12), 2)
    assert (first.instant, second.instant) == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 1, 30))


def test_a_date_that_the_zone_left_out_is_left_out():
    dates = [due.date for due in next_dues(daily("08:00", zone="Pacific/Apia"), utc(2011, 12, 29), 3)]
    assert dates == [date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]
    fridays = daily("08:00", zone="Pacific/Apia", days=frozenset({4}))
    assert next_due(fridays, utc(2011, 12, 29)).date == date(2012, 1, 6)


def test_a_clock_that_steps_back_gives_nothing_twice():
    table = daily("08:00", "17:00")
    last = (date(2026, 3, 9), "08:00")
    assert next_due(table, utc(2026, 3, 9, 7, 50), last).slot == "17:00"
    assert next_due(table, utc(2026, 3, 1), last) == Due(utc(2026, 3, 9, 17), date(2026, 3, 9), "17:00")


def test_a_changed_time_holds_from_the_next_date():
    assert next_due(daily("09:00"), utc(2026, 3, 9, 8, 5), (date(2026, 3, 9), "08:00")).date == date(2026, 3, 10)
    assert next_due(daily("09:00"), utc(2026, 3, 9, 8, 5), (date(2026, 3, 8), "08:00")).date == date(2026, 3, 9)


@pytest.mark.parametrize("table", [Timetable(times=()), Timetable(weekdays=frozenset()), Timetable(zone="Mars/Base")])
def test_a_timetable_that_never_comes_is_refused(table):
    with pytest.raises(TimetableError):
        next_due(table, utc(2026, 3, 9))


# ------------------------------------------------------------------ decisions


def tracked(next_due_at: datetime | None, **fields: object) -> Topic:
    due_date = next_due_at.date() if next_due_at else None
    slot = f"{next_due_at:%H:%M}" if next_due_at else ""
    values: dict[str, object] = {"timetable": daily("08:00", "17:00"), "due_date": due_date, "due_slot": slot}
    return Topic(LOCAL, "C1", "Harbour", next_due=next_due_at, **{**values, **fields})  # type: ignore[arg-type]


def test_nothing_is_due_before_its_time_or_while_paused():
    assert due_now(tracked(utc(2026, 3, 9, 8)), utc(2026, 3, 9, 7, 59)) is None
    assert due_now(tracked(utc(2026, 3, 9, 8), paused=True), utc(2026, 3, 9, 9)) is None
    assert due_now(tracked(None), utc(2026, 3, 9, 9)) is None


def test_a_run_is_due_at_its_instant():
    decision = due_now(tracked(utc(2026, 3, 9, 8)), utc(2026, 3, 9, 8))
    assert decision is not None
    assert (decision.verdict, decision.missed_earlier) == (Verdict.GIVE, False)
    assert decision.due == Due(utc(2026, 3, 9, 8), date(2026, 3, 9), "08:00")
    assert decision.following == Due(utc(2026, 3, 9, 17), date(2026, 3, 9), "17:00")


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (utc(2026, 3, 12, 14), Verdict.GIVE),
        (utc(2026, 3, 12, 14, 0, 1), Verdict.LATE),
        (utc(2026, 3, 12, 16), Verdict.LATE),
    ],
)
def test_after_down_time_the_latest_missed_run_stands_for_all(now, verdict):
    decision = due_now(tracked(utc(2026, 3, 9, 8)), now)
    assert decision is not None
    assert (decision.verdict, decision.missed_earlier) == (verdict, True)
    assert (decision.due.date, decision.due.slot) == (date(2026, 3, 12), "08:00")
    assert decision.following.instant == utc(2026, 3, 12, 17)


def test_a_run_of_a_timetable_that_was_changed_meanwhile_is_still_given():
    topic = tracked(utc(2026, 3, 9, 8), timetable=daily("06:00"))
    decision = due_now(topic, utc(2026, 3, 9, 8, 1))
    assert decision is not None
    assert (decision.due.slot, decision.following.instant) == ("08:00", utc(2026, 3, 10, 6))


def test_a_clock_that_had_run_ahead_is_healed():
    decision = due_now(tracked(utc(2030, 1, 1, 8)), utc(2026, 3, 9, 7))
    assert decision is not None
    assert (decision.verdict, decision.following.instant) == (Verdict.REALIGN, utc(2026, 3, 9, 8))


INSTANTS = st.integers(0, 65 * 365 * 86400).map(lambda seconds: utc(1971, 1, 1) + timedelta(seconds=seconds))
ZONES = st.sampled_from(sorted(available_timezones()))
TABLES = st.builds(
    Timetable,
    times=st.lists(st.times().map(lambda at: time(at.hour, at.minute)), min_size=1, max_size=4, unique=True).map(tuple),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    zone=ZONES,
)


@given(TABLES, INSTANTS)
def test_runs_come_in_order_one_a_nominal_slot(table: Timetable, after: datetime):
    dues = next_dues(table, after, 12)
    assert all(one.instant < two.instant for one, two in pairwise([Due(after, date.min, ""), *dues]))
    assert len({(due.date, due.slot) for due in dues}) == 12
    assert all(due.date.weekday() in table.weekdays for due in dues)
    walked = next_due(table, after)
    for due in dues:
        assert walked == due
        walked = next_due(table, due.instant - timedelta(hours=1), (due.date, due.slot))


@given(TABLES, INSTANTS, st.lists(st.integers(0, 4 * 86400), min_size=1, max_size=8))
def test_whatever_the_pauses_no_run_is_decided_twice(table: Timetable, start: datetime, pauses: list[int]):
    first = next_due(table, start)
    topic = tracked(first.instant, timetable=table, due_date=first.date, due_slot=first.slot)
    now, decided = start, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        decision = due_now(topic, now)
        if decision:
            decided.append((decision.due.date, decision.due.slot))
            after = decision.following
            assert after.instant > now
            topic = tracked(after.instant, timetable=table, due_date=after.date, due_slot=after.slot)
    assert len(decided) == len(set(decided))


# ------------------------------------------------------------------ every transition of every zone

SLOTS = ("00:00", "00:30", "02:30", "12:00", "23:30")
STEP = timedelta(minutes=15)


def transitions(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """Days (midnight UTC) in which the zone's offset changes."""
    at, end = utc(first, 1, 1), utc(last, 12, 31)
    offset = at.astimezone(zone).utcoffset()
    while at < end:
        following = (at + DAY).astimezone(zone).utcoffset()
        if following != offset:
            yield at
        offset, at = following, at + DAY


def walked_dates(zone: ZoneInfo, start: datetime, end: datetime) -> tuple[dict[date, set[time]], set[date]]:
    """Local dates met by walking the clock, with the wall times of each; and those that lie wholly inside the walk."""
    met: dict[date, set[time]] = {}
    at = start
    while at < end:
        local = at.astimezone(zone)
        met.setdefault(local.date(), set()).add(local.time().replace(second=0, microsecond=0))
        at += STEP
    return met, set(sorted(met)[1:-1])


def one_run_a_date(zone: ZoneInfo, around: datetime, slots: tuple[str, ...]) -> int:
    """Asserts one run for each local date that exists near a transition, none more; the number of runs checked."""
    met, whole = walked_dates(zone, around - 2 * DAY, around + 4 * DAY)
    checked = 0
    for slot in slots:
        dues = next_dues(daily(slot, zone=zone.key), around - 3 * DAY, 9)
        inside = [due for due in dues if due.date in whole]
        assert {due.date for due in inside} == whole, (zone.key, around, slot)
        assert len(inside) == len(whole), (zone.key, around, slot)
        # An unusual offset (Monrovia's 44 min 30 s) never shows the slot in quarter-hour steps: nothing to compare.
        for due in inside:
            local = due.instant.astimezone(zone)
            if time.fromisoformat(slot) in met[due.date]:
                assert (local.date(), f"{local:%H:%M}") == (due.date, slot)
                assert local.fold == 0
        assert not {due.date for due in dues if min(met) < due.date < max(met)} - set(met)
        checked += len(inside)
    return checked


PECULIAR = (
    "Africa/Casablanca",
    "America/New_York",
    "America/Sao_Paulo",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Kwajalein",
)


@pytest.mark.parametrize("name", PECULIAR)
def test_one_run_for_each_date_that_exists(name: str):
    zone = ZoneInfo(name)
    changes = [at for at in transitions(zone, 1990, 2030) if at.year in {1993, 1994, 1995, 2011, 2026, 1990}]
    assert sum(one_run_a_date(zone, at, SLOTS) for at in changes) or name in {"Asia/Kathmandu", "Antarctica/Troll"}


@pytest.mark.fault
@pytest.mark.parametrize("name", sorted(available_timezones()))
def test_one_run_for_each_date_that_exists_in_every_zone(name: str):
    zone = ZoneInfo(name)
    for at in transitions(zone, 1970, 2037):
        one_run_a_date(zone, at, SLOTS)
