"""The model's files: found, checked, refused; and the real model where it is installed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from tiny_model import HEADS, tiny_tensors, write_safetensors

from bot.embedding import embedder, weights
from bot.embedding.embedder import LateEmbedder, open_embedder
from bot.embedding.weights import TENSORS, VOCABULARY, Pinned, find_folder, load_tensors
from bot.errors import SettingsError
from bot.ports import NoEmbedder

REAL = [0.0863, 0.0565, 0.0094, 0.0125]
"""The first numbers of a sentence's vector as another runtime (ONNX) makes it of the same weights."""
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "ferry", "sank", "boat", "."]


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a tiny model, which is the one that is pinned."""
    write_safetensors(tmp_path / TENSORS.name, tiny_tensors())
    (tmp_path / VOCABULARY.name).write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    for name, pinned in (("TENSORS", TENSORS), ("VOCABULARY", VOCABULARY)):
        own = Pinned(pinned.name, hashlib.sha256((tmp_path / pinned.name).read_bytes()).hexdigest())
        monkeypatch.setattr(embedder, name, own)
    monkeypatch.setattr(embedder, "HEADS", HEADS)
    return tmp_path


def test_without_a_model_there_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    assert find_folder() is None
    assert open_embedder().version == ""
    assert LateEmbedder("off").version == ""
    assert NoEmbedder().embed(["a", "b"]).shape == (2, 0)


def test_a_folder_goes_before_the_package(tiny: Path):
    assert find_folder(str(tiny)) == tiny
    assert find_folder("off") is None


def test_tensors_are_what_the_file_holds(tiny: Path):
    stored, made = load_tensors(tiny / TENSORS.name), tiny_tensors()
    assert stored.keys() == made.keys()
    assert all(np.array_equal(stored[name], made[name]) for name in made)


def test_vectors_come_in_the_order_of_the_texts(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    texts = ["the ferry sank .", "boat", "the boat", "boat", ""]
    made = open_embedder(str(tiny)).embed(texts)
    assert made.shape == (5, 4)
    assert made.dtype == np.float32
    monkeypatch.setattr(embedder, "PIECES_AT_ONCE", 1)
    alone = np.concatenate([LateEmbedder(str(tiny)).embed([text]) for text in texts])
    assert np.allclose(made, alone, atol=1e-5)
    assert np.allclose(open_embedder(str(tiny)).embed(texts), made, atol=1e-5)
    assert open_embedder(str(tiny)).embed([]).shape == (0, 4)


@pytest.mark.parametrize("name", [TENSORS.name, VOCABULARY.name])
def test_a_file_with_another_hash_is_refused(tiny: Path, name: str):
    (tiny / name).write_bytes((tiny / name).read_bytes() + b"\n")
    with pytest.raises(SettingsError, match="not the embedding model") as refused:
        open_embedder(str(tiny))
    assert "READOUT_EMBEDDING" in refused.value.hint
    late = LateEmbedder(str(tiny))
    assert late.version == ""
    assert late.embed(["the boat"]).shape == (1, 0)


def test_a_folder_without_the_files_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match="cannot be read"):
        open_embedder(str(tmp_path))


def test_the_real_model_knows_what_is_near_in_meaning():
    if not open_embedder().version:
        pytest.skip("the embedding model is not installed (docs/answers.md tells how)")
    texts = ["The central bank lowered borrowing costs.", "Interest rates were cut.", "A goat won the village race."]
    made = open_embedder().embed(texts)
    first = [float(value) for value in made[0, :4]]
    assert first == pytest.approx(REAL, abs=0.002)
    assert float(made[0] @ made[1]) == pytest.approx(0.590, abs=0.005)
    assert float(made[0] @ made[2]) == pytest.approx(0.014, abs=0.005)
