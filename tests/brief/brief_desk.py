"""A real SQLite store with the sample news in it, and the outside as a topic's briefing meets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from briefing_sample import ARTICLES, NOW, READINGS, ZONE

from bot.model import Article, Delivery, Item, Message, Reading, Request, Timetable, Topic, WorkspaceId
from bot.ports import Fetched, Found, Outcome, Ports, Room, Sent, Store
from bot.timing.timetable import next_due

WORKSPACE = WorkspaceId("T1")
VERSION = "test-reader"


@dataclass
class SetClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class ListQueue:
    woken: list[str] = field(default_factory=list)

    def wake(self, lane: str) -> None:
        self.woken.append(lane)


@dataclass
class ToldMessenger:
    told: list[tuple[str, Message]] = field(default_factory=list)

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        return Sent("1.0")

    def find(self, delivery: Delivery, thread_ts: str | None) -> Found:
        return Found(None)

    def whisper(self, request: Request, message: Message) -> bool:
        return True

    def tell(self, workspace: WorkspaceId, user: str, message: Message) -> bool:
        self.told.append((user, message))
        return True

    def zone_of(self, workspace: WorkspaceId, user: str) -> str:
        return ZONE

    def room_of(self, workspace: WorkspaceId, channel: str) -> Room:
        return Room()

    def is_working(self, workspace: WorkspaceId, channel: str, thread_ts: str, text: str) -> None:
        """Nothing to be seen here."""


class NoReader:
    version = VERSION

    def read(self, text: str) -> Reading:
        raise AssertionError("briefing reads nothing")

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        raise AssertionError("briefing reads nothing")


class NoFetcher:
    def fetch(self, url: str, *, etag: str = "", last_modified: str = "", accept: str = "") -> Fetched:
        raise AssertionError("briefing fetches nothing")

    def may_read(self, url: str) -> bool:
        return True


class Desk:
    """Ports by hand, and what a test does with them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = SetClock()
        self.queue = ListQueue()
        self.messenger = ToldMessenger()
        self.ports = Ports(store, NoFetcher(), NoReader(), self.messenger, self.queue, self.clock)

    def topic(self, name: str = "Shore power", *, channel: str = "C1", zone: str = ZONE, **fields: object) -> Topic:
        timetable = Timetable((time(8, 0),), frozenset(range(7)), zone)
        due = next_due(timetable, NOW - timedelta(hours=20))
        topic = Topic(
            WORKSPACE, channel, name, timetable=timetable, owner="U1",
            next_due=due.instant, due_date=due.date, due_slot=due.slot,
        )  # fmt: skip
        return self.store.add_topic(replace(topic, **fields))  # type: ignore[arg-type]

    def file_news(
        self, *topics: Topic, articles: Sequence[Article] = ARTICLES, readings: Mapping[int, Reading] = READINGS
    ) -> None:
        """Stores the sample articles with their readings, as matches of the topics."""
        feed = self.store.add_feed("https://news.example/feed.xml", outlet="Harbour Times")
        for topic in topics:
            self.store.add_topic_feed(topic.workspace, topic.id, feed.id)
        self.store.mark_feed(replace(feed, last_success=NOW))
        for sample in articles:
            seen = sample.first_seen or NOW
            (item,) = self.store.add_items(
                feed.id, [Item(sample.url, sample.title, (f"url:{sample.url}",), published=seen)], seen, baseline=False
            )
            stored = self.store.add_article(replace(sample, id=0, story_id=None, copy_of=None))
            self.store.mark_item(item.id, article_id=stored.id)
            if sample.id in readings:
                self.store.add_reading(stored, readings[sample.id], VERSION)
            for topic in topics:
                self.store.mark_matches(topic, "stamp", {stored.id: True})
