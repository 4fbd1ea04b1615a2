"""0002: one speaker over the articles: who each quote is said by, under which names, and stated abbreviations."""

from __future__ import annotations

from storage.schema import NewColumn, Table

SPEAKER_ALIASES = Table(
    "speaker_aliases",
    {"alias_id": "int", "speaker_id": "int", "why": "text"},
    pk=("alias_id", "speaker_id"),
    index=(("speaker_id",),),
    references={"alias_id": "speakers", "speaker_id": "speakers"},
)
"""Both are rows of `speakers`: a name as written, and the one that stands for the joined speaker."""

ABBREVIATIONS = Table(
    "abbreviations",
    {"short": "text", "long": "text", "article_id": "int"},
    pk=("short", "long"),
    references={"article_id": "articles"},
)
"""`short` in the form names are compared by, `long` as the article writes it."""

TABLES = (SPEAKER_ALIASES, ABBREVIATIONS)
COLUMNS = (
    NewColumn("speakers", "block", "text", "", index=True),
    # Null: not joined yet. 0: said by nobody in particular.
    NewColumn("quotes", "said_by", "int", index=True),
)
STATEMENTS = ("UPDATE quotes SET said_by = 0 WHERE unnamed = 1",)
