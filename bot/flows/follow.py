"""A question that its asker changed or took away: the answer follows.

Each event is a row, and repeating one changes nothing. Rows first: the answer's delivery gets its new content where its
state still is as it was seen, then Slack is told. What is just being posted is waited for: the row stays open and the
next tick looks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.flows.ask import answer_message
from bot.log import get_log
from bot.model import Delivery, DeliveryState, Request, RequestKind, RequestState, WorkspaceId
from bot.ports import Outcome, Ports, Refused, Sent, Unknown

log = get_log("ask")

PATIENCE = 60
"""How often a row looks again before it is given up: a part of unknown fate may stay so for long."""

_UNSETTLED = frozenset({DeliveryState.SENDING, DeliveryState.UNKNOWN})


def question_key(workspace: WorkspaceId, channel: str, ts: str) -> str:
    """One message is one question, however often and in whichever form it arrives."""
    return f"question|{workspace}|{channel}|{ts}"


def edit_key(question: str, edited: str) -> str:
    return f"edit|{question}|{edited}"


def deletion_key(question: str) -> str:
    return f"deletion|{question}"


def is_taken_away(ports: Ports, question: Request) -> bool:
    """Its deletion came before it was answered, perhaps before it came itself."""
    return ports.store.get_request_keyed(deletion_key(question.key)) is not None


def asks_nothing(ports: Ports, question: Request) -> bool:
    """The edit whose words the question holds asks nothing ("never mind")."""
    edit = ports.store.get_request_keyed(edit_key(question.key, question.edited)) if question.edited else None
    return edit is not None and _is_quiet(edit)


def _is_quiet(edit: Request) -> bool:
    return bool(edit.payload.get("quiet"))


# ------------------------------------------------------------------ edits


def follow_edit(ports: Ports, row: Request) -> bool:
    """False: not yet, look again later."""
    question = ports.store.get_request_keyed(str(row.payload["question"]))
    if question is None:
        _ask(ports, row)
        return True
    edited = str(row.payload["edited"])
    ports.store.mark_edited(question.id, row.text, edited)
    fresh = ports.store.get_request(question.id)
    if fresh is None or fresh.edited != edited:  # a later edit has a row of its own
        return True
    return _answer_anew(ports, replace(fresh, zone=row.zone or fresh.zone), quiet=_is_quiet(row))


def _ask(ports: Ports, row: Request) -> None:
    """What was no question before the edit is one now, and is dealt with where its words ask nothing.

    The message itself, when it comes later, is known.
    """
    made = replace(
        row,
        key=str(row.payload["question"]),
        kind=RequestKind.QUESTION,
        payload={"ts": row.payload["ts"]},
        created=ports.clock.now(),
        state=RequestState.DONE if _is_quiet(row) else RequestState.OPEN,
        attempt=0,
        since=None,
    )
    kept = ports.store.add_request(made)
    if kept is not None:
        ports.store.mark_edited(kept.id, row.text, str(row.payload["edited"]))
    ports.queue.wake("ask")


def _answer_anew(ports: Ports, question: Request, *, quiet: bool) -> bool:
    """`quiet`: the new words ask nothing ("never mind")."""
    if question.state is RequestState.OPEN:
        return True  # whoever claims it reads the new text, and whether that asks anything
    if question.state is RequestState.WORKING:
        return False
    answers = ports.store.list_deliveries(question.workspace, request_id=question.id)
    if quiet:
        return _withdraw_all(ports, answers)
    if not answers:
        ports.store.mark_request(question.id, RequestState.OPEN)
        ports.queue.wake("ask")
        return True
    return _change(ports, question, answers[0])


def _change(ports: Ports, question: Request, answer: Delivery) -> bool:
    if answer.state in _UNSETTLED:
        return False
    if answer.state is DeliveryState.WITHDRAWN:
        return True
    message = answer_message(ports, question)
    if not ports.store.replace_message(answer, message):
        return False
    if answer.state is not DeliveryState.SENT:
        return True  # it goes out as it is now
    return _settled("answer changed", answer, ports.messenger.change(replace(answer, message=message)))


# ------------------------------------------------------------------ deletions


def follow_deletion(ports: Ports, row: Request) -> bool:
    """False: not yet, look again later. Where the question is not known yet, this row keeps it from being answered."""
    question = ports.store.get_request_keyed(str(row.payload["question"]))
    if question is None:
        return True
    if question.state is RequestState.OPEN:
        return True  # whoever claims it sees this row
    if question.state is RequestState.WORKING:
        return False
    answers = ports.store.list_deliveries(question.workspace, request_id=question.id)
    return _withdraw_all(ports, answers)


def _withdraw_all(ports: Ports, answers: Sequence[Delivery]) -> bool:
    gone = [_withdraw(ports, answer) for answer in answers]
    return all(gone)


def _withdraw(ports: Ports, answer: Delivery) -> bool:
    if answer.state in _UNSETTLED:
        return False
    if answer.ts is None or answer.state is not DeliveryState.SENT:
        return _mark_withdrawn(ports, answer)
    return _settled("answer taken back", answer, ports.messenger.take_back(answer)) and _mark_withdrawn(ports, answer)


def _mark_withdrawn(ports: Ports, answer: Delivery) -> bool:
    if answer.state is DeliveryState.WITHDRAWN:
        return True
    gone = replace(answer, state=DeliveryState.WITHDRAWN, since=ports.clock.now(), reason="the question was deleted")
    return ports.store.mark_delivery(gone, answer)


def _settled(what: str, answer: Delivery, outcome: Outcome) -> bool:
    """Both calls may be repeated: only what may still succeed is left for later."""
    match outcome:
        case Sent():
            log.info(what, delivery=answer.id)
        case Refused(reason=reason, retry_after_s=None):
            log.warning("the answer stays as it is", delivery=answer.id, why=reason)
        case Refused() | Unknown():
            return False
    return True
