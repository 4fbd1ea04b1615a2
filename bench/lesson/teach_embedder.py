"""Teaches the embedder to put a question beside the sentence that answers it.

    python bench/lesson/teach_embedder.py --squad train-v1.1.json --out bot/embedding/lessons/embedder.npz

A contrastive loss (InfoNCE, van den Oord et al. 2018) over all sentences of a few articles at once: the golden ones
against the article's others and those of its neighbours in the batch. Beside it, lightly weighed, whether a sentence
of the question's own article answers or not, so that questions that nothing answers teach as well. Needs torch.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from course import Course, area_under_curve, run, share
from material import MATERIAL, Lesson, Question, folders, read_folder, read_squad
from model import Embedder, begin_with, in_chunks, load_base, load_lesson_at, save_lesson
from torch import Tensor
from torch.nn import functional

from bot.embedding.wordpiece import WordPiece

RATE, WARM_UP, EVERY = 6e-4, 40, 75
ARTICLES, MOST_QUESTIONS = 8, 130
"""Of one batch."""
TEMPERATURE = 0.05
ODDS_SHARE, GOLDEN_WEIGHT = 0.2, 3
"""Of the second loss: its share beside the first, and of a sentence that answers in it."""


@dataclass(slots=True)
class Batches:
    """Batches of articles without end: each of our own once before any comes again, some of SQuAD between them."""

    own: Sequence[Lesson]
    squad: Sequence[Sequence[Lesson]]
    squad_share: float
    chance: random.Random
    _left: list[Lesson] = field(default_factory=list)

    def __iter__(self) -> Iterator[Sequence[Lesson]]:
        while True:
            if self.squad and self.chance.random() < self.squad_share:
                yield self.chance.choice(self.squad)
            else:
                yield self._next_own()

    def _next_own(self) -> list[Lesson]:
        if not self._left:
            self._left = self.chance.sample(self.own, len(self.own))
        taken, self._left = self._left[:ARTICLES], self._left[ARTICLES:]
        return taken


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a batch: the rows of the sentences that answer, and those of its article."""

    text: str
    golden: list[int]
    article: slice


def asked_of(lessons: Sequence[Lesson]) -> list[Asked]:
    asked, start = [], 0
    for lesson in lessons:
        article = slice(start, start + len(lesson.sentences))
        asked += [Asked(one.text, [start + number for number in one.golden], article) for one in lesson.questions]
        start = article.stop
    return asked


def vectors_of(model: Embedder, words: WordPiece, lessons: Sequence[Lesson]) -> Tensor:
    return in_chunks([words.sentence(one) for lesson in lessons for one in lesson.sentences], model, 4)


def loss_of(model: Embedder, words: WordPiece, lessons: Sequence[Lesson], chance: random.Random) -> Tensor:
    asked = asked_of(lessons)
    asked = chance.sample(asked, min(len(asked), MOST_QUESTIONS))
    questions = in_chunks([words.question(one.text) for one in asked], model, 1)
    likeness = questions @ vectors_of(model, words, lessons).T
    odds = model.line[0] * likeness + model.line[1]
    return contrastive_loss(likeness, asked) + ODDS_SHARE * odds_loss(odds, asked)


def contrastive_loss(likeness: Tensor, asked: Sequence[Asked]) -> Tensor:
    """Of `likeness` (questions, sentences): minus the log of the share that the golden sentences have in all."""
    losses = [
        torch.logsumexp(row, dim=0) - torch.logsumexp(row[one.golden], dim=0)
        for row, one in zip(likeness / TEMPERATURE, asked, strict=True)
        if one.golden
    ]
    return torch.stack(losses).mean() if losses else likeness.sum() * 0


def odds_loss(odds: Tensor, asked: Sequence[Asked]) -> Tensor:
    """Cross entropy of log-odds (questions, sentences), over the sentences of each question's article."""
    truth, weights = torch.zeros_like(odds), torch.zeros_like(odds)
    for row, one in enumerate(asked):
        weights[row, one.article] = 1
        weights[row, one.golden] = GOLDEN_WEIGHT
        truth[row, one.golden] = 1
    summed = functional.binary_cross_entropy_with_logits(odds, truth, weight=weights, reduction="sum")
    return summed / weights.sum()


def measured(model: Embedder, words: WordPiece, lessons: Sequence[Lesson]) -> str:
    """The right sentence first and within three: of its article's, and of all articles'."""
    model.eval()
    with torch.no_grad():
        asked = asked_of(lessons)
        questions = in_chunks([words.question(one.text) for one in asked], model, 4)
        likeness = questions @ vectors_of(model, words, lessons).T
    model.train()
    found = [(row, one) for row, one in zip(likeness, asked, strict=True) if one.golden]
    silent = [row.max().item() for row, one in zip(likeness, asked, strict=True) if not one.golden]
    within = [_ranks(row[one.article], [number - one.article.start for number in one.golden]) for row, one in found]
    overall = [_ranks(row, one.golden) for row, one in found]
    curve = area_under_curve([row.max().item() for row, _ in found], silent)
    return f"within its article {_told(within)}; of all {_told(overall)}, AUC {curve:.3f} ({len(found)} questions)"


def _ranks(row: Tensor, golden: Sequence[int]) -> int:
    """How many sentences stand above the first golden one."""
    return int((row > row[list(golden)].max()).sum())


def _told(ranks: Sequence[int]) -> str:
    return f"first {share([rank < 1 for rank in ranks]):.3f}, in three {share([rank < 3 for rank in ranks]):.3f}"


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--material", nargs="+", type=Path, default=folders(), help="all of bench/lesson/material")
    parser.add_argument("--validation", nargs="+", type=Path, default=[MATERIAL / "05"], help="never learned from")
    parser.add_argument("--squad", type=Path, help="train-v1.1.json; without it only the material is learned from")
    parser.add_argument("--squad-share", type=float, default=0.2, help="of the batches")
    parser.add_argument("--begin", type=Path, help="a lesson of the embedder to go on with")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--minutes", type=float, default=19)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="the lesson, an .npz")
    return parser.parse_args()


def lessons_in(chosen: Sequence[Path]) -> list[Lesson]:
    return [lesson for folder in chosen for lesson in read_folder(folder)]


def without(chosen: Sequence[Path], kept: Sequence[Path]) -> list[Path]:
    apart = {folder.resolve() for folder in kept}
    return [folder for folder in chosen if folder.resolve() not in apart]


def main() -> None:
    options = read_arguments()
    torch.manual_seed(options.seed)
    words, tensors = load_base()
    model = Embedder(tensors)
    if options.begin:
        begin_with(model, load_lesson_at(options.begin))
    own, kept = lessons_in(without(options.material, options.validation)), lessons_in(options.validation)
    squad = read_squad(options.squad) if options.squad else []
    chance = random.Random(options.seed)
    batches = iter(Batches(own, squad, options.squad_share, chance))
    questions: list[Question] = [question for lesson in own for question in lesson.questions]
    print(f"{len(own)} articles, {len(questions)} questions, {len(squad)} groups of SQuAD")
    run(
        Course(options.rate, 60 * options.minutes, WARM_UP, EVERY),
        [parameter for parameter in model.parameters() if parameter.requires_grad],
        lambda: loss_of(model, words, next(batches), chance),
        lambda: measured(model, words, kept),
    )
    save_lesson(model, options.out)


if __name__ == "__main__":
    main()
