from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Feed, FeedState
from bot.ports import Fetched, Hop
from bot.timing.polling import (
    Rhythm,
    after_failure,
    after_success,
    moved,
    next_poll,
    postponed,
    provisional,
    retry_after,
    rhythm_from,
    rhythm_of,
    wish,
)

NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed(1, "https://t.example/feed", last_success=NOW - HOUR, etag='"a"', last_modified="then", body_hash="h")
LIVELY = Rhythm(newest=int((NOW - HOUR).timestamp()), gap_s=1800)


def answer(status: int = 200, *, hops: tuple[Hop, ...] = (), complete: bool = True, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(FEED.url, status, named, b"", hops, complete)


def due_in(feed: Feed) -> timedelta:
    assert feed.next_due is not None
    return feed.next_due - NOW


@pytest.mark.parametrize(
    ("rhythm", "hours"),
    [
        (LIVELY, 1),
        (Rhythm(newest=int((NOW - timedelta(days=5)).timestamp()), gap_s=6 * 3600), 3),
        (Rhythm(newest=int((NOW - timedelta(days=9)).timestamp()), gap_s=14 * 86400), 12),
        (Rhythm(newest=int((NOW - timedelta(days=90)).timestamp())), 6),
        (Rhythm(), 6),
        (replace(LIVELY, ttl_s=4 * 3600), 4),
        (replace(LIVELY, ttl_s=90 * 86400), 24),
    ],
)
def test_a_feed_is_polled_as_often_as_it_is_lively(rhythm: Rhythm, hours: float) -> None:
    after = after_success(FEED, answer(), rhythm, "new", NOW, 0.0)
    assert due_in(after) == hours * HOUR
    assert due_in(after_success(FEED, answer(), rhythm, "new", NOW, 1.0)) > hours * HOUR


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=43200"}, 43_200),
        ({"cache-control": 'public, max-age="600", must-revalidate'}, 600),
        ({"cache-control": "max-age=99999999"}, 86_400),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=60", "expires": format_datetime(NOW + 5 * HOUR)}, 60),
        ({"expires": format_datetime(NOW + 5 * HOUR)}, 18_000),
        ({"expires": format_datetime(NOW + 5 * HOUR), "date": format_datetime(NOW + 2 * HOUR)}, 10_800),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({}, 0),
    ],
)
def test_the_servers_wish_is_read(headers: dict[str, str], seconds: int) -> None:
    assert wish(headers, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("14400", 14_400),
        (format_datetime(NOW + 2 * HOUR), 7_200),
        ("soon", 0),
        ("-5", 0),
        ("99999999", 604_800),
        ("", 0),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str, seconds: int) -> None:
    assert retry_after({"retry-after": value}, NOW) == timedelta(seconds=seconds)


def test_skipped_hours_and_days_are_skipped() -> None:
    rhythm = rhythm_of(
        b"<rss><channel><ttl>30</ttl><skipHours><hour>13</hour><hour> 14 </hour></skipHours>"
        b"<skipDays><day>Tuesday</day><day>Blursday</day></skipDays>",
        [],
        NOW,
    )
    assert rhythm.ttl_s == 1800
    due = next_poll(HOUR, timedelta(), rhythm, NOW, 0.0)
    assert due == datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
    late = next_poll(12 * HOUR, timedelta(), rhythm, NOW, 0.0)
    assert (late.weekday(), late.hour) == (2, 0)


def test_a_feed_that_skips_everything_is_polled_all_the_same() -> None:
    everything = Rhythm(skip_days=frozenset(range(7)))
    assert next_poll(HOUR, timedelta(), everything, NOW, 0.0) == NOW + HOUR


@settings(deadline=None)
@given(
    st.builds(
        Rhythm,
        ttl_s=st.integers(0, 10**6),
        gap_s=st.integers(0, 10**6),
        newest=st.integers(0, 2 * 10**9),
        skip_hours=st.frozensets(st.integers(0, 23)),
        skip_days=st.frozensets(st.integers(0, 6)),
    )
)
def test_a_rhythm_is_kept_as_text(rhythm: Rhythm) -> None:
    assert rhythm_from(rhythm.as_text()) == rhythm


@settings(deadline=None)
@given(
    st.integers(60, 10**6).map(lambda s: timedelta(seconds=s)),
    st.integers(0, 10**6).map(lambda s: timedelta(seconds=s)),
    st.frozensets(st.integers(0, 23)),
    st.floats(0, 1),
)
def test_jitter_and_skipping_only_lengthen(base: timedelta, floor: timedelta, hours: frozenset[int], by: float) -> None:
    due = next_poll(base, floor, Rhythm(skip_hours=hours), NOW, by)
    assert due >= NOW + max(base, floor)
    assert len(hours) == 24 or due.hour not in hours


