"""A thread goes on about the article that answered before, also over three questions, in the place that answered."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answers.asking import read_question
from bot.answers.question import Told
from bot.answers.retrieve import rank
from bot.flows.ask import Place, answer_in
from bot.model import LOCAL, Answer, Article, Excerpt, Reading, Scope, Span, Verdict
from bot.ports import Ports
from storage import open_store

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
NEWS = (
    ("Ferry fares", "The Tarn ferry will cost 4 dollars a ride.", "The new price starts in May, the board says."),
    ("Bus fares", "The hill bus will cost 3 dollars a ride.", "The new price starts in June, the board says."),
    ("Tram fares", "The coast tram will cost 2 dollars a ride.", "The new price starts in July, the board says."),
)
FERRY, BUS, TRAM = 1, 2, 3
EVERYTHING = Place(Scope(LOCAL, article_ids=(FERRY, BUS, TRAM)), "this topic")


@pytest.fixture
def ports(desk, tmp_path: Path) -> Iterator[Ports]:
    store = open_store(f"sqlite:///{tmp_path / 'fares.sqlite'}")
    store.migrate()
    for number, (title, one, other) in enumerate(NEWS):
        url, seen = f"https://tarn.example/{number}", NOW - timedelta(days=number)
        article = store.add_article(Article(url, title, f"{one} {other}", "Tarn Press", first_seen=seen))
        spans = (Span(0, len(one)), Span(len(one) + 1, len(one) + 1 + len(other)))
        store.add_reading(article, Reading(sentences=spans), "test")
    yield replace(desk.ports, store=store)
    store.close()


def thread(ports: Ports, *asked: str, places: Sequence[Place] = (EVERYTHING,)) -> Answer:
    """The reply to the last question."""
    *before, last = asked
    return answer_in(ports, places, last, before=before)


def first_line(reply: Answer) -> str:
    return reply.citations[0].sentence.of(reply.citations[0].article.text) if reply.citations else ""


@pytest.mark.parametrize(
    ("first", "month"),
    [("How much is the Tarn ferry?", "May"), ("What does the hill bus cost?", "June"), ("Coast tram price?", "July")],
)
def test_a_follow_up_stays_with_the_article_that_answered_before(ports: Ports, first: str, month: str):
    then = "And when does the new price start there?"
    assert month in first_line(thread(ports, first, then))
    assert month in first_line(thread(ports, first, then, "When does it start?"))


def test_where_nothing_answered_the_question_before_that_counts(ports: Ports):
    reply = thread(ports, "How much is the Tarn ferry?", "and who paints it?", "When does it start?")
    assert "May" in first_line(reply)


def test_a_long_thread_is_no_work_without_end(ports: Ports):
    began = time.process_time()
    thread(ports, "How much is the Tarn ferry?", *["and who paints it?"] * 9, "When does it start?")
    assert time.process_time() - began < 5


def test_it_is_looked_for_in_the_place_that_answered(ports: Ports):
    briefing = Place(Scope(LOCAL, article_ids=(BUS,)), "this briefing")
    reply = thread(
        ports,
        "What will the coast tram cost?",
        "And when does the new price start?",
        places=(briefing, EVERYTHING),
    )
    assert reply.verdict is Verdict.ANSWERED
    assert "July" in first_line(reply)


class Distracted:
    """A judge to whom whatever golf is asked after is no answer, and anything else is."""

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
        sure = 0.01 if "golf" in question else 0.9
        return [dict.fromkeys(range(len(excerpt.sentences)), sure) for excerpt in excerpts]


def test_an_unrelated_question_before_makes_no_question_fail(ports: Ports):
    judged = replace(ports, judge=Distracted())
    asked = "How much is the hill bus?"
    assert "3 dollars" in first_line(thread(judged, asked))
    assert "3 dollars" in first_line(thread(judged, "What did the minister say about golf?", asked))
    assert thread(judged, "What did the minister say about golf?", "And how much is it?").citations == ()


MILL = ("The mill at Tarn sold its flour.", "The mill at Tarn sold its bread.")


def test_what_answered_already_is_not_the_first_to_answer_again(ports: Ports):
    url, text = "https://tarn.example/mill", " ".join(MILL)
    article = ports.store.add_article(Article(url, "The mill", text, "Tarn Press", first_seen=NOW))
    spans = tuple(Span(text.index(one), text.index(one) + len(one)) for one in MILL)
    ports.store.add_reading(article, Reading(sentences=spans), "test")
    scope = Scope(LOCAL, article_ids=(article.id,))
    question = read_question(ports.store, scope, "What was it that the mill sold?", now=NOW)
    sentences = {MILL[number]: span for number, span in enumerate(spans)}
    first = rank(ports.store, question, scope).candidates[0].passage.text
    told = replace(question, told=Told(article.id, sentences[first]))
    again = rank(ports.store, told, scope).candidates
    assert [one.passage.text for one in again] == [*(set(MILL) - {first}), first]
