"""When a feed is polled next, and what an answer makes of its row. Pure: an answer and an instant in, a Feed out.

The publisher's wishes (max-age, Expires, ttl, skipHours, skipDays, Retry-After) are floors: never earlier. Jitter
(`spread`, 0 to 1) only lengthens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.model import Feed, FeedState
from bot.ports import Fetched

HOUR = timedelta(hours=1)
LONGEST_WISH = timedelta(hours=24)
LONGEST_RETRY = timedelta(days=7)
LONGEST_BACK_OFF = timedelta(hours=24)
SLOWEST = timedelta(hours=12)
QUIET = timedelta(hours=6)
LIVELY = timedelta(days=3)
LEAST_INTERVAL = timedelta(minutes=15)
FADE = timedelta(days=14)
MOST_JITTER = timedelta(minutes=12)
GAP_WINDOW = timedelta(days=14)

PERMANENT = frozenset({301, 308})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a feed's body says of when to come again. Seconds; hours and weekdays (Monday 0) in UTC."""

    ttl_s: int = 0
    gap_s: int = 0
    """Mean time between items over the last fortnight; 0: not known."""
    newest: int = 0
    """Epoch seconds of the newest item; 0: not known."""
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()

    def as_text(self) -> str:
        fields = {
            "ttl": str(self.ttl_s or ""),
            "gap": str(self.gap_s or ""),
            "newest": str(self.newest or ""),
            "hours": ",".join(map(str, sorted(self.skip_hours))),
            "days": ",".join(map(str, sorted(self.skip_days))),
        }
        return " ".join(f"{name}={value}" for name, value in fields.items() if value)


def rhythm_from(text: str) -> Rhythm:
    """The inverse of `Rhythm.as_text`."""
    fields = dict(part.split("=", 1) for part in text.split())
    numbers = {name: frozenset(map(int, fields[name].split(","))) for name in ("hours", "days") if name in fields}
    return Rhythm(
        int(fields.get("ttl", 0)),
        int(fields.get("gap", 0)),
        int(fields.get("newest", 0)),
        numbers.get("hours", frozenset()),
        numbers.get("days", frozenset()),
    )


