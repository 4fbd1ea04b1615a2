"""Takes up what people asked for: commands, clicks and questions, one row each, each dealt with once.

A row that a crash left in `working` is taken up again; after three attempts it is given up, and the asker is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Timer

from bot.errors import ReadoutError, StoreError, UnclearError
from bot.flows.asides import aside
from bot.flows.ask import PATIENCE_S, answer_request, reply_in_thread
from bot.flows.clicks import CLICKS
from bot.flows.follow import PATIENCE, asks_nothing, follow_deletion, follow_edit, is_taken_away
from bot.flows.phrases import is_greeting, split_command, spoken
from bot.flows.track import rooms_of
from bot.flows.verbs import VERBS, find_verb, unknown_verb, which_one
from bot.log import get_log
from bot.model import Message, Request, RequestKind, RequestState
from bot.ports import Ports
from bot.render import notices
from bot.render.ids import Action
from bot.timing.zones import load_zone

log = get_log("commands")

TRIES = 3
DIRECT = "D"
"""With which the ids of direct messages begin."""

STALE_AFTER: Mapping[RequestKind, timedelta] = {
    RequestKind.COMMAND: timedelta(minutes=10),
    RequestKind.QUESTION: timedelta(minutes=1),
    RequestKind.ACTION: timedelta(minutes=1),
    RequestKind.EDIT: timedelta(minutes=1),
    RequestKind.DELETION: timedelta(minutes=1),
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
    if request.kind in FOLLOWS:
        _follow(ports, request)
        return
    if request.attempt > TRIES:
        raise ReadoutError("That was tried three times and did not work.", "Please try it in other words.")
    if request.kind is RequestKind.QUESTION:
        _answer(ports, request)
        return
    with busy_sign(ports, request):
        reply = REPLIES[request.kind](ports, request)
    if reply is not None:
        _reply(ports, request, reply)
    ports.store.mark_request(request.id, RequestState.DONE)
    log.info("dealt with", request=request.id, kind=request.kind.value, attempt=request.attempt)


def _answer(ports: Ports, request: Request) -> None:
    """A question is answered in its thread; what asks nothing is told, to its writer alone, how to ask."""
    if is_taken_away(ports, request) or asks_nothing(ports, request):
        ports.store.mark_request(request.id, RequestState.DONE)
    elif reply := _unsearched(ports, request):
        reply_in_thread(ports, request, reply)
    elif request.text and not is_greeting(request.text):
        answer_request(ports, request)
    else:
        _reply(ports, request, notices.how_to_ask())
        ports.store.mark_request(request.id, RequestState.DONE)


def _unsearched(ports: Ports, request: Request) -> Message | None:
    """The reply to what is not searched for: hello, an aside, a question where nothing is tracked. None: search."""
    direct = request.channel.startswith(DIRECT)
    if direct and (not request.text or is_greeting(request.text)):
        return notices.hello()
    if request.text and (said := aside(spoken(request.text))):
        return said
    if direct and not ports.store.list_topics(request.workspace, request.channel):
        return notices.nothing_tracked_here(rooms_of(ports, request.workspace, request.user))
    return None


def _follow(ports: Ports, request: Request) -> None:
    """What has to wait (its answer is just being posted) stays open: the next tick looks again."""
    settled = FOLLOWS[request.kind](ports, request) or request.attempt > PATIENCE
    ports.store.mark_request(request.id, RequestState.DONE if settled else RequestState.OPEN)


@contextmanager
def busy_sign(ports: Ports, request: Request) -> Iterator[None]:
    """A word to the asker once a command has taken longer than a second; none where it is faster."""
    sign = Timer(PATIENCE_S, ports.messenger.whisper, (request, notices.at_work()))
    sign.daemon = True
    sign.start()
    try:
        yield
    finally:
        sign.cancel()


def reply_to(ports: Ports, request: Request) -> Message:
    """Does what the command says and returns the words for the asker. Raises ReadoutError for what cannot be done."""
    typed, words = split_command(request.text)
    verb = find_verb(typed)
    if not verb:
        return unknown_verb(typed, words)
    try:
        return VERBS[verb](ports, request, words)
    except UnclearError as error:
        return which_one(error, verb, words)


def _reply_to_click(ports: Ports, request: Request) -> Message | None:
    action = Action.of(str(request.payload.get("action_id") or ""))
    click: Callable[[Ports, Request], Message] | None = CLICKS.get(action) if action else None
    if click is None:
        log.info("click without meaning", request=request.id)
        return None
    return click(ports, request)


REPLIES: Mapping[RequestKind, Callable[[Ports, Request], Message | None]] = {
    RequestKind.COMMAND: reply_to,
    RequestKind.ACTION: _reply_to_click,
}
FOLLOWS: Mapping[RequestKind, Callable[[Ports, Request], bool]] = {
    RequestKind.EDIT: follow_edit,
    RequestKind.DELETION: follow_deletion,
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
    """Whoever asked hears of it."""
    _reply(ports, request, notices.error_card(error, reference))
    ports.store.mark_request(request.id, RequestState.FAILED)


def _reply(ports: Ports, request: Request, message: Message) -> None:
    """To the asker alone; where that does not arrive, a question's in its thread, any other by direct message."""
    if ports.messenger.whisper(request, message):
        return
    if request.kind is RequestKind.QUESTION:
        reply_in_thread(ports, request, message)
    elif not request.user or not ports.messenger.tell(request.workspace, request.user, message):
        log.warning("reply not delivered", request=request.id)
