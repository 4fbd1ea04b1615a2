"""A network of four dimensions and two layers with made-up weights and lessons, and the same sums done plainly."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.embedding.lesson import DOWN, UP
from bot.embedding.network import KINDS, Floats, Marked

HEADS, WIDTH, WIDE, PIECES, PLACES, LAYERS = 2, 4, 6, 9, 24, 2
WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "ferry", "sank", "boat", ".")
CHANGED = "encoder.layer.0.attention.self.query.weight"
"""By a product of rank 1; two other tensors are the lesson's own."""
WHOLE = "encoder.layer.1.output.LayerNorm.weight"


def tiny_tensors() -> dict[str, Floats]:
    chance = np.random.default_rng(7)

    def some(*shape: int) -> Floats:
        return chance.normal(size=shape).astype(np.float32)

    def norm(at: str) -> dict[str, Floats]:
        """Near what is learned: by chance alone one dimension outweighs the rest, and no text differs from another."""
        return {f"{at}LayerNorm.weight": 1 + some(WIDTH) / 5, f"{at}LayerNorm.bias": some(WIDTH) / 5}

    tensors = {
        "embeddings.word_embeddings.weight": some(PIECES, WIDTH),
        "embeddings.position_embeddings.weight": some(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
        **norm("embeddings."),
    }
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        shapes = {
            "attention.self.query": (WIDTH, WIDTH),
            "attention.self.key": (WIDTH, WIDTH),
            "attention.self.value": (WIDTH, WIDTH),
            "attention.output.dense": (WIDTH, WIDTH),
            "intermediate.dense": (WIDE, WIDTH),
            "output.dense": (WIDTH, WIDE),
        }
        for name, shape in shapes.items():
            tensors[f"{at}{name}.weight"] = some(*shape)
            tensors[f"{at}{name}.bias"] = some(shape[0])
        for name in ("attention.output", "output"):
            tensors.update(norm(f"{at}{name}."))
    return tensors


def tiny_lesson(seed: int = 8) -> dict[str, Floats]:
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> Floats:
        return (0.5 * chance.normal(size=shape)).astype(np.float16).astype(np.float32)

    return {CHANGED + UP: some(WIDTH, 1), CHANGED + DOWN: some(1, WIDTH), WHOLE: some(WIDTH), KINDS: some(3, WIDTH)}


def tiny_head(seed: int = 9) -> dict[str, Floats]:
    """A judge's lesson has it beside the rest; small enough for its scores to lie between 0 and 1, not at them."""
    chance = np.random.default_rng(seed)
    shapes = {"line": (2,), "wide.weight": (5, 3 * WIDTH), "wide.bias": (5,), "narrow.weight": (1, 5)}
    shapes["narrow.bias"] = (1,)
    small = {name: 0.6 * chance.normal(size=shape) for name, shape in shapes.items()}
    return {f"head.{name}": made.astype(np.float16).astype(np.float32) for name, made in small.items()}


def write_lesson(folder: Path, name: str, lesson: Mapping[str, Floats]) -> None:
    """In half precision, as the real ones lie."""
    halves = {name: tensor.astype(np.float16) for name, tensor in lesson.items()}
    with (folder / f"{name}.npz").open("wb") as file:
        np.savez(file, allow_pickle=False, **halves)


def plain_vector(
    tensors: Mapping[str, Floats], text: Marked, kind: int, told_apart: Sequence[int] | None = None
) -> Floats:
    """One text, piece by piece and head by head, with the exact GELU; the mean over the pieces of the kind.

    `told_apart`: the kinds by which the mean is taken, where they are others than those read.
    """
    of_kinds = tensors.get(KINDS, [tensors["embeddings.token_type_embeddings.weight"][0]] * 3)
    rows = [
        tensors["embeddings.word_embeddings.weight"][piece]
        + tensors["embeddings.position_embeddings.weight"][place]
        + of_kinds[text.kinds[place]]
        for place, piece in enumerate(text.pieces)
    ]
    rows = [_normed(tensors, "embeddings.", row) for row in rows]
    for number in range(LAYERS):
        rows = _layer(tensors, f"encoder.layer.{number}.", rows)
    mean = np.mean([row for row, its in zip(rows, told_apart or text.kinds, strict=True) if its == kind], axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _layer(tensors: Mapping[str, Floats], at: str, rows: list[Floats]) -> list[Floats]:
    size = WIDTH // HEADS
    queries, keys, values = (
        [_dense(tensors, f"{at}attention.self.{name}.", row) for row in rows] for name in ("query", "key", "value")
    )
    seen = []
    for query in queries:
        parts = []
        for head in range(HEADS):
            own = slice(head * size, (head + 1) * size)
            weights = [math.exp(float(query[own] @ key[own]) / math.sqrt(size)) for key in keys]
            parts.append(sum(w * v[own] for w, v in zip(weights, values, strict=True)) / sum(weights))
        seen.append(_dense(tensors, f"{at}attention.output.dense.", np.concatenate(parts)))
    rows = [_normed(tensors, f"{at}attention.output.", new + old) for new, old in zip(seen, rows, strict=True)]
    wide = [_dense(tensors, f"{at}intermediate.dense.", row) for row in rows]
    bent = [np.array([0.5 * x * (1 + math.erf(x / math.sqrt(2))) for x in row]) for row in wide]
    narrow = [_dense(tensors, f"{at}output.dense.", row) for row in bent]
    return [_normed(tensors, f"{at}output.", new + old) for new, old in zip(narrow, rows, strict=True)]


def _dense(tensors: Mapping[str, Floats], at: str, row: Floats) -> Floats:
    return np.asarray(tensors[f"{at}weight"] @ row + tensors[f"{at}bias"])


def _normed(tensors: Mapping[str, Floats], at: str, row: Floats) -> Floats:
    centred = row - row.mean()
    scaled = centred / math.sqrt(float((centred * centred).mean()) + 1e-12)
    return np.asarray(scaled * tensors[f"{at}LayerNorm.weight"] + tensors[f"{at}LayerNorm.bias"])


def write_safetensors(path: Path, tensors: Mapping[str, Floats]) -> None:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, tensor in tensors.items():
        data = tensor.astype("<f4").tobytes()
        offsets = [len(body), len(body) + len(data)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        body += data
    told = json.dumps(header).encode()
    path.write_bytes(len(told).to_bytes(8, "little") + told + body)
