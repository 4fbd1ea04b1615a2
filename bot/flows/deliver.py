"""Posting what the ledger holds: at most one visible message a part under a crash at any step, and none lost silently.

Conditional updates in the store decide between threads and processes; every call may run beside others.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

from bot.errors import DeliveryError, StoreError
from bot.flows import ledger
from bot.flows.lanes import Lane, Lanes
from bot.flows.ledger import Settled, Step
from bot.log import get_log
from bot.model import Delivery, DeliveryState, WorkspaceId
from bot.ports import Outcome, Ports, Refused, Sent
from bot.render import notices

log = get_log("deliver")

PROCESS_LANES = Lanes()
"""Every delivery of this process goes through these, whichever thread makes it."""

_THREADS = 8
_PAUSE_S = 0.01
_ASK_AGAIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many rows came to each state, by the state's name; "adopted" are the sent ones that a look-up found."""

    counts: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return self.counts.total() > 0

    def __str__(self) -> str:
        return ", ".join(f"{number} {name}" for name, number in sorted(self.counts.items())) or "nothing due"


def deliver_due(
    ports: Ports,
    *,
    quiet_period_s: float = 30.0,
    lanes: Lanes = PROCESS_LANES,
    sleep: Callable[[float], None] = time.sleep,
) -> Delivered:
    """Takes every open row of the ledger as far as it goes now.

    Each round makes at most one step a channel, so that a long briefing holds up no other channel. What has to wait
    (a quiet period, a 429) is left for a later call.
    """
    courier = _Courier(ports, quiet_period_s, lanes)
    waiting = _by_lane(ports.store.list_open_deliveries(ports.clock.now()))
    if not waiting:
        return Delivered()
    with ThreadPoolExecutor(min(_THREADS, len(waiting)), thread_name_prefix="post") as pool:
        while waiting:
            begun = time.monotonic()
            more = list(pool.map(courier.step, waiting, waiting.values()))
            waiting = {lane: rows for (lane, rows), goes_on in zip(waiting.items(), more, strict=True) if goes_on}
            if waiting:
                sleep(max(_PAUSE_S, lanes.spacing_s - (time.monotonic() - begun)))
    return Delivered(courier.counts)


def _by_lane(rows: Iterable[Delivery]) -> dict[Lane, list[Delivery]]:
    """In the store's order: parents before parts."""
    lanes: dict[Lane, list[Delivery]] = {}
    for row in rows:
        lanes.setdefault((row.workspace, row.channel), []).append(row)
    return lanes


@dataclass(slots=True)
class _Courier:
    """One call's work: what every step needs, and the tally."""

    ports: Ports
    quiet_period_s: float
    lanes: Lanes
    counts: Counter[str] = field(default_factory=Counter)
    tally: Lock = field(default_factory=Lock)

    def step(self, lane: Lane, rows: list[Delivery]) -> bool:
        """One post or one look-up in this channel. False: nothing more to do here in this call."""
        with self.lanes.hold(lane) as mine:
            if not mine:  # its rows may be fewer than ours: a reply that came while a briefing goes out
                return True
            wait = self.lanes.wait_s(lane)
            if wait > 0:
                return wait <= self.lanes.spacing_s
            try:
                return self._first_step(lane, rows)
            except StoreError:
                raise
            except Exception:  # one channel's broken row must not keep the others' briefings from being posted
                log.exception("lane broke", channel=lane[1])
                return bool(rows)

    def _first_step(self, lane: Lane, rows: list[Delivery]) -> bool:
        while rows:
            row = self.ports.store.get_delivery(rows.pop(0).id)
            if row is None:
                continue
            step = ledger.next_step(row, self._siblings(row), self.ports.clock.now(), self.quiet_period_s)
            if self._take(step, row, lane):
                return bool(rows)
        return False

    def _take(self, step: Step, row: Delivery, lane: Lane) -> bool:
        """True where Slack was spoken to: the lane then pauses."""
        if step is Step.ABANDON:
            self._write(row, Settled(ledger.failed(row, ledger.PARENT_FAILED, self.ports.clock.now())))
            return False
        if step is Step.RESTART_WAIT:
            self.ports.store.mark_delivery(ledger.waiting_from(row, self.ports.clock.now()), row)
            return False
        if step is Step.POST:
            return self._post(row, lane)
        if step is Step.LOOK_UP:
            self._look_up(row)
            return True
        return False

    def _siblings(self, row: Delivery) -> list[Delivery]:
        if row.run_id is None and row.request_id is None:
            return [row]
        return self.ports.store.list_deliveries(row.workspace, run_id=row.run_id, request_id=row.request_id)

    def _thread_of(self, row: Delivery) -> str | None:
        if row.thread_ts or not row.parent_id:
            return row.thread_ts
        parent = self.ports.store.get_delivery(row.parent_id)
        return parent.ts if parent else None

    # -------------------------------------------------------------- the two ways to speak to Slack

    def _post(self, row: Delivery, lane: Lane) -> bool:
        claimed = self.ports.store.claim_delivery(row.id, self.ports.clock.now())
        if claimed is None:
            return False
        self.lanes.used(lane)
        outcome = self.ports.messenger.post(claimed, self._thread_of(claimed))
        if isinstance(outcome, Refused) and outcome.retry_after_s is not None:
            self.lanes.block(row.workspace, outcome.retry_after_s)
        settled = ledger.after_post(claimed, outcome, self.ports.clock.now())
        if not self._write(claimed, settled, outcome) and isinstance(outcome, Sent):
            self._adopt(claimed, outcome.ts)
        return True

    def _adopt(self, row: Delivery, ts: str) -> None:
        """Our answer came so late that the row was taken up again meanwhile: what is posted counts, if it still can."""
        fresh = self.ports.store.get_delivery(row.id)
        if fresh is not None and fresh.state not in (DeliveryState.SENT, DeliveryState.SENDING):
            self._write(fresh, Settled(ledger.as_sent(fresh, ts, self.ports.clock.now())))
        log.warning("answer came after the quiet period", delivery=row.id, state=fresh.state.value if fresh else "")

    def _look_up(self, row: Delivery) -> None:
        now = self.ports.clock.now()
        try:
            found = self.ports.messenger.find(row, self._thread_of(row))
        except DeliveryError as error:
            log.info("look-up put off", delivery=row.id, why=str(error))
            later = ledger.postponed(row, now, min(_ASK_AGAIN_S, self.quiet_period_s))
            self.ports.store.mark_delivery(later, row)
            return
        settled = ledger.after_look(row, found.ts, now, self.quiet_period_s, readable=found.readable)
        if self._write(row, settled) and found.ts is not None:
            self._count("adopted")

    # -------------------------------------------------------------- writing it down

    def _write(self, was: Delivery, settled: Settled, outcome: Outcome | None = None) -> bool:
        """Tells the owner first: told twice after a crash is better than never."""
        row = settled.row
        if settled.set_aside:
            tell_owners(self.ports, row, outcome.hint if isinstance(outcome, Refused) else "")
        written = self.ports.store.mark_delivery(row, was)
        if written:
            self._count(row.state.value)
            log.info("delivery", id=row.id, state=row.state.value, attempt=row.attempt, part=row.part, why=row.reason)
        return written

    def _count(self, name: str) -> None:
        with self.tally:
            self.counts[name] += 1


