"""One sentence a frame: who speaks, by which cue, and where the content stands."""

from __future__ import annotations

import pytest

from bot.model import Mode, Polarity, Quote, QuoteKind
from bot.reading.reader import SpacyReader


def _only(reader: SpacyReader, text: str) -> Quote:
    (quote,) = (q for q in reader.read(text).quotes if not q.nested)
    return quote


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Nadia Brandt said on Tuesday that the viaduct would reopen in May.",
            "Nadia Brandt",
            "the viaduct would reopen in May",
        ),
        (
            "The viaduct, Nadia Brandt said, will not reopen before May.",
            "Nadia Brandt",
            "The viaduct … will not reopen before May",
        ),
        (
            "Ticket prices will rise again in autumn, said Teodor Ilves, the operator's director.",
            "Teodor Ilves",
            "Ticket prices will rise again in autumn",
        ),
        (
            "According to the harbour office, two ferries ran aground last winter.",
            "the harbour office",
            "two ferries ran aground last winter",
        ),
        (
            "A survey by the Larkfield Institute shows that renters pay half of their income for housing.",
            "A survey by the Larkfield Institute",
            "renters pay half of their income for housing",
        ),
        (
            "Mayor Ines Caldera called for a ban on night flights.",
            "Ines Caldera",
            "a ban on night flights",
        ),
        (
            "The union accused the airline of breaking its promises.",
            "The union",
            "the airline of breaking its promises",
        ),
        (
            "Gareth Obi promised to publish the contract before the vote.",
            "Gareth Obi",
            "to publish the contract before the vote",
        ),
        (
            "Critics rejected Gareth Obi's claim that the tunnel was safe.",
            "Gareth Obi",
            "the tunnel was safe",
        ),
        (
            "As first reported by the Tarn Courier, the company will close its oldest mill.",
            "Tarn Courier",
            "the company will close its oldest mill",
        ),
    ],
)
def test_reads_the_frame(reader: SpacyReader, text: str, speaker: str, content: str) -> None:
    quotes = {q.speaker: q for q in reader.read(text).quotes}
    assert " … ".join(span.of(text) for span in quotes[speaker].content) == content
    assert quotes[speaker].kind is QuoteKind.INDIRECT


@pytest.mark.parametrize(
    ("text", "mode", "polarity"),
    [
        ("Lena Ashworth said that the plan was dead.", Mode.STATED, Polarity.ASSERTED),
        ("Lena Ashworth denied that the plan was dead.", Mode.STATED, Polarity.DENIED),
        ("Lena Ashworth did not say that the plan was dead.", Mode.STATED, Polarity.DENIED),
        ("Lena Ashworth asked whether the plan was dead.", Mode.QUESTION, Polarity.ASSERTED),
        ("Lena Ashworth will say on Monday that the plan is dead.", Mode.FUTURE, Polarity.ASSERTED),
        ("Lena Ashworth is expected to announce a new plan for the docks.", Mode.FUTURE, Polarity.ASSERTED),
        ("Lena Ashworth would say that the plan was dead.", Mode.CONDITIONAL, Polarity.ASSERTED),
    ],
)
def test_keeps_polarity_and_mode(reader: SpacyReader, text: str, mode: Mode, polarity: Polarity) -> None:
    quote = _only(reader, text)
    assert (quote.speaker, quote.mode, quote.polarity) == ("Lena Ashworth", mode, polarity)


def test_marks_a_statement_inside_a_statement(reader: SpacyReader) -> None:
    text = "Omar Feld said that the farmers believe the river is poisoned."
    inner = next(q for q in reader.read(text).quotes if q.nested)
    assert (inner.speaker, inner.content[0].of(text)) == ("the farmers", "the river is poisoned")


def test_a_participle_at_the_head_is_no_statement_of_the_one_who_was_asked(reader: SpacyReader) -> None:
    quotes = reader.read("Asked whether she would resign, Lena Ashworth said that she had no such plan.").quotes
    assert [q.mode for q in quotes if q.speaker == "Lena Ashworth"] == [Mode.STATED]


def test_one_who_asked_not_to_be_named_said_nothing_by_that(reader: SpacyReader) -> None:
    text = (
        "“It is too early,” said a spokesman for Larkfield, who asked not to be named. "
        "He added that the bank would pay."
    )
    quotes = reader.read(text).quotes
    assert [q.content[0].of(text) for q in quotes] == ["It is too early", "the bank would pay"]
    assert [q.speaker for q in quotes] == ["a spokesman for Larkfield"] * 2
    assert all(q.unnamed for q in quotes)


def test_a_number_says_nothing_round_its_own_cue(reader: SpacyReader) -> None:
    text = "Brokers were divided: 14 of the 22 polled by Wick Daily had predicted a cut, and six had predicted none."
    assert reader.read(text).quotes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Lena Ashworth declined to say whether the toll would rise.",
        "Lena Ashworth would not say when the bridge would open.",
        "Lena Ashworth refused to comment on the price of the bridge.",
        "Lena Ashworth did not say whether the toll would rise.",
        "Lena Ashworth would not confirm the price of the bridge.",
    ],
)
def test_silence_is_no_denial(reader: SpacyReader, text: str) -> None:
    assert reader.read(text).quotes == ()


def test_a_denial_and_a_negated_report_stay(reader: SpacyReader) -> None:
    text = "Lena Ashworth denied that the toll would rise. She did not say that the bridge was safe."
    assert [q.polarity for q in reader.read(text).quotes] == [Polarity.DENIED] * 2
