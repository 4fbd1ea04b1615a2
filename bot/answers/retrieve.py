"""From a question to ranked sentences: the engine proposes articles, a small exact ranking over all they say decides.

A thread's scope is small and is ranked whole. In a large one the engine's ranked search (bounded by the scope) names
the articles. Every sentence is then scored by BM25 with its neighbours, its title and its whole article as context and
by whether it holds the kind of thing asked for; so both databases rank alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import combinations

from bot.answers.fitness import Wanted, fitness, wanted
from bot.answers.kinds import Asks
from bot.answers.question import Question
from bot.answers.shelf import Library, Prepared, Sentence, meets, shelf_of
from bot.answers.terms import Term, bm25, held, share_held, weigh_terms
from bot.answers.thesaurus import KIN
from bot.answers.words import fold, stem, stem_counts
from bot.model import Article, Figure, Passage, Quote, Scope

WHOLE = 60
"""A scope of so many articles is ranked whole."""
ARTICLES = 14
PASSAGES = 200
PAIRED = 12
KEPT = 40
"""Sentences that are looked at closely."""
BEFORE, NEW_PARAGRAPH, AFTER, TITLE, ELSEWHERE = 0.45, 0.3, 0.25, 0.4, 0.15
"""What a sentence's surroundings count beside its own words."""
TWICE = 0.5
"""What a term counts that stands in the sentence and is carried over as well."""
NAMELESS = 0.35
"""What an article loses that knows none of the question's names."""
LIFT = 0.25
LEAD, LEAD_OF_LONG = 1.04, 1.12
"""For an article's first sentence: the news stands there, and a long question tells the news again."""
CUE = 1.15
"""For the sentence that says who speaks, before those that carry the statement on."""
OUTLET = 1.2
"""For an article of an outlet that the question names."""
NEWER = 0.04
"""For the newest article, where several say the same."""
FIT: Mapping[Asks, float] = {
    Asks.HOW_MUCH: 0.6,
    Asks.HOW_MANY: 0.6,
    Asks.WHEN: 0.6,
    Asks.WHY: 0.5,
    Asks.WHERE: 0.3,
    Asks.WHO: 0.2,
    Asks.CHANGED: 0.4,
    Asks.WHO_SAID: 0.8,
}
"""How much the kind of thing asked for weighs: the score is moved by up to this share, up or down."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence with all that is known of it."""

    article: Article
    passage: Passage
    score: float
    coverage: float
    """Share of the question's word weight that the sentence, its neighbours, its title or its article hold."""
    own_coverage: float
    """The same for the sentence alone; for a quote, for the speaker's words alone."""
    fit: float
    in_article: float
    """The same for the whole article."""
    names: float
    """Share of the weight of the question's names that the article knows."""
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    candidates: tuple[Candidate, ...] = ()
    searched: int = 0
    """Articles in scope."""
    together: float = 0.0
    """For a long question: the share of its word weight that the best two places hold between them."""
    names: float = 0.0
    """For a long question: the share of the weight of its names that the best articles know."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """A sentence's place and score; what else is known of it is worked out for the best alone."""

    score: float
    fit: float
    prepared: Prepared
    place: int
    terms: tuple[Term, ...]


def rank(library: Library, question: Question, scope: Scope) -> Ranking:
    """Sentences of the scope, best first, for questions that are not about one speaker's words."""
    ids = library.list_scope(scope)
    if not question.words or not ids:
        return Ranking((), len(ids))
    terms = weigh_terms(library, question)
    prepared = shelf_of(library).take(library, _promising(library, scope, ids, question.words))
    newest = _newness(prepared)
    want = wanted(question)
    scored = [
        one
        for article in prepared
        for one in _lifted(question, _scored(question, terms, article, newest[article.article.id], want))
    ]
    best = nlargest(KEPT, scored, key=lambda one: one.score)
    found = tuple(sorted((_candidate(question, one) for one in best), key=lambda c: -c.score))
    if not question.long:
        return Ranking(found, len(ids))
    return Ranking(found, len(ids), _together(best), _names_in_best(best))


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


