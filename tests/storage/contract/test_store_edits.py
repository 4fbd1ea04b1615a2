"""Edited articles: what is compared when, and what is kept of it, on both engines."""

from __future__ import annotations

from storage_samples import READING, article, at, sentences

from bot.model import Alteration, Article, FactKind, Reading
from bot.ports import Store

URL = "https://tarn.example/ferry"
ALTERED = Alteration(1, FactKind.QUOTE, 0, at("new quay"), at("A dock worker called the quay late."))
GONE = Alteration(1, FactKind.FIGURE, 0, at("7.5%"))


def edited(store: Store, text: str = "Fewer words.", *, read: bool = True) -> Article:
    """The newest version of an article that was read before it was edited."""
    first = store.add_article(article(URL))
    store.add_reading(first, READING, "r1")
    second = store.add_article(article(URL, text=text))
    if read:
        store.add_reading(second, Reading(sentences=sentences(text)), "r1")
    return second


def test_an_edit_waits_until_the_newer_text_is_read(store: Store):
    newest = edited(store, read=False)
    assert store.list_edited(9) == []
    store.add_reading(newest, Reading(sentences=sentences("Fewer words.")), "r1")
    assert [one.id for one in store.list_edited(9)] == [newest.id]
    assert store.list_edited(0) == []


def test_an_article_never_edited_is_not_compared(store: Store):
    store.add_reading(store.add_article(article(URL)), READING, "r1")
    store.add_article(article(URL))
    assert store.list_edited(9) == []


def test_older_versions_come_with_their_readings(store: Store):
    newest = edited(store)
    store.add_article(article(URL, text="Other words."))
    (first, reading), (second, short) = store.get_older_readings(newest.id)
    assert (first.version, first.text, reading) == (1, article().text, READING)
    assert (second.version, second.text, short.sentences) == (2, "Fewer words.", sentences("Fewer words."))
    assert store.get_older_readings(99) == []


def test_what_is_altered_is_kept_until_the_next_edit(store: Store):
    newest = edited(store)
    store.mark_altered(newest, [ALTERED, GONE])
    assert store.list_edited(9) == []
    assert store.get_alterations([newest.id, 99]) == {newest.id: [ALTERED, GONE]}
    third = store.add_article(article(URL, text="Other words."))
    store.mark_altered(newest, [])
    assert store.get_alterations([newest.id]) == {newest.id: [ALTERED, GONE]}, "too late: a newer version has come"
    store.add_reading(third, Reading(sentences=sentences("Other words.")), "r1")
    assert [one.version for one in store.list_edited(9)] == [3]
    store.mark_altered(third, [GONE])
    assert store.get_alterations([newest.id]) == {newest.id: [GONE]}


def test_an_article_moves_with_its_slug(store: Store):
    first = store.add_article(article(URL))
    same = store.add_article(article(URL + "-corrected", id=first.id))
    assert (same.id, same.version, same.url) == (first.id, 1, URL + "-corrected")
    second = store.add_article(article(URL, id=first.id, text="Other words."))
    assert (second.id, second.version, second.url) == (first.id, 2, URL)


def test_an_article_does_not_take_the_address_of_another(store: Store):
    first, other = store.add_article(article(URL)), store.add_article(article(URL + "-2"))
    second = store.add_article(article(URL + "-2", id=first.id, text="Other words."))
    assert (second.id, second.version, second.url) == (first.id, 2, URL)
    assert store.get_article(other.id) == other
