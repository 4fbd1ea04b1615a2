"""What a lesson changes of the general model, and what it leaves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tiny_model import CHANGED, WHOLE, tiny_lesson, tiny_tensors, write_lesson

from bot.embedding.lesson import DOWN, UP, lesson_hash, load_lesson, taught
from bot.embedding.network import KINDS


def test_products_are_added_and_whole_tensors_replaced():
    general, lesson = tiny_tensors(), tiny_lesson()
    found = taught(general, lesson)
    assert found.keys() == {*general, KINDS}
    plainly = [
        [general[CHANGED][row, column] + lesson[CHANGED + UP][row, 0] * lesson[CHANGED + DOWN][0, column]]
        for row in range(4)
        for column in range(4)
    ]
    assert np.allclose(found[CHANGED].reshape(-1, 1), plainly)
    assert all(np.array_equal(found[name], lesson[name]) for name in (WHOLE, KINDS))
    others = general.keys() - {CHANGED, WHOLE}
    assert all(np.array_equal(found[name], general[name]) for name in others)


def test_the_general_model_is_left_as_it_was():
    general, before = tiny_tensors(), tiny_tensors()
    found = taught(general, tiny_lesson())
    assert general.keys() == before.keys()
    assert all(np.array_equal(general[name], before[name]) for name in before)
    assert not np.allclose(found[CHANGED], general[CHANGED])


def test_a_lesson_is_read_at_full_precision_and_known_by_its_hash(lessons: Path):
    write_lesson(lessons, "one", tiny_lesson(1))
    write_lesson(lessons, "other", tiny_lesson(2))
    stored = load_lesson("one")
    assert stored.keys() == tiny_lesson(1).keys()
    assert all(tensor.dtype == np.float32 for tensor in stored.values())
    assert all(np.array_equal(stored[name], tensor) for name, tensor in tiny_lesson(1).items())
    first = lesson_hash("one")
    assert first != lesson_hash("other")
    write_lesson(lessons, "one", tiny_lesson(2))
    assert lesson_hash("one") == lesson_hash("other") != first
