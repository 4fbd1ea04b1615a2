"""What a person types, taken apart."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.flows.phrases import (
    TrackWish,
    is_greeting,
    parse_ask,
    parse_feed_words,
    parse_now,
    parse_track,
    plain,
    split_command,
)

A, B = "https://a.example/feed", "https://b.example/rss"


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        (f"offshore wind from {A}", TrackWish("offshore wind", feeds=(A,))),
        (
            f'"Grid" (outage OR surge) NOT game at 7 am from {A}, {B}',
            TrackWish("Grid", "(outage OR surge) NOT game", (A, B), "at 7 am"),
        ),
        (f"“Grid” matching outage from {A}", TrackWish("Grid", "outage", (A,))),
        ("quay from localhost:22", TrackWish("quay", feeds=("https://localhost:22",))),
        (
            "quay from 127.0.0.1:8000/feed and tidewatch.example:8443",
            TrackWish("quay", feeds=("https://127.0.0.1:8000/feed", "https://tidewatch.example:8443")),
        ),
        ("letters from home", TrackWish("letters from home")),
        ("back from covid-19", TrackWish("back from covid-19")),
        ('"ports from ledger-street"', TrackWish("ports from ledger-street")),
        ("Grid: outage OR blackout at 17:00", TrackWish("Grid", "outage OR blackout", (), "at 17:00")),
        ("offshore wind every day at 18:00", TrackWish("offshore wind", at="every day at 18:00")),
        ("offshore wind at 8am mon-fri Europe/Oslo", TrackWish("offshore wind", at="at 8am mon-fri Europe/Oslo")),
        (f'"wind" from {A} at 08:00', TrackWish("wind", "", (A,), "at 08:00")),
        (f"wind from {A} and {B} at noon", TrackWish("wind", "", (A, B), "at noon")),
        (
            "wind from a.example/x, b.example at 08:00",
            TrackWish("wind", "", ("https://a.example/x", "https://b.example"), "at 08:00"),
        ),
        ("wind at 08:00 from a.example/x", TrackWish("wind", "", ("https://a.example/x",), "at 08:00")),
        ("life at sea", TrackWish("life at sea")),
        ("letters from Oslo", TrackWish("letters from Oslo")),
        (
            "work at home from a.example/x and b.example",
            TrackWish("work at home", "", ("https://a.example/x", "https://b.example")),
        ),
        (f"{A} offshore wind", TrackWish("offshore wind", feeds=(A,))),
        (f"offshore wind from <{A}|a.example> <{B}>", TrackWish("offshore wind", feeds=(A, B))),
        ("R&amp;D spending", TrackWish("R&D spending")),
        ("central bank at 25:00", TrackWish("central bank", at="at 25:00")),
        (f"wind from {A} {A}", TrackWish("wind", feeds=(A,))),
    ],
)
def test_a_wish_is_read_as_a_stranger_would_write_it(typed: str, wish: TrackWish) -> None:
    assert parse_track(plain(typed)) == wish


@pytest.mark.parametrize("typed", ["ports from ledger-street", "ports from tide_watch at 09:00", "quay from feed.x1"])
def test_a_site_without_its_ending_is_said_so(typed: str) -> None:
    with pytest.raises(InputError, match="not a web address") as caught:
        parse_track(typed)
    assert "quotation marks" in caught.value.hint


@pytest.mark.parametrize("typed", ["", "   ", f"from {A}", "at 08:00", "x" * 81])
def test_a_wish_without_a_usable_name_says_how_it_is_written(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_track(typed)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("typed", "name", "days"),
    [
        ("offshore wind", "offshore wind", 0),
        ("offshore wind 7d", "offshore wind", 7),
        ("7d", "", 7),
        ("", "", 0),
        ("“offshore wind” 3 days", "offshore wind", 3),
        ("#4 2d", "#4", 2),
        ("route 66", "route 66", 0),
        ("x 999d", "x", 90),
    ],
)
def test_now_takes_a_topic_and_a_window(typed: str, name: str, days: int) -> None:
    assert parse_now(typed) == (name, days)


def test_feed_takes_an_action_a_topic_and_addresses() -> None:
    assert parse_feed_words(f"add offshore wind {A}") == ("add", "offshore wind", (A,))
    assert parse_feed_words(f"add {A} to offshore wind") == ("add", "offshore wind", (A,))
    assert parse_feed_words(f"remove {A} {B}") == ("remove", "", (A, B))
    assert parse_feed_words("") == ("", "", ())


def test_a_verb_is_split_off_and_slacks_escapes_taken_back() -> None:
    assert split_command("  TRACK   wind  ") == ("track", "wind")
    assert split_command(f"track wind from <{A}>") == ("track", f"wind from {A}")
    with pytest.raises(InputError):
        split_command("x" * 5000)


@given(st.text(max_size=300))
def test_any_text_is_a_wish_with_a_name_or_an_error(typed: str) -> None:
    with suppress(InputError):
        name = parse_track(typed).name
        assert name
        assert name == name.strip()


@pytest.mark.parametrize(
    ("typed", "scope"),
    [
        ('in "Ferries" who spoke?', ("Ferries", "who spoke?")),
        ("in “Grid and power”: what changed?", ("Grid and power", "what changed?")),
        ("#3 who spoke?", ("#3", "who spoke?")),
        ("In which year did it open: 2019 or 2020?", ("", "In which year did it open: 2019 or 2020?")),
        ("who spoke in Ostray?", ("", "who spoke in Ostray?")),
        ("#late", ("", "#late")),
    ],
)
def test_a_question_may_name_its_topic(typed: str, scope: tuple[str, str]) -> None:
    assert parse_ask(typed) == scope


@pytest.mark.parametrize("text", ["Hello!", "hi there", "Good morning, Readout", "help", "hey :wave:"])
def test_a_greeting_asks_nothing(text: str) -> None:
    assert is_greeting(text.replace(":wave:", ""))


@pytest.mark.parametrize("text", ["", "good", "hello, who spoke?", "help with costs", "thanks"])
def test_what_holds_more_than_hello_is_no_greeting(text: str) -> None:
    assert not is_greeting(text)
