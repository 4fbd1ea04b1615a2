"""What the general model was taught about questions on news: low-rank changes to its matrices (Hu et al. 2021).

Made by the scripts in bench/lesson; a sixtieth of the model's size, so lessons lie beside the code while the model
itself comes from its package.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.embedding.network import Floats
from bot.errors import SettingsError

LESSONS = Path(__file__).with_name("lessons")
UP, DOWN = ".up", ".down"
"""Of a tensor's name: the two factors (outputs x rank, rank x inputs) of what is added to it."""


def lesson_hash(name: str) -> str:
    """Changes with the lesson, so that vectors of two are never compared."""
    return hashlib.sha256(_path(name).read_bytes()).hexdigest()[:8]


def load_lesson(name: str) -> dict[str, Floats]:
    """Its tensors. Raises SettingsError where the file is missing or no such file."""
    try:
        with np.load(_path(name), allow_pickle=False) as stored:
            return {tensor: stored[tensor].astype(np.float32) for tensor in stored.files}
    except (OSError, ValueError, BadZipFile) as error:
        raise SettingsError(
            f"{_path(name)} cannot be read.", "Install Readout again, or set READOUT_EMBEDDING=off."
        ) from error


def taught(tensors: Mapping[str, Floats], lesson: Mapping[str, Floats]) -> dict[str, Floats]:
    """The tensors with the lesson's products added, and with what it holds whole in place of theirs."""
    found = dict(tensors)
    for name, tensor in lesson.items():
        if name.endswith(UP):
            changed = name.removesuffix(UP)
            found[changed] = tensors[changed] + tensor @ lesson[changed + DOWN]
        elif not name.endswith(DOWN):
            found[name] = tensor
    return found


def _path(name: str) -> Path:
    return LESSONS / f"{name}.npz"
