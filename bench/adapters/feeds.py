"""The project's side of the feed, article, story and conformance benchmarks: the product's own parts, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.errors import FeedError
from bot.feeds.article import read_page
from bot.feeds.parse import parse_document
from bot.flows.add_feed import check_address
from bot.flows.collect import collect_due
from bot.net.fetch import HttpFetcher, Limits
from bot.ports import Ports
from bot.settings import Settings
from bot.stories.cluster import features, group
from bot.stories.copies import find_copies
from storage import open_store


class SimulatedClock:
    def __init__(self) -> None:
        self.epoch = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.epoch, UTC)


class Silent:
    """Stands in for the ports that polling does not touch."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


class Adapter:
    def __init__(self, dbdir: str, allow: tuple[str, int], timeout_s: float) -> None:
        settings = Settings(allow=frozenset({allow}), contact="https://readout.example/contact")
        self._fetcher = HttpFetcher(settings, Limits(total_s=timeout_s))
        self._store = open_store(f"sqlite:///{Path(dbdir) / 'feeds.sqlite'}")
        self._store.migrate()
        self._clock = SimulatedClock()
        nobody: Any = Silent()
        self._ports = Ports(self._store, self._fetcher, nobody, nobody, nobody, self._clock)
        self._ids: dict[str, int] = {}

    def add(self, url: str) -> None:
        self._ids[url] = self._store.add_feed(check_address(url)).id

    def _id(self, url: str) -> int:
        if url not in self._ids:
            self.add(url)
        return self._ids[url]

    def tick(self, now: float) -> None:
        self._clock.epoch = now
        collect_due(self._ports)

    def items(self, url: str) -> list[dict[str, Any]]:
        far = datetime(2200, 1, 1, tzinfo=UTC)
        stored = self._store.list_items_to_fetch(far, 20_000, [self._id(url)])
        return [
            {
                "id": one.id,
                "title": one.item.title,
                "link": one.item.url,
                "summary": one.item.summary,
                "content": one.item.full_text,
                "sort_date": min(one.item.published or one.first_seen, one.first_seen).timestamp(),
            }
            for one in stored
        ]

    def error(self, url: str) -> str | None:
        feed = self._store.get_feed(self._id(url))
        return (feed.error or None) if feed else "unknown feed"

    def stories(self) -> int:
        """Items that are told apart after copies of one text in several feeds are counted once."""
        far = datetime(2200, 1, 1, tzinfo=UTC)
        stored = self._store.list_items_to_fetch(far, 20_000)
        texts = {one.id: one.item.full_text or one.item.summary for one in stored}
        copies = find_copies([(key, text) for key, text in sorted(texts.items())])
        told = {(one.item.title, texts[one.id]) for one in stored if one.id not in copies}
        return len(told)

    def close(self) -> None:
        self._fetcher.close()
        self._store.close()


def parse(data: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """A document as feedparser's own tests ask for it; texts are plain."""
    try:
        document = parse_document(data, headers, headers.get("content-location", ""))
    except FeedError:
        return {"feed": {}, "entries": []}
    names = ("title", "link", "subtitle", "language", "author", "id")
    feed = {name: getattr(document, name) for name in names}
    feed |= {name: _epoch(getattr(document, name)) for name in ("updated", "published")}
    entries = [
        {
            "title": notice.title,
            "link": notice.link,
            "id": notice.guid,
            "summary": notice.summary,
            "content": list(notice.contents),
            "author": notice.author,
            "updated": _epoch(notice.updated),
            "published": _epoch(notice.published),
        }
        for notice in document.notices
    ]
    return {"feed": feed, "entries": entries}


def _epoch(date: datetime | None) -> int | None:
    return int(date.timestamp()) if date else None


def article(html: str, url: str) -> str:
    return read_page(html, url).text


def cluster(articles: list[dict[str, str]]) -> list[int]:
    groups = group([(number, features(one["title"], one["text"])) for number, one in enumerate(articles)])
    story = {number: members[0] for members in groups for number in members}
    return [story[number] for number in range(len(articles))]
