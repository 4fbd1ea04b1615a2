"""Briefings: when a topic is due a run is recorded, from the run an edition is made, and its parts go to the ledger.

Every step is a row before it is an effect: a crash anywhere leaves an open run (made again from the start) or pending
deliveries (sent by the deliver flow). A run makes one edition, an edition each part once.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from bot.digest.digest import Digest
from bot.digest.frozen import from_json, to_json
from bot.errors import NotFoundError, ReadoutError
from bot.flows.compose import Asked, compose, fresh_since, texts_of
from bot.flows.wording import head_stories
from bot.log import get_log
from bot.model import Article, Delivery, Edition, Message, Run, RunState, Topic, WorkspaceId, run_key
from bot.ports import Ports
from bot.render.briefing import render_briefing, render_nothing_new
from bot.render.engine import template_hash
from bot.render.notices import said
from bot.render.verify import verified
from bot.timing.timetable import Decision, Verdict, due_now

log = get_log("brief")

_TRY_FOR = timedelta(minutes=10)
"""How long after its hour a run that broke is tried again."""
_EVER = timedelta(days=36_500)
"""From now on: every topic that waits for anything."""

Group = tuple[WorkspaceId, str, date, str]
"""Workspace, channel, local date, slot: what is due there together is one run."""


# ------------------------------------------------------------------ the schedule


def run_due(ports: Ports, now: datetime | None = None) -> list[Run]:
    """Records a run for every channel where topics are due, then briefs every open run; returns the runs it closed."""
    at = now or ports.clock.now()
    _realign(ports, at)
    for group, members in _due(ports, at).items():
        _add_due_run(ports, group, members)
    return [run for run in ports.store.list_open_runs() if _attempt(ports, run)]


def _due(ports: Ports, now: datetime) -> dict[Group, list[tuple[Topic, Decision]]]:
    groups: dict[Group, list[tuple[Topic, Decision]]] = defaultdict(list)
    for topic in ports.store.list_due_topics(now):
        decision = due_now(topic, now)
        if decision is not None:
            groups[(topic.workspace, topic.channel, decision.due.date, decision.due.slot)].append((topic, decision))
    return groups


def _realign(ports: Ports, now: datetime) -> None:
    """Topics that wait for a day no timetable reaches (the clock had run ahead) wait for their next one again."""
    for topic in ports.store.list_due_topics(now + _EVER):
        decision = due_now(topic, now)
        if decision and decision.verdict is Verdict.REALIGN:
            log.warning("the clock had run ahead", topic=topic.id)
            ports.store.mark_topic(_moved_on(topic, decision))


def _add_due_run(ports: Ports, group: Group, members: Sequence[tuple[Topic, Decision]]) -> None:
    """One transaction: the run, and its topics' next_due moved on. Topics that are too late are moved on and told."""
    given = [(topic, decision) for topic, decision in members if decision.verdict is Verdict.GIVE]
    late = [(topic, decision) for topic, decision in members if decision.verdict is Verdict.LATE]
    chosen = given or late
    moved = [_moved_on(topic, decision) for topic, decision in members]
    run = Run(
        key=run_key(*group),
        workspace=group[0],
        channel=group[1],
        topic_ids=tuple(topic.id for topic, _ in chosen),
        due=chosen[0][1].due.instant if chosen else members[0][1].due.instant,
    )
    added = _added(ports, run, moved) if chosen else None
    if added and not given:
        ports.store.mark_run(added.id, RunState.LATE, "missed by more than its limit")
    if added:
        for topic, decision in late:
            _tell_late(ports, topic, decision)


def _added(ports: Ports, run: Run, topics: Sequence[Topic]) -> Run | None:
    """The run; under a longer key where another run of this channel has the slot (topics in two time zones)."""
    added = ports.store.add_run(run, topics)
    known = None if added else ports.store.get_run(run.key)
    if known is None or set(run.topic_ids) <= set(known.topic_ids):
        return added
    return ports.store.add_run(replace(run, key=f"{run.key}|{'+'.join(map(str, run.topic_ids))}"), topics)


def _moved_on(topic: Topic, decision: Decision) -> Topic:
    following = decision.following
    return replace(topic, next_due=following.instant, due_date=following.date, due_slot=following.slot)


def _tell_late(ports: Ports, topic: Topic, decision: Decision) -> None:
    local = decision.due.instant.astimezone(ZoneInfo(topic.timetable.zone))
    log.warning("late", topic=topic.id, due=decision.due.instant.isoformat())
    if topic.owner:
        message = said(
            f"The briefing of {local:%a %H:%M} on {topic.name} was not sent.",
            "Readout was not running then. What was missed will be in the next one; `/readout now` posts it at once.",
        )
        ports.messenger.tell(topic.workspace, topic.owner, message)


def _attempt(ports: Ports, run: Run) -> bool:
    """One run; an error that a person can understand closes it and is told to the owner.

    After any other it stays open for a while, to be tried again; it never holds up the runs after it.
    """
    try:
        brief_run(ports, run)
    except ReadoutError as error:
        _fail(ports, run, error)
    except Exception:  # one channel's broken row must not keep the briefings of all others from being sent
        log.exception("run broke", run=run.id)
        if ports.clock.now() - run.due < _TRY_FOR:
            return False
        _fail(ports, run, ReadoutError("an internal error.", "The log holds the details."))
    return True


