from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.people import Names
from bot.answers.question import Asks, parse_question
from bot.answers.words import content_words, fold, stems

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # a Sunday
KNOWN = ("Lena Aurich", "Tomas Brandl", "Jürgen Aurich", "Ursula van der Meer", "Harbour Board", "Ito")


def parse(text: str, **more):
    return parse_question(text, KNOWN, now=NOW, **more)


@pytest.mark.parametrize(
    ("text", "speakers", "words"),
    [
        ("What did Lena Aurich say about costs?", ("Lena Aurich",), ("costs",)),
        ("what does tomas brandl think of the new quay", ("Tomas Brandl",), ("new", "quay")),
        ("What has Brandl said on the toll?", ("Tomas Brandl",), ("toll",)),
        ("What is Brandl's position on dredging?", ("Tomas Brandl",), ("dredging",)),
        ("Did Tomas Brandl say anything about dredging?", ("Tomas Brandl",), ("dredging",)),
        ("What did Ms. Ursula van der Meer announce?", ("Ursula van der Meer",), ()),
        ("What will the harbour cost according to the Harbour Board?", ("Harbour Board",), ("harbour", "cost")),
    ],
)
def test_a_speaker_is_a_filter_and_never_a_search_word(text, speakers, words):
    question = parse(text)
    assert question.asks is Asks.SAID
    assert question.speakers == speakers
    assert question.words == words


def test_a_shared_surname_keeps_both_people():
    assert set(parse("What did Aurich say?").speakers) == {"Lena Aurich", "Jürgen Aurich"}


def test_a_typo_is_forgiven_and_a_stranger_is_not_replaced():
    assert Names(KNOWN).meant("Lena Aurhich") == (("Lena Aurich",), ())
    speakers, nearest = Names(KNOWN).meant("Lena Hartmann")
    assert speakers == ()
    assert "Lena Aurich" in nearest


def test_he_is_whom_the_thread_spoke_of():
    before = parse("What did Tomas Brandl say?")
    assert parse("What did he say about tolls?", before=before).speakers == ("Tomas Brandl",)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who said the quay would leak?", Asks.WHO_SAID),
        ("who talked about tolls", Asks.WHO_SAID),
        ("How much will the quay cost?", Asks.HOW_MUCH),
        ("What share of the berths is free?", Asks.HOW_MUCH),
        ("When does the quay open?", Asks.WHEN),
        ("Where was the ship built?", Asks.WHERE),
        ("Who is quoted?", Asks.SPEAKERS),
        ("Who is Lena Aurich?", Asks.WHO_IS),
        ("The quay leaks", Asks.OPEN),
    ],
)
def test_kinds(text, asks):
    assert parse(text).asks is asks


@pytest.mark.parametrize(
    ("text", "zone", "since"),
    [
        ("What did Brandl say since Friday?", "UTC", datetime(2026, 11, 20, tzinfo=UTC)),
        ("What did Brandl say since Friday?", "Asia/Tokyo", datetime(2026, 11, 19, 15, tzinfo=UTC)),
        ("Who spoke in the last 3 days?", "UTC", datetime(2026, 11, 19, 12, tzinfo=UTC)),
        ("What did Brandl say today?", "UTC", datetime(2026, 11, 22, tzinfo=UTC)),
    ],
)
def test_time_words_bound_the_search_in_the_askers_zone(text, zone, since):
    assert parse(text, zone=zone).since == since


def test_capitalised_words_are_names_the_answer_must_know():
    assert parse("How much did Nordwerk pay for the Kiel yard?").names == ("nordwerk", "kiel")


def test_words_are_folded_and_stemmed():
    assert fold("Müller’s ÉTUDE") == "muller etude"
    assert stems("costing costs") == ["cost", "cost"]
    assert content_words("What about the 5% cut, the cut?") == ["5", "cut"]


@given(st.text(max_size=3000))
def test_no_question_breaks_it(text):
    question = parse(text)
    assert len(question.text) <= 1000


def test_a_follow_up_that_leans_is_read_with_what_was_asked_before():
    before = parse("How much will the new quay at Ostray cost?")
    leaning = parse("And when does it open?", before=before)
    assert leaning.in_full == "And when does it open How much will the new quay at Ostray cost"
    again = parse("Why was that?", before=leaning)
    assert again.in_full == "Why was that And when does it open"
    alone = parse("Who builds ferries for the Kiel yard?", before=before)
    assert (alone.earlier, alone.in_full) == ("", "Who builds ferries for the Kiel yard")
    assert parse("And when does it open?").in_full == "And when does it open"


def test_what_was_asked_before_is_kept_of_an_asked_again_question_too():
    """ "And what about X?" is the question before with another speaker: its own text is still the follow-up's."""
    before = parse("What did Lena Aurich say about the quay?")
    again = parse("And what about Tomas Brandl?", before=before)
    assert again.speakers == ("Tomas Brandl",)
    assert again.in_full == "And what about Tomas Brandl What did Lena Aurich say about the quay"


def test_the_day_somebody_spoke_is_no_matter():
    asked = parse_question("What did Ida Holm say on Tuesday about fares?", ["Ida Holm"], now=NOW)
    assert (asked.asks, asked.words) == (Asks.SAID, ("fares",))
    assert parse_question("What did Ida Holm say on tuesday?", ["Ida Holm"], now=NOW).words == ()


@pytest.mark.parametrize(
    ("asked", "bare"),
    [
        ("When is the last day to apply", None),
        ("the last week of the tour", None),
        ("What was in last month's report", None),
        ("What happened in the last week", 7),
        ("what happened last week", 7),
        ("what changed over the past 3 days", 3),
        ("what happened the last 2 days", 2),
    ],
)
def test_a_last_day_is_not_always_a_time_to_search(asked: str, bare: int | None):
    since = parse_question(asked, [], now=NOW).since
    assert (since is None) == (bare is None)
    assert bare is None or since == NOW - timedelta(days=bare)


def test_yesterday_bounds_the_search_in_the_midst_of_a_question():
    asked = parse_question("What did Ida Holm say yesterday about fares?", ["Ida Holm"], now=NOW)
    assert asked.since is not None
    assert asked.words == ("fares",)
