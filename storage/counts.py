"""How many passages hold a word: counted once and kept, until the store has grown by a hundredth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from storage.engine import Tx

MOST_KEPT = 50_000
"""Words that are remembered; then all are forgotten."""
EXACT_BELOW = 20_000
"""Passages up to which the total is counted afresh each time: that costs a fraction of a millisecond."""
GROWN = 0.01


class WordCounts:
    """Shared by the threads of one open store. Word weights need the order of magnitude, not the last passage."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._total = 0
        self._newest = 0
        self._counts: dict[str, int] = {}

    def total(self, newest: int, count: Callable[[], int]) -> int:
        """All passages; `newest` is the highest article id handed out, `count` counts."""
        with self._lock:
            total, known = self._total, self._newest
        if total >= EXACT_BELOW and newest - known <= GROWN * known:
            return total
        total = count()
        with self._lock:
            if abs(total - self._total) > GROWN * self._total:
                self._counts.clear()
                self._total, self._newest = total, newest
        return total

    def known(self, words: Sequence[str]) -> dict[str, int]:
        with self._lock:
            return {word: self._counts[word] for word in words if word in self._counts}

    def keep(self, counts: Mapping[str, int]) -> None:
        with self._lock:
            if len(self._counts) + len(counts) > MOST_KEPT:
                self._counts.clear()
            self._counts.update(counts)


def count(tx: Tx, statement: str, values: Mapping[str, object] | None = None) -> int:
    """What a statement counts, by the name of `found`."""
    row = tx.one(statement, values)
    return int(row["found"]) if row else 0
