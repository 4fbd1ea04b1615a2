"""Whether what was found is an answer: evidence against a need, calibrated by the kind of question.

The engine's own rank does not tell an answer from the best of nothing. What tells: how much of the question's word
weight stands near the sentence and in its article, whether the article knows its names, and for a question of many
clauses how much two places hold between them. The more is searched, the more is held by chance: the need grows.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from bot.answers.candidates import Candidate, Ranking
from bot.answers.kinds import Asks
from bot.answers.narrow import WHOLE
from bot.answers.odds import enough, odds
from bot.answers.question import Question

SAID, WHO_SAID, LONG = 0.6, 0.5, 0.46
FEW, MANY = 0.4, 0.78
"""Need of a short question in a scope that is ranked whole, and in one of MANY_ARTICLES."""
MANY_ARTICLES = 600
USUAL, USUAL_OF_LONG = 0.59, 0.41
"""The cosine of the nearest sentence that speaks neither for an answer nor against it."""
TOLD, TOLD_OR_MEANT, LIKE = 0.28, 0.85, 1.5
"""What the best article must hold of a short question, the words that nothing stored holds counted in full: by words
alone; and with LIKE times the cosine of the nearest sentence."""
MEANT = 0.5
NEAR = 0.7
"""Below enough, but above this share of it: shown as closest, not as an answer."""
ALMOST = 0.95

PARTLY, CLEAR, RIVAL = 0.35, 0.75, 0.28
HINTED = 0.25
"""Coverage from which what one person said is an answer where nothing told elsewhere is nearer in meaning."""
NEAREST, FAR_OFF = -0.04, -0.28
"""The lead in meaning over all else that is told: above, it is what was meant; below, something else is."""


def sureness(question: Question, best: Candidate, ranking: Ranking, held: float) -> float:
    """1 and more: an answer. Between NEAR and 1: near. Else nothing. `held` is the evidence."""
    if by_odds(best):
        sure = held / enough(best)
        return min(sure, ALMOST) if question.asks is Asks.WHO_SAID and not best.quotes else sure
    sure = held / need(question, ranking.searched)
    if ranking.searched <= WHOLE and not question.long:
        sure = min(sure, on_the_matter(best, ranking))
    if question.asks is Asks.WHO_SAID and not best.quotes:
        return min(sure, ALMOST)
    if question.asks in (Asks.HOW_MUCH, Asks.HOW_MANY) and not (best.fit and best.tied):
        return min(sure, ALMOST)
    if ranking.searched <= WHOLE and not question.long and best.names < 1.0:
        return min(sure, ALMOST)
    return sure


def by_odds(best: Candidate) -> bool:
    """Whether the odds decide: where a judge has read what came out best."""
    return best.likely is not None


def spoken_on(coverage: float, rival: Callable[[], float], lead: Callable[[], float | None] = lambda: None) -> float:
    """The same for what one person said: 1 and more where their words hold the question.

    `rival` is what another's words hold of it at best, `lead` how much nearer in meaning theirs are than all else:
    looked up where theirs hold a part. Who asks in other words is understood as long as nothing fits clearly better.
    """
    sure = coverage / SAID
    if not HINTED <= coverage < CLEAR:
        return sure
    ahead = lead()
    if ahead is not None and ahead >= NEAREST:
        return max(sure, 1.0)
    if ahead is not None and ahead < FAR_OFF:
        return min(sure, ALMOST)
    if coverage < PARTLY:
        return sure
    return max(sure, 1.0) if rival() < coverage + RIVAL else min(sure, ALMOST)


def on_the_matter(best: Candidate, ranking: Ranking) -> float:
    """Below 1 where what is asked about is told nowhere: a thread shares some words with any question."""
    if ranking.nearest is None:
        return best.told / TOLD
    return (best.told + LIKE * ranking.nearest) / TOLD_OR_MEANT


def need(question: Question, searched: int) -> float:
    if question.asks in (Asks.SAID, Asks.WHO_IS):
        return SAID
    if question.asks is Asks.WHO_SAID:
        return WHO_SAID
    if question.long:
        return LONG
    return FEW + (MANY - FEW) * _grown(searched)


def _grown(searched: int) -> float:
    """0 for a scope that is ranked whole, 1 for MANY_ARTICLES and more."""
    return min(1.0, math.log(max(searched, WHOLE) / WHOLE) / math.log(MANY_ARTICLES / WHOLE))


def evidence(question: Question, best: Candidate, ranking: Ranking) -> float:
    """0 to 1."""
    if by_odds(best):
        return odds(question, best, ranking)
    if question.asks in (Asks.SAID, Asks.WHO_SAID, Asks.WHO_IS):
        return best.coverage
    if question.long:
        held = 0.22 * best.coverage + 0.45 * ranking.together + 0.33 * ranking.names
    else:
        held = 0.32 * best.coverage + 0.46 * best.in_article + 0.22 * best.names
    return min(1.0, max(0.0, held + _meant(question, ranking)))


def _meant(question: Question, ranking: Ranking) -> float:
    """What the likeness of meaning adds or takes away. In a thread's few articles it does not tell an answer apart."""
    if ranking.nearest is None:
        return 0.0
    if question.long:
        return ranking.nearest - USUAL_OF_LONG
    return MEANT * _grown(ranking.searched) * (ranking.nearest - USUAL)
