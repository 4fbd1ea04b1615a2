"""One poll of the feeds that are due: claim, fetch, parse, decide, store."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.errors import FeedError, FetchError, ReadoutError
from bot.feeds.apart import parse_feed_safely
from bot.feeds.identity import own_keys, shown_address
from bot.feeds.outlets import outlet_name
from bot.feeds.parse import ParsedFeed
from bot.flows.leads import OK, leads_of
from bot.flows.pulling import host_of, pull
from bot.log import get_log
from bot.model import PRIVATE, Feed, FeedState
from bot.ports import Fetched, Ports
from bot.timing.polling import (
    LEAST_INTERVAL,
    after_failure,
    after_success,
    moved,
    permanent_target,
    postponed,
    provisional,
    retry_after,
    rhythm_from,
    rhythm_of,
)

log = get_log("collect")

Progress = Callable[[str, int, int], None]
"""Called with a stage ("feeds", "articles", "reading" …), how many are done, how many there are."""

MOST_LEADS = 3
"""Pages that lead to pages: how often that is followed."""
REASONS = {
    401: "The site asks for a password.",
    403: "The site does not let us read this feed.",
    404: "There is nothing at this address.",
    410: "The publisher has ended this feed.",
    429: "The site asks us to come less often.",
    503: "The site is not available for the moment.",
}


def silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


@dataclass(slots=True)
class Polled:
    """What one round of polls gave."""

    polled: int = 0
    unchanged: int = 0
    failing: int = 0
    new: int = 0
    feed_ids: set[int] = field(default_factory=set)
    """Feeds that brought something."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """One answer, parsed where it was a changed body. `answer` is None where there was none."""

    answer: Fetched | None
    parsed: ParsedFeed | None = None
    body_hash: str = ""
    error: ReadoutError | None = None
    leads: tuple[str, ...] = ()
    """Feeds that a site's page names, where it was to be a feed and never was one."""


def _heard(feed: Feed, answer: Fetched, now: datetime) -> _Heard:
    if answer.status not in OK:
        return _Heard(answer)
    body_hash = hashlib.sha256(answer.body).hexdigest()[:32]
    if body_hash == feed.body_hash:
        return _Heard(answer)
    try:
        parsed = parse_feed_safely(answer.body, answer.headers, answer.url, now)
    except FeedError as error:
        return _Heard(answer, error=error)
    return _Heard(answer, parsed, body_hash)


def reason_of(status: int) -> str:
    """Why a feed could not be read, for a person."""
    if status in REASONS:
        return REASONS[status]
    return (
        f"The site answered with an error of its own ({status})." if status >= 500 else f"The site answered {status}."
    )


