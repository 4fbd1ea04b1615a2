"""The publisher changes what a briefing quoted: the answer cites the newest text and says that it was changed."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.flows.ask import answer_here, answer_in, places_of, readings_of
from bot.flows.brief import brief_now
from bot.flows.edits import compare_edited, with_changes
from bot.model import LOCAL, Answer, Edition, Verdict
from bot.reading.reader import open_reader
from bot.render.answer import Moment, render_answer, render_answer_text

CHANNEL = "harbour-desk"
MARK = "changed since quoted"


def edit(desk, *changes: tuple[str, str]) -> None:
    store, reader = desk.ports.store, open_reader()
    article = store.get_article(1)
    text = article.text
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    newest = store.add_article(replace(article, text=text, content_hash=""))
    store.add_reading(newest, reader.read(text), reader.version)
    assert compare_edited(desk.ports, 9) == 1


def sent(desk, version: int = 1) -> Edition:
    return replace(desk.edition, manifest={"articles": [[1, version, ""]]})


def reply(desk, text: str, edition: Edition) -> Answer:
    topics = desk.ports.store.list_topics(LOCAL, CHANNEL)
    found = answer_in(desk.ports, places_of(desk.ports, LOCAL, topics, edition), text)
    (marked,) = with_changes(desk.ports, [found], topics, edition)
    return marked


def drawn(desk, answer: Answer) -> tuple[str, str, str]:
    moment, readings = Moment(desk.ports.clock.now(), "UTC"), readings_of(desk.ports, LOCAL, answer)
    message = render_answer(answer, readings, moment)
    blocks = json.dumps(message.blocks, ensure_ascii=False)
    return blocks, message.text, render_answer_text(answer, readings, moment)


def test_a_citation_of_what_was_changed_says_so(desk):
    edit(desk, ("48 million", "51 million"))
    answer = reply(desk, "How much did the new quay cost?", sent(desk))
    assert answer.verdict is Verdict.ANSWERED
    assert "51 million" in answer.citations[0].sentence.of(answer.citations[0].article.text)
    assert [citation.changed for citation in answer.citations[:1]] == [True]
    assert all(MARK in form for form in drawn(desk, answer))


def test_a_citation_of_what_still_stands_does_not(desk):
    edit(desk, ("48 million", "51 million"))
    answer = reply(desk, "What did Lena Aurich say about habit?", sent(desk))
    assert answer.verdict is Verdict.ANSWERED
    assert not any(MARK in form for form in drawn(desk, answer))


def test_nor_does_one_in_the_thread_of_a_briefing_that_quoted_the_newest_text(desk):
    edit(desk, ("48 million", "51 million"))
    assert not any(MARK in form for form in drawn(desk, reply(desk, "How much did the quay cost?", sent(desk, 2))))


def test_where_what_was_quoted_is_gone_an_abstention_says_who_changed_it(desk):
    edit(desk, ("\n\nTomas Brandl, a crane driver, said the noise would be terrible.", "\n\n"))
    answer = reply(desk, "What did Tomas Brandl say about noise?", sent(desk))
    assert answer.verdict is Verdict.NOTHING
    assert answer.note.endswith("Since this briefing was made, Brill Courier changed a line of what it quoted.")


def test_without_a_thread_the_channels_editions_count(desk):
    topics = desk.ports.store.list_topics(LOCAL, CHANNEL)
    desk.ports.store.add_edition(sent(desk), (), ())
    edit(desk, ("48 million", "51 million"))
    answer = answer_here(desk.ports, LOCAL, topics, "How much did the new quay cost?")
    assert answer.citations[0].changed


def test_a_later_briefing_of_the_same_days_says_so_in_its_thread(desk):
    store = desk.ports.store
    (quay, _) = store.list_topics(LOCAL, CHANNEL)
    feed = store.add_feed("https://brill-courier.example/feed")
    store.add_topic_feed(LOCAL, quay.id, feed.id)
    first = brief_now(with_reader(desk.ports), LOCAL, CHANNEL, [quay], "first", days=7)
    edit(desk, ("48 million", "51 million"))
    second = brief_now(with_reader(desk.ports), LOCAL, CHANNEL, [quay], "second", days=7)
    told = [store.list_deliveries(LOCAL, run_id=run.id) for run in (first, second)]
    before, after = (json.dumps([part.message.blocks for part in parts]) for parts in told)
    assert MARK not in before
    assert "51 million" in after
    assert MARK in after


def with_reader(ports):
    return replace(ports, reader=open_reader())
