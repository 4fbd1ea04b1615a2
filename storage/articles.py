"""Articles, their versions, what was read in them, and which topics they matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from bot.model import Article, Figure, Quote, Reading, Span, Topic, WorkspaceId
from storage import rows, sql
from storage.engine import Engine, Row, Tx

SENTENCE_BITS = 16
"""A passage's id is its article's id shifted by this, plus the sentence's number: so they lie together."""


class ArticleRows:
    _engine: Engine

    def add_article(self, article: Article) -> Article:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_ARTICLE_BY_URL, {"url": article.url})
        if row and row["content_hash"] == rows.content_hash(article) and article.id in {0, row["id"]}:
            return rows.to_article(row)
        with self._engine.write() as tx:
            return _write_article(tx, article)

    def get_article(self, article_id: int, version: int | None = None) -> Article | None:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_ARTICLE, {"id": article_id})
            if row and version is not None and row["version"] != version:
                row = tx.one(sql.GET_VERSION, {"id": article_id, "version": version})
        return rows.to_article(row) if row else None

    def list_articles(self, article_ids: Sequence[int]) -> list[Article]:
        with self._engine.read() as tx:
            found = {row["id"]: row for row in tx.all(sql.LIST_ARTICLES, {"ids": rows.numbers(article_ids)})}
        return [rows.to_article(found[article_id]) for article_id in article_ids if article_id in found]

    def list_unmatched(self, topic: Topic, stamp: str, since: datetime) -> list[Article]:
        values = {
            "topic_id": topic.id,
            "workspace": topic.workspace,
            "stamp": stamp,
            "since": rows.instant(since),
        }
        with self._engine.read(topic.workspace) as tx:
            return [rows.to_article(row) for row in tx.all(sql.LIST_UNMATCHED, values)]

    def mark_matches(self, topic: Topic, stamp: str, matched: Mapping[int, bool]) -> None:
        owner: dict[str, object] = {"workspace": topic.workspace, "topic_id": topic.id, "stamp": stamp}
        judged = [{**owner, "article_id": article_id, "matched": int(yes)} for article_id, yes in matched.items()]
        if not judged:
            return
        with self._engine.write(topic.workspace) as tx:
            # The topic may have been deleted while its articles were judged.
            if tx.one(sql.KEEP_TOPIC, {"workspace": topic.workspace, "id": topic.id}):
                tx.each(sql.MARK_MATCH, judged)

    def list_topic_articles(
        self, workspace: WorkspaceId, topic_id: int, since: datetime, until: datetime
    ) -> list[Article]:
        values = {
            "workspace": workspace,
            "topic_id": topic_id,
            "since": rows.instant(since),
            "until": rows.instant(until),
        }
        with self._engine.read(workspace) as tx:
            return [rows.to_article(row) for row in tx.all(sql.LIST_TOPIC_ARTICLES, values)]

    def list_window(self, since: datetime, until: datetime) -> list[Article]:
        values = {"since": rows.instant(since), "until": rows.instant(until)}
        with self._engine.read() as tx:
            return [rows.to_article(row) for row in tx.all(sql.LIST_WINDOW, values)]

    def mark_story(self, story_of: Mapping[int, int], copy_of: Mapping[int, int]) -> None:
        with self._engine.write() as tx:
            tx.each(sql.MARK_STORY, [{"id": key, "story_id": story} for key, story in story_of.items()])
            tx.each(sql.MARK_COPY, [{"id": key, "copy_of": original} for key, original in copy_of.items()])

    def list_unread(self, reader_version: str, limit: int) -> list[Article]:
        with self._engine.read() as tx:
            found = tx.all(sql.LIST_UNREAD, {"reader_version": reader_version, "limit": limit})
        return [rows.to_article(row) for row in found]

    def add_reading(self, article: Article, reading: Reading, reader_version: str) -> None:
        with self._engine.write() as tx:
            _write_reading(tx, article, reading, reader_version)

    def get_readings(self, article_ids: Sequence[int]) -> dict[int, Reading]:
        values = {"ids": rows.numbers(article_ids)}
        quotes: defaultdict[int, list[Quote]] = defaultdict(list)
        figures: defaultdict[int, list[Figure]] = defaultdict(list)
        with self._engine.read() as tx:
            for row in tx.all(sql.GET_QUOTES, values):
                quotes[row["article_id"]].append(rows.to_quote(row))
            for row in tx.all(sql.GET_FIGURES, values):
                figures[row["article_id"]].append(rows.to_figure(row))
            found = tx.all(sql.GET_READINGS, values)
        return {
            row["article_id"]: Reading(
                quotes=tuple(quotes[row["article_id"]]),
                figures=tuple(figures[row["article_id"]]),
                sentences=rows.to_spans(row["sentences"]),
                language=row["language"],
                warning=row["warning"],
            )
            for row in found
        }


