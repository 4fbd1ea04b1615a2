"""What is read at once: whole sentences round the one in question, as many as there is room for."""

from __future__ import annotations

from itertools import cycle

from hypothesis import given
from hypothesis import strategies as st
from tiny_model import WORDS

from bot.embedding.network import CONTEXT, QUESTION, TEXT
from bot.embedding.window import around, windows_of
from bot.embedding.wordpiece import WordPiece
from bot.model import Excerpt

PIECES = WordPiece(WORDS)
LENGTHS = st.lists(st.integers(1, 9), min_size=1, max_size=12)


@given(LENGTHS, st.data(), st.lists(st.booleans(), min_size=1), st.integers(0, 60))
def test_round_a_sentence_is_what_has_room_and_nothing_more_has(lengths, data, turns, room):
    place = data.draw(st.integers(0, len(lengths) - 1))
    found = around(place, lengths, room, cycle(turns))
    assert place in found
    left = room - sum(lengths[number] for number in found)
    assert left >= 0 or len(found) == 1
    beside = [number for number in (found.start - 1, found.stop) if 0 <= number < len(lengths)]
    assert all(lengths[number] > left for number in beside)


def test_neighbours_are_taken_by_turns():
    assert around(5, [1] * 11, 4, cycle((True, False))) == range(3, 7)
    assert around(0, [1] * 11, 4, cycle((True, False))) == range(4)


def test_a_window_is_the_question_the_title_and_the_sentences():
    (window,) = windows_of(PIECES, "the boat", Excerpt("ferry", ("the ferry", "sank"), (1,)))
    mark = {word: number for number, word in enumerate(WORDS)}
    asked = [mark["[CLS]"], mark["the"], mark["boat"], mark["[SEP]"]]
    title = [mark["ferry"], mark["[SEP]"]]
    told = [mark["the"], mark["ferry"], mark["[SEP]"], mark["sank"], mark["[SEP]"]]
    assert list(window.text.pieces) == [*asked, *title, *told]
    assert list(window.text.kinds) == [QUESTION] * 4 + [CONTEXT] * 2 + [TEXT] * 5
    assert (window.starts, window.places) == ((0, 4, 6, 9), range(2))


SENTENCES = st.lists(st.lists(st.sampled_from(WORDS[4:]), max_size=5).map(" ".join), min_size=1, max_size=9)


@given(SENTENCES, st.data())
def test_each_place_in_question_stands_in_a_window_that_fits(sentences, data):
    places = data.draw(st.permutations(range(len(sentences))))[: data.draw(st.integers(0, len(sentences)))]
    windows = list(windows_of(PIECES, "the boat", Excerpt("ferry", tuple(sentences), tuple(places)), most=20))
    assert set(places) <= {place for window in windows for place in window.places}
    assert all(len(window.text) <= 20 for window in windows)
    assert len(windows) <= len(places)


def test_a_sentence_that_is_too_long_is_cut():
    long = Excerpt("ferry", ("the ferry sank " * 30,), (0,))
    (window,) = windows_of(PIECES, "the boat", long, most=20)
    assert len(window.text) == 20
