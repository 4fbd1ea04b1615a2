from __future__ import annotations

from collections.abc import Iterator

import pytest
from loopback_site import Site

from bot.net.fetch import HttpFetcher, Limits
from bot.settings import Settings


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def trap() -> Iterator[Site]:
    """A second site, on an address that nothing exempts."""
    made = Site("127.0.0.2")
    yield made
    made.close()


@pytest.fixture
def fetcher(site: Site) -> Iterator[HttpFetcher]:
    settings = Settings(allow=frozenset({("127.0.0.1", site.port)}), contact="desk@readers.example")
    limits = Limits(total_s=1.5, body_bytes=1024 * 1024)
    with HttpFetcher(settings, limits) as made:
        yield made
