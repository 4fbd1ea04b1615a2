"""What goes wrong with Slack, on demand: for tests, and from the demo's page.

slack.faults.add("drop_after", method="chat.postMessage")      # posted, but the answer is lost
slack.faults.at_random(0.09, ["drop_after", "server_error", "ratelimited"], seed=7)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from threading import Lock
from time import monotonic

KINDS = {
    "ratelimited": "429 with Retry-After; nothing is done",
    "drop_before": "the connection ends; nothing is done",
    "drop_after": "it is done, but the connection ends without an answer",
    "server_error": "500; nothing is done",
    "server_error_after": "it is done, but the answer is 500",
    "delay": "it is done at once, the answer comes late",
    "delay_before": "it is done late, then answered",
    "refuse": "ok: false with a code, not_in_channel unless another is given",
}
DONE_ANYWAY = frozenset({"drop_after", "server_error_after", "delay", "delay_before"})
ANY = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """`seconds` is the Retry-After of a 429 (a whole number) or the length of a delay; `code` what `refuse` says."""

    kind: str
    method: str = "chat.postMessage"
    seconds: float = 1.0
    code: str = "not_in_channel"

    @property
    def is_done(self) -> bool:
        """Whether the call takes effect."""
        return self.kind in DONE_ANYWAY


class Faults:
    """Faults that wait for their call, each met once; and a share of calls that fail at random."""

    def __init__(self) -> None:
        self.happened: Counter[str] = Counter()
        """How often each kind struck."""
        self.resent_events = 0
        """How many events are still to be sent twice although they are acked."""
        self.stale_triggers = 0
        """How many trigger ids are still to be born expired."""
        self.posts_per_second = 0.0
        """In one channel; faster posts meet a 429. 0: as fast as the app likes."""
        self._last_post: dict[str, float] = {}
        self._waiting: list[Fault] = []
        self._random: tuple[float, tuple[Fault, ...], Random] | None = None
        self._lock = Lock()

    @property
    def waiting(self) -> list[Fault]:
        with self._lock:
            return list(self._waiting)

    def add(
        self,
        kind: str,
        *,
        method: str = "chat.postMessage",
        times: int = 1,
        seconds: float = 1.0,
        code: str = "not_in_channel",
    ) -> None:
        """The next `times` calls of `method` ("*": of any) meet this fault. Raises ValueError for an unknown kind."""
        if kind not in KINDS:
            raise ValueError(f"no fault {kind!r}; there are {', '.join(KINDS)}")
        with self._lock:
            self._waiting += [Fault(kind, method, seconds, code)] * times

    def at_random(
        self,
        share: float,
        kinds: Sequence[str],
        *,
        method: str = "chat.postMessage",
        seconds: float = 1.0,
        seed: int = 0,
    ) -> None:
        """That share of the method's calls meets one of the kinds, the same ones for the same seed."""
        faults = tuple(Fault(kind, method, seconds) for kind in kinds)
        self._random = (share, faults, Random(seed))  # noqa: S311  (repeatable, not secret)

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
            self._random = None
            self.resent_events = self.stale_triggers = 0
            self.posts_per_second = 0.0

    def take(self, method: str, channel: str = "") -> Fault | None:
        """The fault this call meets, if any; it is used up."""
        with self._lock:
            fault = next((f for f in self._waiting if f.method in (ANY, method)), None)
            if fault:
                self._waiting.remove(fault)
            elif self._random:
                fault = self._roll(method, *self._random)
            if fault is None and method == "chat.postMessage" and self.posts_per_second:
                fault = self._too_fast(channel)
            if fault:
                self.happened[fault.kind] += 1
            return fault

    def _roll(self, method: str, share: float, faults: tuple[Fault, ...], dice: Random) -> Fault | None:
        if faults[0].method not in (ANY, method) or dice.random() >= share:
            return None
        return dice.choice(faults)

    def _too_fast(self, channel: str) -> Fault | None:
        now, pause = monotonic(), 1 / self.posts_per_second
        if now - self._last_post.get(channel, -pause) < pause:
            return Fault("ratelimited", seconds=pause)
        self._last_post[channel] = now
        return None

    def take_resend(self) -> bool:
        with self._lock:
            self.resent_events, due = max(0, self.resent_events - 1), self.resent_events > 0
            return due

    def take_stale(self) -> bool:
        with self._lock:
            self.stale_triggers, due = max(0, self.stale_triggers - 1), self.stale_triggers > 0
            return due
