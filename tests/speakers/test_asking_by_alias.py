"""A question about a speaker finds what was said under the other names, and gives nobody another's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.asking import read_question
from bot.answers.people import Names
from bot.answers.said import rank_said
from bot.flows.speakers import join_speakers
from bot.model import LOCAL, Article, Quote, QuoteKind, Reading, Scope, Span
from bot.ports import Store
from storage import open_store

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
SCOPE = Scope(LOCAL, article_ids=(1, 2, 3))
SAID = [
    ("Danylo Horbensky", "president", "Danylo Horbensky said the dam would hold."),
    ("Danylo Horbenskyy", "president", "Danylo Horbenskyy said the dam had cost nothing."),
    ("Oleg Horbensky", "a fisherman", "Oleg Horbensky said the dam leaked."),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'readout.sqlite'}")
    for number, (speaker, role, text) in enumerate(SAID):
        article = opened.add_article(
            Article(f"https://tarn.example/{number}", "Dam", text, "Tarn Post", first_seen=NOW)
        )
        quote = Quote((Span(text.index("the dam"), len(text) - 1),), speaker, QuoteKind.INDIRECT, role=role)
        opened.add_reading(article, Reading(quotes=(quote,), sentences=(Span(0, len(text)),)), "r1")
    join_speakers(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ["Danylo Horbensky", "Danylo Horbenskyy", "the president"])
def test_a_question_finds_what_was_said_under_either_name(store: Store, name: str) -> None:
    question = read_question(store, SCOPE, f"What did {name} say about the dam?", now=NOW)
    found = rank_said(store, question, SCOPE).candidates
    assert {candidate.quotes[0].speaker for candidate in found} == {"Danylo Horbensky", "Danylo Horbenskyy"}


def test_another_of_the_surname_is_asked_for_by_the_whole_name(store: Store) -> None:
    question = read_question(store, SCOPE, "What did Oleg Horbensky say about the dam?", now=NOW)
    found = rank_said(store, question, SCOPE).candidates
    assert [candidate.quotes[0].speaker for candidate in found] == ["Oleg Horbensky"]


def test_an_alias_leads_to_the_name_shown() -> None:
    aliases = [("Union of Quay Workers", "UQW"), ("Sam Orde (Judge)", "Sam Orde")]
    known = ["Union of Quay Workers", "Sam Orde (Judge)", "Sam Orde (Rovers striker)"]
    assert Names(known, aliases).meant("the UQW") == (("Union of Quay Workers",), ())
    assert Names(known, aliases).meant("Sam Orde")[0] == ("Sam Orde (Judge)", "Sam Orde (Rovers striker)")
    assert Names(known, aliases).meant("Judge Orde")[0][0] == "Sam Orde (Judge)"
