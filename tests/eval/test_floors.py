"""The reader must stay as good as it was: every measure against its floor, on every set of marked articles.

When the reader gets better, `python tests/eval/score.py --raise` lifts the floors, and with `--fresh` those of the
second set. A lower floor is an edit by hand, with its reason in the commit.
"""

import pytest
from marked import load_marked
from score import SETS, Score, load_floors, read_and_score

from bot.reading.reader import open_reader


@pytest.fixture(scope="module")
def totals() -> dict[str, Score]:
    reader = open_reader()
    return {name: read_and_score(reader, load_marked(name)) for name in SETS}


@pytest.mark.parametrize(("of", "name"), [(of, name) for of, path in SETS.items() for name in load_floors(path)])
def test_the_reader_keeps_its_floor(totals: dict[str, Score], of: str, name: str) -> None:
    floor = load_floors(SETS[of])[name]
    measured = totals[of].measures()[name]
    assert measured >= floor, f"{of}: {name}: {measured:.1f} is below the floor of {floor}"


@pytest.mark.parametrize("of", SETS)
def test_every_measure_with_enough_cases_has_a_floor(totals: dict[str, Score], of: str) -> None:
    assert set(load_floors(SETS[of])) == set(totals[of].held())
