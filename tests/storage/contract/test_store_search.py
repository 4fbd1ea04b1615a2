"""Search: bounded by a scope, stemmed, never a query language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage_samples import DAY, HOUR, NOW, READING, TEXT, article, at, sentences, topic

from bot.model import LOCAL, Quote, QuoteKind, Reading, Scope, Topic, WorkspaceId
from bot.ports import Store

OTHER = "The council of Brill approved a budget. Nobody in Brill mentioned ferries."


@pytest.fixture
def tracked(store: Store) -> Topic:
    """A topic with two matched articles (ids 1 and 2), and a third article that did not match."""
    owner = store.add_topic(topic())
    texts = (TEXT, OTHER, TEXT)
    for number, text in enumerate(texts):
        story = store.add_article(
            article(f"https://tarn.example/{number}", text=text, title=f"Title {number}", published=NOW - number * HOUR)
        )
        store.add_reading(story, READING if text is TEXT else Reading(sentences=sentences(text)), "r1")
        store.mark_matches(owner, "q", {story.id: number < 2})
    return owner


def scope_of(owner: Topic, **fields: object) -> Scope:
    return Scope(owner.workspace, **{"topic_ids": (owner.id,), **fields})  # type: ignore[arg-type]


def test_a_scope_is_the_matched_articles_newest_first(store: Store, tracked: Topic):
    scope = scope_of(tracked)
    assert store.list_scope(scope) == [1, 2]
    assert store.list_scope(scope, 1) == [1]
    assert store.list_scope(replace(scope, since=NOW - HOUR, until=NOW - HOUR)) == [2]
    assert store.list_scope(replace(scope, since=NOW + HOUR)) == []
    assert store.list_scope(replace(scope, until=NOW - DAY)) == []
    assert store.list_scope(replace(scope, article_ids=(3, 1, 99))) == [1, 3]
    assert store.list_scope(replace(scope, article_ids=())) == []
    assert store.list_scope(replace(scope, topic_ids=())) == []
    assert store.list_scope(replace(scope, workspace=WorkspaceId("T2"))) == []


def test_passages_are_found_by_stem_and_title_within_the_scope(store: Store, tracked: Topic):
    scope = scope_of(tracked)
    found = store.search_passages(scope, ["crossing"], 9)
    assert [(passage.article_id, passage.number) for passage in found] == [(1, 2)]
    assert found[0].span.of(TEXT) == found[0].text == "Ferry traffic rose about 7.5% to 12,000 crossings."
    assert {passage.article_id for passage in store.search_passages(scope, ["FERRIES"], 9)} == {1, 2}
    assert {passage.article_id for passage in store.search_passages(scope, ["title"], 9)} == {1, 2}
    assert len(store.search_passages(scope, ["title"], 3)) == 3
    assert store.search_passages(replace(scope, article_ids=(3,)), ["council"], 9) == []
    assert store.search_passages(replace(scope, workspace=WorkspaceId("T2")), ["ferry"], 9) == []


def test_the_best_passage_comes_first(store: Store, tracked: Topic):
    found = store.search_passages(scope_of(tracked), ["ferry", "traffic", "crossings"], 9)
    assert found[0].number == 2
    assert [passage.score for passage in found] == sorted((passage.score for passage in found), reverse=True)
    ranked = store.rank_passages(scope_of(tracked), ["ferry", "traffic", "crossings"], 9)
    assert ranked == [(passage.article_id, passage.score) for passage in found]


@pytest.mark.parametrize(
    "word",
    [
        '"',
        '" OR "',
        "*",
        "quay*",
        "text:quay",
        "NEAR(quay)",
        "-quay",
        "^quay",
        "quay) OR (",
        "'",
        "\\",
        "z:*",
        "&",
        "!",
    ],
)
def test_no_query_syntax_gets_in(store: Store, tracked: Topic, word: str):
    scope = replace(scope_of(tracked), article_ids=(2,))
    assert store.search_passages(scope, [word], 9) == []
    assert store.list_figures(scope, [word], 9) == []
    assert store.count_passages([word])[0] == 10


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(words=st.lists(st.text(max_size=12), max_size=40))
def test_any_words_can_be_searched_for(store: Store, words: list[str]):
    if not store.list_window(NOW - DAY, NOW):
        story = store.add_article(article())
        store.add_reading(story, READING, "r1")
    scope = Scope(LOCAL, article_ids=(1,))
    assert all(passage.article_id == 1 for passage in store.search_passages(scope, words, 5))
    assert all(row.article_id == 1 for row in store.list_figures(scope, words, 5))


def test_only_thirty_two_words_are_searched_for(store: Store, tracked: Topic):
    padding = [f"word{number}" for number in range(32)]
    assert store.search_passages(scope_of(tracked), [*padding, "ferry"], 9) == []
    assert store.search_passages(scope_of(tracked), [*padding[:31], "ferry"], 9)


def test_passages_of_articles_in_order(store: Store, tracked: Topic):
    passages = store.list_passages([2, 1])
    assert [(one.article_id, one.number) for one in passages] == [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1)]
    assert [one.span for one in passages[:4]] == list(READING.sentences)


def test_how_many_passages_hold_a_word(store: Store, tracked: Topic):
    total, counts = store.count_passages(["ferries", "brill", "absent", "title", "", "!"])
    assert total == 10
    assert counts == {"ferries": 3, "brill": 2, "absent": 0, "title": 0, "": 0, "!": 0}


def test_who_said_what(store: Store, tracked: Topic):
    scope = scope_of(tracked)
    more = store.add_article(article("https://tarn.example/9", published=NOW - 5 * HOUR))
    quotes = (
        Quote((at("the quay late"),), "ORLA  VENN", QuoteKind.DIRECT),
        Quote((at("the quay late"),), "Ida Roe", QuoteKind.DIRECT),
        Quote((at("the quay late"),), "Orla Venn", QuoteKind.DIRECT),
    )
    store.add_reading(more, Reading(quotes=quotes), "r1")
    store.mark_matches(tracked, "q", {more.id: True})
    assert store.list_speakers(scope) == [("Orla Venn", 3), ("Ida Roe", 1)]
    said = store.list_said(scope, "Orla Venn")
    assert [(row.article_id, row.number) for row in said] == [(1, 0), (more.id, 0), (more.id, 2)]
    assert [row.quote for row in said] == [READING.quotes[0], quotes[0], quotes[2]]
    assert {(who, number) for who, number in store.list_quoted(scope) if who in {"Orla Venn", "Ida Roe"}} == {
        ("Orla Venn", 1),
        ("Orla Venn", more.id),
        ("Ida Roe", more.id),
    }
    assert store.list_said(scope, "Orla") == []
    assert store.list_said(replace(scope, since=NOW), "Ida Roe") == []
    assert store.list_speakers(replace(scope, article_ids=(2,))) == []
    store.add_article(article("https://tarn.example/9", text="Withdrawn."))
    assert store.list_speakers(scope) == [("Orla Venn", 1)]


def test_in_which_roles_they_spoke(store: Store, tracked: Topic):
    scope = scope_of(tracked)
    roles = dict(store.list_roles(scope))
    assert roles == {"Orla Venn": "chair Tarn Harbour board", "A dock worker": "A dock worker"}
    assert set(store.list_quoted(scope)) == {("Orla Venn", 1), ("A dock worker", 1)}
    assert (
        store.list_quoted(replace(scope, article_ids=(2,))) == store.list_roles(replace(scope, article_ids=(2,))) == []
    )
    assert store.list_roles(replace(scope, workspace=WorkspaceId("T2"))) == []


def test_figures_are_found_by_what_they_measure_or_their_sentence(store: Store, tracked: Topic):
    scope = scope_of(tracked)
    assert [(row.article_id, row.number) for row in store.list_figures(scope, ["costs", "quay"], 9)] == [(1, 0)]
    (row,) = store.list_figures(scope, ["crossings"], 9)
    assert (row.number, row.figure) == (1, READING.figures[1])
    assert store.list_figures(scope, ["council"], 9) == []
    assert store.list_figures(replace(scope, article_ids=(3,)), ["ferry"], 9)[0].article_id == 3
    store.add_article(article("https://tarn.example/0", text="Withdrawn."))
    assert store.list_figures(scope, ["crossings"], 9) == []
