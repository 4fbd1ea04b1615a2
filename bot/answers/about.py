"""What a person said, found by who said it; and what is told of them, where their own words do not answer."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.candidates import Ranking
from bot.answers.gate import NEAR, SAID, by_odds, spoken_on
from bot.answers.kinds import Asks
from bot.answers.narrow import WHOLE
from bot.answers.odds import enough, odds
from bot.answers.question import Question, names_in
from bot.answers.retrieve import Among, rank
from bot.answers.said import lead, rank_said, rival
from bot.answers.semantic import Meaning
from bot.answers.shelf import Library, Prepared
from bot.answers.verdicts import cited, judged, nothing
from bot.answers.words import content_words, stem
from bot.model import Answer, Scope, Verdict


def about_speaker(library: Library, question: Question, scope: Scope, meaning: Meaning) -> tuple[Answer, Ranking]:
    """From the speaker's own words; else, by kind of question and where a judge reads, from what is told of them."""
    if not question.speakers:
        return _unknown(library, question, scope, meaning)
    ranking = rank_said(library, question, scope, meaning)
    if not ranking.candidates:
        return nothing(question, ranking.searched, f"{question.speakers[0]} is not quoted there."), ranking
    asked = bool(question.words or question.cue)
    sure = _spoken_on(library, question, scope, ranking, meaning) if asked else 1.0
    if told := _rather_told(library, question, scope, meaning, ranking, sure):
        return told
    if sure < 1.0:
        return _not_plainly(question, ranking, sure), ranking
    best = ranking.candidates[0]
    good = [c for c in ranking.candidates if not asked or c.coverage >= NEAR * min(SAID, best.coverage)]
    citations = cited(question, good)
    return Answer(question.text, Verdict.ANSWERED, citations, "", "", best.coverage, ranking.searched), ranking


def _rather_told(
    library: Library, question: Question, scope: Scope, meaning: Meaning, said: Ranking, sure: float
) -> tuple[Answer, Ranking] | None:
    """What is told, where it answers more surely than what was said; None where that stands.

    Whoever is only described may be another than those with such a role, so the surer of both counts.
    """
    by_judge, more_wanted = by_odds(said.candidates[0]), question.wants is not Asks.OPEN
    doubted = by_judge and question.described
    if not doubted and (sure >= 1.0 or not (by_judge or more_wanted)):
        return None
    told, ranking = _told_of(library, question, scope, meaning)
    if told.verdict is Verdict.ANSWERED and (not doubted or told.confidence > sure * enough(said.candidates[0])):
        return told, ranking
    return (told, ranking) if more_wanted and not doubted else None


def _unknown(library: Library, question: Question, scope: Scope, meaning: Meaning) -> tuple[Answer, Ranking]:
    """Nobody quoted is called so. Who is only described may be one of those quoted all the same."""
    searched = len(library.list_scope(scope))
    if question.described and searched <= WHOLE:
        told, ranking = _told_of(library, question, scope, meaning)
        if told.verdict is Verdict.ANSWERED and by_odds(ranking.candidates[0]):
            return told, ranking
    near = f" The nearest names I have: {', '.join(question.nearest)}." if question.nearest else ""
    return nothing(question, searched, f"{question.asked_name} is not quoted there.{near}"), Ranking((), searched)


def _spoken_on(library: Library, question: Question, scope: Scope, ranking: Ranking, meaning: Meaning) -> float:
    best = ranking.candidates[0]
    if by_odds(best):
        return odds(question, best, ranking, rival(library, question, scope)) / enough(best)
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
    among = None if question.described else _telling_of(question)
    ranking = rank(library, told, scope, meaning, among)
    return judged(told, ranking), ranking


def _telling_of(question: Question) -> Among:
    """Nobody's words and it tells of the speakers; where more is wanted than their words, these as well."""
    speakers = set(question.speakers)
    names = {stem(word) for name in (question.asked_name, *speakers) for word in content_words(name)}

    def tells(article: Prepared, place: int) -> bool:
        sentence = article.sentences[place]
        if question.wants is not Asks.OPEN:
            return not sentence.quotes or not speakers.isdisjoint(q.speaker for q in sentence.quotes)
        if sentence.quotes:
            return False
        before = article.sentences[place - 1].counts if place else {}
        return not names.isdisjoint(sentence.counts) or (not sentence.opens and not names.isdisjoint(before))

    return tells


def _not_plainly(question: Question, ranking: Ranking, sure: float) -> Answer:
    """What the speaker said that comes nearest, never as an answer; nothing where it is far."""
    best, note = ranking.candidates[0], _never(question, ranking)
    if sure < NEAR:
        return nothing(question, ranking.searched, note, best.coverage)
    near = cited(question, ranking.candidates[:1])
    return Answer(question.text, Verdict.CLOSEST, near, "", note, best.coverage, ranking.searched)


def _never(question: Question, ranking: Ranking) -> str:
    """The speaker is known, and never spoke on it."""
    count = len(ranking.candidates)
    return f"{question.speakers[0]} is quoted there {'once' if count == 1 else f'{count} times'}, but not about that."
