"""Rows <-> model, one pair of functions a kind; nothing here touches a database."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from bot.model import (
    Article,
    Change,
    Comparison,
    Delivery,
    DeliveryState,
    Edition,
    Feed,
    FeedState,
    Figure,
    FigureKind,
    FigureStatus,
    Item,
    Message,
    Mode,
    Polarity,
    Quote,
    QuoteKind,
    Request,
    RequestKind,
    RequestState,
    Run,
    RunState,
    Span,
    StoredItem,
    Timetable,
    Topic,
    WorkspaceId,
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


# ------------------------------------------------------------------ what a workspace owns


def topic_row(topic: Topic) -> Values:
    return {
        "id": topic.id,
        "workspace": topic.workspace,
        "channel": topic.channel,
        "name": topic.name,
        "name_key": normal(topic.name),
        "query": topic.query,
        "times": as_json([at.isoformat() for at in topic.timetable.times]),
        "weekdays": as_json(sorted(topic.timetable.weekdays)),
        "zone": topic.timetable.zone,
        "owner": topic.owner,
        "muted": as_json(topic.muted),
        "next_due": instant(topic.next_due),
        "due_date": topic.due_date.isoformat() if topic.due_date else None,
        "due_slot": topic.due_slot,
        "last_sent": instant(topic.last_sent),
        "created": instant(topic.created),
        "paused": int(topic.paused),
        "late_limit_s": topic.late_limit_s,
    }


def to_topic(row: Row) -> Topic:
    timetable = Timetable(
        times=tuple(time.fromisoformat(at) for at in json.loads(row["times"])),
        weekdays=frozenset(json.loads(row["weekdays"])),
        zone=row["zone"],
    )
    return Topic(
        workspace=WorkspaceId(row["workspace"]),
        channel=row["channel"],
        name=row["name"],
        query=row["query"],
        timetable=timetable,
        id=row["id"],
        owner=row["owner"],
        paused=bool(row["paused"]),
        muted=tuple(json.loads(row["muted"])),
        next_due=moment(row["next_due"]),
        due_date=date.fromisoformat(row["due_date"]) if row["due_date"] else None,
        due_slot=row["due_slot"],
        last_sent=moment(row["last_sent"]),
        late_limit_s=row["late_limit_s"],
        created=moment(row["created"]),
    )


def run_row(run: Run) -> Values:
    return {
        "key": run.key,
        "workspace": run.workspace,
        "channel": run.channel,
        "topic_ids": numbers(run.topic_ids),
        "due": instant(run.due),
        "state": str(run.state),
        "note": run.note,
    }


def to_run(row: Row) -> Run:
    return Run(
        key=row["key"],
        workspace=WorkspaceId(row["workspace"]),
        channel=row["channel"],
        topic_ids=tuple(json.loads(row["topic_ids"])),
        due=sure(row["due"]),
        id=row["id"],
        state=RunState(row["state"]),
        note=row["note"],
    )


def message_value(message: Message) -> dict[str, Any]:
    return {"blocks": list(message.blocks), "text": message.text}


def to_message(value: Mapping[str, Any]) -> Message:
    return Message(blocks=tuple(value["blocks"]), text=value["text"])


def edition_row(edition: Edition) -> Values:
    return {
        "run_id": edition.run_id,
        "workspace": edition.workspace,
        "channel": edition.channel,
        "topic_ids": numbers(edition.topic_ids),
        "start_at": instant(edition.start),
        "cut_off": instant(edition.cut_off),
        "article_ids": numbers(edition.article_ids),
        "manifest": as_json(dict(edition.manifest)),
        "messages": as_json([message_value(message) for message in edition.messages]),
    }


def to_edition(row: Row) -> Edition:
    return Edition(
        run_id=row["run_id"],
        workspace=WorkspaceId(row["workspace"]),
        channel=row["channel"],
        topic_ids=tuple(json.loads(row["topic_ids"])),
        start=sure(row["start_at"]),
        cut_off=sure(row["cut_off"]),
        article_ids=tuple(json.loads(row["article_ids"])),
        manifest=json.loads(row["manifest"]),
        messages=tuple(to_message(value) for value in json.loads(row["messages"])),
        id=row["id"],
    )


def delivery_row(delivery: Delivery) -> Values:
    return {
        "id": delivery.id,
        "workspace": delivery.workspace,
        "channel": delivery.channel,
        "part": delivery.part,
        "message": as_json(message_value(delivery.message)),
        "run_id": delivery.run_id,
        "request_id": delivery.request_id,
        "parent_id": delivery.parent_id,
        "thread_ts": delivery.thread_ts,
        "state": str(delivery.state),
        "attempt": delivery.attempt,
        "since": instant(delivery.since),
        "not_before": instant(delivery.not_before),
        "ts": delivery.ts,
        "reason": delivery.reason,
    }


def to_delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        workspace=WorkspaceId(row["workspace"]),
        channel=row["channel"],
        part=row["part"],
        message=to_message(json.loads(row["message"])),
        run_id=row["run_id"],
        request_id=row["request_id"],
        parent_id=row["parent_id"],
        thread_ts=row["thread_ts"],
        state=DeliveryState(row["state"]),
        attempt=row["attempt"],
        since=moment(row["since"]),
        not_before=moment(row["not_before"]),
        ts=row["ts"],
        reason=row["reason"],
    )


def request_row(request: Request) -> Values:
    return {
        "key": request.key,
        "workspace": request.workspace,
        "kind": str(request.kind),
        "channel": request.channel,
        "asker": request.user,
        "text": request.text,
        "thread_ts": request.thread_ts,
        "response_url": request.response_url,
        "zone": request.zone,
        "payload": as_json(dict(request.payload)),
        "state": str(request.state),
        "attempt": request.attempt,
        "since": instant(request.since),
        "created": instant(request.created),
    }


def to_request(row: Row) -> Request:
    return Request(
        key=row["key"],
        workspace=WorkspaceId(row["workspace"]),
        kind=RequestKind(row["kind"]),
        channel=row["channel"],
        user=row["asker"],
        text=row["text"],
        thread_ts=row["thread_ts"],
        response_url=row["response_url"],
        zone=row["zone"],
        payload=json.loads(row["payload"]),
        id=row["id"],
        state=RequestState(row["state"]),
        attempt=row["attempt"],
        since=moment(row["since"]),
        created=moment(row["created"]),
    )
