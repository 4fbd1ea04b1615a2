"""The bot on a loopback Slack, over Socket Mode and over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office, by_http, by_socket, open_office

from bot.demo.slack import LoopbackSlack
from bot.ports import Reader
from bot.reading.reader import open_reader
from storage import open_store


@pytest.fixture(scope="session")
def reader() -> Reader:
    return open_reader("")


@pytest.fixture
def office(tmp_path: Path, reader: Reader) -> Iterator[Office]:
    store = open_store(str(tmp_path / "readout.sqlite"))
    with LoopbackSlack(retry_seconds=(0.0, 0.2, 0.2)) as slack, open_office(slack, store, reader) as opened:
        yield opened
    store.close()


@pytest.fixture
def connected(office: Office) -> Iterator[Office]:
    with by_socket(office):
        yield office


@pytest.fixture(params=["socket", "http"])
def either(request: pytest.FixtureRequest, office: Office) -> Iterator[Office]:
    """The same walk over both transports."""
    with by_socket(office) if request.param == "socket" else by_http(office):
        yield office
