"""Texts parsed together are parsed as each would be alone."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from bot.reading.language import load_model
from bot.reading.parsing import MOST_AT_ONCE, Parser
from bot.reading.reader import SpacyReader

TEXTS = [
    "“We can't wait,” Marta Oyelaran said. The pier's roof isn't safe, and it won't be by May.",
    "Dues",
    "The port expects a rise of 12% (some 3.5m tonnes) this year, she'd told the well-known radio.\n\nIt won't last.",
    "Isn't it the pier's roof, asked Tomas Brandt, who can't wait either (well-known as he is).",
]


def _facts(doc: Doc) -> list[tuple[Any, ...]]:
    return [(t.text, t.whitespace_, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in doc]


def test_a_batch_and_kept_words_change_no_parse(reader: SpacyReader) -> None:
    untouched = load_model()
    assert untouched is not None
    assert reader._nlp is not None
    parser = Parser(reader._nlp)
    alone = [_facts(untouched(text)) for text in TEXTS]
    for _again in range(2):
        assert [_facts(doc) for doc in parser.docs(TEXTS)] == alone


def test_texts_too_long_for_one_batch_come_back_in_order(reader: SpacyReader) -> None:
    assert reader._nlp is not None
    long = " " * (MOST_AT_ONCE - 10) + "The end."
    texts = [TEXTS[0], long, TEXTS[1], TEXTS[2], long]
    assert [doc.text for doc in Parser(reader._nlp).docs(texts)] == texts
    assert not list(Parser(reader._nlp).docs([]))
