"""Timetables as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import time
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import TimetableError
from bot.model import Timetable
from bot.timing.timetable import format_timetable, parse_timetable

EIGHT = (time(8),)
WORK = frozenset(range(5))
ALL = frozenset(range(7))


@pytest.mark.parametrize(
    ("text", "times", "days"),
    [
        ("08:00", EIGHT, WORK),
        ("8am weekdays", EIGHT, WORK),
        ("8 a.m. mon-fri", EIGHT, WORK),
        ("8 AM, Mon – Fri.", EIGHT, WORK),
        ("mon,wed 07:30 17:00", (time(7, 30), time(17)), {0, 2}),
        ("17:00 07:30 17:00", (time(7, 30), time(17)), WORK),
        ("daily 9:00", (time(9),), ALL),
        ("every day at 18:00", (time(18),), ALL),
        ("at noon on Thursdays", (time(12),), {3}),
        ("12am weekend", (time(0),), {5, 6}),
        ("friday to monday 9.30pm", (time(21, 30),), {4, 5, 6, 0}),
        ("tues & thurs 18h30", (time(18, 30),), {1, 3}),
        ("weekdays and sat 06h", (time(6),), WORK | {5}),
        ("daily at 8", EIGHT, ALL),
        ("at 9", (time(9),), WORK),
    ],
)
def test_what_people_write(text, times, days):
    assert parse_timetable(text, "Europe/Oslo") == Timetable(times, frozenset(days), "Europe/Oslo")


@pytest.mark.parametrize("text", ["8am America/Lima", "8am (America/Lima)", "(America/Lima) weekdays 8:00"])
def test_a_zone_in_the_text_wins(text):
    assert parse_timetable(text, "UTC") == Timetable(EIGHT, WORK, "America/Lima")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no time in"),
        ("weekdays", "no time in"),
        ("25:00", "no time 25:00"),
        ("8:60", "no time 8:60"),
        ("13pm", "no time 13pm"),
        ("0am", "no time 0am"),
        ("8", "“8”"),
        ("8am mondey", "“mondey”"),
        ("mon to 8am", "“to”"),
        ("8am (Mars/Base)", "“Mars/Base” is no time zone"),
        ("8am (America)", "“America” is no time zone"),
        ("8am ../../etc/passwd", "“../../etc/passwd”"),
        (" ".join(f"{hour}:00" for hour in range(13)), "13 times a day"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_hint(text, said):
    with pytest.raises(TimetableError) as caught:
        parse_timetable(text, "UTC")
    assert said in str(caught.value)
    assert caught.value.hint


def test_how_they_are_shown():
    times = (time(17), time(7, 30))
    assert format_timetable(Timetable(times, frozenset({0, 2}), "UTC")) == "07:30 and 17:00 on Mon and Wed (UTC)"
    assert format_timetable(Timetable()) == "08:00 on weekdays (UTC)"
    assert format_timetable(Timetable(EIGHT, ALL, "Asia/Tokyo")) == "08:00 every day (Asia/Tokyo)"


TIMETABLES = st.builds(
    Timetable,
    times=st.lists(st.times().map(lambda at: time(at.hour, at.minute)), min_size=1, max_size=12, unique=True).map(
        lambda times: tuple(sorted(times))
    ),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from(sorted(available_timezones())),
)


@given(TIMETABLES)
def test_what_is_shown_can_be_read_again(timetable: Timetable):
    assert parse_timetable(format_timetable(timetable), "UTC") == timetable


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str):
    with suppress(TimetableError):
        read = parse_timetable(text, "UTC")
        assert read.times
        assert read.weekdays


def test_days_that_are_not_named_are_those_given():
    assert parse_timetable("at noon", "UTC", frozenset({0})).weekdays == {0}
    assert parse_timetable("at noon daily", "UTC", frozenset({0})).weekdays == ALL
