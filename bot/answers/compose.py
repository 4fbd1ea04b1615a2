"""From ranked sentences to an answer: evidence, or silence that says what was searched."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, zip_longest

from bot.answers.about import about_speaker
from bot.answers.candidates import Candidate, Ranking
from bot.answers.fitness import Wanted, fits_wanted, wanted
from bot.answers.kinds import Asks
from bot.answers.question import Question, Told
from bot.answers.retrieve import rank
from bot.answers.semantic import BY_WORDS, Meaning
from bot.answers.shelf import Library
from bot.answers.verdicts import CITATIONS, judged, nothing
from bot.answers.words import content_words
from bot.model import Answer, Scope, Verdict
from bot.reading.figures import of_one_unit, replaced_values

MOST_NAMES = 30
LEVEL = 0.85
CHANGING = frozenset((Asks.HOW_MUCH, Asks.HOW_MANY, Asks.CHANGED))


def answer(library: Library, question: Question, scope: Scope, meaning: Meaning = BY_WORDS) -> tuple[Answer, Ranking]:
    """The answer, and the ranking it was chosen from."""
    if question.asks is Asks.SPEAKERS:
        return _speakers(library, question, scope)
    if question.asks is Asks.COMPARE:
        return _both_sides(library, question, scope, meaning)
    if question.asks in (Asks.SAID, Asks.WHO_IS):
        return about_speaker(library, question, scope, meaning)
    ranking = newer_first(question, rank(library, question, scope, meaning))
    return judged(question, ranking), ranking


def told_by(reply: Answer) -> Told | None:
    """What an answer begins with; None where it is none."""
    if reply.verdict is not Verdict.ANSWERED or not reply.citations:
        return None
    first = reply.citations[0]
    return Told(first.article.id, first.sentence)


def newer_first(question: Question, ranking: Ranking) -> Ranking:
    """What says that it took the best one's value back; else of those that answer about as well the newest first."""
    if not ranking.candidates:
        return ranking
    best = ranking.candidates[0]
    revision = next((c for c in ranking.candidates[1:] if _revises(c, best)), None)
    if revision:
        return replace(ranking, candidates=(revision, *(c for c in ranking.candidates if c is not revision)))
    if question.asks not in CHANGING:
        return ranking
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
        return nothing(question, searched, "Nobody is quoted there."), Ranking((), searched)
    listed = ", ".join(f"{name} ({count})" for name, count in named[:MOST_NAMES])
    more = f" and {len(named) - MOST_NAMES} more" if len(named) > MOST_NAMES else ""
    note = "1 speaker." if len(named) == 1 else f"{len(named)} speakers, with how often each is quoted."
    found = Answer(question.text, Verdict.ANSWERED, (), listed + more, note, 1.0, searched)
    return found, Ranking((), searched)


def _both_sides(library: Library, question: Question, scope: Scope, meaning: Meaning) -> tuple[Answer, Ranking]:
    """Each side's best sentence, then their second ones; of a side without any it is said."""
    sides = (replace(side, told=question.told, left_out=question.left_out) for side in question.sides)
    found = [answer(library, side, scope, meaning) for side in sides]
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
