"""Lanes of threads: woken, merged, and not ended by a bad row."""

from __future__ import annotations

import threading
import time

from bot.work.local import LocalQueue


def test_a_wake_runs_its_lane_alone() -> None:
    ran: list[str] = []
    done = threading.Event()

    def collect() -> None:
        ran.append("collect")
        done.set()

    with LocalQueue() as queue:
        queue.start({"collect": collect, "brief": lambda: ran.append("brief")})
        queue.wake("collect")
        assert done.wait(10)
        time.sleep(0.05)
    assert ran == ["collect"]


def test_wakes_while_the_lane_is_busy_become_one_more_run() -> None:
    runs = 0
    begun, go_on, twice = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        nonlocal runs
        runs += 1
        begun.set()
        go_on.wait(10)
        if runs == 2:
            twice.set()

    with LocalQueue() as queue:
        queue.start({"deliver": work}, threads={"deliver": 1})
        queue.wake("deliver")
        assert begun.wait(10)
        for _ in range(50):
            queue.wake("deliver")
        assert queue.waiting == 1
        go_on.set()
        assert twice.wait(10)
        time.sleep(0.05)
    assert runs == 2


def test_a_slow_row_does_not_keep_the_next_wake_waiting() -> None:
    first, release, second = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        if not first.is_set():
            first.set()
            release.wait(10)
        else:
            second.set()

    with LocalQueue() as queue:
        queue.start({"ask": work}, threads={"ask": 2})
        queue.wake("ask")
        assert first.wait(10)
        queue.wake("ask")
        assert second.wait(10)
        release.set()


def test_a_lane_outlives_an_error() -> None:
    calls = 0
    again = threading.Event()

    def work() -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("a bad row")
        again.set()

    with LocalQueue() as queue:
        queue.start({"brief": work})
        queue.wake("brief")
        while calls == 0:
            time.sleep(0.01)
        queue.wake("brief")
        assert again.wait(10)


def test_a_wake_before_the_start_is_kept_and_stop_waits_for_what_runs() -> None:
    finished: list[bool] = []

    def work() -> None:
        time.sleep(0.1)
        finished.append(True)

    queue = LocalQueue()
    queue.wake("collect")
    queue.start({"collect": work})
    time.sleep(0.05)
    queue.stop()
    assert finished == [True]
