"""From the store to a digest: the news of some topics in a window, what came before, and how much was covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.digest.build import TopicNews, build_digest
from bot.digest.digest import Coverage, Digest, FailingFeed, Window
from bot.flows.corrections import corrected
from bot.flows.edits import changed_since, editions_of
from bot.model import Article, Feed, FeedState, Topic
from bot.ports import Ports

FIRST_WINDOW = timedelta(days=7)
"""How far a topic's first briefing looks back."""
_MEMORY = timedelta(days=45)
"""How far back earlier values of a measure are looked for."""
_MOST_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """That a run was asked for, and from when on. Kept as the run's note, so that a restart knows it."""

    since: datetime | None = None

    @property
    def note(self) -> str:
        return f"asked since {self.since.isoformat()}" if self.since else "asked"

    @classmethod
    def of(cls, note: str) -> Asked | None:
        word, _, since = note.partition(" since ")
        if word != "asked":
            return None
        return cls(datetime.fromisoformat(since) if since else None)


def fresh_since(topic: Topic, now: datetime) -> datetime:
    """Where the topic's next window starts: at the last briefing's cut-off, at first a week back."""
    return topic.last_sent or now - FIRST_WINDOW


def compose(ports: Ports, topics: Sequence[Topic], since: datetime | None, until: datetime) -> Digest:
    """The digest of these topics (of one workspace). `since` None: each topic goes on where it was left."""
    starts = [since or fresh_since(topic, until) for topic in topics]
    news = [_news(ports, topic, start, until) for topic, start in zip(topics, starts, strict=True)]
    window = Window(min(starts), until)
    return build_digest(
        news=news,
        window=window,
        coverage=_coverage(ports, topics, news),
        previous=[_remembered(ports, topic, start) for topic, start in zip(topics, starts, strict=True)],
        now=until,
        zone=topics[0].timetable.zone,
        next_due=min((topic.next_due for topic in topics if topic.next_due and not topic.paused), default=None),
    )


def _news(ports: Ports, topic: Topic, since: datetime, until: datetime, most: int | None = None) -> TopicNews:
    articles = ports.store.list_topic_articles(topic.workspace, topic.id, since, until)[:most]
    ids = [article.id for article in articles]
    changed = changed_since(ports, editions_of(ports, [topic]), ids)
    readings = corrected(ports.store, topic.workspace, ports.store.get_readings(ids))
    return TopicNews(topic, articles, readings, changed)


def _remembered(ports: Ports, topic: Topic, before: datetime) -> TopicNews:
    return _news(ports, topic, before - _MEMORY, before, _MOST_REMEMBERED)


def texts_of(ports: Ports, digest: Digest) -> dict[int, Article]:
    """The stored articles that the digest's lines name, in the versions they name."""
    versions = {source.article_id: source.version for source in digest.sources}
    for line in (*digest.numbers, *digest.figures):
        if line.earlier:
            versions.setdefault(line.earlier.place.article_id, line.earlier.place.version)
    newest = {article.id: article for article in ports.store.list_articles(list(versions))}
    older = (
        ports.store.get_article(article_id, version)
        for article_id, version in versions.items()
        if article_id not in newest or newest[article_id].version != version
    )
    return newest | {article.id: article for article in older if article}


# ------------------------------------------------------------------ coverage


def _coverage(ports: Ports, topics: Sequence[Topic], news: Iterable[TopicNews]) -> Coverage:
    feeds = {
        feed.id: feed for topic in topics for feed in ports.store.list_topic_feeds(topic.workspace, topic.id)
    }.values()
    heard = {name for group in news for article in group.articles for name in (article.outlet, _host(article.url))}
    failing = [feed for feed in feeds if feed.state in {FeedState.FAILING, FeedState.GONE}]
    read = [feed for feed in feeds if feed.state is FeedState.LIVE]
    return Coverage(
        feeds=len(feeds),
        read=len(read),
        failing=tuple(FailingFeed(_name(feed), feed.failing_since) for feed in failing),
        silent=tuple(_name(feed) for feed in read if not {_name(feed), _host(feed.url)} & heard),
    )


def _name(feed: Feed) -> str:
    """Never the URL itself: it may hold a secret of its owner."""
    return feed.outlet or feed.title or _host(feed.url) or f"feed {feed.id}"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
