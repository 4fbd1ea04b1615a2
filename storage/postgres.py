"""The PostgreSQL engine: a psycopg pool, tsvector with GIN, row-level security for what a workspace owns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import cast

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from bot.errors import StoreError
from storage.engine import EVERY, Row, Tx
from storage.migrations import TABLES
from storage.postgres_schema import applied, migrate, pending, refuse_newer
from storage.rows import storable

Connection = psycopg.Connection[DictRow]

MOST_CONNECTIONS = 16
WAIT_S = 10.0
FEW_ARTICLES = 50
"""In more, the planner underrates what it costs to look through every passage; it is then kept from doing so, and
combines the indexes of words and of articles (2,000 articles among 5,000: 47 ms instead of 170 ms).
"""
MOST_COUNTED = 1_000
"""Passages up to which those that hold a word are counted: each is a row, fetched for the weight of its words."""
_NEWS_TURN = 0x52454144
"""Key of the advisory lock under which news are written: one writer at a time, as in SQLite."""

_MARKS = (
    (re.compile(r"%"), "%%"),
    # As an array the planner sees how many there are; [1,2] and {1,2} differ in their brackets alone.
    (re.compile(r"IN NUMBERS\((:\w+)\)"), r"= ANY (translate(\1, '[]', '{}')::bigint[])"),
    (re.compile(r"TEXTS\((:\w+)\)"), r"(SELECT value FROM jsonb_array_elements_text(\1::jsonb) AS value)"),
    (re.compile(r"(?<![:\w]):(\w+)"), r"%(\1)s"),
)


@lru_cache(maxsize=512)
def spell(sql: str) -> bytes:
    """Portable SQL in psycopg's words."""
    for mark, own in _MARKS:
        sql = mark.sub(own, sql)
    return sql.encode()


def _plain(values: Mapping[str, object] | None) -> dict[str, object]:
    return {name: storable(value) if isinstance(value, str) else value for name, value in (values or {}).items()}


