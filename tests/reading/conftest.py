from __future__ import annotations

import pytest

from bot.reading.reader import SpacyReader, open_reader


@pytest.fixture(scope="session")
def reader() -> SpacyReader:
    """The real model, loaded once."""
    return open_reader()
