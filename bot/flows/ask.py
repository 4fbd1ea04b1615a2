"""A question becomes an answer in its thread: from what is stored, with citations, or an honest nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from threading import Timer

from bot.answers.asking import settled
from bot.answers.compose import answer as compose
from bot.answers.foreign import foreign_language
from bot.answers.kinds import Asks
from bot.answers.question import LONGEST, Question, Told
from bot.answers.semantic import meaning_by
from bot.answers.several import MOST, split_questions
from bot.answers.thread import answer_in_thread, read_in_thread
from bot.flows.corrections import corrected, corrected_answer, list_wrong
from bot.flows.edits import with_changes
from bot.flows.people import as_answer, people_of
from bot.flows.phrases import spoken
from bot.flows.wording import word_answer
from bot.log import get_log
from bot.model import (
    Answer,
    Delivery,
    Edition,
    Message,
    Reading,
    Request,
    RequestState,
    Scope,
    Span,
    Topic,
    Verdict,
    WorkspaceId,
)
from bot.ports import Ports
from bot.render.answer import Moment, render_answers

log = get_log("ask")

MEMORY = timedelta(days=90)
"""How far back a topic's articles are searched when the briefing itself holds nothing."""
PATIENCE_S = 1.0
"""Work that takes longer than this shows a sign in the thread."""
NAMESPACE = uuid.UUID("6b6f6f6e-7265-4164-8f75-746275696c64")


@dataclass(frozen=True, slots=True)
class Place:
    """One scope and how it is called in the reply."""

    scope: Scope
    name: str
    edition: Edition | None = None
    """Of the place that is one briefing."""


def answer_request(ports: Ports, request: Request) -> None:
    """Answers one question row: the reply becomes a delivery of the thread, the row is done. Safe to repeat."""
    reply_in_thread(ports, request, answer_message(ports, request))


def answer_message(ports: Ports, request: Request) -> Message:
    """What is replied to a question row, with buttons to say what one thinks of it."""
    with sign_of_work(ports, request):
        found = (corrected_answer(ports.store, request.workspace, reply) for reply in _replies(ports, request))
        replies = [word_answer(ports, reply) for reply in found]
        moment = Moment(ports.clock.now(), request.zone or "UTC")
        message = render_answers(replies, readings_of(ports, request.workspace, *replies), moment, request.id)
    verdicts = [reply.verdict.value for reply in replies]
    log.info("answered", request=request.id, verdicts=verdicts, citations=sum(len(r.citations) for r in replies))
    return message


def reply_in_thread(ports: Ports, request: Request, message: Message) -> None:
    """Rows first: the message is a delivery, then the request is done. One delivery a request, however often."""
    delivery = Delivery(
        id=str(uuid.uuid5(NAMESPACE, request.key)),
        workspace=request.workspace,
        channel=request.channel,
        part=0,
        message=message,
        request_id=request.id,
        thread_ts=request.thread_ts,
    )
    ports.store.add_deliveries([delivery])
    ports.store.mark_request(request.id, RequestState.DONE)
    ports.queue.wake("deliver")


@contextmanager
def sign_of_work(ports: Ports, request: Request) -> Iterator[None]:
    """A visible sign in the thread once the work has taken a second; none where the answer is faster."""
    sign = Timer(
        PATIENCE_S,
        ports.messenger.is_working,
        (request.workspace, request.channel, request.thread_ts or "", "is reading …"),
    )
    sign.daemon = True
    sign.start()
    try:
        yield
    finally:
        sign.cancel()


def readings_of(ports: Ports, workspace: WorkspaceId, *replies: Answer) -> dict[int, Reading]:
    """The readings of the articles that the answers cite, as the workspace sees them."""
    cited = [citation.article.id for reply in replies for citation in reply.citations]
    return corrected(ports.store, workspace, ports.store.get_readings(cited))


def answer_here(ports: Ports, workspace: WorkspaceId, topics: Sequence[Topic], question: str, zone: str = "") -> Answer:
    """For the command line and `/readout ask`: the topics' articles, without a briefing, as one question."""
    found = answer_in(ports, places_of(ports, workspace, topics, None), question, zone)
    (marked,) = with_changes(ports, [found], topics)
    return word_answer(ports, corrected_answer(ports.store, workspace, marked))


# ------------------------------------------------------------------ one message


def _replies(ports: Ports, request: Request) -> list[Answer]:
    """One answer a question of the message, each seeing the one before it: in the message, else in the thread."""
    edition = ports.store.get_edition_at(request.workspace, request.channel, request.thread_ts or "")
    topics = ports.store.list_topics(request.workspace, request.channel)
    places = places_of(ports, request.workspace, topics, edition)
    asked = split_questions(spoken(request.text))
    rows = ports.store.list_asked(request) if request.thread_ts else []
    before = [text for row in reversed(rows) for text in split_questions(spoken(row.text))[:MOST]]
    replies = []
    for text in asked[:MOST]:
        replies.append(answer_in(ports, places, text, request.zone, before))
        before = [*before, text]
    if len(asked) > MOST:
        note = f"{replies[-1].note} I answer {MOST} questions at a time; please ask the rest again."
        replies[-1] = replace(replies[-1], note=note.strip())
    return with_changes(ports, replies, topics, edition)


