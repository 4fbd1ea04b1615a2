"""What of an answer is printed: each line once, and no more of them than one message holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.flows.ask import Place, answer_in, readings_of
from bot.model import LOCAL, Answer, Article, Claim, Quote, QuoteKind, Reading, Scope, Span
from bot.ports import Ports, Store
from bot.render.answer import Moment, lines_of, render_answer, render_answer_text
from storage import open_store

SPEECH = ("The mill race froze over.", "The mill race froze again in March.", "No mill race froze as hard as ours.")
SPOKEN = f"“{' '.join(SPEECH)}” said Runa Falkenberg."


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def keep(store: Store, url: str, text: str, reading: Reading) -> Article:
    article = store.add_article(Article(url, "The mill race", text, "Tarn Press"))
    store.add_reading(article, reading, "test")
    return article


@pytest.fixture
def ports(desk, tmp_path: Path) -> Iterator[Ports]:
    store = open_store(f"sqlite:///{tmp_path / 'mill.sqlite'}")
    store.migrate()
    yield replace(desk.ports, store=store)
    store.close()


@pytest.fixture
def spoken(ports: Ports) -> Answer:
    """The answer to what was said in one quote over three sentences."""
    words, name, cue = (span_of(SPOKEN, part) for part in (" ".join(SPEECH), "Runa Falkenberg", "said"))
    sentences = (*(span_of(SPOKEN, part) for part in SPEECH[:2]), Span(SPOKEN.index(SPEECH[2]), len(SPOKEN)))
    quote = Quote((words,), "Runa Falkenberg", QuoteKind.DIRECT, name, cue)
    article = keep(ports.store, "https://tarn.example/mill", SPOKEN, Reading((quote,), (), sentences))
    place = Place(Scope(LOCAL, article_ids=(article.id,)), "this topic")
    return answer_in(ports, [place], "What did Runa Falkenberg say about the mill race?")


def test_a_quote_over_three_sentences_is_printed_once(ports: Ports, spoken: Answer) -> None:
    assert len(spoken.citations) == 3
    readings, moment = readings_of(ports, spoken), Moment(ports.clock.now(), "UTC")
    message = render_answer(spoken, readings, moment)
    written = json.dumps(message.blocks, ensure_ascii=False)
    for form in (written, message.text, render_answer_text(spoken, readings, moment)):
        assert [form.count(sentence) for sentence in SPEECH] == [1, 1, 1]
    assert [line.number for line in lines_of(spoken, readings)] == [0]


def test_what_a_model_worded_from_any_sentence_of_a_quote_keeps_its_place(ports: Ports, spoken: Answer) -> None:
    worded = replace(spoken, claims=(Claim("Runa Falkenberg said it froze again in March.", 2),))
    message = render_answer(worded, readings_of(ports, worded), Moment(ports.clock.now(), "UTC"))
    assert "it froze again in March." in json.dumps(message.blocks)


def test_a_quote_of_which_one_sentence_was_changed_says_so_once(ports: Ports, spoken: Answer) -> None:
    opening = span_of(SPOKEN, SPEECH[0])
    changed = tuple(replace(one, changed=one.sentence == opening) for one in reversed(spoken.citations))
    (line,) = lines_of(replace(spoken, citations=changed), readings_of(ports, spoken))
    assert line.place.changed
