"""The judge behind `bot.ports.Judge`: a question read together with sentences of an article, by one network.

Dearer than comparing two vectors, so for the few sentences that came out best; surer, since it sees what is asked of
what is told, and what stands beside it: "how long did she work there" is not answered by how long she was in prison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from bot.embedding.lesson import load_lesson
from bot.embedding.network import Dense, Floats, Network, directions
from bot.embedding.opening import Late, batches, open_network
from bot.embedding.weights import find_folder
from bot.embedding.window import WINDOW, Window, windows_of
from bot.embedding.wordpiece import WordPiece
from bot.model import Excerpt
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
        """Log-odds that each text answers its question, or all of them the one."""
        both = texts * questions
        features = np.concatenate([20 * both, 10 * texts, np.broadcast_to(10 * questions, texts.shape)], axis=1)
        added = self.narrow(np.tanh(self.wide(features)))[:, 0]
        return np.asarray(self.line[0] * both.sum(axis=1) + self.line[1] + added, dtype=np.float32)


class CrossEncoder:
    """Safe to use from any thread."""

    def __init__(self, words: WordPiece, network: Network, head: Head) -> None:
        self._words = words
        self._network = network
        self._head = head
        self._most = min(WINDOW, len(network.places))

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
        windows = [
            (number, window)
            for number, excerpt in enumerate(excerpts)
            for window in windows_of(self._words, question, excerpt, self._most)
        ]
        chances: dict[int, list[float]] = {}
        for batch in batches([len(window.text) for _, window in windows]):
            chances |= zip(batch, self._read([windows[number][1] for number in batch]), strict=True)
        found: list[dict[int, float]] = [{} for _ in excerpts]
        for number in sorted(chances, reverse=True):  # where two windows hold a sentence, the likelier one counts
            excerpt, window = windows[number]
            found[excerpt] |= zip(window.places, chances[number], strict=True)
        return list(found)

    def _read(self, windows: Sequence[Window]) -> list[list[float]]:
        """For each window how likely each of its sentences answers."""
        offsets = accumulate((len(window.text) for window in windows[:-1]), initial=0)
        starts = [offset + start for offset, window in zip(offsets, windows, strict=True) for start in window.starts]
        stretches = directions(self._network.read([window.text for window in windows]), np.array(starts))
        ends = accumulate((len(window.starts) for window in windows), initial=0)
        return [self._chances(stretches[start:end]) for start, end in pairwise(ends)]

    def _chances(self, stretches: Floats) -> list[float]:
        """Of the directions of a question, a title and sentences, in this order: how likely each of those answers."""
        odds = self._head(stretches[2:], stretches[:1])
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

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
        return self._late.opened().judge(question, excerpts)
