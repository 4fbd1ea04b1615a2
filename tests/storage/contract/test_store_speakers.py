"""One speaker over the articles, in both stores: joined from what is stored, asked for under any name, taken back."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from storage_samples import DAY, NOW, article

from bot.flows.speakers import join_speakers, rejoin_speakers
from bot.model import LOCAL, Quote, QuoteKind, Reading, Scope, Span
from bot.ports import Store
from bot.speakers.abbreviations import block_of
from bot.speakers.join import join

SCOPE = Scope(LOCAL, article_ids=tuple(range(1, 40)))


def said(store: Store, number: int, *quotes: Quote, text: str = "A note on the ferry.") -> int:
    page = article(f"https://tarn.example/said/{number}", text=text, first_seen=NOW + number * DAY)
    stored = store.add_article(replace(page, published=None))
    store.add_reading(stored, Reading(quotes=quotes), "r1")
    return stored.id


def by(name: str, role: str | None = None, *, unnamed: bool = False) -> Quote:
    return Quote((Span(0, 6),), name, QuoteKind.INDIRECT, role=role, unnamed=unnamed)


def articles_of(store: Store, name: str) -> list[int]:
    return [row.article_id for row in store.list_said(SCOPE, name)]


def test_a_name_stands_for_itself_until_it_is_joined(store: Store) -> None:
    said(store, 1, by("Danylo Horbensky"), by("Danylo Horbensky"))
    said(store, 2, by("Danylo Horbenskyy"), by("a senior official", unnamed=True))
    assert store.list_speakers(SCOPE) == [("Danylo Horbensky", 2), ("Danylo Horbenskyy", 1)]
    assert {one.name for one in store.list_unjoined(9)} == {"Danylo Horbensky", "Danylo Horbenskyy"}
    assert len(store.list_unjoined(1)) == 1


def test_joined_names_are_one_speaker_under_every_name(store: Store) -> None:
    one = said(store, 1, by("Danylo Horbensky", "president"), by("Danylo Horbensky"))
    two = said(store, 2, by("Danylo Horbenskyy", "opposition leader"), by("a senior official", unnamed=True))
    three = said(store, 3, by("Danylo Horbensky"))
    assert join_speakers(store) == 1
    assert store.list_unjoined(9) == []
    assert store.list_speakers(SCOPE) == [("Danylo Horbensky", 4)]
    found = articles_of(store, "Danylo Horbensky")
    assert found == articles_of(store, "danylo horbenskyy") == [three, two, one, one]
    assert store.list_aliases(SCOPE) == [("Danylo Horbensky", "Danylo Horbenskyy")]
    roles = store.list_roles(SCOPE)
    assert {("Danylo Horbensky", "president"), ("Danylo Horbensky", "opposition leader")} <= set(roles)
    assert ("a senior official", "a senior official") in roles
    assert [row.quote.speaker for row in store.list_said(SCOPE, "Danylo Horbensky")][1] == "Danylo Horbenskyy"


def test_the_words_of_one_surname_are_given_to_nobody_else(store: Store) -> None:
    bare = said(store, 1, by("Novak"))
    said(store, 2, by("Irena Novak", "prime minister"))
    held = said(store, 3, by("Novak", "prime minister"))
    join_speakers(store)
    assert dict(store.list_speakers(SCOPE)) == {"Irena Novak": 2, "Novak": 1}
    assert articles_of(store, "Novak") == [bare]
    assert held in articles_of(store, "Irena Novak")


def test_a_later_reading_is_joined_and_an_older_one_leaves(store: Store) -> None:
    first = said(store, 1, by("Kim Tae-oh"))
    join_speakers(store)
    second = said(store, 2, by("Tae-oh Kim"))
    join_speakers(store)
    assert store.list_speakers(SCOPE) == [("Kim Tae-oh", 2)]
    store.add_reading(store.list_articles([second])[0], Reading(quotes=(by("Ana Reis"),)), "r2")
    assert join_speakers(store) == 1
    assert store.list_speakers(SCOPE) == [("Kim Tae-oh", 1), ("Ana Reis", 1)]
    assert articles_of(store, "Kim Tae-oh") == [first]


def test_a_join_that_is_overtaken_is_not_written(store: Store) -> None:
    said(store, 1, by("Danylo Horbensky"))
    join_speakers(store)
    block = block_of("Danylo Horbensky")
    overtaken = join(store.list_sightings(block))
    said(store, 2, by("Danylo Horbensky"))
    assert not store.mark_joined(block, overtaken)
    assert [one.article_id for one in store.list_unjoined(9)] == [2]
    assert store.mark_joined(block, join(store.list_sightings(block)))
    assert store.list_unjoined(9) == []


def test_an_abbreviation_is_joined_once_an_article_states_it(store: Store) -> None:
    short = said(store, 1, by("UQW"))
    join_speakers(store)
    assert articles_of(store, "Union of Quay Workers") == []
    full = said(store, 2, by("Union of Quay Workers"), text="The Union of Quay Workers (UQW) called the strike off.")
    join_speakers(store)
    assert store.list_speakers(SCOPE) == [("Union of Quay Workers", 2)]
    assert articles_of(store, "UQW") == [full, short]
    said(store, 3, by("Quail Watchers"), by("UQW"), text="The Upland Quail Watchers (UQW) saw none.")
    join_speakers(store)
    assert dict(store.list_speakers(SCOPE)) == {"UQW": 2, "Union of Quay Workers": 1, "Quail Watchers": 1}


def test_two_of_one_name_are_told_apart_and_stay_so(store: Store) -> None:
    striker = said(store, 1, by("Sam Orde", "Rovers striker"))
    judge = said(store, 2, by("Sam Orde", "Judge"))
    join_speakers(store)
    assert dict(store.list_speakers(SCOPE)) == {"Sam Orde (Rovers striker)": 1, "Sam Orde (Judge)": 1}
    assert articles_of(store, "Sam Orde (Judge)") == [judge]
    assert articles_of(store, "Sam Orde (Rovers striker)") == [striker]
    assert articles_of(store, "Sam Orde") == []  # which of them is not known


def test_everything_can_be_forgotten_and_made_again(store: Store) -> None:
    said(store, 1, by("Danylo Horbensky"))
    said(store, 2, by("Danylo Horbenskyy"))
    said(store, 3, by("Danylo Horbensky"))
    join_speakers(store)
    joined = store.list_speakers(SCOPE)
    store.forget_joined()
    assert len(store.list_speakers(SCOPE)) == 2
    assert store.list_aliases(SCOPE) == []
    rejoin_speakers(store)
    assert store.list_speakers(SCOPE) == joined == [("Danylo Horbensky", 3)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_comes_first_decides_nothing(store: Store, order: tuple[int, ...]) -> None:
    news = [by("Gerald H. Tarn"), by("Gerald Tarn"), by("Gerald W. Tarn")]
    for number in order:
        said(store, number + 1, news[number])
        join_speakers(store)
    assert sorted(store.list_speakers(SCOPE)) == [("Gerald H. Tarn", 1), ("Gerald Tarn", 1), ("Gerald W. Tarn", 1)]
