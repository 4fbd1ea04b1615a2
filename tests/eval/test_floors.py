"""The reader must stay as good as it was: every measure against its floor.

When the reader gets better, `python tests/eval/score.py --raise` lifts the floors. A lower floor is an edit by hand,
with its reason in the commit.
"""

import pytest
from marked import load_marked
from score import Score, load_floors, read_and_score

from bot.reading.reader import open_reader

FLOORS = load_floors()


@pytest.fixture(scope="module")
def total() -> Score:
    return read_and_score(open_reader(), load_marked())


@pytest.mark.parametrize("name", FLOORS)
def test_the_reader_keeps_its_floor(total: Score, name: str) -> None:
    measured = total.measures()[name]
    assert measured >= FLOORS[name], f"{name}: {measured:.1f} is below the floor of {FLOORS[name]}"


def test_every_measure_with_enough_cases_has_a_floor(total: Score) -> None:
    assert set(FLOORS) == set(total.held())
