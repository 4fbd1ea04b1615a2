"""One store under operations whose results can be compared with another store's: ids are replaced by their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from storage_samples import DAY, HOUR, NOW, READING, TEXT, article, at, delivery, edition, question, run, topic

from bot.errors import InputError, NotFoundError
from bot.model import (
    Article,
    DeliveryState,
    Feed,
    Item,
    Quote,
    QuoteKind,
    Reading,
    RequestState,
    RunState,
    Scope,
    Span,
    Topic,
    WorkspaceId,
)
from bot.ports import Store

WORKSPACES = (WorkspaceId("T1"), WorkspaceId("T2"))
WORDS = ("ferry", "quay", "crossings", "brill", "story", "12", "million", "naïve", "mid-2025")
TEXTS = (TEXT, "A naïve plan for Brill, mid-2025.", "", TEXT + " Ferries wait.")
READINGS = (
    READING,
    Reading(sentences=(Span(0, 12),), language="de"),
    Reading(quotes=(Quote((at("dock"),), "orla  VENN", QuoteKind.DIRECT),), sentences=(Span(0, 20), Span(21, 33))),
)


class Twin:
    """The operations of the machine, by number instead of id. Every result is free of ids that an engine chose."""

    def __init__(self, store: Store, prefix: str = "") -> None:
        self.store = store
        self.prefix = prefix
        """Of keys that must differ between two twins of one store."""
        self.feeds: list[int] = []
        self.items: list[int] = []
        self.articles: list[int] = []
        self.topics: list[tuple[WorkspaceId, int]] = []
        self.runs: list[int] = []
        self.requests: list[int] = []

    # -------------------------------------------------------------- news

    def add_feed(self, number: int, due: datetime) -> object:
        feed = self.store.add_feed(f"https://tarn.example/feed{number}", next_due=due)
        _remember(self.feeds, feed.id)
        return self._feed(feed)

    def claim_feed(self, number: int, now: datetime) -> object:
        feed = self._nth_feed(number)
        return feed and (self.store.claim_feed(feed, now + HOUR, now), self.store.claim_feed(feed, now, now))

    def mark_feed(self, number: int, error: str) -> None:
        feed = self._nth_feed(number)
        if feed:
            self.store.mark_feed(replace(feed, error=error, error_count=feed.error_count + 1))

    def add_items(self, number: int, items: Iterable[Item], now: datetime, baseline: bool) -> object:
        feed = self._nth_feed(number)
        if feed is None:
            return None
        stored = self.store.add_items(feed.id, list(items), now, baseline=baseline)
        for one in stored:
            _remember(self.items, one.id)
        return [self._item(one) for one in stored]

    def mark_item(self, number: int, article_number: int | None, retry_at: datetime | None) -> None:
        item_id, article_id = _nth(self.items, number), _nth(self.articles, article_number)
        if item_id:
            self.store.mark_item(item_id, article_id=article_id, retry_at=retry_at, note="note")

    def add_article(self, number: int, text: int, seen: datetime) -> object:
        url = f"https://tarn.example/{number}"
        stored = self.store.add_article(article(url, text=TEXTS[text], first_seen=seen, published=seen - number * HOUR))
        _remember(self.articles, stored.id)
        return self._article(stored)

    def add_reading(self, number: int, reading: int, version: str) -> None:
        stored = self.store.get_article(_nth(self.articles, number) or 0)
        if stored:
            self.store.add_reading(stored, READINGS[reading], version)

    def mark_story(self, number: int, other: int) -> None:
        one, two = _nth(self.articles, number), _nth(self.articles, other)
        if one and two:
            self.store.mark_story({one: two}, {two: one})

    # -------------------------------------------------------------- topics

    def add_topic(self, workspace: int, name: str, due: datetime) -> object:
        try:
            added = self.store.add_topic(topic(name, workspace=WORKSPACES[workspace], next_due=due))
        except InputError as error:
            return str(error)
        self.topics.append((added.workspace, added.id))
        return self._topic(added)

    def mark_topic(self, number: int, workspace: int, name: str, paused: bool) -> object:
        found = self._nth_topic(number)
        if found is None:
            return None
        changed = replace(found, workspace=WORKSPACES[workspace], name=name, paused=paused)
        try:
            return self.store.mark_topic(changed)
        except InputError as error:
            return str(error)

    def delete_topic(self, number: int, workspace: int) -> object:
        return self.topics and self.store.delete_topic(WORKSPACES[workspace], self._topic_id(number))

    def add_topic_feed(self, number: int, feed: int, workspace: int) -> None:
        feed_id = _nth(self.feeds, feed)
        if self.topics and feed_id:
            self.store.add_topic_feed(WORKSPACES[workspace], self._topic_id(number), feed_id)

    def delete_topic_feed(self, number: int, feed: int, workspace: int) -> object:
        feed_id = _nth(self.feeds, feed)
        if not self.topics or not feed_id:
            return None
        return self.store.delete_topic_feed(WORKSPACES[workspace], self._topic_id(number), feed_id)

    def mark_matches(self, number: int, articles: dict[int, bool], stamp: str) -> None:
        found = self._nth_topic(number)
        ids = {_nth(self.articles, one): yes for one, yes in articles.items()}
        if found:
            self.store.mark_matches(found, stamp, {one: yes for one, yes in ids.items() if one})

    # -------------------------------------------------------------- ledger and requests

    def add_run(self, key: str, workspace: int, number: int) -> object:
        found = self._nth_topic(number)
        moved = [replace(found, next_due=NOW + 2 * DAY, due_slot="08:00")] if found else []
        made = self.store.add_run(run(self.prefix + key, workspace=WORKSPACES[workspace], topic_ids=()), moved)
        if made:
            self.runs.append(made.id)
        return made and replace(made, id=0)

    def mark_run(self, number: int, state: RunState) -> None:
        if self.runs:
            self.store.mark_run(_sure(self.runs, number), state, "why")

    def add_edition(self, number: int, workspace: int) -> object:
        if not self.runs:
            return None
        run_id, owner = _sure(self.runs, number), WORKSPACES[workspace]
        order = self.runs.index(run_id)
        parts = [delivery(f"{self.prefix}{order}-{n}", n, run_id=run_id, workspace=owner) for n in (1, 0)]
        try:
            return self._edition(self.store.add_edition(edition(run_id, workspace=owner), parts, []))
        except NotFoundError:
            return "no such run"

    def claim_delivery(self, name: str, now: datetime) -> object:
        return self._delivery(self.store.claim_delivery(self.prefix + name, now))

    def mark_delivery(self, name: str, state: DeliveryState, now: datetime) -> object:
        was = self.store.get_delivery(self.prefix + name)
        if was is None:
            return None
        after = replace(was, state=state, since=now, not_before=now + HOUR, ts=f"{name}.ts")
        return self.store.mark_delivery(after, was), self.store.mark_delivery(after, replace(was, attempt=99))

    def add_request(self, key: str, workspace: int) -> object:
        added = self.store.add_request(question(self.prefix + key, workspace=WORKSPACES[workspace]))
        if added:
            self.requests.append(added.id)
        return added and replace(added, id=0)

    def claim_request(self, number: int, now: datetime) -> object:
        found = self.store.get_request(_nth(self.requests, number) or 0)
        claimed = found and self.store.claim_request(found, now)
        return claimed and replace(claimed, id=0)

    def mark_request(self, number: int, state: RequestState) -> None:
        if self.requests:
            self.store.mark_request(_sure(self.requests, number), state)

    # -------------------------------------------------------------- reads

    def everything(self, now: datetime) -> dict[str, object]:
        """What every reading method says, by its name."""
        store = self.store
        seen: dict[str, object] = {
            "list_feeds": [self._feed(one) for one in store.list_feeds()],
            "list_due_feeds": [self._feed(one) for one in store.list_due_feeds(now, 3)],
            "list_items_to_fetch": [self._item(one) for one in store.list_items_to_fetch(now, 99)],
            "list_window": [self._article(one) for one in store.list_window(NOW, now)],
            "list_unread": [self._article(one) for one in store.list_unread("r1", 99)],
            "list_articles": [self._article(one) for one in store.list_articles(self.articles[::-1])],
            "get_article": [store.get_article(one, 1) is None for one in self.articles],
            "get_readings": {self._a(key): value for key, value in store.get_readings(self.articles).items()},
            "list_due_topics": [self._topic(one) for one in store.list_due_topics(now)],
            "list_feed_topics": [[self._topic(t) for t in store.list_feed_topics(one)] for one in self.feeds],
            "list_open_runs": [replace(one, id=0) for one in store.list_open_runs()],
            "list_open_deliveries": [self._delivery(one) for one in store.list_open_deliveries(now)],
            "list_open_requests": [replace(one, id=0) for one in store.list_open_requests()],
            "count_passages": store.count_passages(WORDS),
            "list_passages": [replace(p, article_id=self._a(p.article_id)) for p in store.list_passages(self.articles)],
        }
        for workspace in WORKSPACES:
            seen |= {f"{workspace} {name}": value for name, value in self.owned(workspace, now).items()}
        return seen

    def owned(self, workspace: WorkspaceId, now: datetime) -> dict[str, object]:
        store, ids = self.store, [topic_id for _, topic_id in self.topics]
        scope = Scope(workspace, tuple(ids))
        speakers = store.list_speakers(scope)
        topics = store.list_topics(workspace)
        return {
            "list_topics": [self._topic(one) for one in topics],
            "list_topic_feeds": [[self._feed(f) for f in store.list_topic_feeds(workspace, one)] for one in ids],
            "list_topic_articles": [
                [self._article(a) for a in store.list_topic_articles(workspace, one, NOW - DAY, now)] for one in ids
            ],
            "list_unmatched": [[self._article(a) for a in store.list_unmatched(t, "s1", NOW)] for t in topics],
            "list_editions": [self._edition(one) for one in store.list_editions(workspace)],
            "get_edition_at": [
                self._edition(store.get_edition_at(workspace, "C1", f"{n}-0.ts")) for n in range(len(self.runs))
            ],
            "list_deliveries": [self._delivery(one) for one in store.list_deliveries(workspace)],
            "list_scope": [self._a(one) for one in store.list_scope(scope)],
            "search_passages": {
                word: sorted((self._a(p.article_id), p.number) for p in store.search_passages(scope, [word], 999))
                for word in WORDS
            },
            "list_figures": {
                word: sorted((self._a(f.article_id), f.number) for f in store.list_figures(scope, [word], 999))
                for word in WORDS
            },
            "list_speakers": sorted(speakers),
            "list_said": {
                name: [replace(one, article_id=self._a(one.article_id)) for one in store.list_said(scope, name)]
                for name, _ in speakers
            },
        }

    # -------------------------------------------------------------- ids away

    def _nth_feed(self, number: int) -> Feed | None:
        return self.store.get_feed(_nth(self.feeds, number) or 0)

    def _nth_topic(self, number: int) -> Topic | None:
        return self.store.get_topic(*_sure(self.topics, number)) if self.topics else None

    def _topic_id(self, number: int) -> int:
        return _sure(self.topics, number)[1]

    def _a(self, article_id: int) -> int:
        return self.articles.index(article_id)

    def _feed(self, feed: Feed) -> Feed:
        return replace(feed, id=self.feeds.index(feed.id))

    def _item(self, stored: Any) -> object:
        article_id = None if stored.article_id is None else self._a(stored.article_id)
        feed_id = self.feeds.index(stored.feed_id)
        return replace(stored, id=self.items.index(stored.id), feed_id=feed_id, article_id=article_id)

    def _article(self, one: Article) -> Article:
        story = None if one.story_id is None else self._a(one.story_id)
        copied = None if one.copy_of is None else self._a(one.copy_of)
        return replace(one, id=self._a(one.id), story_id=story, copy_of=copied)

    def _topic(self, one: Topic) -> Topic:
        return replace(one, id=self.topics.index((one.workspace, one.id)))

    def _edition(self, one: Any) -> object:
        return one and replace(one, id=0, run_id=self.runs.index(one.run_id))

    def _delivery(self, one: Any) -> object:
        return one and replace(one, run_id=self.runs.index(one.run_id))


def _remember(ids: list[int], one: int) -> None:
    if one not in ids:
        ids.append(one)


def _nth(ids: list[int], number: int | None) -> int | None:
    return ids[number % len(ids)] if ids and number is not None else None


def _sure(ids: list[Any], number: int) -> Any:
    return ids[number % len(ids)]
