"""What stands on top of an answer: the thing itself as its sentence tells it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.asking import read_question
from bot.answers.compose import answer
from bot.model import LOCAL, Answer, Article, Scope
from bot.reading.figures import is_denied
from bot.reading.reader import SpacyReader, open_reader
from storage import open_store

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
FILLED = "\n\nThe harbour of Brillhaven has a crane. Gulls sat on the mole all day."


@pytest.fixture(scope="module")
def reader() -> SpacyReader:
    found = open_reader()
    assert isinstance(found, SpacyReader)
    return found


@pytest.fixture
def ask(reader: SpacyReader, tmp_path: Path) -> Callable[[str, str], Answer]:
    """The answer of an article with this one sentence on the matter."""

    def asked(told: str, question: str) -> Answer:
        store = open_store(f"sqlite:///{tmp_path / 'one.sqlite'}")
        store.migrate()
        text = told + FILLED
        article = store.add_article(Article("https://a.example/1", "News", text, "Post", first_seen=NOW))
        store.add_reading(article, reader.read(text), reader.version)
        scope = Scope(LOCAL, article_ids=(article.id,))
        found, _ = answer(store, read_question(store, scope, question, now=NOW), scope)
        store.close()
        return found

    return asked


@pytest.mark.parametrize(
    ("told", "short"),
    [
        ("The new quay cost 48 million euros.", "48 million euros"),
        ("The new quay cost about 48 million euros.", "about 48 million euros"),
        ("The new quay cost less than 48 million euros.", "less than 48 million euros"),
        ("The new quay cost up to 48 million euros.", "up to 48 million euros"),
        ("The new quay did not cost 48 million euros.", ""),
        ("The board denied that the new quay cost 48 million euros.", ""),
        ("The new quay cost anything but 48 million euros.", ""),
        ("The new quay cost nearly twice 48 million euros.", ""),
        ("If it rains, the new quay cost 48 million euros.", ""),
    ],
)
def test_a_number_stands_there_with_what_qualifies_it_or_not_at_all(ask, told: str, short: str):
    assert ask(told, "How much did the new quay cost?").short == short


@pytest.mark.parametrize(
    ("told", "short"),
    [
        ("The new quay will open on 4 June.", "on 4 June"),
        ("The new quay will open no earlier than 4 June.", "no earlier than 4 June"),
        ("The new quay will open after 4 June.", "after 4 June"),
        ("The new quay will open two days before 4 June.", ""),
        ("The new quay will not open on 4 June.", ""),
        ("The board said on Monday that the new quay will open after the flood.", ""),
        ("The new quay, built in 1999, will open next spring.", ""),
        ("The new quay will open soon, said its director, Theresa May Lund.", ""),
        ("The new quay will open with the March of the dockers.", ""),
    ],
)
def test_a_date_is_the_one_asked_for(ask, told: str, short: str):
    assert ask(told, "When will the new quay open?").short == short


@pytest.mark.parametrize(
    ("told", "short"),
    [
        ("Ida Holm said the ferry fares are unfair.", "Ida Holm"),
        ("Ida Holm denied that the ferry fares are unfair.", ""),
        ("Ida Holm said that Per Lund had called the ferry fares unfair.", ""),
        ("The ferry fares are unfair and hated, though Ida Holm said the cranes were old.", ""),
    ],
)
def test_a_name_is_of_the_one_who_said_it(ask, told: str, short: str):
    assert ask(told, "Who said the ferry fares are unfair?").short == short


def test_who_denied_it_is_named(ask):
    assert ask("Ida Holm denied that the ferry fares are unfair.", "Who denied that the fares are unfair?").short == (
        "Ida Holm"
    )


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        ("The quay did not cost 60 million euros", True),
        ("The board denied that the quay, which is new, cost 60 million euros", True),
        ("Growth is put at 12 rather than 60 million euros", True),
        ("It does not open, but it cost 60 million euros", False),
        ("A clerk who asked not to be named put it at 60 million euros", False),
        ("It has never exceeded 60 million euros", False),
        ("The quay not only cost 60 million euros", False),
    ],
)
def test_what_a_figure_is_denied_by(reader: SpacyReader, told: str, denied: bool):
    text = f"{told}."
    reading = reader.read(text)
    figure = next(one for one in reading.figures if one.span.of(text).startswith("60"))
    assert is_denied(text, reading.sentences[0], figure.span) is denied
