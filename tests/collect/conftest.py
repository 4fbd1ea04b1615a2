from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "net"))

from loopback_site import Site
from news_desk import Desk, open_desk


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(site, tmp_path / "news.sqlite") as made:
        yield made
