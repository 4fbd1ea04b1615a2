"""The real store, the real fetcher and a clock that tests move; only the reader is a hand-written stand-in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from loopback_site import Asked, Reply, Site

from bot.flows.collect import Collected, collect, collect_due
from bot.model import LOCAL, Article, Feed, Quote, QuoteKind, Reading, Span, StoredItem, Topic
from bot.net.fetch import HttpFetcher, Limits
from bot.ports import Ports, Store
from bot.settings import Settings
from storage import open_store

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PARAGRAPH = "The harbour board of Elmsund spoke of item {n} for an hour on Monday, its chair Petra Lindqvist said."


class Clock:
    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


class PlainReader:
    """Reads one quote of Petra Lindqvist out of every text that names her."""

    version = "plain 1"

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def read(self, text: str) -> Reading:
        self.read_texts.append(text)
        whole = Span(0, len(text))
        named = "Petra Lindqvist" in text
        quotes = (Quote((whole,), "Petra Lindqvist", QuoteKind.INDIRECT),) if named else ()
        return Reading(quotes=quotes, sentences=(whole,))

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        return [self.read(text) for text in texts]


@dataclass
class Desk:
    site: Site
    ports: Ports
    clock: Clock
    reader: PlainReader
    stages: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.ports.store

    def follow(self, path: str = "/feed") -> Feed:
        return self.store.add_feed(self.site.url + path)

    def feed(self, feed: Feed) -> Feed:
        found = self.store.get_feed(feed.id)
        assert found
        return found

    def poll(self, **later: float) -> Collected:
        self.clock.forward(**later)
        return collect_due(self.ports)

    def collect(self, **later: float) -> Collected:
        self.clock.forward(**later)
        return collect(self.ports, on_progress=lambda *told: self.stages.append(told))

    def items(self, feed: Feed) -> list[StoredItem]:
        """Items of the feed that have no article yet, the newest first."""
        return self.store.list_items_to_fetch(datetime(2100, 1, 1, tzinfo=UTC), 10_000, [feed.id])

    def track(self, feed: Feed, query: str = "", **fields: Any) -> Topic:
        topic = self.store.add_topic(Topic(LOCAL, "C1", query or "all", query, **fields))
        self.store.add_topic_feed(LOCAL, topic.id, feed.id)
        return topic

    def articles(self, topic: Topic) -> list[Article]:
        return self.store.list_topic_articles(LOCAL, topic.id, LONG_AGO, self.clock.now())

    def matched(self, topic: Topic) -> list[str]:
        return [article.title for article in self.articles(topic)]


@contextmanager
def open_desk(site: Site, path: Path, limits: Limits | None = None) -> Iterator[Desk]:
    store = open_store(f"sqlite:///{path}")
    clock, reader = Clock(), PlainReader()
    settings = Settings(allow=frozenset({("127.0.0.1", site.port)}), contact="desk@readers.example")
    nobody: Any = None
    with HttpFetcher(settings, limits or Limits(total_s=2.0, body_bytes=1024 * 1024)) as fetcher:
        yield Desk(site, Ports(store, fetcher, reader, nobody, nobody, clock), clock, reader)
    store.close()


def entry(number: int, base: str = "https://tidewatch.example", **fields: str) -> str:
    told = {
        "title": f"Harbour note {number}",
        "link": f"{base}/notes/{number}",
        "guid": f"note-{number}",
        "pubDate": format_datetime(START - timedelta(hours=number), usegmt=True),
        "description": f"About item {number} of the harbour board of Elmsund.",
    } | fields
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in told.items() if value) + "</item>"


def rss(*entries: str, title: str = "Tidewatch", channel: str = "") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://tidewatch.example/</link>{channel}{''.join(entries)}</channel></rss>"
    )


def page(number: int, lines: int = 8) -> str:
    body = "".join(f"<p>{PARAGRAPH.format(n=number)} Line {line}.</p>" for line in range(lines))
    title = f"Harbour note {number}"
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


def conditional(body: str, etag: str = '"v1"', **headers: str) -> Any:
    """Answers 304 to its own ETag."""

    def answer(asked: Asked, _: object) -> Reply:
        known = asked.headers.get("if-none-match") == etag
        told = {"ETag": etag, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return Reply("" if known else body, 304 if known else 200, told)

    return answer
