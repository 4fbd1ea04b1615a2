"""A fresh store for each test, one for each engine that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.ports import Store
from storage import open_store


@pytest.fixture(params=["sqlite"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
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
