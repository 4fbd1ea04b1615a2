"""The SQLite engine: pragmas, a pool of readers, one writer at a time, FTS5."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from bot.errors import StoreError
from storage.articles import SENTENCE_BITS
from storage.counts import count
from storage.engine import EVERY, Row, Tx
from storage.migrations import TABLES
from storage.rows import storable
from storage.sqlite_schema import applied, migrate, pending, refuse_foreign

BUSY_S = 5.0
MOST_COUNTED = 20_000
"""Passages up to which those that hold a word are counted."""
CHECKED_BYTES = 64 << 20
"""Files up to this size are checked at every opening (some 0.2 s); larger ones by `health` alone."""

MAPPED_BYTES = 1 << 30
"""Of the file so much is read where the system keeps it: a question over 2,000 articles meets as many pages, and the
reader's own cache, one for each thread, holds 500."""

_MARKS = (
    (re.compile(r"(?:NUMBERS|TEXTS)\((:\w+)\)"), r"(SELECT value FROM json_each(\1))"),
    (re.compile(r"\bIS DISTINCT FROM\b"), "IS NOT"),
    (re.compile(r"\bFOR KEY SHARE\b"), ""),
)


@lru_cache(maxsize=512)
def spell(sql: str) -> str:
    """Portable SQL in SQLite's words."""
    for mark, own in _MARKS:
        sql = mark.sub(own, sql)
    return sql


def _plain(values: Mapping[str, object] | None) -> dict[str, object]:
    return {name: storable(value) if isinstance(value, str) else value for name, value in (values or {}).items()}


class SqliteTx:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, sql: str, values: Mapping[str, object] | None = None) -> list[Row]:
        return self._connection.execute(spell(sql), _plain(values)).fetchall()

    def one(self, sql: str, values: Mapping[str, object] | None = None) -> Row | None:
        # fetchall: a statement with RETURNING must run to its end before the commit.
        found = self._connection.execute(spell(sql), _plain(values)).fetchall()
        return found[0] if found else None

    def run(self, sql: str, values: Mapping[str, object] | None = None) -> int:
        return self._connection.execute(spell(sql), _plain(values)).rowcount

    def each(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        self._connection.executemany(spell(sql), [_plain(row) for row in rows])


class SqliteDialect:
    """FTS5: words are quoted, so none of its syntax gets in; bm25 is smaller for the better."""

    keeps_logins = True

    def passages(self, words: list[str]) -> tuple[str, str]:
        return _SEARCH_PASSAGES, _any_of(words)

    def figures(self, words: list[str]) -> tuple[str, str]:
        return _SEARCH_FIGURES, _any_of(words)

    def count_holding(self, tx: Tx, word: str) -> int:
        return count(tx, _COUNT_PASSAGES, {"match": f'text : "{word}"', "most": MOST_COUNTED})

    def before_search(self, tx: Tx, articles: int) -> None:
        """Nothing: the one plan there is holds for every scope."""

    def last_id(self, tx: Tx, table: str) -> int:
        row = tx.one("SELECT seq FROM sqlite_sequence WHERE name = :name", {"name": table})
        return int(row["seq"]) if row else 0

    def set_last_id(self, tx: Tx, table: str, column: str, last: int) -> None:  # noqa: ARG002  # PostgreSQL asks for it
        values = {"name": table, "last": last}
        if tx.run("UPDATE sqlite_sequence SET seq = :last WHERE name = :name", values) == 0:
            tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)", values)


