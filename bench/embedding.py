"""The embedding model over the sample news: `python bench/embedding.py [--rounds N]`.

Needs the model (docs/answers.md). Prints what loading costs, sentences embedded and stored per second, the time a
question's likeness to every sentence of the sample news takes, and the memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.answers.semantic import similarity_by
from bot.demo.news import load_articles
from bot.embedding.embedder import open_embedder
from bot.flows.embed import embed_articles
from bot.model import Article, Passage, Reading
from bot.ports import Embedder, Store
from bot.reading.language import rough_sentences
from bot.settings import load_settings
from storage import open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
QUESTIONS = ("Why did the port workers walk out?", "How much dearer did it get?", "Who wants the watchdog to wait?")


def memory() -> float:
    """Megabytes, at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(store: Store) -> list[Passage]:
    for sample in load_articles():
        article = store.add_article(
            Article(f"https://news.example/{sample.slug}", sample.title, sample.text, sample.outlet, first_seen=NOW)
        )
        store.add_reading(article, Reading(sentences=rough_sentences(sample.text)), "bench")
    return store.list_passages([article.id for article in store.list_window(datetime(2000, 1, 1, tzinfo=UTC), NOW)])


def embed(store: Store, embedder: Embedder, passages: int) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    articles = embed_articles(store, embedder, datetime(2000, 1, 1, tzinfo=UTC), 10_000)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    speed = f"{passages / wall:.0f} a second, {passages / cpu:.0f} a CPU-second"
    print(f"{passages} sentences of {articles} articles: {speed}")


def ask(store: Store, embedder: Embedder, passages: list[Passage], rounds: int) -> None:
    similar = similarity_by(embedder, store)
    took = []
    for number in range(rounds):
        began = time.perf_counter()
        similar(f"{QUESTIONS[number % len(QUESTIONS)]} {number}", passages)
        took.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"a question against {len(passages)} sentences: p50 {statistics.median(took):.1f} ms, p95 {p95:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    before, began = memory(), time.perf_counter()
    embedder = open_embedder(load_settings().embedding)
    if not embedder.version:
        sys.exit("No embedding model is installed: docs/answers.md says how to add it.")
    embedder.embed_questions(["one"])
    print(f"loaded and checked in {time.perf_counter() - began:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/news.sqlite")
        store.migrate()
        passages = fill(store)
        embed(store, embedder, len(passages))
        ask(store, embedder, passages, options.rounds)
        store.close()
    print(f"memory {memory():.0f} MB at most, {before:.0f} before the model")


if __name__ == "__main__":
    main()
