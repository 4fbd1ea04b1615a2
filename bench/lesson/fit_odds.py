"""Fits the odds by which a thread's question is answered or not: the WEIGHTS of `bot/answers/odds.py`.

    python bench/lesson/fit_odds.py                              # what the weights in the code were fitted on
    python bench/lesson/fit_odds.py --sets late --folders …/01   # on some of it

Every question goes the product's own way, with the embedding model and both lessons, over the articles of its set. A
logistic regression, ridge-penalised by Newton's method, then tells from the signs of the best sentence whether the
right one is among the first three. Prints what abstaining comes to on questions left out of the fit, and the weights.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sources import NOTHING_READ, SETS, SOURCES, Asked, Source, is_right, open_source

from bot.answers.compose import answer
from bot.answers.gate import by_odds
from bot.answers.kinds import Asks
from bot.answers.odds import signs
from bot.answers.question import Question
from bot.answers.said import rival
from bot.answers.verdicts import CITATIONS
from bot.model import Scope
from bot.ports import Store

UNFOUND = 0.35
"""The weight of a question that is answered somewhere, by a sentence that is not among the first three."""
RIDGE = 1.0
"""On every weight but that of "always"."""
FOLDS, STEPS, CLOSE = 10, 200, 1e-7
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sample:
    """The signs of one question's best sentence; `found`: the right one is among the first three."""

    of: str
    signs: dict[str, float]
    answerable: bool
    found: bool


@dataclass(frozen=True, slots=True)
class Data:
    """A row a question: signs (n, signs), the truth and its weight."""

    names: tuple[str, ...]
    signs: Floats
    of: npt.NDArray[np.str_]
    answerable: Truths
    found: Truths

    @property
    def weight(self) -> Floats:
        return np.where(self.answerable & ~self.found, UNFOUND, 1.0)


# ------------------------------------------------------------------ questions


def samples_of(where: str | Path) -> list[Sample]:
    """Of one set of tests/eval, or of one folder."""
    with open_source(where) as source:
        found = (_sample(source, asked) for asked in source.single())
        return [one for one in found if one]


def _sample(source: Source, asked: Asked) -> Sample | None:
    """None where the odds have no say: nothing that a judge has read."""
    question = source.in_thread(asked)
    if question.asks in (Asks.SPEAKERS, Asks.COMPARE):
        return None
    _, ranking = answer(source.store, question, source.scope, source.meaning)
    if not ranking.candidates or not by_odds(ranking.candidates[0]):
        return None
    told = signs(question, ranking.candidates[0], ranking, _rival(source.store, question, source.scope))
    found = any(is_right(asked, one) for one in ranking.candidates[:CITATIONS])
    return Sample(source.name, told, asked.answerable, found)


def _rival(store: Store, question: Question, scope: Scope) -> float:
    said = question.asks in (Asks.SAID, Asks.WHO_IS) and bool(question.speakers) and bool(question.words)
    return rival(store, question, scope) if said else 0.0


# ------------------------------------------------------------------ the fit


def data_of(samples: Sequence[Sample]) -> Data:
    names = tuple(samples[0].signs)
    return Data(
        names,
        np.array([[one.signs[name] for name in names] for one in samples]),
        np.array([one.of for one in samples]),
        np.array([one.answerable for one in samples]),
        np.array([one.found for one in samples]),
    )


def fit(data: Data, rows: npt.NDArray[np.int_]) -> Floats:
    """The weights of the signs, the first of which is "always"."""
    signs_, found, weight = data.signs[rows], data.found[rows].astype(float), data.weight[rows]
    ridge = RIDGE * np.eye(len(data.names))
    slope_only = ridge.copy()
    slope_only[0, 0] = 0.0
    weights = np.zeros(len(data.names))
    for _ in range(STEPS):
        chance = chances(signs_, weights)
        gradient = signs_.T @ (weight * (chance - found)) + slope_only @ weights
        curvature = (signs_ * (weight * chance * (1 - chance))[:, None]).T @ signs_ + ridge
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def chances(signs_: Floats, weights: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-signs_ @ weights))
    return found


def cross_validated(data: Data) -> Floats:
    """Of each question the chance by weights that it took no part in."""
    order = np.random.default_rng(0).permutation(len(data.of))
    found = np.zeros(len(order))
    for fold in range(FOLDS):
        left_out = order[fold::FOLDS]
        found[left_out] = chances(data.signs[left_out], fit(data, np.setdiff1d(order, left_out)))
    return found


def area_under_curve(chance: Floats, truth: Truths) -> float:
    """NaN where all are of one kind."""
    high, low = chance[truth][:, None], chance[~truth][None, :]
    above = (high > low) + 0.5 * (high == low)
    return float(above.mean()) if above.size else np.nan


# ------------------------------------------------------------------ what is printed


def report(data: Data, chance: Floats) -> Iterator[str]:
    """Of each set and of all: precision and recall of abstaining, and right answers among three that are given."""
    answerable, found = area_under_curve(chance, data.answerable), area_under_curve(chance, data.found)
    yield f"{len(chance)} questions, AUC of answerable ones {answerable:.3f}, of those found {found:.3f}"
    yield f"{'abstaining P/R, answered':26}" + "".join(f"{'below ' + str(line):>17}" for line in THRESHOLDS)
    for of in (*dict.fromkeys(data.of.tolist()), ""):
        rows = (data.of == of) if of else np.ones(len(chance), dtype=np.bool_)
        cells = "".join(f"{_cell(data, rows, chance < line):>17}" for line in THRESHOLDS)
        yield f"{of or 'all':20}{rows.sum():6}{cells}"


def _cell(data: Data, rows: Truths, silent: Truths) -> str:
    absent = ~data.answerable
    precision, recall = _share(absent & silent & rows, silent & rows), _share(absent & silent & rows, absent & rows)
    return f"{precision}/{recall} {_share(~silent & data.found & rows, data.answerable & rows)}"


def _share(part: Truths, whole: Truths) -> str:
    return f"{part.sum() / whole.sum():.2f}" if whole.any() else "-"


def weights_told(data: Data) -> str:
    """As they stand in `bot/answers/odds.py`."""
    weights = fit(data, np.arange(len(data.of)))
    rows = (f'    "{name}": {weight:.2f},' for name, weight in zip(data.names, weights, strict=True))
    return "\n".join(["{", *rows, "}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="*", choices=SETS, help="of tests/eval; all without this and --folders")
    parser.add_argument("--folders", nargs="*", type=Path, help="of the form of the material")
    asked = parser.parse_args()
    all_of_it = asked.sets is None and asked.folders is None
    sources = SOURCES if all_of_it else (*(asked.sets or ()), *(asked.folders or ()))
    with ProcessPoolExecutor() as pool:
        samples = [one for found in pool.map(samples_of, sources) for one in found]
    if not samples:
        sys.exit(NOTHING_READ)
    data = data_of(samples)
    print(*report(data, cross_validated(data)), sep="\n")
    print(weights_told(data))


if __name__ == "__main__":
    main()
