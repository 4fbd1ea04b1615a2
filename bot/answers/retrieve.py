"""From a question to ranked sentences: the engine proposes, a small exact ranking over whole articles decides.

The engine's ranked search (bounded by scope) names the articles; all their sentences are then scored by Okapi BM25
with their neighbours and their title as context, so that both databases rank alike.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answers.lexicon import GROUP_OF
from bot.answers.question import Asks, Question
from bot.answers.words import stem, stems
from bot.model import Article, Figure, Passage, Quote, Reading, Scope, Span
from bot.ports import Articles, SaidRow, Search

ARTICLES = 12
CONTEXT, TITLE, SYNONYM = 0.35, 0.5, 0.4
K1, B, TYPICAL = 1.2, 0.4, 22.0
"""BM25's saturation and length constants; a sentence of news has some 22 words."""


class Library(Search, Articles, Protocol):
    """The part of the store that answering reads."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence with all that is known of it."""

    article: Article
    passage: Passage
    score: float
    coverage: float
    """Share of the question's word weight that the sentence, its neighbours or its title hold."""
    own_coverage: float
    """The same for the sentence alone."""
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    candidates: tuple[Candidate, ...]
    weights: Mapping[str, float]
    searched: int
    """Articles in scope."""


def word_weights(search: Search, words: Sequence[str]) -> dict[str, float]:
    """Stem -> inverse document frequency over the stored passages."""
    total, counts = search.count_passages(words)
    return {stem(word): math.log(1 + (total + 1) / (counts.get(word, 0) + 0.5)) for word in words}


def rank(library: Library, question: Question, scope: Scope) -> Ranking:
    """Sentences of the scope, best first, for questions that are not about one speaker's words."""
    words = question.words
    searched = len(library.list_scope(scope))
    if not words or not searched:
        return Ranking((), {}, searched)
    weights = word_weights(library, words)
    chosen = _promising(library, scope, words)
    return Ranking(tuple(_scored(library, question, chosen, weights)), weights, searched)


def rank_said(library: Library, question: Question, scope: Scope) -> Ranking:
    """Sentences in which one of the question's speakers is quoted, best first: the speaker is a filter, not a word."""
    rows = [row for name in question.speakers for row in library.list_said(scope, name)]
    searched = len(library.list_scope(scope))
    weights = word_weights(library, question.words) if question.words else {}
    chosen = list(dict.fromkeys(row.article_id for row in rows))
    said = _quotes_of(rows)
    found = [
        candidate
        for candidate in _scored(library, question, chosen, weights)
        if any(quote in said[candidate.article.id] for quote in candidate.quotes)
    ]
    kept = tuple(_only(candidate, said[candidate.article.id], weights) for candidate in found)
    return Ranking(tuple(sorted(kept, key=lambda c: -c.score)), weights, searched)


def _quotes_of(rows: Sequence[SaidRow]) -> Mapping[int, list[Quote]]:
    said: dict[int, list[Quote]] = defaultdict(list)
    for row in rows:
        said[row.article_id].append(row.quote)
    return said


def _only(candidate: Candidate, said: Sequence[Quote], weights: Mapping[str, float]) -> Candidate:
    """The candidate with the speaker's own words alone: what others say in the sentence does not count."""
    quotes = tuple(quote for quote in candidate.quotes if quote in said)
    text = candidate.article.text
    own = " ".join(span.of(text) for quote in quotes for span in (*quote.content, *quote.continuation))
    covered = _coverage(Counter(stems(own)), weights)
    return Candidate(
        candidate.article, candidate.passage, candidate.score + 2 * covered, covered, covered, quotes, candidate.figures
    )


