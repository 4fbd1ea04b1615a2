"""0007: feeds behind a name and a password. Each is one workspace's own."""

from __future__ import annotations

from storage.schema import Table

FEED_LOGINS = Table(
    "feed_logins",
    {"workspace": "text", "feed_id": "int", "login": "text"},
    pk=("feed_id",),
    index=(("workspace",),),
    references={"feed_id": "feeds"},
    owned=True,
)

TABLES = (FEED_LOGINS,)
