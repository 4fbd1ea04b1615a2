"""Roles as an article states them: before a name, behind it, in a clause about it; and the body a role names.

The tree is asked first; where it fails, the words beside the name are read from the surface.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from bot.reading import names
from bot.reading.mentions import dateline_end, noun_phrase, title_of
from bot.reading.people import surface
from bot.reading.people.surface import Stretch
from bot.reading.people.wording import CAMPUS, fit_body, fit_role

_AFTER_HEAD = frozenset({"of", "for", "at", "in", "with", "to", "on", "from", "who", "that", "and"})


def _head_words(role: str) -> list[str]:
    """The words of a role up to its head noun, in lower case."""
    words: list[str] = []
    for word in role.lower().split():
        if word in _AFTER_HEAD:
            break
        words.append(word.strip(",.'’"))
        if word.endswith(","):
            break
    return words


def holds(role: str, noun: Token) -> bool:
    """Whether a role is the one that "the (senior) minister" names: its own head noun, and every word before it."""
    words = _head_words(role)
    if not words or words[-1] != noun.lower_:
        return False
    if len(words) > 1 and words[-2] in {"vice", "deputy", "former", "assistant", "ex", "shadow"}:
        return False
    asked = [t.lower_ for t in noun.lefts if t.dep_ in {"amod", "compound"}]
    return all(word in words for word in asked)


@dataclass(frozen=True, slots=True)
class Stated:
    """What one mention says of its bearer; `stretch` are the words of the role, where they stand beside the name.

    `beside` are all the words that the role was cut from: they tell a gender or a body where they name no office.
    """

    role: str | None = None
    organisation: str | None = None
    stretch: Stretch | None = None
    beside: str | None = None


def stated_at(name: Token, first: int, last: int) -> Stated:
    """The role as stated at the mention `first`..`last` with this root, and the body it names."""
    doc = name.doc
    if name.dep_ == "compound" and name.head.i > last and name.head.pos_ == "NOUN":
        return Stated()  # "the principal deputy White House press secretary"
    least = max(dateline_end(doc, first), doc[first].sent.start)
    run = first
    while run > least and title_of(doc[run - 1]) and not doc[run].is_sent_start:
        run -= 1
    beside = (surface.before(doc, run, least) if run < first else None) or surface.before(doc, first, least)
    beside = beside or surface.behind(doc, last)
    told = role_at(name, first)
    words = beside.text(doc) if beside is not None else ""
    if words and (told is None or is_role_of_body(told) or words.endswith(told) or words.startswith(f"{told}-")):
        told = words
    clause = surface.clause_behind(doc, last) if told is None or all(map(_is_title_word, told.split())) else None
    role = ", ".join(filter(None, [told, clause.text(doc) if clause else None])) or None
    organisation = (organisation_in(told) if fit_role(told) else None) or fit_body(of_body(name, last))
    return Stated(fit_role(role), organisation, beside, role)


def role_at(name: Token, first: int) -> str | None:
    """The role as the tree has it: apposition behind the name, else the words before it."""
    dateline = dateline_end(name.doc, first)
    for child in name.children:
        if child.i > name.i and name.doc[child.left_edge.i - 1].text == ":":
            continue
        if child.dep_ == "appos" and child.i > name.i and child.pos_ == "NOUN":
            return noun_phrase(child)
        if child.dep_ == "appos" and child.i > name.i and child.pos_ == "PROPN" and title_of(child):
            return noun_phrase(child)
    apposed = name.dep_ == "appos" and name.head.pos_ == "NOUN" and name.head.lower_ not in _NAMES
    apposed = apposed and not any(c.lower_ in surface.AMONG for c in name.lefts)
    if apposed and dateline <= name.head.i < name.i:
        return noun_phrase(name.head, before=first)
    return _before(name, first, dateline)


_NAMES = frozenset({"name", "surname", "nickname", "names", "pseudonym", "alias"})


def _before(name: Token, first: int, least: int = 0) -> str | None:
    """Words of the same noun phrase before the name: "Academician", "the party's finance spokesman".

    None stands before token `least`, where a dateline ends.
    """
    begin = max(name.left_edge.i, least)
    kept = [t for t in name.doc[begin:first] if t.lower_.rstrip(".") not in names.ADDRESSES]
    if not 0 < len(kept) <= 12 or not any(t.pos_ == "NOUN" or title_of(t) for t in kept):
        return None
    return name.doc[kept[0].i : kept[-1].i + 1].text.strip(" ,") or None


_NO_BODIES = names.NO_BODIES | names.DEMONYMS | names.NOT_NAMES
_NAMED = re.compile(r" (?:of|at|for|with) (?:the )?([A-Z].*)")
_EMPLOYER = re.compile(r" at (?:the )?([A-Z].*)")
_COMMON = re.compile(r" (?!of\b|for\b|and\b|the\b|in\b|de\b|du\b|di\b|la\b)[a-z].*")


def organisation_in(role: str | None) -> str | None:
    """The body a role names: what has capitals behind "at", "of", "for" or "with", or at the role's head."""
    return fit_body(_organisation_in(role), role) if role else None


def _organisation_in(role: str) -> str | None:
    named = _NAMED.search(role)
    if named is not None:
        employer = _EMPLOYER.search(role, named.start())
        return _whole(role, employer or named)
    if is_role_of_body(role):
        return None
    words = role.split()
    heads: list[str] = []
    for word in words:
        if not word[:1].isupper() or _is_title_word(word) or word.lower() in _NO_BODIES | names.OFFICES:
            break
        heads.append(word.removesuffix("'s").removesuffix("’s"))
    return " ".join(heads) if heads and len(heads) < len(words) else None


def _whole(role: str, named: re.Match[str]) -> str:
    """With the body before it where the office follows: "the University of Northgate chemist"; with a campus."""
    if CAMPUS.fullmatch(named[1]):
        return named[1]
    tail = _COMMON.search(named[1])
    before = role[: named.start()].split()
    if tail is None or not before or before[-1].lower() not in names.BODIES:
        return named[1]
    opening = next((word for word in before if word[:1].isupper() and word.lower() != "the"), before[-1])
    return role[role.index(opening) : named.start(1) + tail.start()]


def _is_title_word(word: str) -> bool:
    return word.lower().rstrip(".") in names.TITLE_WORDS


def of_body(name: Token, last: int = -1) -> str | None:
    """The body behind "of", "at" … that a name belongs to; one inside the name itself (up to `last`) is none."""
    for prep in name.children:
        if prep.i <= last:
            continue
        if prep.dep_ == "prep" and prep.lower_ in {"of", "from", "at", "with"} and prep.i > name.i:
            text = name.doc[prep.i + 1 : prep.right_edge.i + 1].text
            text = text.removeprefix("the ")
            if text[:1].isupper():
                return text
    return None


def is_role_of_body(role: str) -> bool:
    """Whether a role says what a body is, as "the research house" and "the robot maker" do."""
    head = next((w for w in reversed(_head_words(role)) if w), "")
    return head in names.BODIES or head in names.BODY_ROLES


def gender_of_role(role: str) -> str:
    words = set(role.lower().split())
    female, male = words & names.FEMALE_ROLES, words & names.MALE_ROLES
    return "" if bool(female) == bool(male) else "f" if female else "m"
