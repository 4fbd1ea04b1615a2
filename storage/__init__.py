"""Everything that is kept: `open_store(url)` gives a Store (bot/ports.py) on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.errors import StoreError
from bot.ports import Store
from storage.copying import copy_rows
from storage.engine import Engine
from storage.sqlite import SqliteEngine
from storage.store import SqlStore

__all__ = ["migrate_store", "open_store"]


def open_store(url: str) -> Store:
    """`sqlite:///file` (a fourth slash for an absolute path), `postgresql://…`, or a file's path.

    An empty database gets the schema at once; an older one wants `migrate()` first. Raises StoreError with a hint: a
    place that cannot be written, a file that is damaged or another program's, a schema that a newer Readout made.
    """
    return SqlStore(_open_engine(url))


def migrate_store(
    source_url: str, target_url: str, on_table: Callable[[str, int], None] | None = None
) -> dict[str, int]:
    """Copies every row of one store into another, empty one of either engine, keeps the ids and verifies by hashes.

    Returns how many rows each table has; `on_table` is told as each is done. All or nothing. Raises StoreError.
    """
    with closing(_open_engine(source_url)) as source, closing(_open_engine(target_url)) as target:
        return copy_rows(source, target, on_table)


def _open_engine(url: str) -> Engine:
    scheme, separator, rest = url.partition("://")
    if not separator:
        return SqliteEngine(Path(url))
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return SqliteEngine(Path(rest[1:]))
    if scheme in {"postgresql", "postgres"}:
        return _postgres(url)
    raise StoreError(
        f"DATABASE_URL begins with {scheme}://, which is not supported.",
        "Use sqlite:///path/to/readout.sqlite or postgresql://user@host/name.",
    )


def _postgres(url: str) -> Engine:
    try:
        from storage.postgres import PostgresEngine  # noqa: PLC0415  # its driver is an extra
    except ImportError as error:
        raise StoreError("PostgreSQL's driver is not installed.", "Install what it needs: make postgres") from error
    return PostgresEngine(url)
