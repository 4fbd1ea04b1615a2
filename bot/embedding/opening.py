"""What the embedder and the judge share: the network with a lesson of each, opened late and once, and batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from bot.embedding.lesson import load_lesson, taught
from bot.embedding.network import Network, network_of
from bot.embedding.weights import HEADS, TENSORS, VOCABULARY, checked, load_tensors, load_vocabulary
from bot.embedding.wordpiece import WordPiece
from bot.errors import SettingsError
from bot.log import get_log
from bot.reading.threads import use_one_thread

log = get_log("embedding")

PIECES_AT_ONCE = 1024
"""More do not fit the processor's cache, fewer waste it: half the speed at 256 and at 4,096."""
T = TypeVar("T")


def open_network(folder: Path, lesson: str) -> tuple[WordPiece, Network]:
    """The folder's model as it was taught. Raises SettingsError where its files are missing or others than expected."""
    use_one_thread()
    words = WordPiece(load_vocabulary(checked(folder, VOCABULARY)))
    tensors = taught(load_tensors(checked(folder, TENSORS)), load_lesson(lesson))
    return words, network_of(tensors, HEADS)


class Late(Generic[T]):
    """Opens at first use, once for all threads; what is refused is told in the log, and `without` stands for it."""

    def __init__(self, open_it: Callable[[], T], without: T) -> None:
        self._open_it = open_it
        self._without = without
        self._lock = Lock()
        self._opened: T | None = None

    def opened(self) -> T:
        with self._lock:
            if self._opened is None:
                self._opened = self._try()
            return self._opened

    def _try(self) -> T:
        try:
            return self._open_it()
        except SettingsError as error:
            log.warning("embedding model refused", error=str(error), hint=error.hint)
            return self._without


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places of the texts by length, cut where PIECES_AT_ONCE are reached."""
    batch: list[int] = []
    pieces = 0
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and pieces + lengths[number] > PIECES_AT_ONCE:
            yield batch
            batch, pieces = [], 0
        batch.append(number)
        pieces += lengths[number]
    if batch:
        yield batch
