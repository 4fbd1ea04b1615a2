"""Laws: no text makes the reading raise or hang; spans are in order; each value re-parses from its span."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import FigureKind
from bot.reading.figures import parse_figure, read_figures
from bot.reading.figures.numerals import exact_product
from bot.reading.language import rough_sentences

PIECES = (
    "$ € £ ¥ US$ Rs RM % pp bps 1 2 12 99 2019 1,200 12,34,567 4.5 .5 1/2 ½ -3 − – - to and or from between one "
    "two three "
    "twenty hundred thousand million bn m k lakh crore half a third quarter of in per year km metres people "
    "workers dollars "
    "pounds yuan won rose fell by up down more than about at least second 22nd largest times twice doubled aged "
    "old , . ; ( ) "
    "“ ” ' \n Ida Holm Article Flight May Monday am p.m. 5G Covid-19 https://a.b @c #d é 万 亿 元 °C / : + ~ >"
).split(" ")
news_like = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
glued_up = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(st.one_of(st.text(max_size=200), news_like, glued_up))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_every_figure_checks(text: str) -> None:
    figures = read_figures(text, None, (), ())
    starts = [figure.span.start for figure in figures]
    assert starts == sorted(starts)
    for figure in figures:
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.value.is_finite()
        parsed = parse_figure(figure.span.of(text), figure.unit)
        assert parsed is not None
        assert (parsed.value, parsed.high) == (figure.value, figure.high)
        if figure.measures_span is not None:
            assert 0 <= figure.measures_span.start < figure.measures_span.end <= len(text)


@given(news_like)
@settings(max_examples=80, deadline=None)
def test_reading_is_the_same_every_time_and_with_sentences_given(text: str) -> None:
    first = read_figures(text, None, (), rough_sentences(text))
    assert first == read_figures(text, None, (), rough_sentences(text))


@given(
    st.integers(1, 999_999_999), st.sampled_from([("million", 6), ("billion", 9), ("bn", 9), ("m", 6), ("crore", 7)])
)
@settings(max_examples=60, deadline=None)
def test_money_is_exact(cents: int, scale: tuple[str, int]) -> None:
    amount = Decimal(cents) / 100
    word, power = scale
    text = f"It paid ${amount:,f}{'' if len(word) < 3 else ' '}{word} in all."
    (figure,) = read_figures(text, None, (), ())
    assert (figure.kind, figure.unit) == (FigureKind.MONEY, "USD")
    assert figure.value == amount * Decimal(10) ** power


@given(st.integers(1, 10**9))
@settings(max_examples=60, deadline=None)
def test_grouping_does_not_change_the_value(number: int) -> None:
    for written in (f"{number:,}", f"{number}", f"{number:,}".replace(",", "\u202f")):
        parsed = parse_figure(f"${written}")
        assert parsed is not None
        assert parsed.value == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**6))
def test_products_keep_their_digits(value: Decimal) -> None:
    assert exact_product(value, Decimal(10) ** 9) == value.scaleb(9)


@pytest.mark.parametrize(
    "unit",
    ["1 ", "1-", "$1.5bn to ", "one hundred and ", "a@", "((1", "1/", "million "],
)
def test_long_hostile_text_takes_bounded_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    read_figures(text, None, (), ())
    assert time.process_time() - start < 6


def test_ten_megabytes_of_digits_finish() -> None:
    start = time.process_time()
    assert read_figures("7" * 10_000_000, None, (), ()) == ()
    assert time.process_time() - start < 5
