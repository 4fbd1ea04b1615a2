"""Fits what a judge's reading counts in the order of sentences: LIKELY, HELD and OWN of `bot/answers/closely.py`.

    python bench/lesson/fit_order.py

Every answerable question of the sets that the odds are fitted on goes the product's own way, with the embedding model
and both lessons. A multinomial logistic regression over the sentences that were read, ridge-penalised by Newton's
method, then puts the right one first. Prints the weights, and what comes first on questions left out of the fit.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from fit_odds import CLOSE, FOLDS, RIDGE, STEPS, Floats
from sources import NOTHING_READ, SOURCES, Asked, Source, is_right, open_source

from bot.answers.compose import answer
from bot.answers.odds import SUREST, log_odds
from bot.answers.semantic import Meaning
from bot.model import Excerpt

NAMES = ("score", "likely", "held", "own")


@dataclass(frozen=True, slots=True)
class Read:
    """The signs (sentences, NAMES) of what was read for one question; `right`: those that answer it."""

    signs: Floats
    right: npt.NDArray[np.bool_]


class Recorded:
    """A judge whose word is kept and not heard: what was found stays in its order."""

    def __init__(self, meaning: Meaning) -> None:
        self._judged = meaning.judged
        self.chances: dict[tuple[str, int], float] = {}
        """By title and place."""

    def __call__(self, question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
        self.chances.clear()
        for excerpt, found in zip(excerpts, self._judged(question, excerpts), strict=True):
            self.chances |= {(excerpt.title, place): chance for place, chance in found.items()}
        return []


def reads_of(where: str | Path) -> list[Read]:
    with open_source(where) as source:
        found = (_read(source, asked) for asked in source.single() if asked.answerable)
        return [one for one in found if one]


def _read(source: Source, asked: Asked) -> Read | None:
    """None where nothing was read."""
    question, recorded = source.in_thread(asked), Recorded(source.meaning)
    _, ranking = answer(source.store, question, source.scope, replace(source.meaning, judged=recorded))
    read = [one for one in ranking.candidates if (one.article.title, one.passage.number) in recorded.chances]
    if not read:
        return None
    top = ranking.candidates[0].score or 1.0
    chances = [recorded.chances[one.article.title, one.passage.number] for one in read]
    signs = [
        (one.score / top, log_odds(chance) / SUREST, one.coverage, one.own_coverage)
        for one, chance in zip(read, chances, strict=True)
    ]
    return Read(np.array(signs), np.array([is_right(asked, one) for one in read]))


def fit(reads: Sequence[Read]) -> Floats:
    weights = np.zeros(len(NAMES))
    for _ in range(STEPS):
        gradient, curvature = -RIDGE * weights, RIDGE * np.eye(len(NAMES))
        for read in reads:
            chance = _shares(read.signs @ weights)
            wanted = np.where(read.right, chance, 0.0) / chance[read.right].sum()
            mean = read.signs.T @ chance
            gradient += read.signs.T @ (wanted - chance)
            curvature += (read.signs * chance[:, None]).T @ read.signs - np.outer(mean, mean)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def _shares(worth: Floats) -> Floats:
    raised = np.exp(worth - worth.max())
    return np.asarray(raised / raised.sum())


def left_out(reads: Sequence[Read]) -> tuple[float, float]:
    """The right one first, and among three, in per cent of all questions, by weights that these took no part in."""
    order = np.random.default_rng(0).permutation(len(reads))
    first = three = 0
    for fold in range(FOLDS):
        apart = set(order[fold::FOLDS].tolist())
        weights = fit([one for number, one in enumerate(reads) if number not in apart and one.right.any()])
        for number in apart:
            right = reads[number].right[np.argsort(-reads[number].signs @ weights, kind="stable")]
            first, three = first + int(right[0]), three + int(right[:3].any())
    return 100 * first / len(reads), 100 * three / len(reads)


def main() -> None:
    with ProcessPoolExecutor() as pool:
        reads = [one for found in pool.map(reads_of, SOURCES) for one in found]
    if not reads:
        sys.exit(NOTHING_READ)
    weights = fit([one for one in reads if one.right.any()])
    first, three = left_out(reads)
    print(f"{len(reads)} questions, left out of the fit: the right sentence first {first:.1f}, in three {three:.1f}")
    print(", ".join(f"{name} {weight / weights[0]:.2f}" for name, weight in zip(NAMES, weights, strict=True)))


if __name__ == "__main__":
    main()
