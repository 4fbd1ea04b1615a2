from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from briefing_sample import EARLIER, EARLIER_READ, READINGS, TEXTS, TOPIC, article, number, read, sample_digest

from bot.digest.build import TopicNews
from bot.digest.compare import differ
from bot.model import Comparison, Figure, FigureKind, Span
from bot.reading.figures import replaced_values


def figure(value: str, high: str | None = None, comparison: Comparison = Comparison.EQUAL) -> Figure:
    top = Decimal(high) if high else None
    return Figure(Span(0, 1), Decimal(value), "EUR", FigureKind.MONEY, "cost", high=top, comparison=comparison)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure("340"), figure("410"), True),
        (figure("340"), figure("340"), False),
        (figure("200", comparison=Comparison.MORE), figure("230"), False),
        (figure("200", comparison=Comparison.MORE), figure("150"), True),
        (figure("200", comparison=Comparison.LESS), figure("230"), True),
        (figure("100", comparison=Comparison.ABOUT), figure("105"), False),
        (figure("10", high="20"), figure("15"), False),
        (figure("10", high="20"), figure("25"), True),
    ],
)
def test_values_that_exclude_each_other(one: Figure, other: Figure, expected: bool) -> None:
    assert differ(one, other) is expected
    assert differ(other, one) is expected


def test_outlets_that_disagree_on_one_story_stand_side_by_side() -> None:
    digest = sample_digest()
    (dispute,) = digest.disputes
    assert [(line.words, line.place.outlet) for line in dispute.figures] == [
        ("340 million euros", "Harbour Times"),
        ("410 million euros", "Delta Wire"),
    ]
    assert not {line.words for line in digest.numbers} & {"340 million euros", "410 million euros"}


def test_a_copy_does_not_dispute_its_original() -> None:
    news = [replace(TEXTS[1], copy_of=2), TEXTS[2]]
    digest = sample_digest(news=[TopicNews(TOPIC, news, READINGS)])
    assert digest.disputes == ()


def test_different_stories_do_not_dispute() -> None:
    news = [replace(TEXTS[1], story_id=11), TEXTS[2]]
    assert sample_digest(news=[TopicNews(TOPIC, news, READINGS)]).disputes == ()


def test_the_earlier_value_stands_beside_the_new_one() -> None:
    line = next(line for line in sample_digest().numbers if line.words == "85 million euros")
    assert line.earlier
    assert line.earlier.words == "79 million euros"
    assert line.earlier.place.article_id == EARLIER.id


def test_another_measure_is_no_earlier_value() -> None:
    text = "In August the debt of Nordsund Lines had reached 79 million euros, the company said."
    other = number(text, "79 million euros", "79000000", "EUR", FigureKind.MONEY, "debt of Nordsund Lines")
    previous = [TopicNews(TOPIC, (replace(EARLIER, text=text),), {EARLIER.id: read(text, [], [other])})]
    assert all(line.earlier is None for line in sample_digest(previous=previous).figures)


def test_an_equal_value_is_no_news() -> None:
    same = replace(EARLIER_READ.figures[0], value=Decimal(85_000_000))
    reading = replace(EARLIER_READ, figures=(same,))
    digest = sample_digest(previous=[TopicNews(TOPIC, (EARLIER,), {EARLIER.id: reading})])
    assert all(line.earlier is None for line in digest.figures)


def _survey(words: str, value: int, text: str, measures: str, article_id: int, **fields: object):
    figure = number(text, words, str(value), "USD", FigureKind.MONEY, measures)
    return article(article_id, f"Outlet {article_id}", "Mills", text, article_id, **fields), read(text, [], [figure])


@pytest.mark.parametrize(
    ("other", "measures", "disputed"),
    [
        ("Mills in Osterby will spend 52 billion dollars on water wheels.", "Mills", True),
        ("Mills in Osterby paid 52 billion dollars for fines last year.", "fines", False),
    ],
)  # fmt: skip
def test_within_a_story_fewer_words_need_to_agree(other: str, measures: str, disputed: bool) -> None:
    text = "Spending on water wheels by mills in Osterby comes to 46 billion dollars next year, Quill Research says."
    one, one_read = _survey(
        "46 billion dollars", 46, text, "Spending on water wheels by mills in Osterby", 1, story_id=1
    )
    two, two_read = _survey("52 billion dollars", 52, other, measures, 2, story_id=1)
    digest = sample_digest(news=[TopicNews(TOPIC, [one, two], {1: one_read, 2: two_read})])
    assert bool(digest.disputes) is disputed


NEWER = "The harbour board has {} for the Skellerhaven quays, it said in Skellerhaven on Monday."
NEW, OLD = "390 million euros", "340 million euros"


@pytest.mark.parametrize(
    "said",
    [
        f"raised the bill to {NEW} from {OLD}",
        f"raised the bill from {OLD} to about {NEW}",
        f"now put the bill at {NEW}, up from {OLD}",
        f"asked for {NEW} rather than {OLD}",
        f"now expects a bill of {NEW} by next spring, against {OLD}",
        f"named a bill of {NEW}, not the {OLD}",
        f"put the bill at {NEW}, compared with {OLD}",
    ],
)
def test_a_revision_by_the_newer_text_is_no_dispute(said: str) -> None:
    text = NEWER.format(said)
    figures = [
        number(text, words, value, "EUR", FigureKind.MONEY, "Skellerhaven quays")
        for words, value in sorted([(NEW, "390000000"), (OLD, "340000000")], key=lambda each: text.index(each[0]))
    ]
    newer = article(8, "Delta Wire", "Skellerhaven quays cost more", text, 1, story_id=1)
    news = TopicNews(TOPIC, [TEXTS[1], newer], {1: READINGS[1], 8: read(text, [], figures)})
    digest = sample_digest(news=[news], previous=[])
    assert digest.disputes == ()
    (line,) = [line for line in digest.numbers if "quays" in line.measures and line.unit == "EUR"]
    assert line.words == NEW
    assert line.earlier
    assert (line.earlier.words, line.earlier.place.outlet) == (OLD, "Harbour Times")


def test_two_values_of_one_sentence_are_not_always_a_revision() -> None:
    text = NEWER.format(f"{NEW} and the ministry {OLD}")
    sentence = Span(0, len(text))
    new = number(text, NEW, "390000000", "EUR", FigureKind.MONEY, "Skellerhaven quays")
    old = number(text, OLD, "340000000", "EUR", FigureKind.MONEY, "Skellerhaven quays")
    assert replaced_values(new, [new, old], text, sentence) == frozenset()
    assert replaced_values(old, [new, old], text, sentence) == frozenset()


def test_a_value_that_the_text_takes_back_is_not_shown_as_the_newer_ones_equal() -> None:
    text = "The breach at Harbour Post affected 5.1 million people, not the 4.2 million it had reported."
    figures = [
        number(text, "5.1 million people", "5100000", "person", FigureKind.COUNT, "breach at Harbour Post affected"),
        number(text, "4.2 million", "4200000", "", FigureKind.COUNT, "breach at Harbour Post"),
    ]
    page = article(8, "Delta Wire", "Breach was larger", text, 1)
    digest = sample_digest(news=[TopicNews(TOPIC, [page], {8: read(text, [], figures)})], previous=[])
    assert [line.words for line in digest.numbers] == ["5.1 million people"]
