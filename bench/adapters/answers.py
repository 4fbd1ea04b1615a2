"""The product's ask flow over a corpus and its questions, both as JSON lines; answers as JSON lines on standard output.

    python bench/adapters/answers.py CORPUS.jsonl QUESTIONS.jsonl [--db FILE]

CORPUS  {"id", "title", "date", "source", "sentences": [...]}      QUESTIONS  {"id", "question"}, and "before": [...]
                                                          where others were asked before it in the thread
out     {"id", "articles": [ranked ids], "sentences": [[article id, sentence no], ... ranked], "confidence", "abstain",
         "latency_ms", "answer"}; the cited sentences are the first three.

The corpus is stored and read as any article is; with --db the read corpus is kept in FILE for the next run. Where an
embedding model is installed it is used, as in the product; READOUT_EMBEDDING=off answers by words alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "eval"))

from answering import replies_to

from bot.answers.semantic import BY_WORDS, Meaning, meaning_by
from bot.embedding.embedder import open_embedder
from bot.embedding.judge import open_judge
from bot.flows.embed import embed_articles
from bot.flows.speakers import join_speakers
from bot.model import LOCAL, Answer, Article, Citation, Reading, Scope, Span, Topic, Verdict
from bot.ports import Store
from bot.reading.reader import open_reader
from bot.settings import load_settings
from storage import open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The stored corpus: article ids in both worlds, and where each of its sentences starts and ends."""

    name_of: Mapping[int, str]
    bounds: Mapping[int, Sequence[tuple[int, int]]]

    def sentence(self, article_id: int, span: Span) -> tuple[str, int]:
        """The corpus' own number of the sentence that the span overlaps most."""
        overlap = [min(span.end, e) - max(span.start, s) for s, e in self.bounds[article_id]]
        return self.name_of[article_id], max(range(len(overlap)), key=overlap.__getitem__)

    def cited(self, citation: Citation) -> tuple[str, int]:
        """Where a quote's link opens: its first words; else the sentence."""
        first = citation.spans[0] if citation.quote else citation.sentence
        return self.sentence(citation.article.id, Span(first.start, first.start + 1) if citation.quote else first)


def joined(row: Mapping[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    bounds, text = [], ""
    for sentence in row["sentences"]:
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        bounds.append((start, len(text)))
    return text, bounds


def load(store: Store, rows: Sequence[Mapping[str, Any]]) -> Corpus:
    """Stores, reads and matches what is not there yet."""
    known = store.list_topics(LOCAL)
    articles = {row["id"]: _article(store, row) for row in rows}
    if not known:
        _read(store, list(articles.values()))
        topic = store.add_topic(Topic(LOCAL, "bench", "everything"))
        store.mark_matches(topic, "all", {article.id: True for article in articles.values()})
    bounds = {articles[row["id"]].id: joined(row)[1] for row in rows}
    return Corpus({article.id: name for name, article in articles.items()}, bounds)


def _article(store: Store, row: Mapping[str, Any]) -> Article:
    when = NOW - timedelta(days=1)
    url = f"https://corpus.example/{row['id']}"
    return store.add_article(
        Article(url, row["title"], joined(row)[0], row.get("source") or "corpus", published=when, first_seen=when)
    )


def _read(store: Store, articles: Sequence[Article]) -> None:
    version = open_reader().version
    with ProcessPoolExecutor() as pool:
        readings = pool.map(_reading, [article.text for article in articles], chunksize=20)
        for article, reading in zip(articles, readings, strict=True):
            store.add_reading(article, reading, version)
    join_speakers(store)


_reader: list[Any] = []


def _reading(text: str) -> Reading:
    if not _reader:
        _reader.append(open_reader())
    return _reader[0].read(text)


def by_meaning(store: Store) -> Meaning:
    """By the installed model, once every article has its vectors; by words alone without one."""
    embedder = open_embedder(load_settings().embedding)
    while embed_articles(store, embedder, datetime(2000, 1, 1, tzinfo=UTC), 64):
        pass
    return meaning_by(embedder, open_judge(load_settings().embedding), store)


def ask(
    store: Store, corpus: Corpus, scope: Scope, row: Mapping[str, Any], meaning: Meaning = BY_WORDS
) -> dict[str, Any]:
    began = time.perf_counter()
    found = replies_to(store, scope, row["question"], row.get("before", ()), now=NOW, meaning=meaning)
    took = (time.perf_counter() - began) * 1000
    cited = in_turn([corpus.cited(citation) for citation in reply.citations] for reply, _ in found)
    ranked = in_turn(
        [corpus.sentence(one.article.id, one.passage.span) for one in ranking.candidates[:30]] for _, ranking in found
    )
    sentences = list(dict.fromkeys([*cited, *ranked]))
    return {
        "id": row["id"],
        "articles": list(dict.fromkeys(name for name, _ in sentences)),
        "sentences": sentences,
        "confidence": max(reply.confidence for reply, _ in found),
        "abstain": all(reply.verdict is not Verdict.ANSWERED for reply, _ in found),
        "latency_ms": took,
        "answer": " … ".join(filter(None, (_words(reply) for reply, _ in found))),
    }


def in_turn(lists: Iterable[Sequence[tuple[str, int]]]) -> list[tuple[str, int]]:
    """The first of each, then the second of each, and so on."""
    return [one for turn in zip_longest(*lists) for one in turn if one is not None]


def _words(reply: Answer) -> str:
    return reply.short or " … ".join(span.of(c.article.text) for c in reply.citations for span in c.spans)


def lines(path: str) -> Iterator[Any]:
    return (json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("questions")
    parser.add_argument("--db", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{options.db or Path(folder, 'corpus.sqlite')}")
        store.migrate()
        corpus = load(store, list(lines(options.corpus)))
        scope = Scope(LOCAL, topic_ids=(store.list_topics(LOCAL)[0].id,))
        meaning = by_meaning(store)
        for row in lines(options.questions):
            print(json.dumps(ask(store, corpus, scope, row, meaning), ensure_ascii=False))
        store.close()


if __name__ == "__main__":
    main()
