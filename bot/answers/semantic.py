"""How near sentences are to a question in meaning, by the vectors of an optional small model.

Pure over two ports: the embedder for the question, the stored vectors for the sentences. Whatever is missing (the
extra, the vectors of articles that came in just now) makes no difference to what is found by words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from bot.model import Passage
from bot.ports import Embedder, Vectors

Similarity = Callable[[str, Sequence[Passage]], list[float] | None]
"""(question, passages) -> the cosine of each with the question, -1 to 1; None where no meaning is known at all.

A passage without a vector counts as the mean of the others: it neither gains nor loses.
"""
Floats = npt.NDArray[np.float32]
BACK = 0.4
"""What the likeness of the sentence before counts beside a sentence's own: "it rose by a tenth" goes on from there."""
APART = 2.0
"""How much an article's sentences are moved apart: embedded under one title they all look alike."""
ABOUT, BEST = 0.4, 3
"""What the likeness of an article's nearest sentences, so many of them, counts beside a sentence's own."""


def by_words_alone(question: str, passages: Sequence[Passage]) -> list[float] | None:
    """The `Similarity` of a Readout without an embedder."""
    del question, passages
    return None


def similarity_by(embedder: Embedder, vectors: Vectors) -> Similarity:
    """What scores by this model over what is stored; for one message, whose questions are embedded once."""
    if not embedder.version:
        return by_words_alone
    asked_before: dict[str, Floats] = {}

    def similarity(question: str, passages: Sequence[Passage]) -> list[float] | None:
        stored = vectors.get_vectors(sorted({passage.article_id for passage in passages}), embedder.version)
        if not stored:
            return None
        if question not in asked_before:
            asked_before[question] = embedder.embed([question])[0]
        asked = asked_before[question]
        scores = {article: unpacked(blob, len(asked)) @ asked for article, blob in stored.items()}
        found = [_at(scores, passage) for passage in passages]
        known = [score for score in found if score is not None]
        if not known:
            return None
        mean = sum(known) / len(known)
        return [mean if score is None else score for score in found]

    return similarity


def _at(scores: dict[int, Floats], passage: Passage) -> float | None:
    row = scores.get(passage.article_id)
    return float(row[passage.number]) if row is not None and passage.number < len(row) else None


def blended(by_words: Sequence[float], by_meaning: Sequence[float], share: float) -> list[float]:
    """Both scores of the same sentences brought to one scale by their best, that of the words; `share` is meaning's."""
    top = max(by_words, default=0.0) or 1.0
    nearest = max(by_meaning, default=0.0)
    if nearest <= 0:
        return list(by_words)
    pairs = zip(by_words, by_meaning, strict=True)
    return [(1 - share) * word + share * top * (max(0.0, near) / nearest) for word, near in pairs]


def told_apart(near: Sequence[float], articles: Sequence[int], moved: Sequence[float]) -> list[float]:
    """The likeness of each sentence as it ranks: with the one before, apart from its article's, which counts as well.

    `near`: the cosines; `articles`: the article of each, whose sentences stand together, in order; `moved`: the factor
    for what else moves a sentence up or down.
    """
    found: list[float] = []
    for _, places in groupby(range(len(near)), key=articles.__getitem__):
        numbers = list(places)
        own = [near[number] for number in numbers]
        mean = sum(own) / len(own)
        about = sum(sorted(own)[-BEST:]) / len(own[-BEST:])
        for number, one, before in zip(numbers, own, [mean, *own], strict=False):
            likeness = max(0.0, mean + APART * ((one + BACK * before) / (1 + BACK) - mean))
            found.append((moved[number] * likeness + ABOUT * about) / (1 + ABOUT))
    return found


def in_context(title: str, sentence: str) -> str:
    """What is embedded of a sentence: under its title, since "it rose by a tenth" has no meaning of its own.

    Where this changes, the stored vectors must go: give the embedder another version.
    """
    return f"{title}. {sentence}" if title else sentence


def packed(vectors: Floats) -> list[bytes]:
    """Each row (sentences, dimensions) as it is stored: little-endian float16, exact to a thousandth."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpacked(blob: bytes, dimensions: int) -> Floats:
    """(sentences, dimensions) of an article's stored vectors."""
    return np.frombuffer(blob, dtype="<f2").reshape(-1, dimensions).astype(np.float32)
