"""The judge behind `bot.ports.Judge`: question and sentence read together by one network (a cross-encoder).

Dearer than comparing two vectors, so for the few sentences that came out best; surer, since it sees what is asked of
what is told: "how long did she work there" is not answered by how long she was in prison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.embedding.lesson import load_lesson
from bot.embedding.network import QUESTION, TEXT, Dense, Floats, Network
from bot.embedding.opening import Late, batches, open_network
from bot.embedding.weights import find_folder
from bot.embedding.wordpiece import WordPiece
from bot.model import InContext
from bot.ports import Judge, NoJudge

JUDGE = "judge"
"""The lesson."""


@dataclass(frozen=True, slots=True)
class Head:
    """From the directions of both texts to one number: a line over their cosine, and what a small layer adds to it."""

    line: Floats
    wide: Dense
    narrow: Dense

    def __call__(self, texts: Floats, questions: Floats) -> Floats:
        """Log-odds that each text answers."""
        both = texts * questions
        features = np.concatenate([20 * both, 10 * texts, 10 * questions], axis=1)
        added = self.narrow(np.tanh(self.wide(features)))[:, 0]
        return np.asarray(self.line[0] * both.sum(axis=1) + self.line[1] + added, dtype=np.float32)


class CrossEncoder:
    """Safe to use from any thread."""

    def __init__(self, words: WordPiece, network: Network, head: Head) -> None:
        self._words = words
        self._network = network
        self._head = head

    def judge(self, question: str, sentences: Sequence[InContext]) -> list[float]:
        pairs = [self._words.pair(question, one) for one in sentences]
        odds = np.empty(len(pairs), dtype=np.float32)
        for numbers in batches([len(pair) for pair in pairs]):
            odds[numbers] = self._head(*self._network([pairs[number] for number in numbers], TEXT, QUESTION))
        return [float(one) for one in 1 / (1 + np.exp(-odds))]


def head_of(lesson: Mapping[str, Floats]) -> Head:
    wide, narrow = (
        Dense(np.ascontiguousarray(lesson[f"head.{name}.weight"].T), lesson[f"head.{name}.bias"])
        for name in ("wide", "narrow")
    )
    return Head(lesson["head.line"], wide, narrow)


def open_judge(setting: str = "") -> Judge:
    """With the model of the setting's folder or of the installed package; `NoJudge` where there is none.

    Raises SettingsError where its files cannot be read or are others than expected.
    """
    folder = find_folder(setting)
    return _load(folder) if folder else NoJudge()


def _load(folder: Path) -> CrossEncoder:
    words, network = open_network(folder, JUDGE)
    return CrossEncoder(words, network, head_of(load_lesson(JUDGE)))


class LateJudge:
    """Loads at first use; a model that is refused is told in the log, and there is none then."""

    def __init__(self, setting: str = "") -> None:
        self._late: Late[Judge] = Late(lambda: open_judge(setting), NoJudge())

    def judge(self, question: str, sentences: Sequence[InContext]) -> list[float]:
        return self._late.opened().judge(question, sentences)
