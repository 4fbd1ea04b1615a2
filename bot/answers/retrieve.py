"""From a question to ranked sentences: the engine proposes articles, a small exact ranking over all they say decides.

A thread's scope is small and is ranked whole. In a large one the engine's ranked search (bounded by the scope) names
the articles. Every sentence is then scored by BM25 with its neighbours, its title and its whole article as context and
by whether it holds the kind of thing asked for; so both databases rank alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import combinations

from bot.answers.candidates import Candidate, Ranking, names_held, newness
from bot.answers.closely import read_closely
from bot.answers.fitness import FIT, Wanted, fitness, wanted
from bot.answers.kinds import Asks
from bot.answers.narrow import WHOLE, promising
from bot.answers.question import Question
from bot.answers.said import followed, said_candidate
from bot.answers.semantic import BY_WORDS, Meaning, blended, with_article
from bot.answers.shelf import Library, Prepared, Sentence, shelf_of
from bot.answers.terms import Term, at_full_weight, held, mended, share_held, weigh_terms
from bot.answers.ties import speaks_of
from bot.answers.words import fold, stem_counts
from bot.model import Scope

PAIRED = 12
CITED = 3
KEPT = 24
"""Sentences that are looked at closely."""
BEFORE, NEW_PARAGRAPH, AFTER, TITLE, ELSEWHERE = 0.45, 0.3, 0.25, 0.4, 0.15
"""What a sentence's surroundings count beside its own words."""
NAMED = 0.15
"""The same for a name that the article knows: it goes on being spoken of as "it" and "the bank"."""
TWICE = 0.5
"""What a term counts that stands in the sentence and is carried over as well."""
NAMELESS = 0.35
"""What an article loses that knows none of the question's names."""
LIFT = 0.25
LEAD, LEAD_OF_LONG = 1.04, 1.12
"""For an article's first sentence: the news stands there, and a long question tells the news again."""
OUTLET = 1.2
"""For an article of an outlet that the question names."""
MEANING, MEANING_OF_MANY, MEANING_OF_LONG = 0.8, 0.5, 0.3
"""What the likeness of meaning counts of the score, where an embedding model is installed: for a thread's articles, for
those that words proposed, for a long question."""
NEWER = 0.04
"""For the newest article, where several say the same."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """A sentence's place and score; what else is known of it is worked out for the best alone."""

    score: float
    fit: float
    prepared: Prepared
    place: int
    terms: tuple[Term, ...]
    moved: float = 1.0
    """The factor for all that is not its words: the kind of thing it holds, its place, its article's outlet and age."""
    near: float = 0.0
    """The likeness of its meaning with the question's."""


Among = Callable[[Prepared, int], bool]
"""(article, place) -> whether that sentence may be an answer."""


def rank(
    library: Library, question: Question, scope: Scope, meaning: Meaning = BY_WORDS, among: Among | None = None
) -> Ranking:
    """Sentences of the scope, best first, for questions that are not about one speaker's words."""
    ids = library.list_scope(scope)
    if not question.words or not ids:
        return Ranking((), len(ids))
    terms = weigh_terms(library, question)
    prepared = shelf_of(library).take(library, promising(library, scope, ids, question.words))
    if len(ids) <= WHOLE and not question.long:  # elsewhere an unknown word tells that there is no answer
        terms = mended(terms, (article.words for article in prepared))
    newest = newness(prepared)
    want = wanted(question)
    near = meaning.similar(
        question.in_full, [sentence.passage for article in prepared for sentence in article.sentences]
    )
    scored = [
        one
        for article in prepared
        for one in _scored(question, terms, article, newest[article.article.id], want, silent=near is not None)
    ]
    if near is not None:
        scored = _by_meaning_too(question, scored, near, len(ids))
    if among:
        scored = [one for one in scored if among(one.prepared, one.place)]
    if question.left_out:
        scored = [one for one in scored if not _is_left_out(question, one)]
    best = nlargest(KEPT, scored, key=lambda one: one.score)
    found = tuple(sorted((_candidate(question, one) for one in best), key=lambda c: -c.score))
    nearest = max((one.near for one in best[:CITED]), default=0.0) if near is not None else None
    if not question.long:
        return Ranking(read_closely(question, found, prepared, len(ids), meaning), len(ids), nearest=nearest)
    return Ranking(found, len(ids), _together(best), _names_in_best(best), nearest)


def _is_left_out(question: Question, one: _Scored) -> bool:
    return question.leaves_out(one.prepared.article.id, one.prepared.sentences[one.place].passage.span)


def _by_meaning_too(
    question: Question, scored: Sequence[_Scored], near: Sequence[float], searched: int
) -> list[_Scored]:
    """In the order of `near`; what moves a score by words moves one by meaning as well."""
    moved = [one.moved for one in scored]
    if question.long:
        likeness, share = [factor * n for factor, n in zip(moved, near, strict=True)], MEANING_OF_LONG
    else:
        likeness = with_article(near, [one.prepared.article.id for one in scored], moved)
        share = MEANING if searched <= WHOLE else MEANING_OF_MANY
    mixed = blended([one.score for one in scored], likeness, share)
    return [replace(one, score=score, near=n) for one, score, n in zip(scored, mixed, near, strict=True)]


