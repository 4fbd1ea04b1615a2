"""What is asked of two, of whom a figure is told, and words that are nearly those of the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.compare import sides_of
from bot.answers.following import leans
from bot.answers.gate import CLEAR, NEAR, PARTLY, SAID, spoken_on
from bot.answers.kinds import Asks
from bot.answers.people import Known, Names, Roles
from bot.answers.question import parse_question
from bot.answers.several import split_questions
from bot.answers.shelf import Prepared, Sentence
from bot.answers.terms import STRANGE, Term, at_full_weight, derives, families_of, mended, share_held
from bot.answers.ties import speaks_of
from bot.answers.words import stem, stem_counts
from bot.model import Article, Passage, Span

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KNOWN = Known(lambda: Names(("Ida Holm", "Per Lund", "Harbour and Quay Board")))


def prepared(title: str, *sentences: str) -> Prepared:
    text = " ".join([*sentences, "Seen there were Nilsen, Ostray and Marholm."])
    article = Article("https://outlet.example/1", title, text, "Outlet", id=1)
    made = []
    for number, text in enumerate(sentences):
        counts = stem_counts(text)
        start = article.text.index(text)
        passage = Passage(1, number, Span(start, start + len(text)), text)
        made.append(Sentence(passage, counts, sum(counts.values()), opens=False))
    words = frozenset(stem_counts(f"{title} {' '.join(sentences)}"))
    return Prepared(article, stem_counts(title), words, tuple(made))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Compare what Holm and Lund say about fares", ("Holm", "Lund", "fares")),
        ("How do Ida Holm and Per Lund differ on the quay?", ("Ida Holm", "Per Lund", "the quay")),
        ("What's the difference between Holm's view and Lund's on fares", ("Holm", "Lund", "fares")),
        ("Do Holm and Lund agree about fares", ("Holm", "Lund", "fares")),
        ("Holm vs Lund on fares", ("Holm", "Lund", "fares")),
        ("What did Holm and Lund say about fares", ("Holm", "Lund", "fares")),
        ("Compare the price of the pier and the bridge", ("pier", "bridge", "price")),
        ("What did the Harbour and Quay Board say about fares", None),
        ("What did Holm say about fares and tolls", None),
        ("How much do fares and tolls cost", None),
    ],
)
def test_two_sides_are_told_apart(text, sides):
    found = parse_question(text, KNOWN, now=NOW).sides
    parsed = sides_of(text.rstrip("?"), lambda name: name in {"Holm", "Lund"})
    assert (parsed and (parsed.one, parsed.other, parsed.matter)) == sides
    assert len(found) == (2 if sides else 0)


def test_speakers_are_compared_by_their_words_and_things_by_what_is_told():
    spoken = parse_question("Compare what Holm and Lund say about fares", KNOWN, now=NOW)
    assert spoken.asks is Asks.COMPARE
    assert [(side.asks, side.speakers) for side in spoken.sides] == [
        (Asks.SAID, ("Ida Holm",)),
        (Asks.SAID, ("Per Lund",)),
    ]
    told = parse_question("Compare the price of the pier and the bridge", KNOWN, now=NOW)
    assert [side.words for side in told.sides] == [("price", "pier"), ("price", "bridge")]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("What does it cost and when will it open?", ["What does it cost?", "when will it open?"]),
        (
            "What did Holm say about fares and when do they rise?",
            ["What did Holm say about fares?", "when do they rise?"],
        ),
        ("Who came and what they wore?", ["Who came and what they wore?"]),
        ("Fares rise and when do tolls rise?", ["Fares rise and when do tolls rise?"]),
    ],
)
def test_two_questions_of_one_sentence_are_both_asked(message, questions):
    assert split_questions(message) == questions


MATCH = (
    "Ostray beat Marholm on Sunday.",
    "It was their first win since March.",
    "Nilsen headed in two goals before the break.",
    "He has nine this season.",
)


@pytest.mark.parametrize(
    ("subject", "place", "tied"),
    [
        (("ostray",), 0, True),
        (("ostray",), 1, True),
        (("nilsen",), 2, True),
        (("ostray",), 2, False),
        (("ostray",), 3, False),
        (("nilsen",), 3, True),
        ((), 3, True),
    ],
)
def test_a_figure_is_told_of_the_name_that_stands_last(subject, place, tied):
    assert speaks_of(subject, prepared("Ostray win again", *MATCH), place) is tied


def test_what_is_asked_of_a_name_is_tied_to_it():
    assert parse_question("How many goals did Marholm score?", KNOWN, now=NOW).subject == ("marholm",)
    assert parse_question("How high are the cranes at Marholm?", KNOWN, now=NOW).subject == ()


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("parliament", "parliamentary", True),
        ("negotiate", "negotiator", True),
        ("russia", "russian", True),
        ("contract", "contrast", False),
        ("fare", "farewell", False),
    ],
)
def test_words_of_one_family_differ_in_their_endings(one, other, kin):
    assert derives(stem(one), stem(other)) is kin


@given(st.text("abcdef", min_size=1, max_size=12), st.text("abcdef", min_size=1, max_size=12))
def test_kinship_by_endings_is_mutual(one, other):
    assert derives(one, other) == derives(other, one)


def test_a_family_is_found_by_how_its_words_begin():
    text = frozenset({stem("parliamentary"), stem("ferry")})
    term = Term(stem("parliament"), 3.0, frozenset()).within(text, families_of(text))
    assert term.in_(text) > 0


def test_only_unknown_words_are_put_right():
    text = frozenset(map(stem, ("reservoir", "tadesse", "contest")))
    unknown = [Term(stem(word), 2.0 * STRANGE, frozenset(), unknown=True) for word in ("resevoir", "content")]
    name = Term(stem("tadese"), 5.0, frozenset(), name=True, unknown=True)
    known = Term(stem("reservoirs"), 2.0, frozenset())
    reservoir, content, tadesse, kept = mended([*unknown, name, known], [text])
    assert (reservoir.stem, reservoir.weight) == (stem("reservoir"), 2.0)
    assert content is unknown[1]
    assert (tadesse.stem, tadesse.weight) == (stem("tadesse"), 5.0)
    assert kept is known


def test_a_description_is_met_by_its_head():
    stated = (("Ann Ek", "general manager"), ("Ida Holm", "chief executive Nordlinie"), ("Per Lund", "deputy mayor"))
    roles = Roles(stated)
    assert roles.partly_meant("the opera's manager") == [("Ann Ek", frozenset({stem("opera")}))]
    assert roles.partly_meant("the boss of Nordlinie") == []
    assert ("Ida Holm", frozenset()) in roles.partly_meant("the boss of Nordlinie", near=True)
    assert roles.partly_meant("Ida Holm", near=True) == []


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_stronger_rival_never_makes_it_surer(coverage, rival):
    assert spoken_on(coverage, lambda: rival) <= spoken_on(coverage, lambda: 0.0)
    if coverage < PARTLY:
        assert spoken_on(coverage, lambda: 0.0) < 1.0
    if coverage >= CLEAR:
        assert spoken_on(coverage, lambda: rival) == coverage / SAID >= 1.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-2, 2), st.floats(0, 1))
def test_nearer_in_meaning_never_makes_it_less_sure(coverage, rival, lead, more):
    assert spoken_on(coverage, lambda: rival, lambda: lead) <= spoken_on(coverage, lambda: rival, lambda: lead + more)


def test_meaning_decides_where_words_hold_a_part():
    assert spoken_on(0.3, lambda: 1.0, lambda: 0.1) == 1.0
    assert spoken_on(0.5, lambda: 0.5, lambda: -0.5) < 1.0 <= spoken_on(0.5, lambda: 0.5, lambda: -0.1)
    assert spoken_on(0.1, lambda: 0.0, lambda: 0.9) < NEAR
    assert spoken_on(0.5, lambda: 1.0, lambda: None) == spoken_on(0.5, lambda: 1.0) < 1.0


def test_a_word_that_nothing_stored_holds_weighs_in_full_where_the_matter_is_asked_for():
    strange = Term(stem("violin"), 2.0 * STRANGE, frozenset(), unknown=True)
    name = Term(stem("holm"), 5.0, frozenset(), name=True, unknown=True)
    known = Term(stem("quay"), 2.0, frozenset())
    assert [term.weight for term in at_full_weight([strange, name, known])] == [2.0, 5.0, 2.0]
    assert share_held(at_full_weight([strange, known]), [({stem("quay")}, 1.0)]) == 0.5


ASKERS = "what did does holm lund who said say he it that about fares tolls quay and when is how much why rise cost"


@given(st.lists(st.sampled_from(ASKERS.split()), min_size=1, max_size=9).map(" ".join))
def test_a_question_that_leans_on_none_is_read_the_same_after_another(text):
    before = parse_question("What did Ida Holm say about the quay?", KNOWN, now=NOW)
    if not leans(text):
        assert parse_question(text, KNOWN, now=NOW, before=before) == parse_question(text, KNOWN, now=NOW)
