"""Reads a question with what is known in its scope: who is quoted there, in which roles."""

from __future__ import annotations

from datetime import datetime

from bot.answers.question import Known, Question, parse_question
from bot.model import Scope
from bot.ports import Search


def read_question(
    search: Search, scope: Scope, text: str, *, now: datetime, zone: str = "UTC", before: Question | None = None
) -> Question:
    """`before` is the question asked before in the same thread."""
    return parse_question(text, known_in(search, scope), now=now, zone=zone, before=before)


def known_in(search: Search, scope: Scope) -> Known:
    return Known(
        lambda: [name for name, _ in search.list_speakers(scope)],
        lambda: search.list_roles(scope),
        lambda: search.list_aliases(scope),
    )
