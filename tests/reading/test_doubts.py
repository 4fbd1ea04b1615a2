"""What nobody has said stays below the floor of what is printed; whoever can speak stays above it."""

from __future__ import annotations

import pytest

from bot.reading.quotes.confidence import PRINT_FLOOR
from bot.reading.reader import SpacyReader


def _printed(reader: SpacyReader, text: str) -> list[str]:
    return [quote.speaker for quote in reader.read(text).quotes if quote.confidence >= PRINT_FLOOR]


@pytest.mark.parametrize(
    "text",
    [
        "The thick muscle of the gull expresses a receptor for salt.",
        "Rendering jobs demand a fast machine with plenty of memory.",
        "The harbour fee will go up, and his new boat explains the rise in his debts.",
        "He spoke of a duty to remind voters that the bridge had failed.",
        "There was an effort to urge the council to sell the pier.",
        "The winter sales promise to be longer than they usually are.",
        "Her eyes were telling me that I would love the house.",
    ],
)
def test_things_and_wishes_print_nothing(reader: SpacyReader, text: str) -> None:
    assert _printed(reader, text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Many businesses agree that the levy has gone too far.", "Many businesses"),
        ("A mechanic claimed that he had heard a hum in the tunnel.", "A mechanic"),
        ("Sceptics thought that the ferry would never sail.", "Sceptics"),
        ("The pub said that it would close at nine.", "The pub"),
        ("The report found that the wall had been cracked for years.", "The report"),
        ("Two in three pupils believe that lunch is too short.", "pupils"),
    ],
)
def test_people_bodies_and_documents_are_printed(reader: SpacyReader, text: str, speaker: str) -> None:
    (printed,) = _printed(reader, text)
    assert speaker in printed


def test_a_relative_pronoun_is_no_part_of_what_is_said(reader: SpacyReader) -> None:
    text = "The ferry, which the owner says had sprung a leak, lies in the bay of Orla."
    quotes = reader.read(text).quotes
    assert all(not span.of(text).startswith("which") for quote in quotes for span in quote.content)