def _fail(ports: Ports, run: Run, error: ReadoutError) -> None:
    log.warning("run failed", run=run.id, error=type(error).__name__)
    ports.store.mark_run(run.id, RunState.FAILED, str(error))
    _tell_owners(ports, run, error)


def _tell_owners(ports: Ports, run: Run, error: ReadoutError) -> None:
    for topic in _topics(ports, run):
        if topic.owner:
            message = said(f"The briefing on {topic.name} could not be made: {error}", error.hint)
            ports.messenger.tell(run.workspace, topic.owner, message)


# ------------------------------------------------------------------ one run


def brief_run(ports: Ports, run: Run) -> Edition | None:
    """Makes the run's edition and puts its parts into the ledger; None where there is nothing to tell."""
    started = time.monotonic()
    asked = Asked.of(run.note)
    topics = _topics(ports, run)
    if not topics:
        ports.store.mark_run(run.id, RunState.EMPTY, "its topics are gone")
        return None
    digest = head_stories(ports, compose(ports, topics, asked.since if asked else None, ports.clock.now()))
    texts = texts_of(ports, digest)
    log.info("composed", run=run.id, articles=digest.counts.articles, ms=round(1000 * (time.monotonic() - started)))
    if digest.empty:
        ports.store.mark_run(run.id, RunState.EMPTY, "nothing new")
        return None
    messages = render_briefing(digest, texts)
    edition = _edition(ports, run, digest, messages)
    sent = [] if asked and asked.since else [replace(topic, last_sent=digest.window.end) for topic in topics]
    kept = ports.store.add_edition(edition, _deliveries(run, messages, digest.now), sent)
    ports.queue.wake("deliver")
    return kept


def _topics(ports: Ports, run: Run) -> list[Topic]:
    found = (ports.store.get_topic(run.workspace, topic_id) for topic_id in run.topic_ids)
    return [topic for topic in found if topic]


def _edition(ports: Ports, run: Run, digest: Digest, messages: Sequence[Message]) -> Edition:
    return Edition(
        run_id=run.id,
        workspace=run.workspace,
        channel=run.channel,
        topic_ids=digest.topic_ids,
        start=digest.window.start,
        cut_off=digest.window.end,
        article_ids=tuple(source.article_id for source in digest.sources),
        manifest={
            "reader": ports.reader.version,
            "templates": template_hash(),
            "cut_off": digest.window.end.isoformat(),
            "articles": [[s.article_id, s.version, s.content_hash] for s in digest.sources],
            "digest": to_json(digest),
        },
        messages=tuple(messages),
    )


def _deliveries(run: Run, messages: Iterable[Message], now: datetime) -> list[Delivery]:
    """Pending rows with ids that follow from the run's key and the part: making them again makes the same ones."""
    parent = delivery_id(run.key, 0)
    return [
        Delivery(
            id=delivery_id(run.key, part),
            workspace=run.workspace,
            channel=run.channel,
            part=part,
            message=message,
            run_id=run.id,
            parent_id=parent if part else None,
            since=now,
        )
        for part, message in enumerate(messages)
    ]


def delivery_id(run_key: str, part: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"readout:run:{run_key}:{part}"))


# ------------------------------------------------------------------ on demand


def brief_now(
    ports: Ports,
    workspace: WorkspaceId,
    channel: str,
    topics: Sequence[Topic],
    key: str,
    days: float = 0,
) -> Run:
    """A briefing at once. `key` (the command's own id) is its slot, so a command that arrives twice posts once.

    `days` > 0: the window is that long and the next scheduled briefing is unaffected. Else it runs from the last
    briefing on, and the next one goes on from here. With nothing new the run is EMPTY and nothing is posted: the
    caller tells the one who asked.
    """
    if not topics:
        raise NotFoundError("There is no topic to brief.", "Track one first: `/readout track`.")
    now = ports.clock.now()
    local = now.astimezone(ZoneInfo(topics[0].timetable.zone))
    asked = Asked(now - timedelta(days=days) if days > 0 else None)
    run = Run(
        key=run_key(workspace, channel, local.date(), key),
        workspace=workspace,
        channel=channel,
        topic_ids=tuple(topic.id for topic in topics),
        due=now,
        note=asked.note,
    )
    added = ports.store.add_run(run, ())
    if added is None:
        known = ports.store.get_run(run.key)
        assert known is not None
        return known
    _attempt(ports, added)
    return ports.store.get_run(run.key) or added


def dry_run(ports: Ports, topic: Topic, since: datetime | None = None, *, days: float = 0) -> Digest:
    """What a briefing of this topic would say now, every line checked against the texts; nothing is recorded."""
    now = ports.clock.now()
    start = now - timedelta(days=days) if days > 0 else since
    digest = head_stories(ports, compose(ports, [topic], start or fresh_since(topic, now), now))
    return verified(digest, texts_of(ports, digest))


def rendered(ports: Ports, digest: Digest) -> list[Message]:
    """The messages of a digest over the stored texts; the one honest line where it is empty."""
    return [render_nothing_new(digest)] if digest.empty else render_briefing(digest, texts_of(ports, digest))


def replay(ports: Ports, edition: Edition) -> tuple[Message, ...]:
    """The edition drawn again from its frozen digest over the stored article versions: the bytes that were posted.

    They differ where a template has changed since (`manifest["templates"]` says so).
    """
    digest = from_json(edition.manifest["digest"])
    texts: dict[int, Article] = texts_of(ports, digest)
    return tuple(render_briefing(digest, texts))
