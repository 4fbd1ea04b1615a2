"""The news, global: feeds, items, articles with their versions, speakers joined over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.text import Span


class FeedState(StrEnum):
    NEW = "new"
    """Never polled with success."""
    LIVE = "live"
    FAILING = "failing"
    GONE = "gone"
    """Answered 410, or 404 for a fortnight: no longer polled."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One polled URL, shared by every topic that follows it."""

    id: int
    url: str
    title: str = ""
    outlet: str = ""
    state: FeedState = FeedState.NEW
    next_due: datetime | None = None
    last_polled: datetime | None = None
    last_success: datetime | None = None
    failing_since: datetime | None = None
    error: str = ""
    error_count: int = 0
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    unchanged_polls: int = 0
    moved_to: str = ""
    """A permanent redirect's target seen once; it becomes `url` when it is seen again."""
    interval_s: int = 0
    """An operator's own interval; 0: the polling policy decides."""
    rhythm: str = ""
    """What the last good body says of its rhythm (ttl, skipHours, skipDays, mean gap), as timing.polling writes it."""


PRIVATE = "#private-"
"""Near the end of the address of a feed behind a password, before letters of no meaning: it is one workspace's own."""


ECHO = "same:"
"""A key that begins so tells an item by its title and words alone. It counts where nothing else about the item stayed,
within days, and only if the document does not announce the older one as well."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the feed announced it. `keys` identify it: any shared key is the same item (but see `ECHO`)."""

    url: str
    title: str
    keys: tuple[str, ...]
    summary: str = ""
    full_text: str = ""
    """The article's text where the feed carries it whole; then the page is not fetched."""
    author: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredItem:
    id: int
    feed_id: int
    item: Item
    first_seen: datetime
    article_id: int | None = None
    baseline: bool = False
    """Stood in the feed at its first poll."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A named speaker quoted in one article, in one role as stated there ("" where none is)."""

    article_id: int
    name: str
    when: datetime
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class JoinedSpeaker:
    """One person or body over the articles: the name to show, where quoted, and under which names."""

    name: str
    said: tuple[tuple[int, str], ...]
    """(article id, name there), sorted; no other speaker has any of them."""
    aliases: tuple[tuple[str, str], ...]
    """(name, why it is this speaker's), sorted: "same name", "another spelling", "middle name", "initial and office",
    "surname and office", "stated abbreviation"."""


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one page. Paragraphs are separated by a blank line. Every span of a fact counts in `text`."""

    url: str
    title: str
    text: str
    outlet: str
    id: int = 0
    version: int = 1
    author: str = ""
    published: datetime | None = None
    first_seen: datetime | None = None
    language: str = ""
    content_hash: str = ""
    story_id: int | None = None
    copy_of: int | None = None
    """The article whose wire text this one repeats."""
    note: str = ""
    """Why there is no or little text ("paywall", "the page holds no article"); else empty."""

    @property
    def when(self) -> datetime | None:
        """Published, but never later than the moment it was first seen."""
        if self.published and self.first_seen:
            return min(self.published, self.first_seen)
        return self.published or self.first_seen


class FactKind(StrEnum):
    QUOTE = "quote"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Alteration:
    """A quote or figure read in an older version of an article that its newest version no longer states."""

    version: int
    """The version it was read in; `number` is its place in that reading."""
    fact: FactKind
    number: int
    span: Span
    """Where it stood in that version."""
    now: Span | None = None
    """The sentence of the newest text that took its place; None: it is gone."""
