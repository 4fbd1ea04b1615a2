"""The reader as its port promises it."""

from __future__ import annotations

from bot.model import QuoteKind
from bot.reading.reader import SpacyReader

TEXT = (
    "Harbour fees will rise next spring, Marta Oyelaran, the port's finance director, said on Monday.\n\n"
    "“We waited as long as we could,” she said."
)


def test_names_the_speaker_and_turns_the_pronoun_into_the_name(reader: SpacyReader) -> None:
    first, second = reader.read(TEXT).quotes
    assert (first.speaker, first.kind) == ("Marta Oyelaran", QuoteKind.INDIRECT)
    assert first.role == "the port's finance director"
    assert first.content[0].of(TEXT) == "Harbour fees will rise next spring"
    assert (second.speaker, second.kind) == ("Marta Oyelaran", QuoteKind.DIRECT)
    assert second.content[0].of(TEXT) == "We waited as long as we could"
