"""One `readout run` a database: a second says so and stops, every other command works beside the first."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

READOUT = [sys.executable, "-c", "from bot.cli import main; main()"]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "READOUT_", "DATABASE"))}
    return kept | {"READOUT_DATA_DIR": str(tmp_path)}


def call(surroundings: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*READOUT, *args], env=surroundings, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def first(surroundings: dict[str, str], tmp_path: Path):
    running = subprocess.Popen([*READOUT, "run"], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lock = tmp_path / "readout.sqlite.lock"
    ends = time.monotonic() + 60
    while not (lock.exists() and lock.read_text() == str(running.pid)):
        assert time.monotonic() < ends
        assert running.poll() is None
        time.sleep(0.05)
    yield running
    if running.poll() is None:
        running.kill()
    running.communicate(timeout=30)


def test_a_second_run_says_so_and_others_work_beside_the_first(first, surroundings):
    second = call(surroundings, "run")
    assert second.returncode == 1
    assert f"process {first.pid}" in second.stderr
    assert "Traceback" not in second.stderr
    assert call(surroundings, "track", "Harbour").returncode == 0
    assert "Harbour" in call(surroundings, "topics").stdout
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=60) == 0


def test_the_lock_does_not_outlive_a_killed_run(first, surroundings):
    first.kill()
    first.wait(timeout=30)
    again = subprocess.Popen([*READOUT, "run"], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        again.wait(timeout=5)
    again.kill()
    again.communicate(timeout=30)
