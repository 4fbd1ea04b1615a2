"""Which articles belong to which topic; and what a query would find before it is anybody's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import QueryError
from bot.feeds.match import Query, fold, parse_query, terms_of
from bot.flows.poll import Progress, silent
from bot.log import get_log
from bot.model import Article, Reading, Topic
from bot.ports import Ports

log = get_log("matching")

MATCH_WINDOW = timedelta(days=8)
SAMPLE = timedelta(days=7)
"""What a query is tried on."""
MOST_TERMS_COUNTED = 8

Judge = Callable[[Article, Reading], bool]


def match_topics(ports: Ports, topics: Iterable[Topic], on_progress: Progress = silent) -> int:
    """Judges the articles of each topic's feeds that its present query has not seen; returns how many matched."""
    todo, found = list(topics), 0
    for number, topic in enumerate(todo, 1):
        found += _match(ports, topic)
        on_progress("matching", number, len(todo))
    return found


def _match(ports: Ports, topic: Topic) -> int:
    stamp = stamp_of(topic)
    articles = ports.store.list_unmatched(topic, stamp, ports.clock.now() - MATCH_WINDOW)
    if not articles:
        return 0
    try:
        judge = judge_of(topic)
    except QueryError as error:
        log.warning("topic not matched", topic=topic.id, error=str(error))
        return 0
    readings = ports.store.get_readings([article.id for article in articles])
    matched = {article.id: judge(article, readings.get(article.id, Reading())) for article in articles}
    ports.store.mark_matches(topic, stamp, matched)
    return sum(matched.values())


def stamp_of(topic: Topic) -> str:
    """Names what articles are judged by: the query, the mutes, and the outlets that alone are read, where there are."""
    parts = [topic.query, *topic.muted, *(f"only {outlet}" for outlet in topic.outlets)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def judge_of(topic: Topic) -> Judge:
    """Whether an article belongs to the topic. Raises QueryError where its query cannot be read.

    Of the topic's outlets, where it names any, all others are left out. A mute leaves out the outlet of that name, and
    every article that holds it as a word or phrase in its title.
    """
    query = parse_query(topic.query)
    only = {fold(outlet) for outlet in topic.outlets}
    mutes = [(fold(mute), parse_query(f'title:"{mute}"')) for mute in topic.muted if fold(mute).strip()]

    def judge(article: Article, reading: Reading) -> bool:
        outlet = fold(article.outlet)
        if only and outlet not in only:
            return False
        if any(outlet == name or _holds(words, article) for name, words in mutes):
            return False
        return _matches(query, article, reading)

    return judge


def _matches(query: Query, article: Article, reading: Reading) -> bool:
    speakers = [quote.speaker for quote in reading.quotes]
    return query.matches(article.title, article.text, article.outlet, speakers)


def _holds(query: Query, article: Article) -> bool:
    return query.matches(article.title, article.text, article.outlet)


# ------------------------------------------------------------------ before it is saved


@dataclass(frozen=True, slots=True)
class Trial:
    """What a query finds among the articles of the last seven days."""

    query: str
    articles: int
    matched: tuple[Article, ...] = ()
    """Newest first."""
    terms: tuple[tuple[str, int], ...] = ()
    """Each word or phrase of the query, and how many of the articles hold it."""


def try_query(ports: Ports, topics: Sequence[Topic], query: str) -> Trial:
    """Judges what came in through the feeds of these topics; nothing is recorded. Raises QueryError."""
    parsed = parse_query(query)
    articles = recent_articles(ports, topics)
    readings = ports.store.get_readings([article.id for article in articles])
    pairs = [(article, readings.get(article.id, Reading())) for article in articles]
    terms = tuple(
        (words, sum(_matches(alone, *pair) for pair in pairs)) for words, alone in terms_of(parsed)[:MOST_TERMS_COUNTED]
    )
    matched = (article for article, reading in pairs if _matches(parsed, article, reading))
    return Trial(query, len(articles), tuple(sorted(matched, key=_seen, reverse=True)), terms)


def recent_articles(ports: Ports, topics: Sequence[Topic]) -> list[Article]:
    """The read articles of the last seven days from the feeds of these topics, each once."""
    since = ports.clock.now() - SAMPLE
    # No article was ever judged under this stamp: all of them are unmatched.
    return list({a.id: a for topic in topics for a in ports.store.list_unmatched(topic, "trial", since)}.values())


def _seen(article: Article) -> str:
    return article.first_seen.isoformat() if article.first_seen else ""
