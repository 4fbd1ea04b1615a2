"""What one speaker said: the speaker is a filter over the stored quotes, never a word of the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.answers.candidates import Candidate, Ranking, names_held, newness
from bot.answers.closely import read_closely
from bot.answers.fitness import FIT, fitness, wanted
from bot.answers.narrow import promising
from bot.answers.question import Question
from bot.answers.semantic import BY_WORDS, Meaning, blended
from bot.answers.shelf import Library, Prepared, Sentence, shelf_of
from bot.answers.terms import Term, bm25, share_held, weigh_terms
from bot.answers.thesaurus import KIN
from bot.answers.words import stem, stem_counts
from bot.model import Quote, Scope

CUE = 1.15
"""For the sentence that says who speaks, before those that carry the statement on."""
MEANING = 0.4
"""What the likeness of meaning counts among what one person said."""
FOLLOWED, AGAIN = 1.3, 0.8
"""For the article that answered what was asked before in the thread, and for that very sentence."""
ABOUT = 0.2
"""For the words that the article holds elsewhere: of two statements that share none, the one of the right article."""


def followed(question: Question, prepared: Prepared, place: int) -> float:
    """The factor for a sentence, by whether the thread goes on about its article, and it was told there already."""
    if not question.follows(prepared.article.id):
        return 1.0
    sentence = prepared.sentences[place].passage.span
    return FOLLOWED * (AGAIN if question.repeats(prepared.article.id, sentence) else 1.0)


def rank_said(library: Library, question: Question, scope: Scope, meaning: Meaning = BY_WORDS) -> Ranking:
    """Sentences in which one of the question's speakers is quoted, best first: the speaker is a filter, not a word."""
    searched = len(library.list_scope(scope))
    said = _said(library, question, scope)
    terms = weigh_terms(library, question)
    cue = {stem(question.cue), *KIN.get(stem(question.cue), ())} if question.cue else set()
    prepared = shelf_of(library).take(library, list(said))
    newest = newness(prepared)
    found = [
        candidate
        for article in prepared
        for candidate in _said_in(question, cue, terms, article, said[article.article.id], newest[article.article.id])
    ]
    near = meaning.similar(question.in_full, [one.passage for one in found]) if found and question.words else None
    if near is not None:
        mixed = blended([one.score for one in found], near, MEANING)
        found = [replace(one, score=score) for one, score in zip(found, mixed, strict=True)]
    found.sort(key=lambda c: -c.score)
    ranked = read_closely(question, found, prepared, searched, meaning) if question.words else tuple(found)
    return Ranking(ranked, searched, nearest=max(near) if near else None)


def rival(library: Library, question: Question, scope: Scope) -> float:
    """How much of the question's word weight the best sentence holds in which others alone are quoted, 0 to 1."""
    ids = promising(library, scope, library.list_scope(scope), question.words)
    terms = weigh_terms(library, question)
    said = _said(library, question, scope)
    held = [
        share_held(terms, [(sentence.counts, 1.0)])
        for article in shelf_of(library).take(library, ids)
        for sentence in article.sentences
        if sentence.quotes and said.get(article.article.id, set()).isdisjoint(sentence.quotes)
    ]
    return max(held, default=0.0)


def lead(
    library: Library, question: Question, scope: Scope, spoken: Sequence[Candidate], meaning: Meaning
) -> float | None:
    """How much nearer in meaning to the question's matter `spoken` comes than anything else in its articles, -2 to 2.

    None where no meaning is known. The speaker's name, which the question holds, is no part of the matter.
    """
    matter = " ".join(question.words)
    ids = promising(library, scope, library.list_scope(scope), question.words)
    ids = list(dict.fromkeys([*ids, *(one.article.id for one in spoken)]))
    passages = [sentence.passage for article in shelf_of(library).take(library, ids) for sentence in article.sentences]
    near = meaning.similar(matter, passages)
    if near is None:
        return None
    taken = {(one.article.id, one.passage.number) for one in spoken}
    own = [n for passage, n in zip(passages, near, strict=True) if (passage.article_id, passage.number) in taken]
    others = [n for passage, n in zip(passages, near, strict=True) if (passage.article_id, passage.number) not in taken]
    return max(own, default=-1.0) - max(others, default=-1.0)


def _said(library: Library, question: Question, scope: Scope) -> dict[int, set[Quote]]:
    """Article id -> the quotes there of whom the question asks about, under whatever name the article gives them."""
    found: dict[int, set[Quote]] = {}
    for name in question.speakers:
        for row in library.list_said(scope, name):
            found.setdefault(row.article_id, set()).add(row.quote)
    return found


def _said_in(
    question: Question,
    cue: AbstractSet[str],
    terms: Sequence[Term],
    prepared: Prepared,
    said: AbstractSet[Quote],
    newness: float,
) -> Iterator[Candidate]:
    terms = [term.within(prepared.words, prepared.families) for term in terms]
    wanting = replace(question, asks=question.wants)
    moving = FIT.get(question.wants, 0.0)
    want = wanted(wanting)
    for place, sentence in enumerate(prepared.sentences):
        quotes = tuple(quote for quote in sentence.quotes if quote in said)
        if quotes and not question.leaves_out(prepared.article.id, sentence.passage.span):
            found = said_candidate(cue, terms, prepared, place, quotes, newness)
            fit = fitness(wanting, sentence, want) if moving else 0.5
            yield replace(found, score=found.score * followed(question, prepared, place) * (1 + moving * (2 * fit - 1)))


def said_candidate(
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
    score += sum(t.weight for t in terms) * ABOUT * share_held(terms, [(prepared.words, 1.0)])
    score += 0.2 * bm25(terms, before, 22) + 0.1 * bm25(terms, prepared.title, 22) + 0.05 * newness
    if any(quote.cue and quote.cue.overlaps(sentence.passage.span) for quote in quotes):
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
        names_held(terms, prepared),
        quotes=ranked,
        figures=sentence.figures,
    )


def _without_others(sentence: Sentence, quotes: Sequence[Quote], text: str) -> str:
    """The sentence's words that nobody else says in it, without the speaker's name and role."""
    span = sentence.passage.span
    taken = [part for quote in sentence.quotes if quote not in quotes for part in quote.content if part.overlaps(span)]
    taken += [quote.source for quote in quotes if quote.source and quote.source.overlaps(span)]
    kept = []
    at = span.start
    for part in sorted(taken):
        kept.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    rest = " ".join([*kept, text[at : max(at, span.end)]])
    for role in {part for quote in quotes for part in (quote.role, quote.organisation) if part}:
        rest = rest.replace(role, " ")
    return rest
