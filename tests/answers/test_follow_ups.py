"""What a question that leans on the one before it asks for."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from bot.answers.following import may_stand_alone, points_back
from bot.answers.kinds import Asks
from bot.answers.people import Known, Names, Roles
from bot.answers.question import Question, parse_question
from bot.answers.several import split_questions

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
KNOWN = Known(
    lambda: Names(["Ana Paki", "Ida Holm", "Jon Lund"]),
    lambda: Roles([("Ida Holm", "mayor of Kiel"), ("Ana Paki", "spokeswoman for the ferry board")]),
)


def parse(text: str, before: Question | None = None) -> Question:
    return parse_question(text, KNOWN, now=NOW, before=before)


LUND = parse("What did Jon Lund say about fares?")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("and Paki, does she suspect them?", "Ana Paki"),
        ("And Paki - did she deny it?", "Ana Paki"),
        ("And Paki: did she deny it?", "Ana Paki"),
        ("Thanks, and Paki, does she sing?", "Ana Paki"),
        ("The mayor, what did she say about the fares?", "Ida Holm"),
        ("But Holm, did he deny it?", "Ida Holm"),
    ],
)
def test_who_is_named_first_is_meant_by_the_pronoun_behind(text: str, speaker: str):
    assert parse(text, LUND).speakers == (speaker,)


@pytest.mark.parametrize("text", ["and Paki, can she deny it?", "and Paki, who did she blame?"])
def test_who_is_named_first_is_told_of(text: str):
    question = parse(text, LUND)
    assert question.speakers == ()
    assert "paki" in question.words


@pytest.mark.parametrize(
    "text",
    [
        "On the ferry, what did he say?",
        "Regarding Kiel, what did he say?",
        "In Kiel, does he plan a tunnel?",
        "In short, what did he say?",
    ],
)
def test_what_stands_in_front_is_not_always_somebody(text: str):
    assert parse(text, LUND).speakers in {("Jon Lund",), ()}


def test_another_pronoun_than_the_first_stays():
    assert "Ida Holm" not in parse("Holm, is it true that they won?", LUND).in_full.split(" is ")[1]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Did anyone warn of the fares?", "warn"),
        ("Has anybody denied the fares?", "denied"),
        ("Did no one criticise the fares?", "criticise"),
        ("Who denied the fares?", "denied"),
        ("What did anyone say about fares?", ""),
    ],
)
def test_whether_anyone_said_it_asks_who_with_the_verb(text: str, verb: str):
    question = parse(text)
    assert (question.asks, question.cue) == (Asks.WHO_SAID, verb)
    assert "fares" in question.words


def test_a_comparison_is_asked_again_on_another_matter():
    again = parse("and what about tolls?", parse("Compare Holm and Lund on fares"))
    assert again.asks is Asks.COMPARE
    assert [side.words for side in again.sides] == [("tolls",), ("tolls",)]


def test_of_all_speakers_one_may_be_asked_about():
    again = parse("And Lund?", parse("Who is quoted?"))
    assert (again.asks, again.speakers) == (Asks.SAID, ("Jon Lund",))


@pytest.mark.parametrize("text", ["when was that?", "and Holm?", "why?", "how long?", "did she agree?"])
def test_some_questions_ask_of_what_was_spoken_of(text: str):
    assert points_back(text)


@pytest.mark.parametrize("text", ["Who won the marathon?", "What did the council approve?"])
def test_others_begin_anew(text: str):
    assert not points_back(text)


def test_a_message_of_newlines_takes_no_time():
    began = time.process_time()
    assert split_questions("Why?a" + "\n" * 5_000 + "b")
    assert split_questions("Why?a" + "\n " * 5_000 + "- b")
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize("count", ["9999999", "99999999999", "9999"])
def test_absurd_spans_of_time_are_survived(count: str):
    parse(f"What happened in the last {count} weeks?")


def test_of_whom_was_only_described_nothing_is_left_when_another_is_named():
    before = parse("What did the council leader say about fares?")
    assert before.described
    asked = parse("And Holm?", before)
    assert (asked.speakers, asked.described, asked.words) == (("Ida Holm",), False, before.words)


def test_a_third_person_after_a_comparison_is_asked_alone():
    before = parse("How do Holm and Lund differ on fares?")
    assert before.asks is Asks.COMPARE
    asked = parse("And Paki?", before)
    assert (asked.asks, asked.speakers, asked.words, asked.sides) == (Asks.SAID, ("Ana Paki",), ("fares",), ())


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("How many jobs are at risk?", True),
        ("How much does the test cost?", True),
        ("tell me about the dock strike", True),
        ("and the dock strike?", True),
        ("How much does it cost them?", False),
        ("and why?", False),
        ("who paid?", False),
        ("what does she want instead?", False),
    ],
)
def test_which_questions_may_be_on_something_else(text: str, alone: bool):
    assert may_stand_alone(text) is alone
