"""The notation of the marks, and what the marked articles must cover."""

from collections import Counter
from decimal import Decimal

import pytest
from marked import MarkError, kind_of, load_marked, parse_marks

from bot.model import Span

TEXT = (
    "Ada Brook, the mayor, said the bridge would cost £3.5m. “It is 40 years old,” she said. “We know.”\n\n"
    "Brook denied that the bridge of 1984 was closed. A bridge can’t close, she said."
)


def _parse(line: str):
    return parse_marks("bridge", "local", TEXT, line)


def test_words_become_spans() -> None:
    article = _parse(
        "S Ada Brook | said | the bridge would … £3.5m | role: the mayor\n"
        "S Ada Brook | said | It is 40 years old + We know | by: she\n"
        "F £3.5m = 3.5e6 GBP key\nF 40 years = 40 year\nT 1984\n# a remark\n"
    )
    first, second = article.statements
    assert [span.of(TEXT) for span in first.content] == ["the bridge would cost £3.5m"]
    assert (first.kind, first.role, first.pronoun) == ("indirect", "the mayor", False)
    assert [span.of(TEXT) for span in second.content] == ["It is 40 years old", "We know"]
    assert (second.kind, second.pronoun) == ("direct", True)
    money, age = article.figures
    assert (money.value, money.unit, money.kind, money.key) == (Decimal(3_500_000), "GBP", "money", True)
    assert (age.kind, age.key) == ("measure", False)
    assert [span.of(TEXT) for span in article.traps] == ["1984"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T 1985", "stands 0 times"),
        ("T bridge", "stands 3 times"),
        ("T bridge#4", "stands 3 times"),
        ("S Ada Brook | said | the bridge would … was closed", "does not follow"),
        ("S Ada Brook | shouted | the bridge would cost £3.5m", "is not near"),
        ("S Bob | said | the bridge would cost £3.5m", "not in the text: Bob"),
        ("S Ada Brook | said | the bridge would cost £3.5m | role: the queen", "not in the text: the queen"),
        ("S Ada Brook | said | the bridge would cost £3.5m | denid", "unknown option"),
        ("F £3.5m = many GBP", "InvalidOperation|ConversionSyntax"),
        ("F £3.5m = 3.5e6 GBP keys", "unknown flag"),
        ("X 1984", "X"),
    ],
)
def test_a_mark_that_cannot_be_placed_is_refused_with_its_line(line: str, reason: str) -> None:
    with pytest.raises(MarkError, match=reason) as error:
        _parse(line)
    assert "bridge: " + line in str(error.value)


def test_a_number_is_not_found_inside_another() -> None:
    text = "Sales rose 12% to 3.12m, with 12 shops and 120 vans."
    [trap] = parse_marks("s", "business", text, "T 12").traps
    assert trap == Span(30, 32)


def test_the_kind_follows_from_the_quotation_marks() -> None:
    text = 'He said it was “a mess” and left. "All of it was," he said.'
    start = text.index("it was")
    assert kind_of(text, (Span(start, text.index(" and")),)) == "mixed"
    assert kind_of(text, (Span(text.index("All"), text.index(',"')),)) == "direct"
    assert kind_of(text, (Span(start, start + 6),)) == "indirect"


def test_at_least_sixty_articles_over_ten_kinds_are_marked() -> None:
    articles = load_marked()
    kinds = Counter(article.kind for article in articles if article.statements and article.figures)
    assert sum(kinds.values()) >= 60
    assert len(kinds) == 10
    assert min(kinds.values()) >= 5
    statements = [statement for article in articles for statement in article.statements if not statement.optional]
    assert len(statements) > 500
    assert Counter(statement.kind for statement in statements)["mixed"] > 40
    assert sum(len(article.figures) for article in articles) > 800
    assert sum(len(article.traps) for article in articles) > 200


def test_marked_figures_and_traps_do_not_overlap() -> None:
    for article in [*load_marked(), *load_marked("fresh"), *load_marked("late"), *load_marked("blind")]:
        figures = [mark.span for mark in article.figures]
        for trap in article.traps:
            meets = [span.of(article.text) for span in figures if span.start < trap.end and trap.start < span.end]
            assert not meets, (article.slug, trap.of(article.text))


@pytest.mark.parametrize("of", ["late", "blind"])
def test_each_later_set_covers_the_ten_kinds(of: str) -> None:
    later = load_marked(of)
    assert len({article.kind for article in later}) == len(later) == 10
    assert sum(not statement.optional for article in later for statement in article.statements) > 150


def test_the_fresh_articles_are_long_and_a_set_of_their_own() -> None:
    fresh = load_marked("fresh")
    assert len(fresh) == 20
    assert not {article.slug for article in fresh} & {article.slug for article in load_marked()}
    assert all(len(article.text.split()) >= 350 for article in fresh)
    assert sum(not statement.optional for article in fresh for statement in article.statements) > 300
    assert sum(len(article.figures) for article in fresh) > 400
    assert sum(len(article.traps) for article in fresh) > 150
