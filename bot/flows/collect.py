"""Collect: poll the feeds, fetch the articles, read them, match them to topics, group them into stories.

Each step is short and can be repeated: what is stored says what is left to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.errors import InputError
from bot.feeds.opml import parse_opml
from bot.flows.add_feed import add_feed, check_address, look_at
from bot.flows.edits import compare_edited
from bot.flows.grouping import group_stories
from bot.flows.matching import match_topics
from bot.flows.pages import PageReader
from bot.flows.poll import Poller, Progress, due_feeds, silent
from bot.flows.speakers import join_speakers
from bot.log import get_log
from bot.model import Feed, Topic
from bot.ports import Ports

__all__ = [
    "Collected",
    "add_feed",
    "collect",
    "collect_due",
    "fetch_articles",
    "group_stories",
    "import_opml",
    "look_at",
    "read_articles",
]

log = get_log("collect")

BATCH = 500
READ_AT_ONCE = 16
IMPORT_SPREAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Collected:
    """What one round of collecting did, in counts."""

    polled: int = 0
    unchanged: int = 0
    failing: int = 0
    new_items: int = 0
    articles: int = 0
    given_up: int = 0
    read: int = 0
    matched: int = 0
    stories: int = 0
    looked_at: int = 0
    """Items that an article was wanted of."""
    feed_ids: frozenset[int] = frozenset()
    """The feeds that brought something."""

    def __bool__(self) -> bool:
        """Whether anything was done: an idle round is not worth a log line."""
        return bool(self.polled or self.articles or self.given_up or self.read or self.matched)

    def __str__(self) -> str:
        return (
            f"{self.polled} feeds polled ({self.unchanged} unchanged, {self.failing} failing), "
            f"{self.new_items} new items, {self.articles} articles kept ({self.given_up} as headlines only), "
            f"{self.read} read, {self.matched} matched"
        )


def collect(
    ports: Ports,
    feeds: Sequence[int] | None = None,
    on_progress: Progress | None = None,
    *,
    everything: bool = False,
) -> Collected:
    """All steps in order, until nothing is due; `feeds` are the ids of those it is about (default: all).

    `everything` polls feeds before their time, but none twice in a quarter of an hour.
    """
    told = on_progress or silent
    done = collect_due(ports, feed_ids=feeds, on_progress=told, everything=everything)
    while True:
        fetched = fetch_articles(ports, BATCH, feeds, on_progress=told)
        read = read_articles(ports, BATCH, on_progress=told)
        compare_edited(ports, BATCH)
        join_speakers(ports.store)
        touched = done.feed_ids | fetched.feed_ids
        topics = _topics_of(ports, feeds if feeds is not None else touched if not read else None)
        matched = match_topics(ports, topics, on_progress=told)
        stories = group_stories(ports, on_progress=told) if fetched.articles else done.stories
        done = replace(
            done,
            articles=done.articles + fetched.articles,
            given_up=done.given_up + fetched.given_up,
            read=done.read + read,
            matched=done.matched + matched,
            stories=stories,
            feed_ids=touched,
        )
        if fetched.looked_at < BATCH and read < BATCH:
            return done


# ------------------------------------------------------------------ feeds


def collect_due(
    ports: Ports,
    limit: int = BATCH,
    feed_ids: Sequence[int] | None = None,
    on_progress: Progress = silent,
    *,
    everything: bool = False,
) -> Collected:
    """Polls what is due, `limit` feeds at a time, until nothing is. A feed's next poll is stored before it is asked."""
    poller = Poller(ports)
    while feeds := due_feeds(ports, limit, feed_ids, everything=everything):
        before = poller.result.polled
        poller.run(feeds, on_progress)
        if poller.result.polled == before:
            break  # other workers have them
    result = poller.result
    return Collected(
        polled=result.polled,
        unchanged=result.unchanged,
        failing=result.failing,
        new_items=result.new,
        feed_ids=frozenset(result.feed_ids),
    )


def import_opml(ports: Ports, body: bytes) -> list[Feed]:
    """Adds every feed of an OPML list that may be polled; the first polls are spread over ten minutes.

    Raises FeedError where it is no list. Addresses that cannot be a feed's are left out; private ones fail at the
    first poll, with a reason.
    """
    outlines = parse_opml(body)
    now = ports.clock.now()
    added = []
    for number, outline in enumerate(outlines):
        try:
            url = check_address(outline.url)
        except InputError:
            continue
        wait = IMPORT_SPREAD * (number / len(outlines)) if len(outlines) > BATCH else timedelta()
        added.append(ports.store.add_feed(url, title=outline.title, next_due=now + wait))
    return added


# ------------------------------------------------------------------ articles


def fetch_articles(
    ports: Ports,
    limit: int = BATCH,
    feed_ids: Sequence[int] | None = None,
    on_progress: Progress = silent,
) -> Collected:
    """Makes articles of at most `limit` items whose turn has come, and looks again at those announced anew."""
    reader = PageReader(ports)
    items = ports.store.list_items_to_fetch(ports.clock.now(), limit, feed_ids)
    reader.run(items, on_progress)
    return Collected(
        articles=reader.articles,
        given_up=reader.given_up,
        looked_at=len(items),
        feed_ids=frozenset(reader.feed_ids),
    )


def read_articles(ports: Ports, limit: int = BATCH, on_progress: Progress = silent) -> int:
    """Reads at most `limit` articles that have no reading yet, the newest first; returns how many."""
    reader, store = ports.reader, ports.store
    articles = store.list_unread(reader.version, limit)
    for start in range(0, len(articles), READ_AT_ONCE):
        batch = articles[start : start + READ_AT_ONCE]
        for article, reading in zip(batch, reader.read_all([article.text for article in batch]), strict=True):
            store.add_reading(article, reading, reader.version)
        on_progress("reading", start + len(batch), len(articles))
    return len(articles)


# ------------------------------------------------------------------ topics


def _topics_of(ports: Ports, feed_ids: Iterable[int] | None) -> list[Topic]:
    """The topics that follow any of these feeds (None: any feed at all), each once."""
    ids = [feed.id for feed in ports.store.list_feeds()] if feed_ids is None else sorted(feed_ids)
    found = (topic for feed_id in ids for topic in ports.store.list_feed_topics(feed_id))
    return list({(topic.workspace, topic.id): topic for topic in found}.values())
