"""A question becomes an answer in its thread: from what is stored, with citations, or an honest nothing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.answers.compose import answer as compose
from bot.answers.question import parse_question
from bot.log import get_log
from bot.model import Answer, Delivery, Edition, Reading, Request, RequestState, Scope, Topic, Verdict, WorkspaceId
from bot.ports import Ports
from bot.render.answer import Moment, render_answer

log = get_log("ask")

MEMORY = timedelta(days=90)
"""How far back a topic's articles are searched when the briefing itself holds nothing."""
NAMESPACE = uuid.UUID("6b6f6f6e-7265-4164-8f75-746275696c64")


@dataclass(frozen=True, slots=True)
class Place:
    """One scope and how it is called in the reply."""

    scope: Scope
    name: str


def answer_request(ports: Ports, request: Request) -> None:
    """Answers one question row: the reply becomes a delivery of the thread, the row is done. Safe to repeat."""
    edition = ports.store.get_edition_at(request.workspace, request.channel, request.thread_ts or "")
    topics = ports.store.list_topics(request.workspace, request.channel)
    places = places_of(ports, request.workspace, topics, edition)
    reply = answer_in(ports, places, request.text, request.zone)
    message = render_answer(reply, readings_of(ports, reply), Moment(ports.clock.now(), request.zone or "UTC"))
    ports.store.add_deliveries(
        [
            Delivery(
                id=str(uuid.uuid5(NAMESPACE, request.key)),
                workspace=request.workspace,
                channel=request.channel,
                part=0,
                message=message,
                request_id=request.id,
                thread_ts=request.thread_ts,
            )
        ]
    )
    ports.store.mark_request(request.id, RequestState.DONE)
    ports.queue.wake("deliver")
    log.info("answered", request=request.id, verdict=reply.verdict.value, citations=len(reply.citations))


def readings_of(ports: Ports, reply: Answer) -> dict[int, Reading]:
    """The readings of the articles that the answer cites."""
    return ports.store.get_readings([citation.article.id for citation in reply.citations])


def answer_here(ports: Ports, workspace: WorkspaceId, topics: Sequence[Topic], question: str) -> Answer:
    """For the command line and `/readout ask`: the topics' articles, without a briefing."""
    return answer_in(ports, places_of(ports, workspace, topics, None), question)


def places_of(ports: Ports, workspace: WorkspaceId, topics: Sequence[Topic], edition: Edition | None) -> list[Place]:
    """Where to look, nearest first: this briefing, its topics, the channel's topics. Never another channel's."""
    since = ports.clock.now() - MEMORY
    places = []
    if edition:
        places.append(Place(Scope(workspace, article_ids=edition.article_ids), "this briefing"))
        own = tuple(topic.id for topic in topics if topic.id in edition.topic_ids)
        if own:
            places.append(Place(Scope(workspace, topic_ids=own, since=since), "this topic"))
    everything = tuple(topic.id for topic in topics)
    if everything and (not edition or set(everything) - set(edition.topic_ids)):
        places.append(Place(Scope(workspace, topic_ids=everything, since=since), "this channel’s topics"))
    return places


def answer_in(ports: Ports, places: Sequence[Place], text: str, zone: str = "") -> Answer:
    """The first place that answers; else the nearest miss; else nothing, with what was searched."""
    best = Answer(text, Verdict.NOTHING, note="No topic is tracked here yet.")
    for place in places:
        known = [name for name, _ in ports.store.list_speakers(place.scope)]
        question = parse_question(text, known, now=ports.clock.now(), zone=zone or "UTC")
        scope = _within(place.scope, question.since)
        found, _ = compose(ports.store, question, scope)
        if found.verdict is Verdict.ANSWERED:
            return _placed(found, place)
        if best.verdict is Verdict.NOTHING:
            best = _placed(found, place)
    return best


def _within(scope: Scope, since: datetime | None) -> Scope:
    return replace(scope, since=since) if since else scope


def _placed(found: Answer, place: Place) -> Answer:
    articles = "1 article" if found.searched_articles == 1 else f"{found.searched_articles} articles"
    return replace(found, note=f"{found.note} Searched: {articles} of {place.name}.".strip())
