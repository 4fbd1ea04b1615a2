"""0005: the sentences of an article as vectors, for those who install an embedding model."""

from __future__ import annotations

from storage.schema import Table

VECTORS = Table(
    "vectors",
    {"article_id": "int", "sentences": "int", "model": "text", "vectors": "blob"},
    pk=("article_id",),
    references={"article_id": "articles"},
)
"""One row an article: all its vectors end to end. A row a sentence would be thirty times as many for the same bytes."""

TABLES = (VECTORS,)