class Poller:
    """One round. Claims, fetches (in threads) and settles; remembers which hosts asked for quiet."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._quiet: dict[str, datetime] = {}
        self.result = Polled()

    def run(self, feeds: Sequence[Feed], on_progress: Progress) -> None:
        jobs = ((host_of(feed.url), feed) for feed in feeds)
        for number, (feed, answer) in enumerate(pull(jobs, self._ask, self._claim), 1):
            self._settle(feed, answer)
            on_progress("feeds", number, len(feeds))

    def take_in(self, address: str, answer: Fetched) -> Feed:
        """Stores a feed from an answer already fetched from that address; returns the row."""
        store = self._ports.store
        feed = store.add_feed(permanent_target(answer) or address, next_due=self._ports.clock.now())
        claimed = self._claim(feed)
        if claimed:
            self._settle(claimed, _heard(claimed, replace(answer, hops=()), self._ports.clock.now()))
        return store.get_feed(feed.id) or feed

    def _claim(self, feed: Feed) -> Feed | None:
        """The feed with its next poll written down, or None where another worker has it or its host asked for quiet."""
        now, store = self._ports.clock.now(), self._ports.store
        until = self._quiet.get(host_of(feed.url))
        if until and until > now:
            store.mark_feed(replace(feed, next_due=until + timedelta(minutes=5 * random.random())))  # noqa: S311
            return None
        if later := postponed(feed, now, _spread()):
            store.mark_feed(replace(feed, next_due=later))
            return None
        next_due = provisional(feed, now, _spread())
        if not store.claim_feed(feed, next_due, now):
            return None
        return replace(feed, next_due=next_due, last_polled=now)

    def _ask(self, feed: Feed) -> _Heard:
        """Runs in a thread: the network and the parsing, which must not hold up the other feeds."""
        try:
            answer = self._fetched(feed)
        except FetchError as error:
            return _Heard(None, error=error)
        heard = _heard(feed, answer, self._ports.clock.now())
        if heard.error is None or feed.last_success or feed.error_count >= MOST_LEADS or PRIVATE in feed.url:
            return heard
        return replace(heard, leads=tuple(leads_of(self._ports.fetcher, answer)))

    def _fetched(self, feed: Feed) -> Fetched:
        fetch = partial(self._ports.fetcher.fetch, feed.url, etag=feed.etag, last_modified=feed.last_modified)
        if PRIVATE not in feed.url:
            return fetch()
        # Where it leads to is not remembered: the login is for this address alone.
        return replace(fetch(login=self._ports.store.get_login(feed.id)), hops=())

    def _settle(self, feed: Feed, heard: _Heard) -> None:
        self.result.polled += 1
        now, answer = self._ports.clock.now(), heard.answer
        if answer is None:
            self._failed(feed, str(heard.error), now)
        elif answer.status not in OK and not (answer.status == 304 and feed.last_success):
            self._refused(feed, answer, now)
        elif heard.error:
            self._no_feed(feed, heard.leads, heard.error, now)
        elif heard.parsed:
            self._read(feed, answer, heard.parsed, heard.body_hash, now)
        else:
            self.result.unchanged += 1
            kept = after_success(feed, answer, rhythm_from(feed.rhythm), feed.body_hash, now, _spread())
            self._ports.store.mark_feed(self._moved(kept, answer))

    def _read(self, feed: Feed, answer: Fetched, parsed: ParsedFeed, body_hash: str, now: datetime) -> None:
        self._add_items(feed, parsed, now)
        dates = [item.published for item in parsed.items if item.published]
        kept = after_success(feed, answer, rhythm_of(answer.body, dates, now), body_hash, now, _spread())
        named = replace(
            kept,
            title=parsed.title or feed.title,
            outlet=feed.outlet or outlet_name(parsed.title, parsed.home or feed.url),
        )
        self._ports.store.mark_feed(self._moved(named, answer))

    def _add_items(self, feed: Feed, parsed: ParsedFeed, now: datetime) -> None:
        # Feeds announce the newest first; stored oldest first, the newest have the highest ids where dates are missing.
        baseline = feed.last_success is None
        items = parsed.items[::-1]
        if PRIVATE in feed.url:
            items = tuple(replace(item, keys=own_keys(item.keys)) for item in items)
        touched = self._ports.store.add_items(feed.id, items, now, baseline=baseline)
        self.result.new += sum(stored.article_id is None for stored in touched)
        if touched:
            self.result.feed_ids.add(feed.id)

    def _moved(self, feed: Feed, answer: Fetched) -> Feed:
        url, moved_to = moved(feed, answer)
        if url == feed.url:
            return replace(feed, moved_to=moved_to)
        return self._at(feed, url)

    def _at(self, feed: Feed, url: str) -> Feed:
        """The feed under its new address; where that is polled already, its topics follow the other one."""
        store = self._ports.store
        other = next((known for known in store.list_feeds() if known.url == url and known.id != feed.id), None)
        if other is None:
            return replace(feed, url=url, moved_to="", etag=feed.etag, last_modified=feed.last_modified)
        for topic in store.list_feed_topics(feed.id):
            store.add_topic_feed(topic.workspace, topic.id, other.id)
            store.delete_topic_feed(topic.workspace, topic.id, feed.id)
        return replace(feed, state=FeedState.GONE, next_due=None, error=f"It is the same feed as {shown_address(url)}.")

    def _failed(self, feed: Feed, reason: str, now: datetime) -> None:
        self.result.failing += 1
        self._ports.store.mark_feed(after_failure(feed, reason, now, _spread()))
        log.info("feed failing", feed=feed.id, reason=reason, count=feed.error_count + 1)

    def _refused(self, feed: Feed, answer: Fetched, now: datetime) -> None:
        self.result.failing += 1
        wait = retry_after(answer.headers, now) if answer.status in {429, 503} else timedelta()
        if wait:
            self._hush(host_of(answer.url), now + wait, feed)
        reason = reason_of(answer.status)
        self._ports.store.mark_feed(after_failure(feed, reason, now, _spread(), status=answer.status, wait=wait))
        log.info("feed failing", feed=feed.id, status=answer.status, count=feed.error_count + 1)

    def _hush(self, host: str, until: datetime, asked: Feed) -> None:
        """Retry-After is the host's wish: its other feeds wait as well, those of this round and those stored."""
        self._quiet[host] = until
        for other in self._ports.store.list_feeds():
            early = other.next_due and other.next_due < until
            if early and other.id != asked.id and host_of(other.url) == host and other.state is not FeedState.GONE:
                self._ports.store.mark_feed(replace(other, next_due=until))

    def _no_feed(self, feed: Feed, leads: Sequence[str], error: ReadoutError, now: datetime) -> None:
        """Not a feed. A site's page that was never a feed leads to the feed it names; else it is a failure."""
        if not leads:
            return self._failed(feed, str(error), now)
        log.info("feed found on a page", feed=feed.id)
        return self._ports.store.mark_feed(
            replace(self._at(feed, leads[0]), next_due=now, error_count=feed.error_count + 1)
        )


def _spread() -> float:
    return random.random()  # noqa: S311 (jitter, no secret)


def due_feeds(
    ports: Ports, limit: int, feed_ids: Iterable[int] | None = None, *, everything: bool = False
) -> list[Feed]:
    """The feeds to poll now: those due, of the named ones if any; or all, but none twice in a quarter of an hour."""
    now = ports.clock.now()
    if feed_ids is None and not everything:
        return ports.store.list_due_feeds(now, limit)
    known = ports.store.list_feeds(None if feed_ids is None else list(feed_ids))
    return [feed for feed in known if feed.state is not FeedState.GONE and _is_due(feed, now, everything)][:limit]


def _is_due(feed: Feed, now: datetime, everything: bool) -> bool:
    if everything:
        return feed.last_polled is None or now - feed.last_polled >= LEAST_INTERVAL
    return feed.next_due is None or feed.next_due <= now
