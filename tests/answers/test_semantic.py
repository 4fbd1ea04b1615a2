"""Likeness of meaning over stored vectors: whatever is missing changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.semantic import (
    BY_WORDS,
    blended,
    by_words_alone,
    meaning_by,
    packed,
    similarity_by,
    unpacked,
    with_article,
)
from bot.embedding.network import Floats
from bot.model import Article, InContext, Passage, Span
from bot.ports import NoEmbedder, NoJudge

DIRECTIONS = {"north": (1.0, 0.0), "east": (0.0, 1.0), "north-east": (0.6, 0.8)}


class Compass:
    version = "compass"

    def __init__(self) -> None:
        self.calls = 0

    def embed_questions(self, questions: Sequence[str]) -> Floats:
        self.calls += 1
        return directions(questions)

    def embed_sentences(self, sentences: Sequence[InContext]) -> Floats:
        raise AssertionError


class OneRight:
    """Likes one sentence."""

    def judge(self, question: str, sentences: Sequence[InContext]) -> list[float]:
        return [0.9 if question in one.text else 0.1 for one in sentences]


def directions(texts: Sequence[str]) -> Floats:
    return np.array([DIRECTIONS[text] for text in texts], dtype=np.float32)


class Shelf:
    """Vectors of one model, by article."""

    def __init__(self, kept: dict[int, list[str]]) -> None:
        self._kept = {article: b"".join(packed(directions(texts))) for article, texts in kept.items()}

    def get_vectors(self, article_ids: Sequence[int], model: str) -> dict[int, bytes]:
        assert model == "compass"
        return {article: self._kept[article] for article in article_ids if article in self._kept}

    def list_unembedded(self, *_: object) -> list[Article]:
        raise AssertionError

    def add_vectors(self, *_: object) -> bool:
        raise AssertionError


def passage(article: int, number: int) -> Passage:
    return Passage(article, number, Span(0, 1), "x")


def rounded(scores: list[float] | None) -> list[float] | None:
    return scores and [round(score, 2) for score in scores]


def test_each_sentence_by_its_cosine():
    similar = similarity_by(Compass(), Shelf({1: ["north", "east"], 2: ["north-east"]}))
    assert rounded(similar("north", [passage(2, 0), passage(1, 1), passage(1, 0)])) == [0.6, 0.0, 1.0]


def test_a_sentence_without_a_vector_is_as_the_others_are():
    similar = similarity_by(Compass(), Shelf({1: ["north", "east"]}))
    assert rounded(similar("north", [passage(1, 0), passage(1, 1), passage(7, 0), passage(1, 9)])) == [1, 0, 0.5, 0.5]


def test_nothing_is_known_without_a_model_or_without_vectors():
    assert similarity_by(NoEmbedder(), Shelf({1: ["north"]})) is by_words_alone
    assert by_words_alone("north", [passage(1, 0)]) is None
    similar = similarity_by(Compass(), Shelf({1: ["north"]}))
    assert similar("north", [passage(7, 0)]) is None
    assert similar("north", [passage(1, 1)]) is None
    assert similar("north", []) is None


def test_meaning_is_the_likeness_of_what_is_stored_and_the_judgement_of_the_installed():
    sentences = [InContext("north", "north", "south"), InContext("", "", "north")]
    shelf = Shelf({1: ["north", "east"]})
    meaning = meaning_by(Compass(), OneRight(), shelf)
    assert rounded(meaning.similar("north", [passage(1, 1), passage(1, 0)])) == [0.0, 1.0]
    assert meaning.judged("north", sentences) == [0.1, 0.9]
    for none in (meaning_by(NoEmbedder(), NoJudge(), shelf), BY_WORDS):
        assert none.similar("north", [passage(1, 0)]) is None
        assert none.judged("north", sentences) == []


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=5))
def test_packing_keeps_a_thousandth(rows: list[tuple[float, float, float]]):
    vectors = np.array(rows, dtype=np.float32)
    assert np.allclose(unpacked(b"".join(packed(vectors)), 3), vectors, atol=1e-3)


SCORES = st.lists(st.tuples(st.floats(0, 50), st.floats(-1, 1)), min_size=1, max_size=8)


@given(SCORES, st.floats(0, 1))
def test_a_blend_lies_between_its_two_orders(scores: list[tuple[float, float]], share: float):
    words, near = [word for word, _ in scores], [meaning for _, meaning in scores]
    mixed = blended(words, near, share)
    assert len(mixed) == len(words)
    assert all(
        mixed[i] >= mixed[j] - 1e-9
        for i in range(len(words))
        for j in range(len(words))
        if words[i] >= words[j] and max(0, near[i]) >= max(0, near[j])
    )
    assert max(mixed) <= (max(words) or 1.0) + 1e-6


def test_the_blend_of_what_means_nothing_is_the_words():
    assert blended([3.0, 1.0], [-0.2, 0.0], 0.5) == [3.0, 1.0]
    assert blended([0.0, 0.0], [0.2, 0.4], 0.5) == [0.25, 0.5]
    assert blended([], [], 0.5) == []


def test_of_two_that_are_as_near_the_one_of_the_nearer_article_comes_first():
    near = with_article([0.5, 0.4, 0.4, 0.1], [1, 1, 2, 2], [1.0] * 4)
    assert near[0] > near[1] > near[2] > near[3]
    assert with_article([0.5, 0.4, 0.4, 0.1, 0.9], [1, 1, 2, 2, 3], [1.0] * 5)[:4] == near
    assert with_article([0.5, -0.2], [1, 1], [0.0, 1.0]) == pytest.approx([0.4 * 0.15 / 1.4] * 2)


def test_an_article_is_as_near_as_its_best_three():
    best = [0.6, 0.5, 0.4]
    many = with_article([*best, *[0.0] * 9], [1] * 12, [1.0] * 12)
    assert many[:3] == with_article(best, [1] * 3, [1.0] * 3)


LIKENESS = st.lists(st.tuples(st.floats(-1, 1), st.integers(0, 3), st.floats(0.5, 1.5)), max_size=12)


@given(LIKENESS, st.floats(0.01, 0.5), st.data())
def test_a_nearer_sentence_never_ranks_lower(rows: list[tuple[float, int, float]], more: float, data: st.DataObject):
    rows.sort(key=lambda row: row[1])
    near, articles, moved = ([row[field] for row in rows] for field in range(3))
    found = with_article(near, articles, moved)
    assert len(found) == len(near)
    if near:
        place = data.draw(st.integers(0, len(near) - 1))
        nearer = [one + more * (number == place) for number, one in enumerate(near)]
        assert with_article(nearer, articles, moved)[place] >= found[place] - 1e-9


def test_a_question_is_embedded_once_however_many_places_are_searched():
    compass = Compass()
    similar = similarity_by(compass, Shelf({1: ["north"], 2: ["east"]}))
    assert rounded(similar("north", [passage(1, 0)])) == [1.0]
    assert rounded(similar("north", [passage(2, 0)])) == [0.0]
    assert compass.calls == 1