# ------------------------------------------------------------------ the people it concerns


def tell_owners(ports: Ports, row: Delivery, hint: str = "") -> None:
    """A word by direct message to those who own what could not be posted; the channel hears nothing."""
    room = ports.messenger.room_of(row.workspace, row.channel)
    message = notices.set_aside(row, hint, room.name)
    owners = _owners(ports, row)
    told = [owner for owner in owners if ports.messenger.tell(row.workspace, owner, message)]
    log.warning("set aside", delivery=row.id, state=row.state.value, why=row.reason, owners=len(owners), told=len(told))


def _owners(ports: Ports, row: Delivery) -> list[str]:
    """Of a briefing: the owners of its topics. Of an answer: the asker."""
    if row.request_id is not None:
        request = ports.store.get_request(row.request_id)
        return [request.user] if request and request.user else []
    topics = ports.store.list_topics(row.workspace, row.channel)
    edition = next((e for e in ports.store.list_editions(row.workspace, row.channel) if e.run_id == row.run_id), None)
    concerned = [topic for topic in topics if edition is None or topic.id in edition.topic_ids]
    return sorted({topic.owner for topic in concerned if topic.owner})


def deliver_again(ports: Ports, workspace: WorkspaceId, delivery_id: str) -> int:
    """A person says: post it (again). The part and those that failed with it become pending; returns how many."""
    row = ports.store.get_delivery(delivery_id)
    if row is None or row.workspace != workspace:
        return 0
    again = [row, *(part for part in _parts_of(ports, row) if part.reason == ledger.PARENT_FAILED)]
    return sum(_pending_again(ports, part) for part in again)


def _parts_of(ports: Ports, row: Delivery) -> Sequence[Delivery]:
    parts = ports.store.list_deliveries(row.workspace, run_id=row.run_id, request_id=row.request_id)
    return [part for part in parts if part.parent_id == row.id]


def _pending_again(ports: Ports, row: Delivery) -> bool:
    if row.state not in (DeliveryState.FAILED, DeliveryState.HELD):
        return False
    open_again = replace(row, state=DeliveryState.PENDING, since=ports.clock.now(), not_before=None, reason="")
    return ports.store.mark_delivery(open_again, row)


def dismiss(ports: Ports, workspace: WorkspaceId, delivery_id: str) -> bool:
    """A person says of a held part: leave it. What hung on it is given up with it."""
    row = ports.store.get_delivery(delivery_id)
    if row is None or row.workspace != workspace or row.state is not DeliveryState.HELD:
        return False
    return ports.store.mark_delivery(ledger.failed(row, "left as it is", ports.clock.now()), row)
