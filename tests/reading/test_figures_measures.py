"""What a figure measures, with the real model and without one. All sentences are invented."""

from __future__ import annotations

import pytest

from bot.model import Figure
from bot.reading.figures import read_figures
from bot.reading.language import sentences
from bot.reading.reader import SpacyReader


def read(reader: SpacyReader, text: str) -> tuple[Figure, ...]:
    assert reader._nlp is not None
    doc = reader._nlp(text)
    return read_figures(text, doc, (), sentences(doc))


@pytest.mark.parametrize(
    ("sentence", "figure", "words"),
    [
        ("The town's investment in cranes will exceed 200 million yuan.", "200 million yuan", "investment in cranes"),
        ("The mill earns 60% of its revenue from rope.", "60%", "revenue"),
        ("The company employs 600 people in Orrin.", "600 people", "company"),
        ("The company employs 600 people in Orrin.", "600 people", "people in Orrin"),
        ("The council lifted the speed limit by 10 mph.", "10 mph", "speed limit"),
        ("A net worth of $3 million was declared.", "$3 million", "net worth"),
        ("The team dug 8 miles of new tunnels.", "8 miles", "new tunnels"),
        ("The bank put a 25% duty on wool imports.", "25%", "duty"),
        ("Turnover rose to $7 million from $6 million.", "$6 million", "Turnover"),
        ("The storm wiped $40 million off the value of the harvest.", "$40 million", "value of the harvest"),
        ("Its like-for-like sales slipped 0.7 per cent.", "0.7 per cent", "like-for-like sales"),
        ("Three miners died in the collapse of a shaft.", "Three miners", "died"),
    ],
)
def test_measures(reader: SpacyReader, sentence: str, figure: str, words: str) -> None:
    (found,) = [each for each in read(reader, sentence) if each.span.of(sentence) == figure]
    assert words in found.measures


def test_measures_stand_in_their_span(reader: SpacyReader) -> None:
    text = "The old company, founded in Orrin, employs 600 people. The rate fell 2% on Monday."
    for figure in read(reader, text):
        assert figure.measures_span is not None
        whole = figure.measures_span.of(text)
        assert all(part in whole for part in figure.measures.split(" … "))


def test_without_a_parse_the_words_left_of_the_verb_serve() -> None:
    (figure,) = read_figures("Spending on lighthouses will exceed 200 million yuan.", None, (), ())
    assert figure.measures == "Spending on lighthouses"


def test_a_doc_without_a_parse_is_no_parse(reader: SpacyReader) -> None:
    assert reader._nlp is not None
    text = "Spending on lighthouses will exceed 200 million yuan."
    with_tokens = read_figures(text, reader._nlp.make_doc(text), (), ())
    assert with_tokens == read_figures(text, None, (), ())


def test_a_parse_changes_nothing_but_measures(reader: SpacyReader) -> None:
    text = "Sales rose 4% to $7m in May. Some 1,200 people, 66 of them nurses, left; one in five was over 60."
    bare = read_figures(text, None, (), sentences(reader._nlp(text)))  # type: ignore[misc]
    for left, right in zip(bare, read(reader, text), strict=True):
        assert (left.span, left.value, left.unit, left.kind) == (right.span, right.value, right.unit, right.kind)
