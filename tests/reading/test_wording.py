"""A role is a handful of words that name an office or a trade; a body is a body."""

from __future__ import annotations

import pytest

from bot.reading.people.roles import organisation_in
from bot.reading.people.wording import fit_role


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("- Ferrol chief executive", "Ferrol chief executive"),
        ("now a curator at the Orla Museum", "a curator at the Orla Museum"),
        ("43-year-old", None),
        ("41 per cent", None),
        ("A letter from the third buyer", None),
        ("what a night", None),
        ("a rover", None),
        ('salt in solid form," lead researcher', "lead researcher"),
        (
            "a consultant surgeon at the Hexley Infirmary in Orla, Northland, half an hour from the coast",
            "a consultant surgeon at the Hexley Infirmary in Orla",
        ),
        ("a doctor at the Hexley Infirmary where the patients were treated", "a doctor at the Hexley Infirmary"),
        ("division vice president, Orla Sales & Operations at", "division vice president, Orla Sales & Operations"),
        ("who led the study published in the journal Tides", "who led the study"),
        ("who was born in Orla and trains with a group of eight", None),
        ("who runs the yard", "who runs the yard"),
        ("the harbour master, who runs the yard", "the harbour master, who runs the yard"),
        ("one of the family's lawyers", "one of the family's lawyers"),
        ("the robot maker", "the robot maker"),
        ("his sister-in-law", "his sister-in-law"),
    ],
)
def test_fits_a_role(words: str, role: str | None) -> None:
    assert fit_role(words) == role


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Prize-winning actress", None),
        ("Vice Minister of Trade", None),
        ("minister of the Orla Council", "Orla Council"),
        ("Interim Orlabank president", "Orlabank"),
        ("Harbour House Press Secretary", "Harbour House"),
        ("Tilda's husband and editor", None),
        ("the University of Northgate chemist", "University of Northgate"),
        ("a botanist at the University of Northland, Port Orla", "University of Northland, Port Orla"),
        ("Director for the North and West at Fairness Abroad", "Fairness Abroad"),
        ("a nurse at the Hexley Infirmary where it began", "Hexley Infirmary"),
        ("Ferrol's chief executive", "Ferrol"),
    ],
)
def test_finds_the_body_that_a_role_names(role: str, body: str | None) -> None:
    assert organisation_in(role) == body
