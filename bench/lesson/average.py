"""Averages two lessons of the same model, tensor by tensor: `average.py ONE OTHER --share 0.75 --out lesson.npz`.

A lesson that went on from another keeps more of what that one knew when both are averaged (Wortsman et al. 2022,
"Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np


def average(one: Path, other: Path, share: float, out: Path) -> None:
    """`share`: how much of the first, 0 to 1."""
    with np.load(one, allow_pickle=False) as first, np.load(other, allow_pickle=False) as second:
        mixed = {
            name: (share * first[name].astype(np.float32) + (1 - share) * second[name].astype(np.float32)).astype(
                np.float16
            )
            for name in first.files
        }
    with out.open("wb") as file:
        np.savez_compressed(file, **mixed)  # type: ignore[arg-type]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--share", type=float, default=0.75)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    average(options.one, options.other, options.share, options.out)
