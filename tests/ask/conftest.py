"""A real store with a few articles that the real reader has read, and the outside as a question meets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.model import LOCAL, Article, Edition, Request, RequestKind, Run, Topic
from bot.ports import Ports, Store
from bot.reading.reader import open_reader
from storage import open_store

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
CHANNEL, ELSEWHERE, THREAD = "harbour-desk", "kitchen", "1700000000.000100"

NEWS = {
    "quay": (
        "New quay to open in June",
        (
            "The new quay at Brillhaven will open on 4 June, the harbour board said on Monday. It cost 48 million"
            " euros, six million more than planned.\n\n“The old one was held up by habit,” said Lena Aurich, director"
            " of the harbour board. She said the cranes would arrive by rail.\n\nTomas Brandl, a crane driver, said the"
            " noise would be terrible. The delay was blamed on a flooded workshop."
        ),
    ),
    "ferry": (
        "Ferry fares to rise",
        (
            "Ferry fares between Brillhaven and Ostray will rise by 7% in March, operator Nordlinie said.\n\n“We have"
            " run out of other people's patience,” said Nordlinie's chief executive, Ida Holm. About 2,100 commuters"
            " use the ferry every day."
        ),
    ),
    "secret": (
        "Bakery wins prize",
        "A bakery in Ostray won a prize for rye bread on Sunday. “I only followed the dough,” said baker Per Lund.",
    ),
}


@dataclass
class SetClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class Outside:
    """What a question touches beside the store: who was woken, what signs were shown."""

    woken: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)

    def wake(self, lane: str) -> None:
        self.woken.append(lane)

    def zone_of(self, workspace: str, user: str) -> str:
        return ""

    def is_working(self, workspace: str, channel: str, thread_ts: str, text: str) -> None:
        self.signs.append(thread_ts)


@dataclass
class Desk:
    ports: Ports
    outside: Outside
    edition: Edition
    asked: int = 0

    def ask(self, text: str, channel: str = CHANNEL, thread: str | None = THREAD) -> Request:
        self.asked += 1
        key = f"question|{channel}|{self.asked}"
        request = Request(key, LOCAL, RequestKind.QUESTION, channel, "U1", text, thread_ts=thread, created=NOW)
        added = self.ports.store.add_request(request)
        assert added is not None
        return added


@pytest.fixture(scope="session")
def news_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the articles and their readings, made once; each test gets a copy."""
    path = tmp_path_factory.mktemp("news") / "news.sqlite"
    store = open_store(f"sqlite:///{path}")
    store.migrate()
    reader = open_reader()
    for number, (slug, (title, text)) in enumerate(NEWS.items()):
        when = NOW - timedelta(hours=number + 1)
        url = f"https://brill-courier.example/{slug}"
        article = store.add_article(Article(url, title, text, "Brill Courier", published=when, first_seen=when))
        store.add_reading(article, reader.read(text), reader.version)
    store.close()
    return str(path)


@pytest.fixture
def store(news_file: str, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "own.sqlite"
    path.write_bytes(Path(news_file).read_bytes())
    store = open_store(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    """One channel tracks quay and ferry, and its briefing showed the quay; another channel tracks the bakery."""
    quay = store.add_topic(Topic(LOCAL, CHANNEL, "Quay", created=NOW))
    ferry = store.add_topic(Topic(LOCAL, CHANNEL, "Ferries", created=NOW))
    bread = store.add_topic(Topic(LOCAL, ELSEWHERE, "Bread", created=NOW))
    for topic, number in ((quay, 1), (ferry, 2), (bread, 3)):
        store.mark_matches(topic, "all", {number: True})
    outside = Outside()
    ports = Ports(store, None, None, outside, outside, SetClock())  # type: ignore[arg-type]
    return Desk(ports, outside, _sent(store, quay))


def _sent(store: Store, topic: Topic) -> Edition:
    run = store.add_run(Run(f"local|{CHANNEL}|2026-11-19|08:00", LOCAL, CHANNEL, (topic.id,), NOW), [])
    assert run is not None
    return Edition(run.id, LOCAL, CHANNEL, (topic.id,), NOW - timedelta(days=1), NOW, (1,), {}, ())
