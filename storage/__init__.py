"""Everything that is kept: `open_store(url)` gives a Store (bot/ports.py) on SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from bot.errors import StoreError
from bot.ports import Store
from storage.engine import Engine
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
    if scheme in {"postgresql", "postgres"}:
        return SqlStore(_postgres(url))
    raise StoreError(
        f"DATABASE_URL begins with {scheme}://, which is not supported.",
        "Use sqlite:///path/to/readout.sqlite or postgresql://user@host/name.",
    )


def _postgres(url: str) -> Engine:
    try:
        from storage.postgres import PostgresEngine  # noqa: PLC0415  # its driver is an extra
    except ImportError as error:
        raise StoreError("PostgreSQL's driver is not installed.", "Install readout[postgres].") from error
    return PostgresEngine(url)
