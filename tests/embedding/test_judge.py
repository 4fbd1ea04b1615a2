"""A question read together with sentences of an article: a number for each, the same in any company."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from tiny_model import HEADS, PLACES, WORDS, plain_vector, tiny_head, tiny_lesson, tiny_tensors

from bot.embedding import opening, weights
from bot.embedding.judge import CrossEncoder, LateJudge, head_of, open_judge
from bot.embedding.lesson import taught
from bot.embedding.network import QUESTION, TEXT, Floats, network_of
from bot.embedding.weights import TENSORS, VOCABULARY
from bot.embedding.window import windows_of
from bot.embedding.wordpiece import WordPiece
from bot.errors import SettingsError
from bot.model import Excerpt
from bot.ports import NoJudge

LESSON = {**tiny_lesson(16), **tiny_head()}
TAUGHT = taught(tiny_tensors(), LESSON)
PIECES = WordPiece(WORDS)
JUDGE = CrossEncoder(PIECES, network_of(TAUGHT, HEADS), head_of(LESSON))
SOME = [
    Excerpt("the ferry", ("the boat.", "the ferry sank", "ferry"), (1, 0)),
    Excerpt("", ("the boat",), (0,)),
    Excerpt("ferry", ("", "the boat sank"), (0, 1)),
]
PART = st.lists(st.sampled_from(WORDS[4:]), max_size=4).map(" ".join)


@st.composite
def excerpts(draw: st.DrawFn) -> Excerpt:
    sentences = draw(st.lists(PART, min_size=1, max_size=6))
    return Excerpt(draw(PART), tuple(sentences), tuple(draw(st.permutations(range(len(sentences))))))


EXCERPTS = st.lists(excerpts(), max_size=4)


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


def flat(found: list[Mapping[int, float]]) -> list[float]:
    """By excerpt and place."""
    return [scores[place] for scores in found for place in sorted(scores)]


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
    for scores, excerpt in zip(found, SOME, strict=True):
        (window,) = windows_of(PIECES, "the boat?", excerpt, PLACES)
        question = plain_vector(TAUGHT, window.text, QUESTION)
        assert set(scores) == set(window.places) == set(range(len(excerpt.sentences)))
        for place, score in scores.items():
            start, end = (*window.starts, len(window.text))[2 + place : 4 + place]
            kinds = [kind if start <= at < end else -kind - 1 for at, kind in enumerate(window.text.kinds)]
            text = plain_vector(TAUGHT, window.text, TEXT, told_apart=kinds)
            assert score == pytest.approx(likely(plain_odds(LESSON, text, question)), abs=0.02)
    assert max(flat(found)) - min(flat(found)) > 0.1


@settings(max_examples=40)
@given(PART, EXCERPTS, st.randoms(use_true_random=False))
def test_an_excerpt_has_the_same_scores_in_any_company_and_any_order(question: str, excerpts, random):
    found = JUDGE.judge(question, excerpts)
    assert all(set(excerpt.places) <= scores.keys() for scores, excerpt in zip(found, excerpts, strict=True))
    assert all(0 <= score <= 1 for score in flat(found))
    order = random.sample(range(len(excerpts)), len(excerpts))
    again = JUDGE.judge(question, [excerpts[number] for number in order])
    for scores, number in zip(again, order, strict=True):
        assert scores == pytest.approx(found[number], abs=1e-4)
        assert JUDGE.judge(question, [excerpts[number]])[0] == pytest.approx(scores, abs=1e-4)


def test_batches_make_no_difference(monkeypatch: pytest.MonkeyPatch):
    together = flat(JUDGE.judge("the boat?", SOME))
    monkeypatch.setattr(opening, "PIECES_AT_ONCE", 1)
    assert flat(JUDGE.judge("the boat?", SOME)) == pytest.approx(together, abs=1e-4)


def test_it_is_opened_with_its_own_lesson(tiny: Path):
    expected = flat(JUDGE.judge("the boat?", SOME))
    assert flat(open_judge(str(tiny)).judge("the boat?", SOME)) == pytest.approx(expected, abs=1e-4)
    assert flat(LateJudge(str(tiny)).judge("the boat?", SOME)) == pytest.approx(expected, abs=1e-4)
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
