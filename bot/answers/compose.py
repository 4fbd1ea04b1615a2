"""From ranked sentences to an answer: evidence, or silence that says what was searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, zip_longest

from bot.answers.candidates import Candidate, Ranking
from bot.answers.fitness import DATE, Wanted, fits_wanted, wanted
from bot.answers.gate import NEAR, SAID, by_odds, evidence, spoken_on, sureness
from bot.answers.kinds import Asks
from bot.answers.odds import ENOUGH, odds
from bot.answers.question import Question, names_in
from bot.answers.retrieve import rank
from bot.answers.said import lead, rank_said, rival
from bot.answers.semantic import BY_WORDS, Meaning
from bot.answers.shelf import Library, Prepared
from bot.answers.words import content_words, fold, stem
from bot.model import Answer, Citation, Figure, Quote, Scope, Span, Verdict
from bot.reading.figures import of_one_unit, replaced_values

CITATIONS = 3
BEHIND = 0.5
"""A citation whose score is below this share of the first one's is left out."""
MOST_NAMES = 30
HOLDS_ENOUGH = 0.3
LEVEL = 0.85
CHANGING = frozenset((Asks.HOW_MUCH, Asks.HOW_MANY, Asks.CHANGED))


def answer(library: Library, question: Question, scope: Scope, meaning: Meaning = BY_WORDS) -> tuple[Answer, Ranking]:
    """The answer, and the ranking it was chosen from."""
    if question.asks is Asks.SPEAKERS:
        return _speakers(library, question, scope)
    if question.asks is Asks.COMPARE:
        return _both_sides(library, question, scope, meaning)
    if question.asks in (Asks.SAID, Asks.WHO_IS):
        return _about_speaker(library, question, scope, meaning)
    ranking = newer_first(question, rank(library, question, scope, meaning))
    return _judged(question, ranking), ranking


def newer_first(question: Question, ranking: Ranking) -> Ranking:
    """Of the sentences that answer about as well, the newest first: what was asked may have changed since."""
    if question.asks not in CHANGING or not ranking.candidates:
        return ranking
    best = ranking.candidates[0]
    revision = next(
        (c for c in ranking.candidates[1:CITATIONS] if c.score >= BEHIND * best.score and _revises(c, best)), None
    )
    if revision:
        return replace(ranking, candidates=(revision, *(c for c in ranking.candidates if c is not revision)))
    want = wanted(question)
    level = [
        best,
        *(c for c in ranking.candidates[1:CITATIONS] if c.score >= LEVEL * best.score and _differs(best, c, want)),
    ]
    level.sort(key=lambda c: c.article.when.timestamp() if c.article.when else 0.0, reverse=True)
    rest = [c for c in ranking.candidates if c not in level]
    return replace(ranking, candidates=(*level, *rest))


def _revises(new: Candidate, old: Candidate) -> bool:
    """A newer sentence that says itself what took the place of a value of the older one."""
    if not (new.article.when and old.article.when and new.article.when > old.article.when):
        return False
    return any(
        of_one_unit(figure, other)
        and other.value in replaced_values(figure, new.figures, new.article.text, new.passage.span)
        for figure in new.figures
        for other in old.figures
    )


def _differs(one: Candidate, other: Candidate, want: Wanted) -> bool:
    """Another value of the kind asked for, and of the same thing by the words it measures."""
    mine, theirs = ([f for f in c.figures if fits_wanted(f.kind, f.unit, want)] for c in (one, other))
    if not mine or not theirs or {f.value for f in mine} == {f.value for f in theirs}:
        return False
    about_mine, about_theirs = (frozenset(content_words(" ".join(f.measures for f in each))) for each in (mine, theirs))
    return not about_mine.isdisjoint(about_theirs)


