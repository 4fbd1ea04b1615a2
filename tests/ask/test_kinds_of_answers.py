"""Kinds of questions over real readings: two sides, two in one, a figure's name, typing slips; and what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flows.ask import answer_in, places_of
from bot.model import LOCAL, Article, Feedback, LineKind, LineRef, Opinion, Topic, Verdict
from bot.ports import Ports
from bot.reading.reader import open_reader
from bot.render.answer import lines_of
from storage import open_store

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
NEWS = (
    (
        "Ostray beat Marholm in the cup",
        (
            "Ostray beat Marholm 3-1 in the cup on Sunday in front of 4,120 people. Striker Jonas Nilsen has now scored"
            " nine goals this season.\n\n“We ran as if the ferry were leaving,” said the Ostray coach, Greta Falk."
            " Marholm's captain, Pim Verhoeven, said the pitch had been a swamp."
        ),
    ),
    (
        "Council splits over the salt works",
        (
            "The council of Ostray voted on Monday to close the salt works, which lost 2.4 million euros last year."
            "\n\nMayor Agnes Tveit said the closure would come in March because the pumps were worn out. “Nobody buys"
            " our salt any more,” she said.\n\nThe union's chairman, Olav Brekke, said the closure would cost 85"
            " people their work. He called the vote a betrayal."
        ),
    ),
    (
        "Salt works to close later",
        (
            "The salt works of Ostray lost 2.9 million euros last year, the council said on Wednesday. They will close"
            " in May and not in March."
        ),
    ),
)


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('kinds') / 'news.sqlite'}")
    store.migrate()
    reader = open_reader()
    topic = store.add_topic(Topic(LOCAL, "desk", "Ostray", created=NOW))
    for number, (title, text) in enumerate(NEWS):
        when = NOW - timedelta(hours=9 - number)
        article = Article(f"https://ostray-post.example/{number}", title, text, "Ostray Post", published=when)
        stored = store.add_article(article)
        store.add_reading(stored, reader.read(text), reader.version)
        store.mark_matches(topic, "all", {stored.id: True})
    yield Ports(store, None, reader, None, None, _Clock())  # type: ignore[arg-type]
    store.close()


class _Clock:
    def now(self) -> datetime:
        return NOW


def reply(ports: Ports, text: str, before: tuple[str, ...] = ()):
    return answer_in(ports, places_of(ports, LOCAL, ports.store.list_topics(LOCAL), None), text, before=before)


def cited(found) -> list[str]:
    return [citation.sentence.of(citation.article.text) for citation in found.citations]


def test_a_comparison_leaves_out_what_was_called_wrong(ports):
    asked = "Compare what Agnes Tveit and Olav Brekke say about the closure"
    (wrong, *_) = reply(ports, asked).citations
    line = LineRef(LineKind.SENTENCE, wrong.article.id, wrong.sentence)
    kept = ports.store.add_feedback(Feedback(LOCAL, "desk", "U1", Opinion.WRONG, str(line), line=line))
    try:
        left = reply(ports, asked).citations
    finally:
        ports.store.mark_feedback(LOCAL, kept.id, withdrawn=True)
    assert left
    assert all(citation.sentence != wrong.sentence for citation in left)


def test_both_sides_of_a_comparison_are_cited(ports):
    found = reply(ports, "Compare what Agnes Tveit and Olav Brekke say about the closure")
    assert found.verdict is Verdict.ANSWERED
    assert {c.quote.speaker for c in found.citations if c.quote} == {"Agnes Tveit", "Olav Brekke"}


def test_of_a_side_that_said_nothing_just_that_is_said(ports):
    found = reply(ports, "How do Agnes Tveit and Greta Falk differ on the closure?")
    assert found.verdict is Verdict.ANSWERED
    assert {c.quote.speaker for c in found.citations if c.quote} == {"Agnes Tveit"}
    assert "Greta Falk" in found.note


def test_a_comparison_without_either_side_is_no_answer(ports):
    found = reply(ports, "Compare what Pim Verhoeven and Greta Falk say about salt")
    assert found.verdict is Verdict.NOTHING
    assert "Pim Verhoeven" in found.note
    assert "Greta Falk" in found.note


def test_a_figure_of_another_name_is_no_answer(ports):
    assert reply(ports, "How many goals has Jonas Nilsen scored?").verdict is Verdict.ANSWERED
    assert reply(ports, "How many goals did Pim Verhoeven score?").verdict is not Verdict.ANSWERED


def test_of_differing_figures_the_newest_comes_first(ports):
    found = reply(ports, "How much did the salt works lose last year?")
    assert "2.9 million" in cited(found)[0]
    assert any("2.4 million" in sentence for sentence in cited(found))


def test_a_slip_of_the_keys_is_forgiven(ports):
    assert "4,120" in cited(reply(ports, "How many people watched Ostrai beat Marhom?"))[0]
    assert {c.quote.speaker for c in reply(ports, "What did Agnes Tveitt say about salt?").citations} == {"Agnes Tveit"}


def test_why_one_thinks_so_is_in_their_own_words(ports):
    found = reply(ports, "Why does Agnes Tveit say the salt works must close?")
    assert "pumps were worn out" in cited(found)[0]
    assert all(c.quote is None or c.quote.speaker == "Agnes Tveit" for c in found.citations)


def test_anothers_words_on_the_matter_are_not_given(ports):
    for text in ("What did Agnes Tveit say about a betrayal?", "What did Greta Falk say about the swamp?"):
        found = reply(ports, text)
        assert found.verdict is not Verdict.ANSWERED
        assert {c.quote.speaker for c in found.citations if c.quote} <= {"Agnes Tveit", "Greta Falk"}


WORDS = sorted({word.strip(".,“”'’") for _, text in NEWS for word in text.split()})
SPEAKERS = ("Agnes Tveit", "Olav Brekke", "Greta Falk", "Pim Verhoeven", "the mayor", "the coach", "Nobody Known")
FORMS = (
    "What did {who} say about {a}?",
    "Who said {a} {b}?",
    "How much {a} {b}?",
    "When did {a} {b}?",
    "Why does {who} think {a} {b}?",
    "Compare what {who} and Olav Brekke say about {a}",
    "{a} {b} {who}",
    "What did {who} say about {a} and when will {b} {a}?",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FORMS), st.sampled_from(SPEAKERS), st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_whatever_is_asked_only_what_stands_there_is_printed(ports, form, who, a, b):
    found = reply(ports, form.format(who=who, a=a, b=b))
    texts = {citation.article.id: citation.article.text for citation in found.citations}
    for line in lines_of(found, ports.store.get_readings(list(texts))):
        for piece in line.wording.pieces:
            assert piece.words == piece.span.of(texts[line.place.article_id])
    held = {number for sentence in cited(found) for number in NUMBER.findall(sentence)}
    assert set(NUMBER.findall(found.short)) <= held
    if found.verdict is Verdict.NOTHING:
        assert not found.citations
        assert not found.short
    if form.startswith("What did {who} say about {a}?") and who in {"Agnes Tveit", "Greta Falk"}:
        assert {c.quote.speaker for c in found.citations if c.quote} <= {who}


def test_a_value_that_newer_news_took_back_is_not_the_answer(tmp_path):
    told = (
        ("Ferries to cost more", "Commuters will spend 52 million euros on ferries next year, the harbour board said."),
        (
            "Ferry estimate corrected",
            (
                "The board cut its estimate of what commuters will spend on ferries next year to 46 million euros from"
                " 52 million euros. It had counted some tickets twice."
            ),
        ),
    )
    store = open_store(f"sqlite:///{tmp_path / 'revised.sqlite'}")
    store.migrate()
    reader = open_reader()
    topic = store.add_topic(Topic(LOCAL, "desk", "Ferries", created=NOW))
    for number, (title, text) in enumerate(told):
        when = NOW - timedelta(hours=9 - number)
        stored = store.add_article(Article(f"https://post.example/{number}", title, text, "Post", published=when))
        store.add_reading(stored, reader.read(text), reader.version)
        store.mark_matches(topic, "all", {stored.id: True})
    ports = Ports(store, None, reader, None, None, _Clock())  # type: ignore[arg-type]
    found = reply(ports, "How much will commuters spend on ferries next year?")
    store.close()
    assert found.short == "46 million euros"
    assert cited(found)[0].startswith("The board cut its estimate")
