"""The Reader port over processes: reading in threads would hold up acks, since it hardly lets go of the interpreter."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from bot.log import get_log
from bot.model import Reading
from bot.ports import Reader
from bot.reading.reader import open_reader

log = get_log("work")

_CHUNK_CHARS = 60_000
"""Texts are sent together up to this size: fewer trips, and spaCy is faster on several."""

Opener = Callable[[str], Reader]
"""Makes a worker's reader from the setting's model name; a module's function, since it crosses to another process."""

_loaded: list[Reader] = []
"""This worker's reader; empty in the parent."""


def _load(opener: Opener, model: str) -> None:
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    _loaded.append(opener(model))


def _end_with_parent() -> None:
    """A worker waits on a pipe that it holds open itself: without this it would outlive a killed parent."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _version() -> str:
    return _loaded[0].version


def _read(texts: Sequence[str]) -> list[Reading]:
    return _loaded[0].read_all(texts)


class ReaderPool:
    """A spawned pool of readers, made at first use. A text that kills its worker twice is given up with a warning."""

    def __init__(self, model: str = "", workers: int = 0, opener: Opener = open_reader) -> None:
        self._load = (opener, model)
        self._workers = workers or max(1, (os.cpu_count() or 2) - 1)
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._version = ""

    @property
    def version(self) -> str:
        """Asked of a worker once; raises BrokenProcessPool where no worker can load its reader."""
        if not self._version:
            self._version = self._ask_version()
        return self._version

    def _ask_version(self) -> str:
        pool = self._ready()
        try:
            return pool.submit(_version).result()
        except BrokenProcessPool:
            self._retire(pool)
        return self._ready().submit(_version).result()

    def read(self, text: str) -> Reading:
        return self.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """Chunks go to the workers; a chunk whose worker died is read again text by text."""
        pool = self._ready()
        sent = [(chunk, self._submit(pool, chunk)) for chunk in _chunked(texts)]
        return [reading for chunk, future in sent for reading in self._result(pool, chunk, future)]

    def _submit(self, pool: ProcessPoolExecutor, chunk: Sequence[str]) -> Future[list[Reading]] | None:
        try:
            return pool.submit(_read, chunk)
        except BrokenProcessPool:
            self._retire(pool)
            return None

    def _result(
        self, pool: ProcessPoolExecutor, chunk: Sequence[str], future: Future[list[Reading]] | None
    ) -> list[Reading]:
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            self._retire(pool)
        return [self._read_alone(text) for text in chunk]

    def _read_alone(self, text: str) -> Reading:
        """One text in a fresh pool, tried twice: the first death may have been another text's doing."""
        for _attempt in range(2):
            pool = self._ready()
            try:
                return pool.submit(_read, [text]).result()[0]
            except BrokenProcessPool:
                self._retire(pool)
        log.error("text kills its reader", characters=len(text))
        return Reading(warning="this text could not be read: the reader stopped on it twice")

    def _ready(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._workers, multiprocessing.get_context("spawn"), initializer=_load, initargs=self._load
                )
            return self._pool

    def _retire(self, pool: ProcessPoolExecutor) -> None:
        """Puts a broken pool away; the next use makes a new one."""
        with self._lock:
            if self._pool is pool:
                log.warning("a reader was killed; starting again")
                self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _chunked(texts: Sequence[str]) -> list[list[str]]:
    """Neighbours together, no chunk above the cap unless one text alone is."""
    chunks: list[list[str]] = []
    size = 0
    for text in texts:
        if not chunks or size + len(text) > _CHUNK_CHARS:
            chunks.append([])
            size = 0
        chunks[-1].append(text)
        size += len(text)
    return chunks
