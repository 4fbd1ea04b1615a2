"""What holds for every text: no exception, every span inside, the same reading alone or in a batch."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.model import Reading, Span
from bot.reading.language import MOST_CHARACTERS
from bot.reading.reader import CUT_OFF, NO_MODEL, SpacyReader

_PIECES = st.sampled_from(
    ["Ida Moss", "said", "that", "“", "”", '"', "'", "‘", "’", "«", "»", "„", ", ", ". ", "\n\n", " ", "he", "she",
     "they", "according to", "the minister", "200 billion yuan", "3%", "who", ":", "—", "claims",
     "It has", "In fact,", "will", "Will", "The plan", "asked", "by", "called", "was", "is dead", "quoted", "as saying",
     "after its head,", "for Ms", "analysts"]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map(" ".join), st.lists(_PIECES).map("".join))
_LAWS = settings(max_examples=90, deadline=None, suppress_health_check=list(HealthCheck))


def _spans(reading: Reading) -> list[Span]:
    spans = list(reading.sentences)
    for quote in reading.quotes:
        spans += [*quote.content, *quote.continuation]
        spans += [span for span in (quote.source, quote.cue) if span is not None]
    return spans + [figure.span for figure in reading.figures]


@example(text=":«.  ")
@example(text="The plan, said Ana Lowe")
@example(text="Plan as Ana put it")
@given(text=_TEXTS)
@_LAWS
def test_no_text_raises_and_every_span_lies_in_it_in_order(reader: SpacyReader, text: str) -> None:
    reading = reader.read(text)
    assert all(0 <= span.start < span.end <= len(text) for span in _spans(reading))
    for quote in reading.quotes:
        assert list(quote.content) == sorted(quote.content)
        assert quote.speaker
        assert 0 < quote.confidence <= 1


@given(texts=st.lists(_TEXTS, max_size=4))
@_LAWS
def test_a_batch_reads_like_each_alone(reader: SpacyReader, texts: list[str]) -> None:
    assert reader.read_all(texts) == [reader.read(text) for text in texts]


@given(text=_TEXTS)
@settings(max_examples=100, deadline=None)
def test_without_a_model_no_text_raises_either(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in _spans(SpacyReader(None).read(text)))


@pytest.mark.parametrize("piece", ["He said ", '"', "“a b” ", "a", "\x00"])
def test_a_huge_text_is_cut_and_read_in_time(reader: SpacyReader, piece: str) -> None:
    text = piece * (90_000 // len(piece)) + " " * (2 * MOST_CHARACTERS)
    started = time.process_time()
    assert reader.read(text).warning == CUT_OFF
    assert time.process_time() - started < 30


def test_text_that_is_not_english_is_listed_and_not_read(reader: SpacyReader) -> None:
    text = "Der Minister sagte am Montag: „Wir werden 200 Millionen Euro ausgeben und niemand wird uns aufhalten.“"
    reading = reader.read(text)
    assert (reading.language, reading.quotes, reading.figures) == ("de", (), ())
    assert reading.sentences


def test_without_a_model_quotation_marks_are_read_and_the_reading_says_so() -> None:
    text = "“The valley will not forget this summer,” said Ines Caldera. She left."
    reading = SpacyReader(None).read(text)
    assert [(q.speaker, q.content[0].of(text)) for q in reading.quotes] == [
        ("Ines Caldera", "The valley will not forget this summer,")
    ]
    assert reading.warning == NO_MODEL
