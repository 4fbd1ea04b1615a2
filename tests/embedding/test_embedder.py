"""The model's files: found, checked, refused; vectors of what was taught; and the real model where it is installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tiny_model import WORDS, plain_vector, tiny_lesson, tiny_tensors, write_lesson

from bot.embedding import opening, weights
from bot.embedding.embedder import EMBEDDER, LateEmbedder, open_embedder
from bot.embedding.lesson import taught
from bot.embedding.network import QUESTION, TEXT, Marked, network_of
from bot.embedding.weights import HEADS, TENSORS, VOCABULARY, find_folder, load_tensors, load_vocabulary
from bot.embedding.wordpiece import WordPiece
from bot.errors import SettingsError
from bot.model import InContext
from bot.ports import NoEmbedder

REAL = [0.0863, 0.0565, 0.0094, 0.0125]
"""The first numbers of a sentence's vector as another runtime (ONNX) makes it of the same general weights."""


def told(*texts: str) -> list[InContext]:
    """Each behind the one before."""
    return [InContext("the ferry", before, text) for before, text in zip(["", *texts], texts, strict=False)]


def real_folder() -> Path:
    folder = find_folder()
    if folder is None:
        pytest.skip("the embedding model is not installed (docs/answers.md tells how)")
    return folder


def test_without_a_model_there_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    assert find_folder() is None
    assert open_embedder().version == ""
    assert LateEmbedder("off").version == ""
    assert NoEmbedder().embed_questions(["a", "b"]).shape == (2, 0)
    assert NoEmbedder().embed_sentences(told("a", "b", "c")).shape == (3, 0)


def test_a_folder_goes_before_the_package(tiny: Path):
    assert find_folder(str(tiny)) == tiny
    assert find_folder("off") is None


def test_tensors_are_what_the_file_holds(tiny: Path):
    stored, made = load_tensors(tiny / TENSORS.name), tiny_tensors()
    assert stored.keys() == made.keys()
    assert all(np.array_equal(stored[name], made[name]) for name in made)


def test_vectors_are_the_plain_sums_over_what_was_taught(tiny: Path):
    tensors, words, made = taught(tiny_tensors(), tiny_lesson()), WordPiece(WORDS), open_embedder(str(tiny))
    (sentence,) = told("boat sank")
    (vector,) = made.embed_sentences([sentence])
    assert np.allclose(vector, plain_vector(tensors, words.sentence(sentence), TEXT), atol=0.02)
    (asked,) = made.embed_questions(["boat sank?"])
    assert np.allclose(asked, plain_vector(tensors, words.question("boat sank?"), QUESTION), atol=0.02)
    assert not np.allclose(vector, asked, atol=0.1)


def test_vectors_come_in_the_order_of_the_texts(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    texts = ["the ferry sank .", "boat", "the boat", "boat", ""]
    sentences = told(*texts)
    asked, made = open_embedder(str(tiny)).embed_questions(texts), open_embedder(str(tiny)).embed_sentences(sentences)
    assert asked.shape == made.shape == (5, 4)
    assert asked.dtype == made.dtype == np.float32
    monkeypatch.setattr(opening, "PIECES_AT_ONCE", 1)
    late = LateEmbedder(str(tiny))
    assert np.allclose(asked, np.concatenate([late.embed_questions([text]) for text in texts]), atol=1e-5)
    assert np.allclose(made, np.concatenate([late.embed_sentences([one]) for one in sentences]), atol=1e-5)
    assert np.allclose(open_embedder(str(tiny)).embed_sentences(sentences), made, atol=1e-5)
    assert late.embed_questions([]).shape == late.embed_sentences([]).shape == (0, 4)


def test_the_version_changes_with_the_model_and_with_the_lesson(tiny: Path, lessons: Path):
    version = open_embedder(str(tiny)).version
    assert LateEmbedder(str(tiny)).version == version
    write_lesson(lessons, EMBEDDER, tiny_lesson(12))
    assert open_embedder(str(tiny)).version != version


@pytest.mark.parametrize("name", [TENSORS.name, VOCABULARY.name])
def test_a_file_with_another_hash_is_refused(tiny: Path, name: str):
    (tiny / name).write_bytes((tiny / name).read_bytes() + b"\n")
    with pytest.raises(SettingsError, match="not the embedding model") as refused:
        open_embedder(str(tiny))
    assert "READOUT_EMBEDDING" in refused.value.hint
    late = LateEmbedder(str(tiny))
    assert late.version == ""
    assert late.embed_questions(["the boat"]).shape == (1, 0)
    assert late.embed_sentences(told("the boat")).shape == (1, 0)


def test_a_folder_without_the_files_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match="cannot be read"):
        open_embedder(str(tmp_path))


def test_the_real_model_makes_the_numbers_that_another_runtime_makes():
    folder = real_folder()
    words = WordPiece(load_vocabulary(folder / VOCABULARY.name))
    network = network_of(load_tensors(folder / TENSORS.name), HEADS)
    texts = ["The central bank lowered borrowing costs.", "Interest rates were cut.", "A goat won the village race."]
    pieces = [words.question(text).pieces for text in texts]
    (made,) = network([Marked(one, [TEXT] * len(one)) for one in pieces], TEXT)
    assert [float(value) for value in made[0, :4]] == pytest.approx(REAL, abs=0.002)
    assert float(made[0] @ made[1]) == pytest.approx(0.590, abs=0.005)
    assert float(made[0] @ made[2]) == pytest.approx(0.014, abs=0.005)


def test_the_taught_model_finds_what_answers_in_other_words():
    real_folder()
    embedder = open_embedder()
    gates = "The lock gates jammed at dawn on Friday."
    answers = InContext("Lock gates at Marholm", gates, "Nineteen barges are waiting below the town.")
    others = [InContext("Lock gates at Marholm", "", gates), InContext("Village race", "", "A goat won on Sunday.")]
    (asked,) = embedder.embed_questions(["How many boats are held up?"])
    near, *far = embedder.embed_sentences([answers, *others]) @ asked
    assert near > max(far) + 0.2
