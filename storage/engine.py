"""What the shared code asks of a database: transactions that run portable SQL.

Portable SQL has named parameters (`:name`), RETURNING, `IS DISTINCT FROM` and `FOR KEY SHARE` (not needed by SQLite,
with its one writer), and two marks of our own that each engine spells out: `IN NUMBERS(:name)` and
`IN TEXTS(:name)`, the rows of a JSON list given as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

EVERY = "*"
"""In place of a workspace: the transaction works for all of them, as the ticks do."""


class Row(Protocol):
    def __getitem__(self, column: str, /) -> Any: ...


class Tx(Protocol):
    """One open transaction. Every method raises what the driver raises; the engine turns it into StoreError."""

    def all(self, sql: str, values: Mapping[str, object] | None = None) -> list[Row]: ...

    def one(self, sql: str, values: Mapping[str, object] | None = None) -> Row | None: ...

    def run(self, sql: str, values: Mapping[str, object] | None = None) -> int:
        """The number of rows written."""
        ...

    def each(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        """The same statement for every row."""
        ...


class Dialect(Protocol):
    """SQL that the engines have no common words for."""

    @property
    def keeps_logins(self) -> bool:
        """Whether secrets of feeds may lie in it: a file of one operator, not a server that several share."""
        ...

    def passages(self, words: list[str]) -> tuple[str, str]:
        """The statement that ranks passages (id, score), and its `:match`; further: :ids, :lowest, :highest, :limit."""
        ...

    def figures(self, words: list[str]) -> tuple[str, str]: ...

    def count_holding(self, tx: Tx, word: str) -> int:
        """The passages whose own text holds the word: exact where few do, of the right order where many do."""
        ...

    def before_search(self, tx: Tx, articles: int) -> None:
        """Told how many articles the scope of the coming search has."""
        ...

    def last_id(self, tx: Tx, table: str) -> int:
        """The highest id the table ever handed out."""
        ...

    def set_last_id(self, tx: Tx, table: str, column: str, last: int) -> None: ...


class Engine(Protocol):
    @property
    def dialect(self) -> Dialect: ...

    def read(self, workspace: str = EVERY) -> AbstractContextManager[Tx]:
        """A snapshot: everything read in it is of one moment. An engine may hide the rows of other workspaces."""
        ...

    def write(self, workspace: str = EVERY, *, durable: bool = False) -> AbstractContextManager[Tx]:
        """All or nothing. Durable: on the disk before it returns (the ledger); else the only writer of news."""
        ...

    def migrate(self) -> list[str]: ...

    def health(self) -> dict[str, str]: ...

    def close(self) -> None: ...
