"""The exclusive lock file beside a SQLite database: one `readout run` at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import LockedError


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds the lock while the block runs; the system lets go of it even after kill -9. Raises LockedError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise LockedError(
                f"Another `readout run` (process {file.read().strip() or 'unknown'}) works on this database.",
                f"Stop it first, or give this one its own READOUT_DATA_DIR. The lock is {path}.",
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
