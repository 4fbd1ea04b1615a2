"""Who is whom: what joins two names, what keeps them apart, and that the order of the news decides nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import JoinedSpeaker, Sighting
from bot.speakers.abbreviations import block_of, stated_abbreviations
from bot.speakers.forms import form_of
from bot.speakers.join import join

NOW = datetime(2026, 3, 9, tzinfo=UTC)


def seen(number: int, name: str, role: str = "", organisation: str = "", days: int = 0) -> Sighting:
    return Sighting(number, name, NOW + timedelta(days=days), role, organisation)


def together(*sightings: Sighting) -> list[set[str]]:
    """The names of each speaker, over all blocks, in the order of the shown names."""
    joined: list[JoinedSpeaker] = []
    for block in sorted({block_of(one.name) for one in sightings}):
        joined += join([one for one in sightings if block_of(one.name) == block])
    return [{name for name, _ in one.aliases} for one in sorted(joined, key=lambda one: one.name)]


@pytest.mark.parametrize(
    "names",
    [
        ("Danylo Horbensky", "Danylo Horbenskyy", "Danylo Horbenskiy", "President Danylo Horbensky"),
        ("Mohammed el-Tarhi", "Muhammad al-Tarhi", "Mohamed Tarhi", "Muhammad al Tarhi"),
        ("Zoë Brückner", "Zoe Brueckner", "Zoe Bruckner"),
        ("Kim Tae-oh", "Kim Tae Oh", "Tae-oh Kim"),
        ("Mei Hong", "Hong Mei"),
        ("Jean-Luc Sarre", "Jean Luc Sarre"),
        ("Oona O'Daly", "Oona O’Daly"),
        ("Rupert Q. Haldane", "Rupert Haldane", "Rupert Quentin Haldane"),
        ("the Bank of Aldermark", "Bank of Aldermark"),
        ("Centre for Tidal Studies", "Center for Tidal Studies"),
    ],
)
def test_one_name_written_otherwise_is_one_speaker(names: tuple[str, ...]) -> None:
    assert together(*(seen(number, name, "chief pilot", "Saltby") for number, name in enumerate(names))) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Weller", "Peter Weller"),
        ("Ana Weller", "Weller"),
        ("Terry Moss", "Terri Moss"),
        ("Joe Tarn", "Jo Tarn"),
        ("Jean Sarre", "Jean-Luc Sarre"),
        ("Jean Sarre", "Jean Luc Sarre"),
        ("A. Weller", "Ana Weller"),
        ("Thomas Martin", "Martin Thomas"),
        ("Hanna Hoffmann", "Hanna Hofmann"),
        ("Bank of Aldermark", "Aldermark"),
        ("Union of Quay Workers", "UQW"),
    ],
)
def test_names_alone_do_not_make_two_people_one(names: tuple[str, ...]) -> None:
    assert together(*(seen(number, name) for number, name in enumerate(names))) == [{name} for name in sorted(names)]


def test_a_short_form_of_two_longer_names_is_neither() -> None:
    names = ["Gerald H. Tarn", "Gerald Tarn", "Gerald W. Tarn"]
    assert together(*(seen(number, name) for number, name in enumerate(names))) == [{name} for name in names]


def test_a_surname_is_joined_by_the_office_stated_beside_it() -> None:
    full = seen(1, "Irena Novak", "the prime minister")
    assert together(full, seen(2, "Novak", "prime minister")) == [{"Irena Novak", "Novak"}]
    assert together(full, seen(2, "I. Novak", "prime minister")) == [{"I. Novak", "Irena Novak"}]
    assert together(full, seen(2, "Novak", "deputy prime minister")) == [{"Irena Novak"}, {"Novak"}]
    assert together(full, seen(2, "Novak", "prime minister", days=900)) == [{"Irena Novak"}, {"Novak"}]
    rival = seen(3, "Viktor Novak", "prime minister")
    assert together(full, seen(2, "Novak", "prime minister"), rival) == [{"Irena Novak"}, {"Novak"}, {"Viktor Novak"}]


def test_the_body_decides_where_the_office_is_a_common_one() -> None:
    full = seen(1, "Ana Weller", "economist at Northmoor Bank", "Northmoor Bank")
    assert together(full, seen(2, "Weller", "economist")) == [{"Ana Weller"}, {"Weller"}]
    assert together(full, seen(2, "Weller", "an economist", "Northmoor Bank")) == [{"Ana Weller", "Weller"}]
    assert together(full, seen(2, "Weller", "an economist", "Saltby Bank")) == [{"Ana Weller"}, {"Weller"}]


def test_a_speaker_who_changes_office_stays_one() -> None:
    sightings = [seen(1, "Olu Brandt", "finance minister"), seen(2, "Olu Brandt", "prime minister", days=300)]
    (one,) = join(sightings)
    assert one.said == ((1, "Olu Brandt"), (2, "Olu Brandt"))


def test_two_callings_at_one_time_are_two_people_of_one_name() -> None:
    striker = [seen(number, "Sam Orde", "Rovers striker", "Rovers", days=number) for number in (1, 3)]
    judge = [seen(number, "Sam Orde", "Judge", days=number) for number in (2, 4)]
    joined = join([*striker, *judge, seen(5, "Sam Orde")])
    assert [(one.name, [article for article, _ in one.said]) for one in joined] == [
        ("Sam Orde", [5]),
        ("Sam Orde (Judge)", [2, 4]),
        ("Sam Orde (Rovers striker)", [1, 3]),
    ]
    later = [seen(number, "Sam Orde", "Judge", days=9_000) for number in (2, 4)]
    assert len(join([*striker, *later])) == 1


def test_a_body_has_the_abbreviation_that_an_article_states() -> None:
    text = "The Union of Quay Workers (UQW) went, the Tarn Ferry Users’ Forum (TFUF) and Saltby (pop. 900) did not."
    assert stated_abbreviations(text) == {"UQW": "Union of Quay Workers", "TFUF": "Tarn Ferry Users’ Forum"}
    block = block_of("UQW", "Union of Quay Workers")
    assert block == block_of("the Union of Quay Workers") != block_of("UQW")
    (one,) = join([seen(1, "UQW"), seen(2, "UQW"), seen(3, "Union of Quay Workers")])
    assert one.name == "Union of Quay Workers"
    assert one.aliases == (("UQW", "stated abbreviation"), ("Union of Quay Workers", "same name"))


def test_every_join_says_why() -> None:
    sightings = [
        seen(1, "Danylo Horbensky", "president of the Tarn Republic", "Tarn Republic"),
        seen(2, "Danylo Horbensky"),
        seen(3, "Danylo Horbenskyy"),
        seen(4, "Horbensky", "president", "Tarn Republic"),
        seen(5, "D. Horbensky", "president", "Tarn Republic"),
    ]
    (one,) = join(sightings)
    assert dict(one.aliases) == {
        "Danylo Horbensky": "same name",
        "Danylo Horbenskyy": "another spelling",
        "Horbensky": "surname and office",
        "D. Horbensky": "initial and office",
    }


# ------------------------------------------------------------------ laws

_GIVEN = st.sampled_from(["Ana", "Ana Maria", "A.", "Peter", "Peter Q.", "P.", "Jean-Luc", "Jean", "Mohammed", ""])
_FAMILY = st.sampled_from(["Weller", "Novák", "Novak", "el-Tarhi", "Tarhi", "Horbensky", "Horbenskyy"])
_ROLES = st.sampled_from(["", "prime minister", "economist", "Rovers striker", "Judge", "deputy mayor"])
_SIGHTINGS = st.lists(
    st.builds(
        lambda number, given, family, role, body, days: seen(number, f"{given} {family}".strip(), role, body, days),
        st.integers(1, 6),
        _GIVEN,
        _FAMILY,
        _ROLES,
        st.sampled_from(["", "Rovers", "Northmoor Bank"]),
        st.integers(0, 600),
    ),
    max_size=14,
)


def _blocks(sightings: list[Sighting]) -> list[JoinedSpeaker]:
    blocks = sorted({block_of(one.name) for one in sightings})
    return [one for block in blocks for one in join([s for s in sightings if block_of(s.name) == block])]


@given(_SIGHTINGS, st.randoms(use_true_random=False))
def test_the_order_of_the_news_decides_nothing(sightings: list[Sighting], chance) -> None:
    shuffled = list(sightings)
    chance.shuffle(shuffled)
    assert _blocks(sightings) == _blocks(shuffled)


@given(_SIGHTINGS)
def test_every_sighting_is_in_exactly_one_speaker(sightings: list[Sighting]) -> None:
    said = [place for one in _blocks(sightings) for place in one.said]
    assert sorted(said) == sorted({(one.article_id, one.name) for one in sightings})


@given(_SIGHTINGS)
def test_no_speaker_has_two_first_names(sightings: list[Sighting]) -> None:
    for one in _blocks(sightings):
        firsts = {form_of(name).given[0] for name, _ in one.aliases if form_of(name).given}
        assert len({first for first in firsts if len(first) > 1}) < 2
        assert len({first[0] for first in firsts}) < 2


@given(st.text(max_size=60))
def test_every_text_has_a_form_and_a_block(name: str) -> None:
    form = form_of(name)
    assert form.block == form_of(name.swapcase().swapcase()).block or not name.isascii()
