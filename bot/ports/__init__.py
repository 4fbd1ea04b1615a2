"""What the flows need from the outside, as protocols. Adapters live at the edges; only wiring.py joins the two.

Store methods: add_ makes a row, get_ reads one or None, list_ reads many, mark_ changes one, claim_ is a conditional
update that tells whether this caller won. Methods on what a workspace owns take the workspace; the few that look over
all workspaces (due and open rows) are for the ticks alone and say so. Every method is one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.ports.messenger import Found, Messenger, Outcome, Refused, Room, Sent, Unknown
from bot.ports.news import Articles, Feeds, Speakers, WindowRow
from bot.ports.outside import (
    Clock,
    Embedder,
    Fetched,
    Fetcher,
    Hop,
    Judge,
    LanguageModel,
    NoEmbedder,
    NoJudge,
    Queue,
    Reader,
)
from bot.ports.owned import Opinions, Requests, Runs, Topics
from bot.ports.search import FigureRow, SaidRow, Search, Vectors

__all__ = [
    "Articles",
    "Clock",
    "Embedder",
    "Feeds",
    "Fetched",
    "Fetcher",
    "FigureRow",
    "Found",
    "Hop",
    "Judge",
    "LanguageModel",
    "Messenger",
    "NoEmbedder",
    "NoJudge",
    "Opinions",
    "Outcome",
    "Ports",
    "Queue",
    "Reader",
    "Refused",
    "Requests",
    "Room",
    "Runs",
    "SaidRow",
    "Search",
    "Sent",
    "Speakers",
    "Store",
    "Topics",
    "Unknown",
    "Vectors",
    "WindowRow",
]


class Store(Feeds, Articles, Speakers, Topics, Runs, Requests, Opinions, Search, Vectors, Protocol):
    """Everything that is kept. `open_store(url)` of the storage package makes one."""

    def migrate(self) -> list[str]:
        """Brings the schema up to date (after a backup where there was one); returns the names of the steps taken."""
        ...

    def health(self) -> Mapping[str, str]:
        """For `doctor`: engine, version, path or host, size, schema, counts of the main tables."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Ports:
    """The outside, as a flow sees it. Made by wiring.py; by hand in tests."""

    store: Store
    fetcher: Fetcher
    reader: Reader
    messenger: Messenger
    queue: Queue
    clock: Clock
    embedder: Embedder = field(default_factory=NoEmbedder)
    judge: Judge = field(default_factory=NoJudge)
    model: LanguageModel | None = None
