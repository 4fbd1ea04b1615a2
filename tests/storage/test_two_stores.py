"""The same operations on SQLite and PostgreSQL give the same reads; and no workspace reads another's rows."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from postgres_for_tests import empty
from storage_samples import HOUR, NOW, item
from twin import READINGS, TEXTS, WORKSPACES, Twin

from bot.model import DeliveryState, RequestState, RunState
from storage import open_store

FEW = st.integers(0, 3)
WHOSE = st.integers(0, 1)
NAMES = st.sampled_from(["Harbour", "HARBOUR", "Ferries", "Quay"])
DELIVERIES = st.builds("{}-{}".format, FEW, WHOSE)
ITEMS = st.lists(
    st.builds(
        lambda number, title, other: item(number, title=title, keys=(f"guid:{number}", f"url:{other}")),
        FEW,
        st.sampled_from(["A", "B"]),
        FEW,
    ),
    max_size=4,
)


class TwoStores(RuleBasedStateMachine):
    """Each operation is done to both twins; what they return, and everything they read, is equal.

    Both stores are opened anew: an open one keeps how often words stand in it.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.sqlite = open_store(str(Path(self.folder.name) / "readout.sqlite"))
        self.postgres = open_store(url)
        self.twins = (Twin(self.sqlite), Twin(self.postgres))
        self.now: datetime = NOW

    def both(self, operation: str, *values: object) -> None:
        one, two = (getattr(twin, operation)(*values) for twin in self.twins)
        assert one == two

    @rule(hours=st.integers(1, 30))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(number=FEW)
    def add_feed(self, number: int) -> None:
        self.both("add_feed", number, self.now)

    @rule(number=FEW, error=NAMES)
    def poll(self, number: int, error: str) -> None:
        self.both("claim_feed", number, self.now)
        self.both("mark_feed", number, error)

    @rule(number=FEW, items=ITEMS, baseline=st.booleans())
    def add_items(self, number: int, items: list[object], baseline: bool) -> None:
        self.both("add_items", number, items, self.now, baseline)

    @rule(number=FEW, into=st.none() | FEW, wait=st.booleans())
    def mark_item(self, number: int, into: int | None, wait: bool) -> None:
        self.both("mark_item", number, into, self.now + HOUR if wait else None)

    @rule(number=FEW, text=st.integers(0, len(TEXTS) - 1))
    def add_article(self, number: int, text: int) -> None:
        self.both("add_article", number, text, self.now)

    @rule(number=FEW, reading=st.integers(0, len(READINGS) - 1))
    def add_reading(self, number: int, reading: int) -> None:
        self.both("add_reading", number, reading, f"r{reading}")

    @rule(number=FEW, other=FEW)
    def mark_story(self, number: int, other: int) -> None:
        self.both("mark_story", number, other)

    @rule(workspace=WHOSE, name=NAMES)
    def add_topic(self, workspace: int, name: str) -> None:
        self.both("add_topic", workspace, name, self.now + HOUR)

    @rule(number=FEW, workspace=WHOSE, name=NAMES, paused=st.booleans())
    def mark_topic(self, number: int, workspace: int, name: str, paused: bool) -> None:
        self.both("mark_topic", number, workspace, name, paused)

    @rule(number=FEW, workspace=WHOSE)
    def delete_topic(self, number: int, workspace: int) -> None:
        self.both("delete_topic", number, workspace)

    @rule(number=FEW, feed=FEW, workspace=WHOSE, add=st.booleans())
    def change_feeds(self, number: int, feed: int, workspace: int, add: bool) -> None:
        self.both("add_topic_feed" if add else "delete_topic_feed", number, feed, workspace)

    @rule(number=FEW, articles=st.dictionaries(FEW, st.booleans()), stamp=st.sampled_from(["s1", "s2"]))
    def mark_matches(self, number: int, articles: dict[int, bool], stamp: str) -> None:
        self.both("mark_matches", number, articles, stamp)

    @rule(key=NAMES, workspace=WHOSE, number=FEW)
    def add_run(self, key: str, workspace: int, number: int) -> None:
        self.both("add_run", key, workspace, number)

    @rule(number=FEW, state=st.sampled_from([RunState.EMPTY, RunState.LATE]))
    def mark_run(self, number: int, state: RunState) -> None:
        self.both("mark_run", number, state)

    @rule(number=FEW, workspace=WHOSE)
    def add_edition(self, number: int, workspace: int) -> None:
        self.both("add_edition", number, workspace)

    @rule(name=DELIVERIES, state=st.sampled_from(DeliveryState))
    def deliver(self, name: str, state: DeliveryState) -> None:
        self.both("claim_delivery", name, self.now)
        self.both("mark_delivery", name, state, self.now)

    @rule(key=NAMES, workspace=WHOSE)
    def add_request(self, key: str, workspace: int) -> None:
        self.both("add_request", key, workspace)

    @rule(number=FEW, state=st.sampled_from(RequestState))
    def answer(self, number: int, state: RequestState) -> None:
        self.both("claim_request", number, self.now)
        self.both("mark_request", number, state)

    @rule()
    def read_everything(self) -> None:
        one, two = (twin.everything(self.now) for twin in self.twins)
        for name, value in one.items():
            assert value == two[name], name

    @invariant()
    def no_workspace_reads_anothers_rows(self) -> None:
        for workspace in WORKSPACES:
            assert all(one.workspace == workspace for one in self.sqlite.list_topics(workspace))
            assert all(one.workspace == workspace for one in self.sqlite.list_deliveries(workspace))
            assert all(one.workspace == workspace for one in self.sqlite.list_editions(workspace))

    def teardown(self) -> None:
        try:
            self.read_everything()
        finally:
            self.sqlite.close()
            self.postgres.close()
            self.folder.cleanup()


def _run(url: str, examples: int, steps: int) -> None:
    def fresh() -> TwoStores:
        empty(url)
        return TwoStores(url)

    run_state_machine_as_test(
        fresh,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_the_same_operations_give_the_same_reads(postgres_url: str):
    _run(postgres_url, 6, 30)


@pytest.mark.fault
def test_the_same_operations_give_the_same_reads_2000_times(postgres_url: str):
    _run(postgres_url, 2000, 40)
