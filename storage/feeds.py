"""Feeds and the items they announce: rows of everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import ECHO, Feed, Item, StoredItem
from storage import rows, sql
from storage.engine import Engine, Tx

ECHOES_FOR = timedelta(days=3)
"""Notices of one wording that are further apart are two stories."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knows of an announced item."""

    item_id: int
    feed_id: int
    digest: str
    first_seen: str


@dataclass(slots=True)
class _News:
    """What one document brings: each item once, with what is known of it."""

    new: list[Item] = field(default_factory=list)
    changed: list[tuple[int, Item]] = field(default_factory=list)
    linked: list[tuple[int, Item]] = field(default_factory=list)
    """Known from another feed, or under keys that are new."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.linked)


class FeedRows:
    _engine: Engine

    def add_feed(self, url: str, *, title: str = "", outlet: str = "", next_due: datetime | None = None) -> Feed:
        url = rows.storable(url)
        with self._engine.read() as tx:
            row = tx.one(sql.GET_FEED_BY_URL, {"url": url})
        if row is None:
            with self._engine.write() as tx:
                tx.run(sql.ADD_FEED, rows.feed_row(Feed(0, url, title, outlet, next_due=next_due)))
                row = tx.one(sql.GET_FEED_BY_URL, {"url": url})
        assert row is not None
        return rows.to_feed(row)

    def get_feed(self, feed_id: int) -> Feed | None:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_FEED, {"id": feed_id})
        return rows.to_feed(row) if row else None

    def list_feeds(self, feed_ids: Sequence[int] | None = None) -> list[Feed]:
        with self._engine.read() as tx:
            if feed_ids is None:
                found = tx.all(sql.LIST_FEEDS)
            else:
                found = tx.all(sql.LIST_FEEDS_NAMED, {"ids": rows.numbers(feed_ids)})
        return [rows.to_feed(row) for row in found]

    def list_due_feeds(self, now: datetime, limit: int) -> list[Feed]:
        with self._engine.read() as tx:
            found = tx.all(sql.LIST_DUE_FEEDS, {"now": rows.instant(now), "limit": limit})
        return [rows.to_feed(row) for row in found]

    def claim_feed(self, feed: Feed, next_due: datetime, now: datetime) -> bool:
        values = {
            "id": feed.id,
            "next_due": rows.instant(next_due),
            "now": rows.instant(now),
            "was_due": rows.instant(feed.next_due) or "",
            "was_polled": rows.instant(feed.last_polled) or "",
        }
        with self._engine.write() as tx:
            return tx.run(sql.CLAIM_FEED, values) == 1

    def mark_feed(self, feed: Feed) -> None:
        with self._engine.write() as tx:
            tx.run(sql.MARK_FEED, rows.feed_row(feed))

    def add_items(self, feed_id: int, items: Sequence[Item], now: datetime, *, baseline: bool) -> list[StoredItem]:
        """What a feed says again unchanged, the commonest case by far, costs one read and no write."""
        with self._engine.read() as tx:
            if not _news(tx, feed_id, items, now):
                return []
        with self._engine.write() as tx:
            news = _news(tx, feed_id, items, now)
            tx.each(sql.CHANGE_ITEM, [{**rows.item_row(item), "id": item_id} for item_id, item in news.changed])
            added = [(_add_item(tx, feed_id, item, now, baseline=baseline), item) for item in news.new]
            _link(tx, feed_id, [*news.changed, *added, *news.linked], now, baseline=baseline)
            touched = [item_id for item_id, _ in [*news.changed, *added]]
            stored = {row["id"]: row for row in tx.all(sql.GET_ITEMS, {"ids": rows.numbers(touched)})}
            return [rows.to_item(stored[item_id]) for item_id in touched]

    def list_items_to_fetch(self, now: datetime, limit: int, feed_ids: Sequence[int] | None = None) -> list[StoredItem]:
        values: dict[str, object] = {"now": rows.instant(now), "limit": limit}
        with self._engine.read() as tx:
            if feed_ids is None:
                found = tx.all(sql.LIST_ITEMS_TO_FETCH, values)
            else:
                found = tx.all(sql.LIST_ITEMS_TO_FETCH_OF, {**values, "feed_ids": rows.numbers(feed_ids)})
        return [rows.to_item(row) for row in found]

    def mark_item(
        self, item_id: int, *, article_id: int | None = None, retry_at: datetime | None = None, note: str = ""
    ) -> None:
        state = "done" if article_id is not None else "due" if retry_at is not None else "given up"
        values = {
            "id": item_id,
            "article_id": article_id,
            "state": state,
            "retry_at": rows.instant(retry_at),
            "note": note,
        }
        with self._engine.write() as tx:
            tx.run(sql.MARK_ITEM, values)


def _news(tx: Tx, feed_id: int, items: Sequence[Item], now: datetime) -> _News:
    """Compares a document with what is stored. An item said twice in one document counts once, as it is said first."""
    known, own = _known(tx, feed_id, {key for item in items for key in item.keys})
    linked = _linked(tx, feed_id, {found.item_id for found in known.values()})
    echoes = _echoes(known, items, now)
    news = _News()
    taken: set[int] = set()
    said: set[str] = set()
    for item in items:
        found = next((known[key] for key in item.keys if key in echoes or _tells(key, known)), None)
        if (found and found.item_id in taken) or not said.isdisjoint(item.keys):
            continue
        said.update(item.keys)
        if found is None:
            news.new.append(item)
            continue
        taken.add(found.item_id)
        # Two feeds may title one page differently: only the feed that brought the item changes it.
        if found.feed_id == feed_id and found.digest != rows.item_digest(item):
            news.changed.append((found.item_id, item))
        elif found.item_id not in linked or not own.issuperset(item.keys):
            news.linked.append((found.item_id, item))
    return news


def _tells(key: str, known: Mapping[str, _Known]) -> bool:
    return key in known and not key.startswith(ECHO)


def _echoes(known: Mapping[str, _Known], items: Sequence[Item], now: datetime) -> set[str]:
    """The echoes that name an item: a young one, that this document does not announce by any other key."""
    present = {known[key].item_id for item in items for key in item.keys if _tells(key, known)}
    young = rows.instant(now - ECHOES_FOR) or ""
    return {
        key
        for key, found in known.items()
        if key.startswith(ECHO) and found.item_id not in present and found.first_seen >= young
    }


def _known(tx: Tx, feed_id: int, keys: Iterable[str]) -> tuple[Mapping[str, _Known], set[str]]:
    """Key -> the item it names (this feed's own before another feed's, the oldest first); and the feed's own keys."""
    asked = rows.as_json([rows.storable(key) for key in keys])
    found: dict[str, _Known] = {}
    own: set[str] = set()
    for row in tx.all(sql.KNOWN_KEYS, {"keys": asked, "feed_id": feed_id}):
        is_own = row["key_feed"] == feed_id
        if row["key"] not in found or (is_own and row["key"] not in own):
            found[row["key"]] = _Known(row["item_id"], row["feed_id"], row["digest"], row["first_seen"])
            if is_own:
                own.add(row["key"])
    return found, own


