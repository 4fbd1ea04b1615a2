"""kill -9 at each step of a delivery and of an answer, then at random under faults: one visible message, always."""

from __future__ import annotations

import multiprocessing
import signal
from pathlib import Path

import doomed
import fault
import pytest
from ledger_desk import CHANNEL, TEAM, Desk

from bot.demo.slack import LoopbackSlack
from bot.model import Request, RequestKind
from bot.ports import Store
from storage import open_store

QUIET_S = 0.4


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    return tmp_path / "crash.sqlite"


def in_a_process(target, *args) -> int | None:
    """Runs it to its end, or to its death; returns the exit code."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*fault.PRELOADED, "bot.flows.commands"])
    process = context.Process(target=target, args=args)
    process.start()
    process.join(30)
    return process.exitcode


def deliver_until_settled(path: Path, slack: LoopbackSlack, store: Store) -> None:
    for _ in range(40):
        if not fault._open_rows(store):
            return
        in_a_process(doomed.deliver, str(path), slack.environment, "none", QUIET_S)
    pytest.fail("rows stayed open")


@pytest.mark.parametrize("step", ["after claim", "after post"])
def test_a_crash_at_this_step_leaves_one_message_a_part(step: str, ledger_file: Path, slack: LoopbackSlack) -> None:
    store = open_store(str(ledger_file))
    ids = Desk(store, None).briefing(parts=2)
    code = in_a_process(doomed.deliver, str(ledger_file), slack.environment, step, QUIET_S)
    assert code == -signal.SIGKILL
    deliver_until_settled(ledger_file, slack, store)
    verdict = fault.judge(slack, store, ids, kills=1)
    store.close()
    assert verdict.holds, str(verdict)
    assert len(slack.messages(CHANNEL)) == 1


@pytest.mark.parametrize("step", ["after claim", "after answer"])
def test_a_crash_between_a_question_and_its_answer_gives_one_answer(
    step: str, ledger_file: Path, slack: LoopbackSlack
) -> None:
    store = open_store(str(ledger_file))
    ts = slack.say(CHANNEL, "ines", "What was said about the cable?")
    question = Request("question|k", TEAM, RequestKind.QUESTION, CHANNEL, "U0INES0001", "the cable?", thread_ts=ts)
    assert store.add_request(question) is not None
    code = in_a_process(doomed.answer, str(ledger_file), slack.environment, step)
    assert code == -signal.SIGKILL
    in_a_process(doomed.answer, str(ledger_file), slack.environment, "none")
    assert store.list_open_requests() == []
    deliver_until_settled(ledger_file, slack, store)
    store.close()
    assert len(slack.thread(CHANNEL, ts)) == 1


def test_random_kills_under_faults_lose_and_double_nothing(ledger_file: Path) -> None:
    """A short profile; bench/fault.py runs the long ones."""
    verdict = fault.run(fault.Profile(store=str(ledger_file), kills=15, faults=0.4, quiet_s=0.5, seed=3))
    assert verdict.holds, str(verdict)
    assert verdict.kills >= 15
    assert verdict.faults.total() > 0, "the run met no fault: it shows nothing"


def test_the_judge_sees_what_is_lost_doubled_unrecorded_and_misplaced(on_slack: Desk, slack: LoopbackSlack) -> None:
    ids = on_slack.briefing("a", parts=2) + on_slack.briefing("b") + on_slack.briefing("c")
    on_slack.deliver()
    assert fault.judge(slack, on_slack.store, ids, 0).holds
    rows = [row for one in ids if (row := on_slack.store.get_delivery(one))]
    on_slack.ports.messenger.post(rows[2], None)
    posts = slack.channels["energy-desk"].posts
    del posts[str(rows[3].ts)]
    posts[str(rows[1].ts)]["thread_ts"] = "1.000001"
    verdict = fault.judge(slack, on_slack.store, ids, 0)
    assert (verdict.doubled, verdict.lost, verdict.misplaced) == ([ids[2]], [ids[3]], [ids[1]])
    assert verdict.unsettled == [ids[3]]


@pytest.mark.fault
def test_many_random_kills(ledger_file: Path) -> None:
    verdict = fault.run(fault.Profile(store=str(ledger_file), kills=300))
    assert verdict.holds, str(verdict)
