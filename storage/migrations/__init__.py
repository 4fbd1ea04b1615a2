"""The numbered steps from an empty database to the present schema, the same for each engine.

A step is a name and the tables it makes; a step that changes tables will carry statements, and two texts only where the
engines differ. Names are recorded in the database: one that is not listed here means a newer Readout made it.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.migrations import first
from storage.schema import Table


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    tables: tuple[Table, ...]


STEPS = (Step("0001_first", first.TABLES),)
TABLES = first.TABLES
"""Every table of the present schema, each after those it refers to."""