def _speakers(library: Library, question: Question, scope: Scope) -> tuple[Answer, Ranking]:
    searched = len(library.list_scope(scope))
    named = library.list_speakers(scope)
    if not named:
        return _nothing(question, searched, "Nobody is quoted there."), Ranking((), searched)
    listed = ", ".join(f"{name} ({count})" for name, count in named[:MOST_NAMES])
    more = f" and {len(named) - MOST_NAMES} more" if len(named) > MOST_NAMES else ""
    note = "1 speaker." if len(named) == 1 else f"{len(named)} speakers, with how often each is quoted."
    found = Answer(question.text, Verdict.ANSWERED, (), listed + more, note, 1.0, searched)
    return found, Ranking((), searched)


def _both_sides(library: Library, question: Question, scope: Scope, meaning: Meaning) -> tuple[Answer, Ranking]:
    """Each side's best sentence, then their second ones; of a side without any it is said."""
    found = [answer(library, side, scope, meaning) for side in question.sides]
    held = [reply for reply, _ in found if reply.verdict is Verdict.ANSWERED]
    turns = chain.from_iterable(zip_longest(*(reply.citations for reply in held)))
    citations = tuple(dict.fromkeys(citation for citation in turns if citation))[:CITATIONS]
    ranked = chain.from_iterable(zip_longest(*(ranking.candidates for _, ranking in found)))
    searched = max((ranking.searched for _, ranking in found), default=0)
    ranking = Ranking(tuple(dict.fromkeys(candidate for candidate in ranked if candidate)), searched)
    note = " ".join(_missing(side, reply) for side, (reply, _) in zip(question.sides, found, strict=True)).strip()
    verdict = Verdict.ANSWERED if held else Verdict.NOTHING
    sure = min((reply.confidence for reply in held), default=0.0)
    return Answer(question.text, verdict, citations, "", note, sure, searched), ranking


def _missing(side: Question, reply: Answer) -> str:
    if reply.verdict is Verdict.ANSWERED:
        return ""
    return reply.note or f"Nothing stored answers for {side.asked_name or side.text}."


def _about_speaker(library: Library, question: Question, scope: Scope, meaning: Meaning) -> tuple[Answer, Ranking]:
    if not question.speakers:
        return _unknown(library, question, scope, meaning)
    ranking = rank_said(library, question, scope, meaning)
    if not ranking.candidates:
        return _nothing(question, ranking.searched, f"{question.speakers[0]} is not quoted there."), ranking
    best = ranking.candidates[0]
    asked = bool(question.words or question.cue)
    sure = _spoken_on(library, question, scope, ranking, meaning) if asked else 1.0
    if by_odds(best) and question.described:
        told, told_ranking = _told_of(library, question, scope, meaning)
        if told.verdict is Verdict.ANSWERED and told.confidence > sure * ENOUGH:
            return told, told_ranking
    elif sure < 1.0 and (question.wants is not Asks.OPEN or by_odds(best)):
        told, told_ranking = _told_of(library, question, scope, meaning)
        if told.verdict is Verdict.ANSWERED or question.wants is not Asks.OPEN:
            return told, told_ranking
    if sure < 1.0:
        return _not_plainly(question, ranking, sure), ranking
    good = [c for c in ranking.candidates if not asked or c.coverage >= NEAR * min(SAID, best.coverage)]
    citations = _cited(question, good)
    return Answer(question.text, Verdict.ANSWERED, citations, "", "", best.coverage, ranking.searched), ranking


def _unknown(library: Library, question: Question, scope: Scope, meaning: Meaning) -> tuple[Answer, Ranking]:
    """Nobody quoted is called so. Who is only described may be one of those quoted all the same."""
    searched = len(library.list_scope(scope))
    near = f" The nearest names I have: {', '.join(question.nearest)}." if question.nearest else ""
    nobody = _nothing(question, searched, f"{question.asked_name} is not quoted there.{near}")
    if question.described:
        told, ranking = _told_of(library, question, scope, meaning)
        if told.verdict is Verdict.ANSWERED and by_odds(ranking.candidates[0]):
            return told, ranking
    return nobody, Ranking((), searched)


def _spoken_on(library: Library, question: Question, scope: Scope, ranking: Ranking, meaning: Meaning) -> float:
    best = ranking.candidates[0]
    if by_odds(best):
        return odds(question, best, ranking, rival(library, question, scope)) / ENOUGH
    return spoken_on(
        best.coverage,
        lambda: rival(library, question, scope),
        lambda: lead(library, question, scope, ranking.candidates, meaning) if question.words else None,
    )


