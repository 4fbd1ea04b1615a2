"""A PostgreSQL server for the tests of the shared queue, and worker processes on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "storage"))

from postgres_for_tests import ROLE, Server, new_database, prepare, running_server


@pytest.fixture(scope="session")
def queue_server() -> Iterator[Server]:
    with running_server() as server:
        prepare(server.url)
        yield server


@pytest.fixture
def queue_url(queue_server: Server) -> Iterator[str]:
    """A migrated database without the queue's tables."""
    with new_database(queue_server.url, f"OWNER {ROLE} TEMPLATE readout_ready") as url:
        yield url
