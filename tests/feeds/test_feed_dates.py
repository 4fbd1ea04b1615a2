from __future__ import annotations

from datetime import UTC, datetime

import pytest
from feed_samples import entry, parsed, rss
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.dates import parse_date


def at(day: int, hour: int = 0, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2020, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("Sunday, 01-Mar-20 10:00:00 GMT", at(1, 10)),
        ("So, 01 Mär 2020 10:00:00 +0100", at(1, 9)),
        ("1. März 2020, 10.30 Uhr", at(1, 10, 30)),
        ("le 1 mars 2020 à 10h30", at(1, 10, 30)),
        ("01.03.2020 10:00", at(1, 10)),
        ("25/03/2020", at(25)),
        ("03/25/2020", at(25)),
        ("2020/03/01 10:00", at(1, 10)),
        ("March 1, 2020 10:00 pm PST", at(2, 6)),
        ("Sun Mar  1 10:00:00 2020", at(1, 10)),
        ("Sun, 01 Mar 2020 24:00:00 GMT", at(2)),
        ("1583056800", at(1, 10)),
        ("1583056800000", at(1, 10)),
        ("2020-03-01T10:00:00.123456789-08:30", at(1, 18, 30)),
        ("1 Jan 20 10:00 EST", at(1, 15, month=1)),
    ],
)
def test_dates_of_many_kinds(text: str, instant: datetime) -> None:
    assert parse_date(text) == instant


@pytest.mark.parametrize("text", ["", "yesterday", "10:00", "Mon, 32 Foo 2020 99:99:99", "99/99/2020", "1" * 200])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text("0123456789 :.,/-+TZapmJanMarGMT", max_size=40))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.tzinfo is UTC


def test_an_item_gets_its_date_from_any_of_them() -> None:
    (item,) = parsed(rss(entry(1, pubDate="1. März 2020, 10.30 Uhr"))).items
    assert item.published == at(1, 10, 30)
