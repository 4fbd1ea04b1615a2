"""Takes up what people asked for: commands, clicks and questions, one row each, each dealt with once.

A row that a crash left in `working` is taken up again; after three attempts it is given up, and the asker is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import ReadoutError, StoreError
from bot.flows.ask import answer_request
from bot.flows.clicks import CLICKS
from bot.flows.phrases import split_command
from bot.flows.verbs import VERBS, find_verb, unknown_verb
from bot.log import get_log
from bot.model import Message, Request, RequestKind, RequestState
from bot.ports import Ports
from bot.render import notices
from bot.render.ids import Action
from bot.timing.zones import load_zone

log = get_log("commands")

TRIES = 3

STALE_AFTER: Mapping[RequestKind, timedelta] = {
    RequestKind.COMMAND: timedelta(minutes=10),
    RequestKind.QUESTION: timedelta(minutes=1),
    RequestKind.ACTION: timedelta(minutes=1),
}
"""Longer than the work of such a row ever takes: one older than this lost its worker."""


@dataclass(frozen=True, slots=True)
class Handled:
    done: int = 0
    failed: int = 0

    def __bool__(self) -> bool:
        return bool(self.done or self.failed)

    def __str__(self) -> str:
        return f"{self.done} done, {self.failed} failed"


def handle_requests(ports: Ports, begun: datetime | None = None) -> Handled:
    """Deals with every open request. Safe in several threads and processes: claiming decides.

    `begun`: when this process began, where it is the only one; rows it finds in `working` from before are taken up
    at once.
    """
    done = failed = 0
    waiting = [row for row in ports.store.list_open_requests() if _is_due(row, ports.clock.now(), begun)]
    for number, row in enumerate(waiting, 1):
        claimed = ports.store.claim_request(row, ports.clock.now())
        if claimed is None:
            continue
        if number < len(waiting):
            ports.queue.wake("ask")  # another thread may take the next ones
        if _deal_with(ports, claimed):
            done += 1
        else:
            failed += 1
    return Handled(done, failed)


def _is_due(row: Request, now: datetime, begun: datetime | None) -> bool:
    if row.state is RequestState.OPEN or row.since is None:
        return True
    return now - row.since >= STALE_AFTER[row.kind] or (begun is not None and row.since < begun)


def _deal_with(ports: Ports, row: Request) -> bool:
    """True: done. A store that cannot be used leaves the row for later; every other failure is told and closed."""
    request = _placed(ports, row)
    reference = secrets.token_hex(4)
    try:
        _work(ports, request)
    except StoreError:
        raise
    except ReadoutError as error:
        log.info("refused", request=request.id, reference=reference, error=type(error).__name__, why=str(error))
        _fail(ports, request, error, reference)
        return False
    except Exception:  # the edge of the product: a person waits, whatever went wrong, and the lane must go on
        log.exception("request broke", request=request.id, reference=reference)
        broken = ReadoutError("Something went wrong here.", "It is in the log; please try again.")
        _fail(ports, request, broken, reference)
        return False
    return True


def _work(ports: Ports, request: Request) -> None:
    if request.attempt > TRIES:
        raise ReadoutError("That was tried three times and did not work.", "Please try it in other words.")
    if request.kind is RequestKind.QUESTION and request.text:
        answer_request(ports, request)
        return
    reply = REPLIES[request.kind](ports, request)
    if reply is not None and not ports.messenger.whisper(request, reply):
        log.warning("reply not delivered", request=request.id)
    ports.store.mark_request(request.id, RequestState.DONE)
    log.info("dealt with", request=request.id, kind=request.kind.value, attempt=request.attempt)


def reply_to(ports: Ports, request: Request) -> Message:
    """Does what the command says and returns the words for the asker. Raises ReadoutError for what cannot be done."""
    typed, words = split_command(request.text)
    verb = find_verb(typed)
    return VERBS[verb](ports, request, words) if verb else unknown_verb(typed, words)


def _reply_to_click(ports: Ports, request: Request) -> Message | None:
    action = Action.of(str(request.payload.get("action_id") or ""))
    click: Callable[[Ports, Request], Message] | None = CLICKS.get(action) if action else None
    if click is None:
        log.info("click without meaning", request=request.id)
        return None
    return click(ports, request)


def _reply_to_nothing(ports: Ports, request: Request) -> Message:
    """A mention without words."""
    del ports, request
    return notices.said(
        "What would you like to know?", "For example: “What did … say about …?” in a briefing’s thread."
    )


REPLIES: Mapping[RequestKind, Callable[[Ports, Request], Message | None]] = {
    RequestKind.COMMAND: reply_to,
    RequestKind.ACTION: _reply_to_click,
    RequestKind.QUESTION: _reply_to_nothing,
}


def _placed(ports: Ports, request: Request) -> Request:
    """With the asker's zone, where Slack knows one that we know, too."""
    if request.zone or not request.user:
        return request
    zone = ports.messenger.zone_of(request.workspace, request.user)
    try:
        load_zone(zone or "UTC")
    except ReadoutError:
        zone = ""
    return replace(request, zone=zone)


def _fail(ports: Ports, request: Request, error: ReadoutError, reference: str) -> None:
    ports.messenger.whisper(request, notices.error_card(error, reference))
    ports.store.mark_request(request.id, RequestState.FAILED)
