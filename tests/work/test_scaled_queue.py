"""Several worker processes on one PostgreSQL: wakes cross over, merge, and outlive whoever took them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from postgres_for_tests import Server
from scaled_child import QUICK, Diary
from storage_samples import question

from bot import wiring
from bot.errors import StoreError
from bot.model import RequestKind, RequestState
from bot.settings import Settings
from bot.work.scaled import ScaledQueue

CHILD = Path(__file__).with_name("scaled_child.py")
SOON = 45.0


def until(is_so: Callable[[], bool], within: float = SOON) -> None:
    ends = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < ends, "did not come about"
        time.sleep(0.05)


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(str(tmp_path / "diary"))


@contextmanager
def workers(url: str, diary: Diary, count: int, tick: int = 0) -> Iterator[list[subprocess.Popen[str]]]:
    with ExitStack() as stack:
        begun = []
        for _ in range(count):
            child = subprocess.Popen(
                [sys.executable, str(CHILD), url, str(diary.path), str(tick)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(child.wait)
            stack.callback(child.kill)
            stack.callback(child.communicate)
            begun.append(child)
        for child in begun:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
        yield begun


def jobs(url: str) -> list[tuple[str, str]]:
    """(lane, state) of every job there is."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'readout_queue_%'").fetchall()
        (schema,) = found[0]
        rows = connection.execute(f"SELECT queue_name, status::text FROM {schema}.procrastinate_jobs".encode())
        return [(str(lane), str(state)) for lane, state in rows.fetchall()]


def test_a_wake_is_worked_on_in_another_process_and_its_job_is_gone(queue_url: str, diary: Diary) -> None:
    with workers(queue_url, diary, 2) as children, ScaledQueue(queue_url) as queue:
        queue.wake("ask")
        until(lambda: bool(diary.words()))
        [(word, pid)] = diary.words()
        until(lambda: jobs(queue_url) == [])
    assert (word, int(pid) in {child.pid for child in children}) == ("ask", True)


def test_wakes_of_a_waiting_lane_are_merged(queue_url: str) -> None:
    runs: list[str] = []
    with ScaledQueue(queue_url, QUICK) as queue:
        for _ in range(20):
            queue.wake("ask")
        queue.wake("brief")
        assert sorted(jobs(queue_url)) == [("ask", "todo"), ("brief", "todo")]
        queue.start({"ask": lambda: runs.append("ask"), "brief": lambda: runs.append("brief")}, {})
        until(lambda: jobs(queue_url) == [])
    assert sorted(runs) == ["ask", "brief"]


@pytest.mark.parametrize("woken_again", [False, True])
def test_the_job_of_a_killed_worker_is_done_by_another(queue_url: str, diary: Diary, woken_again: bool) -> None:
    diary.hold.touch()
    with workers(queue_url, diary, 1) as [first], ScaledQueue(queue_url) as queue:
        queue.wake("collect")
        until(lambda: bool(diary.words()))
        first.kill()
        first.wait()
        diary.hold.unlink()
        if woken_again:
            queue.wake("collect")
        with workers(queue_url, diary, 1) as [second]:
            until(lambda: ["ended", str(second.pid)] in diary.words())
            until(lambda: jobs(queue_url) == [])
    assert ["ended", str(first.pid)] not in diary.words()


def test_workers_take_turns_in_a_lane_of_one_thread(queue_url: str, diary: Diary) -> None:
    diary.hold.touch()
    with workers(queue_url, diary, 2), ScaledQueue(queue_url) as queue:
        queue.wake("collect")
        until(lambda: bool(diary.words()))
        queue.wake("collect")
        until(lambda: jobs(queue_url) == [("collect", "doing")] * 2)
        time.sleep(1.2)
        assert [word for word, _ in diary.words()] == ["begun"]
        diary.hold.unlink()
        until(lambda: jobs(queue_url) == [])
    assert [word for word, _ in diary.words()] == ["begun", "ended"] * 2
    assert len({pid for _, pid in diary.words()}) == 2


def test_two_workers_tick_once_and_one_goes_on_alone(queue_url: str, diary: Diary) -> None:
    with workers(queue_url, diary, 2, tick=1) as [first, second]:
        begun, before = time.monotonic(), len(diary.words())

        def are_single() -> bool:
            return len(diary.words()) - before <= time.monotonic() - begun + 2

        until(lambda: len(diary.words()) - before >= 6)
        assert are_single()
        first.kill()
        first.wait()
        already = diary.words().count(["tick", str(second.pid)])
        until(lambda: diary.words().count(["tick", str(second.pid)]) >= already + 3)
        assert are_single()


def test_an_error_and_a_restart_of_the_server_end_no_lane(queue_server: Server, queue_url: str) -> None:
    if queue_server.restart is None:
        pytest.skip("the server is not ours to restart")
    runs: list[float] = []

    def work() -> None:
        runs.append(time.monotonic())
        raise RuntimeError("a bad row")

    with ScaledQueue(queue_url, QUICK) as queue:
        queue.start({"brief": work}, {"brief": 1})
        until(lambda: len(runs) >= 2)
        queue_server.restart()
        back = time.monotonic()
        until(lambda: runs[-1] > back)
        queue.wake("brief")
        assert set(jobs(queue_url)) <= {("brief", "todo"), ("brief", "doing")}


def test_what_web_stores_is_dealt_with_by_a_worker(queue_url: str, tmp_path: Path) -> None:
    """Both as the commands wire them; the worker's own tick may come first, which is as good."""
    settings = Settings(database_url=queue_url, data_dir=tmp_path)
    with wiring.working_together(settings, messenger=None) as worker, wiring._shared_queue(settings) as web:
        asked = worker.store.add_request(replace(question("k1"), kind=RequestKind.COMMAND, text="help"))
        assert asked is not None
        web.wake("ask")

        def is_done() -> bool:
            row = worker.store.get_request(asked.id)
            return row is not None and row.state is RequestState.DONE

        until(is_done)


def test_a_server_that_is_not_there_is_said_without_its_password() -> None:
    with pytest.raises(StoreError) as caught:
        ScaledQueue("postgresql://ida:hush@127.0.0.1:1/none")
    assert "server runs" in caught.value.hint
    assert "hush" not in str(caught.value) + caught.value.hint


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bot.work.scaled")
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    with pytest.raises(StoreError) as caught:
        wiring._shared_queue(Settings(database_url="postgresql://127.0.0.1/readout"))
    assert "make postgres" in caught.value.hint
