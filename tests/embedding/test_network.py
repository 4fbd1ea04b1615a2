"""The forward pass: the same sums as done plainly, whatever stands beside a text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import HEADS, PIECES, PLACES, plain_vector, tiny_lesson, tiny_tensors

from bot.embedding.lesson import taught
from bot.embedding.network import CONTEXT, KINDS, QUESTION, TEXT, Marked, network_of
from bot.reading.threads import use_one_thread

GENERAL = tiny_tensors()
TENSORS = taught(GENERAL, tiny_lesson())
NETWORK = network_of(TENSORS, HEADS)


def marked(pairs: list[tuple[int, int]]) -> Marked:
    """With a piece of the question before and of the text behind: both have a direction."""
    return Marked([2, *(piece for piece, _ in pairs), 3], [QUESTION, *(kind for _, kind in pairs), TEXT])


PAIR = st.tuples(st.integers(0, PIECES - 1), st.sampled_from((TEXT, CONTEXT, QUESTION)))
MARKED = st.lists(PAIR, max_size=PLACES - 2).map(marked)


@settings(max_examples=50)
@given(MARKED, st.booleans())
def test_the_sums_are_those_of_the_plain_way(text: Marked, learned: bool):
    # The tanh form of GELU is off by a thousandth at most; these weights are some ten times as large as learned ones.
    tensors = TENSORS if learned else GENERAL
    texts, questions = network_of(tensors, HEADS)([text], TEXT, QUESTION)
    assert np.allclose(texts[0], plain_vector(tensors, text, TEXT), atol=0.02)
    assert np.allclose(questions[0], plain_vector(tensors, text, QUESTION), atol=0.02)


@settings(max_examples=50)
@given(st.lists(MARKED, min_size=1, max_size=6))
def test_a_text_has_the_same_vector_in_any_company_and_whatever_else_is_wanted(texts: list[Marked]):
    both = NETWORK(texts, QUESTION, TEXT)
    for kind, together in zip((QUESTION, TEXT), both, strict=True):
        alone = np.concatenate([NETWORK([text], kind)[0] for text in texts])
        assert np.allclose(together, alone, atol=1e-5)
        assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


UNREAD = {name: tensor for name, tensor in TENSORS.items() if ".layer." not in name}
"""Without a layer no piece is seen by another."""


def test_the_context_is_read_but_no_part_of_the_vector():
    kinds = [CONTEXT, CONTEXT, TEXT, TEXT]
    texts = [Marked([2, piece, 6, 3], kinds) for piece in range(PIECES)]
    (read,) = NETWORK(texts, TEXT)
    assert np.ptp(read, axis=0).max() > 0.05
    (unread,) = network_of(UNREAD, HEADS)(texts, TEXT)
    assert np.allclose(unread, unread[0], atol=1e-6)


def test_what_a_piece_belongs_to_is_seen_where_that_was_taught():
    as_text, as_question = (Marked([2, 5, 3], [kind] * 3) for kind in (TEXT, QUESTION))
    for tensors, told_apart in ((UNREAD, True), ({**UNREAD, KINDS: UNREAD[KINDS][[0, 0, 0]]}, False)):
        network = network_of(tensors, HEADS)
        own, asked = network([as_text], TEXT)[0], network([as_question], QUESTION)[0]
        assert np.allclose(own, asked, atol=0.01) is not told_apart
    network = network_of(GENERAL, HEADS)
    assert np.array_equal(network([as_text], TEXT)[0], network([as_question], QUESTION)[0])


def test_the_weights_are_left_as_they_were():
    before = {name: tensor.copy() for name, tensor in TENSORS.items()}
    NETWORK([marked([(1, TEXT), (2, CONTEXT)]), marked([])], TEXT, QUESTION)
    assert all(np.array_equal(before[name], TENSORS[name]) for name in before)


def test_the_library_of_the_wheel_takes_one_thread():
    wheel = any((Path(np.__file__).parent.parent / "numpy.libs").glob("*openblas*"))
    assert use_one_thread() is wheel
