"""0004: what people think of answers and lines, and that a question was edited."""

from __future__ import annotations

from storage.schema import NewColumn, Table

FEEDBACK = Table(
    "feedback",
    {"id": "id"}
    | dict.fromkeys(("workspace", "channel", "asker", "opinion", "subject", "words", "line", "created"), "text")
    | {"article_id": "int", "withdrawn": "int"},
    nullable=frozenset({"article_id", "created"}),
    unique=(("workspace", "subject", "asker"),),
    index=(("workspace", "opinion", "article_id"),),
    owned=True,
)
"""`line` is a LineRef as text, "" for none; `article_id` is the line's, for finding it. Articles may go, rows stay."""

TABLES = (FEEDBACK,)
COLUMNS = (NewColumn("requests", "edited", "text", ""),)
