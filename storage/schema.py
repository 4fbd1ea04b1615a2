"""Tables as data: one description that each engine turns into its own DDL.

Types: `id` (an integer key the engine hands out, never given twice), `int`, `text`, `real`, `blob`. Instants are texts
of a fixed width (UTC, microseconds), so they sort as they count; lists and blocks are JSON texts; truth is 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """One table. Columns are NOT NULL unless named in `nullable`."""

    name: str
    columns: dict[str, str]
    pk: tuple[str, ...] = ("id",)
    nullable: frozenset[str] = frozenset()
    unique: tuple[tuple[str, ...], ...] = ()
    index: tuple[tuple[str, ...], ...] = ()
    references: dict[str, str] = field(default_factory=dict)
    """Column -> table whose id it holds; the row goes when that row goes."""
    search: tuple[str, ...] = ()
    """Columns under full-text search."""
    owned: bool = False
    """Rows belong to the workspace in the column `workspace`."""

    @property
    def hands_out(self) -> str | None:
        """The column whose ids the engine hands out."""
        return next((name for name, kind in self.columns.items() if kind == "id"), None)


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column that a later step adds. Where no `default` is given it may be null, and is in the rows there are."""

    table: str
    name: str
    kind: str
    default: str | int | float | None = None
    index: bool = False

    @property
    def default_sql(self) -> str:
        """The default as SQL text, quoted."""
        if isinstance(self.default, str):
            return "'" + self.default.replace("'", "''") + "'"
        return str(self.default)