def _linked(tx: Tx, feed_id: int, item_ids: Iterable[int]) -> set[int]:
    found = tx.all(sql.LINKED_ITEMS, {"feed_id": feed_id, "ids": rows.numbers(item_ids)})
    return {row["item_id"] for row in found}


def _add_item(tx: Tx, feed_id: int, item: Item, now: datetime, *, baseline: bool) -> int:
    values = {
        **rows.item_row(item),
        "feed_id": feed_id,
        "first_seen": rows.instant(now),
        "state": "due",
        "retry_at": None,
        "note": "",
        "article_id": None,
        "baseline": int(baseline),
    }
    row = tx.one(sql.ADD_ITEM, values)
    assert row is not None
    item_id: int = row["id"]
    return item_id


def _link(tx: Tx, feed_id: int, items: Sequence[tuple[int, Item]], now: datetime, *, baseline: bool) -> None:
    """Records that the feed carries these items, under all their keys."""
    keys = [{"feed_id": feed_id, "key": key, "item_id": item_id} for item_id, item in items for key in item.keys]
    tx.each(sql.ADD_ITEM_KEY, keys)
    link = {"feed_id": feed_id, "first_seen": rows.instant(now), "baseline": int(baseline)}
    tx.each(sql.LINK_ITEM, [{**link, "item_id": item_id} for item_id, _ in items])
