"""How fast the store is: `python bench/stores.py [--url sqlite:///…] [--passages 1000000] [--only items|search]`.

items: a polled feed that says the same again, and one that says something new. search: questions over a store of that
many passages of invented text, bounded by topics of several sizes, as a thread's question is.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.model import LOCAL, Article, Item, Reading, Scope, Span, Topic
from bot.ports import Store
from storage import open_store
from storage.articles import _write_article, _write_reading

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
SENTENCES = 25
PER_FEED = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="")
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--only", choices=["items", "search"])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(chosen.url or f"sqlite:///{Path(folder) / 'readout.sqlite'}")
        if chosen.only != "search":
            bench_items(store, chosen.items)
        if chosen.only != "items":
            bench_search(store, chosen.passages)
        store.close()


# ------------------------------------------------------------------ items


def bench_items(store: Store, count: int) -> None:
    """Documents of 50 entries, one transaction each, as polls are."""
    words = Words(1)
    documents: list[tuple[int, list[Item]]] = []
    for number in range(count // PER_FEED):
        feed = store.add_feed(f"https://outlet{number}.example/feed")
        documents.append((feed.id, [_item(number * PER_FEED + place, words) for place in range(PER_FEED)]))
    _report_rate("new items", count, lambda: _poll(store, documents))
    _report_rate("unchanged items", count, lambda: _poll(store, documents))
    changed = [
        (feed_id, [Item(one.url, one.title + " (updated)", one.keys, one.summary) for one in items])
        for feed_id, items in documents
    ]
    _report_rate("changed items", count, lambda: _poll(store, changed))


def _poll(store: Store, documents: list[tuple[int, list[Item]]]) -> None:
    for feed_id, items in documents:
        store.add_items(feed_id, items, NOW, baseline=False)


def _item(number: int, words: Words) -> Item:
    url = f"https://outlet.example/{number}"
    return Item(url, words.sentence(8), (f"guid:{number}", f"url:{url}"), words.sentence(120), published=NOW)


def _report_rate(what: str, count: int, work: Callable[[], None]) -> None:
    begun, cpu = time.perf_counter(), time.process_time()
    work()
    took, used = time.perf_counter() - begun, time.process_time() - cpu
    print(f"{what}: {count / took:,.0f}/s ({count / used:,.0f} per CPU-second)", flush=True)


# ------------------------------------------------------------------ search


class Words:
    """Invented words, the n-th a 1/n as frequent as the first, as words of a language are."""

    def __init__(self, seed: int, vocabulary: int = 60_000) -> None:
        self._random = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        self.words = ["".join(self._random.choices(syllables, k=self._random.randint(2, 4))) for _ in range(vocabulary)]
        total = 0.0
        self._weights = [total := total + 1 / (place + 10) for place in range(vocabulary)]

    def sentence(self, length: int) -> str:
        return " ".join(self._random.choices(self.words, cum_weights=self._weights, k=length)).capitalize() + "."

    def question(self) -> list[str]:
        """Words that retrieval keeps: none of the fifty commonest."""
        kept = [word for word in self.sentence(12).rstrip(".").casefold().split() if word not in self.words[:50]]
        return kept[: self._random.randint(3, 6)]


def bench_search(store: Store, passages: int) -> None:
    words = Words(2)
    begun = time.perf_counter()
    articles = passages // SENTENCES
    known = store.list_scope(Scope(LOCAL, article_ids=tuple(range(1, articles + 1))))
    ids = sorted(known) if len(known) == articles else _fill(store, words, articles)
    print(f"{passages:,} passages, filled in {time.perf_counter() - begun:.0f} s", flush=True)
    for size in (50, 500, 2_000, 10_000):
        if size > len(ids):
            break
        for name, chosen in (("newest", ids[-size:]), ("scattered", random.Random(size).sample(ids, size))):
            topic = store.add_topic(Topic(LOCAL, "C1", f"{name} {size} {time.time()}"))
            store.mark_matches(topic, "q", dict.fromkeys(chosen, True))
            scope = Scope(LOCAL, (topic.id,))
            _report_times(f"search in {size:,} {name} articles", _searches(store, scope, words, 100))
    _report_times("count of words", _counts(store, words, 100))


def _fill(store: Store, words: Words, articles: int) -> list[int]:
    ids = []
    engine = store._engine  # type: ignore[attr-defined]  # noqa: SLF001  # 500 articles a transaction
    sentences = [words.sentence(random.Random(number).randint(8, 30)) for number in range(20_000)]
    for start in range(0, articles, 500):
        with engine.write() as tx:
            for number in range(start, min(start + 500, articles)):
                text, spans = _text(random.Random(number).choices(sentences, k=SENTENCES - 1), words.sentence(15))
                seen = NOW + timedelta(minutes=number)
                made = _write_article(
                    tx, Article(f"https://outlet.example/a{number}", words.sentence(8), text, "Outlet", first_seen=seen)
                )
                _write_reading(tx, made, Reading(sentences=spans), "bench")
                ids.append(made.id)
    return ids


def _text(sentences: list[str], own: str) -> tuple[str, tuple[Span, ...]]:
    spans, place = [], 0
    for sentence in [own, *sentences]:
        spans.append(Span(place, place + len(sentence)))
        place += len(sentence) + 1
    return " ".join([own, *sentences]), tuple(spans)


def _searches(store: Store, scope: Scope, words: Words, count: int) -> Iterator[float]:
    for _ in range(count):
        question = words.question()
        begun = time.perf_counter()
        store.search_passages(scope, question, 50)
        yield time.perf_counter() - begun


def _counts(store: Store, words: Words, count: int) -> Iterator[float]:
    for _ in range(count):
        question = words.question()
        begun = time.perf_counter()
        store.count_passages(question)
        yield time.perf_counter() - begun


def _report_times(what: str, times: Iterator[float]) -> None:
    taken = sorted(1000 * one for one in times)
    p95 = taken[int(len(taken) * 0.95)]
    print(f"{what}: p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms, worst {taken[-1]:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
