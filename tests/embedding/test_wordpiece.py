"""Pieces: by the rules of the uncased WordPiece, for any text; and what each belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.embedding.network import CONTEXT, QUESTION, TEXT, Marked
from bot.embedding.wordpiece import BEFORE_MOST, QUESTION_MOST, TEXT_MOST, TITLE_MOST, WordPiece, words_of
from bot.model import InContext

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "fer", "##ry", "ferry", "##s", "5", ".", "%", "cafe", "東"]
PIECES = WordPiece(VOCABULARY)
COUNTED = ["[UNK]", "[CLS]", "[SEP]", ".", *(f"{letter}{number}" for letter in "qtbs" for number in range(70))]
COUNTING = WordPiece(COUNTED)


def pieces(text: str) -> list[str]:
    return [VOCABULARY[number] for number in PIECES.question(text).pieces][1:-1]


def counted(letter: str, start: int, end: int) -> list[str]:
    return [f"{letter}{number}" for number in range(start, end)]


def parts(marked: Marked) -> list[tuple[int, str]]:
    """Pieces that belong to one thing, in the order in which they are read."""
    assert len(marked) == len(marked.pieces) == len(marked.kinds)
    found: list[tuple[int, str]] = []
    for piece, kind in zip(marked.pieces, marked.kinds, strict=True):
        same = found and found[-1][0] == kind
        told = f"{found.pop()[1]} {COUNTED[piece]}" if same else COUNTED[piece]
        found.append((kind, told))
    return found


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


def test_a_sentence_stands_behind_its_title_and_the_sentence_before():
    assert parts(COUNTING.question("q1 q2")) == [(QUESTION, "[CLS] q1 q2 [SEP]")]
    sentence = InContext("t1 t2", "b1 b2.", "s1 s2")
    assert parts(COUNTING.sentence(sentence)) == [(CONTEXT, "[CLS] t1 t2 . b1 b2 ."), (TEXT, "s1 s2 [SEP]")]


@pytest.mark.parametrize(
    ("sentence", "context", "own"),
    [
        (InContext("", "b1", "s1"), "[CLS] b1", "s1 [SEP]"),
        (InContext("t1", "", "s1"), "[CLS] t1 .", "s1 [SEP]"),
        (InContext("", "", "s1"), "[CLS]", "s1 [SEP]"),
        (InContext("t1", "b1", ""), "[CLS] t1 . b1", "[SEP]"),
        (InContext("", "", ""), "[CLS]", "[SEP]"),
    ],
)
def test_what_is_empty_leaves_the_rest_in_its_place(sentence: InContext, context: str, own: str):
    assert parts(COUNTING.sentence(sentence)) == [(CONTEXT, context), (TEXT, own)]
    assert parts(COUNTING.question("")) == [(QUESTION, "[CLS] [SEP]")]


def test_each_part_is_cut_at_its_limit_and_of_the_sentence_before_the_end_is_kept():
    whole = {letter: " ".join(counted(letter, 0, 70)) for letter in "qtbs"}
    asked = " ".join(counted("q", 0, QUESTION_MOST))
    title = " ".join(counted("t", 0, TITLE_MOST))
    before = " ".join(counted("b", 70 - BEFORE_MOST, 70))
    own = (TEXT, " ".join([*counted("s", 0, TEXT_MOST), "[SEP]"]))
    sentence = InContext(whole["t"], whole["b"], whole["s"])
    assert parts(COUNTING.question(whole["q"])) == [(QUESTION, f"[CLS] {asked} [SEP]")]
    assert parts(COUNTING.sentence(sentence)) == [(CONTEXT, f"[CLS] {title} . {before}"), own]


TEXTS = st.text(max_size=150)


@given(TEXTS, st.builds(InContext, TEXTS, TEXTS, TEXTS))
def test_every_text_has_pieces_of_the_vocabulary_between_the_two_marks(question: str, sentence: InContext):
    for marked in (PIECES.question(question), PIECES.sentence(sentence)):
        assert (marked.pieces[0], marked.pieces[-1]) == (2, 3)
        assert len(marked.kinds) == len(marked)
        assert all(0 <= number < len(VOCABULARY) for number in marked.pieces)
        assert len(marked) <= max(QUESTION_MOST, TITLE_MOST + BEFORE_MOST + TEXT_MOST) + 3


@given(st.text(max_size=60))
def test_case_and_spaces_make_no_difference(text: str):
    assert words_of(f"  {text} \n") == words_of(text)
    assert words_of("ABC " + text) == ["abc", *words_of(text)]
