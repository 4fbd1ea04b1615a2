"""The network of bot/embedding/network.py in torch, with low-rank changes to its matrices (LoRA, Hu et al. 2021).

Needs torch, which the project does not (README.md). The model comes through bot.embedding.weights and texts become
pieces by bot.embedding.wordpiece, so that teaching and use see the very same.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.embedding.lesson import DOWN, UP
from bot.embedding.network import CONTEXT, EPSILON, KINDS, Floats, Marked
from bot.embedding.weights import HEADS, TENSORS, VOCABULARY, checked, find_folder, load_tensors, load_vocabulary
from bot.embedding.window import Window
from bot.embedding.wordpiece import WordPiece

RANK = 16
HEAD_WIDTH = 128
DROPOUT = 0.05
DENSE = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
NORMS = {"after_attention": "attention.output.LayerNorm", "after_all": "output.LayerNorm"}
FIRST_LINE = (10.0, -5.0)
"""From a cosine to log-odds before anything is taught: even at 0.5."""


@dataclass(frozen=True, slots=True)
class Padded:
    """Texts of one batch, (texts, longest) each; what is filled up counts as CONTEXT and is not `real`."""

    pieces: Tensor
    kinds: Tensor
    real: Tensor


def padded(texts: Sequence[Marked]) -> Padded:
    shape = len(texts), max(len(text) for text in texts)
    pieces, kinds = torch.zeros(shape, dtype=torch.long), torch.full(shape, CONTEXT)
    real = torch.zeros(shape, dtype=torch.bool)
    for row, text in enumerate(texts):
        pieces[row, : len(text)] = torch.tensor(text.pieces)
        kinds[row, : len(text)] = torch.tensor(text.kinds)
        real[row, : len(text)] = True
    return Padded(pieces, kinds, real)


class LowRank(nn.Module):
    """A dense layer that stands still plus up @ down, which are taught; at first that adds nothing."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.weight: Tensor
        self.bias: Tensor
        self.register_buffer("weight", weight)
        self.register_buffer("bias", bias)
        outputs, inputs = weight.shape
        self.down = nn.Parameter(torch.randn(RANK, inputs) / math.sqrt(inputs))
        self.up = nn.Parameter(torch.zeros(outputs, RANK))

    def forward(self, rows: Tensor) -> Tensor:
        changed = functional.linear(functional.linear(rows, self.down), self.up)
        return functional.linear(rows, self.weight, self.bias) + changed


