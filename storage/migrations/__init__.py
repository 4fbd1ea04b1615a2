"""The numbered steps from an empty database to the present schema, the same for each engine.

A step makes tables, then adds columns, then runs its statements (portable SQL that fills what it added). Each has a
module of its own, and a released one is never edited. Names are recorded in the database: one that is not listed here
means a newer Readout made it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

from storage.migrations import feedback, first, outlets, private_feeds, pulling, speakers, vectors
from storage.schema import NewColumn, Table


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    tables: tuple[Table, ...] = ()
    columns: tuple[NewColumn, ...] = ()
    statements: tuple[str, ...] = ()


def schema_of(steps: tuple[Step, ...]) -> tuple[Table, ...]:
    """Every table as these steps leave it, each after those it refers to."""
    made = {table.name: table for step in steps for table in step.tables}
    added = [column for step in steps for column in step.columns]
    return tuple(reduce(_with_column, (one for one in added if one.table == name), made[name]) for name in made)


def _with_column(table: Table, column: NewColumn) -> Table:
    return replace(
        table,
        columns=table.columns | {column.name: column.kind},
        nullable=table.nullable | ({column.name} if column.default is None else set()),
        index=table.index + (((column.name,),) if column.index else ()),
    )


STEPS = (
    Step("0001_first", first.TABLES),
    Step("0002_speakers", speakers.TABLES, speakers.COLUMNS, speakers.STATEMENTS),
    Step("0003_pulling", pulling.TABLES),
    Step("0004_feedback", feedback.TABLES, feedback.COLUMNS),
    Step("0005_vectors", vectors.TABLES),
    Step("0006_outlets", columns=outlets.COLUMNS),
    Step("0007_private_feeds", private_feeds.TABLES),
)
TABLES = schema_of(STEPS)
"""Every table of the present schema, each after those it refers to."""


def present(name: str) -> Table:
    """The table of that name as every step leaves it."""
    return next(table for table in TABLES if table.name == name)
