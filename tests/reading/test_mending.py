"""Trees that the parser gets wrong are mended; the others stay as they are."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc

from bot.model import Polarity
from bot.reading.mending import mend
from bot.reading.reader import SpacyReader


def _doc(reader: SpacyReader, text: str) -> Doc:
    assert reader._parser is not None
    (doc,) = reader._parser.docs([text])
    return doc


def _tree(doc: Doc) -> list[tuple[Any, ...]]:
    return [(t.text, t.tag_, t.dep_, t.head.i, t.left_edge.i, t.right_edge.i, t.is_sent_start) for t in doc]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ana Lowe, said the bridge would open. Ana Lowe said the toll, now two pounds, was fair.",
        "Ana Lowe, the mayor, asked for time. Will she go? May Day was warm, and Mark Lowe, who was asked, said so.",
        "“It was,” said the captain, “a gift.” He was called a fool by his crew.",
    ],
)
def test_a_sound_tree_stays_as_it_is(reader: SpacyReader, text: str) -> None:
    doc, untouched = _doc(reader, text), _doc(reader, text)
    mend(doc)
    assert _tree(doc) == _tree(untouched)


def test_a_mended_tree_has_the_same_sentences_and_edges_that_fit_its_heads(reader: SpacyReader) -> None:
    text = "It rained. The toll, said Ida Brun, the harbour master, will rise in May. Karoo Grid, she said, is late."
    doc, untouched = _doc(reader, text), _doc(reader, text)
    mend(doc)
    assert _tree(doc) != _tree(untouched)
    assert [sent.text for sent in doc.sents] == [sent.text for sent in untouched.sents]
    for token in doc:
        assert token.left_edge.i == min(t.i for t in token.subtree)
        assert token.right_edge.i == max(t.i for t in token.subtree)


@pytest.mark.parametrize("opening", ["Neither Ida Brun nor Bram Ott", "No minister"])
def test_what_nobody_said_is_denied(reader: SpacyReader, opening: str) -> None:
    (quote,) = reader.read(f"{opening} said the roof would be sold.").quotes
    assert quote.polarity is Polarity.DENIED
