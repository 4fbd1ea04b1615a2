"""Vectors of sentences: of one model, of the article's present sentences, and of nothing else."""

from __future__ import annotations

import pytest
from storage_samples import DAY, HOUR, NOW, TEXT, article, sentences

from bot.model import Article, Reading
from bot.ports import Store

SENTENCES = len(sentences(TEXT))
ONES = [bytes([number]) * 4 for number in range(SENTENCES)]


def stored(store: Store, number: int, reading: Reading | None = None) -> Article:
    story = store.add_article(article(f"https://tarn.example/{number}", text=TEXT, first_seen=NOW + number * HOUR))
    store.add_reading(story, reading or Reading(sentences=sentences(TEXT)), "r1")
    return story


@pytest.fixture
def three(store: Store) -> list[Article]:
    return [stored(store, number) for number in range(3)]


def unembedded(store: Store, model: str = "m1", limit: int = 9) -> list[int]:
    return [one.id for one in store.list_unembedded(model, NOW - DAY, limit)]


def test_what_was_added_comes_back_end_to_end(store: Store, three: list[Article]):
    assert store.add_vectors(three[0], "m1", ONES)
    assert store.get_vectors([one.id for one in three], "m1") == {three[0].id: b"".join(ONES)}
    assert store.get_vectors([], "m1") == {}


def test_the_newest_without_vectors_come_first(store: Store, three: list[Article]):
    assert unembedded(store) == [three[2].id, three[1].id, three[0].id]
    assert unembedded(store, limit=1) == [three[2].id]
    store.add_vectors(three[1], "m1", ONES)
    assert unembedded(store) == [three[2].id, three[0].id]
    assert [one.id for one in store.list_unembedded("m1", NOW + HOUR, 9)] == [three[2].id]


def test_an_article_without_sentences_waits_for_none(store: Store):
    stored(store, 1, Reading())
    store.add_article(article("https://tarn.example/unread", first_seen=NOW))
    assert unembedded(store) == []


def test_vectors_of_another_model_are_no_vectors_and_give_way(store: Store, three: list[Article]):
    store.add_vectors(three[0], "m1", ONES)
    assert store.get_vectors([three[0].id], "m2") == {}
    assert three[0].id in unembedded(store, "m2")
    twos = [one + one for one in ONES]
    assert store.add_vectors(three[0], "m2", twos)
    assert store.get_vectors([three[0].id], "m2") == {three[0].id: b"".join(twos)}
    assert store.get_vectors([three[0].id], "m1") == {}


def test_vectors_go_with_the_sentences_they_are_of(store: Store, three: list[Article]):
    store.add_vectors(three[0], "m1", ONES)
    store.add_vectors(three[1], "m1", ONES)
    store.add_reading(three[0], Reading(sentences=sentences(TEXT)[:2]), "r2")
    assert store.get_vectors([three[0].id], "m1") == {}
    store.add_article(article(three[1].url, text=TEXT + " And more."))
    assert store.get_vectors([three[1].id], "m1") == {}


def test_vectors_of_sentences_that_are_no_more_are_not_kept(store: Store, three: list[Article]):
    assert not store.add_vectors(three[0], "m1", ONES[1:])
    newer = store.add_article(article(three[1].url, text=TEXT + " And more."))
    store.add_reading(newer, Reading(sentences=sentences(TEXT)), "r1")
    assert not store.add_vectors(three[1], "m1", ONES)
    assert store.add_vectors(newer, "m1", ONES)
    assert store.get_vectors([one.id for one in three], "m1") == {newer.id: b"".join(ONES)}
