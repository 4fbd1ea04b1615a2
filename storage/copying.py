"""From one store to another: every row, ids kept, checked by hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from bot.errors import StoreError
from storage.engine import Engine, Row, Tx
from storage.migrations import TABLES
from storage.rows import as_json
from storage.schema import Table

BATCH = 1_000


def copy_rows(source: Engine, target: Engine, on_table: Callable[[str, int], None] | None = None) -> dict[str, int]:
    """The rows of each table that were copied and verified. One transaction: the target gets all of them or none.

    Raises StoreError where the target holds rows already, where a schema is outdated, or where a hash differs.
    """
    for engine, name in ((source, "source"), (target, "target")):
        if engine.health()["schema"] != "up to date":
            raise StoreError(f"The {name}'s schema is outdated.", "Run `readout migrate` on it first.")
    counts: dict[str, int] = {}
    with source.read() as old, target.write(durable=True) as new:
        for table in TABLES:
            if new.one(f"SELECT 1 FROM {table.name} LIMIT 1"):
                raise StoreError(f"The target holds {table.name} already.", "Name an empty database.")
        for table in TABLES:
            counts[table.name] = _copy(source, target, old, new, table)
            if on_table:
                on_table(table.name, counts[table.name])
    return counts


def _copy(source: Engine, target: Engine, old: Tx, new: Tx, table: Table) -> int:
    names = list(table.columns)
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
    count, digest = 0, hashlib.sha256()
    for batch in _batches(old, table):
        new.each(statement, [{name: row[name] for name in names} for row in batch])
        _add(digest, batch, names)
        count += len(batch)
    written = hashlib.sha256()
    for batch in _batches(new, table):
        _add(written, batch, names)
    if written.digest() != digest.digest():
        raise StoreError(f"The copy of {table.name} differs from the original.", "Nothing was kept; try again.")
    if table.hands_out:
        target.dialect.set_last_id(new, table.name, table.hands_out, source.dialect.last_id(old, table.name))
    return count


def _batches(tx: Tx, table: Table) -> Iterator[list[Row]]:
    """All rows in order of the key, a thousand at a time."""
    names, key = ", ".join(table.columns), ", ".join(table.pk)
    first = f"SELECT {names} FROM {table.name} ORDER BY {key} LIMIT :most"
    after = ", ".join(f":{name}" for name in table.pk)
    following = f"SELECT {names} FROM {table.name} WHERE ({key}) > ({after}) ORDER BY {key} LIMIT :most"
    batch = tx.all(first, {"most": BATCH})
    while batch:
        yield batch
        last = batch[-1]
        batch = tx.all(following, {"most": BATCH, **{name: last[name] for name in table.pk}})


def _add(digest: hashlib._Hash, batch: list[Row], names: list[str]) -> None:
    for row in batch:
        digest.update(as_json([_comparable(row[name]) for name in names]).encode())
        digest.update(b"\n")


def _comparable(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
