"""A topic may name the outlets that alone are read for it."""

from __future__ import annotations

from storage.schema import NewColumn

COLUMNS = (NewColumn("topics", "outlets", "text", default="[]"),)