class Layer(nn.Module):
    def __init__(self, tensors: Mapping[str, Tensor], at: str) -> None:
        super().__init__()
        self.dense = nn.ModuleDict(
            {part: LowRank(tensors[f"{at}{name}.weight"], tensors[f"{at}{name}.bias"]) for part, name in DENSE.items()}
        )
        self.norms = nn.ModuleDict({part: _norm(tensors, f"{at}{name}") for part, name in NORMS.items()})

    def forward(self, rows: Tensor, hidden: Tensor) -> Tensor:
        """`hidden` (texts, 1, 1, longest) is added to what each piece gives to each other."""
        seen = self.dense["joined"](self._attended(rows, hidden))
        rows = self.norms["after_attention"](rows + functional.dropout(seen, DROPOUT, self.training))
        made = self.dense["narrow"](functional.gelu(self.dense["wide"](rows), approximate="tanh"))
        return self.norms["after_all"](rows + functional.dropout(made, DROPOUT, self.training))

    def _attended(self, rows: Tensor, hidden: Tensor) -> Tensor:
        texts, longest, width = rows.shape
        query, key, value = (
            self.dense[part](rows).view(texts, longest, HEADS, width // HEADS).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=hidden)
        return mixed.transpose(1, 2).reshape(texts, longest, width)

    def taught(self, at: str) -> dict[str, nn.Parameter]:
        changed: dict[str, nn.Parameter] = {}
        for part, name in DENSE.items():
            changed[f"{at}{name}.weight{UP}"] = self.dense[part].up
            changed[f"{at}{name}.weight{DOWN}"] = self.dense[part].down
        for part, name in NORMS.items():
            changed |= _named(f"{at}{name}", self.norms[part])
        return changed


class Encoder(nn.Module):
    """`line`, from a cosine to the log-odds that a sentence answers, is the judge's; the embedder learns by it, too."""

    def __init__(self, tensors: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.pieces: Tensor
        self.places: Tensor
        self.register_buffer("pieces", tensors["embeddings.word_embeddings.weight"])
        self.register_buffer("places", tensors["embeddings.position_embeddings.weight"])
        self.kinds = nn.Parameter(tensors["embeddings.token_type_embeddings.weight"][[0, 0, 0]].clone())
        self.first = _norm(tensors, "embeddings.LayerNorm")
        count = sum(name.endswith("intermediate.dense.weight") for name in tensors)
        self.layers = nn.ModuleList(Layer(tensors, _layer_name(number)) for number in range(count))
        self.line = nn.Parameter(torch.tensor(FIRST_LINE))

    def read(self, batch: Padded) -> Tensor:
        """(texts, longest, dimensions)"""
        rows = self.pieces[batch.pieces] + self.places[: batch.pieces.shape[1]] + self.kinds[batch.kinds]
        rows = self.first(rows)
        hidden = torch.zeros(batch.real.shape).masked_fill(~batch.real, -1e9)[:, None, None, :]
        for layer in self.layers:
            rows = layer(rows, hidden)
        return rows

    def taught(self) -> dict[str, nn.Parameter]:
        """What a lesson holds, by the names that bot.embedding.lesson merges it under."""
        named = {KINDS: self.kinds, **_named("embeddings.LayerNorm", self.first)}
        for number, layer in enumerate(self.layers):
            named |= layer.taught(_layer_name(number))
        return named


class Embedder(Encoder):
    """(texts, dimensions), each of length 1: the mean over a text's pieces without its context."""

    def forward(self, batch: Padded) -> Tensor:
        return _directions(self.read(batch), batch.kinds != CONTEXT)


class CrossEncoder(Encoder):
    """Log-odds that each sentence of a window answers its question, as bot.embedding.judge."""

    def __init__(self, tensors: Mapping[str, Tensor]) -> None:
        super().__init__(tensors)
        self.wide = nn.Linear(3 * self.pieces.shape[1], HEAD_WIDTH)
        self.narrow = nn.Linear(HEAD_WIDTH, 1)
        nn.init.zeros_(self.narrow.weight)
        nn.init.zeros_(self.narrow.bias)

    def forward(self, windows: Sequence[Window]) -> list[Tensor]:
        """For each window one number a sentence."""
        batch = padded([window.text for window in windows])
        rows = self.read(batch)[batch.real]
        lengths = [end - start for one in windows for start, end in pairwise((*one.starts, len(one.text)))]
        stretch_of = torch.arange(len(lengths)).repeat_interleave(torch.tensor(lengths))
        sums = torch.zeros(len(lengths), rows.shape[1]).index_add(0, stretch_of, rows)
        stretches = functional.normalize(sums, dim=-1).split([len(window.starts) for window in windows])
        return [self._odds(one[2:], one[:1]) for one in stretches]

    def _odds(self, texts: Tensor, question: Tensor) -> Tensor:
        both = texts * question
        features = torch.cat([20 * both, 10 * texts, (10 * question).expand_as(texts)], dim=1)
        added = self.narrow(torch.tanh(self.wide(features)))[:, 0]
        return self.line[0] * both.sum(dim=1) + self.line[1] + added

    def taught(self) -> dict[str, nn.Parameter]:
        head = {"head.line": self.line, **_named("head.wide", self.wide), **_named("head.narrow", self.narrow)}
        return super().taught() | head


def in_chunks(texts: Sequence[Marked], encode: Callable[[Padded], Tensor], chunks: int) -> Tensor:
    """What `encode` makes of the texts, in their order; those of like length are read together."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    size = math.ceil(len(order) / chunks)
    starts = range(0, len(order), size)
    made = [encode(padded([texts[number] for number in order[start : start + size]])) for start in starts]
    return torch.cat(made)[torch.argsort(torch.tensor(order))]


def load_base() -> tuple[WordPiece, dict[str, Tensor]]:
    """The model as it is before any lesson. Raises SettingsError where it is another; exits where there is none."""
    folder = find_folder()
    if folder is None:
        sys.exit("The embedding model is not installed: docs/answers.md says how to add it.")
    words = WordPiece(load_vocabulary(checked(folder, VOCABULARY)))
    tensors = load_tensors(checked(folder, TENSORS))
    return words, {name: torch.tensor(np.array(tensor)) for name, tensor in tensors.items()}


def save_lesson(model: Encoder, path: Path) -> None:
    """As bot.embedding.lesson reads it, in half precision."""
    halves: dict[str, np.ndarray] = {
        name: tensor.detach().numpy().astype(np.float16) for name, tensor in model.taught().items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **halves)  # type: ignore[arg-type]


def begin_with(model: Encoder, lesson: Mapping[str, Floats]) -> None:
    """What the lesson holds becomes the model's; the rest stays as it is."""
    with torch.no_grad():
        for name, tensor in model.taught().items():
            if name in lesson:
                tensor.copy_(torch.tensor(lesson[name]))


def load_lesson_at(path: Path) -> dict[str, Floats]:
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _directions(rows: Tensor, wanted: Tensor) -> Tensor:
    return functional.normalize((rows * wanted[..., None]).sum(dim=1), dim=-1)


def _layer_name(number: int) -> str:
    return f"encoder.layer.{number}."


def _norm(tensors: Mapping[str, Tensor], name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(tensors[f"{name}.weight"].shape[0], eps=float(EPSILON))
    norm.weight.data = tensors[f"{name}.weight"].clone()
    norm.bias.data = tensors[f"{name}.bias"].clone()
    return norm


def _named(at: str, part: nn.Module) -> dict[str, nn.Parameter]:
    return {f"{at}.{name}": parameter for name, parameter in part.named_parameters()}
