"""PostgreSQL itself: who may connect, what is refused, dropped connections, row-level security."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from postgres_for_tests import Server, database
from storage_samples import NOW, READING, article, delivery, edition, question, run, topic

import storage.migrations
import storage.postgres
import storage.postgres_schema
from bot.errors import StoreError
from bot.model import LOCAL, Reading, Span, WorkspaceId
from storage import open_store
from storage.schema import NewColumn, Table
from storage.store import SqlStore

THEIRS = WorkspaceId("T2")


@pytest.fixture
def shared(postgres_url: str) -> Iterator[SqlStore]:
    opened = open_store(postgres_url)
    assert isinstance(opened, SqlStore)
    yield opened
    opened.close()


# ------------------------------------------------------------------ opening


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("postgresql://127.0.0.1:1/none", "server runs"),
        ("postgres://nobody@127.0.0.1:1/none", "server runs"),
        ("postgresql://host?none=1", "postgresql://user@host"),
    ],
)
def test_a_server_that_is_not_there_is_said(url: str, hint: str):
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert hint in caught.value.hint


def test_a_password_is_never_said():
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://ida:hush@127.0.0.1:1/none")
    assert "hush" not in str(caught.value) + caught.value.hint


def test_a_database_that_is_not_there_is_said(postgres: str):
    with pytest.raises(StoreError) as caught:
        open_store(database(postgres, "absent"))
    assert "createdb" in caught.value.hint or "does not exist" in str(caught.value)


def test_health(shared: SqlStore):
    health = shared.health()
    assert (health["engine"], health["schema"], health["topics"]) == ("PostgreSQL", "up to date", "0")
    assert "readout_app:" not in health["host"]


def test_many_openers_of_an_empty_database_make_one_schema(empty_postgres_url: str):
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(empty_postgres_url), range(4)))
    assert {store.health()["schema"] for store in stores} == {"up to date"}
    for store in stores:
        store.close()


def test_an_older_schema_is_migrated_and_a_newer_one_refused(postgres_url: str, monkeypatch: pytest.MonkeyPatch):
    step = storage.migrations.Step(
        "9999_notes",
        (Table("notes", {"id": "id", "text": "text"}),),
        (NewColumn("topics", "colour", "text", default="it's red"), NewColumn("topics", "seen", "int", index=True)),
        ("UPDATE topics SET seen = 7 WHERE colour = 'it''s red'",),
    )
    with monkeypatch.context() as newer:
        newer.setattr(storage.postgres_schema, "STEPS", (*storage.migrations.STEPS, step))
        store = open_store(postgres_url)
        assert store.health()["schema"] == "outdated"
        store.add_topic(topic())
        assert store.migrate() == ["9999_notes"]
        assert store.migrate() == []
        with store._engine.read() as tx:
            assert tx.one("SELECT colour, seen FROM topics") == {"colour": "it's red", "seen": 7}
        store.close()
    with pytest.raises(StoreError, match="newer Readout"):
        open_store(postgres_url)


def test_a_word_that_many_passages_hold_is_counted_by_the_planner(
    shared: SqlStore, postgres_url: str, monkeypatch: pytest.MonkeyPatch
):
    """Of 60 passages under titles with "herons" every fourth holds it itself; every one holds "ponds"."""
    monkeypatch.setattr(storage.postgres, "MOST_COUNTED", 20)
    for number in range(15):
        sentences = ["Herons left the ponds.", *["The ponds are dry."] * 3]
        spans = tuple(Span(24 * place, 24 * place + len(one)) for place, one in enumerate(sentences))
        text = "".join(f"{sentence:<24}" for sentence in sentences)
        story = shared.add_article(article(f"https://tarn.example/{number}", title="Herons", text=text))
        shared.add_reading(story, Reading(sentences=spans), "r1")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("ANALYZE passages")
    total, counts = shared.count_passages(["herons", "ponds", "dry", "quay"])
    assert (total, counts["quay"]) == (60, 0)
    assert 10 <= counts["herons"] <= 20
    assert counts["ponds"] > 40
    assert counts["dry"] > 30


# ------------------------------------------------------------------ connections


def _drop_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_dropped_connections_heal_alone(shared: SqlStore, postgres_url: str):
    shared.add_topic(topic())
    for _ in range(3):
        _drop_connections(postgres_url)
        assert len(shared.list_topics(LOCAL)) == 1


def test_a_server_that_restarts_is_found_again(shared: SqlStore, postgres_server: Server):
    if postgres_server.restart is None:
        pytest.skip("the server is not ours to restart")
    made = shared.add_run(run(), [])
    assert made is not None
    shared.add_edition(edition(made.id), [delivery(run_id=made.id)], [])
    postgres_server.restart()
    assert shared.claim_delivery("d0", NOW) is not None
    assert shared.claim_delivery("d0", NOW) is None


def _write_over_a_drop(store: SqlStore, url: str) -> None:
    with store._engine.write(durable=True) as tx:
        tx.run("UPDATE feeds SET title = :title", {"title": "half"})
        _drop_connections(url)
        tx.run("UPDATE feeds SET title = :title", {"title": "whole"})


def test_a_connection_dropped_in_a_transaction_loses_all_of_it_and_is_said(shared: SqlStore, postgres_url: str):
    shared.add_feed("https://tarn.example/feed", title="as it was")
    with pytest.raises(StoreError):
        _write_over_a_drop(shared, postgres_url)
    assert [feed.title for feed in shared.list_feeds()] == ["as it was"]


def _drop_one_now_and_then(url: str, stop: threading.Event) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        while not stop.wait(0.04):
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1"
            )


def test_connections_dropped_all_the_time_lose_nothing(shared: SqlStore, postgres_url: str):
    names = [f"d{number}" for number in range(60)]
    shared.add_deliveries([delivery(name) for name in names])
    won: list[str] = []
    failed: list[str] = []

    def work(name: str) -> None:
        for _ in range(3):
            try:
                claimed = shared.claim_delivery(name, NOW)
                won.extend([name] if claimed else [])
            except StoreError:
                failed.append(name)

    stop = threading.Event()
    dropper = threading.Thread(target=_drop_one_now_and_then, args=(postgres_url, stop))
    dropper.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, names * 2))
    stop.set()
    dropper.join()
    assert len(won) == len(set(won)) > 0
    for row in shared.list_deliveries(LOCAL):
        # A claim may have come through whose answer was lost: it is seen as sending, and looked up in its time.
        assert row.attempt == 1 if row.id in won else row.id in failed


def test_a_closed_store_says_so(postgres_url: str):
    store = open_store(postgres_url)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.list_open_runs()


def test_workers_at_once_do_no_harm(shared: SqlStore):
    story = shared.add_article(article())
    tracked = shared.add_topic(topic())

    def work(number: int) -> None:
        shared.add_reading(story, READING, f"r{number}")
        shared.add_article(article(text=f"Version {number}."))
        shared.add_feed("https://tarn.example/feed")
        shared.mark_matches(tracked, "q", {story.id: True})
        shared.add_run(run(), [])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(24)))
    assert shared.get_readings([story.id]) == {}
    newest = shared.get_article(story.id)
    assert newest is not None
    assert newest.version > 2
    assert len(shared.list_feeds()) == len(shared.list_open_runs()) == 1


# ------------------------------------------------------------------ row-level security

OWNED = [table.name for table in storage.migrations.TABLES if table.owned]


def _fill(store: SqlStore, workspace: WorkspaceId) -> None:
    tracked = store.add_topic(topic(workspace=workspace))
    feed, story = store.add_feed("https://tarn.example/feed"), store.add_article(article())
    store.add_topic_feed(workspace, tracked.id, feed.id)
    store.mark_matches(tracked, "q", {story.id: True})
    made = store.add_run(run(f"{workspace}|1", workspace=workspace), [])
    assert made is not None
    parts = [delivery(f"{workspace}-0", run_id=made.id, workspace=workspace)]
    store.add_edition(edition(made.id, workspace=workspace), parts, [])
    store.add_request(question(f"{workspace}-q", workspace=workspace))
    own = store.add_feed(f"https://tarn.example/{workspace}")
    with store._engine.write(workspace) as tx:  # a server keeps no logins: rows by hand
        tx.run(f"INSERT INTO feed_logins (workspace, feed_id, login) VALUES ('{workspace}', {own.id}, '')")
        columns = "workspace, channel, asker, opinion, subject, words, line, withdrawn"
        tx.run(f"INSERT INTO feedback ({columns}) VALUES ('{workspace}', '', '', '', '', '', '', 0)")


@pytest.mark.parametrize("table", OWNED)
def test_the_server_hides_another_workspaces_rows(shared: SqlStore, postgres_url: str, table: str):
    for workspace in (LOCAL, THEIRS):
        _fill(shared, workspace)
    for asked, seen in ((LOCAL, {LOCAL}), (THEIRS, {THEIRS}), ("T3", set()), ("*", {LOCAL, THEIRS})):
        with shared._engine.read(asked) as tx:
            assert {row["workspace"] for row in tx.all(f"SELECT workspace FROM {table}")} == seen
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute(f"SELECT 1 FROM {table}".encode()).fetchall() == []


def _write_as(store: SqlStore, workspace: WorkspaceId, statement: str) -> int:
    with store._engine.write(workspace) as tx:
        return tx.run(statement)


def test_the_server_refuses_to_write_for_another_workspace(shared: SqlStore):
    _fill(shared, LOCAL)
    assert _write_as(shared, THEIRS, "UPDATE topics SET name = 'Taken'") == 0
    assert _write_as(shared, THEIRS, "DELETE FROM deliveries") == 0
    names = "key, workspace, channel, topic_ids, due, state, note"
    row = f"INSERT INTO runs ({names}) VALUES ('k', '{LOCAL}', '', '', '', '', '')"
    with pytest.raises(StoreError, match="row-level security"):
        _write_as(shared, THEIRS, row)
    assert _write_as(shared, LOCAL, row) == 1


def test_instants_and_ids_are_kept_to_the_microsecond(shared: SqlStore):
    exact = NOW.replace(microsecond=123456)
    tracked = shared.add_topic(topic(next_due=exact))
    assert shared.list_due_topics(exact) == [tracked]
    assert shared.list_due_topics(exact.replace(microsecond=123455)) == []
    assert shared.get_topic(LOCAL, tracked.id) == replace(topic(next_due=exact), id=tracked.id)
