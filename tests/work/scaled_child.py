"""A worker process: `python scaled_child.py URL DIARY TICK`. It notes what it does in the diary, a line each.

`ask` notes itself; `collect` notes its begin and its end, and stays in between while DIARY.hold exists; `deliver` is
woken every TICK seconds (0: never). It says `ready` and ends when its stdin is closed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from bot.work.scaled import Patience, ScaledQueue

QUICK = Patience(heartbeat=0.5, stalled=3.0, grace=2.0)


class Diary:
    def __init__(self, path: str) -> None:
        self.path, self.hold = Path(path), Path(f"{path}.hold")

    def note(self, word: str) -> None:
        with self.path.open("a", encoding="ascii") as file:
            file.write(f"{word} {os.getpid()}\n")

    def collect(self) -> None:
        self.note("begun")
        while self.hold.exists():
            time.sleep(0.05)
        self.note("ended")

    def words(self) -> list[list[str]]:
        return [line.split() for line in self.path.read_text().splitlines()] if self.path.exists() else []


def main() -> None:
    url, path, tick = sys.argv[1:]
    diary = Diary(path)
    with ScaledQueue(url, QUICK) as queue:
        queue.start(
            {"ask": lambda: diary.note("ask"), "collect": diary.collect, "deliver": lambda: diary.note("tick")},
            {"deliver": float(tick)},
        )
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
