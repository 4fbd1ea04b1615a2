"""Sentences that carry a statement on: linked, never merged, and not the narrator's."""

from __future__ import annotations

from bot.reading.reader import SpacyReader


def _carried(reader: SpacyReader, text: str) -> list[str]:
    quote = reader.read(text).quotes[0]
    return [span.of(text) for span in quote.continuation]


def test_links_what_carries_on_and_its_contrast(reader: SpacyReader) -> None:
    text = (
        "Professor Lin Haoran said that the network seems to be growing everywhere. It has reached every village. "
        "In fact, it has not yet reached the schools. The delegates applauded and left the hall."
    )
    assert _carried(reader, text) == [
        "It has reached every village.",
        "In fact, it has not yet reached the schools.",
    ]
    assert reader.read(text).quotes[0].content[0].of(text) == "the network seems to be growing everywhere"


def test_the_narrators_past_and_the_next_speaker_end_it(reader: SpacyReader) -> None:
    assert _carried(reader, "Ruth Abara said that wages are low. The bank opened in 1931 in a former mill.") == []
    assert _carried(reader, "Ruth Abara said that wages are low. It is a lie, Omar Feld said.") == []
    assert _carried(reader, "Ruth Abara said that wages are low.\n\nIt is a problem in every town.") == []


def test_bridges_one_neutral_sentence_and_no_more(reader: SpacyReader) -> None:
    text = (
        "Zhou Wenlin pointed out that private firms have become the main force. The export of cars has doubled. "
        "At the same time, we must see that the environment is severe."
    )
    assert _carried(reader, text) == [
        "The export of cars has doubled.",
        "At the same time, we must see that the environment is severe.",
    ]
    assert _carried(reader, text.partition(" At the")[0]) == []
