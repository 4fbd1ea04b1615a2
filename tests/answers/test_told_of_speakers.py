"""Who is named but told of by the outlet, and who is only described: with a hand-written reader as the judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from test_meaning_in_answers import NOW, Reader, stored

from bot.answers.asking import read_question
from bot.answers.compose import answer
from bot.answers.semantic import BY_WORDS, Meaning
from bot.model import Answer, Passage, Quote, QuoteKind, Scope, Span, Verdict
from bot.ports import Store

TOLD = "Ida Holm has kept the gates of Tarn since the flood."
SENTENCES = (
    "The quay was cracked, said Ida Holm.",
    TOLD,
    "The gates need new hinges, said Per Lund.",
    "A brass band played beside the quay.",
)
ROLES = {"Ida Holm": "harbour master", "Per Lund": "locksmith"}


@pytest.fixture
def news(tmp_path: Path) -> Iterator[tuple[Store, Scope]]:
    quotes, start = [], 0
    for text in SENTENCES:
        if ", said " in text:
            words, speaker = text.removesuffix(".").split(", said ")
            cue = Span(start + len(words) + 2, start + len(words) + 6)
            content = (Span(start, start + len(words)),)
            quotes.append(Quote(content, speaker, QuoteKind.INDIRECT, cue=cue, role=ROLES[speaker]))
        start += len(text) + 1
    with stored(tmp_path, SENTENCES, quotes) as found:
        yield found


def nearest(favourite: str, *, judged: bool = True) -> Meaning:
    def similar(_: str, passages: Sequence[Passage]) -> list[float] | None:
        return [0.8 if passage.text == favourite else 0.1 for passage in passages]

    reader = Reader(favourite, sure=0.999, else_sure=0.001)
    return Meaning(similar, reader.judge) if judged else Meaning(similar)


def asked(news: tuple[Store, Scope], text: str, meaning: Meaning) -> Answer:
    store, scope = news
    return answer(store, read_question(store, scope, text, now=NOW), scope, meaning)[0]


def test_what_the_outlet_tells_of_a_speaker_answers_where_no_words_of_theirs_do(news: tuple[Store, Scope]):
    reply = asked(news, "What does Ida Holm do with the gates?", nearest(TOLD))
    assert reply.verdict is Verdict.ANSWERED
    assert reply.citations[0].sentence.of(reply.citations[0].article.text) == TOLD
    assert reply.citations[0].quote is None


@pytest.mark.parametrize("favourite", [SENTENCES[2], SENTENCES[3]])
def test_never_anothers_words_nor_what_is_told_of_something_else(news: tuple[Store, Scope], favourite: str):
    reply = asked(news, "What does Ida Holm do with the gates?", nearest(favourite))
    assert reply.verdict is not Verdict.ANSWERED
    assert favourite not in {one.sentence.of(one.article.text) for one in reply.citations}


def test_who_is_described_in_other_words_than_stored_may_be_anyone_quoted(news: tuple[Store, Scope]):
    reply = asked(news, "What did the repair man say about the gates?", nearest(SENTENCES[2]))
    assert reply.verdict is Verdict.ANSWERED
    assert reply.citations[0].quote is not None
    assert reply.citations[0].quote.speaker == "Per Lund"


def test_a_description_may_mean_another_than_who_has_that_role(news: tuple[Store, Scope]):
    reply = asked(news, "What does the master of keys say about the gates?", nearest(SENTENCES[2]))
    assert reply.citations[0].quote is not None
    assert reply.citations[0].quote.speaker == "Per Lund"


def test_who_has_the_role_is_meant_where_their_words_answer(news: tuple[Store, Scope]):
    reply = asked(news, "What did the harbour master say about the quay?", nearest(SENTENCES[0]))
    assert reply.verdict is Verdict.ANSWERED
    assert {one.quote.speaker for one in reply.citations if one.quote} == {"Ida Holm"}


@pytest.mark.parametrize("meaning", [BY_WORDS, nearest(SENTENCES[2], judged=False)])
def test_without_a_judge_an_unknown_description_is_nobody(news: tuple[Store, Scope], meaning: Meaning):
    reply = asked(news, "What did the repair man say about the gates?", meaning)
    assert (reply.verdict, reply.citations) == (Verdict.NOTHING, ())
    assert "is not quoted there" in reply.note


def test_a_name_in_a_description_is_who_is_meant(news: tuple[Store, Scope]):
    reply = asked(news, "What did the locksmith Lund say about the gates?", BY_WORDS)
    assert reply.verdict is Verdict.ANSWERED
    assert {one.quote.speaker for one in reply.citations if one.quote} == {"Per Lund"}
