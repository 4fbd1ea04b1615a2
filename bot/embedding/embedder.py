"""The embedder behind `bot.ports.Embedder`: the model where it is installed, loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.embedding.lesson import lesson_hash
from bot.embedding.network import QUESTION, TEXT, Floats, Marked, Network
from bot.embedding.opening import Late, batches, open_network
from bot.embedding.weights import TENSORS, find_folder
from bot.embedding.wordpiece import WordPiece
from bot.model import InContext
from bot.ports import Embedder, NoEmbedder

EMBEDDER = "embedder"
"""The lesson."""


class MiniLm:
    """Questions and sentences as vectors of one network. Safe to use from any thread."""

    def __init__(self, words: WordPiece, network: Network, version: str) -> None:
        self._words = words
        self._network = network
        self.version = version

    def embed_questions(self, questions: Sequence[str]) -> Floats:
        return self._vectors([self._words.question(text) for text in questions], QUESTION)

    def embed_sentences(self, sentences: Sequence[InContext]) -> Floats:
        return self._vectors([self._words.sentence(one) for one in sentences], TEXT)

    def _vectors(self, texts: Sequence[Marked], kind: int) -> Floats:
        """(texts, dimensions), each of length 1."""
        out = np.empty((len(texts), self._network.dimensions), dtype=np.float32)
        for numbers in batches([len(text) for text in texts]):
            (out[numbers],) = self._network([texts[number] for number in numbers], kind)
        return out


def open_embedder(setting: str = "") -> Embedder:
    """The model of the setting's folder or of the installed package; `NoEmbedder` where there is none.

    Raises SettingsError where its files cannot be read or are others than expected.
    """
    folder = find_folder(setting)
    return _load(folder) if folder else NoEmbedder()


def _load(folder: Path) -> MiniLm:
    words, network = open_network(folder, EMBEDDER)
    return MiniLm(words, network, f"minilm-l6-v2:{TENSORS.sha256[:8]}:{lesson_hash(EMBEDDER)}")


class LateEmbedder:
    """Loads at first use; a model that is refused is told in the log, and there is none then."""

    def __init__(self, setting: str = "") -> None:
        self._late: Late[Embedder] = Late(lambda: open_embedder(setting), NoEmbedder())

    @property
    def version(self) -> str:
        return self._late.opened().version

    def embed_questions(self, questions: Sequence[str]) -> Floats:
        return self._late.opened().embed_questions(questions)

    def embed_sentences(self, sentences: Sequence[InContext]) -> Floats:
        return self._late.opened().embed_sentences(sentences)
