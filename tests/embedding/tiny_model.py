"""A network of four dimensions and two layers with made-up weights, and the same sums done plainly."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.embedding.network import Floats

HEADS, WIDTH, WIDE, PIECES, PLACES, LAYERS = 2, 4, 6, 9, 12, 2


def tiny_tensors() -> dict[str, Floats]:
    chance = np.random.default_rng(7)

    def some(*shape: int) -> Floats:
        return chance.normal(size=shape).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": some(PIECES, WIDTH),
        "embeddings.position_embeddings.weight": some(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
        "embeddings.LayerNorm.weight": some(WIDTH),
        "embeddings.LayerNorm.bias": some(WIDTH),
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
            tensors[f"{at}{name}.LayerNorm.weight"] = some(WIDTH)
            tensors[f"{at}{name}.LayerNorm.bias"] = some(WIDTH)
    return tensors


def plain_vector(tensors: dict[str, Floats], sentence: Sequence[int]) -> Floats:
    """One sentence, piece by piece and head by head, with the exact GELU."""
    rows = [
        tensors["embeddings.word_embeddings.weight"][piece]
        + tensors["embeddings.position_embeddings.weight"][place]
        + tensors["embeddings.token_type_embeddings.weight"][0]
        for place, piece in enumerate(sentence)
    ]
    rows = [_normed(tensors, "embeddings.", row) for row in rows]
    for number in range(LAYERS):
        rows = _layer(tensors, f"encoder.layer.{number}.", rows)
    mean = np.mean(rows, axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _layer(tensors: dict[str, Floats], at: str, rows: list[Floats]) -> list[Floats]:
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


def _dense(tensors: dict[str, Floats], at: str, row: Floats) -> Floats:
    return np.asarray(tensors[f"{at}weight"] @ row + tensors[f"{at}bias"])


def _normed(tensors: dict[str, Floats], at: str, row: Floats) -> Floats:
    centred = row - row.mean()
    scaled = centred / math.sqrt(float((centred * centred).mean()) + 1e-12)
    return np.asarray(scaled * tensors[f"{at}LayerNorm.weight"] + tensors[f"{at}LayerNorm.bias"])


def write_safetensors(path: Path, tensors: dict[str, Floats]) -> None:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, tensor in tensors.items():
        data = tensor.astype("<f4").tobytes()
        offsets = [len(body), len(body) + len(data)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        body += data
    told = json.dumps(header).encode()
    path.write_bytes(len(told).to_bytes(8, "little") + told + body)
