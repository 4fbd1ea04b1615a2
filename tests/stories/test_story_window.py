"""A window that grows gives what all its articles at once give."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stories import cluster
from bot.stories.cluster import Likenesses, features, group, newest, settled
from bot.stories.copies import find_copies
from bot.stories.window import StoryWindow

NOUNS = """harbour board wall tide ferry crown winter flood market chair council engineer report budget quarry gravel
storm pier lighthouse captain crew auction mayor clerk ledger survey bridge canal depot station""".split()
PLACES = "Elmsund Varn Ostra Brill Tarn Norrland Hollin Quern Sable Dunmore".split()


def article(number: int) -> tuple[int, str, str]:
    """An invented report; every third event is reported several times, every fifth report is a copy."""
    event = random.Random(number // 3)
    told = " ".join(
        f"In {event.choice(PLACES)} the {event.choice(NOUNS)} of {event.choice(NOUNS)} cost {event.randint(2, 900)}."
        for _ in range(6)
    )
    own = random.Random(number)
    extra = "" if number % 5 == 0 else " ".join(f"A {own.choice(NOUNS)} {own.randint(2, 99)} waits." for _ in range(4))
    return number, f"{event.choice(PLACES)} {event.choice(NOUNS)}", f"{told} {extra}"


def texts(ids: Sequence[int]) -> list[tuple[int, str, str]]:
    return [article(number) for number in ids]


def at_once(ids: Sequence[int]) -> tuple[list[list[int]], dict[int, int]]:
    told = texts(sorted(ids))
    groups = group([(number, features(title, text)) for number, title, text in told])
    return groups, find_copies([(number, text) for number, _, text in told])


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SMALL_BLOCK", 8)
    monkeypatch.setattr(cluster, "BLOCK", 16)
    monkeypatch.setattr(cluster, "SMALL_WINDOW", 24)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_however_the_articles_come_in_the_groups_are_those_of_all_at_once(steps: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "SMALL_BLOCK", 8)
        patch.setattr(cluster, "BLOCK", 16)
        patch.setattr(cluster, "SMALL_WINDOW", 24)
        window, count = StoryWindow(texts), 0
        for step in steps:
            count += step
            found = window.update(dict.fromkeys(range(count), 1))
            assert (found.groups, found.copy_of) == at_once(range(count))


def test_a_window_that_lost_articles_or_holds_an_edited_one_is_built_again(small_blocks: None) -> None:
    window = StoryWindow(texts)
    window.update(dict.fromkeys(range(30), 1))
    found = window.update(dict.fromkeys(range(16, 33), 1))
    assert (found.groups, found.copy_of) == at_once(range(16, 33))
    edited = StoryWindow(lambda ids: [(n, "Elmsund wall", article(0)[2]) if n == 20 else article(n) for n in ids])
    before = edited.update(dict.fromkeys(range(16, 33), 1) | {20: 2})
    assert before.copy_of != found.copy_of


def test_only_what_is_new_is_looked_at(small_blocks: None) -> None:
    asked: list[int] = []

    def noting(ids: Sequence[int]) -> list[tuple[int, str, str]]:
        asked.extend(ids)
        return [(number, f"Report {number}", f"{PLACES[number % 10]} only {number}.") for number in ids]

    window = StoryWindow(noting)
    window.update(dict.fromkeys(range(33), 1))
    asked.clear()
    window.update(dict.fromkeys(range(36), 1))
    window.update(dict.fromkeys(range(36), 1))
    assert asked == [33, 34, 35]


@given(st.sets(st.integers(0, 3000)))
def test_the_basis_changes_only_with_whole_blocks(ids: set[int]) -> None:
    basis = settled(ids)
    assert basis <= ids
    assert basis or not ids
    block = cluster.SMALL_BLOCK if len(ids) <= cluster.SMALL_WINDOW else cluster.BLOCK
    assert basis == ids or all(one // block < max(ids) // block for one in basis)


@given(st.sets(st.integers(0, 3000)), st.integers(300, 600))
def test_the_newest_are_kept_in_whole_blocks(ids: set[int], most: int) -> None:
    kept = newest(sorted(ids), most)
    assert len(kept) <= max(most, cluster.BLOCK)
    assert all(one in kept for one in ids if kept and one >= min(kept))


def test_likeness_is_the_same_whichever_came_first() -> None:
    found = {number: features(title, text) for number, title, text in texts(range(40))}
    whole = Likenesses(found)
    part = Likenesses({number: found[number] for number in range(0, 40, 2)} | {39: found[39]})
    assert whole.groups(0.0) == Likenesses(dict(reversed(found.items()))).groups(0.0)
    assert part.takes(part.ids)
    assert not whole.takes(part.ids)
