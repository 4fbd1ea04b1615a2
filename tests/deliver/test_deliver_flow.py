"""The flow over a real SQLite ledger and a messenger that follows a script."""

from __future__ import annotations

import itertools
import threading
import time

from ledger_desk import CHANNEL, QUIET_S, TEAM, Desk, ScriptedMessenger

from bot.flows.deliver import deliver_again, deliver_due, dismiss
from bot.flows.lanes import Lanes
from bot.ports import Refused, Sent, Unknown


def test_parts_go_out_in_order_and_into_the_parents_thread(desk: Desk, messenger: ScriptedMessenger) -> None:
    ids = desk.briefing(parts=4)
    done = desk.deliver()
    assert [row.id for row in messenger.posted] == ids
    assert messenger.threads == [None, "1.000100", "1.000100", "1.000100"]
    assert str(done) == "4 sent"


def test_a_second_call_posts_nothing(desk: Desk, messenger: ScriptedMessenger) -> None:
    desk.briefing(parts=2)
    desk.deliver()
    assert not desk.deliver()
    assert len(messenger.posted) == 2


def test_an_unknown_outcome_that_arrived_is_adopted(desk: Desk, messenger: ScriptedMessenger) -> None:
    ids = desk.briefing(parts=2)
    messenger.script = [Unknown("timeout")]
    messenger.visible[ids[0]] = "9.9"
    desk.deliver()
    assert desk.states(ids) == ["unknown", "pending"]
    desk.deliver()
    assert len(messenger.posted) == 1, "nothing may happen within the quiet period"
    desk.clock.go(QUIET_S)
    assert desk.deliver().counts["adopted"] == 1
    assert desk.states(ids) == ["sent", "sent"]
    assert [row.part for row in messenger.posted] == [0, 1]
    assert messenger.threads[1] == "9.9"


def test_an_unknown_outcome_that_did_not_arrive_is_posted_again(desk: Desk, messenger: ScriptedMessenger) -> None:
    (only,) = desk.briefing()
    messenger.script = [Unknown("reset")]
    desk.deliver()
    desk.clock.go(QUIET_S)
    desk.deliver()
    desk.deliver()
    assert desk.states([only]) == ["sent"]
    assert [row.attempt for row in messenger.posted] == [1, 2]


def test_a_row_that_a_crash_left_in_sending_is_looked_up(desk: Desk, messenger: ScriptedMessenger) -> None:
    (only,) = desk.briefing()
    claimed = desk.store.claim_delivery(only, desk.clock.now())
    assert claimed is not None
    messenger.visible[only] = "4.4"
    desk.clock.go(QUIET_S)
    desk.deliver()
    row = desk.store.get_delivery(only)
    assert row is not None
    assert (row.state.value, row.ts) == ("sent", "4.4")
    assert messenger.posted == []


def test_a_look_that_fails_decides_nothing(desk: Desk, messenger: ScriptedMessenger) -> None:
    (only,) = desk.briefing()
    messenger.script = [Unknown("timeout")]
    messenger.reachable = False
    desk.deliver()
    desk.clock.go(QUIET_S)
    desk.deliver()
    assert desk.states([only]) == ["unknown"]
    messenger.reachable = True
    desk.clock.go(QUIET_S)
    desk.deliver()
    desk.deliver()
    assert desk.states([only]) == ["sent"]


def test_a_clock_that_is_put_back_delays_by_a_quiet_period_and_not_by_its_step(
    desk: Desk, messenger: ScriptedMessenger
) -> None:
    (lost,) = desk.briefing()
    messenger.script = [Unknown("timeout")]
    desk.deliver()
    desk.clock.go(-6 * 3600)
    desk.deliver()
    assert desk.states([lost]) == ["unknown"]
    desk.clock.go(QUIET_S)
    desk.deliver()
    desk.deliver()
    assert desk.states([lost]) == ["sent"]
    assert [row.attempt for row in messenger.posted] == [1, 2]


def test_a_clock_that_is_put_forward_posts_nothing_twice(desk: Desk) -> None:
    """While one thread of this process is posting, its row is left alone, however old the clock makes it."""
    (only,) = desk.briefing()
    seen: list[str] = []

    class Meanwhile(ScriptedMessenger):
        def post(self, delivery, thread_ts):
            seen.append(delivery.id)
            desk.clock.go(7 * 24 * 3600)
            thread = threading.Thread(target=other.deliver)
            thread.start()
            thread.join(0.2)
            threads.append(thread)
            return super().post(delivery, thread_ts)

    threads: list[threading.Thread] = []
    mine = Desk(desk.store, Meanwhile(), desk.clock)
    other = Desk(desk.store, ScriptedMessenger(), desk.clock)
    other.lanes = mine.lanes
    mine.deliver()
    for thread in threads:
        thread.join()
    assert (seen, other.messenger.posted) == ([only], [])
    assert desk.states([only]) == ["sent"]


def test_without_history_it_is_held_and_the_owner_decides(desk: Desk, messenger: ScriptedMessenger) -> None:
    ids = desk.briefing(parts=2)
    messenger.script = [Unknown("timeout")]
    messenger.readable = False
    desk.deliver()
    desk.clock.go(QUIET_S)
    desk.deliver()
    desk.deliver()
    assert desk.states(ids) == ["held", "pending"]
    assert [user for user, _ in messenger.told] == ["U0INES0001"]
    assert deliver_again(desk.ports, TEAM, ids[0]) == 1
    desk.deliver()
    assert desk.states(ids) == ["sent", "sent"]


