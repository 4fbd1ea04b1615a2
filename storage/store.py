"""The store: the shared statements over one engine."""

from __future__ import annotations

from collections.abc import Mapping

from storage.articles import ArticleRows
from storage.edits import EditRows
from storage.engine import Engine
from storage.feedback import FeedbackRows
from storage.feeds import FeedRows
from storage.logins import LoginRows
from storage.requests import RequestRows
from storage.runs import RunRows
from storage.search import SearchRows
from storage.speakers import SpeakerRows
from storage.topics import TopicRows
from storage.vectors import VectorRows


class SqlStore(
    FeedRows,
    ArticleRows,
    SpeakerRows,
    EditRows,
    LoginRows,
    TopicRows,
    RunRows,
    RequestRows,
    FeedbackRows,
    SearchRows,
    VectorRows,
):
    """bot.ports.Store over an engine. Safe to call from any number of threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def migrate(self) -> list[str]:
        return self._engine.migrate()

    def health(self) -> Mapping[str, str]:
        return self._engine.health()

    def close(self) -> None:
        self._engine.close()
