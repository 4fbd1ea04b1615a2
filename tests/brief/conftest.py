from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "digest"))  # the sample news

from brief_desk import Desk

from storage import open_store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(str(tmp_path / "brief.sqlite"))
    store.migrate()
    yield Desk(store)
    store.close()