_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_SKIP_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_SKIP_DAYS = re.compile(rb"<skipDays>(.{0,1000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(rb"<day>\s*(\w+)\s*</day>", re.IGNORECASE)


def rhythm_of(body: bytes, dates: Sequence[datetime], now: datetime) -> Rhythm:
    """The wishes an RSS body states, and the rhythm of its items' dates."""
    past = [date for date in dates if date <= now]
    recent = sum(date > now - GAP_WINDOW for date in past)
    ttl, hours, days = _TTL.search(body), _SKIP_HOURS.search(body), _SKIP_DAYS.search(body)
    names = [day.decode("ascii", "replace").lower() for day in _DAY.findall(days[1])] if days else []
    return Rhythm(
        ttl_s=int(ttl[1]) * 60 if ttl else 0,
        gap_s=int(GAP_WINDOW.total_seconds()) // recent if recent else 0,
        newest=int(max(past).timestamp()) if past else 0,
        skip_hours=frozenset(int(hour) % 24 for hour in _HOUR.findall(hours[1])) if hours else frozenset(),
        skip_days=frozenset(_DAYS.index(name) for name in names if name in _DAYS),
    )


# ------------------------------------------------------------------ wishes of the server


def wish(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long the answer is fresh, by max-age or else Expires; at most a day."""
    age = re.search(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", headers.get("cache-control", ""), re.IGNORECASE)
    if age:
        return min(timedelta(seconds=int(age[1])), LONGEST_WISH)
    expires = _http_date(headers.get("expires", ""))
    if not expires:
        return timedelta()
    told = _http_date(headers.get("date", "")) or now
    return max(timedelta(), min(expires - told, LONGEST_WISH))


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Retry-After in either form; at most a week."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return min(timedelta(seconds=int(value)), LONGEST_RETRY)
    date = _http_date(value)
    return max(timedelta(), min(date - now, LONGEST_RETRY)) if date else timedelta()


def _http_date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# ------------------------------------------------------------------ the next poll


def base_interval(feed: Feed, rhythm: Rhythm, now: datetime) -> timedelta:
    """Hourly while the feed is lively, else half its usual gap, at most half a day; an operator's own wins."""
    if feed.interval_s:
        return max(timedelta(seconds=feed.interval_s), LEAST_INTERVAL)
    if rhythm.newest and now - datetime.fromtimestamp(rhythm.newest, UTC) < LIVELY:
        base = HOUR
    elif rhythm.gap_s:
        base = min(max(timedelta(seconds=rhythm.gap_s) / 2, HOUR), SLOWEST)
    else:
        base = QUIET
    unconditional = not (feed.etag or feed.last_modified)
    if unconditional and feed.unchanged_polls >= 3:
        base = min(base * 2 ** min(feed.unchanged_polls // 3, 4), max(base, SLOWEST))
    return base


def next_poll(base: timedelta, floor: timedelta, rhythm: Rhythm, now: datetime, spread: float) -> datetime:
    """The instant of the next poll: after base and floor, out of the skipped hours and days."""
    jitter = min(base * 0.2, MOST_JITTER) * spread
    return _out_of_skipped(now + max(base, floor) + jitter, rhythm, jitter)


def _out_of_skipped(due: datetime, rhythm: Rhythm, jitter: timedelta) -> datetime:
    """That instant, or the next one in an hour and on a day that is not skipped."""
    later = due
    for _ in range(8 * 24):
        if later.hour not in rhythm.skip_hours and later.weekday() not in rhythm.skip_days:
            return later
        later = later.replace(minute=0, second=0, microsecond=0) + HOUR + jitter
    return due  # everything is skipped: that cannot be meant


def postponed(feed: Feed, now: datetime, spread: float) -> datetime | None:
    """When a feed that is due may be polled, where its hour or day has meanwhile become a skipped one; else None."""
    later = _out_of_skipped(now, rhythm_from(feed.rhythm), MOST_JITTER * spread)
    return later if later > now else None


def provisional(feed: Feed, now: datetime, spread: float) -> datetime:
    """What is written down before the request starts, should nothing come after it."""
    rhythm = rhythm_from(feed.rhythm)
    return next_poll(base_interval(feed, rhythm, now), timedelta(), rhythm, now, spread)


# ------------------------------------------------------------------ what an answer makes of the row


def after_success(feed: Feed, answer: Fetched, rhythm: Rhythm, body_hash: str, now: datetime, spread: float) -> Feed:
    """The feed after a 200 that parsed or was unchanged, or after a 304 (then `rhythm` and `body_hash` are the old)."""
    unmodified = answer.status == 304
    headers = answer.headers
    same = unmodified or body_hash == feed.body_hash
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if unmodified:
        etag, modified = etag or feed.etag, modified or feed.last_modified
    if not answer.complete:
        etag = modified = body_hash = ""
    kept = replace(
        feed,
        state=FeedState.LIVE,
        last_success=now,
        failing_since=None,
        error="",
        error_count=0,
        etag=etag,
        last_modified=modified,
        body_hash=body_hash,
        unchanged_polls=feed.unchanged_polls + 1 if same else 0,
        rhythm=rhythm.as_text(),
    )
    floor = max(wish(headers, now), min(timedelta(seconds=rhythm.ttl_s), LONGEST_WISH))
    return replace(kept, next_due=next_poll(base_interval(kept, rhythm, now), floor, rhythm, now, spread))


def after_failure(
    feed: Feed, reason: str, now: datetime, spread: float, *, status: int = 0, wait: timedelta = timedelta()
) -> Feed:
    """The feed after an answer or an error that gave nothing: twice as long each time, a day at most, never for good.

    410 ends it at once, 404 after a fortnight. `wait` is the server's Retry-After.
    """
    since = feed.failing_since or now
    ended = status == 410 or (status == 404 and now - since >= FADE)
    pause = min(HOUR * 2 ** min(feed.error_count, 10), LONGEST_BACK_OFF)
    pause = max(pause, timedelta(seconds=feed.interval_s))
    return replace(
        feed,
        state=FeedState.GONE if ended else FeedState.FAILING,
        failing_since=since,
        error=reason,
        error_count=feed.error_count + 1,
        next_due=None if ended else now + max(pause, wait) + min(pause * 0.1, MOST_JITTER) * spread,
    )


def permanent_target(answer: Fetched) -> str:
    """Where the permanent redirects before the first temporary one lead; "" where there are none."""
    target = ""
    for hop in answer.hops:
        if hop.status not in PERMANENT:
            break
        target = hop.url
    return target


def moved(feed: Feed, answer: Fetched) -> tuple[str, str]:
    """(url, moved_to) after an answer that was a feed: a permanent target is taken at its second sighting."""
    target = permanent_target(answer)
    if target and target == feed.moved_to:
        return target, ""
    return feed.url, target
