"""Articles made ready for ranking: every sentence with its stems, its quotes and figures.

Stemming and reading rows cost far more than scoring; a shelf keeps the articles last used, as long as
their rows are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

from bot.answers.terms import families_of
from bot.answers.words import fold, stem, stem_counts
from bot.model import Article, Excerpt, Figure, Passage, Quote, Reading, Scope, Span
from bot.ports import Articles, Search

MOST = 1500
"""Articles kept ready: some 30 kB each."""
ROUND = 40
"""Characters before a figure that tell what it is; half as many behind it."""
FRESH_S, MOST_LISTS = 20.0, 24
"""Who is quoted in a scope: seconds that a list is used again, and lists that are kept (one of 4,000 names: 2 MB)."""
T = TypeVar("T")
_NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ][\w’'-]*")


class Library(Search, Articles, Protocol):
    """The part of the store that answering reads."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`opens`: it begins a paragraph, so what stands before it carries less over."""

    passage: Passage
    counts: Mapping[str, int]
    length: int
    opens: bool
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    about: tuple[frozenset[str], ...] = ()
    """For each figure the stems of what it measures, of its unit and of the words round it."""


@dataclass(frozen=True)
class Prepared:
    article: Article
    title: Mapping[str, int]
    words: frozenset[str]
    """Every stem of title, outlet and text."""
    sentences: tuple[Sentence, ...]
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The longer ones of `words` by the letters they begin with."""

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the words that stand with a capital inside a sentence: few questions ask for them."""
        return frozenset(stem(fold(name)) for name in _NAME.findall(self.article.text))

    def excerpt(self, places: Sequence[int]) -> Excerpt:
        """The article as it is read closely, with these sentences in question."""
        return Excerpt(self.article.title, tuple(one.passage.text for one in self.sentences), tuple(places))


class Shelf:
    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[int, Prepared] = OrderedDict()
        self._listed: OrderedDict[tuple[str, Scope], tuple[float, Any]] = OrderedDict()
        self._lock = Lock()

    def take(self, library: Library, article_ids: Sequence[int]) -> list[Prepared]:
        """The articles in that order, made ready; those without a stored text are left out."""
        articles = library.list_articles(article_ids)
        ready = self._known(articles)
        missing = [article for article in articles if article.id not in ready]
        if missing:
            ready.update(_prepared(library, missing))
            self._keep(ready.values())
        return [ready[article.id] for article in articles]

    def look(self, what: str, scope: Scope, list_it: Callable[[], T]) -> T:
        """What was listed of the same articles within FRESH_S seconds, else what is listed now."""
        now = monotonic()
        with self._lock:
            when, found = self._listed.get((what, scope), (-FRESH_S, None))
        if found is not None and now - when < FRESH_S:
            kept: T = found
            return kept
        listed = list_it()
        with self._lock:
            self._listed[what, scope] = (now, listed)
            self._listed.move_to_end((what, scope))
            while len(self._listed) > MOST_LISTS:
                self._listed.popitem(last=False)
        return listed

    def _known(self, articles: Iterable[Article]) -> dict[int, Prepared]:
        with self._lock:
            found = [(article, self._kept.get(article.id)) for article in articles]
            fresh = {article.id: kept for article, kept in found if kept and kept.article == article}
            for number in fresh:
                self._kept.move_to_end(number)
        return fresh

    def _keep(self, made: Iterable[Prepared]) -> None:
        with self._lock:
            for prepared in made:
                if any(sentence.quotes or sentence.figures for sentence in prepared.sentences):
                    self._kept[prepared.article.id] = prepared
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


_shelves: WeakKeyDictionary[Library, Shelf] = WeakKeyDictionary()


def shelf_of(library: Library) -> Shelf:
    """One shelf for each open store."""
    return _shelves.setdefault(library, Shelf())


def _prepared(library: Library, articles: Sequence[Article]) -> dict[int, Prepared]:
    numbers = [article.id for article in articles]
    readings = library.get_readings(numbers)
    passages: dict[int, list[Passage]] = {number: [] for number in numbers}
    for passage in library.list_passages(numbers):
        passages[passage.article_id].append(passage)
    return {a.id: _prepare(a, readings.get(a.id, Reading()), passages[a.id]) for a in articles}


def _prepare(article: Article, reading: Reading, passages: Sequence[Passage]) -> Prepared:
    sentences = []
    end = 0
    spans = [passage.span for passage in passages]
    quotes_of = _by_sentence(((quote, (*quote.content, *quote.continuation)) for quote in reading.quotes), spans)
    figures_of = _by_sentence(((figure, (figure.span,)) for figure in reading.figures), spans)
    for passage, quotes, figures in zip(passages, quotes_of, figures_of, strict=True):
        counts = stem_counts(passage.text)
        opens = "\n" in article.text[end : passage.span.start] or end == 0
        about = tuple(_about(article.text, figure) for figure in figures)
        sentences.append(Sentence(passage, counts, sum(counts.values()), opens, quotes, figures, about))
        end = passage.span.end
    title = stem_counts(article.title)
    words = frozenset(title).union(stem_counts(article.outlet), *(sentence.counts for sentence in sentences))
    return Prepared(article, title, words, tuple(sentences), families_of(words))


def _about(text: str, figure: Figure) -> frozenset[str]:
    """The stems of what a figure measures, of its unit and of the words round it."""
    start, end = max(0, figure.span.start - ROUND), figure.span.end + ROUND // 2
    return frozenset(stem_counts(f"{figure.measures} {figure.unit} {text[start:end]}"))


Fact = TypeVar("Fact", Quote, Figure)


def _by_sentence(facts: Iterable[tuple[Fact, Sequence[Span]]], sentences: Sequence[Span]) -> list[tuple[Fact, ...]]:
    """For each sentence, in order, the facts with a span that shares a character with it."""
    starts = [sentence.start for sentence in sentences]
    found: list[dict[int, Fact]] = [{} for _ in sentences]
    for number, (fact, spans) in enumerate(facts):
        for span in spans:
            place = max(0, bisect_right(starts, span.start) - 1)
            while place < len(sentences) and starts[place] < span.end:
                if span.overlaps(sentences[place]):
                    found[place][number] = fact
                place += 1
    return [tuple(each.values()) for each in found]
