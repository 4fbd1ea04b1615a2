"""A model small enough to be worked out by hand, on disk as the real one lies there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tiny_model import HEADS, WORDS, tiny_head, tiny_lesson, tiny_tensors, write_lesson, write_safetensors

from bot.embedding import embedder, lesson, opening
from bot.embedding.embedder import EMBEDDER
from bot.embedding.judge import JUDGE
from bot.embedding.weights import TENSORS, VOCABULARY, Pinned


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the lessons are looked for in, with none yet."""
    folder = tmp_path / "lessons"
    folder.mkdir()
    monkeypatch.setattr(lesson, "LESSONS", folder)
    return folder


@pytest.fixture
def tiny(tmp_path: Path, lessons: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a tiny model, which is the one that is pinned, and has a lesson for the embedder and the judge."""
    write_lesson(lessons, EMBEDDER, tiny_lesson())
    write_lesson(lessons, JUDGE, {**tiny_lesson(16), **tiny_head()})
    write_safetensors(tmp_path / TENSORS.name, tiny_tensors())
    (tmp_path / VOCABULARY.name).write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    tensors, vocabulary = (
        Pinned(pinned.name, hashlib.sha256((tmp_path / pinned.name).read_bytes()).hexdigest())
        for pinned in (TENSORS, VOCABULARY)
    )
    monkeypatch.setattr(embedder, "TENSORS", tensors)
    monkeypatch.setattr(opening, "TENSORS", tensors)
    monkeypatch.setattr(opening, "VOCABULARY", vocabulary)
    monkeypatch.setattr(opening, "HEADS", HEADS)
    return tmp_path
