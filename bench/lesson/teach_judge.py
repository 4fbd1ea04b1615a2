"""Teaches the judge, which reads question and sentences together, to tell an answer from what only looks like one.

    python bench/lesson/teach_judge.py --embedder …/embedder.npz --squad train-v1.1.json --out …/judge.npz

A network that begins with the embedder's lesson and reads a window of neighbouring sentences with the question. Three
losses: the golden sentence against the others of its window; each sentence alone; and whether the window holds any
answer, which the questions without one teach as well, and windows of other places that the embedder takes for the
right ones. Needs torch.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

import torch
from course import Course, area_under_curve, run, share
from material import MATERIAL, Lesson, folders, read_squad
from model import CrossEncoder, Embedder, begin_with, in_chunks, load_base, load_lesson_at, save_lesson
from teach_embedder import lessons_in, vectors_of, without
from torch import Tensor
from torch.nn import functional

from bot.embedding.window import Window, windows_of
from bot.embedding.wordpiece import WordPiece
from bot.model import Excerpt

RATE, WARM_UP, EVERY = 4e-4, 60, 300
OWN, OF_SQUAD = 6, 2
"""Questions of one batch: of the material, and of SQuAD where it is there."""
NEAR, FAR, RANKED = 6, 4, 40
"""Of the RANKED sentences that the embedder puts highest the first wrong ones of the article, and of other articles."""
AT_GOLDEN, AT_NEAR, AT_GOLDEN_OF_SQUAD = 0.75, 0.85, 0.6
"""Of an answered question's windows those round a golden sentence; up to the second those round a near wrong one."""
AT_NEAR_OF_SILENT = 0.9
GOLDEN_WEIGHT = 3
JUDGED = 8

Place = tuple[int, int]
"""The number of an article and of a sentence in it."""


@dataclass(frozen=True, slots=True)
class Mined:
    """A question, the article it is about, its golden sentences, and what the embedder puts highest: wrong, and all."""

    question: str
    kind: str
    home: int
    golden: frozenset[Place]
    near: Sequence[Place] = ()
    far: Sequence[Place] = ()
    ranked: Sequence[Place] = ()


