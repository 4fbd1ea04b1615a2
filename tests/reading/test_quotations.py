"""Direct and mixed speech: what stands in marks, whose it is, and what is no speech at all."""

from __future__ import annotations

import pytest

from bot.model import Polarity, QuoteKind
from bot.reading.reader import SpacyReader


def _spans(reader: SpacyReader, text: str) -> list[list[str]]:
    return [[span.of(text) for span in quote.content] for quote in reader.read(text).quotes]


def test_a_quotation_cut_by_its_cue_is_one_statement_of_two_spans(reader: SpacyReader) -> None:
    text = "“We sold the herd,” said Birgit Halloran, a farmer near Tarn. “There was no grass left.”"
    (quote,) = reader.read(text).quotes
    assert [span.of(text) for span in quote.content] == ["We sold the herd", "There was no grass left."]
    assert (quote.speaker, quote.role, quote.kind) == ("Birgit Halloran", "a farmer near Tarn", QuoteKind.DIRECT)


def test_content_leaves_the_outer_marks_out_and_keeps_a_partial_quotation_inside(reader: SpacyReader) -> None:
    text = 'Birgit Halloran said the summer had been "a slow disaster" for every farm in the valley.'
    (quote,) = reader.read(text).quotes
    assert quote.kind is QuoteKind.MIXED
    assert quote.content[0].of(text) == 'the summer had been "a slow disaster" for every farm in the valley'


def test_a_quotation_over_two_paragraphs_is_one_statement(reader: SpacyReader) -> None:
    text = "“The first flood took the bridge,” Omar Feld said. “We rebuilt it.\n\n“The second took the village.”"
    assert _spans(reader, text) == [
        ["The first flood took the bridge", "We rebuilt it.", "The second took the village."]
    ]


def test_an_uncued_paragraph_in_marks_goes_to_the_speaker_before_it_with_less_confidence(reader: SpacyReader) -> None:
    text = "“The pumps were old,” Omar Feld said.\n\n“Nobody wanted to pay for new ones.”"
    first, second = reader.read(text).quotes
    assert second.speaker == "Omar Feld"
    assert second.confidence < first.confidence


@pytest.mark.parametrize(
    ("between", "theirs"),
    [
        ("She has run the pumps at Tarn for ten years.", True),
        ("Feld, who came to the valley as a child, lost her own barn in the flood.", True),
        ("A farmer's daughter who never left, she votes in Tarn.\n\nFeld has two sons.", True),
        ("The pumps stood still for a week.", False),
        ("Ines Caldera, the mayor, heard her out.", False),
        ("She left. The mayor stayed.", False),
        ("Feld came in May. She bought a farm. She sold it. She bought another.", False),
    ],
)
def test_a_quotation_behind_what_is_told_of_its_speaker_is_theirs(
    reader: SpacyReader, between: str, theirs: bool
) -> None:
    text = f"“The pumps were old,” Dora Feld said.\n\n{between}\n\n“Nobody wanted to pay for new ones.”"
    said = [quote.speaker for quote in reader.read(text).quotes]
    assert said == ["Dora Feld"] * (1 + theirs)


def test_names_titles_and_scare_quotes_are_no_statements(reader: SpacyReader) -> None:
    text = (
        "The “Bright Rivers Action Plan” was signed in the “Hall of Mirrors”. "
        "The so-called “miracle” diet sold well, and the band played “Tears of the Moon”."
    )
    assert reader.read(text).quotes == ()


def test_a_block_behind_a_colon_and_a_signed_quotation(reader: SpacyReader) -> None:
    text = (
        "Omar Feld wrote:\n\n“Our wells are dry and nobody came.”\n\n"
        "“The valley will not forget this summer.” — Ines Caldera"
    )
    assert [(q.speaker, q.content[0].of(text)) for q in reader.read(text).quotes] == [
        ("Omar Feld", "Our wells are dry and nobody came."),
        ("Ines Caldera", "The valley will not forget this summer."),
    ]


def test_a_headline_that_ends_or_begins_with_its_source(reader: SpacyReader) -> None:
    ends = "Night trains will return next year, operator says\n\nThe operator of the line spoke on Monday."
    assert [(q.speaker, q.content[0].of(ends)) for q in reader.read(ends).quotes] == [
        ("operator", "Night trains will return next year")
    ]
    begins = "Caldera: Night flights must end by June\n\nMayor Ines Caldera spoke at the airport on Monday."
    assert [(q.speaker, q.content[0].of(begins)) for q in reader.read(begins).quotes] == [
        ("Ines Caldera", "Night flights must end by June")
    ]


def test_a_cue_in_the_next_sentence_does_not_reach_back_over_a_full_stop(reader: SpacyReader) -> None:
    text = "“It was tested twice,” Anselm Rook said. “We would not open it otherwise.” His deputy, Mina Salk, agreed."
    assert [(q.speaker, len(q.content)) for q in reader.read(text).quotes] == [("Anselm Rook", 2)]


def test_a_statement_ends_with_its_sentence(reader: SpacyReader) -> None:
    text = "Asked whether tolls would rise, Lowe said no. Imre Voight, who owns a café, called the bridge a blessing."
    assert [q.speaker for q in reader.read(text).quotes] == ["Imre Voight"]


def test_a_stop_behind_a_unit_ends_the_statement_before_a_quotation(reader: SpacyReader) -> None:
    text = "Mayor Ana Lowe said on Monday that the repair would cost £31m. “It is a lot of money,” she told reporters."
    quotes = reader.read(text).quotes
    assert [q.content[0].of(text).rstrip(".") for q in quotes] == ["the repair would cost £31m", "It is a lot of money"]


def test_an_answer_of_one_word_is_a_statement(reader: SpacyReader) -> None:
    text = "Mayor Ana Lowe was asked about a toll. “Never,” she said."
    (quote,) = reader.read(text).quotes
    assert (quote.speaker, quote.content[0].of(text), quote.polarity) == ("Ana Lowe", "Never", Polarity.ASSERTED)
