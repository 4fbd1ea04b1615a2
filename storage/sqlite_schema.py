"""The schema in SQLite: tables, indexes and FTS5 made by sqlite-utils, its migrations kept in the file."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey

from bot.errors import StoreError
from storage.migrations import STEPS, Step
from storage.schema import NewColumn, Table

_TYPES = {"id": int, "int": int, "text": str, "real": float, "blob": bytes}
_NAME = "readout"
_RECORD = Migrations.migrations_table


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """StoreError for a file that holds other tables than ours, or that a newer Readout made."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and _RECORD not in tables:
        raise StoreError(f"{path} is a database of another program.", "Set DATABASE_URL to another file.")
    unknown = applied(connection) - {step.name for step in STEPS}
    if unknown:
        raise StoreError(
            f"{path} was made by a newer Readout (it knows {', '.join(sorted(unknown))}).",
            "Install that version again, or start with the backup made before it.",
        )


def pending(connection: sqlite3.Connection) -> list[str]:
    done = applied(connection)
    return [step.name for step in STEPS if step.name not in done]


def migrate(connection: sqlite3.Connection, path: Path) -> list[str]:
    """All pending steps in one transaction, after a backup where there are rows; another process waits its turn."""
    if not pending(connection):
        return []
    if applied(connection):
        _back_up(connection, path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps = pending(connection)
        _migrations().apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return steps


def applied(connection: sqlite3.Connection) -> set[str]:
    """The steps recorded in the file; none in an empty one."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_RECORD,)).fetchone()
    if known is None:
        return set()
    return {name for (name,) in connection.execute(f"SELECT name FROM {_RECORD} WHERE migration_set = ?", (_NAME,))}


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = sqlite3.connect(path.with_name(f"{path.name}.{stamp}.bak"))
    try:
        connection.backup(target)
    finally:
        target.close()


def _migrations() -> Migrations:
    migrations = Migrations(_NAME)
    for step in STEPS:
        migrations(name=step.name)(_maker(step))
    return migrations


class _maker:  # noqa: N801  # a function with a __name__ of its own, as Migrations wants one
    def __init__(self, step: Step) -> None:
        self.__name__ = step.name
        self._step = step

    def __call__(self, database: Database, /) -> None:
        for table in self._step.tables:
            _create(database, table)
        for column in self._step.columns:
            _add_column(database, column)
        for statement in self._step.statements:
            database.execute(statement)


def _create(database: Database, table: Table) -> None:
    statement = database.create_table_sql(
        table.name,
        {name: _TYPES[kind] for name, kind in table.columns.items()},
        pk=table.pk[0] if len(table.pk) == 1 else table.pk,
        foreign_keys=[
            ForeignKey(table.name, column, other, _key_of(database, other), on_delete="CASCADE")
            for column, other in table.references.items()
        ],
        not_null=set(table.columns) - table.nullable - {table.hands_out},
        strict=True,
    )
    if table.hands_out:
        # Without AUTOINCREMENT the id of a deleted topic would be given to the next one.
        statement = statement.replace("INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT")
    database.execute(statement)
    made = database.table(table.name)
    for columns in table.unique:
        made.create_index(columns, unique=True)
    for columns in table.index:
        made.create_index(columns)
    if table.search:
        made.enable_fts(table.search, tokenize="porter unicode61", create_triggers=True)


def _add_column(database: Database, column: NewColumn) -> None:
    kind = {"blob": "BLOB", "text": "TEXT", "real": "REAL"}.get(column.kind, "INTEGER")
    told = "" if column.default is None else f" NOT NULL DEFAULT {column.default_sql}"
    database.execute(f"ALTER TABLE {column.table} ADD COLUMN {column.name} {kind}{told}")
    if column.index:
        database.table(column.table).create_index([column.name])


def _key_of(database: Database, table: str) -> str:
    return str(database.table(table).pks[0])
