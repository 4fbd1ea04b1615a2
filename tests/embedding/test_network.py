"""The forward pass: the same sums as done plainly, whatever stands beside a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import HEADS, PIECES, PLACES, plain_vector, tiny_tensors

from bot.embedding.network import network_of
from bot.reading.threads import use_one_thread

TENSORS = tiny_tensors()
NETWORK = network_of(TENSORS, HEADS)
SENTENCE = st.lists(st.integers(0, PIECES - 1), min_size=1, max_size=PLACES)


@settings(max_examples=50)
@given(SENTENCE)
def test_the_sums_are_those_of_the_plain_way(sentence: list[int]):
    # The tanh form of GELU is off by a thousandth at most; these weights are some ten times as large as learned ones.
    assert np.allclose(NETWORK([sentence])[0], plain_vector(TENSORS, sentence), atol=0.02)


@settings(max_examples=50)
@given(st.lists(SENTENCE, min_size=1, max_size=6))
def test_a_sentence_has_the_same_vector_in_any_company(sentences: list[list[int]]):
    together = NETWORK(sentences)
    alone = np.concatenate([NETWORK([sentence]) for sentence in sentences])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_the_weights_are_left_as_they_were():
    before = {name: tensor.copy() for name, tensor in TENSORS.items()}
    NETWORK([[1, 2, 3], [4]])
    assert all(np.array_equal(before[name], TENSORS[name]) for name in before)


def test_the_library_of_the_wheel_takes_one_thread():
    wheel = any((Path(np.__file__).parent.parent / "numpy.libs").glob("*openblas*"))
    assert use_one_thread() is wheel
