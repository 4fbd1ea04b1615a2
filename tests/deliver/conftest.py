"""A real SQLite ledger, and two messengers: one that follows a script, and Slack's own protocol on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_desk import Desk, ScriptedMessenger, messenger_on

from bot.demo.slack import LoopbackSlack
from bot.ports import Store
from storage import open_store

sys.path.append(str(Path(__file__).parents[2] / "bench"))  # the crash harness is a bench of its own, too


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "ledger.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def messenger() -> ScriptedMessenger:
    return ScriptedMessenger()


@pytest.fixture
def desk(store: Store, messenger: ScriptedMessenger) -> Desk:
    return Desk(store, messenger)


@pytest.fixture
def slack() -> Iterator[LoopbackSlack]:
    with LoopbackSlack() as running:
        yield running


@pytest.fixture
def on_slack(store: Store, slack: LoopbackSlack) -> Desk:
    return Desk(store, messenger_on(slack))
