"""How long a question takes, whole: `python bench/asking.py [--url …] [--passages 1000000] [--questions 200]`.

From the question's row to the reply's delivery row: reading the question, searching its briefing (30 articles), its
topic (2,000) and the channel's topics (2,500; of fewer in the store all, four fifths of them in the topic), ranking,
the gate, drawing. The store holds that many passages of invented text in articles of 25 sentences, with four quotes
and four figures each. Printed: milliseconds of questions of each kind, the first ones of a fresh process apart, and
what of them is work of this process: beside other programs only that can be compared. With `--apart` as if more than
20 seconds lay between two questions, so that who is quoted is listed for each. A database that this command filled is
used again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.stores import SENTENCES, Words
from bot.answers.shelf import shelf_of
from bot.flows.ask import answer_request
from bot.log import set_up_log
from bot.model import (
    LOCAL,
    Article,
    Delivery,
    DeliveryState,
    Edition,
    Figure,
    FigureKind,
    Message,
    Quote,
    QuoteKind,
    Reading,
    Request,
    RequestKind,
    Run,
    Scope,
    Span,
    Topic,
)
from bot.ports import Ports, Store
from storage import open_store
from storage.articles import _write_article, _write_reading

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
CHANNEL_ARTICLES = 2_500
CHANNEL, THREAD = f"C{time.time()}", "1700000000.000100"
KINDS = {
    "what X said": "What did {name} say about {a} {b}?",
    "who said it": "Who said that {a} {b} {c}?",
    "how much": "How much did {a} {b} {c} cost?",
    "when": "When will {a} {b} {c}?",
    "why": "Why did the {a} {b} {c}?",
    "anything else": "Did the {a} {b} for {c} {d}?",
    "unknown person": "What did Xqwert Zlonk say about {a}?",
}


@dataclass(frozen=True)
class Taken:
    kind: str
    ms: float
    work_ms: float


@dataclass
class Outside:
    """The clock, the queue and the messenger of a question that nobody waits for."""

    def now(self) -> datetime:
        return NOW

    def wake(self, lane: str) -> None: ...

    def is_working(self, *_: object) -> None: ...


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="")
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--apart", action="store_true")
    chosen = parser.parse_args()
    set_up_log("WARNING")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(chosen.url or f"sqlite:///{Path(folder) / 'readout.sqlite'}")
        store.migrate()
        words = Words(2)
        names = [f"{words.sentence(1)[:-1]} {words.sentence(1)[:-1]}" for _ in range(5_000)]
        begun = time.perf_counter()
        articles = chosen.passages // SENTENCES
        filled = store.list_scope(Scope(LOCAL, article_ids=(articles,)))
        ids = list(range(1, articles + 1)) if filled else fill(store, words, names, articles)
        print(f"{len(ids) * SENTENCES:,} passages, filled in {time.perf_counter() - begun:.0f} s", flush=True)
        track(store, ids)
        outside = Outside()
        ports = Ports(store, None, None, outside, outside, outside)  # type: ignore[arg-type]
        report(ask(ports, words, names, chosen.questions, apart=chosen.apart))
        store.close()


# ------------------------------------------------------------------ the store


def fill(store: Store, words: Words, names: Sequence[str], articles: int) -> list[int]:
    ids = []
    engine = store._engine  # type: ignore[attr-defined]  # noqa: SLF001  # 500 articles a transaction
    pool = [words.sentence(random.Random(number).randint(8, 30)) for number in range(20_000)]
    for start in range(0, articles, 500):
        with engine.write() as tx:
            for number in range(start, min(start + 500, articles)):
                chance = random.Random(number)
                title, text = words.sentence(8), " ".join(chance.choices(pool, k=SENTENCES))
                seen = NOW - timedelta(minutes=articles - number)
                article = Article(f"https://outlet.example/a{number}", title, text, "Outlet", first_seen=seen)
                made = _write_article(tx, article)
                _write_reading(tx, made, _reading(text, chance, names), "bench")
                ids.append(made.id)
    return ids


def _reading(text: str, chance: random.Random, names: Sequence[str]) -> Reading:
    spans, place = [], 0
    for part in text.split(". "):
        spans.append(Span(place, min(len(text), place + len(part) + 1)))
        place += len(part) + 2
    quotes = [Quote((span,), chance.choice(names), QuoteKind.INDIRECT) for span in sorted(chance.sample(spans, 4))]
    figures = [
        Figure(
            Span(span.start, span.start + 5), Decimal(3), "USD", FigureKind.MONEY, text[span.start : span.start + 20]
        )
        for span in sorted(chance.sample(spans, 4))
    ]
    return Reading(tuple(quotes), tuple(figures), tuple(spans))


def track(store: Store, ids: Sequence[int]) -> None:
    """Two topics of the channel, and a briefing of the first one in the thread."""
    topic, other = (store.add_topic(Topic(LOCAL, CHANNEL, name, created=NOW)) for name in ("one", "two"))
    newest = ids[-CHANNEL_ARTICLES:]
    split = len(newest) // 5
    store.mark_matches(topic, "q", dict.fromkeys(newest[split:], True))
    store.mark_matches(other, "q", dict.fromkeys(newest[:split], True))
    run = store.add_run(Run(f"local|{CHANNEL}|2026-03-09|08:00", LOCAL, CHANNEL, (topic.id,), NOW), [])
    if run is None:
        raise SystemExit("this database was used before: give a fresh one")
    message = Message((), "")
    shown = tuple(ids[-30:])
    edition = Edition(run.id, LOCAL, CHANNEL, (topic.id,), NOW - timedelta(days=1), NOW, shown, {}, (message,))
    part = Delivery(CHANNEL, LOCAL, CHANNEL, 0, message, run_id=run.id)
    store.add_edition(edition, [part], [])
    sending = store.claim_delivery(part.id, NOW)
    if sending is None or not store.mark_delivery(replace(sending, state=DeliveryState.SENT, ts=THREAD), sending):
        raise SystemExit("the briefing could not be marked as sent")


# ------------------------------------------------------------------ the questions


def ask(ports: Ports, words: Words, names: Sequence[str], count: int, *, apart: bool = False) -> list[Taken]:
    taken = []
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        a, b, c, d = (words.question() * 4)[:4]
        text = KINDS[kind].format(name=random.Random(number).choice(names), a=a, b=b, c=c, d=d)
        request = Request(
            f"{CHANNEL}|{number}", LOCAL, RequestKind.QUESTION, CHANNEL, "U1", text, thread_ts=THREAD, created=NOW
        )
        added = ports.store.add_request(request)
        if added is None:
            continue
        if apart:
            shelf_of(ports.store)._listed.clear()  # noqa: SLF001  # waiting would take an hour
        begun, worked = time.perf_counter(), time.process_time()
        answer_request(ports, added)
        taken.append(Taken(kind, 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)))
    return taken


def report(taken: Sequence[Taken]) -> None:
    first, rest = taken[: len(KINDS)], taken[len(KINDS) :]
    print(f"first questions of the process: {', '.join(f'{one.ms:.0f} ({one.work_ms:.0f})' for one in first)} ms")
    for kind in (*KINDS, ""):
        chosen = [one for one in rest if kind in ("", one.kind)]
        told = "; ".join(f"{name} {_spread(values)}" for name, values in _columns(chosen))
        print(f"{kind or 'all':16} {len(chosen):4}: {told}")


def _columns(taken: Sequence[Taken]) -> tuple[tuple[str, list[float]], ...]:
    return ("passed", [one.ms for one in taken]), ("worked", [one.work_ms for one in taken])


def _spread(values: Sequence[float]) -> str:
    ordered = sorted(values)
    return f"p50 {statistics.median(ordered):.1f} ms, p95 {ordered[int(0.95 * len(ordered))]:.1f} ms"


if __name__ == "__main__":
    main()
