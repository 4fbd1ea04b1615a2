"""The Queue port inside one process: threads that sleep until their lane is woken. It holds nothing worth keeping."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from bot.log import get_log

log = get_log("work")

Work = Callable[[], object]

THREADS: Mapping[str, int] = {"collect": 1, "brief": 1, "deliver": 2, "ask": 4, "embed": 1}
"""How many wakes of a lane may be worked on at once: a slow command must not keep a question waiting."""


def run_lane(lane: str, run: Work, is_stopping: Callable[[], bool]) -> None:
    """One round of a lane's work, logged where there was any; no error comes out."""
    begun = time.monotonic()
    try:
        done = run()
    except Exception as error:  # the edge: one bad row must not end a lane
        if is_stopping():
            log.info("stopped in mid-work", lane=lane, error=type(error).__name__)
        else:
            log.exception("lane failed", lane=lane)
    else:
        if done:
            log.info("worked", lane=lane, done=str(done), ms=round((time.monotonic() - begun) * 1000))


class LocalQueue:
    """Lanes of threads. Wakes of a lane that is already waiting for a thread are merged into one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._woken: set[str] = set()
        self._stopping = False
        self._threads: list[threading.Thread] = []

    def start(self, work: Mapping[str, Work], threads: Mapping[str, int] = THREADS) -> None:
        """Starts each lane's threads; wakes that came before are kept."""
        for lane, run in work.items():
            for number in range(threads.get(lane, 1)):
                thread = threading.Thread(target=self._serve, args=(lane, run), name=f"{lane}-{number}", daemon=True)
                self._threads.append(thread)
                thread.start()

    def wake(self, lane: str) -> None:
        with self._changed:
            self._woken.add(lane)
            self._changed.notify_all()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Lets what runs come to its end, for so long; rows that were not dealt with are found at the next start."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        ends = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, ends - time.monotonic()))

    @property
    def waiting(self) -> int:
        """Lanes that were woken and have no thread yet."""
        with self._changed:
            return len(self._woken)

    def _serve(self, lane: str, run: Work) -> None:
        while self._next(lane):
            run_lane(lane, run, lambda: self._stopping)

    def _next(self, lane: str) -> bool:
        """Waits for a wake; False at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or lane in self._woken)
            self._woken.discard(lane)
            return not self._stopping

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
