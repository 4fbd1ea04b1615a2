"""The ledger against a model of it, over crashes: whatever is done in whatever order, a delivery has one history."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from storage_samples import NOW, delivery, edition, run

from bot.model import LOCAL, Delivery, DeliveryState, RunState
from bot.ports import Store
from storage import open_store

ENDS = [DeliveryState.PENDING, DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.HELD]
OPEN = {DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN}
NAMES = st.integers(0, 5)


class Ledger(RuleBasedStateMachine):
    """Two workers hold views of deliveries that may be out of date; a crash loses the views, never the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'readout.sqlite'}"
        self.store: Store = open_store(self.url)
        self.abandoned: list[Store] = []
        self.rows: dict[str, Delivery] = {}
        self.views: dict[str, Delivery] = {}
        self.runs: dict[str, RunState] = {}
        self.now: datetime = NOW

    @initialize()
    def start(self) -> None:
        assert self.store.list_open_deliveries(NOW) == []

    @rule(number=NAMES, parts=st.integers(1, 3))
    def add_edition(self, number: int, parts: int) -> None:
        key = f"local|C1|2026-03-09|{number:02}:00"
        made = self.store.add_run(run(key), [])
        assert (made is None) == (key in self.runs)
        stored = self.store.get_run(key)
        assert stored is not None
        names = [f"{number}-{part}" for part in range(parts)]
        new = [delivery(name, part, run_id=stored.id) for part, name in enumerate(names)]
        kept = self.store.add_edition(edition(stored.id), new, [])
        assert self.store.get_edition(LOCAL, kept.id) == kept
        if made is not None:
            self.rows |= {one.id: one for one in new}
        self.runs[key] = RunState.DONE

    @rule(number=NAMES, part=st.integers(0, 2))
    def claim(self, number: int, part: int) -> None:
        name = f"{number}-{part}"
        won = self.store.claim_delivery(name, self.now)
        was = self.rows.get(name)
        if was is None or was.state != DeliveryState.PENDING:
            assert won is None
            return
        assert won == replace(was, state=DeliveryState.SENDING, attempt=was.attempt + 1, since=self.now)
        self.rows[name] = self.views[name] = won

    @rule(number=NAMES, part=st.integers(0, 2))
    def look(self, number: int, part: int) -> None:
        found = self.store.get_delivery(f"{number}-{part}")
        if found:
            self.views[found.id] = found

    @rule(number=NAMES, part=st.integers(0, 2), state=st.sampled_from(ENDS), wait=st.integers(0, 90))
    def mark(self, number: int, part: int, state: DeliveryState, wait: int) -> None:
        was = self.views.get(f"{number}-{part}")
        if was is None:
            return
        not_before = self.now + timedelta(seconds=wait) if wait else None
        after = replace(was, state=state, since=self.now, not_before=not_before, ts=f"{wait}.0", reason=str(state))
        present = self.rows[was.id]
        wins = (present.state, present.attempt) == (was.state, was.attempt)
        assert self.store.mark_delivery(after, was) == wins
        if wins:
            self.rows[was.id] = after

    @rule(seconds=st.integers(1, 120))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def crash(self) -> None:
        """The old connections are left behind, open, as a killed process' files are until the system closes them."""
        self.abandoned.append(self.store)
        self.store = open_store(self.url)
        self.views.clear()

    @invariant()
    def every_row_is_as_written(self) -> None:
        stored = {one.id: one for one in self.store.list_deliveries(LOCAL)}
        assert stored == self.rows
        due = {one.id for one in self.rows.values() if one.state in OPEN and not self._waits(one)}
        assert {one.id for one in self.store.list_open_deliveries(self.now)} == due
        assert self.store.list_open_runs() == []

    def _waits(self, one: Delivery) -> bool:
        pending = one.state == DeliveryState.PENDING
        return pending and one.not_before is not None and one.not_before > self.now

    def teardown(self) -> None:
        for store in [*self.abandoned, self.store]:
            store.close()
        self.folder.cleanup()


class TestLedger(Ledger.TestCase):
    settings = settings(max_examples=15, stateful_step_count=30, deadline=None)


@pytest.mark.fault
class TestLedgerLong(Ledger.TestCase):
    settings = settings(max_examples=500, stateful_step_count=60, deadline=None)
