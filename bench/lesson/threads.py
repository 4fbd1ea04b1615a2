"""What a question before another does to it, over the held folders, with the model.

    python bench/lesson/threads.py

Follow-ups behind the question they lean on; then questions that stand by themselves but look as if they leaned on one
(a pronoun, next to no words), alone and behind an unrelated one. Prints the measures of tests/eval/answering.py.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "eval"))

from answering import Asked, Judged, judge, measures
from material import held_folders
from sources import open_source

from bot.answers.following import leans

MOST = 30
"""Questions of a folder that only look so; there are 297 follow-ups in all."""
WAYS = ("follow-ups", "others, alone", "others, behind an unrelated question")


def main() -> None:
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(judged_in, held_folders()))
    for way in WAYS:
        rows = [one for folder in found for one in folder[way]]
        told = ", ".join(f"{name.removeprefix('answers: ')} {value:.1f}" for name, value in measures(rows).items())
        print(f"{len(rows)} {way}: {told}")


def judged_in(folder: Path) -> dict[str, list[Judged]]:
    with open_source(folder) as source:
        return {
            way: [judge(source.store, source.scope, one, source.meaning) for one in questions]
            for way, questions in zip(WAYS, _asked_in(source.questions), strict=True)
        }


def _asked_in(questions: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    chance = random.Random(7)
    alone = [one for one in questions if not one.after]
    leaning = [one for one in alone if leans(one.ask)]
    clear = [one for one in alone if one.answerable and not leans(one.ask)]
    chosen = chance.sample(leaning, min(MOST, len(leaning)))
    unrelated = [[other.ask for other in clear if other.at != (one.at or one.about)] for one in chosen]
    yield [one for one in questions if one.after]
    yield chosen
    yield [replace(one, after=chance.choice(others)) for one, others in zip(chosen, unrelated, strict=True)]


if __name__ == "__main__":
    main()
