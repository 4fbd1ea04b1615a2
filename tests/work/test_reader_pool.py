"""Reading in spawned processes: same order, and no text or death of a worker ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mortal_reader import open_mortal

from bot.model import Reading, Span
from bot.work.pool import ReaderPool


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(workers=1, opener=open_mortal) as made:
        yield made


def lengths(readings: list[Reading]) -> list[int]:
    return [reading.sentences[0].end if reading.sentences else -1 for reading in readings]


def test_readings_come_in_the_order_of_their_texts(pool: ReaderPool) -> None:
    texts = ["x" * size for size in (5, 19_000, 3, 30_000, 1, 0, 12)]
    assert lengths(pool.read_all(texts)) == [5, 19_000, 3, 30_000, 1, 0, 12]
    assert pool.read("four") == Reading(sentences=(Span(0, 4),))
    assert pool.version == "mortal-1"
    assert pool.read_all([]) == []


def test_a_text_that_kills_its_reader_is_given_up_and_its_neighbours_are_read(pool: ReaderPool) -> None:
    readings = pool.read_all(["before", "poison", "after"])
    assert lengths(readings) == [6, -1, 5]
    assert "could not be read" in readings[1].warning


def test_a_worker_that_was_killed_once_costs_nothing(pool: ReaderPool, tmp_path: Path) -> None:
    readings = pool.read_all(["before", f"once {tmp_path / 'mark'}", "after"])
    assert -1 not in lengths(readings)


def test_a_worker_killed_while_it_was_idle_is_replaced(pool: ReaderPool, tmp_path: Path) -> None:
    seen = tmp_path / "pid"
    pool.read(f"pid {seen}")
    os.kill(int(seen.read_text()), signal.SIGKILL)
    time.sleep(0.2)
    assert lengths([pool.read("still here")]) == [10]


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    seen = tmp_path / "pid"
    script = (
        "from mortal_reader import open_mortal\nfrom bot.work.pool import ReaderPool\n"
        f"if __name__ == '__main__':\n    ReaderPool(workers=1, opener=open_mortal).read_all(['pid {seen}', 'sleep'])\n"
    )
    program = tmp_path / "parent.py"
    program.write_text(script)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    parent = subprocess.Popen([sys.executable, str(program)], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: seen.exists() and seen.read_text() != "")
    finally:
        parent.kill()
        parent.wait()
    worker = int(seen.read_text())
    wait_until(lambda: not is_alive(worker))


def wait_until(condition, timeout_s: float = 30.0) -> None:
    ends = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """A zombie that nobody has waited for is not alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
