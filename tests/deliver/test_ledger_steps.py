"""The pure decisions: what is done next with a row, and what an outcome makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_desk import CHANNEL, START, TEAM

from bot.flows import ledger
from bot.flows.ledger import Step, after_look, after_post, next_step
from bot.model import Delivery, DeliveryState, Message
from bot.ports import Refused, Sent, Unknown

ROW = Delivery("d0", TEAM, CHANNEL, 0, Message((), "x"), run_id=1)
PART = replace(ROW, id="d1", part=1, parent_id="d0")
SENDING = replace(ROW, state=DeliveryState.SENDING, since=START, attempt=1)
QUIET = 30.0


def later(seconds: float):
    return START + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("row", "siblings", "step"),
    [
        (ROW, [ROW], Step.POST),
        (replace(ROW, state=DeliveryState.SENT, ts="1.1"), [ROW], Step.NOTHING),
        (replace(ROW, state=DeliveryState.HELD), [ROW], Step.NOTHING),
        (replace(ROW, not_before=later(5)), [ROW], Step.WAIT),
        (SENDING, [SENDING], Step.WAIT),
        (PART, [ROW, PART], Step.WAIT),
        (PART, [SENDING, PART], Step.WAIT),
        (PART, [replace(ROW, state=DeliveryState.SENT, ts="1.1"), PART], Step.POST),
        (PART, [replace(ROW, state=DeliveryState.FAILED), PART], Step.ABANDON),
        (PART, [replace(ROW, state=DeliveryState.HELD), PART], Step.WAIT),
    ],
)
def test_what_is_next_follows_from_the_rows(row: Delivery, siblings: list[Delivery], step: Step) -> None:
    assert next_step(row, siblings, START, QUIET) is step


def test_a_row_left_behind_is_looked_up_only_after_the_quiet_period() -> None:
    for state in (DeliveryState.SENDING, DeliveryState.UNKNOWN):
        left = replace(SENDING, state=state)
        assert next_step(left, [left], later(QUIET - 0.1), QUIET) is Step.WAIT
        assert next_step(left, [left], later(QUIET), QUIET) is Step.LOOK_UP


def test_a_middle_part_that_failed_does_not_hold_up_the_next() -> None:
    sent = replace(ROW, state=DeliveryState.SENT, ts="1.1")
    middle = replace(PART, state=DeliveryState.FAILED)
    last = replace(PART, id="d2", part=2)
    assert next_step(last, [sent, middle, last], START, QUIET) is Step.POST


def test_a_429_comes_back_no_sooner_than_slack_said_and_counts_as_no_failure() -> None:
    settled = after_post(SENDING, Refused("ratelimited", 7.0), START)
    assert settled.row.state is DeliveryState.PENDING
    assert settled.row.not_before == later(7)
    assert settled.row.reason == ""
    assert not settled.set_aside


def test_a_refusal_that_may_pass_is_tried_three_times_then_set_aside() -> None:
    row = SENDING
    states = []
    for _ in range(ledger.TRIES):
        settled = after_post(row, Refused("team_added_to_org"), START)
        states.append((settled.row.state, settled.set_aside))
        row = replace(settled.row, state=DeliveryState.SENDING, attempt=row.attempt + 1)
    assert states == [(DeliveryState.PENDING, False), (DeliveryState.PENDING, False), (DeliveryState.FAILED, True)]


def test_not_in_channel_is_set_aside_at_once() -> None:
    settled = after_post(SENDING, Refused("not_in_channel"), START)
    assert settled.row.state is DeliveryState.FAILED
    assert settled.set_aside


def test_unknown_is_never_pending_before_it_was_looked_up() -> None:
    assert after_post(SENDING, Unknown("timeout"), START).row.state is DeliveryState.UNKNOWN


def test_what_a_look_shows_decides() -> None:
    lost = replace(SENDING, state=DeliveryState.UNKNOWN)
    assert after_look(lost, "5.5", START, QUIET, readable=True).row.ts == "5.5"
    assert after_look(lost, None, START, QUIET, readable=True).row.state is DeliveryState.PENDING
    held = after_look(lost, None, START, QUIET, readable=False)
    assert (held.row.state, held.set_aside) == (DeliveryState.HELD, True)
    worn_out = replace(lost, attempt=ledger.MAX_ATTEMPTS)
    assert after_look(worn_out, None, START, QUIET, readable=True).row.state is DeliveryState.FAILED


@given(st.lists(st.sampled_from(["sent", "429", "refused", "unknown", "gone", "seen"]), max_size=60))
def test_no_sequence_of_outcomes_posts_after_it_was_sent_or_leaves_the_states(outcomes: list[str]) -> None:
    """Each step starts from where the last one ended; a sent or set-aside row takes no further step."""
    row, now = ROW, START
    for outcome in outcomes:
        now += timedelta(hours=1)
        step = next_step(row, [row], now, QUIET)
        if row.state in (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.HELD):
            assert step is Step.NOTHING
            continue
        if step is Step.POST:
            claimed = replace(row, state=DeliveryState.SENDING, attempt=row.attempt + 1, since=now)
            answers = {"sent": Sent("1.1"), "429": Refused("ratelimited", 1.0), "refused": Refused("odd_code")}
            row = after_post(claimed, answers.get(outcome, Unknown("reset")), now).row
        elif step is Step.LOOK_UP:
            row = after_look(row, "1.1" if outcome == "seen" else None, now, QUIET, readable=True).row
        assert row.state is not DeliveryState.SENT or row.ts is not None
        assert row.state is DeliveryState.PENDING or row.not_before is None or row.state is DeliveryState.UNKNOWN
