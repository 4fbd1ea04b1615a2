"""What to do next with one row of the delivery ledger, decided from the rows alone.

pending -> sending -> sent | failed | unknown | held. Whether something was posted is never guessed: a row that was
left in `sending` (a crash) or `unknown` (no clear answer) is looked up after the quiet period.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.model import Delivery, DeliveryState
from bot.ports import Outcome, Refused, Sent

TRIES = 3
"""How often a part may be refused for a reason that may pass, before it is set aside."""
MAX_ATTEMPTS = 40
"""How often a part is posted again after its outcome stayed unknown and it was not there."""
MAX_BACKOFF_S = 600.0

FOR_GOOD = frozenset(
    {
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "no_permission",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "team_access_not_granted",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_arguments",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
    }
)
"""Refusals that another attempt cannot change."""

PARENT_FAILED = "the first part was not posted"
_SEPARATOR = "; "
_UNSETTLED = frozenset({DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN})


class Step(enum.Enum):
    POST = "post"
    LOOK_UP = "look up"
    WAIT = "wait"
    ABANDON = "abandon"
    RESTART_WAIT = "restart wait"
    """The clock was put back: how long it has waited is not known, so it waits from now on."""
    NOTHING = "nothing"
    """Sent, failed or held: settled."""


def next_step(row: Delivery, siblings: Sequence[Delivery], now: datetime, quiet_period_s: float) -> Step:
    """`siblings`: all parts of the same run or request. They go out in order; one that is set aside holds none up."""
    if row.state not in _UNSETTLED:
        return Step.NOTHING
    if row.not_before is not None and now < row.not_before:
        return Step.WAIT
    if row.state is not DeliveryState.PENDING:
        if row.since is not None and row.since > now:
            return Step.RESTART_WAIT
        quiet_until = (row.since or now) + timedelta(seconds=quiet_period_s)
        return Step.WAIT if now < quiet_until else Step.LOOK_UP
    return _step_of_pending(row, siblings)


def _step_of_pending(row: Delivery, siblings: Sequence[Delivery]) -> Step:
    parent = next((other for other in siblings if other.id == row.parent_id), None)
    if parent is not None and parent.state is DeliveryState.FAILED:
        return Step.ABANDON
    if parent is not None and parent.state is DeliveryState.HELD:
        return Step.WAIT
    if any(other.part < row.part and other.state in _UNSETTLED for other in siblings):
        return Step.WAIT
    return Step.POST


@dataclass(frozen=True, slots=True)
class Settled:
    """The row as it is to be written; `set_aside`: its owner is to be told."""

    row: Delivery
    set_aside: bool = False


def after_post(row: Delivery, outcome: Outcome, now: datetime) -> Settled:
    """What an attempt's outcome makes of the row that was claimed for it."""
    if isinstance(outcome, Sent):
        return Settled(as_sent(row, outcome.ts, now))
    if not isinstance(outcome, Refused):
        return Settled(replace(row, state=DeliveryState.UNKNOWN, since=now, reason=_noted(row, outcome.reason)))
    if outcome.retry_after_s is not None:
        later = now + timedelta(seconds=outcome.retry_after_s)
        return Settled(replace(row, state=DeliveryState.PENDING, since=now, not_before=later))
    reason = _noted(row, outcome.reason)
    if outcome.reason in FOR_GOOD or reason.count(_SEPARATOR) + 1 >= TRIES:
        return Settled(failed(row, reason, now), set_aside=True)
    later = now + timedelta(seconds=_backoff_s(row.attempt + 1, 30.0))
    return Settled(replace(row, state=DeliveryState.PENDING, since=now, not_before=later, reason=reason))


def after_look(row: Delivery, ts: str | None, now: datetime, quiet_period_s: float, *, readable: bool) -> Settled:
    """Found: adopted. Surely not there: posted again, slower each time. Not to be known: held, and told."""
    if ts is not None:
        return Settled(as_sent(row, ts, now))
    if not readable:
        return Settled(replace(row, state=DeliveryState.HELD, since=now), set_aside=True)
    if row.attempt >= MAX_ATTEMPTS:
        return Settled(failed(row, row.reason or "no answer", now), set_aside=True)
    later = now + timedelta(seconds=_backoff_s(row.attempt, quiet_period_s))
    return Settled(replace(row, state=DeliveryState.PENDING, since=now, not_before=later, reason=""))


def as_sent(row: Delivery, ts: str, now: datetime) -> Delivery:
    return replace(row, state=DeliveryState.SENT, ts=ts, since=now, not_before=None, reason="")


def failed(row: Delivery, reason: str, now: datetime) -> Delivery:
    return replace(row, state=DeliveryState.FAILED, since=now, not_before=None, reason=reason)


def waiting_from(row: Delivery, now: datetime) -> Delivery:
    """The same state, begun now."""
    return replace(row, since=now, not_before=None)


def postponed(row: Delivery, now: datetime, seconds: float) -> Delivery:
    """The same state, looked at later."""
    return replace(row, not_before=now + timedelta(seconds=seconds))


def _noted(row: Delivery, reason: str) -> str:
    """The reasons so far, the newest last: their number is how often the part was refused."""
    return f"{row.reason}{_SEPARATOR}{reason}" if row.reason else reason


def _backoff_s(attempt: int, unit_s: float) -> float:
    """Nothing after the first attempt, then one unit, then twice as long each time."""
    return 0.0 if attempt <= 1 else min(MAX_BACKOFF_S, unit_s * 2.0 ** min(attempt - 2, 20))
