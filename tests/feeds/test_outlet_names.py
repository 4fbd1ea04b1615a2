from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.outlets import MOST, outlet_name


@pytest.mark.parametrize(
    ("told", "url", "name"),
    [
        ("Tidewatch", "https://tidewatch.example/x", "Tidewatch"),
        ("Tidewatch | Boats | Weather", "https://www.tidewatch.example/", "Tidewatch"),
        ("Boats - Tide Watch", "https://tide-watch.example/", "Tide Watch"),
        ("Tide Watch – all the news of the coast and of the harbour", "https://tidewatch.example", "Tide Watch"),
        ("The Elmsund Post: all stories, from all over the coast", "https://ep.example", "The Elmsund Post"),
        ("Wind: a weekly", "https://sails.example", "Wind: a weekly"),
        ("@tidewatch", "https://tidewatch.example", "tidewatch"),
        ("", "https://www.tidewatch.example/a", "tidewatch.example"),
        ("Latest | News", "https://t.example", "Latest"),
        (" \n", "no address", ""),
    ],
)
def test_a_short_name_is_found(told: str, url: str, name: str) -> None:
    assert outlet_name(told, url) == name


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_name_is_one_short_line(told: str) -> None:
    name = outlet_name(told, "https://t.example/")
    assert name
    assert len(name) <= MOST + 1
    assert "\n" not in name
