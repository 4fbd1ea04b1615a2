"""The store of the news, global."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model import Alteration, Article, Feed, Item, JoinedSpeaker, Reading, Sighting, StoredItem, Topic, WorkspaceId


class Feeds(Protocol):
    """Global."""

    def add_feed(self, url: str, *, title: str = "", outlet: str = "", next_due: datetime | None = None) -> Feed:
        """The feed of that URL, made if it is new."""
        ...

    def add_private_feed(self, workspace: WorkspaceId, url: str, login: str, *, next_due: datetime) -> Feed:
        """The workspace's own feed at that address, behind "name:password"; given again, the login is replaced.

        Raises InputError where the database is one that several share.
        """
        ...

    def get_login(self, feed_id: int) -> str:
        """The "name:password" of a private feed, for the fetcher alone; empty for all others."""
        ...

    def get_feed(self, feed_id: int) -> Feed | None: ...

    def list_feeds(self, feed_ids: Sequence[int] | None = None) -> list[Feed]: ...

    def list_due_feeds(self, now: datetime, limit: int) -> list[Feed]: ...

    def claim_feed(self, feed: Feed, next_due: datetime, now: datetime) -> bool:
        """Sets next_due (and last_polled) before the request starts; False where another worker was first."""
        ...

    def mark_feed(self, feed: Feed) -> None:
        """Writes every field of the feed."""
        ...

    def add_items(self, feed_id: int, items: Sequence[Item], now: datetime, *, baseline: bool) -> list[StoredItem]:
        """Stores what the feed announced; returns the items that are new or whose title, text or URL changed.

        An item is known when any of its keys is known for this feed or (for `url:` keys) for any feed.
        """
        ...

    def list_items_to_fetch(self, now: datetime, limit: int, feed_ids: Sequence[int] | None = None) -> list[StoredItem]:
        """Items whose turn has come, newest first: without an article, or announced anew since it was made."""
        ...

    def mark_item(
        self, item_id: int, *, article_id: int | None = None, retry_at: datetime | None = None, note: str = ""
    ) -> None:
        """An article was made of it, or it is tried again at retry_at, or (neither) it is given up with a note."""
        ...


@dataclass(frozen=True, slots=True)
class WindowRow:
    """An article of a time window as far as stories go: no text."""

    article_id: int
    version: int
    story_id: int | None = None
    copy_of: int | None = None


class Articles(Protocol):
    """Global."""

    def add_article(self, article: Article) -> Article:
        """By URL: new; unchanged (same content hash: the stored one comes back); or a new version of the same id.

        Where `article.id` is set it is a version of that article, whose URL may have changed too. Older versions stay
        readable by (id, version) and keep their readings.
        """
        ...

    def get_article(self, article_id: int, version: int | None = None) -> Article | None:
        """The newest version unless one is named."""
        ...

    def list_articles(self, article_ids: Sequence[int]) -> list[Article]:
        """Newest versions, in the order of the ids; unknown ids are left out."""
        ...

    def list_unmatched(self, topic: Topic, stamp: str, since: datetime) -> list[Article]:
        """Read articles that came in through the topic's own feeds since then and were not yet judged under `stamp`.

        The stamp names the query and mutes they are judged by: after an edit everything is unmatched again.
        """
        ...

    def mark_matches(self, topic: Topic, stamp: str, matched: Mapping[int, bool]) -> None:
        """Records the judgement on each article id; those under another stamp are replaced."""
        ...

    def list_topic_articles(
        self, workspace: WorkspaceId, topic_id: int, since: datetime, until: datetime
    ) -> list[Article]:
        """The topic's matched articles with since < first_seen <= until, newest first.

        Articles that only stood in a feed at its first poll (baseline) count by their published time instead.
        """
        ...

    def list_window(self, since: datetime, until: datetime) -> list[Article]:
        """All articles first seen in the window, oldest first."""
        ...

    def list_window_rows(self, since: datetime, until: datetime) -> list[WindowRow]:
        """The same, by id and without texts: what stories and copies are looked for among."""
        ...

    def mark_story(self, story_of: Mapping[int, int], copy_of: Mapping[int, int]) -> None:
        """Article id -> story id; article id -> the article it copies."""
        ...

    def list_unread(self, reader_version: str, limit: int) -> list[Article]:
        """Articles with text and no reading by this reader version, newest first."""
        ...

    def add_reading(self, article: Article, reading: Reading, reader_version: str) -> None:
        """Replaces the reading of this article version; keeps the search index and the speakers in step."""
        ...

    def get_readings(self, article_ids: Sequence[int]) -> dict[int, Reading]:
        """The readings of the newest versions; articles not read yet are missing."""
        ...

    def list_edited(self, limit: int) -> list[Article]:
        """Articles that were edited since they were first read, and whose newest version, read as well, was not yet
        compared with the older ones.
        """
        ...

    def get_older_readings(self, article_id: int) -> list[tuple[Article, Reading]]:
        """The older versions that were read, each with its reading, oldest first."""
        ...

    def mark_altered(self, article: Article, alterations: Sequence[Alteration]) -> None:
        """Records what of the older versions this newest one no longer states, in place of what was recorded before.

        Nothing is written where a newer version has come since.
        """
        ...

    def get_alterations(self, article_ids: Sequence[int]) -> dict[int, list[Alteration]]:
        """By article; those without any are missing."""
        ...


class Speakers(Protocol):
    """Global. One speaker for one person or body over the articles; a name not joined yet stands for itself.

    A block is a key of names (`bot.speakers`): only names of one block are ever joined.
    """

    def list_unjoined(self, limit: int) -> list[Sighting]:
        """Sightings of quotes whose speaker was not joined since they were read, the newest articles first."""
        ...

    def add_abbreviations(self, article_id: int, stated: Mapping[str, str]) -> None:
        """Short form (as compared) -> what an article says it stands for."""
        ...

    def list_longs(self, shorts: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Short form -> everything it is stated to stand for; those never stated are missing."""
        ...

    def mark_blocks(self, block_of: Mapping[str, str]) -> list[str]:
        """Name -> its block. Returns the blocks that a name left: those want joining again."""
        ...

    def list_sightings(self, block: str) -> list[Sighting]: ...

    def mark_joined(self, block: str, joined: Sequence[JoinedSpeaker]) -> bool:
        """Every quote and every name of the block is the joined speaker's, and nobody else's.

        False, and nothing is written, where the block's sightings are no longer those that were joined.
        """
        ...

    def forget_joined(self) -> None:
        """As if nothing had been joined yet; names, quotes and stated abbreviations stay."""
        ...