def rank_said(library: Library, question: Question, scope: Scope) -> Ranking:
    """Sentences in which one of the question's speakers is quoted, best first: the speaker is a filter, not a word."""
    searched = len(library.list_scope(scope))
    ids = list(dict.fromkeys(row.article_id for name in question.speakers for row in library.list_said(scope, name)))
    terms = weigh_terms(library, question)
    cue = {stem(question.cue), *KIN.get(stem(question.cue), ())} if question.cue else set()
    speakers = {fold(name) for name in question.speakers}
    prepared = shelf_of(library).take(library, ids)
    newest = _newness(prepared)
    found = [
        candidate
        for article in prepared
        for candidate in _said_in(cue, terms, article, speakers, newest[article.article.id])
    ]
    return Ranking(tuple(sorted(found, key=lambda c: -c.score)), searched)


def _promising(library: Library, scope: Scope, ids: Sequence[int], words: Sequence[str]) -> list[int]:
    """The whole of a small scope; of a large one the articles whose first sentences the engine ranks best."""
    if len(ids) <= WHOLE:
        return list(ids)
    best: dict[int, list[float]] = defaultdict(list)
    for passage in library.search_passages(scope, words, PASSAGES):
        best[passage.article_id].append(passage.score)
    worth = {article: scores[0] + 0.3 * sum(scores[1:4]) for article, scores in best.items()}
    return sorted(worth, key=lambda article: -worth[article])[:ARTICLES]


def _newness(prepared: Sequence[Prepared]) -> Mapping[int, float]:
    """Article id -> 0 (oldest) to 1 (newest); all 0 where all are of one time."""
    times = sorted({article.article.when for article in prepared if article.article.when})
    place = {when: number / max(1, len(times) - 1) for number, when in enumerate(times)}
    return {a.article.id: place.get(a.article.when, 0.0) if a.article.when else 0.0 for a in prepared}


# ------------------------------------------------------------------ any sentence


def _scored(
    question: Question, terms: Sequence[Term], prepared: Prepared, newness: float, want: Wanted
) -> Iterator[_Scored]:
    within = tuple(term.within(prepared.words) for term in terms)
    here = [term for term in within if term.in_(prepared.words)]
    moving = FIT.get(question.asks, 0.0)
    own = [[held(term, sentence.counts, sentence.length) for term in here] for sentence in prepared.sentences]
    base = [TITLE * held(term, prepared.title, 22) for term in here]
    if not question.long:
        base = [max(at_least, ELSEWHERE * term.weight) for at_least, term in zip(base, here, strict=True)]
    lead = LEAD_OF_LONG if question.long else LEAD
    factor = (OUTLET if _outlet_named(question, prepared) else 1.0) * (1 + NEWER * newness)
    if not question.long:
        factor *= 1 - NAMELESS * (1 - _names_held(within, prepared))
    for place, sentence in enumerate(prepared.sentences):
        score = _with_context(prepared.sentences, own, base, place)
        if not score:
            continue
        fit = fitness(question, sentence, want) if moving else 0.5
        moved = score * (factor if place else factor * lead) * (1 + moving * (2 * fit - 1))
        yield _Scored(moved, fit, prepared, place, within)


def _with_context(
    sentences: Sequence[Sentence], own: Sequence[Sequence[float]], base: Sequence[float], place: int
) -> float:
    """Each term where it counts most, and a share of its next best place; 0 where sentence and neighbours hold none."""
    weight = NEW_PARAGRAPH if sentences[place].opens else BEFORE
    none = [0.0] * len(base)
    before = own[place - 1] if place else none
    after = own[place + 1] if place + 1 < len(own) else none
    if not any(own[place]) and not any(before) and not any(after):
        return 0.0
    total = 0.0
    for mine, back, on, least in zip(own[place], before, after, base, strict=True):
        carried = max(weight * back, AFTER * on, least)
        total += max(mine, carried) + TWICE * min(mine, carried)
    return total


