"""Pieces: by the rules of the uncased WordPiece, for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.embedding.wordpiece import LONGEST, WordPiece, words_of

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "fer", "##ry", "ferry", "##s", "5", ".", "%", "cafe", "東"]
PIECES = WordPiece(VOCABULARY)


def pieces(text: str) -> list[str]:
    return [VOCABULARY[number] for number in PIECES.encode(text)][1:-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry", ["ferry"]),
        ("ferrys", ["ferry", "##s"]),
        ("ferries", ["[UNK]"]),
        ("Café 5.5%", ["cafe", "5", ".", "5", "%"]),
        ("東東", ["東", "東"]),
        ("fer\u200bry\x00", ["ferry"]),
        ("ferry\tferry", ["ferry", "ferry"]),
        ("", []),
        ("s" * 101, ["[UNK]"]),
    ],
)
def test_the_longest_piece_from_the_left(text: str, expected: list[str]):
    assert pieces(text) == expected


@given(st.text(max_size=300))
def test_every_text_has_pieces_between_the_two_marks(text: str):
    encoded = PIECES.encode(text)
    assert (encoded[0], encoded[-1]) == (2, 3)
    assert len(encoded) <= LONGEST
    assert all(0 <= number < len(VOCABULARY) for number in encoded)


@given(st.text(max_size=60))
def test_case_and_spaces_make_no_difference(text: str):
    assert words_of(f"  {text} \n") == words_of(text)
    assert words_of("ABC " + text) == ["abc", *words_of(text)]
