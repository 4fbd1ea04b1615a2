from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from briefing_sample import article, number, read, said, where

from bot.digest.digest import FigureLine
from bot.digest.lines import figure_line, lead_of, leaning, quote_line, title_of, with_name
from bot.digest.page import Page
from bot.model import Change, Comparison, Figure, FigureKind, Span
from bot.render.filters import as_of, phrased, shown, value


def line_of(text: str, words: str, measures: str, **fields: object) -> FigureLine | None:
    figure = number(text, words, "1", "GBP", FigureKind.MONEY, measures)
    page = Page(article(1, "Outlet", "Title", text, 1), read(text))
    return figure_line(page, replace(figure, **fields), 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words", "measures", "expected"),
    [
        ("It put its net profit at £3 million.", "£3 million", "its net profit", "£3m  net profit"),
        ("The mill employs 460 people in Osterby.", "460 people", "people", "The mill employs 460 people in Osterby"),
        ("The mill will cost £3 million.", "£3 million", "mill will cost", "The mill will cost £3m"),
        ("The bill, which was £3 million last year, fell.", "£3 million", "bill", "£3m  bill"),
        ("At least 23 people have died in the flood.", "23 people", "people have died in the flood",
         "At least 23 people have died in the flood"),
        ("It said that more than 340 old machines in the valley failed.", "340 old machines",
         "machines in the valley failed",
         "more than 340 old machines in the valley failed"),
        ("Sales rose, the mill said, to £3 million from £2 million in May.", "£3 million", "Sales", "£3m  Sales"),
    ],
)  # fmt: skip
def test_a_figure_is_shown_with_what_it_measures(text: str, words: str, measures: str, expected: str) -> None:
    line = line_of(text, words, measures)
    assert line
    assert phrased(line) == expected
    assert line.measures in text
    assert line.span.of(text) == words


def test_a_clause_leaves_out_who_says_so_where_that_stands_beside_it() -> None:
    text = "He added that consumers in Osterby now pay £3 million."
    figure = number(text, "£3 million", "3000000", "GBP", FigureKind.MONEY, "pay", speaker="Bo Lind")
    quote = said(text, "Bo Lind", "added", "consumers in Osterby now pay £3 million")
    line = figure_line(Page(article(1, "Outlet", "Title", text, 1), read(text, [quote])), figure, 0)
    assert line
    assert phrased(line) == "consumers in Osterby now pay £3m"


def test_a_clause_says_its_own_time() -> None:
    line = line_of("The mill employs 460 people now.", "460 people", "people", period="now")
    assert line
    assert as_of(line) == ""


def test_what_measures_nothing_is_no_line() -> None:
    text = "Up, 460, it said."
    page = Page(article(1, "Outlet", "T", text, 1), read(text))
    figure = Figure(where(text, "460"), Decimal(460), "", FigureKind.COUNT, "words that are not there")
    assert figure_line(page, figure, 0) is None


@pytest.mark.parametrize(
    ("text", "measures", "fields"),
    [
        ("Not one of them, she said, paid £3 million.", "them", {}),
        ("Up, the ministry said, by £3 million, the figure.", "the figure", {}),
        ("Losses, Ada Holm said, of £3 million.", "Ada Holm", {"speaker": "Ada Holm"}),
    ],
)
def test_a_measure_that_says_nothing_or_only_who_says_so_is_no_line(text: str, measures: str, fields: dict) -> None:
    assert line_of(text, "£3 million", measures, **fields) is None


def test_a_function_word_is_nobody_who_says_so() -> None:
    line = line_of("It put its net profit at £3 million.", "£3 million", "its net profit", speaker="to")
    assert line
    assert line.speaker == ""


@pytest.mark.parametrize("kind", [FigureKind.AGE, FigureKind.SCORE])
def test_ages_and_scores_are_never_printed(kind: FigureKind) -> None:
    assert line_of("The mill employs 460 people.", "460 people", "mill", kind=kind) is None


def test_a_lone_one_is_never_printed() -> None:
    assert line_of("The mill employs one miller.", "one", "miller", kind=FigureKind.COUNT) is None
    assert line_of("The mill employs two millers.", "two", "millers", kind=FigureKind.COUNT)


def test_a_pronoun_says_nothing() -> None:
    text = "The mill employs 460 people."
    assert line_of(text, "460 people", "mill", speaker="another") == line_of(text, "460 people", "mill")


def test_a_lead_is_the_outlets_own_first_sentence() -> None:
    text = (
        "By Jo Brandt\n\n“We are closing the old mill in the valley for good,” said Ada Brunn.\n\n"
        "The old mill in the valley closes in June after a hundred years of work."
    )
    lead = lead_of(Page(article(1, "Outlet", "Ada Brunn speaks", text, 1), read(text)))
    assert lead
    assert shown(lead).startswith("The old mill in the valley")


def test_a_lead_that_sets_a_scene_gives_way_to_the_news() -> None:
    text = (
        "He was once the best known miller of the whole valley. The curtain went up and there was nothing to see. "
        "The mill at Osterby closes in June, its owner says."
    )
    lead = lead_of(Page(article(1, "Outlet", "Last mill of the river closes", text, 1), read(text)))
    assert lead
    assert shown(lead).startswith("The mill at Osterby")


