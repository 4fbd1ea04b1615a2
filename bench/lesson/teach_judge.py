"""Teaches the judge, which reads question and sentence together, to tell an answer from what only looks like one.

    python bench/lesson/teach_judge.py --embedder …/embedder.npz --out …/judge.npz

A cross-encoder that begins with the embedder's lesson and learns from its mistakes: the sentences that the embedder
puts highest for a question and that do not answer are the hard negatives, most of the same article, some of others.
Two losses: the golden sentence against them, and each sentence alone, which the unanswerable questions teach. Needs
torch.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

import torch
from course import Course, area_under_curve, run, share
from material import MATERIAL, Lesson, folders
from model import CrossEncoder, Embedder, begin_with, in_chunks, load_base, load_lesson_at, save_lesson
from teach_embedder import lessons_in, vectors_of, without
from torch import Tensor
from torch.nn import functional

from bot.embedding.wordpiece import WordPiece
from bot.model import InContext

RATE, WARM_UP, EVERY = 4e-4, 60, 170
TOGETHER = 6
"""Questions of one batch."""
RANKED = 40
NEAR_FROM, NEAR, FAR_FROM, FAR = 8, 5, 6, 2
"""Negatives: so many of the first so many of the question's article, and of other articles."""
GOLDEN_WEIGHT = 3
JUDGED, MOST_MEASURED = 8, 400


@dataclass(frozen=True, slots=True)
class Mined:
    """A question, its golden sentences, and what the embedder puts highest: wrong near and far, and all in order."""

    question: str
    kind: str
    golden: Sequence[InContext]
    near: Sequence[InContext]
    far: Sequence[InContext]
    ranked: Sequence[InContext]


@dataclass(slots=True)
class Deck:
    """The questions in a new order each time round; TOGETHER at once."""

    mined: Sequence[Mined]
    chance: random.Random
    _left: list[Mined] = field(default_factory=list)

    def __next__(self) -> list[Mined]:
        if len(self._left) < TOGETHER:
            self._left = self.chance.sample(self.mined, len(self.mined))
        taken, self._left = self._left[:TOGETHER], self._left[TOGETHER:]
        return taken


def mine(embedder: Embedder, words: WordPiece, lessons: Sequence[Lesson]) -> list[Mined]:
    embedder.eval()
    with torch.no_grad():
        vectors = torch.cat([vectors_of(embedder, words, [lesson]) for lesson in lessons])
        sentences = [(number, one) for number, lesson in enumerate(lessons) for one in lesson.sentences]
        return [
            one
            for number, lesson in enumerate(lessons)
            if lesson.questions
            for one in _mined(lesson, _ranking(embedder, words, lesson, vectors), sentences, number)
        ]


def _ranking(embedder: Embedder, words: WordPiece, lesson: Lesson, vectors: Tensor) -> list[list[int]]:
    """For each question of the lesson the numbers of the RANKED sentences nearest to it."""
    questions = in_chunks([words.question(one.text) for one in lesson.questions], embedder, 4)
    likeness = questions @ vectors.T
    ranking: list[list[int]] = likeness.topk(min(RANKED, len(vectors)), dim=1).indices.tolist()
    return ranking


def _mined(
    lesson: Lesson, ranking: Sequence[Sequence[int]], sentences: Sequence[tuple[int, InContext]], number: int
) -> list[Mined]:
    mined = []
    for question, numbers in zip(lesson.questions, ranking, strict=True):
        golden = [lesson.sentences[place] for place in question.golden]
        ranked = [sentences[one] for one in numbers]
        wrong = [(home, one) for home, one in ranked if one not in golden]
        near = [one for home, one in wrong if home == number][:NEAR_FROM]
        far = [one for home, one in wrong if home != number][:FAR_FROM]
        mined.append(Mined(question.text, question.kind, golden, near, far, [one for _, one in ranked]))
    return mined


def dealt(one: Mined, chance: random.Random) -> list[InContext]:
    """A golden sentence first, if any, then hard negatives."""
    golden = [chance.choice(one.golden)] if one.golden else []
    near = chance.sample(one.near, min(NEAR, len(one.near)))
    return [*golden, *near, *chance.sample(one.far, min(FAR, len(one.far)))]


