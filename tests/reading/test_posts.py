"""Names behind posts: what a minister is of, an envoy to, and a post in capitals are no part of the name."""

from __future__ import annotations

import pytest

from bot.reading.reader import SpacyReader


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Vice Minister of Trade Nguyen Thi Lan Anh said the tariff would fall.", "Nguyen Thi Lan Anh"),
        ("Deputy Director of Public Prosecution Eva-Karin Sund said the case was closed.", "Eva-Karin Sund"),
        ("Northland's ambassador to Britain Liu Wenbo said the talks had failed.", "Liu Wenbo"),
        ("The special envoy to Ukraine Karl Ostrander said he knew nothing of it.", "Karl Ostrander"),
        ("Rovers DL Tamsin Oyelaran said the ban was fair.", "Tamsin Oyelaran"),
        ("Harbour Sports NFL Insider Jason La Cantera said the ban was fair.", "Jason La Cantera"),
        ("“It was late,” said CEO and president Craig Holloway-Reed.", "Craig Holloway-Reed"),
        ("Det Con Imran Oyelaran said the van was found at noon.", "Imran Oyelaran"),
        ("“We strike on Monday,” said baker Per Lindqvist.", "Per Lindqvist"),
        ("The Food and Allied Workers said the vote was close.", "Food and Allied Workers"),
        ("The University of St Orla said it would close.", "University of St Orla"),
        (
            "PORTORLA, Northland (NW) — Defence Secretary Mark Oyelaran on Monday accused Southland of spying on it.",
            "Mark Oyelaran",
        ),
    ],
)
def test_a_name_begins_behind_the_post(reader: SpacyReader, text: str, speaker: str) -> None:
    assert [quote.speaker for quote in reader.read(text).quotes] == [speaker]


def test_two_posts_are_one_role(reader: SpacyReader) -> None:
    (quote,) = reader.read("“It was late,” said CEO and president Craig Holloway-Reed.").quotes
    assert quote.role == "CEO and president"


@pytest.mark.parametrize(
    "text",
    [
        "A script called “Wild Harbour,” a story about the sea, came to her last spring.",
        "The film, dubbed the “Gull”, opened in May.",
    ],
)
def test_giving_a_name_is_no_statement(reader: SpacyReader, text: str) -> None:
    assert reader.read(text).quotes == ()


def test_the_firm_is_the_one_the_article_opens_with(reader: SpacyReader) -> None:
    text = (
        "The freight company Hollowell said thieves had taken the keys of nine ships.\n\n"
        "They used an old password, according to a report by the security firm Grey Plover.\n\n"
        "The firm denied that any letters had been read. Grey Plover's report says that 40 were. Hollowell apologised."
    )
    quotes = reader.read(text).quotes
    denied = [quote.speaker for quote in quotes if quote.cue is not None and "denied" in quote.cue.of(text)]
    assert denied == ["Hollowell"]


@pytest.mark.parametrize(
    "text",
    [
        "The infirmary admitted 27% of emergency patients within four hours last month.",
        "The infirmary admitted the two men to hospital.",
        "The brothers called each other a coward and a spendthrift.",
    ],
)
def test_taking_in_and_each_other_say_nothing(reader: SpacyReader, text: str) -> None:
    assert reader.read(text).quotes == ()


def test_a_company_has_not_its_chiefs_post(reader: SpacyReader) -> None:
    text = "“We saw it late,” said Ana Lowe, chief executive of market leader Ferrolux. Ferrolux reported a loss."
    quotes = reader.read(text).quotes
    assert [(quote.speaker, quote.role) for quote in quotes] == [
        ("Ana Lowe", "chief executive of market leader Ferrolux"),
        ("Ferrolux", None),
    ]