def _write_article(tx: Tx, article: Article) -> Article:
    first_seen = article.first_seen or datetime.now(UTC)
    stored = _moved(tx, article) if article.id else None
    if stored is None:
        row = tx.one(sql.ADD_ARTICLE, {**rows.article_row(article, first_seen), "version": 1})
        if row:
            return rows.to_article(row)
        stored = tx.one(sql.GET_ARTICLE_BY_URL, {"url": article.url})
    assert stored is not None
    if stored["content_hash"] == rows.content_hash(article):
        return rows.to_article(stored)
    article_id = stored["id"]
    tx.run(sql.KEEP_VERSION, {"id": article_id})
    # The passages of the text that was there no longer lie in it.
    tx.run(sql.DELETE_PASSAGES, {"id": article_id})
    tx.run(sql.DELETE_VECTORS, {"id": article_id})
    tx.run(sql.FORGET_MISMATCHES, {"id": article_id})
    values = rows.article_row(article, rows.sure(stored["first_seen"]))
    row = tx.one(sql.NEW_VERSION, {**values, "id": article_id})
    assert row is not None
    tx.run(sql.OPEN_EDIT, {"article_id": article_id, "state": "open"})
    return rows.to_article(row)


def _moved(tx: Tx, article: Article) -> Row | None:
    """The stored article of that id, at its new address unless another article has it; None where there is none."""
    tx.run(sql.MOVE_ARTICLE, {"id": article.id, "url": article.url})
    return tx.one(sql.GET_ARTICLE, {"id": article.id})


def _write_reading(tx: Tx, article: Article, reading: Reading, reader_version: str) -> None:
    key: dict[str, object] = {"id": article.id, "version": article.version}
    for statement in (sql.DELETE_QUOTES, sql.DELETE_FIGURES, sql.DELETE_READING):
        tx.run(statement, key)
    own: dict[str, object] = {"article_id": article.id, "version": article.version}
    head = {
        **own,
        "reader_version": reader_version,
        "language": reading.language,
        "warning": reading.warning,
        "sentences": rows.spans(reading.sentences),
    }
    tx.run(sql.ADD_READING, head)
    tx.each(sql.ADD_QUOTE, _quote_rows(own, reading, _speaker_ids(tx, [quote.speaker for quote in reading.quotes])))
    tx.each(sql.ADD_FIGURE, _figure_rows(own, article, reading))
    tx.run(sql.MARK_READ, {**key, "reader_version": reader_version})
    newest = tx.one(sql.GET_ARTICLE, {"id": article.id})
    if newest and newest["version"] == article.version:
        tx.run(sql.DELETE_PASSAGES, {"id": article.id})
        tx.run(sql.DELETE_VECTORS, {"id": article.id})
        tx.each(sql.ADD_PASSAGE, _passage_rows(article, reading.sentences))


def _speaker_ids(tx: Tx, names: Iterable[str]) -> dict[str, int]:
    """Normal name -> id; new names are added under the form they are first met in."""
    forms: dict[str, str] = {}
    for name in names:
        forms.setdefault(rows.normal(rows.storable(name)), name)
    asked = {"normals": rows.as_json(list(forms))}
    known = {row["normal"] for row in tx.all(sql.GET_SPEAKERS, asked)}
    tx.each(sql.ADD_SPEAKER, [{"name": forms[key], "normal": key} for key in sorted(forms) if key not in known])
    return {row["normal"]: row["id"] for row in tx.all(sql.GET_SPEAKERS, asked)}


def _quote_rows(own: dict[str, object], reading: Reading, speaker_ids: dict[str, int]) -> Iterator[dict[str, object]]:
    for number, quote in enumerate(reading.quotes):
        speaker_id = speaker_ids[rows.normal(rows.storable(quote.speaker))]
        said_by = 0 if quote.unnamed else None  # the rest is joined later
        yield {**own, **rows.quote_row(quote), "number": number, "speaker_id": speaker_id, "said_by": said_by}


def _figure_rows(own: dict[str, object], article: Article, reading: Reading) -> Iterator[dict[str, object]]:
    for number, figure in enumerate(reading.figures):
        sentence = _sentence_round(figure.span, reading.sentences).of(article.text)
        yield {**own, **rows.figure_row(figure), "number": number, "sentence": sentence}


def _sentence_round(span: Span, sentences: Sequence[Span]) -> Span:
    """The sentence that holds the span; the span alone where none does."""
    return next((one for one in sentences if one.start <= span.start and span.end <= one.end), span)


def _passage_rows(article: Article, sentences: Sequence[Span]) -> Iterator[dict[str, object]]:
    for number, span in enumerate(sentences[: 1 << SENTENCE_BITS]):
        yield {
            "id": (article.id << SENTENCE_BITS) + number,
            "article_id": article.id,
            "number": number,
            "start_at": span.start,
            "end_at": span.end,
            "text": span.of(article.text),
            "title": article.title,
        }
