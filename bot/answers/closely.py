"""The few sentences that came out best, read again with their neighbours and the question, where a judge is installed.

What it finds moves them, and decides whether there is an answer (`bot.answers.odds`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.candidates import Candidate
from bot.answers.narrow import WHOLE
from bot.answers.odds import SUREST, log_odds
from bot.answers.question import Question
from bot.answers.semantic import Meaning
from bot.answers.shelf import Prepared

CLOSELY = 4
"""Sentences round which is read."""
LIKELY, HELD, OWN = 0.66, 0.55, -0.36
"""What counts beside a score, the best one's being 1: the judge's log-odds, -1 to 1; how much of the question's word
weight stands near a sentence, and how much in it, which the judge has read. Fitted by bench/lesson/fit_order.py."""
SPREAD = 0.8
"""How fast scores fall off with that: so fast that as many are cited as without a judge."""
UNREAD = 0.5
"""What is left of the score of a sentence that was not read."""


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
    top = ranked[0].score or 1.0
    read = [(one, likely[_where(one)]) for one in ranked if _where(one) in likely]
    worth = [_worth(one, chance, top) for one, chance in read]
    found = [
        replace(one, likely=chance, score=top * math.exp(SPREAD * (value - max(worth))))
        for (one, chance), value in zip(read, worth, strict=True)
    ]
    rest = [replace(one, score=UNREAD * one.score) for one in ranked if _where(one) not in likely]
    return (*sorted(found, key=lambda one: -one.score), *rest)


def _worth(one: Candidate, chance: float, top: float) -> float:
    return one.score / top + LIKELY * log_odds(chance) / SUREST + HELD * one.coverage + OWN * one.own_coverage


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