def _told_of(library: Library, question: Question, scope: Scope, meaning: Meaning) -> tuple[Answer, Ranking]:
    """Where X's own words do not tell why X thinks so: what the outlets tell themselves, and nobody else's words.

    Whoever is only described may be anyone who is quoted.
    """
    named = tuple(dict.fromkeys([*content_words(question.asked_name), *question.words]))
    told = replace(question, asks=question.wants, words=named, names=(*names_in(question.asked_name), *question.names))
    among = None if question.described else partial(_tells_of, question)
    ranking = rank(library, told, scope, meaning, among)
    return _judged(told, ranking), ranking


def _tells_of(question: Question, article: Prepared, place: int) -> bool:
    """Nobody's words and it tells of the speakers; where more is wanted than their words, these as well."""
    sentence = article.sentences[place]
    if question.wants is not Asks.OPEN:
        return not sentence.quotes or not set(question.speakers).isdisjoint(q.speaker for q in sentence.quotes)
    if sentence.quotes:
        return False
    names = {stem(word) for name in (question.asked_name, *question.speakers) for word in content_words(name)}
    before = article.sentences[place - 1].counts if place else {}
    return not names.isdisjoint(sentence.counts) or (not sentence.opens and not names.isdisjoint(before))


def _not_plainly(question: Question, ranking: Ranking, sure: float) -> Answer:
    """What the speaker said that comes nearest, never as an answer; nothing where it is far."""
    best, note = ranking.candidates[0], _never(question, ranking)
    if sure < NEAR:
        return _nothing(question, ranking.searched, note, best.coverage)
    near = _cited(question, ranking.candidates[:1])
    return Answer(question.text, Verdict.CLOSEST, near, "", note, best.coverage, ranking.searched)


def _never(question: Question, ranking: Ranking) -> str:
    """The speaker is known, and never spoke on it."""
    count = len(ranking.candidates)
    return f"{question.speakers[0]} is quoted there {'once' if count == 1 else f'{count} times'}, but not about that."


def _judged(question: Question, ranking: Ranking) -> Answer:
    if not ranking.candidates:
        return _nothing(question, ranking.searched, "")
    best = ranking.candidates[0]
    sure = sureness(question, best, ranking)
    confidence = evidence(question, best, ranking)
    if sure >= 1.0:
        citations = _cited(question, ranking.candidates)
        short = _short(question, best)
        return Answer(question.text, Verdict.ANSWERED, citations, short, "", confidence, ranking.searched)
    if sure >= NEAR:
        near = _cited(question, ranking.candidates[:1])
        return Answer(question.text, Verdict.CLOSEST, near, "", "", confidence, ranking.searched)
    return _nothing(question, ranking.searched, "", confidence)


def _nothing(question: Question, searched: int, note: str, confidence: float = 0.0) -> Answer:
    return Answer(question.text, Verdict.NOTHING, (), "", note, confidence, searched)


# ------------------------------------------------------------------ citations


def _cited(question: Question, ranked: Sequence[Candidate]) -> tuple[Citation, ...]:
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
    if question.asks in (Asks.SAID, Asks.WHO_SAID, Asks.WHO_IS):
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


def _short(question: Question, best: Candidate) -> str:
    """The span that is the answer itself, where exactly one thing in the sentence can be it.

    Not where the sentence holds little of the question itself: then it is for the reader to see what it says.
    """
    if best.own_coverage < HOLDS_ENOUGH:
        return ""
    match question.asks:
        case Asks.WHO_SAID:
            names = {quote.speaker for quote in best.quotes if not quote.nested}
            return names.pop() if len(names) == 1 else ""
        case Asks.HOW_MUCH | Asks.HOW_MANY:
            figure = _figure_in(question, best)
            return figure.span.of(best.article.text) if figure else ""
        case Asks.WHEN:
            dates = list(DATE.finditer(best.passage.text))
            return dates[0].group().strip() if len(dates) == 1 else ""
        case _:
            return ""