def places_of(ports: Ports, workspace: WorkspaceId, topics: Sequence[Topic], edition: Edition | None) -> list[Place]:
    """Where to look, nearest first: this briefing, its topics, the channel's topics. Never another channel's."""
    since = ports.clock.now() - MEMORY
    places = []
    if edition:
        places.append(Place(Scope(workspace, article_ids=edition.article_ids), "this briefing", edition))
        own = tuple(topic.id for topic in topics if topic.id in edition.topic_ids)
        if own:
            places.append(Place(Scope(workspace, topic_ids=own, since=since), "this topic"))
    everything = tuple(topic.id for topic in topics)
    if everything and (not edition or set(everything) - set(edition.topic_ids)):
        places.append(Place(Scope(workspace, topic_ids=everything, since=since), "this channel’s topics"))
    return places


# ------------------------------------------------------------------ one question


def answer_in(ports: Ports, places: Sequence[Place], text: str, zone: str = "", before: Sequence[str] = ()) -> Answer:
    """The first place that answers; else the nearest miss; else nothing, with what was searched.

    `before` are the questions asked before in the thread, oldest first.
    """
    return answer_in_thread(partial(_answer, ports, places, zone), text, before)


def _answer(
    ports: Ports, places: Sequence[Place], zone: str, text: str, before: Sequence[str], told: Told | None
) -> Answer:
    best = Answer(text, Verdict.NOTHING, note="No topic is tracked here yet.")
    meaning = meaning_by(ports.embedder, ports.judge, ports.store)
    known: set[tuple[Question, Scope]] = set()
    for number, place in enumerate(_holding(ports, places, told)):
        scope = settled(ports.store, place.scope)
        question = read_in_thread(ports.store, scope, text, before, now=ports.clock.now(), zone=zone or "UTC")
        question = replace(question, told=told, left_out=_left_out(ports, scope))
        if question.since:
            scope = settled(ports.store, _within(place.scope, question.since))
        if (question, scope) in known:  # a new topic often holds no more than its briefing
            continue
        known.add((question, scope))
        found, _ = compose(ports.store, question, scope, meaning)
        found = _without_lines(_of_edition(found, question, place), question)
        found = _placed(_honest(found, text), place)
        if found.verdict is Verdict.ANSWERED:
            return found
        if number == 0 or (best.verdict is Verdict.NOTHING and found.verdict is Verdict.CLOSEST):
            best = found
        else:
            best = replace(best, note=_wider(best, found))
    return best


def _left_out(ports: Ports, scope: Scope) -> tuple[tuple[int, Span], ...]:
    """What somebody of the workspace called wrong in these articles."""
    wrong = list_wrong(ports.store, scope.workspace, scope.article_ids or ())
    return tuple((line.article_id, line.span) for line in wrong)


def _holding(ports: Ports, places: Sequence[Place], told: Told | None) -> Sequence[Place]:
    """Where a thread goes on about an article, the places that hold it."""
    holding = [place for place in places if told and told.article_id in ports.store.list_scope(place.scope)]
    return holding or places


def _of_edition(found: Answer, question: Question, place: Place) -> Answer:
    """A briefing's own list of people where those are asked for: the same number stands in its first line."""
    if place.edition is None or question.asks is not Asks.SPEAKERS or question.since:
        return found
    people = people_of(place.edition)
    return as_answer(found, people) if people else found


def _without_lines(found: Answer, question: Question) -> Answer:
    """Where nothing answers, or an article of which a line is hidden, it is told that some are."""
    cited = {citation.article.id for citation in found.citations}
    hidden = {number for number, _ in question.left_out}
    if not hidden or (found.verdict is Verdict.ANSWERED and cited.isdisjoint(hidden)):
        return found
    return replace(found, note=f"{found.note} Lines that somebody here called wrong are left out.".strip())


def _within(scope: Scope, since: datetime | None) -> Scope:
    return replace(scope, since=max(since, scope.since or since)) if since else scope


def _honest(found: Answer, text: str) -> Answer:
    """Under the question as it was asked; says so where that is in another language, or was cut."""
    notes = []
    if language := foreign_language(text):
        which = f"Your question looks {language}" if language[0].isupper() else f"Your question is in {language}"
        notes.append(f"{which}, and I read English: this is what matches its words.")
        if found.verdict is Verdict.ANSWERED:
            found = replace(found, verdict=Verdict.CLOSEST, short="")
        if found.verdict is Verdict.NOTHING:
            notes = [f"{which}, and I read English: please ask in English."]
    if len(text) > LONGEST:
        notes.append(f"Your question is long: I read its first {LONGEST:,} characters.")
    return replace(found, question=text, note=" ".join([*notes, found.note]).strip())


def _placed(found: Answer, place: Place) -> Answer:
    return replace(found, note=f"{found.note} Searched: {_count(found)} of {place.name}.".strip())


def _wider(best: Answer, found: Answer) -> str:
    """The miss in the nearer place, and that the wider one held nothing either."""
    return f"{best.note.removesuffix('.')}; then {found.note.rpartition('Searched: ')[2]}"


def _count(found: Answer) -> str:
    return "1 article" if found.searched_articles == 1 else f"{found.searched_articles} articles"