def _promising(library: Library, scope: Scope, words: Sequence[str]) -> list[int]:
    """The articles whose sentences the engine ranks best: a sum over the first sentences of each."""
    passages = library.search_passages(scope, words, 200)
    if not passages:
        return []
    best: dict[int, list[float]] = defaultdict(list)
    for passage in passages:
        best[passage.article_id].append(passage.score)
    worth = {article: scores[0] + 0.3 * sum(scores[1:4]) for article, scores in best.items()}
    return sorted(worth, key=lambda article: -worth[article])[:ARTICLES]


def _scored(
    library: Library, question: Question, article_ids: Sequence[int], weights: Mapping[str, float]
) -> list[Candidate]:
    articles = {article.id: article for article in library.list_articles(article_ids)}
    readings = library.get_readings(article_ids)
    sentences: dict[int, list[Passage]] = defaultdict(list)
    for passage in library.list_passages(article_ids):
        sentences[passage.article_id].append(passage)
    found = [
        candidate
        for number in article_ids
        if number in articles
        for candidate in _of_article(question, articles[number], readings.get(number), sentences[number], weights)
    ]
    return sorted(found, key=lambda c: -c.score)


def _of_article(
    question: Question,
    article: Article,
    reading: Reading | None,
    passages: Sequence[Passage],
    weights: Mapping[str, float],
) -> list[Candidate]:
    counts = [Counter(stems(passage.text)) for passage in passages]
    title = Counter(stems(article.title))
    out = []
    for place, passage in enumerate(passages):
        around = counts[max(0, place - 1)] + counts[min(len(counts) - 1, place + 1)]
        score = _bm25(counts[place], weights) + CONTEXT * _bm25(around, weights) + TITLE * _bm25(title, weights)
        window = counts[place] + around + title
        quotes, figures = _facts(reading, passage.span)
        candidate = Candidate(
            article,
            passage,
            score * _fitness(question.asks, quotes, figures, counts[place]),
            _coverage(window, weights),
            _coverage(counts[place], weights),
            quotes,
            figures,
        )
        out.append(candidate)
    return out


def _fitness(asks: Asks, quotes: Sequence[Quote], figures: Sequence[Figure], words: Counter[str]) -> float:
    """Whether the sentence holds the kind of thing that is asked for."""
    match asks:
        case Asks.HOW_MUCH:
            return 1.3 if figures else 0.75 if not any(word.isdigit() for word in words) else 1.0
        case Asks.WHO_SAID:
            return 1.4 if quotes else 0.6
        case Asks.WHEN:
            return 1.15 if any(word in _TIMES or (word.isdigit() and len(word) == 4) for word in words) else 0.9
        case _:
            return 1.0


_TIMES = frozenset(
    stem(word)
    for word in "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december today yesterday tomorrow week month year spring summer autumn".split()
)


def _facts(reading: Reading | None, sentence: Span) -> tuple[tuple[Quote, ...], tuple[Figure, ...]]:
    if reading is None:
        return (), ()
    quotes = tuple(q for q in reading.quotes if any(_meets(s, sentence) for s in (*q.content, *q.continuation)))
    return quotes, tuple(figure for figure in reading.figures if _meets(figure.span, sentence))


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _bm25(counts: Counter[str], weights: Mapping[str, float]) -> float:
    length = sum(counts.values())
    norm = K1 * (1 - B + B * length / TYPICAL)
    score = 0.0
    for word, weight in weights.items():
        times = counts.get(word, 0)
        if times:
            score += weight * times * (K1 + 1) / (times + norm)
        elif _synonym(word, counts):
            score += SYNONYM * weight / (1 + norm)
    return score


def _coverage(counts: Counter[str], weights: Mapping[str, float]) -> float:
    total = sum(weights.values())
    if not total:
        return 1.0
    held = sum(w if word in counts else SYNONYM * w if _synonym(word, counts) else 0.0 for word, w in weights.items())
    return held / total


def _synonym(word: str, counts: Counter[str]) -> bool:
    group = GROUP_OF.get(word)
    return group is not None and any(GROUP_OF.get(other) == group for other in counts)
