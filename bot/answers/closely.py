"""The few sentences that came out best, read again with their neighbours and the question, where a judge is installed.

What it finds moves them, and decides whether there is an answer (`bot.answers.odds`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.candidates import Candidate
from bot.answers.narrow import WHOLE
from bot.answers.question import Question
from bot.answers.semantic import Meaning
from bot.answers.shelf import Prepared

CLOSELY = 4
"""Sentences round which is read."""
CHANCE = 0.3
"""What a judge's chance counts of the score."""


def read_closely(
    question: Question, ranked: Sequence[Candidate], prepared: Sequence[Prepared], searched: int, meaning: Meaning
) -> tuple[Candidate, ...]:
    """`ranked` in its order, the first ones with how likely each answers; without a judge as it is.

    `prepared` are their articles. A judge is asked in a thread and for a short question: such it was taught.
    """
    if searched > WHOLE or question.long:
        return tuple(ranked)
    likely = _likely(question, ranked[:CLOSELY], prepared, meaning)
    return _mixed(ranked, likely) if likely else tuple(ranked)


def _mixed(ranked: Sequence[Candidate], likely: Mapping[tuple[int, int], float]) -> tuple[Candidate, ...]:
    """In the order of both; what was not read stands behind."""
    top = ranked[0].score
    mixed = [
        replace(one, likely=chance, score=(1 - CHANCE) * one.score + CHANCE * top * (chance or 0.0))
        for one, chance in ((one, likely.get(_where(one))) for one in ranked)
    ]
    return tuple(sorted(mixed, key=lambda one: (one.likely is None, -one.score)))


def _likely(
    question: Question, first: Sequence[Candidate], prepared: Sequence[Prepared], meaning: Meaning
) -> dict[tuple[int, int], float]:
    """Article id and place -> how likely that sentence answers, of all that were read; {} without a judge."""
    places: dict[int, list[int]] = {}
    for article, place in map(_where, first):
        places.setdefault(article, []).append(place)
    articles = {one.article.id: one for one in prepared}
    excerpts = [articles[article].excerpt(asked) for article, asked in places.items()]
    found = zip(places, meaning.judged(question.in_full, excerpts), strict=False)
    return {(article, place): chance for article, chances in found for place, chance in chances.items()}


def _where(one: Candidate) -> tuple[int, int]:
    return one.article.id, one.passage.number
