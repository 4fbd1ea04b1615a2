"""What a question that leans on the one before it asks for."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers.following import SURE, points_back, sure_alone
from bot.answers.kinds import Asks
from bot.answers.people import Known, Names, Roles
from bot.answers.question import Question, parse_question
from bot.answers.several import split_questions
from bot.model import Answer, Verdict

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
    "text",
    [
        "Is there a plan for the old mill?",
        "Who said that parliament would sit in May?",
        "How long does it take to cross by ferry?",
        "What did the council approve this week?",
        "What became of the firm that built the pier?",
        "Is it true that the mill will close?",
    ],
)
def test_some_words_only_look_as_if_they_pointed_back(text: str):
    assert not points_back(text)


ANSWERED = Answer("", Verdict.ANSWERED, confidence=0.6)
NOTHING = Answer("", Verdict.NOTHING, confidence=0.2)


@pytest.mark.parametrize(
    "text",
    [
        "How many jobs are at risk?",
        "How much does the test cost?",
        "the dock strike?",
        "Does Holm like her boss?",
        "Will the state carry on while it waits?",
    ],
)
def test_what_may_be_on_something_else_goes_by_the_surer_answer(text: str):
    assert sure_alone(text, ANSWERED) == 0.6
    assert sure_alone(text, NOTHING) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "and what did the dock strike cost?",
        "how many crews did she hire for the pier?",
        "Does the new mayor get on with him?",
        "Will the state carry on while it contests this?",
    ],
)
def test_what_points_back_goes_by_itself_only_where_that_is_much_surer(text: str):
    assert sure_alone(text, ANSWERED) == pytest.approx(0.9)
    assert sure_alone(text, NOTHING) == SURE
    assert sure_alone(text, replace(ANSWERED, confidence=0.75)) is None


@pytest.mark.parametrize(
    "text",
    ["Who won the marathon in Tarn?", "What does the planning chief say to that?"],
)
def test_others_are_asked_once(text: str):
    assert sure_alone(text, ANSWERED) is None
    assert sure_alone(text, NOTHING) is None
