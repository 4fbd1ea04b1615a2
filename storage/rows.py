"""Rows <-> model, one pair of functions a kind: values, news and facts (what is owned: `storage.owned`). Pure."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from bot.model import (
    Article,
    Change,
    Comparison,
    Feed,
    FeedState,
    Figure,
    FigureKind,
    FigureStatus,
    Item,
    Mode,
    Polarity,
    Quote,
    QuoteKind,
    Span,
    StoredItem,
)
from storage.engine import Row

Values = dict[str, object]


# ------------------------------------------------------------------ single values


def instant(value: datetime | None) -> str | None:
    """Fixed width, UTC, so that texts sort as instants do. A naive datetime is a defect of the caller: ValueError."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("an instant without a zone cannot be stored")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def sure(value: str) -> datetime:
    return datetime.fromisoformat(value)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def numbers(values: Iterable[int]) -> str:
    return as_json([int(value) for value in values])


def spans(values: Iterable[Span]) -> str:
    return as_json([[span.start, span.end] for span in values])


def to_spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(text))


def to_span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def normal(name: str) -> str:
    """What makes two names the same: compatibility form, case and runs of white space aside."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """NUL and lone surrogates, which no engine stores, become U+FFFD: one for one, so offsets still hold."""
    return _UNSTORABLE.sub("\ufffd", text)


# ------------------------------------------------------------------ news


def feed_row(feed: Feed) -> Values:
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "outlet": feed.outlet,
        "state": str(feed.state),
        "next_due": instant(feed.next_due),
        "last_polled": instant(feed.last_polled),
        "last_success": instant(feed.last_success),
        "failing_since": instant(feed.failing_since),
        "error": feed.error,
        "error_count": feed.error_count,
        "etag": feed.etag,
        "last_modified": feed.last_modified,
        "body_hash": feed.body_hash,
        "unchanged_polls": feed.unchanged_polls,
        "moved_to": feed.moved_to,
        "rhythm": feed.rhythm,
        "interval_s": feed.interval_s,
    }


def to_feed(row: Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        state=FeedState(row["state"]),
        next_due=moment(row["next_due"]),
        last_polled=moment(row["last_polled"]),
        last_success=moment(row["last_success"]),
        failing_since=moment(row["failing_since"]),
        error=row["error"],
        error_count=row["error_count"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_hash=row["body_hash"],
        unchanged_polls=row["unchanged_polls"],
        moved_to=row["moved_to"],
        rhythm=row["rhythm"],
        interval_s=row["interval_s"],
    )


def item_digest(item: Item) -> str:
    """Changes when the title, the text or the URL does."""
    parts = f"{item.title}\0{item.url}\0{item.full_text}"
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def item_row(item: Item) -> Values:
    return {
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "full_text": item.full_text,
        "author": item.author,
        "published": instant(item.published),
        "keys": as_json(item.keys),
        "digest": item_digest(item),
    }


def to_item(row: Row) -> StoredItem:
    item = Item(
        url=row["url"],
        title=row["title"],
        keys=tuple(json.loads(row["keys"])),
        summary=row["summary"],
        full_text=row["full_text"],
        author=row["author"],
        published=moment(row["published"]),
    )
    return StoredItem(
        id=row["id"],
        feed_id=row["feed_id"],
        item=item,
        first_seen=sure(row["first_seen"]),
        article_id=row["article_id"],
        baseline=bool(row["baseline"]),
    )


def content_hash(article: Article) -> str:
    """The article's own hash, else one over its title and text."""
    if article.content_hash:
        return article.content_hash
    return hashlib.sha256(f"{article.title}\0{article.text}".encode("utf-8", "surrogatepass")).hexdigest()


def article_row(article: Article, first_seen: datetime) -> Values:
    seen = min(article.published, first_seen) if article.published else first_seen
    return {
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "outlet": article.outlet,
        "author": article.author,
        "published": instant(article.published),
        "first_seen": instant(first_seen),
        "moment": instant(seen),
        "language": article.language,
        "content_hash": content_hash(article),
        "note": article.note,
        # By which reader the newest version was read: "" by none, NULL where there is nothing to read.
        "read_by": "" if article.text else None,
        "version": article.version,
        "story_id": article.story_id,
        "copy_of": article.copy_of,
    }


def to_article(row: Row) -> Article:
    return Article(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        text=row["text"],
        outlet=row["outlet"],
        version=row["version"],
        author=row["author"],
        published=moment(row["published"]),
        first_seen=moment(row["first_seen"]),
        language=row["language"],
        content_hash=row["content_hash"],
        story_id=row["story_id"],
        copy_of=row["copy_of"],
        note=row["note"],
    )


# ------------------------------------------------------------------ facts


def quote_row(quote: Quote) -> Values:
    return {
        "speaker": quote.speaker,
        "kind": str(quote.kind),
        "content": spans(quote.content),
        "continuation": spans(quote.continuation),
        "role": quote.role,
        "organisation": quote.organisation,
        "polarity": str(quote.polarity),
        "mode": str(quote.mode),
        "source_start": quote.source.start if quote.source else None,
        "source_end": quote.source.end if quote.source else None,
        "cue_start": quote.cue.start if quote.cue else None,
        "cue_end": quote.cue.end if quote.cue else None,
        "unnamed": int(quote.unnamed),
        "nested": int(quote.nested),
        "confidence": float(quote.confidence),
    }


def to_quote(row: Row) -> Quote:
    return Quote(
        content=to_spans(row["content"]),
        speaker=row["speaker"],
        kind=QuoteKind(row["kind"]),
        source=to_span(row["source_start"], row["source_end"]),
        cue=to_span(row["cue_start"], row["cue_end"]),
        unnamed=bool(row["unnamed"]),
        role=row["role"],
        organisation=row["organisation"],
        polarity=Polarity(row["polarity"]),
        mode=Mode(row["mode"]),
        nested=bool(row["nested"]),
        continuation=to_spans(row["continuation"]),
        confidence=row["confidence"],
    )


def figure_row(figure: Figure) -> Values:
    measures = figure.measures_span
    return {
        "start_at": figure.span.start,
        "end_at": figure.span.end,
        "value": str(figure.value),
        "high": None if figure.high is None else str(figure.high),
        "unit": figure.unit,
        "kind": str(figure.kind),
        "measures": figure.measures,
        "comparison": str(figure.comparison),
        "change": str(figure.change),
        "status": str(figure.status),
        "period": figure.period,
        "speaker": figure.speaker,
        "measures_start": measures.start if measures else None,
        "measures_end": measures.end if measures else None,
        "is_key": int(figure.key),
    }


def to_figure(row: Row) -> Figure:
    return Figure(
        span=Span(row["start_at"], row["end_at"]),
        value=Decimal(row["value"]),
        unit=row["unit"],
        kind=FigureKind(row["kind"]),
        measures=row["measures"],
        high=None if row["high"] is None else Decimal(row["high"]),
        measures_span=to_span(row["measures_start"], row["measures_end"]),
        comparison=Comparison(row["comparison"]),
        change=Change(row["change"]),
        status=FigureStatus(row["status"]),
        period=row["period"],
        speaker=row["speaker"],
        key=bool(row["is_key"]),
    )
