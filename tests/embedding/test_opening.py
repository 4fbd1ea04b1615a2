"""Opened late and once, whatever asks for it; and texts in batches."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.embedding.opening import PIECES_AT_ONCE, Late, batches
from bot.errors import SettingsError

MANY = 6


def test_it_is_opened_at_first_use_and_once_for_many_threads():
    opened: list[object] = []
    together = Barrier(MANY)

    def slowly() -> object:
        time.sleep(0.02)
        opened.append(object())
        return opened[-1]

    def use(late: Late[object]) -> object:
        together.wait(timeout=5)
        return late.opened()

    late = Late(slowly, object())
    assert opened == []
    with ThreadPoolExecutor(MANY) as pool:
        found = list(pool.map(use, [late] * MANY))
    assert len(opened) == 1
    assert all(one is opened[0] for one in found)


def test_what_is_refused_is_told_once_and_there_is_none():
    tried = []

    def refused() -> str:
        tried.append(1)
        raise SettingsError("Another file.", "Take the right one.")

    late = Late(refused, "none")
    with capture_logs() as lines:
        assert [late.opened(), late.opened()] == ["none", "none"]
    assert len(tried) == 1
    assert [(line["log_level"], line["error"], line["hint"]) for line in lines] == [
        ("warning", "Another file.", "Take the right one.")
    ]


def test_a_fault_of_the_program_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        Late(lambda: 1 // 0, 0).opened()


@given(st.lists(st.integers(1, 2 * PIECES_AT_ONCE), max_size=30))
def test_each_text_is_in_one_batch_and_none_is_larger_than_it_must_be(lengths: list[int]):
    found = list(batches(lengths))
    assert sorted(number for batch in found for number in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or sum(lengths[number] for number in batch) <= PIECES_AT_ONCE for batch in found)
    in_order = [lengths[number] for batch in found for number in batch]
    assert in_order == sorted(lengths)
    firsts = [sum(lengths[number] for number in batch) + lengths[then[0]] for batch, then in pairwise(found)]
    assert all(pieces > PIECES_AT_ONCE for pieces in firsts)
