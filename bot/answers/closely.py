"""The few sentences that came out best, read once more together with the question, where a judge is installed.

What it finds decides whether there is an answer (`bot.answers.odds`), not which: tried on six sets of questions,
likeness and words order sentences as well or better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.candidates import Candidate
from bot.answers.narrow import WHOLE
from bot.answers.question import Question
from bot.answers.semantic import Meaning

CLOSELY = 4
"""Sentences that are read; eight tell no more."""


def read_closely(
    question: Question, ranked: Sequence[Candidate], searched: int, meaning: Meaning
) -> tuple[Candidate, ...]:
    """`ranked` in its order, the first ones with how likely each answers; without a judge as it is.

    A judge is asked in a thread and for a short question: such it was taught.
    """
    if searched > WHOLE or question.long:
        return tuple(ranked)
    first, rest = ranked[:CLOSELY], ranked[CLOSELY:]
    likely = meaning.judged(question.in_full, [one.in_context for one in first])
    if not likely:
        return tuple(ranked)
    return (*(replace(one, likely=chance) for one, chance in zip(first, likely, strict=True)), *rest)
