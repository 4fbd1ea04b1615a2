"""What of an answer is printed: each line once, and no more of them than one message holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

import pytest

from bot.flows.ask import Place, answer_in, answer_request
from bot.model import (
    LOCAL,
    Answer,
    Article,
    Block,
    Claim,
    Message,
    Quote,
    QuoteKind,
    Reading,
    Request,
    RequestKind,
    Scope,
    Span,
    Topic,
)
from bot.ports import Ports, Store
from bot.render.answer import MORE_FOUND, Moment, lines_of, render_about, render_answer, render_answer_text
from bot.render.limits import MOST_JSON, json_size
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


def readings_of(ports: Ports, answer: Answer) -> dict[int, Reading]:
    return ports.store.get_readings([citation.article.id for citation in answer.citations])


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
    written = json.dumps(message.blocks)
    assert "it froze again in March." in written
    assert written.count("rich_text_quote") == 1


def test_a_quote_of_which_one_sentence_was_changed_says_so_once(ports: Ports, spoken: Answer) -> None:
    opening = span_of(SPOKEN, SPEECH[0])
    changed = tuple(replace(one, changed=one.sentence == opening) for one in reversed(spoken.citations))
    (line,) = lines_of(replace(spoken, citations=changed), readings_of(ports, spoken))
    assert line.place.changed


PEOPLE = ("Runa Falkenberg", "Odd Brannstad", "Silje Tornquist")
ASKED = " ".join(f"What did {name} say about the mill race?" for name in PEOPLE)
"""Three questions in one message."""
LETTERS = ascii_lowercase + ascii_uppercase


def keep_speeches(store: Store, words: int, letters: int = 7) -> None:
    """Three articles a person, each with one sentence of theirs of so many long words."""
    topic = store.add_topic(Topic(LOCAL, "mill-desk", "Mill race"))
    for number in range(3 * len(PEOPLE)):
        name = PEOPLE[number // 3]
        content = f"the mill race {' '.join(f'overflowed{letter * letters}{number}' for letter in LETTERS[:words])}"
        text = f"{name} said {content}."
        spans = (span_of(text, part) for part in (content, name, "said"))
        quote = Quote((next(spans),), name, QuoteKind.INDIRECT, *spans)
        article = keep(store, f"https://tarn.example/{number}", text, Reading((quote,), (), (Span(0, len(text)),)))
        store.mark_matches(topic, "all", {article.id: True})


def replied(ports: Ports) -> list[Block]:
    request = ports.store.add_request(Request("q", LOCAL, RequestKind.QUESTION, "mill-desk", "U1", ASKED))
    assert request is not None
    answer_request(ports, request)
    (delivery,) = ports.store.list_deliveries(LOCAL, request_id=request.id)
    return list(delivery.message.blocks)


def of_runa(ports: Ports) -> list[Message]:
    """The first person's answer alone, and as what is stored on a message."""
    place, moment = Place(Scope(LOCAL, article_ids=(1, 2, 3)), "this topic"), Moment(ports.clock.now(), "UTC")
    answer = answer_in(ports, [place], "What did Runa Falkenberg say about the mill race?")
    assert len(answer.citations) == 3
    return [render(answer, readings_of(ports, answer), moment) for render in (render_answer, render_about)]


def lines_below(blocks: list[Block]) -> list[int]:
    """How many lines each answer of the reply has."""
    written = [json.dumps(block) for block in blocks]
    heads = [number for number, words in enumerate(written) if "What did" in words]
    ends = [*heads[1:], len(written)]
    return [sum("rich_text_quote" in words for words in written[a:b]) for a, b in zip(heads, ends, strict=True)]


def test_a_reply_is_no_longer_than_slack_takes_and_says_that_more_was_found(ports: Ports) -> None:
    keep_speeches(ports.store, words=50)
    blocks = replied(ports)
    assert json_size(blocks) <= MOST_JSON
    kept = lines_below(blocks)
    assert min(kept) >= 1
    assert max(kept) - min(kept) <= 1
    assert 6 <= sum(kept) < 9
    assert json.dumps(blocks).count(MORE_FOUND) == sum(count < 3 for count in kept)
    alone = json.dumps(of_runa(ports)[0].blocks)
    assert alone.count("rich_text_quote") == 3
    assert MORE_FOUND not in alone


def test_what_may_be_called_wrong_is_what_is_drawn(ports: Ports) -> None:
    keep_speeches(ports.store, words=50)
    blocks = replied(ports)
    (button,) = [one for one in blocks[-1]["elements"] if one["action_id"] == "readout.wrong"]
    refs = button["value"].split(";")
    assert len(refs) == len(set(refs)) == sum(lines_below(blocks))


def test_the_first_line_of_an_answer_stays_however_long_it_is(ports: Ports) -> None:
    keep_speeches(ports.store, words=50, letters=70)
    blocks = replied(ports)
    assert lines_below(blocks) == [1, 1, 1]
    assert json.dumps(blocks).count("say about the mill race?") == 3  # each stands above its answer as it was asked


def test_one_answer_and_what_is_stored_on_a_message_fit_as_well(ports: Ports) -> None:
    keep_speeches(ports.store, words=50, letters=70)
    for message in of_runa(ports):
        assert json_size(message.blocks) <= MOST_JSON
        assert json.dumps(message.blocks).count("rich_text_quote") == 2
        assert MORE_FOUND in json.dumps(message.blocks)
