"""How near sentences are to a question in meaning, by the vectors of an optional small model.

Pure over two ports: the embedder for the question, the stored vectors for the sentences. Whatever is missing (the
extra, the vectors of articles that came in just now) makes no difference to what is found by words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from bot.model import Excerpt, Passage
from bot.ports import Embedder, Judge, Vectors

Similarity = Callable[[str, Sequence[Passage]], list[float] | None]
"""(question, passages) -> the cosine of each with the question, -1 to 1; None where no meaning is known at all.

A passage without a vector counts as the mean of the others: it neither gains nor loses.
"""
Judging = Callable[[str, Sequence[Excerpt]], list[Mapping[int, float]]]
"""(question, excerpts) -> for each by place how likely a sentence answers, 0 to 1; [] without a judge."""
Floats = npt.NDArray[np.float32]
ABOUT, BEST = 0.4, 3
"""What the likeness of an article's nearest sentences, so many of them, counts beside a sentence's own."""


def by_words_alone(question: str, passages: Sequence[Passage]) -> list[float] | None:
    """The `Similarity` of a Readout without an embedder."""
    del question, passages
    return None


def unjudged(question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
    """The `Judging` of a Readout without a judge."""
    del question, excerpts
    return []


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is known beside the words."""

    similar: Similarity = by_words_alone
    judged: Judging = unjudged


BY_WORDS = Meaning()


def meaning_by(embedder: Embedder, judge: Judge, vectors: Vectors) -> Meaning:
    """By the installed model over what is stored; for one message, whose questions are embedded once."""
    return Meaning(similarity_by(embedder, vectors), judge.judge)


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
            asked_before[question] = embedder.embed_questions([question])[0]
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


def with_article(near: Sequence[float], articles: Sequence[int], moved: Sequence[float]) -> list[float]:
    """The likeness of each sentence as it ranks: with a share of that of its article's nearest.

    `near`: the cosines; `articles`: the article of each, whose sentences stand together; `moved`: the factor for what
    else moves a sentence up or down.
    """
    found: list[float] = []
    for _, places in groupby(range(len(near)), key=articles.__getitem__):
        numbers = list(places)
        nearest = sorted(near[number] for number in numbers)[-BEST:]
        about = sum(nearest) / len(nearest)
        found += [(moved[number] * max(0.0, near[number]) + ABOUT * about) / (1 + ABOUT) for number in numbers]
    return found


def packed(vectors: Floats) -> list[bytes]:
    """Each row (sentences, dimensions) as it is stored: little-endian float16, exact to a thousandth."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpacked(blob: bytes, dimensions: int) -> Floats:
    """(sentences, dimensions) of an article's stored vectors."""
    return np.frombuffer(blob, dtype="<f2").reshape(-1, dimensions).astype(np.float32)
