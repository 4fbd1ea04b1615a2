"""Sentences of every frame, each with who says what: `sentences.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.reading.reader import SpacyReader

_CASES = Path(__file__).parent / "sentences.txt"


def _cases() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each sentence with its (speaker, content) pairs, the pieces of a content joined by " … "."""
    text, said = "", []
    for line in _CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            speaker, _, content = line.strip().partition(" | ")
            said.append((speaker, content))
        elif line and not line.startswith("#"):
            if text:
                yield text, said
            text, said = line, []
    yield text, said


@pytest.mark.parametrize(("text", "said"), list(_cases()))
def test_the_sentence_is_read_as_it_stands(reader: SpacyReader, text: str, said: list[tuple[str, str]]) -> None:
    quotes = reader.read(text).quotes
    read = [(quote.speaker, " … ".join(span.of(text) for span in quote.content)) for quote in quotes]
    if not said:
        assert read == []
    for statement in said:
        assert statement in read