def test_a_lead_that_repeats_the_title_is_left_out() -> None:
    text = "The old mill in the valley closes in June for good."
    assert (
        lead_of(Page(article(1, "Outlet", "Old mill in valley closes in June for good", text, 1), read(text))) is None
    )


@pytest.mark.parametrize("title", ["A mill closes - Outlet", "A mill closes | Outlet", "A mill closes"])
def test_a_title_does_not_end_with_its_outlet(title: str) -> None:
    assert title_of(article(1, "Outlet", title, "x", 1)) == "A mill closes"


def test_a_cue_is_shown_as_it_stands_unless_it_is_none() -> None:
    text = "Ada Brunn, who is said to be going to announce it at some point, said that the mill closes."
    page = Page(article(1, "Outlet", "T", text, 1), read(text))
    line = quote_line(page, said(text, "Ada Brunn", "said that", "the mill closes"), 0)
    assert line
    assert line.cue == "said that"
    quote = replace(said(text, "Ada Brunn", "said", "the mill closes"), cue=Span(11, 70))
    long = quote_line(page, quote, 0)
    assert long
    assert long.cue == ""


@pytest.mark.parametrize(
    ("text", "comparison", "expected"),
    [
        ("A licence, they wrote, costs up to £3 million.", Comparison.LESS, "≤ £3m"),
        ("A licence, they wrote, costs as much as £3 million.", Comparison.LESS, "≤ £3m"),
        ("A licence, they wrote, costs as many as £3 million.", Comparison.MORE, "≤ £3m"),
        ("A licence, they wrote, costs no more than £3 million.", Comparison.LESS, "≤ £3m"),
        ("A licence, they wrote, costs at least £3 million.", Comparison.MORE, "≥ £3m"),
        ("A licence, they wrote, costs less than £3 million.", Comparison.LESS, "< £3m"),
        ("A licence, they wrote, costs more than £3 million.", Comparison.MORE, "> £3m"),
    ],
)
def test_a_bound_that_may_be_reached_has_its_own_sign(text: str, comparison: Comparison, expected: str) -> None:
    line = line_of(text, "£3 million", "licence", comparison=comparison)
    assert line
    assert value(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Their losses, they wrote, fell to £3 million.", "£3m"),
        ("Their losses, they wrote, fell from £9 million to about £3 million.", "£3m"),
        ("Their losses, they wrote, were £3 million, down from £9 million.", "£3m"),
        ("Their losses, they wrote, fell by £3 million.", "↓ £3m"),
        ("Their losses, they wrote, fell £3 million from the year before.", "↓ £3m"),
    ],
)
def test_only_the_amount_of_a_change_has_an_arrow(text: str, expected: str) -> None:
    line = line_of(text, "£3 million", "losses", change=Change.DOWN)
    assert line
    assert value(line) == expected


@pytest.mark.parametrize(
    ("text", "measures", "expected", "depth"),
    [
        ("Rope maker Ode Brothers raised its annual profit forecast on Monday to £3 million.", "annual profit forecast",
         "Rope maker Ode Brothers raised its annual profit forecast on Monday to £3m", 0),
        ("The net profit of Ode Brothers in May, they wrote, was £3 million.", "net profit of Ode Brothers in May",
         "£3m  net profit of Ode Brothers in May", 0),
        ("The annual test, they wrote, ends on Monday, and costs £3 million.", "annual test", "£3m  annual test", 2),
        ("Sales of ropes, they wrote, which ended on Monday, were £3 million.", "Sales of ropes",
         "£3m  Sales of ropes", 1),
        ("Holm’s annual rope sales, they wrote, reached £3 million, and no wonder.", "annual rope sales",
         "£3m  annual rope sales", 1),
        ("We hear Holm who sold the ropes that were left in the old loft when the mill closed in May, had £3 million.",
         "Holm who sold the ropes that were left in the old loft when the mill closed in May",
         "£3m  Holm who sold the ropes that were left in the old loft when the mill closed in May", 2),
    ],
)  # fmt: skip
def test_a_line_for_the_channel_says_whose_figure_it_is(text: str, measures: str, expected: str, depth: int) -> None:
    figure = number(text, "£3 million", "3000000", "GBP", FigureKind.MONEY, measures)
    page = Page(article(1, "Outlet", "Title", text, 1), read(text))
    line = figure_line(page, figure, 0)
    assert line
    told = with_name(page, line)
    assert phrased(told) == expected
    assert told.measures in text
    assert leaning(page, told) == depth


def test_its_speaker_is_the_name_of_a_figure() -> None:
    text = "Ode Brothers told its owners, who were glad, of an annual profit, which reached £3 million."
    figure = number(text, "£3 million", "3000000", "GBP", FigureKind.MONEY, "annual profit", speaker="Ode Brothers")
    page = Page(article(1, "Outlet", "Title", text, 1), read(text))
    line = figure_line(page, figure, 0)
    assert line
    assert with_name(page, line) == line
    assert leaning(page, line) == 0
