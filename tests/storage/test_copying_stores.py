"""From SQLite to PostgreSQL and back: nothing is lost, nothing half done."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from storage_samples import NOW, READING, article, delivery, edition, item, question, run, topic
from twin import Twin

import storage.copying
from bot.errors import StoreError
from bot.model import LOCAL, WorkspaceId
from bot.ports import Store
from storage import migrate_store, open_store


def _fill(store: Store) -> None:
    gone = store.add_topic(topic("Gone", workspace=WorkspaceId("T1")))
    for number, workspace in enumerate((WorkspaceId("T1"), WorkspaceId("T2"))):
        tracked = store.add_topic(topic(workspace=workspace, next_due=NOW))
        feed = store.add_feed(f"https://tarn.example/{number}")
        store.add_topic_feed(workspace, tracked.id, feed.id)
        story = store.add_article(article(f"https://tarn.example/{number}", title="Naïve “quay”"))
        store.add_reading(story, READING, "r1")
        (stored,) = store.add_items(feed.id, [item(number)], NOW, baseline=False)
        store.mark_item(stored.id, article_id=story.id)
        store.mark_matches(tracked, "q", {story.id: True})
        made = store.add_run(run(f"{workspace}|1", workspace=workspace), [])
        assert made is not None
        store.add_edition(edition(made.id, workspace=workspace), [delivery(f"{workspace}-0", run_id=made.id)], [])
        store.add_request(question(f"{workspace}-q", workspace=workspace))
    store.add_article(article("https://tarn.example/0", text="A later version."))
    last = store.add_topic(topic("Last", workspace=WorkspaceId("T1")))
    store.delete_topic(last.workspace, last.id)
    store.delete_topic(gone.workspace, gone.id)


def _everything(url: str) -> dict[str, object]:
    with closing(open_store(url)) as store:
        twin = Twin(store)
        twin.feeds = [feed.id for feed in store.list_feeds()]
        twin.articles = [1, 2]
        twin.items = [one.id for one in store.list_items_to_fetch(NOW, 99)]
        twin.topics = [(one.workspace, one.id) for name in ("T1", "T2") for one in store.list_topics(WorkspaceId(name))]
        twin.runs = [1, 2]
        return {"ids": twin.topics, **twin.everything(NOW)}


@pytest.fixture
def filled(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'filled.sqlite'}"
    with closing(open_store(url)) as store:
        _fill(store)
    return url


def test_there_and_back(filled: str, empty_postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(storage.copying, "BATCH", 2)
    told: list[str] = []
    counts = migrate_store(filled, empty_postgres_url, lambda name, _: told.append(name))
    assert (counts["topics"], counts["article_versions"], counts["passages"]) == (2, 1, 4)
    assert told == list(counts)
    back = f"sqlite:///{tmp_path / 'back.sqlite'}"
    assert migrate_store(empty_postgres_url, back) == counts
    assert _everything(filled) == _everything(empty_postgres_url) == _everything(back)


def test_ids_go_on_after_the_last_one_handed_out(filled: str, empty_postgres_url: str, tmp_path: Path):
    migrate_store(filled, empty_postgres_url)
    back = f"sqlite:///{tmp_path / 'back.sqlite'}"
    migrate_store(empty_postgres_url, back)
    for url in (filled, empty_postgres_url, back):
        with closing(open_store(url)) as store:
            assert store.add_topic(topic("Next")).id == 5


def test_a_target_with_rows_is_refused_and_left_alone(filled: str, tmp_path: Path):
    target = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with closing(open_store(target)) as store:
        store.add_topic(topic())
    with pytest.raises(StoreError, match="holds topics"):
        migrate_store(filled, target)
    with closing(open_store(target)) as store:
        assert len(store.list_topics(LOCAL)) == 1
        assert store.list_feeds() == []


def test_a_copy_that_differs_is_not_kept(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with closing(open_store(target)):
        pass
    batches = storage.copying._batches
    seen: list[object] = []

    def lossy(tx, table):
        for batch in batches(tx, table):
            seen.append(tx)
            yield batch if tx is seen[0] else batch[1:]

    monkeypatch.setattr(storage.copying, "_batches", lossy)
    with pytest.raises(StoreError, match="differs"):
        migrate_store(filled, target)
    with closing(open_store(target)) as store:
        assert store.list_feeds() == []
