"""A ranking as a reply: the sentences that are cited, with a short answer on top, or silence with what was searched."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.candidates import Candidate, Ranking
from bot.answers.fitness import fits_wanted, wanted
from bot.answers.gate import NEAR, evidence, sureness
from bot.answers.kinds import Asks
from bot.answers.question import Question
from bot.answers.short import short_answer
from bot.answers.words import fold
from bot.model import Answer, Citation, Figure, Quote, Span, Verdict
from bot.reading.figures import replaced_values

CITATIONS = 3
BEHIND = 0.5
"""A citation whose score is below this share of the first one's is left out."""


def judged(question: Question, ranking: Ranking) -> Answer:
    """An answer, what comes closest to one, or nothing, by how sure the best sentence is."""
    if not ranking.candidates:
        return nothing(question, ranking.searched, "")
    best = ranking.candidates[0]
    confidence = evidence(question, best, ranking)
    sure = sureness(question, best, ranking, confidence)
    if sure >= 1.0:
        citations = cited(question, ranking.candidates)
        short = short_answer(question, best, _figure_in(question, best))
        return Answer(question.text, Verdict.ANSWERED, citations, short, "", confidence, ranking.searched)
    if sure >= NEAR:
        near = cited(question, ranking.candidates[:1])
        return Answer(question.text, Verdict.CLOSEST, near, "", "", confidence, ranking.searched)
    return nothing(question, ranking.searched, "", confidence)


def nothing(question: Question, searched: int, note: str, confidence: float = 0.0) -> Answer:
    """`note`: why, where more is known than that nothing answers."""
    return Answer(question.text, Verdict.NOTHING, (), "", note, confidence, searched)


# ------------------------------------------------------------------ citations


def cited(question: Question, ranked: Sequence[Candidate]) -> tuple[Citation, ...]:
    """The best sentence and those not far behind it; one citation a sentence, no wire text twice."""
    floor = BEHIND * ranked[0].score
    seen: set[str] = set()
    chosen: list[Citation] = []
    for candidate in ranked:
        key = fold(candidate.passage.text)
        if candidate.score < floor or len(chosen) == CITATIONS:
            break
        if key not in seen:
            seen.add(key)
            chosen.append(_citation(question, candidate))
    return tuple(chosen)


def _citation(question: Question, candidate: Candidate) -> Citation:
    quote = _quote_in(question, candidate)
    figure = _figure_in(question, candidate)
    sentence = candidate.passage.span
    spans = _clipped(quote, sentence) if quote else ()
    return Citation(candidate.article, sentence, spans or (sentence,), quote, figure, candidate.score)


def _clipped(quote: Quote, sentence: Span) -> tuple[Span, ...]:
    """The quote's words inside this sentence."""
    parts = [
        Span(max(s.start, sentence.start), min(s.end, sentence.end)) for s in (*quote.content, *quote.continuation)
    ]
    return tuple(part for part in parts if part.start < part.end)


def _quote_in(question: Question, candidate: Candidate) -> Quote | None:
    if question.described or question.asks in (Asks.SAID, Asks.WHO_SAID, Asks.WHO_IS):
        return next(iter(candidate.quotes), None)
    return None


def _figure_in(question: Question, candidate: Candidate) -> Figure | None:
    """The one figure in the sentence that is of the kind asked for."""
    if question.asks not in (Asks.HOW_MUCH, Asks.HOW_MANY):
        return None
    want = wanted(question)
    fitting = [figure for figure in candidate.figures if fits_wanted(figure.kind, figure.unit, want)]
    fitting = [figure for figure in fitting if not any(_replaced(figure, other, candidate) for other in fitting)]
    return fitting[0] if len(fitting) == 1 else None


def _replaced(figure: Figure, other: Figure, candidate: Candidate) -> bool:
    """The sentence says that `other` took the figure's place."""
    return figure.value in replaced_values(other, [figure], candidate.article.text, candidate.passage.span)
