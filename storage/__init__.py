"""Everything that is kept: `open_store(url)` gives a Store (bot/ports.py) on SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from bot.errors import StoreError
from bot.ports import Store
from storage.sqlite import SqliteEngine
from storage.store import SqlStore

__all__ = ["open_store"]


def open_store(url: str) -> Store:
    """`sqlite:///file` (a fourth slash for an absolute path), `postgresql://…`, or a file's path.

    An empty database gets the schema at once; an older one wants `migrate()` first. Raises StoreError with a hint: a
    place that cannot be written, a file that is damaged or another program's, a schema that a newer Readout made.
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        return SqlStore(SqliteEngine(Path(url)))
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return SqlStore(SqliteEngine(Path(rest[1:])))
    raise StoreError(
        f"DATABASE_URL begins with {scheme}://, which is not supported.",
        "Use sqlite:///path/to/readout.sqlite or postgresql://user@host/name.",
    )