def _together(best: Sequence[_Scored]) -> float:
    """The clauses of a long question are often answered in two places."""
    windows = [(window_words(one), 1.0) for one in best[:PAIRED]]
    pairs = combinations(windows, 2) if len(windows) > 1 else [(window, window) for window in windows]
    return max((share_held(best[0].terms, pair) for pair in pairs), default=0.0)


def window_words(one: _Scored) -> frozenset[str]:
    """Every stem of the sentence, its neighbours, its title and its outlet's name."""
    near = one.prepared.sentences[max(0, one.place - 1) : one.place + 2]
    return frozenset(one.prepared.title).union(stem_counts(one.prepared.article.outlet), *(s.counts for s in near))


def _names_in_best(best: Sequence[_Scored]) -> float:
    named = [term for term in best[0].terms if term.name] if best else []
    return share_held(named, [(one.prepared.words, 1.0) for one in best[:PAIRED]])


# ------------------------------------------------------------------ any sentence


def _scored(
    question: Question, terms: Sequence[Term], prepared: Prepared, newness: float, want: Wanted, *, silent: bool
) -> list[_Scored]:
    """`silent`: with the sentences that share no word with the question, at 0.

    Each has a share of the article's best three: an article that is about it says so more than once.
    """
    within = tuple(term.within(prepared.words, prepared.families, kin=not question.long) for term in terms)
    here = [term for term in within if term.in_(prepared.words)]
    moving = FIT.get(question.asks, 0.0)
    own = _held_by_each(here, prepared.sentences)
    base = [TITLE * held(term, prepared.title, 22) for term in here]
    if not question.long:
        base = [
            max(at_least, (NAMED if term.name else ELSEWHERE) * term.weight)
            for at_least, term in zip(base, here, strict=True)
        ]
    lead = LEAD_OF_LONG if question.long else LEAD
    measured = [term for term in within if not term.name]
    factor = (OUTLET if _outlet_named(question, prepared) else 1.0) * (1 + NEWER * newness)
    if not question.long:
        factor *= 1 - NAMELESS * (1 - names_held(within, prepared))
    found = []
    for place, sentence in enumerate(prepared.sentences):
        score = _with_context(prepared.sentences, own, base, place)
        if not score and not silent:
            continue
        fit = fitness(question, sentence, want, measured) if moving else 0.5
        moved = (factor if place else factor * lead) * (1 + moving * (2 * fit - 1))
        moved *= followed(question, prepared, place)
        found.append((score * moved, fit, place, moved))
    lift = 0.0 if question.long else LIFT * sum(nlargest(3, (score for score, *_ in found))) / 3
    return [_Scored(score + lift, fit, prepared, place, within, moved) for score, fit, place, moved in found]


def _held_by_each(terms: Sequence[Term], sentences: Sequence[Sentence]) -> list[list[float]]:
    """What each term counts in each sentence; most sentences hold none."""
    wanted = {word for term in terms for word in (term.stem, *term.kin)}
    none = [0.0] * len(terms)
    return [
        none if wanted.isdisjoint(sentence.counts) else [held(term, sentence.counts, sentence.length) for term in terms]
        for sentence in sentences
    ]


def _with_context(
    sentences: Sequence[Sentence], own: Sequence[Sequence[float]], base: Sequence[float], place: int
) -> float:
    """Each term where it counts most, and a share of its next best place; 0 where sentence and neighbours hold none."""
    weight = NEW_PARAGRAPH if sentences[place].opens else BEFORE
    none = [0.0] * len(base)
    before = own[place - 1] if place else none
    after = own[place + 1] if place + 1 < len(own) else none
    if not (any(own[place]) or any(before) or any(after)):
        return 0.0
    total = 0.0
    for mine, back, on, least in zip(own[place], before, after, base, strict=True):
        carried = max(weight * back, AFTER * on, least)
        total += max(mine, carried) + TWICE * min(mine, carried)
    return total


def _candidate(question: Question, one: _Scored) -> Candidate:
    prepared, sentence = one.prepared, one.prepared.sentences[one.place]
    told = 1.0 if question.long else share_held(at_full_weight(one.terms), [(prepared.words, 1.0)])
    if question.asks is Asks.WHO_SAID and sentence.quotes:
        said = said_candidate(frozenset(), one.terms, prepared, one.place, sentence.quotes, 0.0)
        return replace(said, told=told)
    return Candidate(
        prepared.article,
        sentence.passage,
        one.score,
        _coverage(question, one),
        share_held(one.terms, [(sentence.counts, 1.0)]),
        one.fit,
        share_held(one.terms, [(prepared.words, 1.0)]),
        names_held(one.terms, prepared),
        told,
        speaks_of(question.subject, prepared, one.place),
        sentence.quotes,
        sentence.figures,
    )


def _coverage(question: Question, one: _Scored) -> float:
    """Of the sentence with its neighbours and its title; for a short question of its whole article, at less."""
    sentences, place = one.prepared.sentences, one.place
    places = [(sentences[place].counts, 1.0)]
    places += [
        (other.counts, 0.9) for other in (*sentences[max(0, place - 1) : place], *sentences[place + 1 : place + 2])
    ]
    places += [(one.prepared.title, 0.9)]
    return share_held(one.terms, places if question.long else [*places, (one.prepared.words, 0.6)])


def _outlet_named(question: Question, prepared: Prepared) -> bool:
    name = fold(prepared.article.outlet)
    return len(name) > 3 and name in fold(question.text)
