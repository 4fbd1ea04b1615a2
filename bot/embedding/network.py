"""The forward pass of a small BERT in numpy: marked pieces in, unit vectors out.

Sentences of all lengths lie end to end in one matrix, so that the products are large and nothing is padded; only
attention looks at one length at a time. The exact GELU is replaced by its tanh form (Hendrycks and Gimpel 2016): the
vectors differ by less than a thousandth, in half the time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

EPSILON = np.float32(1e-12)
KINDS = "embeddings.kinds"
TEXT, CONTEXT, QUESTION = 0, 1, 2
"""What a piece belongs to: the sentence, what stands round it (read, but no part of its vector), or a question."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One text as the network takes it: its pieces, and what each belongs to."""

    pieces: Sequence[int]
    kinds: Sequence[int]

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True, slots=True)
class Norm:
    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        """In place."""
        rows -= rows.mean(axis=-1, keepdims=True)
        spread = np.einsum("ij,ij->i", rows, rows)[:, None]
        rows *= 1 / np.sqrt(spread / np.float32(rows.shape[1]) + EPSILON)
        rows *= self.weight
        rows += self.bias
        return rows


@dataclass(frozen=True, slots=True)
class Dense:
    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        made: Floats = rows @ self.weight
        made += self.bias
        return made


@dataclass(frozen=True, slots=True)
class Layer:
    """`mixed` makes queries, keys and values in one product; the queries are already scaled."""

    mixed: Dense
    joined: Dense
    after_attention: Norm
    wide: Dense
    narrow: Dense
    after_all: Norm


@dataclass(frozen=True, slots=True)
class Network:
    pieces: Floats
    places: Floats
    kinds: Floats
    first: Norm
    layers: tuple[Layer, ...]
    heads: int

    @property
    def dimensions(self) -> int:
        return int(self.pieces.shape[1])

    def __call__(self, texts: Sequence[Marked], *wanted: int) -> list[Floats]:
        """For each wanted kind (texts, dimensions), each of length 1: the mean over the pieces of that kind.

        Texts sorted by length are faster. One holds at most as many pieces as the network has places.
        """
        rows = self.read(texts)
        kinds = np.array([kind for text in texts for kind in text.kinds])
        starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
        return [directions(rows * (kinds == kind)[:, None], starts) for kind in wanted]

    def read(self, texts: Sequence[Marked]) -> Floats:
        """(pieces, dimensions): what becomes of each piece of all texts, end to end."""
        lengths = [len(text) for text in texts]
        rows = self.pieces[[piece for text in texts for piece in text.pieces]]
        rows += self.places[[place for length in lengths for place in range(length)]]
        rows += self.kinds[[kind for text in texts for kind in text.kinds]]
        rows = self.first(rows)
        for layer in self.layers:
            rows = self._through(layer, rows, lengths)
        return rows

    def _through(self, layer: Layer, rows: Floats, lengths: Sequence[int]) -> Floats:
        seen = layer.joined(_attended(layer.mixed(rows), lengths, self.heads))
        seen += rows
        rows = layer.after_attention(seen)
        made = layer.narrow(_gelu(layer.wide(rows)))
        made += rows
        return layer.after_all(made)


def directions(rows: Floats, starts: npt.NDArray[np.int_]) -> Floats:
    """The sum of the rows from each start to the next at length 1."""
    sums = np.add.reduceat(rows, starts, axis=0)
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), dtype=np.float32)


def _attended(mixed: Floats, lengths: Sequence[int], heads: int) -> Floats:
    """Each piece as the mean of its sentence's values, weighed by how well their keys meet its query."""
    width = mixed.shape[1] // 3
    out = np.empty((len(mixed), width), dtype=np.float32)
    start = 0
    for length, alike in groupby(lengths):
        count = len(list(alike))
        end = start + count * length
        parts = mixed[start:end].reshape(count, length, 3, heads, width // heads)
        queries, keys, values = (parts[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
        weights = queries @ keys.transpose(0, 1, 3, 2)
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        out[start:end] = (weights @ values).transpose(0, 2, 1, 3).reshape(count * length, width)
        start = end
    return out


def _gelu(rows: Floats) -> Floats:
    """Twice its value, in place of a halving: the weights that follow are halved once for all."""
    bent = rows * rows
    bent *= np.float32(0.044715)
    bent += np.float32(1)
    bent *= rows
    bent *= np.float32(math.sqrt(2 / math.pi))
    np.tanh(bent, out=bent)
    bent += np.float32(1)
    bent *= rows
    return bent


def network_of(tensors: Mapping[str, Floats], heads: int) -> Network:
    """From the tensors of a BERT encoder under their usual names; as many layers as there are.

    KINDS holds a row each for TEXT, CONTEXT and QUESTION; without it they are told apart by nothing.
    """
    plain = tensors["embeddings.token_type_embeddings.weight"][[0, 0, 0]]
    layers: list[Layer] = []
    while f"encoder.layer.{len(layers)}.output.dense.weight" in tensors:
        layers.append(_layer(tensors, f"encoder.layer.{len(layers)}.", heads))
    pieces = tensors["embeddings.word_embeddings.weight"]
    places = tensors["embeddings.position_embeddings.weight"]
    return Network(pieces, places, tensors.get(KINDS, plain), _norm(tensors, "embeddings."), tuple(layers), heads)


def _layer(tensors: Mapping[str, Floats], at: str, heads: int) -> Layer:
    parts = [_dense(tensors, f"{at}attention.self.{name}.") for name in ("query", "key", "value")]
    scale = np.float32(1 / math.sqrt(parts[0].weight.shape[1] // heads))
    parts[0] = Dense(parts[0].weight * scale, parts[0].bias * scale)
    mixed = Dense(
        np.ascontiguousarray(np.concatenate([part.weight for part in parts], axis=1)),
        np.concatenate([part.bias for part in parts]),
    )
    narrow = _dense(tensors, f"{at}output.dense.")
    return Layer(
        mixed=mixed,
        joined=_dense(tensors, f"{at}attention.output.dense."),
        after_attention=_norm(tensors, f"{at}attention.output."),
        wide=_dense(tensors, f"{at}intermediate.dense."),
        narrow=Dense(narrow.weight * np.float32(0.5), narrow.bias),
        after_all=_norm(tensors, f"{at}output."),
    )


def _dense(tensors: Mapping[str, Floats], at: str) -> Dense:
    return Dense(np.ascontiguousarray(tensors[f"{at}weight"].T), np.array(tensors[f"{at}bias"]))


def _norm(tensors: Mapping[str, Floats], at: str) -> Norm:
    return Norm(np.array(tensors[f"{at}LayerNorm.weight"]), np.array(tensors[f"{at}LayerNorm.bias"]))
