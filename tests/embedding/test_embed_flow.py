"""Embedding in rounds: the newest first, bounded, and nothing done twice or lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from bot.answers.semantic import unpacked
from bot.cli.doctor import Level, _embedding
from bot.embedding.network import Floats
from bot.flows import embed
from bot.flows.ask import MEMORY
from bot.flows.embed import embed_articles, embed_due
from bot.model import Article, InContext, Reading, Span
from bot.ports import Embedder, NoEmbedder, Ports, Store
from bot.settings import Settings
from storage import open_store

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TEXT = "Two ferries left Tarn. One came back."
SENTENCES = (Span(0, 22), Span(23, 37))


@dataclass
class CountedWords:
    """A vector is (1, characters), made one: near enough to tell sentences apart. `patience`: calls until it breaks."""

    patience: int = 99
    calls: list[list[InContext]] = field(default_factory=list)
    version = "counted"

    def embed_questions(self, questions: Sequence[str]) -> Floats:
        raise AssertionError

    def embed_sentences(self, sentences: Sequence[InContext]) -> Floats:
        if len(self.calls) == self.patience:
            raise KeyboardInterrupt
        self.calls.append(list(sentences))
        rows = np.array([(1, len(one.text)) for one in sentences], dtype=np.float32).reshape(-1, 2)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@dataclass
class Diary:
    woken: list[str] = field(default_factory=list)

    def wake(self, lane: str) -> None:
        self.woken.append(lane)


class StoppedClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'news.sqlite'}")
    opened.migrate()
    yield opened
    opened.close()


def ports_of(store: Store, embedder: Embedder, diary: Diary | None = None) -> Ports:
    nobody = cast("Any", None)
    return Ports(store, nobody, nobody, nobody, diary or Diary(), StoppedClock(), embedder)


def add(store: Store, number: int, *, days_ago: float = 1, title: str = "Ferries") -> Article:
    seen = NOW - timedelta(days=days_ago)
    story = store.add_article(Article(f"https://tarn.example/{number}", title, TEXT, "Tarn Post", first_seen=seen))
    store.add_reading(story, Reading(sentences=SENTENCES), "r1")
    return story


def round_of(store: Store, embedder: Embedder, limit: int) -> int:
    return embed_articles(store, embedder, NOW - MEMORY, limit)


def embedded(store: Store, articles: Sequence[Article]) -> set[int]:
    return set(store.get_vectors([article.id for article in articles], "counted"))


def test_each_sentence_gets_its_vector_in_order(store: Store):
    story = add(store, 1)
    assert round_of(store, CountedWords(), 9) == 1
    rows = unpacked(store.get_vectors([story.id], "counted")[story.id], 2)
    assert rows[:, 1] / rows[:, 0] == pytest.approx([22, 14], rel=0.02)


def test_each_sentence_stands_under_its_title_and_behind_the_one_before_in_its_article(store: Store):
    for number, title in enumerate(("One", "Two")):
        add(store, number, days_ago=1 + number, title=title)
    counted = CountedWords()
    assert round_of(store, counted, 9) == 2
    first, second = "Two ferries left Tarn.", "One came back."
    assert counted.calls == [
        [
            InContext("One", "", first),
            InContext("One", first, second),
            InContext("Two", "", first),
            InContext("Two", first, second),
        ]
    ]


def test_the_newest_first_and_what_nobody_may_ask_about_never(store: Store):
    articles = [add(store, number, days_ago=days) for number, days in enumerate((80, 2, 100, 1))]
    assert round_of(store, CountedWords(), 2) == 2
    assert embedded(store, articles) == {articles[1].id, articles[3].id}
    assert round_of(store, CountedWords(), 9) == 1
    assert embedded(store, articles) == {articles[0].id, articles[1].id, articles[3].id}


def test_what_was_done_before_a_crash_stays_done(store: Store):
    articles = [add(store, number) for number in range(embed.AT_ONCE + 3)]
    with pytest.raises(KeyboardInterrupt):
        round_of(store, CountedWords(patience=1), 99)
    assert len(embedded(store, articles)) == embed.AT_ONCE
    again = CountedWords()
    assert round_of(store, again, 99) == 3
    assert sum(map(len, again.calls)) == 6
    assert round_of(store, again, 99) == 0


def test_a_full_round_wakes_its_lane_again(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embed, "ROUND", 2)
    for number in range(3):
        add(store, number)
    diary = Diary()
    ports = ports_of(store, CountedWords(), diary)
    assert [embed_due(ports) for _ in range(3)] == [2, 1, 0]
    assert diary.woken == ["embed"]


def test_without_a_model_nothing_is_looked_at(store: Store):
    add(store, 1)
    assert embed_due(ports_of(store, NoEmbedder())) == 0


def test_doctor_says_what_there_is(tmp_path: Path):
    (without,) = _embedding(Settings(embedding="off"))
    assert (without.level, "words alone" in without.found) == (Level.NOTE, True)
    (broken,) = _embedding(Settings(embedding=str(tmp_path)))
    assert broken.level is Level.BAD
    assert broken.todo
