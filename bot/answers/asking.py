"""Reads a question with what is known in its scope: who is quoted there, in which roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from bot.answers.people import Known, Names, Roles
from bot.answers.question import Question, parse_question
from bot.answers.shelf import Library, shelf_of
from bot.answers.thesaurus import KIN
from bot.answers.words import beginning, fold
from bot.model import Article, Scope


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
        meant = roles.partly_meant(name, near=near)
        quoted = shelf_of(library).look("quoted", scope, lambda: _quoted(library, scope)) if meant else {}
        asked: dict[frozenset[str], set[int]] = {}
        for speaker, rest in meant:
            asked.setdefault(rest, set()).update(quoted.get(speaker, ()))
        telling = {rest: _telling(library, rest, numbers) for rest, numbers in asked.items()}
        found = [speaker for speaker, rest in meant if not telling[rest].isdisjoint(quoted.get(speaker, ()))]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _quoted(library: Library, scope: Scope) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for speaker, number in library.list_quoted(scope):
        found.setdefault(speaker, []).append(number)
    return found


def _telling(library: Library, rest: frozenset[str], numbers: Iterable[int]) -> set[int]:
    """Those of the articles that hold each of these stems or one of its kin. Few do, and only these are made ready."""
    kin = [{word, *KIN.get(word, ())} for word in rest]
    may = [one.id for one in library.list_articles(list(numbers)) if _may_hold(one, kin)]
    ready = shelf_of(library).take(library, may)
    return {one.article.id for one in ready if not any(words.isdisjoint(one.words) for words in kin)}


def _may_hold(article: Article, kin: Sequence[AbstractSet[str]]) -> bool:
    """Whether the letters that the words of each set begin with stand anywhere in the article."""
    text = fold(f"{article.title} {article.outlet} {article.text}")
    return all(any(beginning(word) in text for word in words) for words in kin)
