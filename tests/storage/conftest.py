"""A fresh store for each test on each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres_for_tests import ROLE, Server, empty, new_database, prepare, running_server

from bot.ports import Store
from storage import open_store


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    with running_server() as server:
        prepare(server.url)
        yield server


@pytest.fixture(scope="session")
def postgres(postgres_server: Server) -> str:
    return postgres_server.url


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A migrated database of the test's own."""
    with new_database(postgres, f"OWNER {ROLE} TEMPLATE readout_ready STRATEGY FILE_COPY") as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres: str) -> Iterator[str]:
    with new_database(postgres, f"OWNER {ROLE}") as url:
        yield url


@pytest.fixture(scope="session")
def emptied_postgres(postgres: str) -> Iterator[tuple[str, Store]]:
    """One database and one store for all tests that leave them open; `store_url` empties it before each."""
    with new_database(postgres, f"OWNER {ROLE} TEMPLATE readout_ready") as url:
        opened = open_store(url)
        yield url, opened
        opened.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        url, _ = request.getfixturevalue("emptied_postgres")
        empty(url)
        return str(url)
    return f"sqlite:///{tmp_path / 'readout.sqlite'}"


@pytest.fixture
def store(store_url: str, request: pytest.FixtureRequest) -> Iterator[Store]:
    if store_url.startswith("postgres"):
        yield request.getfixturevalue("emptied_postgres")[1]
        return
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def open_again(store_url: str) -> Iterator[Callable[[], Store]]:
    """Another process' view of the same database."""
    opened: list[Store] = []

    def again() -> Store:
        opened.append(open_store(store_url))
        return opened[-1]

    yield again
    for one in opened:
        one.close()
