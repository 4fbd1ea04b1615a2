"""Rows <-> model of what a workspace owns: topics, runs, editions, deliveries, requests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.model import (
    Delivery,
    DeliveryState,
    Edition,
    Message,
    Request,
    RequestKind,
    RequestState,
    Run,
    RunState,
    Timetable,
    Topic,
    WorkspaceId,
)
from storage.engine import Row
from storage.rows import Values, as_json, instant, moment, normal, numbers, sure


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
        "outlets": as_json(topic.outlets),
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
        outlets=tuple(json.loads(row["outlets"])),
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
        edited=row["edited"],
    )