def loss_of(model: CrossEncoder, words: WordPiece, batch: Sequence[Mined], chance: random.Random) -> Tensor:
    hands = [dealt(one, chance) for one in batch]
    pairs = [words.pair(one.question, text) for one, hand in zip(batch, hands, strict=True) for text in hand]
    odds = in_chunks(pairs, model, 3)
    rows = odds.split([len(hand) for hand in hands])
    golden = [-functional.log_softmax(row, dim=0)[0] for row, one in zip(rows, batch, strict=True) if one.golden]
    truth = torch.cat([_truth(one, len(hand)) for one, hand in zip(batch, hands, strict=True)])
    weights = 1 + (GOLDEN_WEIGHT - 1) * truth
    alone = functional.binary_cross_entropy_with_logits(odds, truth, weight=weights)
    return torch.stack(golden).mean() + alone if golden else alone


def _truth(one: Mined, count: int) -> Tensor:
    truth = torch.zeros(count)
    truth[0] = float(bool(one.golden))
    return truth


def measured(model: CrossEncoder, words: WordPiece, mined: Sequence[Mined]) -> str:
    """The embedder's order against the judge's among its first JUDGED, and the judge's odds where nothing answers."""
    chosen = mined if len(mined) < MOST_MEASURED else mined[::2]
    model.eval()
    with torch.no_grad():
        judged = [(one, _odds(model, words, one)) for one in chosen]
    model.train()
    found = [(one, odds) for one, odds in judged if one.golden]
    before = [[text in one.golden for text in one.ranked[:JUDGED]] for one, _ in found]
    after = [[one.ranked[place] in one.golden for place in _order(odds)] for one, odds in found]
    silent: dict[str, list[float]] = {}
    for one, odds in judged:
        if not one.golden:
            silent.setdefault(one.kind, []).append(max(odds))
    curve = area_under_curve([max(odds) for _, odds in found], [odds for kind in silent.values() for odds in kind])
    return (
        f"embedder {_told(before)}, in {JUDGED} {share([any(hits) for hits in before]):.3f}; judge {_told(after)}, "
        f"AUC {curve:.3f} ({len(found)} questions); best where nothing answers: {_means(silent)}"
    )


def _odds(model: CrossEncoder, words: WordPiece, one: Mined) -> list[float]:
    odds: list[float] = in_chunks([words.pair(one.question, text) for text in one.ranked[:JUDGED]], model, 1).tolist()
    return odds


def _order(odds: Sequence[float]) -> list[int]:
    return sorted(range(len(odds)), key=odds.__getitem__, reverse=True)


def _told(hits: Sequence[Sequence[bool]]) -> str:
    return f"first {share([any(row[:1]) for row in hits]):.3f}, in three {share([any(row[:3]) for row in hits]):.3f}"


def _means(silent: Mapping[str, Sequence[float]]) -> str:
    return ", ".join(f"{kind} {fmean(odds):.2f}" for kind, odds in sorted(silent.items()) if odds)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--material", nargs="+", type=Path, default=folders(), help="all of bench/lesson/material")
    parser.add_argument("--validation", nargs="+", type=Path, default=[MATERIAL / "05"], help="never learned from")
    parser.add_argument("--embedder", type=Path, required=True, help="the lesson to begin with")
    parser.add_argument("--minutes", type=float, default=35)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True, help="the lesson, an .npz")
    return parser.parse_args()


def main() -> None:
    options = read_arguments()
    torch.manual_seed(options.seed)
    words, tensors = load_base()
    embedder, judge = Embedder(tensors), CrossEncoder(tensors)
    for model in (embedder, judge):
        begin_with(model, load_lesson_at(options.embedder))
    kept = mine(embedder, words, lessons_in(options.validation))
    mined = mine(embedder, words, lessons_in(without(options.material, options.validation)))
    print(f"{len(mined)} questions to learn from, {len(kept)} to measure by")
    chance = random.Random(options.seed)
    deck = Deck(mined, chance)
    run(
        Course(RATE, 60 * options.minutes, WARM_UP, EVERY),
        [parameter for parameter in judge.parameters() if parameter.requires_grad],
        lambda: loss_of(judge, words, next(deck), chance),
        lambda: measured(judge, words, kept),
    )
    save_lesson(judge, options.out)


if __name__ == "__main__":
    main()
