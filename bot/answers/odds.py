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
    "always": -1.79,
    "said": 0.47,
    "who said": -0.10,
    "coverage": 1.83,
    "coverage by what was said": 0.97,
    "in article": -1.10,
    "names": -0.08,
    "near": 3.44,
    "rival": -0.65,
    "likely": 1.69,
    "likeliest": 2.54,
}
"""Of each sign; "always" is the line's height."""
ENOUGH, ENOUGH_IN_OWN_WORDS = 0.4, 0.22
"""Odds from which it is an answer: lower where it is asked in the text's OWN_WORDS, which the judge distrusts."""
OWN_WORDS = 0.7
"""Coverage."""
SUREST = 6.0
"""Log-odds of a judge beyond which nothing is told."""


def odds(question: Question, best: Candidate, ranking: Ranking, rival: float = 0.0) -> float:
    """0 to 1, for a best sentence that was judged. `rival` of what one person said: see `bot.answers.said`."""
    total = sum(WEIGHTS[name] * value for name, value in signs(question, best, ranking, rival).items())
    return 1 / (1 + math.exp(-total))


def enough(best: Candidate) -> float:
    """The odds from which this best sentence is an answer."""
    return ENOUGH_IN_OWN_WORDS if best.coverage >= OWN_WORDS else ENOUGH


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
