"""The file itself: who may open it, what is refused, what several threads and processes do to it."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from storage_samples import NOW, article, delivery, edition, item, run, topic

import storage.migrations
import storage.sqlite_schema
from bot.errors import StoreError
from bot.model import LOCAL, DeliveryState
from storage import open_store
from storage.schema import NewColumn, Table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "readout.sqlite"


def filled(path: Path, editions: int = 1) -> None:
    store = open_store(str(path))
    store.add_topic(topic())
    for number in range(editions):
        made = store.add_run(run(f"k{number}"), [])
        assert made is not None
        store.add_edition(edition(made.id), [delivery(f"d{number}", run_id=made.id)], [])
    store.close()


# ------------------------------------------------------------------ opening


@pytest.mark.parametrize("form", ["sqlite:///{}", "{}"])
def test_a_url_or_a_path_and_its_folder_is_made(path: Path, form: str):
    store = open_store(form.format(path))
    assert store.migrate() == []
    health = store.health()
    assert (health["engine"], health["check"], health["schema"], health["topics"]) == (
        "SQLite",
        "ok",
        "up to date",
        "0",
    )
    store.close()
    assert path.exists()


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "sqlite://relative", "sqlite:///"])
def test_other_urls_are_refused(url: str):
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "sqlite:///" in caught.value.hint


def test_places_that_cannot_be_used_are_refused(tmp_path: Path):
    (tmp_path / "file").write_text("no database, but a file of some words " * 40)
    for bad in (tmp_path, tmp_path / "file", tmp_path / "file" / "readout.sqlite", Path("/proc/none/readout.sqlite")):
        with pytest.raises(StoreError) as caught:
            open_store(str(bad))
        assert str(tmp_path) in str(caught.value) or "/proc" in str(caught.value)
        assert caught.value.hint


def test_another_programs_database_is_refused(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "other.sqlite")
    connection.execute("CREATE TABLE songs (id INTEGER)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(tmp_path / "other.sqlite"))


def test_a_damaged_file_is_refused_at_opening(path: Path):
    filled(path, 40)
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(4096, size, 4096):
            file.seek(place)
            file.write(b"\xff" * 2048)
    with pytest.raises(StoreError) as caught:
        open_store(str(path))
    assert "backup" in caught.value.hint


def test_a_full_disk_is_said_and_nothing_half_written(path: Path):
    store = open_store(str(path))
    store.add_topic(topic())
    engine = store._engine  # type: ignore[attr-defined]
    engine._writer(durable=True).execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError) as caught:
        store.add_deliveries([delivery(f"d{number}") for number in range(5000)])
    assert "disk" in caught.value.hint
    engine._writer(durable=True).execute("PRAGMA max_page_count = 1000000")
    assert store.list_deliveries(LOCAL) == []
    store.add_deliveries([delivery()])
    assert len(store.list_deliveries(LOCAL)) == 1
    store.close()


def test_a_closed_store_says_so(path: Path):
    store = open_store(str(path))
    store.close()
    store.close()
    for call in (store.list_open_runs, lambda: store.add_topic(topic())):
        with pytest.raises(StoreError, match="closed"):
            call()


# ------------------------------------------------------------------ migrations


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> tuple[storage.migrations.Step, ...]:
    """A Readout with one more step."""
    step = storage.migrations.Step(
        "9999_notes",
        (Table("notes", {"id": "id", "text": "text"}),),
        (NewColumn("topics", "colour", "text", default="it's red"), NewColumn("topics", "seen", "int", index=True)),
        ("UPDATE topics SET seen = 7 WHERE colour = 'it''s red'",),
    )
    steps = (*storage.migrations.STEPS, step)
    monkeypatch.setattr(storage.sqlite_schema, "STEPS", steps)
    return steps


def test_an_older_file_is_migrated_after_a_backup(path: Path, newer: object, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as older:
        older.setattr(storage.sqlite_schema, "STEPS", storage.migrations.STEPS)
        filled(path)
    store = open_store(str(path))
    assert store.health()["schema"] == "outdated"
    assert store.migrate() == ["9999_notes"]
    assert store.migrate() == []
    assert store.health()["schema"] == "up to date"
    with store._engine.read() as tx:
        row = tx.one("SELECT colour, seen FROM topics")
        assert row is not None
        assert (row["colour"], row["seen"]) == ("it's red", 7)
    store.close()
    (backup,) = path.parent.glob("*.bak")
    monkeypatch.undo()
    restored = open_store(str(backup))
    assert len(restored.list_topics(LOCAL)) == 1
    restored.close()
    with pytest.raises(StoreError, match="newer Readout"):
        open_store(str(path))


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch):
    filled(path)
    broken = storage.migrations.Step("9999_topics", (Table("fresh", {"id": "id"}), Table("topics", {"id": "id"})))
    monkeypatch.setattr(storage.sqlite_schema, "STEPS", (*storage.migrations.STEPS, broken))
    store = open_store(str(path))
    with pytest.raises(StoreError):
        store.migrate()
    store.close()
    monkeypatch.undo()
    store = open_store(str(path))
    assert len(store.list_topics(LOCAL)) == 1
    store.close()


def test_many_openers_of_a_new_file_make_one_schema(path: Path):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: open_store(str(path)), range(8)))
    assert {store.health()["schema"] for store in stores} == {"up to date"}
    for store in stores:
        store.close()


# ------------------------------------------------------------------ threads and processes


def test_thirty_two_threads_at_once(path: Path):
    store = open_store(str(path))
    feed = store.add_feed("https://tarn.example/feed")

    def work(number: int) -> int:
        store.add_items(feed.id, [item(number), item(1000)], NOW, baseline=False)
        store.add_article(article(f"https://tarn.example/{number % 50}"))
        store.add_topic(topic(f"Topic {number}"))
        return len(store.list_topics(LOCAL))

    with ThreadPoolExecutor(32) as pool:
        counts = list(pool.map(work, range(200)))
    assert max(counts) == 200
    assert len(store.list_items_to_fetch(NOW, 999)) == 201
    assert len(store.list_window(NOW - timedelta(1), NOW)) == 50
    store.close()


def _claim_all(path: str, names: list[str], out: multiprocessing.SimpleQueue[list[str]]) -> None:
    store = open_store(path)
    out.put([name for name in names if store.claim_delivery(name, NOW)])
    store.close()


def test_processes_share_the_file_and_each_row_is_claimed_once(path: Path):
    names = [f"d{number}" for number in range(60)]
    store = open_store(str(path))
    store.add_deliveries([delivery(name) for name in names])
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.SimpleQueue[list[str]] = context.SimpleQueue()
    workers = [context.Process(target=_claim_all, args=(str(path), names, out)) for _ in range(2)]
    for worker in workers:
        worker.start()
    here = [name for name in names if store.claim_delivery(name, NOW)]
    claimed = here + [name for worker in workers for name in out.get()]
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
        worker.close()
    assert sorted(claimed) == sorted(names)
    store.close()


def _write_for_ever(path: str, ready: multiprocessing.SimpleQueue[int]) -> None:
    store = open_store(path)
    for number in range(100_000):
        made = store.add_run(run(f"k{number}"), [])
        assert made is not None
        store.add_edition(edition(made.id), [delivery(f"d{number}", run_id=made.id)], [])
        claimed = store.claim_delivery(f"d{number}", NOW)
        assert claimed is not None
        store.mark_delivery(replace(claimed, state=DeliveryState.SENT, ts="1"), claimed)
        if number == 20:
            ready.put(number)


def _consistent(path: Path) -> int:
    """Asserts what add_edition promises of every run; the number of runs."""
    store = open_store(str(path))
    deliveries = store.list_deliveries(LOCAL)
    editions = {one.run_id for one in store.list_editions(LOCAL, limit=10**6)}
    open_runs = {one.id for one in store.list_open_runs()}
    assert {one.run_id for one in deliveries} == editions
    assert not editions & open_runs
    assert len(open_runs) <= 1
    assert store.health()["check"] == "ok"
    store.close()
    return len(editions)


def test_a_killed_writer_leaves_a_whole_ledger(path: Path):
    context = multiprocessing.get_context("spawn")
    ready: multiprocessing.SimpleQueue[int] = context.SimpleQueue()
    worker = context.Process(target=_write_for_ever, args=(str(path), ready))
    worker.start()
    ready.get()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    worker.close()
    assert _consistent(path) > 20


def _cut_logs(path: Path, tmp_path: Path, cuts: int) -> None:
    """A file whose write-ahead log was never written back, then copies of it with the log cut anywhere."""
    store = open_store(str(path))
    for number in range(30):
        made = store.add_run(run(f"k{number}"), [])
        assert made is not None
        store.add_edition(edition(made.id), [delivery(f"d{number}", run_id=made.id)], [])
    log = path.with_name(path.name + "-wal")
    content, size = log.read_bytes(), log.stat().st_size
    whole = path.read_bytes()
    store.close()
    for number in range(cuts):
        copy = tmp_path / f"cut{number}.sqlite"
        copy.write_bytes(whole)
        copy.with_name(copy.name + "-wal").write_bytes(content[: random.Random(number).randrange(size)])
        assert _consistent(copy) <= 30
        copy.unlink()


def test_a_log_cut_anywhere_opens_and_is_consistent(path: Path, tmp_path: Path):
    _cut_logs(path, tmp_path, 12)


@pytest.mark.fault
def test_a_log_cut_anywhere_500_times(path: Path, tmp_path: Path):
    _cut_logs(path, tmp_path, 500)


def test_a_copy_of_the_file_is_the_same_store(path: Path, tmp_path: Path):
    filled(path, 3)
    shutil.copy(path, tmp_path / "copy.sqlite")
    assert _consistent(tmp_path / "copy.sqlite") == 3