def _lifted(question: Question, sentences: Iterable[_Scored]) -> list[_Scored]:
    """With a share of the article's best three: an article that is about it says so more than once."""
    scored = list(sentences)
    if question.long:
        return scored
    lift = LIFT * sum(nlargest(3, (one.score for one in scored))) / 3
    return [replace(one, score=one.score + lift) for one in scored]


def _candidate(question: Question, one: _Scored) -> Candidate:
    prepared, sentence = one.prepared, one.prepared.sentences[one.place]
    if question.asks is Asks.WHO_SAID and sentence.quotes:
        return _said(frozenset(), one.terms, prepared, one.place, sentence.quotes, 0.0)
    return Candidate(
        prepared.article,
        sentence.passage,
        one.score,
        _coverage(question, one),
        share_held(one.terms, [(sentence.counts, 1.0)]),
        one.fit,
        share_held(one.terms, [(prepared.words, 1.0)]),
        _names_held(one.terms, prepared),
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


def _names_held(terms: Sequence[Term], prepared: Prepared) -> float:
    return share_held([term for term in terms if term.name], [(prepared.words, 1.0)])


# ------------------------------------------------------------------ one speaker's words


def _said_in(
    cue: AbstractSet[str], terms: Sequence[Term], prepared: Prepared, speakers: set[str], newness: float
) -> Iterator[Candidate]:
    terms = [term.within(prepared.words) for term in terms]
    for place, sentence in enumerate(prepared.sentences):
        quotes = tuple(quote for quote in sentence.quotes if fold(quote.speaker) in speakers)
        if quotes:
            yield _said(cue, terms, prepared, place, quotes, newness)


def _said(
    cue: AbstractSet[str],
    terms: Sequence[Term],
    prepared: Prepared,
    place: int,
    quotes: tuple[Quote, ...],
    newness: float,
) -> Candidate:
    sentence, text = prepared.sentences[place], prepared.article.text
    contents = [
        (quote, stem_counts(" ".join(s.of(text) for s in (*quote.content, *quote.continuation)))) for quote in quotes
    ]
    spoken = frozenset().union(*(counts for _, counts in contents))
    lead = stem_counts(_without_others(sentence, quotes, text))
    before = prepared.sentences[place - 1].counts if place and not sentence.opens else {}
    own = share_held(terms, [(spoken, 1.0)])
    coverage = share_held(terms, [(spoken, 1.0), (lead, 0.9), (before, 0.4), (prepared.title, 0.2)])
    ranked = tuple(quote for quote, counts in sorted(contents, key=lambda pair: -share_held(terms, [(pair[1], 1.0)])))
    if cue and not terms:
        coverage = 1.0 if not cue.isdisjoint(lead) else 0.0
    score = bm25(terms, sentence.counts, sentence.length) + sum(t.weight for t in terms) * (coverage + 0.3 * own)
    score += 0.2 * bm25(terms, before, 22) + 0.1 * bm25(terms, prepared.title, 22) + 0.05 * newness
    if any(quote.cue and meets(quote.cue, sentence.passage.span) for quote in quotes):
        score = score * CUE + 0.1
    if not cue.isdisjoint(lead):
        score = 1.3 * score + 1.0
    return Candidate(
        prepared.article,
        sentence.passage,
        score,
        coverage,
        own,
        1.0,
        share_held(terms, [(prepared.words, 1.0)]),
        _names_held(terms, prepared),
        ranked,
        sentence.figures,
    )


def _without_others(sentence: Sentence, quotes: Sequence[Quote], text: str) -> str:
    """The sentence's words that nobody else says in it, without the speaker's name and role."""
    span = sentence.passage.span
    taken = [part for quote in sentence.quotes if quote not in quotes for part in quote.content if meets(part, span)]
    taken += [quote.source for quote in quotes if quote.source and meets(quote.source, span)]
    kept = []
    at = span.start
    for part in sorted(taken):
        kept.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    rest = " ".join([*kept, text[at : max(at, span.end)]])
    for role in {part for quote in quotes for part in (quote.role, quote.organisation) if part}:
        rest = rest.replace(role, " ")
    return rest