def _any_of(words: list[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


_SEARCH_PASSAGES = f"""
SELECT rowid AS id, -bm25(passages_fts, 1.0, 0.4) AS score FROM passages_fts WHERE passages_fts MATCH :match
  AND rowid >= (:lowest << {SENTENCE_BITS}) AND rowid < ((:highest + 1) << {SENTENCE_BITS})
  AND (rowid >> {SENTENCE_BITS}) IN NUMBERS(:ids)
ORDER BY score DESC, rowid DESC LIMIT :limit"""
_COUNT_PASSAGES = """
SELECT COUNT(*) AS found FROM (SELECT rowid FROM passages_fts WHERE passages_fts MATCH :match LIMIT :most)"""
_SEARCH_FIGURES = """
SELECT f.*, -bm25(figures_fts, 2.0, 1.0) AS score FROM figures_fts JOIN figures f ON f.id = figures_fts.rowid
  JOIN articles a ON a.id = f.article_id AND a.version = f.version
WHERE figures_fts MATCH :match AND f.article_id IN NUMBERS(:ids)
ORDER BY score DESC, f.id DESC LIMIT :limit"""


class SqliteEngine:
    """One file. Threads lend reading connections from a pool; writers take turns, then begin IMMEDIATE.

    Two writing connections: the ledger's has synchronous FULL (a commit is on the disk when it returns), the news'
    NORMAL (a killed process loses nothing; a power cut may lose the last commits, which the next poll brings back).
    """

    def __init__(self, path: Path) -> None:
        self.dialect = SqliteDialect()
        self._path = path
        self._turn = threading.Lock()
        self._lending = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._writers: dict[bool, sqlite3.Connection] = {}
        self._closed = False
        self._outdated = False
        with self._told():
            self._open()

    # -------------------------------------------------------------- transactions

    @contextmanager
    def read(self, workspace: str = EVERY) -> Iterator[SqliteTx]:  # noqa: ARG002  # the statements name it
        with self._told(), self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield SqliteTx(connection)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def write(self, workspace: str = EVERY, *, durable: bool = False) -> Iterator[SqliteTx]:  # noqa: ARG002  # as in read
        with self._told(), self._turn:
            connection = self._writer(durable)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteTx(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def migrate(self) -> list[str]:
        with self._told(), self._turn:
            steps = migrate(self._writer(durable=True), self._path)
            self._outdated = False
            return steps

    def health(self) -> dict[str, str]:
        with self._told(), self._lent() as connection:
            (checked,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            counts = {
                table.name: connection.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()[0] for table in TABLES
            }
        return {
            "engine": "SQLite",
            "version": sqlite3.sqlite_version,
            "path": str(self._path),
            "size": str(self._path.stat().st_size),
            "check": checked,
            "schema": "outdated" if self._outdated else "up to date",
        } | {name: str(count) for name, count in counts.items()}

    def close(self) -> None:
        """Waits for the writer at work. Readers at work close their own connections when they are done."""
        with self._turn, self._lending:
            self._closed = True
            writers, self._writers = list(self._writers.values()), {}
            idle, self._idle = self._idle, []
        for connection in writers[:1]:
            # The planner's figures are a courtesy: another process at work is no reason to fail.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA analysis_limit = 400")
                connection.execute("PRAGMA optimize")
        for connection in [*idle, *writers]:
            connection.close()

    # -------------------------------------------------------------- connections

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = self._writer(durable=True)
            refuse_foreign(connection, self._path)
            self._check(connection)
            # Another process may be making the schema of a new file at this moment: migrate waits for it.
            if not applied(connection):
                migrate(connection, self._path)
            self._outdated = bool(pending(connection))
        except BaseException:
            self.close()
            raise

    def _check(self, connection: sqlite3.Connection) -> None:
        if self._path.stat().st_size > CHECKED_BYTES:
            return
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise StoreError(f"The database {self._path} is damaged: {found}.", _HINT_DAMAGED)

    def _connect(self, synchronous: str) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
            connection.execute(f"PRAGMA synchronous = {synchronous}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _writer(self, durable: bool) -> sqlite3.Connection:
        """Call it with the turn taken."""
        self._refuse_if_closed()
        if durable not in self._writers:
            self._writers[durable] = self._connect("FULL" if durable else "NORMAL")
        return self._writers[durable]

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._lending:
            self._refuse_if_closed()
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._connect("NORMAL")
        try:
            yield connection
        finally:
            with self._lending:
                keep = not self._closed
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StoreError("The database is closed.", "This is a defect of Readout if it was not stopping.")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the driver or the file system says, as StoreError with a hint."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"The database {self._path}: {error}.", _hint(str(error))) from error
        except OSError as error:
            where = error.filename or self._path
            raise StoreError(f"The database {where}: {error.strerror}.", _HINT_PATH) from error


_HINT_COLUMN = "Run `readout migrate`; a database of an unreleased version has to be made anew."
_HINT_PATH = "Set READOUT_DATA_DIR or DATABASE_URL to a place that can be written."
_HINT_DAMAGED = "Put the newest backup beside it in its place; keep the damaged file for a look at it."
_HINTS = {
    "not a database": "DATABASE_URL names a file that something else wrote: name another.",
    "malformed": _HINT_DAMAGED,
    "locked": "Another program holds this database: stop it, or try again.",
    "full": "Make room on the disk; nothing that was promised is lost.",
    "readonly": _HINT_PATH,
    "unable to open": _HINT_PATH,
    "no such table": "Run `readout migrate`.",
    "no such column": _HINT_COLUMN,
}


def _hint(said: str) -> str:
    return next((hint for words, hint in _HINTS.items() if words in said), "Run `readout doctor`.")
