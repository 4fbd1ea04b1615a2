"""A question that is edited or deleted: the answer follows, once, however and in whichever order the events come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.ask import answer_request
from bot.flows.commands import handle_requests
from bot.flows.deliver import deliver_due
from bot.flows.lanes import Lanes
from bot.model import (
    Article,
    Delivery,
    DeliveryState,
    Quote,
    QuoteKind,
    Reading,
    RequestState,
    Span,
    Topic,
    WorkspaceId,
)
from bot.ports import Outcome, Ports, Refused, Room, Sent, Unknown
from bot.slack.inbox import Inbox
from bot.slack.listeners.events import deletion_request, edit_request, question_request
from storage import open_store

TEAM, HERE, US = WorkspaceId("T1"), "C1", "U0BOT"
ASKED = {"channel": HERE, "ts": "1700000001.000100", "thread_ts": "1700000000.000100", "user": "U1"}
QUAY = "Marta Ekholm said the cable would be laid in spring. Jonas Birk said the noise was terrible."


@dataclass
class Board:
    """A Messenger that keeps what stands in the thread, and every call."""

    standing: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    next: list[Outcome] = field(default_factory=list)
    whispers: list[str] = field(default_factory=list)

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        ts = f"{1700000100 + len(self.standing)}.0"
        self.calls.append("post")
        self.standing[ts] = str(delivery.message.blocks)
        return Sent(ts)

    def change(self, delivery: Delivery) -> Outcome:
        self.calls.append("change")
        if self.next:
            return self.next.pop(0)
        self.standing[str(delivery.ts)] = str(delivery.message.blocks)
        return Sent(str(delivery.ts))

    def take_back(self, delivery: Delivery) -> Outcome:
        self.calls.append("take back")
        self.standing.pop(str(delivery.ts), None)
        return Sent(str(delivery.ts))

    def whisper(self, request, message) -> bool:
        self.whispers.append(message.text)
        return True

    def zone_of(self, workspace, user) -> str:
        return ""

    def room_of(self, workspace, channel) -> Room:
        return Room()

    def is_working(self, workspace, channel, thread_ts, text) -> None:
        """Nothing to see."""


class Now:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Wakes:
    def wake(self, lane: str) -> None:
        """The test calls the flows itself."""


@dataclass
class Desk:
    ports: Ports
    inbox: Inbox
    board: Board

    def ask(self, text: str) -> None:
        self.inbox.take(question_request({**ASKED, "text": text}, TEAM, US))

    def edit(self, text: str, number: int = 1) -> None:
        edited = {**ASKED, "text": text, "edited": {"ts": f"170000000{number}.000200"}}
        self.inbox.take(edit_request({"channel": HERE, "ts": "9.9", "message": edited}, TEAM, US))

    def delete(self) -> None:
        event = {"channel": HERE, "ts": "9.9", "deleted_ts": ASKED["ts"], "previous_message": ASKED}
        self.inbox.take(deletion_request(event, TEAM))

    def work(self) -> None:
        """What the ticks do."""
        for _ in range(3):
            handle_requests(self.ports)
            deliver_due(self.ports, lanes=Lanes(spacing_s=0.0))

    @property
    def answer(self) -> str:
        (standing,) = self.board.standing.values()
        return standing

    @property
    def delivery(self) -> Delivery:
        (row,) = self.ports.store.list_deliveries(TEAM)
        return row


def said(text: str, speaker: str, words: str) -> Quote:
    start, name, cue = text.index(words), text.index(speaker), text.index("said", text.index(speaker))
    where = Span(start, start + len(words))
    return Quote((where,), speaker, QuoteKind.INDIRECT, Span(name, name + len(speaker)), Span(cue, cue + 4))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


@contextmanager
def open_desk(folder: Path) -> Iterator[Desk]:
    store = open_store(str(folder / "readout.sqlite"))
    now = datetime.now(UTC) - timedelta(hours=1)
    topic = store.add_topic(Topic(TEAM, HERE, "Quay", created=now))
    url = "https://quay-post.example/1"
    article = store.add_article(Article(url, "Quay", QUAY, "Quay Post", published=now, first_seen=now))
    cut = QUAY.index("Jonas")
    quotes = (
        said(QUAY, "Marta Ekholm", "the cable would be laid in spring"),
        said(QUAY, "Jonas Birk", "the noise was terrible"),
    )
    store.add_reading(article, Reading(quotes, (), (Span(0, cut - 1), Span(cut, len(QUAY)))), "r1")
    store.mark_matches(topic, "s", {article.id: True})
    board = Board()
    ports = Ports(store, None, None, board, Wakes(), Now())  # type: ignore[arg-type]
    yield Desk(ports, Inbox(store, Wakes()), board)
    store.close()


CABLE, NOISE = "What did Marta Ekholm say?", "What did Jonas Birk say?"


def test_an_edit_changes_the_answer_once_though_it_comes_twice(desk: Desk) -> None:
    desk.ask(CABLE)
    desk.work()
    assert "in spring" in desk.answer
    for _ in range(2):
        desk.edit(NOISE)
        desk.work()
    assert "the noise was terrible" in desk.answer
    assert desk.board.calls == ["post", "change"]
    assert "terrible" in str(desk.delivery.message.blocks)


def test_edits_out_of_order_leave_the_latest_wording(desk: Desk) -> None:
    desk.ask("What about trams?")
    desk.work()
    desk.edit(NOISE, number=3)
    desk.work()
    desk.edit(CABLE, number=2)
    desk.work()
    assert "the noise was terrible" in desk.answer
    assert desk.board.calls == ["post", "change"]


def test_an_edit_before_the_answer_is_answered_as_edited_and_nothing_is_changed_later(desk: Desk) -> None:
    desk.ask(CABLE)
    desk.edit(NOISE)
    desk.work()
    assert "the noise was terrible" in desk.answer
    assert "change" not in desk.board.calls


def test_an_edit_that_comes_before_its_question_is_that_question(desk: Desk) -> None:
    desk.edit(NOISE)
    desk.work()
    desk.ask(CABLE)
    desk.work()
    assert "the noise was terrible" in desk.answer
    assert desk.board.calls == ["post"]


def test_an_answer_that_is_just_being_posted_is_changed_when_it_stands(desk: Desk) -> None:
    desk.ask(CABLE)
    handle_requests(desk.ports)
    claimed = desk.ports.store.claim_delivery(desk.delivery.id, datetime.now(UTC))
    assert claimed is not None
    desk.edit(NOISE)
    handle_requests(desk.ports)
    assert [row.state for row in desk.ports.store.list_open_requests()] == [RequestState.OPEN]
    desk.board.standing["5.5"] = str(claimed.message.blocks)
    desk.ports.store.mark_delivery(replace(claimed, state=DeliveryState.SENT, ts="5.5"), claimed)
    desk.work()
    assert "the noise was terrible" in desk.answer
    assert desk.ports.store.list_open_requests() == []


def test_an_edit_while_the_question_is_worked_on_waits_for_its_answer(desk: Desk) -> None:
    desk.ask(CABLE)
    (asked,) = desk.ports.store.list_open_requests()
    claimed = desk.ports.store.claim_request(asked, datetime.now(UTC))
    assert claimed is not None
    desk.edit(NOISE)
    handle_requests(desk.ports)
    assert {row.state for row in desk.ports.store.list_open_requests()} == {RequestState.WORKING, RequestState.OPEN}
    answer_request(desk.ports, claimed)
    desk.work()
    assert "the noise was terrible" in desk.answer


def test_a_change_of_unknown_fate_is_made_again_and_a_refused_one_is_not(desk: Desk) -> None:
    desk.ask(CABLE)
    desk.work()
    desk.board.next = [Unknown("timeout"), Refused("ratelimited", 1.0)]
    desk.edit(NOISE)
    desk.work()
    assert desk.board.calls == ["post", "change", "change", "change"]
    assert "the noise was terrible" in desk.answer
    desk.board.next = [Refused("edit_window_closed")]
    desk.edit(CABLE, number=4)
    desk.work()
    assert desk.board.calls.count("change") == 4
    assert desk.ports.store.list_open_requests() == []


def test_words_that_ask_nothing_any_more_take_the_answer_away(desk: Desk) -> None:
    desk.ask(CABLE)
    desk.work()
    desk.edit("thanks, all good")
    desk.work()
    assert desk.board.standing == {}


@pytest.mark.parametrize("asked", ["", None])
def test_nothing_is_answered_where_the_latest_of_two_edits_asks_nothing(desk: Desk, asked: str | None) -> None:
    """Both edits wait when the work begins; `asked`: the mention before them, None where there was none."""
    if asked is not None:
        desk.ask(asked)
    desk.edit(NOISE, number=1)
    desk.edit("ok thanks", number=2)
    desk.work()
    assert desk.board.standing == {}
    assert desk.ports.store.list_open_requests() == []


def test_words_that_ask_nothing_and_come_before_the_question_leave_it_unanswered_until_they_ask(desk: Desk) -> None:
    desk.edit("ok thanks", number=2)
    desk.work()
    desk.edit(NOISE, number=1)
    desk.ask(CABLE)
    desk.work()
    assert desk.board.calls == []
    desk.edit(CABLE, number=3)
    desk.work()
    assert "in spring" in desk.answer


def test_a_deleted_question_takes_its_answer_with_it_once(desk: Desk) -> None:
    desk.ask(CABLE)
    desk.work()
    for _ in range(2):
        desk.delete()
        desk.work()
    assert desk.board.standing == {}
    assert desk.board.calls == ["post", "take back"]
    assert desk.delivery.state is DeliveryState.WITHDRAWN
    desk.edit(NOISE)
    desk.work()
    assert desk.board.calls == ["post", "take back"]


@pytest.mark.parametrize("first", ["question", "deletion"])
def test_a_question_deleted_before_it_is_answered_gets_none(desk: Desk, first: str) -> None:
    steps = [lambda: desk.ask(CABLE), desk.delete]
    for step in steps if first == "question" else reversed(steps):
        step()
    desk.work()
    assert desk.board.calls == []
    assert desk.ports.store.list_deliveries(TEAM) == []
    assert desk.ports.store.list_open_requests() == []


def test_an_answer_that_waits_to_be_posted_is_not_posted_after_a_deletion(desk: Desk) -> None:
    desk.ask(CABLE)
    handle_requests(desk.ports)
    desk.delete()
    desk.work()
    assert desk.board.calls == []
    assert desk.delivery.state is DeliveryState.WITHDRAWN


def test_a_tombstone_is_a_deletion() -> None:
    event = {
        "channel": HERE,
        "ts": "9.9",
        "message": {"subtype": "tombstone", "ts": ASKED["ts"]},
        "previous_message": ASKED,
    }
    whole = {"channel": HERE, "ts": "9.9", "deleted_ts": ASKED["ts"], "previous_message": ASKED}
    assert deletion_request(event, TEAM).key == deletion_request(whole, TEAM).key


EVENTS = st.lists(st.sampled_from(["ask", "edit 1", "edit 2", "edit 3", "nod", "delete", "work", "lose"]), max_size=9)


@given(EVENTS)
@settings(max_examples=25, deadline=None)
def test_whatever_comes_in_whichever_order_the_latest_wording_has_the_one_answer(events: list[str]) -> None:
    """Odd edits ask about the noise, even ones about the cable, a nod is the last edit and asks nothing.

    What is lost is Slack's word on the next change.
    """
    with TemporaryDirectory() as folder, open_desk(Path(folder)) as desk:
        for event in events:
            kind, _, number = event.partition(" ")
            match kind:
                case "ask":
                    desk.ask(CABLE)
                case "edit":
                    desk.edit(NOISE if int(number) % 2 else CABLE, number=int(number))
                case "nod":
                    desk.edit("ok thanks", number=9)
                case "delete":
                    desk.delete()
                case "work":
                    desk.work()
                case "lose":
                    desk.board.next.append(Unknown("timeout"))
        for _ in range(4):
            desk.work()
        edits = [int(event[-1]) for event in events if event.startswith("edit")]
        if {"delete", "nod"}.intersection(events) or not {"ask", *[f"edit {n}" for n in edits]}.intersection(events):
            assert desk.board.standing == {}
        else:
            assert ("terrible" if edits and max(edits) % 2 else "in spring") in desk.answer
        assert desk.board.calls.count("post") <= 1
        assert desk.ports.store.list_open_requests() == []
