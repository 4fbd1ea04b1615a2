from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.edits import find_alterations
from bot.model import Alteration, Article, FactKind, Figure, FigureKind, Quote, QuoteKind, Reading, Span

BOARD = "The board met on Monday."
OPENS = "“The lock opens in May,” said Petra Lindqvist."
COST = "The works cost 12 million kronor, the board said."
REPLY = "Traders in Elmsund want it sooner."
OLD = (BOARD, OPENS, COST, REPLY)


def text_of(*sentences: str) -> str:
    return "\n\n".join(sentences)


def version(number: int, *sentences: str, speaker: str = "Petra Lindqvist", value: int = 12) -> tuple[Article, Reading]:
    """A text with one quote (what stands in quotation marks) and one figure (the … million), where they stand in it."""
    text = text_of(*sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 2
    quotes, figures = [], []
    if "“" in text:
        start = text.index("“") + 1
        quotes.append(Quote((Span(start, text.index("”")),), speaker, QuoteKind.DIRECT))
    if " million" in text:
        end = text.index(" million") + len(" million")
        start = text.rindex(" ", 0, text.index(" million")) + 1
        named = text.find("The works cost")
        measures = Span(named, named + len("The works cost")) if named >= 0 else None
        figures.append(
            Figure(Span(start, end), Decimal(value), "SEK", FigureKind.MONEY, "the works", measures_span=measures)
        )
    article = Article("https://tidewatch.example/1", "Lock", text, "Tidewatch", id=1, version=number)
    return article, Reading(tuple(quotes), tuple(figures), tuple(spans))


def altered(*sentences: str, speaker: str = "Petra Lindqvist", value: int = 12) -> list[tuple[FactKind, str]]:
    """Each altered fact of OLD, with the sentence that took its place."""
    newest, reading = version(2, *sentences, speaker=speaker, value=value)
    found = find_alterations([version(1, *OLD)], newest, reading)
    return [(one.fact, one.now.of(newest.text) if one.now else "") for one in found]


@pytest.mark.parametrize(
    "sentences",
    [
        OLD,
        (*OLD, "The board meets again in June."),
        (REPLY, COST, OPENS),
        (BOARD, OPENS.replace("“", '"').replace("”", '"').replace("lock opens", "lock  opens"), COST, REPLY),
        (BOARD, OPENS.replace("said", "promised"), COST.replace(", the board said", ""), REPLY),
    ],
)
def test_what_still_stands_is_not_altered(sentences: tuple[str, ...]) -> None:
    assert altered(*sentences) == []


def test_a_quote_in_other_words_is_altered_and_its_new_sentence_named() -> None:
    later = OPENS.replace("May", "June")
    assert altered(BOARD, later, COST, REPLY) == [(FactKind.QUOTE, later)]


def test_a_quote_that_was_taken_out_is_gone() -> None:
    assert altered(BOARD, COST, REPLY) == [(FactKind.QUOTE, "")]


def test_words_given_to_somebody_else_are_altered() -> None:
    assert altered(*OLD, speaker="Arvid Holm") == [(FactKind.QUOTE, OPENS)]


def test_a_corrected_figure_is_altered() -> None:
    dearer = COST.replace("12", "14")
    assert altered(BOARD, OPENS, dearer, REPLY, value=14) == [(FactKind.FIGURE, dearer)]


def test_a_figure_in_a_sentence_put_otherwise_still_stands() -> None:
    assert altered(BOARD, OPENS, "Building it takes 12 million kronor.", REPLY) == []


def test_every_older_version_is_compared_with_the_newest() -> None:
    second = version(2, BOARD, OPENS.replace("May", "June"), COST, REPLY)
    newest, reading = version(3, *OLD)
    assert find_alterations([version(1, *OLD), second], newest, reading) == [
        Alteration(2, FactKind.QUOTE, 0, second[1].quotes[0].content[0], Span(26, 26 + len(OPENS)))
    ], "what was put back stands again"


@given(st.lists(st.sampled_from(OLD), max_size=5), st.lists(st.sampled_from(OLD), max_size=5))
def test_what_it_names_lies_in_the_two_texts(before: list[str], after: list[str]) -> None:
    old, newest = version(1, *before), version(2, *after)
    for one in find_alterations([old], *newest):
        assert 0 <= one.span.start < one.span.end <= len(old[0].text)
        assert one.now is None or one.now in newest[1].sentences
        assert one.span.of(old[0].text) not in newest[0].text or one.fact is FactKind.FIGURE
