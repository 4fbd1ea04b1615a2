"""How fast this process may post: one message a second a channel, one at a time, nothing while Slack says wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.model import WorkspaceId

Lane = tuple[WorkspaceId, str]
"""A channel of a workspace."""


@dataclass(slots=True)
class _State:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Lanes:
    """Monotonic time throughout: a step of the wall clock neither hurries nor halts a lane."""

    def __init__(self, spacing_s: float = 1.0, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.spacing_s = spacing_s
        self._monotonic = monotonic
        self._guard = threading.Lock()
        self._lanes: dict[Lane, _State] = {}
        self._blocked: dict[WorkspaceId, float] = {}

    @contextmanager
    def hold(self, lane: Lane) -> Iterator[bool]:
        """True: the lane is this thread's for the block. False: another thread of this process is posting there."""
        state = self._state(lane)
        mine = state.lock.acquire(blocking=False)
        try:
            yield mine
        finally:
            if mine:
                state.lock.release()

    def wait_s(self, lane: Lane) -> float:
        """Seconds until the lane may post again."""
        with self._guard:
            free_at = max(self._state_of(lane).free_at, self._blocked.get(lane[0], 0.0))
        return max(0.0, free_at - self._monotonic())

    def used(self, lane: Lane) -> None:
        """A message goes out now."""
        self._state(lane).free_at = self._monotonic() + self.spacing_s

    def block(self, workspace: WorkspaceId, seconds: float) -> None:
        """After a 429: Slack counts a method by workspace, so every channel of it waits."""
        with self._guard:
            until = self._monotonic() + seconds
            self._blocked[workspace] = max(until, self._blocked.get(workspace, 0.0))

    def _state(self, lane: Lane) -> _State:
        with self._guard:
            return self._state_of(lane)

    def _state_of(self, lane: Lane) -> _State:
        return self._lanes.setdefault(lane, _State())
