"""Many requests at once, few a host: how the collecting flows wait for the network.

Work runs in threads; starting a job and dealing with its result happen in the caller's thread, one after the other.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import TypeVar
from urllib.parse import urlsplit

J = TypeVar("J")
R = TypeVar("R")

IN_FLIGHT = 32
IN_FLIGHT_HOST = 2


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def pull(
    jobs: Iterable[tuple[str, J]],
    work: Callable[[J], R],
    start: Callable[[J], J | None],
) -> Iterator[tuple[J, R]]:
    """Each job with its result, in the order they finish. `jobs` are (host, job).

    `start` is asked in the caller's thread just before the job is handed out; None leaves the job out. Whatever
    `work` raises is raised here; errors that are results it returns.
    """
    waiting: dict[str, deque[J]] = {}
    for host, job in jobs:
        waiting.setdefault(host, deque()).append(job)
    flying: Counter[str] = Counter()
    done: SimpleQueue[tuple[str, J, Future[R]]] = SimpleQueue()
    with ThreadPoolExecutor(min(IN_FLIGHT, 2 * len(waiting) or 1), thread_name_prefix="pull") as pool:
        while True:
            for host, job in _startable(waiting, flying):
                started = start(job)
                if started is not None:
                    flying[host] += 1
                    future = pool.submit(work, started)
                    future.add_done_callback(partial(_report, done, host, started))
            if not flying.total():
                return
            host, job, result = done.get()
            flying[host] -= 1
            yield job, result.result()


def _report(done: SimpleQueue[tuple[str, J, Future[R]]], host: str, job: J, result: Future[R]) -> None:
    done.put((host, job, result))


def _startable(waiting: dict[str, deque[J]], flying: Counter[str]) -> Iterator[tuple[str, J]]:
    """Jobs that may start now; they are taken from `waiting`. The counts are looked at anew after every one."""
    for host in list(waiting):
        jobs = waiting[host]
        while jobs and flying[host] < IN_FLIGHT_HOST:
            if flying.total() >= IN_FLIGHT:
                return
            yield host, jobs.popleft()
        if not jobs:
            del waiting[host]
