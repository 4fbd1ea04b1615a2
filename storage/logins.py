"""Feeds behind a password: the login is a secret of the workspace that gave it, and the feed is its own."""

from __future__ import annotations

import secrets
from datetime import datetime

from bot.errors import InputError
from bot.model import PRIVATE, Feed, WorkspaceId
from storage import rows, sql
from storage.engine import Engine


class LoginRows:
    _engine: Engine

    def add_private_feed(self, workspace: WorkspaceId, url: str, login: str, *, next_due: datetime) -> Feed:
        if not self._engine.dialect.keeps_logins:
            raise InputError(
                "A feed behind a password is not taken here.", "Several share this database, and it has no vault."
            )
        values = {"workspace": workspace, "url": rows.storable(url), "length": len(url), "login": login}
        with self._engine.write(workspace, durable=True) as tx:
            row = tx.one(sql.GET_PRIVATE_FEED, values)
            if row is None:
                own = f"{values['url']}{PRIVATE}{secrets.token_hex(6)}"
                tx.run(sql.ADD_FEED, rows.feed_row(Feed(0, own, next_due=next_due)))
                row = tx.one(sql.GET_FEED_BY_URL, {"url": own})
            assert row is not None
            tx.run(sql.KEEP_LOGIN, {**values, "feed_id": row["id"]})
        return rows.to_feed(row)

    def get_login(self, feed_id: int) -> str:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_LOGIN, {"feed_id": feed_id})
        return str(row["login"]) if row else ""
