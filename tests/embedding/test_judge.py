"""Question and sentence read together: a number for each pair, the same in any company."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from tiny_model import HEADS, WORDS, plain_vector, tiny_head, tiny_lesson, tiny_tensors

from bot.embedding import opening, weights
from bot.embedding.judge import CrossEncoder, LateJudge, head_of, open_judge
from bot.embedding.lesson import taught
from bot.embedding.network import QUESTION, TEXT, Floats, network_of
from bot.embedding.weights import TENSORS, VOCABULARY
from bot.embedding.wordpiece import WordPiece
from bot.errors import SettingsError
from bot.model import InContext
from bot.ports import NoJudge

LESSON = {**tiny_lesson(11), **tiny_head()}
TAUGHT = taught(tiny_tensors(), LESSON)
PIECES = WordPiece(WORDS)
JUDGE = CrossEncoder(PIECES, network_of(TAUGHT, HEADS), head_of(LESSON))
SOME = [
    InContext("the ferry", "the boat.", "the ferry sank"),
    InContext("", "", "the boat"),
    InContext("ferry", "", ""),
]
PART = st.lists(st.sampled_from(WORDS[4:]), max_size=4).map(" ".join)
"""Four parts and their marks have room in the tiny network."""
SENTENCES = st.lists(st.builds(InContext, PART, PART, PART), max_size=6)


def plain_odds(lesson: dict[str, Floats], text: Floats, question: Floats) -> float:
    """One pair, sum by sum."""
    features = [20 * t * q for t, q in zip(text, question, strict=True)]
    features += [*(10 * text), *(10 * question)]
    line, wide, narrow = lesson["head.line"], lesson["head.wide.weight"], lesson["head.narrow.weight"]
    middle = [
        math.tanh(sum(w * f for w, f in zip(row, features, strict=True)) + bias)
        for row, bias in zip(wide, lesson["head.wide.bias"], strict=True)
    ]
    added = sum(w * one for w, one in zip(narrow[0], middle, strict=True)) + lesson["head.narrow.bias"][0]
    return float(line[0] * (text @ question) + line[1] + added)


def likely(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


UNIT = st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=4).map(lambda row: np.array(row, dtype=np.float32))


@given(st.lists(st.tuples(UNIT, UNIT), min_size=1, max_size=3), st.integers(0, 5))
def test_the_head_makes_the_plain_sums(rows: list[tuple[Floats, Floats]], seed: int):
    lesson = tiny_head(seed)
    texts, questions = (np.stack([row[side] for row in rows]) for side in range(2))
    expected = [plain_odds(lesson, *row) for row in rows]
    assert np.allclose(head_of(lesson)(texts, questions), expected, atol=1e-3)


def test_a_score_is_how_likely_the_plain_sums_make_it():
    found = JUDGE.judge("the boat?", SOME)
    for score, sentence in zip(found, SOME, strict=True):
        pair = PIECES.pair("the boat?", sentence)
        text, question = (plain_vector(TAUGHT, pair, kind) for kind in (TEXT, QUESTION))
        assert score == pytest.approx(likely(plain_odds(LESSON, text, question)), abs=0.02)
    assert max(found) - min(found) > 0.1


@settings(max_examples=40)
@given(PART, SENTENCES, st.randoms(use_true_random=False))
def test_a_sentence_has_the_same_score_in_any_company_and_any_order(question: str, sentences, random):
    found = JUDGE.judge(question, sentences)
    assert all(0 <= score <= 1 for score in found)
    order = random.sample(range(len(sentences)), len(sentences))
    again = JUDGE.judge(question, [sentences[number] for number in order])
    assert again == pytest.approx([found[number] for number in order], abs=1e-4)
    alone = [JUDGE.judge(question, [sentence])[0] for sentence in sentences]
    assert found == pytest.approx(alone, abs=1e-4)


def test_batches_make_no_difference(monkeypatch: pytest.MonkeyPatch):
    together = JUDGE.judge("the boat?", SOME)
    monkeypatch.setattr(opening, "PIECES_AT_ONCE", 1)
    assert JUDGE.judge("the boat?", SOME) == pytest.approx(together, abs=1e-4)


def test_it_is_opened_with_its_own_lesson(tiny: Path):
    expected = JUDGE.judge("the boat?", SOME)
    assert open_judge(str(tiny)).judge("the boat?", SOME) == pytest.approx(expected, abs=1e-4)
    assert LateJudge(str(tiny)).judge("the boat?", SOME) == pytest.approx(expected, abs=1e-4)
    assert LateJudge(str(tiny)).judge("the boat?", []) == []


def test_without_a_model_nobody_judges(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    assert isinstance(open_judge(), NoJudge)
    assert LateJudge("off").judge("the boat?", SOME) == NoJudge().judge("the boat?", SOME) == []


@pytest.mark.parametrize("name", [TENSORS.name, VOCABULARY.name])
def test_a_file_with_another_hash_is_refused_and_told(tiny: Path, name: str):
    (tiny / name).write_bytes((tiny / name).read_bytes() + b"\n")
    with pytest.raises(SettingsError, match="not the embedding model"):
        open_judge(str(tiny))
    late = LateJudge(str(tiny))
    with capture_logs() as lines:
        assert [late.judge("the boat?", SOME), late.judge("the boat?", SOME)] == [[], []]
    assert [line["log_level"] for line in lines] == ["warning"]
    assert name in lines[0]["error"]
    assert "READOUT_EMBEDDING" in lines[0]["hint"]
