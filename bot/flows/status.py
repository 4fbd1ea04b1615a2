"""Is all well? The same few counts for a person (`/readout status`) and for a monitoring system (/metrics)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.feeds.identity import shown_address
from bot.model import DeliveryState, FeedState, Opinion, Topic, WorkspaceId
from bot.ports import Ports, Store
from bot.render.notices import StatusLine

RECENT = 5
"""Briefings that a channel's status looks back on."""

MOST_OPINIONS = 1000
"""Opinions that a status counts."""

UNSETTLED = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Measure:
    """One gauge: its values by label values."""

    name: str
    help: str
    labels: tuple[str, ...]
    values: tuple[tuple[tuple[str, ...], float], ...]


def measures(store: Store, now: datetime | None = None) -> list[Measure]:
    """Over all workspaces; nothing in it names one."""
    now = now or datetime.now(UTC)
    deliveries = Counter(row.state.value for row in store.list_open_deliveries(now))
    unsettled = {state.value: deliveries[state.value] for state in UNSETTLED}
    feeds = Counter(feed.state.value for feed in store.list_feeds())
    return [
        _gauge("readout_requests_open", "Commands and questions not dealt with.", len(store.list_open_requests())),
        _gauge("readout_runs_open", "Briefings begun and not sent.", len(store.list_open_runs())),
        _gauge("readout_due_lag_seconds", "How late the oldest due briefing is.", _lag_s(store, now)),
        _by(
            "readout_deliveries",
            "Parts not settled, by state.",
            "state",
            unsettled,
        ),
        _by("readout_feeds", "Feeds by state.", "state", {s.value: feeds[s.value] for s in FeedState}),
    ]


def _gauge(name: str, words: str, value: float) -> Measure:
    return Measure(name, words, (), (((), float(value)),))


def _by(name: str, words: str, label: str, values: dict[str, int]) -> Measure:
    return Measure(name, words, (label,), tuple(((key,), float(value)) for key, value in values.items()))


def _lag_s(store: Store, now: datetime) -> float:
    due = [topic.next_due for topic in store.list_due_topics(now) if topic.next_due]
    return max(0.0, (now - min(due)).total_seconds()) if due else 0.0


def status_of(ports: Ports, workspace: WorkspaceId, channel: str) -> list[StatusLine]:
    """What a person in this channel wants to know: is it running, what is wrong, what comes next."""
    topics = ports.store.list_topics(workspace, channel)
    return [
        StatusLine("Readout", "running", good=True),
        _topics_line(topics),
        _feeds_line(ports, topics),
        _deliveries_line(ports, workspace, channel),
        *_room_line(ports, workspace, channel),
        *_opinions_line(ports, workspace),
    ]


def _room_line(ports: Ports, workspace: WorkspaceId, channel: str) -> list[StatusLine]:
    """None where nothing hinders posting."""
    obstacle = ports.messenger.room_of(workspace, channel).obstacle
    return [StatusLine("This channel", obstacle, good=False)] if obstacle else []


def _topics_line(topics: Sequence[Topic]) -> StatusLine:
    if not topics:
        return StatusLine("Topics", "none in this channel yet; `/readout track …` makes one", good=False)
    paused = sum(topic.paused for topic in topics)
    return StatusLine("Topics", f"{len(topics)} in this channel" + (f", {paused} paused" if paused else ""))


def _feeds_line(ports: Ports, topics: Sequence[Topic]) -> StatusLine:
    feeds = {feed.id: feed for topic in topics for feed in ports.store.list_topic_feeds(topic.workspace, topic.id)}
    bad = [feed for feed in feeds.values() if feed.state in (FeedState.FAILING, FeedState.GONE)]
    if not bad:
        return StatusLine("Feeds", f"{len(feeds)}, all well" if feeds else "none yet", good=bool(feeds))
    named = "; ".join(f"{feed.title or shown_address(feed.url)}: {feed.error or feed.state.value}" for feed in bad[:3])
    return StatusLine("Feeds", f"{len(bad)} of {len(feeds)} in trouble ({named})", good=False)


def _deliveries_line(ports: Ports, workspace: WorkspaceId, channel: str) -> StatusLine:
    editions = ports.store.list_editions(workspace, channel, limit=RECENT)
    rows = [row for edition in editions for row in ports.store.list_deliveries(workspace, run_id=edition.run_id)]
    counts = Counter(row.state for row in rows)
    wrong = [f"{counts[state]} {state.value}" for state in (DeliveryState.FAILED, DeliveryState.HELD) if counts[state]]
    waiting = sum(counts[state] for state in UNSETTLED)
    of = "the last briefing" if len(editions) == 1 else f"the last {len(editions)} briefings"
    words = f"{counts[DeliveryState.SENT]} parts of {of} posted" if editions else "none yet"
    words += f", {waiting} on their way" if waiting else ""
    return StatusLine("Deliveries", ", ".join([words, *wrong]), good=not wrong)


def _opinions_line(ports: Ports, workspace: WorkspaceId) -> list[StatusLine]:
    """None as long as nobody has said what they think."""
    counts = Counter(row.opinion for row in ports.store.list_feedback(workspace, MOST_OPINIONS) if not row.withdrawn)
    told = [f"{counts[kind]} {kind.value}" for kind in (Opinion.USEFUL, Opinion.NOT_USEFUL) if counts[kind]]
    hidden = counts[Opinion.WRONG]
    told += [f"{hidden} line{'' if hidden == 1 else 's'} hidden as wrong (`/readout hidden`)"] if hidden else []
    told += [f"{counts[Opinion.LESS]} left out"] if counts[Opinion.LESS] else []
    return [StatusLine("Opinions in this workspace", ", ".join(told))] if told else []
