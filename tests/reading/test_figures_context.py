"""Comparison, change, status, period, speaker and salience. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Change, Comparison, Figure, FigureStatus, Quote, QuoteKind, Span
from bot.reading.figures import read_figures
from bot.reading.figures.salience import MOST_KEYS, _page, weight


def read(text: str) -> tuple[Figure, ...]:
    return read_figures(text, None, (), ())


@pytest.mark.parametrize(
    ("sentence", "comparison"),
    [
        ("It sold 400 boats.", "="),
        ("It sold about 400 boats.", "~"),
        ("It sold nearly 400 boats.", "~"),
        ("It sold an estimated 400 boats.", "~"),
        ("It sold more than 400 boats.", ">"),
        ("It sold at least 400 boats.", ">"),
        ("It sold over 400 boats.", ">"),
        ("It sold 400 or more boats.", ">"),
        ("Sales will exceed 400 boats.", ">"),
        ("It sold no more than 400 boats.", "<"),
        ("It sold fewer than 400 boats.", "<"),
        ("It sold up to 400 boats.", "<"),
        ("It sold as many as 400 boats.", ">"),
        ("It sold not more than 400 boats.", "<"),
        ("It sold just under 400 boats.", "<"),
        ("The work will be done over 10 years.", "="),
        ("It is for people over 50.", ">"),
        ("The number is nearer 300.", "~"),
        ("Fines are capped at $300.", "<"),
        ("The list has passed 8,000.", ">"),
        ("It put the price at $40 plus tax.", ">"),
        ("The ten-year lease is below the ten-year average.", "= ="),
        ("The work went on for over 10 years.", ">"),
    ],
)
def test_comparison(sentence: str, comparison: str) -> None:
    assert [figure.comparison for figure in read(sentence)] == [Comparison(said) for said in comparison.split()]


def test_a_conversion_in_brackets_shares_the_comparison() -> None:
    assert [f.comparison for f in read("It flew more than 100 kilometres (60 miles).")] == [Comparison.MORE] * 2


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("Sales rose 4%.", ["up"]),
        ("Sales grew by nearly 4%.", ["up"]),
        ("Sales were down 4%.", ["down"]),
        ("Sales were 4% lower.", ["down"]),
        ("It reported a 4% drop in sales.", ["down"]),
        ("It saw an increase of 4% in sales.", ["up"]),
        ("Sales were 4% of the total.", [""]),
        ("Sales fell to 49 million tonnes.", ["down"]),
        ("It may hire up to 400 people.", [""]),
        ("It raised $30m from a fund.", [""]),
        ("The index lost 190 points, or 0.6%.", ["down", "down"]),
        ("Debt rose by $3bn to $40bn.", ["up", ""]),
        ("Debt rose from $37bn to $40bn.", ["", "up"]),
    ],
)
def test_change(sentence: str, changes: list[str]) -> None:
    assert [figure.change for figure in read(sentence)] == [Change(change) for change in changes]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Sales were $4m.", "actual"),
        ("Sales will be $4m.", "forecast"),
        ("Sales are expected to reach $4m.", "forecast"),
        ("In May sales were $4m.", "actual"),
        ("The firm aims to sell $4m of rope.", "target"),
        ("The council pledged $4m for the pier.", "target"),
        ("It would have been $4m, against $4m a year earlier.", "forecast actual"),
        ("Sales will rise from $3m to $4m.", "actual forecast"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    assert [figure.status for figure in read(sentence)] == [FigureStatus(said) for said in status.split()]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Sales were $4m in 2020.", ["2020"]),
        ("In the second quarter of 2024 sales were $4m.", ["the second quarter of 2024"]),
        ("Sales were $4m, up from $3m a year earlier.", [None, "a year earlier"]),
        ("Sales will reach $4m by 2030.", ["by 2030"]),
        ("Sales were $4m.", [None]),
    ],
)
def test_period(sentence: str, periods: list[str | None]) -> None:
    found = [figure.period for figure in read(sentence)]
    assert found[-1] == periods[-1]
    assert len(found) == len(periods)


def quote(text: str, content: str, speaker: str, continuation: str = "") -> Quote:
    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    carried = (span(continuation),) if continuation else ()
    return Quote(content=(span(content),), speaker=speaker, kind=QuoteKind.INDIRECT, continuation=carried)


def test_the_speaker_is_the_one_whose_quote_or_continuation_holds_the_figure() -> None:
    text = "Ida Holm said the mill lost 300 jobs. It will lose 40 more posts. Meanwhile 12,000 people marched."
    said = quote(text, "the mill lost 300 jobs", "Ida Holm", "It will lose 40 more posts")
    found = read_figures(text, None, (said,), ())
    assert [figure.speaker for figure in found] == ["Ida Holm", "Ida Holm", None]


def test_of_nested_quotes_the_inner_speaker_counts() -> None:
    text = "Ida Holm said the board believes that sales fell 4%."
    outer = quote(text, "the board believes that sales fell 4%", "Ida Holm")
    inner = quote(text, "sales fell 4%", "the board")
    assert [f.speaker for f in read_figures(text, None, (outer, inner), ())] == ["the board"]


@pytest.mark.parametrize(
    ("text", "content", "speakers"),
    [
        ("Ida Holm asked whether the book, which sells for $40, would be sold on.",
         "whether the book, which sells for $40, would be sold on", [None]),
        ("Ida Holm said the book, which would cost $40, was done.",
         "the book, which would cost $40, was done", ["Ida Holm"]),
        ("Ida Holm said the book, which sells well, costs $40.", "the book, which sells well, costs $40", ["Ida Holm"]),
        ("The guild says Ode Brothers says $38 million.", "Ode Brothers says $38 million", [None]),
        ("“The book, which sells for $40, is done,” said Ida Holm, who paid $30.", "The book", [None, None]),
    ],
)  # fmt: skip
def test_a_reported_aside_is_not_the_speakers(text: str, content: str, speakers: list[str | None]) -> None:
    found = read_figures(text, None, (quote(text, content, "Ida Holm"),), ())
    assert [figure.speaker for figure in found] == speakers


def test_an_aside_in_marks_is_the_speakers() -> None:
    text = "“The book, which sells for $40, is done,” said Ida Holm, who paid $30."
    said = replace(quote(text, "The book, which sells for $40, is done,", "Ida Holm"), kind=QuoteKind.DIRECT)
    assert [figure.speaker for figure in read_figures(text, None, (said,), ())] == ["Ida Holm", None]


ARTICLE = (
    "Rolf Ode, 51, runs the harbour. He named two advantages and six tasks at the forum on 3 May 2021. "
    "The town's outlay for cranes will exceed 200 million yuan in 2020. The Rooks won 3-1. "
    "Though the port ranks second in the world, it is one of the oldest."
)


def test_only_what_matters_is_key() -> None:
    keys = [(figure.span.of(ARTICLE), figure.comparison.value) for figure in read(ARTICLE) if figure.key]
    assert keys == [("200 million yuan", ">")]


def test_ages_and_scores_are_figures_but_never_key() -> None:
    found = {figure.span.of(ARTICLE): figure.key for figure in read(ARTICLE)}
    assert found["51"] is False
    assert found["3-1"] is False


def test_of_a_figure_said_twice_the_first_is_key() -> None:
    found = read("The pier cost $4m in 2020. Yes, the pier cost $4m. Thousands of visitors came.")
    assert [(figure.unit, figure.key) for figure in found] == [("USD", True), ("USD", False), ("visitor", False)]


def test_a_longer_article_has_more_keys_but_few() -> None:
    region = "Region {0} sold {1},500 boats for ${1} million. The weather in the region was fair and the sea calm. "
    rows = [region.format(letter, number) for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=11)]
    texts = ["".join(rows[:most]) for most in (3, 9, 26)]
    keys = [sum(figure.key for figure in read(text)) for text in texts]
    assert keys == [2, 3, MOST_KEYS]


@pytest.mark.parametrize(
    ("text", "weighty"),
    [
        # where a value came from, and what it is compared with
        ("Sales rose from $70m to $90m.", "$90m"),
        ("Sales were $90m. The mill had forecast $80m.", "$90m"),
        # a conversion in brackets
        ("The pier cost 90 million yen ($600,000).", "90 million yen"),
        # what stands within quotation marks is shown as said
        ("The pier cost $90m. “I gave $40m for a shed,” said Ida Holm.", "$90m"),
        # what describes a thing
        ("The 24-hectare park lost 90 hectares.", "90 hectares"),
        # many people before a few things
        ("The flood drove 4,200 people from their homes. It sank three boats.", "4,200 people"),
        # the dead before what they had paid
        ("At least nine people died. They had paid $3 each.", "nine people"),
        # the term of a sentence, and no other length of time
        (
            "Rolf Ode was jailed for seven years. The trial, over a mast and a stolen boat, took three weeks.",
            "seven years",
        ),
        # parts of a small whole
        ("Three of the nine masts fell. Repairs will cost $9m.", "$9m"),
    ],
)
def test_a_careful_reader_would_rather_quote(text: str, weighty: str) -> None:
    figures = read(text)
    page = _page(figures, text, ())
    assert len(figures) > 1
    assert max(figures, key=lambda figure: weight(figure, page)).span.of(text) == weighty
    assert len({weight(figure, page) for figure in figures}) > 1
