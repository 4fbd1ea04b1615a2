"""A follow-up is looked for where the question before it was answered, and understood with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.asking import read_question
from bot.answers.compose import answer
from bot.answers.kinds import Asks
from bot.answers.people import Known, Names, Roles
from bot.answers.question import parse_question
from bot.model import LOCAL, Article, Reading, Scope, Span
from bot.ports import Store
from storage import open_store

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
NEWS = (
    ("Ferry fares", "The Tarn ferry will cost 4 dollars a ride.", "The new price starts in May, the board says."),
    ("Bus fares", "The hill bus will cost 3 dollars a ride.", "The new price starts in June, the board says."),
    ("Tram fares", "The coast tram will cost 2 dollars a ride.", "The new price starts in July, the board says."),
)


@pytest.fixture
def news(tmp_path: Path) -> Iterator[tuple[Store, Scope]]:
    store = open_store(f"sqlite:///{tmp_path / 'news.sqlite'}")
    store.migrate()
    ids = []
    for number, (title, one, other) in enumerate(NEWS):
        article = store.add_article(
            Article(f"https://tarn.example/{number}", title, f"{one} {other}", "Tarn Press", first_seen=NOW)
        )
        spans = (Span(0, len(one)), Span(len(one) + 1, len(one) + 1 + len(other)))
        store.add_reading(article, Reading(sentences=spans), "test")
        ids.append(article.id)
    yield store, Scope(LOCAL, article_ids=tuple(ids))
    store.close()


@pytest.mark.parametrize(
    ("first", "month"),
    [("How much is the Tarn ferry?", "May"), ("What does the hill bus cost?", "June"), ("Coast tram price", "July")],
)
def test_a_follow_up_stays_with_the_article_that_answered_before(news: tuple[Store, Scope], first: str, month: str):
    store, scope = news
    before = read_question(store, scope, first, now=NOW)
    question = read_question(store, scope, "And when does the new price start there?", now=NOW, before=before)
    _, ranking = answer(store, question, scope)
    assert month in ranking.candidates[0].passage.text


KNOWN = Known(lambda: Names(["Ana Paki", "Ida Holm"]), lambda: Roles([("Ida Holm", "harbour mayor")]))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("and Paki, does she suspect them?", "Ana Paki"),
        ("The mayor, what did she say about the fares?", "Ida Holm"),
        ("But Holm, did he deny it?", "Ida Holm"),
    ],
)
def test_who_is_named_first_is_meant_by_the_pronoun_behind(text: str, speaker: str):
    before = parse_question("What did the Tarn board say about fares?", KNOWN, now=NOW)
    question = parse_question(text, KNOWN, now=NOW, before=before)
    assert (question.asks, question.speakers) == (Asks.SAID, (speaker,))


@pytest.mark.parametrize(
    "text", ["Did anyone warn of the fares?", "Has anybody denied the fares?", "What did anyone say about fares?"]
)
def test_whether_anyone_said_it_asks_who(text: str):
    question = parse_question(text, KNOWN, now=NOW)
    assert question.asks is Asks.WHO_SAID
    assert "fares" in question.words