class PostgresTx:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, sql: str, values: Mapping[str, object] | None = None) -> list[Row]:
        return cast("list[Row]", self._connection.execute(spell(sql), _plain(values)).fetchall())

    def one(self, sql: str, values: Mapping[str, object] | None = None) -> Row | None:
        return cast("Row | None", self._connection.execute(spell(sql), _plain(values)).fetchone())

    def run(self, sql: str, values: Mapping[str, object] | None = None) -> int:
        return self._connection.execute(spell(sql), _plain(values)).rowcount

    def each(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(spell(sql), [_plain(row) for row in rows])


class PostgresDialect:
    """Words are reduced to letters and digits, then quoted: nothing of the query language gets in."""

    keeps_logins = False

    def passages(self, words: list[str]) -> tuple[str, str]:
        return _SEARCH_PASSAGES, _any_of(words)

    def figures(self, words: list[str]) -> tuple[str, str]:
        return _SEARCH_FIGURES, _any_of(words)

    def count_holding(self, tx: Tx, word: str) -> int:
        """Where many hold it, their title's words included: the planner's figure, by the share of those counted."""
        match = {"match": _any_of([word])}
        counted = tx.one(_COUNT_PASSAGES, {**match, "own": _any_of([word], weight="A"), "most": MOST_COUNTED})
        assert counted is not None
        anywhere, own = int(counted["anywhere"]), int(counted["own"])
        if anywhere < MOST_COUNTED:
            return own
        return max(own, _planned(tx, _HOLDING, match) * own // anywhere)

    def before_search(self, tx: Tx, articles: int) -> None:
        if articles > FEW_ARTICLES:
            tx.one("SELECT set_config('enable_indexscan', 'off', true) AS kept")

    def last_id(self, tx: Tx, table: str) -> int:
        hands_out = next(one.hands_out for one in TABLES if one.name == table)
        row = tx.one(
            f"SELECT pg_sequence_last_value(pg_get_serial_sequence('{table}', '{hands_out}')::regclass) AS last"
        )
        return int(row["last"] or 0) if row else 0

    def set_last_id(self, tx: Tx, table: str, column: str, last: int) -> None:
        if last:
            tx.one(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), :last)", {"last": last})


def _planned(tx: Tx, statement: str, values: Mapping[str, object]) -> int:
    """How many rows the planner expects, by the statistics it keeps of the table's words."""
    row = tx.one(f"EXPLAIN (FORMAT JSON) {statement}", values)
    return int(row["QUERY PLAN"][0]["Plan"]["Plan Rows"]) if row else 0


def _any_of(words: list[str], weight: str = "") -> str:
    """A tsquery: a word that falls into several ("mid-2025") is a phrase."""
    queries = []
    for word in words:
        parts = _letters(word).split()
        if parts:
            queries.append("(" + " <-> ".join(f"'{part}'" + (f":{weight}" if weight else "") for part in parts) + ")")
    return " | ".join(queries)


def _letters(word: str) -> str:
    """As the generated columns see text: lower case, accents off, letters and digits alone."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in plain)


_SEARCH_PASSAGES = """
SELECT f.id, ts_rank(f.found_by, to_tsquery('readout', :match)) AS score FROM passages f
WHERE f.found_by @@ to_tsquery('readout', :match) AND f.article_id IN NUMBERS(:ids)
ORDER BY score DESC, f.id DESC LIMIT :limit"""
_HOLDING = "SELECT found_by FROM passages WHERE found_by @@ to_tsquery('readout', :match)"
_COUNT_PASSAGES = f"""
SELECT COUNT(*) AS anywhere, COUNT(*) FILTER (WHERE found_by @@ to_tsquery('readout', :own)) AS own
FROM ({_HOLDING} LIMIT :most) AS holding"""
_SEARCH_FIGURES = """
SELECT f.*, ts_rank(f.found_by, asked.query) AS score
FROM to_tsquery('readout', :match) AS asked (query),
  figures f JOIN articles a ON a.id = f.article_id AND a.version = f.version
WHERE f.found_by @@ asked.query AND f.article_id IN NUMBERS(:ids)
ORDER BY score DESC, f.id DESC LIMIT :limit"""


class PostgresEngine:
    """One database, a pool of connections. Each transaction says for which workspace it works; row-level security does
    the rest where the role is subject to it (a superuser and the tables' owner without FORCE are not).
    """

    def __init__(self, url: str) -> None:
        self.dialect = PostgresDialect()
        self._where = _without_password(url)
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            # Never prepared: a plan made without knowing how many articles a scope has is ten times slower.
            kwargs={
                "row_factory": dict_row,
                "prepare_threshold": None,
                "connect_timeout": 5,
                "application_name": "readout",
            },
            min_size=1,
            max_size=MOST_CONNECTIONS,
            timeout=WAIT_S,
            # A connection that the server dropped is replaced before anybody works with it.
            check=ConnectionPool.check_connection,
            reconnect_timeout=60,
            open=False,
        )
        self._outdated = False
        with self._told():
            try:
                self._open(url)
            except BaseException:
                self._pool.close()
                raise

    @contextmanager
    def read(self, workspace: str = EVERY) -> Iterator[PostgresTx]:
        with self._told(), self._pool.connection() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            with connection.transaction():
                _work_for(connection, workspace)
                yield PostgresTx(connection)

    @contextmanager
    def write(self, workspace: str = EVERY, *, durable: bool = False) -> Iterator[PostgresTx]:
        with self._told(), self._pool.connection() as connection:
            connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            connection.read_only = False
            with connection.transaction():
                _work_for(connection, workspace)
                if not durable:
                    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_NEWS_TURN,))
                yield PostgresTx(connection)

    def migrate(self) -> list[str]:
        with self._told(), self._pool.connection() as connection:
            _for_schema(connection)
            steps = migrate(connection)
            self._outdated = False
            return steps

    def health(self) -> dict[str, str]:
        with self.read() as tx:
            about = tx.one(
                "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size"
            )
            counts = {table.name: _count(tx, table.name) for table in TABLES}
        assert about is not None
        return {
            "engine": "PostgreSQL",
            "version": str(about["version"]),
            "host": self._where,
            "size": str(about["size"]),
            "schema": "outdated" if self._outdated else "up to date",
        } | counts

    def close(self) -> None:
        self._pool.close()

    def _open(self, url: str) -> None:
        # A first connection of its own says at once what is wrong; the pool would try for a minute.
        psycopg.connect(url, connect_timeout=5).close()
        self._pool.open(wait=True, timeout=WAIT_S)
        with self._pool.connection() as connection:
            _for_schema(connection)
            refuse_newer(connection, self._where)
            if not applied(connection):
                migrate(connection)
            self._outdated = bool(pending(connection))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the driver says, as StoreError with a hint."""
        try:
            yield
        except (PoolTimeout, PoolClosed) as error:
            raise StoreError(f"The database at {self._where}: {error}.", _HINT_HOST) from error
        except psycopg.Error as error:
            said = str(error).strip().splitlines() or [type(error).__name__]
            raise StoreError(f"The database at {self._where}: {said[0]}", _hint(error)) from error


def _for_schema(connection: Connection) -> None:
    connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
    connection.read_only = False


def _work_for(connection: Connection, workspace: str) -> None:
    connection.execute("SELECT set_config('readout.workspace', %s, true)", (workspace,))


def _count(tx: PostgresTx, table: str) -> str:
    row = tx.one(f"SELECT COUNT(*) AS found FROM {table}")
    return str(row["found"]) if row else "0"


def _without_password(url: str) -> str:
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise StoreError("DATABASE_URL cannot be read.", "Use postgresql://user@host/name.") from error
    return f"{parts.get('host', 'localhost')}:{parts.get('port', 5432)}/{parts.get('dbname', '')}"


_HINT_COLUMN = "Run `readout migrate`; a database of an unreleased version has to be made anew."
_HINT_HOST = "See that the server runs and that DATABASE_URL names it; Readout connects again by itself."
_HINTS: tuple[tuple[type[psycopg.Error], str], ...] = (
    (psycopg.errors.UndefinedTable, "Run `readout migrate`."),
    (psycopg.errors.UndefinedColumn, _HINT_COLUMN),
    (psycopg.errors.DiskFull, "Make room on the server's disk; nothing that was promised is lost."),
    (psycopg.errors.InsufficientPrivilege, "Give the role of DATABASE_URL the right to create and write tables."),
    (psycopg.errors.InvalidCatalogName, "Make the database first (createdb), or name another in DATABASE_URL."),
    (psycopg.OperationalError, _HINT_HOST),
)


def _hint(error: psycopg.Error) -> str:
    return next((hint for kind, hint in _HINTS if isinstance(error, kind)), "Run `readout doctor`.")