def test_a_held_part_that_is_dismissed_takes_its_thread_with_it(desk: Desk, messenger: ScriptedMessenger) -> None:
    ids = desk.briefing(parts=2)
    messenger.script = [Unknown("timeout")]
    messenger.readable = False
    desk.deliver()
    desk.clock.go(QUIET_S)
    desk.deliver()
    assert dismiss(desk.ports, TEAM, ids[0])
    desk.deliver()
    assert desk.states(ids) == ["failed", "failed"]
    assert len(messenger.posted) == 1


def test_not_in_channel_tells_the_owner_what_to_type(desk: Desk, messenger: ScriptedMessenger) -> None:
    ids = desk.briefing(parts=3)
    messenger.script = [Refused("not_in_channel", hint="/invite @readout")]
    desk.deliver()
    assert desk.states(ids) == ["failed", "failed", "failed"]
    ((user, message),) = messenger.told
    assert user == "U0INES0001"
    assert "/invite @readout" in message.text
    assert deliver_again(desk.ports, TEAM, ids[0]) == 3
    desk.deliver()
    assert desk.states(ids) == ["sent", "sent", "sent"]


def test_another_workspace_cannot_post_again(desk: Desk, messenger: ScriptedMessenger) -> None:
    (only,) = desk.briefing()
    messenger.script = [Refused("is_archived")]
    desk.deliver()
    assert deliver_again(desk.ports, "T0OTHER", only) == 0
    assert desk.states([only]) == ["failed"]


def test_a_429_halts_every_channel_of_the_workspace_until_slack_said(desk: Desk, messenger: ScriptedMessenger) -> None:
    first = desk.briefing("a")
    messenger.script = [Refused("ratelimited", 60.0)]
    desk.deliver()
    second = desk.briefing("b", channel="C0INDUSTRY")
    desk.deliver()
    assert len(messenger.posted) == 1
    desk.clock.go(60)
    desk.lanes = Lanes(spacing_s=0.0)
    desk.deliver()
    assert desk.states(first + second) == ["sent", "sent"]


def test_one_message_a_second_a_channel_and_channels_do_not_wait_for_each_other(desk: Desk) -> None:
    at: list[tuple[str, float]] = []

    class Timed(ScriptedMessenger):
        def post(self, delivery, thread_ts):
            at.append((delivery.channel, time.monotonic()))
            return super().post(delivery, thread_ts)

    channels = ["C0A", "C0B", "C0C"]
    for channel in channels:
        desk.briefing(channel, parts=3, channel=channel)
    ports = Desk(desk.store, Timed()).ports
    begun = time.monotonic()
    deliver_due(ports, lanes=Lanes(spacing_s=0.2))
    assert time.monotonic() - begun < 1.2, "three channels of three parts take two pauses, not eight"
    for channel in channels:
        times = [moment for name, moment in at if name == channel]
        assert len(times) == 3
        assert all(b - a >= 0.19 for a, b in itertools.pairwise(times))


def test_many_threads_post_each_part_once(desk: Desk, messenger: ScriptedMessenger) -> None:
    ids = [one for n in range(6) for one in desk.briefing(f"run{n}", parts=2, channel=f"C{n}")]
    threads = [threading.Thread(target=desk.deliver) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.deliver()
    assert sorted(row.id for row in messenger.posted) == sorted(ids)
    assert set(desk.states(ids)) == {"sent"}


def test_two_processes_lanes_do_not_post_twice(desk: Desk, messenger: ScriptedMessenger) -> None:
    """Lanes are a process's own: with two sets of them only the store's conditional updates decide."""
    ids = desk.briefing(parts=5)
    others = [Desk(desk.store, messenger) for _ in range(4)]
    threads = [threading.Thread(target=other.deliver) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.deliver()
    assert [row.id for row in messenger.posted] == ids


def test_a_row_that_breaks_the_messenger_holds_up_no_other(desk: Desk) -> None:
    class Breaking(ScriptedMessenger):
        def post(self, delivery, thread_ts):
            if delivery.channel == "C0BROKEN":
                raise TypeError("no such block")
            return super().post(delivery, thread_ts)

    (broken,) = desk.briefing("a", channel="C0BROKEN")
    fine = desk.briefing("b", parts=3)
    other = Desk(desk.store, Breaking(), desk.clock)
    other.deliver()
    assert desk.states([broken, *fine]) == ["sending", "sent", "sent", "sent"]


def test_an_answer_after_the_quiet_period_is_still_kept(desk: Desk) -> None:
    """The row was looked up and freed while the post hung: what was posted in the end counts."""
    (only,) = desk.briefing()

    class Slow(ScriptedMessenger):
        def post(self, delivery, thread_ts):
            desk.clock.go(QUIET_S + 1)
            Desk.deliver(other)
            return Sent("7.7")

    other = Desk(desk.store, ScriptedMessenger(readable=False), desk.clock)
    Desk(desk.store, Slow(), desk.clock).deliver()
    row = desk.store.get_delivery(only)
    assert row is not None
    assert [user for user, _ in other.messenger.told] == ["U0INES0001"], "it had been held meanwhile"
    assert (row.state.value, row.ts) == ("sent", "7.7")


def test_nothing_is_due_in_an_empty_ledger(desk: Desk) -> None:
    assert str(desk.deliver()) == "nothing due"
    assert desk.store.list_topics(TEAM, CHANNEL) == []
