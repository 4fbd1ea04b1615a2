"""Copies and stories among the articles of the last days, from one round to the next."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from weakref import WeakKeyDictionary, ref

from bot.flows.poll import Progress
from bot.ports import Ports, Store
from bot.stories.cluster import name_stories, newest
from bot.stories.window import StoryWindow

STORY_WINDOW = timedelta(hours=72)
STEP = timedelta(hours=6)
"""The window begins at a multiple of this, so that it mostly grows."""
MOST_IN_WINDOW = 3_000
"""Articles that stories and copies are looked for among: the newest of the window."""

_lock = threading.Lock()
_windows: WeakKeyDictionary[Store, StoryWindow] = WeakKeyDictionary()


def group_stories(ports: Ports, on_progress: Progress) -> int:
    """Finds copies and stories among the articles of the last three days; returns the number of stories."""
    store, now = ports.store, ports.clock.now()
    rows = {row.article_id: row for row in store.list_window_rows(window_start(now), now)}
    kept = {key: rows[key] for key in sorted(newest(list(rows), MOST_IN_WINDOW))}
    with _lock:
        found = _window_of(store).update({key: row.version for key, row in kept.items()})
    known = {key: row.story_id for key, row in kept.items() if row.story_id is not None}
    stories = name_stories(found.groups, known)
    changed = {key: story for key, story in stories.items() if known.get(key) != story}
    copies = {key: original for key, original in found.copy_of.items() if kept[key].copy_of != original}
    store.mark_story(changed, copies)
    on_progress("stories", len(kept), len(kept))
    return len(found.groups)


def window_start(now: datetime) -> datetime:
    """Three days before, and up to six hours more."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + (now - STORY_WINDOW - epoch) // STEP * STEP


def _window_of(store: Store) -> StoryWindow:
    """The window that is kept for this store as long as the store is."""

    def texts(ids: Sequence[int]) -> list[tuple[int, str, str]]:
        found = opened()
        return [(one.id, one.title, one.text) for one in found.list_articles(ids)] if found else []

    if store not in _windows:
        opened = ref(store)
        _windows[store] = StoryWindow(texts)
    return _windows[store]
