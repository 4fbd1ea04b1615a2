"""The scorer itself, on statements and figures whose score is known."""

from decimal import Decimal

import pytest
from marked import MarkedArticle, parse_marks
from score import raised, same_amount, same_speaker, score

from bot.model import Comparison, Figure, FigureKind, Polarity, Quote, QuoteKind, Reading, Span

TEXT = "Ada Brook said the old bridge would cost £3.5m. Viktor Brook denied that she had asked him in 1984."
ARTICLE = parse_marks(
    "bridge",
    "local",
    TEXT,
    "S Ada Brook | said | the old bridge … £3.5m\nS Viktor Brook | denied | she had asked him in 1984 | denied\n"
    "F £3.5m = 3.5e6 GBP key\nT 1984",
)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _quote(words: str, speaker: str, polarity: Polarity = Polarity.ASSERTED) -> Quote:
    return Quote(content=(_span(words),), speaker=speaker, kind=QuoteKind.INDIRECT, polarity=polarity)


def _figure(words: str, value: str, unit: str, kind: FigureKind = FigureKind.MONEY, **more: object) -> Figure:
    return Figure(span=_span(words), value=Decimal(value), unit=unit, kind=kind, measures="", **more)


RIGHT = Reading(
    quotes=(
        _quote("the old bridge would cost £3.5m", "Ada Brook"),
        _quote("that she had asked him in 1984", "Viktor Brook", Polarity.DENIED),
    ),
    figures=(_figure("£3.5m", "3500000", "GBP", key=True),),
)


def _measures(reading: Reading, article: MarkedArticle = ARTICLE) -> dict[str, float]:
    return score([article], [reading]).measures()


def test_a_perfect_reading_scores_full_marks() -> None:
    measures = _measures(RIGHT)
    assert measures["statements: speaker and content F1"] == 100
    assert measures["statements: denied, F1"] == 100
    assert measures["figures: value and unit F1"] == 100
    assert measures["figures: key F1"] == 100
    assert measures["figures: traps avoided"] == 100


def test_an_empty_reading_scores_nothing_but_its_caution() -> None:
    measures = _measures(Reading())
    assert measures.pop("figures: traps avoided") == 100
    assert set(measures.values()) == {0}


def test_a_wrong_speaker_keeps_the_content_and_loses_the_statement() -> None:
    swapped = Reading(quotes=(_quote("the old bridge would cost £3.5m", "Viktor Brook"),))
    measures = _measures(swapped)
    assert measures["statements: content precision"] == 100
    assert measures["statements: speaker and content F1"] == 0


def test_invented_statements_and_figures_cost_precision() -> None:
    reading = Reading(
        quotes=(*RIGHT.quotes, _quote("said", "Nobody")),
        figures=(*RIGHT.figures, _figure("1984", "1984", "", FigureKind.COUNT)),
    )
    measures = _measures(reading)
    assert measures["statements: content precision"] == pytest.approx(200 / 3)
    assert measures["figures: value and unit F1"] == pytest.approx(200 / 3)
    assert measures["figures: traps avoided"] == 0


def test_optional_marks_are_neither_rewarded_nor_punished() -> None:
    article = parse_marks(
        "bridge", "local", TEXT, "S Ada Brook | said | the old bridge … £3.5m | opt\nF £3.5m = 3.5e6 GBP opt"
    )
    total = score([article], [Reading(quotes=RIGHT.quotes[:1], figures=RIGHT.figures)])
    assert total.tallies["joint"].predicted == 0
    assert total.tallies["figures"].predicted == 0
    assert not total.misses


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        ("Viktor Brook", True),
        ("Brook", True),
        ("Mr Brook", True),
        ("Mayor Viktor Brook", True),
        ("Ada Brook", False),
        ("he", False),
        ("", False),
    ],
)
def test_a_speaker_is_right_by_name_and_never_by_pronoun(predicted: str, right: bool) -> None:
    assert same_speaker(ARTICLE.statements[1], predicted) is right


def test_amounts_agree_in_value_unit_and_both_ends_of_a_range() -> None:
    [mark] = ARTICLE.figures
    assert same_amount(mark, _figure("£3.5m", "3500000", "GBP", comparison=Comparison.ABOUT))
    assert not same_amount(mark, _figure("£3.5m", "3.5", "GBP"))
    assert not same_amount(mark, _figure("£3.5m", "3500000", "USD"))
    assert not same_amount(mark, _figure("£3.5m", "3500000", "GBP", high=Decimal(4_000_000)))


@pytest.mark.parametrize(
    ("mark", "given", "right"),
    [
        ("53p = 53 GBp", ("53", "pence"), True),
        ("53p = 53 GBp", ("0.53", "GBP"), True),
        ("53p = 53 GBp", ("53", "GBP"), False),
        ("53 cents = 0.53 USD", ("53", "cent"), True),
        ("$53 a barrel = 53 USD/bbl", ("53", "USD/bbl"), True),
        ("$53 a barrel = 53 USD/bbl", ("53", "USD"), False),
        ("$53 a barrel = 53 USD/bbl bare", ("53", "USD"), True),
        ("53 = 53 USD/year", ("53", "USD"), True),
    ],
)
def test_units_are_compared_as_people_mean_them(mark: str, given: tuple[str, str], right: bool) -> None:
    text = mark.partition(" = ")[0]
    [marked] = parse_marks("s", "business", text, f"F {mark}").figures
    value, unit = given
    figure = Figure(span=Span(0, len(text)), value=Decimal(value), unit=unit, kind=FigureKind.MONEY, measures="")
    assert same_amount(marked, figure) is right


def test_floors_only_rise() -> None:
    floors = {"one": 80.0, "two": 70.0}
    assert raised(floors, {"one": 79.99, "two": 71.26, "three": 5.0}) == {"one": 80.0, "two": 71.2, "three": 5.0}
