"""Speed of reading: `python bench/reading.py FILE… [--seconds N]`.

FILES are JSON lines with a "text" each, or plain texts. Prints articles of 800 words per CPU-second, with quotes,
figures and people from one parse, and the resident memory at the end. One thread: a reading process has one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
WORDS = 800
AT_ONCE = 16
"""Texts given to the reader together, as `readout read --jsonl` does it."""


def _texts(paths: list[Path]) -> list[str]:
    texts = []
    for path in paths:
        if path.suffix == ".jsonl":
            texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]
        else:
            texts.append(path.read_text("utf-8"))
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    from bot.reading.reader import open_reader

    texts = _texts(options.files)
    reader = open_reader()
    reader.read(texts[0])
    words = quotes = figures = 0
    start = time.process_time()
    while time.process_time() - start < options.seconds:
        for first in range(0, len(texts), AT_ONCE):
            batch = texts[first : first + AT_ONCE]
            for text, reading in zip(batch, reader.read_all(batch), strict=True):
                words, quotes, figures = (
                    words + len(text.split()),
                    quotes + len(reading.quotes),
                    figures + len(reading.figures),
                )
            if time.process_time() - start > options.seconds:
                break
    spent = time.process_time() - start
    print(f"{words / WORDS / spent:.1f} articles of {WORDS} words per CPU-second ({quotes} quotes, {figures} figures)")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
