"""How likely the best sentence is an answer, where a judge has read it: a logistic regression over what tells.

Fitted by bench/lesson/fit_odds.py on questions that the lessons were not taught; each weight stands here by its name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from bot.answers.candidates import Candidate, Ranking
from bot.answers.kinds import Asks
from bot.answers.question import Question

WEIGHTS: Mapping[str, float] = {
    "always": -2.46,
    "said": 0.22,
    "who said": 0.01,
    "coverage": 2.00,
    "coverage by what was said": 0.94,
    "in article": -1.31,
    "names": 0.72,
    "near": 3.27,
    "rival": -0.67,
    "likely": 2.17,
    "likeliest": 2.15,
}
"""Of each sign; "always" is the line's height."""
ENOUGH = 0.33
"""Odds from which it is an answer."""
SUREST = 6.0
"""Log-odds of a judge beyond which nothing is told."""


def odds(question: Question, best: Candidate, ranking: Ranking, rival: float = 0.0) -> float:
    """0 to 1, for a best sentence that was judged. `rival` of what one person said: see `bot.answers.said`."""
    total = sum(WEIGHTS[name] * value for name, value in signs(question, best, ranking, rival).items())
    return 1 / (1 + math.exp(-total))


def signs(question: Question, best: Candidate, ranking: Ranking, rival: float = 0.0) -> dict[str, float]:
    """What tells an answer from none, each -1 to 1."""
    likely = [log_odds(one.likely) / SUREST for one in ranking.candidates if one.likely is not None]
    said = float(bool(question.speakers) and question.asks in (Asks.SAID, Asks.WHO_IS))
    return {
        "always": 1.0,
        "said": said,
        "who said": float(question.asks is Asks.WHO_SAID),
        "coverage": best.coverage,
        "coverage by what was said": best.coverage * said,
        "in article": best.in_article,
        "names": best.names,
        "near": ranking.nearest or 0.0,
        "rival": rival,
        "likely": likely[0] if likely else 0.0,
        "likeliest": max(likely, default=0.0),
    }


def log_odds(chance: float) -> float:
    """-SUREST to SUREST."""
    least = 1 / (1 + math.exp(SUREST))
    kept = min(1 - least, max(least, chance))
    return math.log(kept / (1 - kept))
