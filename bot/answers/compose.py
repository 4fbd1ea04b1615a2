"""From ranked sentences to an answer: evidence, or silence that says what was searched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.question import Asks, Question
from bot.answers.retrieve import Candidate, Library, Ranking, rank, rank_said
from bot.answers.words import fold
from bot.model import Answer, Citation, Figure, Quote, Scope, Span, Verdict

CITATIONS = 3

ENOUGH = {
    Asks.SAID: 0.75,
    Asks.WHO_SAID: 0.75,
    Asks.HOW_MUCH: 0.6,
    Asks.WHEN: 0.55,
    Asks.WHERE: 0.55,
    Asks.OPEN: 0.55,
}
"""Share of the question's word weight that the evidence must hold, by kind; long questions need less."""
NEAR = 0.6
"""Below enough, but above this share of it: shown as closest, not as an answer."""
LONG = 12
"""Content words above which a question repeats itself, and half the coverage is as telling."""


def answer(library: Library, question: Question, scope: Scope) -> tuple[Answer, Ranking]:
    """The answer, and the ranking it was chosen from."""
    match question.asks:
        case Asks.SPEAKERS:
            return _speakers(library, question, scope), Ranking((), {}, len(library.list_scope(scope)))
        case Asks.SAID | Asks.WHO_IS:
            return _about_speaker(library, question, scope)
        case _:
            ranking = rank(library, question, scope)
            return _judged(question, ranking), ranking


def _speakers(library: Library, question: Question, scope: Scope) -> Answer:
    searched = len(library.list_scope(scope))
    named = library.list_speakers(scope)
    if not named:
        return _nothing(question, searched, "Nobody is quoted in the articles I searched.")
    listed = ", ".join(f"{name} ({count})" for name, count in named[:30])
    more = f" and {len(named) - 30} more" if len(named) > 30 else ""
    return Answer(question.text, Verdict.ANSWERED, (), listed + more, f"{len(named)} speakers.", 1.0, searched)


def _about_speaker(library: Library, question: Question, scope: Scope) -> tuple[Answer, Ranking]:
    searched = len(library.list_scope(scope))
    if not question.speakers:
        near = f" The nearest names I have: {', '.join(question.nearest)}." if question.nearest else ""
        return _nothing(question, searched, f"{question.asked_name} is not quoted there.{near}"), Ranking(
            (), {}, searched
        )
    ranking = rank_said(library, question, scope)
    good = [c for c in ranking.candidates if c.coverage >= ENOUGH[Asks.SAID]] if question.words else ranking.candidates
    if not good:
        count = len(ranking.candidates)
        name = question.speakers[0]
        times = "once" if count == 1 else f"{count} times"
        note = f"{name} is quoted there {times}, but not about that." if count else f"{name} is not quoted there."
        return _nothing(question, searched, note), ranking
    citations = _cited(question, good)
    return Answer(question.text, Verdict.ANSWERED, citations, "", "", good[0].coverage, searched), ranking


def _judged(question: Question, ranking: Ranking) -> Answer:
    if not ranking.candidates:
        return _nothing(question, ranking.searched, "")
    best = ranking.candidates[0]
    need = ENOUGH.get(question.asks, 0.55) * (0.5 if len(question.words) > LONG else 1.0)
    sure = min(1.0, best.coverage / need) if _names_known(question, best) else 0.0
    fits = _fits(question, best)
    if sure >= 1.0 and fits:
        citations = _cited(question, ranking.candidates)
        return Answer(
            question.text, Verdict.ANSWERED, citations, _short(question, best), "", best.coverage, ranking.searched
        )
    if sure >= NEAR:
        near = _cited(question, ranking.candidates[:1])
        return Answer(question.text, Verdict.CLOSEST, near, "", "", best.coverage, ranking.searched)
    return _nothing(question, ranking.searched, "", best.coverage)


def _fits(question: Question, best: Candidate) -> bool:
    match question.asks:
        case Asks.WHO_SAID:
            return any(quote.speaker for quote in best.quotes)
        case Asks.HOW_MUCH:
            return bool(best.figures) or any(c.isdigit() for c in best.passage.text)
        case _:
            return True


def _names_known(question: Question, best: Candidate) -> bool:
    """Every capitalised word of the question stands in the article."""
    text = fold(best.article.title + " " + best.article.text)
    return all(name in text for name in question.names)


def _nothing(question: Question, searched: int, note: str, confidence: float = 0.0) -> Answer:
    return Answer(question.text, Verdict.NOTHING, (), "", note, confidence, searched)


def _cited(question: Question, ranked: Sequence[Candidate]) -> tuple[Citation, ...]:
    """The best sentence and those not far behind it; one citation a sentence, no wire text twice."""
    floor = 0.6 * ranked[0].score
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
    spans = _clipped(quote, sentence) if quote else (sentence,)
    return Citation(candidate.article, sentence, spans or (sentence,), quote, figure, candidate.score)


def _clipped(quote: Quote, sentence: Span) -> tuple[Span, ...]:
    """The quote's words inside this sentence."""
    parts = [
        Span(max(s.start, sentence.start), min(s.end, sentence.end)) for s in (*quote.content, *quote.continuation)
    ]
    return tuple(part for part in parts if part.start < part.end)


def _quote_in(question: Question, candidate: Candidate) -> Quote | None:
    if question.asks in (Asks.SAID, Asks.WHO_SAID, Asks.WHO_IS):
        return next(iter(candidate.quotes), None)
    return None


def _figure_in(question: Question, candidate: Candidate) -> Figure | None:
    return (
        next(iter(candidate.figures), None) if question.asks is Asks.HOW_MUCH and len(candidate.figures) == 1 else None
    )


_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    r"\b(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"|\b\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?\b|\b(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?\b|\b(?:19|20)\d\d\b"
)


def _short(question: Question, best: Candidate) -> str:
    """The span that is the answer itself, where exactly one thing in the sentence can be it."""
    text = best.article.text
    match question.asks:
        case Asks.WHO_SAID:
            names = {quote.speaker for quote in best.quotes if not quote.nested}
            return names.pop() if len(names) == 1 else ""
        case Asks.HOW_MUCH:
            return best.figures[0].span.of(text) if len(best.figures) == 1 else ""
        case Asks.WHEN:
            dates = _DATE.findall(best.passage.text)
            return dates[0] if len(dates) == 1 else ""
        case _:
            return ""
