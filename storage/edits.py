"""Articles that publishers edited: their older versions, and what of those the newest one no longer states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.model import Alteration, Article, FactKind, Reading, Span
from bot.ports import WindowRow
from storage import rows, sql
from storage.engine import Engine, Row, Tx


class EditRows:
    _engine: Engine

    def list_window_rows(self, since: datetime, until: datetime) -> list[WindowRow]:
        values = {"since": rows.instant(since), "until": rows.instant(until)}
        with self._engine.read() as tx:
            found = tx.all(sql.LIST_WINDOW_ROWS, values)
        return [WindowRow(row["id"], row["version"], row["story_id"], row["copy_of"]) for row in found]

    def list_edited(self, limit: int) -> list[Article]:
        with self._engine.read() as tx:
            return [rows.to_article(row) for row in tx.all(sql.LIST_EDITED, {"limit": limit})]

    def get_older_readings(self, article_id: int) -> list[tuple[Article, Reading]]:
        with self._engine.read() as tx:
            found = tx.all(sql.LIST_READ_VERSIONS, {"id": article_id})
            return [(rows.to_article(row), _reading(tx, article_id, row["version"])) for row in found]

    def mark_altered(self, article: Article, alterations: Sequence[Alteration]) -> None:
        key: dict[str, object] = {"id": article.id, "version": article.version}
        with self._engine.write() as tx:
            if not tx.run(sql.CLOSE_EDIT, key):
                return
            tx.run(sql.DELETE_ALTERATIONS, key)
            tx.each(sql.ADD_ALTERATION, [_alteration_row(article.id, one) for one in alterations])

    def get_alterations(self, article_ids: Sequence[int]) -> dict[int, list[Alteration]]:
        found: defaultdict[int, list[Alteration]] = defaultdict(list)
        with self._engine.read() as tx:
            for row in tx.all(sql.GET_ALTERATIONS, {"ids": rows.numbers(article_ids)}):
                found[row["article_id"]].append(_to_alteration(row))
        return dict(found)


def _reading(tx: Tx, article_id: int, version: int) -> Reading:
    key = {"id": article_id, "version": version}
    head = tx.one(sql.GET_VERSION_READING, key)
    assert head is not None
    return Reading(
        quotes=tuple(rows.to_quote(row) for row in tx.all(sql.GET_VERSION_QUOTES, key)),
        figures=tuple(rows.to_figure(row) for row in tx.all(sql.GET_VERSION_FIGURES, key)),
        sentences=rows.to_spans(head["sentences"]),
        language=head["language"],
        warning=head["warning"],
    )


def _alteration_row(article_id: int, one: Alteration) -> dict[str, object]:
    return {
        "article_id": article_id,
        "version": one.version,
        "fact": str(one.fact),
        "number": one.number,
        "start_at": one.span.start,
        "end_at": one.span.end,
        "now_start": one.now.start if one.now else None,
        "now_end": one.now.end if one.now else None,
    }


def _to_alteration(row: Row) -> Alteration:
    return Alteration(
        version=row["version"],
        fact=FactKind(row["fact"]),
        number=row["number"],
        span=Span(row["start_at"], row["end_at"]),
        now=rows.to_span(row["now_start"], row["now_end"]),
    )
