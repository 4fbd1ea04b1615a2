"""Reads a question with what is known in its scope: who is quoted there, in which roles."""

from __future__ import annotations

from datetime import datetime

from bot.answers.people import Names, Roles
from bot.answers.question import Known, Question, parse_question
from bot.answers.shelf import Library, Prepared, shelf_of
from bot.answers.thesaurus import KIN
from bot.model import Scope


def read_question(
    library: Library, scope: Scope, text: str, *, now: datetime, zone: str = "UTC", before: Question | None = None
) -> Question:
    """`before` is the question asked before in the same thread."""
    return parse_question(text, known_in(library, scope), now=now, zone=zone, before=before)


def settled(library: Library, scope: Scope) -> Scope:
    """The scope as the articles it stands for, newest first: for all that is looked up for one question."""
    return Scope(scope.workspace, article_ids=tuple(library.list_scope(scope)), settled=True)


def known_in(library: Library, scope: Scope) -> Known:
    kept = shelf_of(library).look
    return Known(
        lambda: kept("names", scope, lambda: _names(library, scope)),
        lambda: kept("roles", scope, lambda: Roles(library.list_roles(scope))),
        lambda name: _holders(library, scope, name),
    )


def _names(library: Library, scope: Scope) -> Names:
    return Names([name for name, _ in library.list_speakers(scope)], library.list_aliases(scope))


def _holders(library: Library, scope: Scope, name: str) -> tuple[str, ...]:
    """Speakers of such a role where what else the name says stands in their article: "the opera's manager"."""
    roles = known_in(library, scope).roles
    for near in (False, True):
        found = [
            speaker
            for speaker, rest in roles.partly_meant(name, near=near)
            if any(_knows(article.words, rest) for article in _articles_of(library, scope, speaker))
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _articles_of(library: Library, scope: Scope, speaker: str) -> list[Prepared]:
    numbers = dict.fromkeys(row.article_id for row in library.list_said(scope, speaker))
    return shelf_of(library).take(library, list(numbers))


def _knows(words: frozenset[str], rest: frozenset[str]) -> bool:
    return all(word in words or not words.isdisjoint(KIN.get(word, ())) for word in rest)
