"""0003: articles that publishers edited, and which facts of the older text no longer stand in the newest."""

from __future__ import annotations

from storage.schema import Table

ARTICLE_EDITS = Table(
    "article_edits",
    {"article_id": "int", "state": "text"},
    pk=("article_id",),
    index=(("state",),),
    references={"article_id": "articles"},
)
"""One row an article with more than one version: `open` until its newest version was compared with the older ones."""

ALTERATIONS = Table(
    "alterations",
    {"article_id": "int", "version": "int", "fact": "text"}
    | dict.fromkeys(("number", "start_at", "end_at", "now_start", "now_end"), "int"),
    pk=("article_id", "version", "fact", "number"),
    nullable=frozenset({"now_start", "now_end"}),
    references={"article_id": "articles"},
)

TABLES = (ARTICLE_EDITS, ALTERATIONS)
