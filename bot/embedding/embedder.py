"""The embedder behind `bot.ports.Embedder`: the model where it is installed, loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np

from bot.embedding.network import Floats, Network, network_of
from bot.embedding.weights import HEADS, TENSORS, VOCABULARY, checked, find_folder, load_tensors, load_vocabulary
from bot.embedding.wordpiece import WordPiece
from bot.errors import SettingsError
from bot.log import get_log
from bot.ports import Embedder, NoEmbedder
from bot.reading.threads import use_one_thread

log = get_log("embedding")

PIECES_AT_ONCE = 1024
"""More do not fit the processor's cache, fewer waste it: half the speed at 256 and at 4,096."""


class MiniLm:
    """Sentences as vectors of one network. Safe to use from any thread."""

    version = f"minilm-l6-v2:{TENSORS.sha256[:8]}"

    def __init__(self, words: WordPiece, network: Network) -> None:
        self._words = words
        self._network = network

    def embed(self, texts: Sequence[str]) -> Floats:
        """(texts, dimensions), each of length 1."""
        encoded = [self._words.encode(text) for text in texts]
        out = np.empty((len(texts), self._network.dimensions), dtype=np.float32)
        for numbers in _batches([len(pieces) for pieces in encoded]):
            out[numbers] = self._network([encoded[number] for number in numbers])
        return out


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
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


def open_embedder(setting: str = "") -> Embedder:
    """The model of the setting's folder or of the installed package; `NoEmbedder` where there is none.

    Raises SettingsError where its files cannot be read or are others than expected.
    """
    folder = find_folder(setting)
    return _load(folder) if folder else NoEmbedder()


def _load(folder: Path) -> MiniLm:
    use_one_thread()
    words = WordPiece(load_vocabulary(checked(folder, VOCABULARY)))
    return MiniLm(words, network_of(load_tensors(checked(folder, TENSORS)), HEADS))


class LateEmbedder:
    """Loads at first use, once for all threads; a model that is refused is told in the log, and there is none then."""

    def __init__(self, setting: str = "") -> None:
        self._setting = setting
        self._lock = Lock()

    @property
    def version(self) -> str:
        return self._opened().version

    def embed(self, texts: Sequence[str]) -> Floats:
        return self._opened().embed(texts)

    def _opened(self) -> Embedder:
        with self._lock:
            return self._embedder

    @cached_property
    def _embedder(self) -> Embedder:
        try:
            return open_embedder(self._setting)
        except SettingsError as error:
            log.warning("embedding model refused", error=str(error), hint=error.hint)
            return NoEmbedder()