@dataclass(slots=True)
class Deck:
    """Batches without end: the questions in a new order each time round, with some of SQuAD's."""

    mined: Sequence[Mined]
    squad: Sequence[Mined]
    chance: random.Random
    _left: list[Mined] = field(default_factory=list)

    def __next__(self) -> list[Mined]:
        if len(self._left) < OWN:
            self._left = self.chance.sample(self.mined, len(self.mined))
        taken, self._left = self._left[:OWN], self._left[OWN:]
        return [*taken, *(self.chance.sample(self.squad, OF_SQUAD) if self.squad else ())]


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of the articles for questions; round a sentence by turns, or by `chance`."""

    words: WordPiece
    lessons: Sequence[Lesson]

    def round(self, question: str, where: Place, chance: random.Random | None = None) -> Window:
        article, place = where
        sentences = self.lessons[article].sentences
        excerpt = Excerpt(sentences[0].title, tuple(one.text for one in sentences), (place,))
        turns = (chance.random() < one for one in repeat(0.5)) if chance else None
        return next(windows_of(self.words, question, excerpt, turns=turns))


def mine(embedder: Embedder, words: WordPiece, lessons: Sequence[Lesson]) -> list[Mined]:
    embedder.eval()
    with torch.no_grad():
        vectors = torch.cat([vectors_of(embedder, words, [lesson]) for lesson in lessons])
        places = [(number, place) for number, lesson in enumerate(lessons) for place in range(len(lesson.sentences))]
        return [
            one
            for number, lesson in enumerate(lessons)
            if lesson.questions
            for one in _mined(lesson, number, _ranking(embedder, words, lesson, vectors), places)
        ]


def _ranking(embedder: Embedder, words: WordPiece, lesson: Lesson, vectors: Tensor) -> list[list[int]]:
    """For each question of the lesson the numbers of the RANKED sentences nearest to it."""
    questions = in_chunks([words.question(one.text) for one in lesson.questions], embedder, 4)
    likeness = questions @ vectors.T
    ranking: list[list[int]] = likeness.topk(min(RANKED, len(vectors)), dim=1).indices.tolist()
    return ranking


def _mined(lesson: Lesson, home: int, ranking: Sequence[Sequence[int]], places: Sequence[Place]) -> Iterator[Mined]:
    for question, numbers in zip(lesson.questions, ranking, strict=True):
        golden = frozenset((home, place) for place in question.golden)
        ranked = [places[number] for number in numbers]
        near = [one for one in ranked if one[0] == home and one not in golden][:NEAR]
        far = [one for one in ranked if one[0] != home][:FAR]
        yield Mined(question.text, question.kind, home, golden, near, far, ranked)


def mine_squad(groups: Sequence[Sequence[Lesson]], first: int) -> list[Mined]:
    """Wrong places are those of neighbouring paragraphs; the lessons are numbered from `first`."""
    mined = []
    for group in groups:
        numbers = range(first, first + len(group))
        first = numbers.stop
        places = [
            (number, place) for number in numbers for place in range(len(group[number - numbers.start].sentences))
        ]
        for number, lesson in zip(numbers, group, strict=True):
            far = [one for one in places if one[0] != number]
            mined += [
                Mined(one.text, "squad", number, frozenset((number, place) for place in one.golden), far=far)
                for one in lesson.questions
            ]
    return mined


def dealt(one: Mined, chance: random.Random) -> Place:
    """The sentence round which a window is shown: a golden one mostly, else one that is taken for it."""
    drawn = chance.random()
    if one.kind == "squad":
        return chance.choice(sorted(one.golden) if drawn < AT_GOLDEN_OF_SQUAD or not one.far else one.far)
    if one.golden and drawn < AT_GOLDEN:
        return chance.choice(sorted(one.golden))
    near = drawn < (AT_NEAR if one.golden else AT_NEAR_OF_SILENT)
    return chance.choice((one.near if near else one.far) or [(one.home, 0)])


def loss_of(model: CrossEncoder, windows: Windows, batch: Sequence[Mined], chance: random.Random) -> Tensor:
    shown = [(one, dealt(one, chance)) for one in batch]
    read = [windows.round(one.question, where, chance) for one, where in shown]
    found = zip(shown, read, model(read), strict=True)
    return torch.stack([_loss(one, where[0], window, odds) for (one, where), window, odds in found]).mean()


def _loss(one: Mined, article: int, window: Window, odds: Tensor) -> Tensor:
    truth = torch.tensor([float((article, place) in one.golden) for place in window.places])
    weights = 1 + (GOLDEN_WEIGHT - 1) * truth
    alone = functional.binary_cross_entropy_with_logits(odds, truth, weight=weights, reduction="sum") / GOLDEN_WEIGHT
    all_odds = torch.logsumexp(odds, dim=0)
    loss = alone + functional.binary_cross_entropy_with_logits(all_odds, truth.max())
    return loss + all_odds - torch.logsumexp(odds[truth > 0], dim=0) if truth.any() else loss


def measured(model: CrossEncoder, windows: Windows, mined: Sequence[Mined]) -> str:
    """The embedder's order against the judge's among its first JUDGED, and whether there is an answer at all."""
    model.eval()
    with torch.no_grad():
        judged = [(one, _odds(model, windows, one)) for one in mined]
    model.train()
    found = [(one, odds) for one, odds in judged if one.golden]
    before = [[place in one.golden for place in one.ranked[:JUDGED]] for one, _ in found]
    after = [[place in one.golden for place in sorted(odds, key=odds.__getitem__, reverse=True)] for one, odds in found]
    answered = [max(odds.values()) for _, odds in found]
    silent: dict[str, list[float]] = {}
    for one, odds in judged:
        if not one.golden:
            silent.setdefault(one.kind, []).append(max(odds.values()))
    curve = area_under_curve(answered, [best for kind in silent.values() for best in kind])
    return (
        f"embedder {_told(before)}, in {JUDGED} {share([any(hits) for hits in before]):.3f}; judge {_told(after)}, "
        f"AUC {curve:.3f} ({len(found)} questions); by what tempts: {_curves(answered, silent)}"
    )


def _odds(model: CrossEncoder, windows: Windows, one: Mined) -> dict[Place, float]:
    found: dict[Place, float] = {}
    for where in one.ranked[:JUDGED]:
        if where not in found:
            window = windows.round(one.question, where)
            read = dict(zip(window.places, model([window])[0].tolist(), strict=True))
            found |= {(where[0], place): odds for place, odds in read.items() if (where[0], place) not in found}
    return {where: found[where] for where in one.ranked[:JUDGED]}


def _told(hits: Sequence[Sequence[bool]]) -> str:
    return f"first {share([any(row[:1]) for row in hits]):.3f}, in three {share([any(row[:3]) for row in hits]):.3f}"


def _curves(answered: Sequence[float], silent: Mapping[str, Sequence[float]]) -> str:
    return ", ".join(f"{kind} {area_under_curve(answered, best):.2f}" for kind, best in sorted(silent.items()))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--material", nargs="+", type=Path, default=folders(), help="all of bench/lesson/material")
    parser.add_argument("--validation", nargs="+", type=Path, default=[MATERIAL / "05"], help="never learned from")
    parser.add_argument("--embedder", type=Path, required=True, help="its lesson: it finds what tempts")
    parser.add_argument("--begin", type=Path, help="a lesson of the judge to go on with; else the embedder's")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--squad", type=Path, help="train-v1.1.json; without it only the material is learned from")
    parser.add_argument("--minutes", type=float, default=58)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True, help="the lesson, an .npz")
    return parser.parse_args()


def main() -> None:
    options = read_arguments()
    torch.manual_seed(options.seed)
    words, tensors = load_base()
    embedder, judge = Embedder(tensors), CrossEncoder(tensors)
    begin_with(embedder, load_lesson_at(options.embedder))
    begin_with(judge, load_lesson_at(options.begin or options.embedder))
    kept, own = lessons_in(options.validation), lessons_in(without(options.material, options.validation))
    to_measure, mined = mine(embedder, words, kept), mine(embedder, words, own)
    groups = read_squad(options.squad) if options.squad else []
    squad = mine_squad(groups, len(own))
    print(f"{len(mined)} questions to learn from, {len(squad)} of SQuAD, {len(to_measure)} to measure by")
    chance = random.Random(options.seed)
    deck = Deck(mined, squad, chance)
    shown, apart = Windows(words, [*own, *(one for group in groups for one in group)]), Windows(words, kept)
    run(
        Course(options.rate, 60 * options.minutes, WARM_UP, EVERY),
        [parameter for parameter in judge.parameters() if parameter.requires_grad],
        lambda: loss_of(judge, shown, next(deck), chance),
        lambda: measured(judge, apart, to_measure),
    )
    save_lesson(judge, options.out)


if __name__ == "__main__":
    main()
