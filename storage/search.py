"""Search, always bounded by a Scope: first which articles may be looked at, then what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from bot.model import Passage, Scope, Span
from bot.ports import FigureRow, SaidRow
from storage import joining, rows, sql
from storage.articles import SENTENCE_BITS
from storage.counts import WordCounts, count
from storage.engine import Engine, Row, Tx

MOST_WORDS = 32
LONGEST_WORD = 64
_EVER = ("", "9999")
"""Below and above every stored instant."""


_counts: WeakKeyDictionary[Engine, WordCounts] = WeakKeyDictionary()


class SearchRows:
    _engine: Engine

    def list_scope(self, scope: Scope, limit: int = 0) -> list[int]:
        with self._engine.read(scope.workspace) as tx:
            found = _scope_ids(tx, scope)
        return found[:limit] if limit else found

    def rank_passages(self, scope: Scope, words: Sequence[str], limit: int) -> list[tuple[int, float]]:
        with self._engine.read(scope.workspace) as tx:
            best = self._search(tx, self._engine.dialect.passages(plain_words(words)), scope, limit)
        return [(row["id"] >> SENTENCE_BITS, row["score"]) for row in best]

    def search_passages(self, scope: Scope, words: Sequence[str], limit: int) -> list[Passage]:
        with self._engine.read(scope.workspace) as tx:
            best = self._search(tx, self._engine.dialect.passages(plain_words(words)), scope, limit)
            found = tx.all(sql.GET_PASSAGES, {"ids": rows.numbers(row["id"] for row in best)})
        texts = {row["id"]: row for row in found}
        return [_to_passage(texts[row["id"]], row["score"]) for row in best]

    def count_passages(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """Words that cannot be searched for count 0. WordCounts keeps them."""
        dialect = self._engine.dialect
        kept = _counts.setdefault(self._engine, WordCounts())
        with self._engine.read() as tx:
            total = kept.total(dialect.last_id(tx, "articles"), lambda: count(tx, sql.COUNT_PASSAGES))
            known = kept.known(words)
            counted = {
                word: sum(dialect.count_holding(tx, plain) for plain in plain_words([word]))
                for word in words
                if word not in known
            }
        kept.keep(counted)
        return total, {word: known.get(word, counted.get(word, 0)) for word in words}

    def list_passages(self, article_ids: Sequence[int]) -> list[Passage]:
        with self._engine.read() as tx:
            found = tx.all(sql.LIST_PASSAGES, {"ids": rows.numbers(article_ids)})
        return [_to_passage(row) for row in found]

    def list_speakers(self, scope: Scope) -> list[tuple[str, int]]:
        with self._engine.read(scope.workspace) as tx:
            found = tx.all(sql.LIST_SPEAKERS, {"ids": rows.numbers(_scope_ids(tx, scope))})
        return [(row["name"], row["quotes"]) for row in found]

    def list_roles(self, scope: Scope) -> list[tuple[str, str]]:
        with self._engine.read(scope.workspace) as tx:
            found = tx.all(sql.LIST_ROLES, {"ids": rows.numbers(_scope_ids(tx, scope))})
        spoken = [
            (row["name"], (row["name"] if row["unnamed"] else "", row["role"], row["organisation"])) for row in found
        ]
        return [(name, " ".join(filter(None, words))) for name, words in spoken if any(words)]

    def list_quoted(self, scope: Scope) -> list[tuple[str, int]]:
        with self._engine.read(scope.workspace) as tx:
            found = tx.all(sql.LIST_QUOTED, {"ids": rows.numbers(_scope_ids(tx, scope))})
        return [(row["name"], row["article_id"]) for row in found]

    def list_aliases(self, scope: Scope) -> list[tuple[str, str]]:
        with self._engine.read(scope.workspace) as tx:
            found = tx.all(joining.LIST_ALIASES, {"ids": rows.numbers(_scope_ids(tx, scope))})
        return [(row["name"], row["alias"]) for row in found]

    def list_said(self, scope: Scope, speaker: str) -> list[SaidRow]:
        with self._engine.read(scope.workspace) as tx:
            ids = rows.numbers(_scope_ids(tx, scope))
            for statement in (joining.GET_SPEAKER, joining.GET_BEARERS):
                bearers = tx.all(statement, {"normal": rows.normal(speaker)})
                found = tx.all(sql.LIST_SAID, {"ids": ids, "speaker_id": bearers[0]["id"]}) if len(bearers) == 1 else []
                if found:
                    return [SaidRow(row["article_id"], row["number"], rows.to_quote(row)) for row in found]
        return []

    def list_figures(self, scope: Scope, words: Sequence[str], limit: int) -> list[FigureRow]:
        with self._engine.read(scope.workspace) as tx:
            found = self._search(tx, self._engine.dialect.figures(plain_words(words)), scope, limit)
        return [FigureRow(row["article_id"], row["number"], rows.to_figure(row), row["score"]) for row in found]

    def _search(self, tx: Tx, search: tuple[str, str], scope: Scope, limit: int) -> list[Row]:
        statement, match = search
        article_ids = _scope_ids(tx, scope) if match else []
        if not article_ids:
            return []
        self._engine.dialect.before_search(tx, len(article_ids))
        bounds = {"ids": rows.numbers(article_ids), "lowest": min(article_ids), "highest": max(article_ids)}
        return tx.all(statement, {**bounds, "match": match, "limit": limit})


def plain_words(words: Sequence[str]) -> list[str]:
    """What may be searched for: at most 32 different words, each with a letter or digit, without quotes."""
    kept: dict[str, None] = {}
    for word in words:
        plain = rows.storable(word).replace('"', " ")[:LONGEST_WORD].strip()
        if any(sign.isalnum() for sign in plain):
            kept.setdefault(plain)
    return list(kept)[:MOST_WORDS]


def _scope_ids(tx: Tx, scope: Scope) -> list[int]:
    """Newest first. Without topics and without named articles nothing may be searched."""
    if scope.settled:
        return list(scope.article_ids or ())
    window: dict[str, object] = {
        "since": rows.instant(scope.since) or _EVER[0],
        "until": rows.instant(scope.until) or _EVER[1],
    }
    if scope.article_ids is not None:
        found = tx.all(sql.SCOPE_OF_ARTICLES, {**window, "article_ids": rows.numbers(scope.article_ids)})
    else:
        owner = {"workspace": scope.workspace, "topic_ids": rows.numbers(scope.topic_ids)}
        found = tx.all(sql.SCOPE_OF_TOPICS, {**window, **owner})
    return [row["id"] for row in found]


def _to_passage(row: Row, score: float = 0.0) -> Passage:
    return Passage(row["article_id"], row["number"], Span(row["start_at"], row["end_at"]), row["text"], score)