def test_validators_follow_the_server() -> None:
    fresh = after_success(FEED, answer(etag='W/"b"'), LIVELY, "new", NOW, 0)
    assert (fresh.etag, fresh.last_modified) == ('W/"b"', "")
    unmodified = after_success(FEED, answer(304), LIVELY, "h", NOW, 0)
    assert (unmodified.etag, unmodified.last_modified, unmodified.body_hash) == ('"a"', "then", "h")
    assert after_success(FEED, answer(304, etag='"c"'), LIVELY, "h", NOW, 0).etag == '"c"'
    failed = after_failure(FEED, "no", NOW, 0, status=500)
    assert (failed.etag, failed.last_modified) == ('"a"', "then")


def test_a_body_that_was_cut_off_is_asked_for_again_whole() -> None:
    after = after_success(FEED, answer(etag='"b"', complete=False), LIVELY, "new", NOW, 0)
    assert (after.etag, after.last_modified, after.body_hash) == ("", "", "")


def test_without_validators_a_feed_that_never_changes_is_asked_less_often() -> None:
    feed = replace(FEED, etag="", last_modified="")
    waits = []
    for _ in range(15):
        feed = after_success(feed, answer(), LIVELY, "h", NOW, 0.0)
        waits.append(due_in(feed) / HOUR)
    assert waits[0] == 1
    assert waits == sorted(waits)
    assert waits[-1] == 12
    assert due_in(after_success(feed, answer(), LIVELY, "new", NOW, 0.0)) == HOUR


def test_back_off_doubles_and_never_stops() -> None:
    feed, waits = FEED, []
    for _ in range(9):
        feed = after_failure(feed, "The site has an error.", NOW, 0.0, status=500)
        waits.append(due_in(feed) / HOUR)
    assert waits == [1, 2, 4, 8, 16, 24, 24, 24, 24]
    assert (feed.state, feed.error, feed.failing_since) == (FeedState.FAILING, "The site has an error.", NOW)
    healed = after_success(feed, answer(), LIVELY, "new", NOW, 0.0)
    assert (healed.state, healed.error, healed.error_count, healed.failing_since) == (FeedState.LIVE, "", 0, None)


def test_the_servers_wait_is_a_floor() -> None:
    after = after_failure(FEED, "slow", NOW, 0.0, status=429, wait=timedelta(days=2))
    assert due_in(after) == timedelta(days=2)


def test_410_ends_at_once_and_404_after_a_fortnight() -> None:
    ended = after_failure(FEED, "gone", NOW, 0.0, status=410)
    assert (ended.state, ended.next_due) == (FeedState.GONE, None)
    missing = after_failure(FEED, "not there", NOW - timedelta(days=14), 0.0, status=404)
    assert missing.state is FeedState.FAILING
    assert after_failure(missing, "not there", NOW, 0.0, status=404).state is FeedState.GONE
    assert after_failure(missing, "broken", NOW, 0.0, status=500).state is FeedState.FAILING


def test_a_move_is_believed_at_the_second_sighting() -> None:
    there = answer(hops=(Hop(301, "https://new.example/f"),))
    assert moved(FEED, there) == (FEED.url, "https://new.example/f")
    assert moved(replace(FEED, moved_to="https://new.example/f"), there) == ("https://new.example/f", "")
    assert moved(replace(FEED, moved_to="https://new.example/f"), answer()) == (FEED.url, "")
    for status in (302, 303, 307):
        assert moved(FEED, answer(hops=(Hop(status, "https://x.example/f"),))) == (FEED.url, "")
    mixed = (Hop(308, "https://a.example/f"), Hop(302, "https://b.example/f"), Hop(301, "https://c.example/f"))
    assert moved(FEED, answer(hops=mixed)) == (FEED.url, "https://a.example/f")


def test_an_operators_interval_wins_but_not_over_the_quarter_hour() -> None:
    feed = replace(FEED, interval_s=60)
    assert provisional(feed, NOW, 0.0) == NOW + timedelta(minutes=15)
    assert due_in(after_success(feed, answer(cache_control="max-age=7200"), LIVELY, "n", NOW, 0.0)) == 2 * HOUR


def test_a_due_feed_waits_where_its_hour_has_become_a_skipped_one() -> None:
    night = replace(FEED, rhythm=Rhythm(skip_hours=frozenset({12, 13})).as_text())
    later = postponed(night, NOW, 0.0)
    assert later == NOW.replace(hour=14, minute=0)
    assert postponed(night, later, 0.0) is None
    assert postponed(FEED, NOW, 0.0) is None
    assert postponed(replace(FEED, rhythm=Rhythm(skip_hours=frozenset(range(24))).as_text()), NOW, 0.0) is None
