"""The sentences of an article as vectors of one model, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model import Article
from storage import rows, sql
from storage.engine import Engine


class VectorRows:
    _engine: Engine

    def list_unembedded(self, model: str, since: datetime, limit: int) -> list[Article]:
        values = {"model": model, "since": rows.instant(since), "limit": limit}
        with self._engine.read() as tx:
            return [rows.to_article(row) for row in tx.all(sql.LIST_UNEMBEDDED, values)]

    def add_vectors(self, article: Article, model: str, vectors: Sequence[bytes]) -> bool:
        row = {"article_id": article.id, "sentences": len(vectors), "model": model, "vectors": b"".join(vectors)}
        with self._engine.write() as tx:
            return bool(tx.run(sql.ADD_VECTORS, {**row, "version": article.version}))

    def get_vectors(self, article_ids: Sequence[int], model: str) -> dict[int, bytes]:
        with self._engine.read() as tx:
            found = tx.all(sql.GET_VECTORS, {"ids": rows.numbers(article_ids), "model": model})
        return {row["article_id"]: bytes(row["vectors"]) for row in found}
