"""A topic's query: parsed once, judged over title, text, outlet and speakers; accents and case folded.

    rates inflation          both words (AND may be written)
    "interest rate"          the phrase
    rate OR yield            either; AND binds tighter than OR, ( ) group
    NOT football, -football  not
    econom*                  words that begin so
    title:budget             in the title alone; likewise outlet: and speaker:, also with a phrase or ( )

Words match whole words; hyphens and apostrophes part words on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn, Protocol

from bot.errors import QueryError

MOST_TERMS = 200
MOST_DEPTH = 20
FIELDS = ("title", "outlet", "speaker")

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<mark>[()])
      | (?P<minus>-(?=[^\s-]))
      | (?P<field>[A-Za-z]+):(?=["(\w])
      | "(?P<phrase>[^"]*)"
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+")
"""Combining accents, and the vowel points of Hebrew and Arabic."""
_APART = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_APART)
    return _MARKS.sub("", unicodedata.normalize("NFKD", apart))


def words_of(text: str) -> str:
    """The folded words, each between spaces: a whole word or phrase is then a plain substring."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


@dataclass(frozen=True, slots=True)
class Texts:
    """What is judged, as `words_of` gives it, by field; "" is all of title and text."""

    fields: dict[str, str]

    def holds(self, needle: str, field: str) -> bool:
        return needle in self.fields[field]


class Node(Protocol):
    def test(self, texts: Texts) -> bool: ...


@dataclass(frozen=True, slots=True)
class Term:
    """A word, phrase or prefix: `needle` begins with a space, and ends with one unless it is a prefix."""

    needle: str
    field: str = ""

    def test(self, texts: Texts) -> bool:
        return texts.holds(self.needle, self.field)


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Node, ...]

    def test(self, texts: Texts) -> bool:
        return all(part.test(texts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Node, ...]

    def test(self, texts: Texts) -> bool:
        return any(part.test(texts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    part: Node

    def test(self, texts: Texts) -> bool:
        return not self.part.test(texts)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. Without a node (an empty query) it matches everything."""

    node: Node | None = None

    def matches(self, title: str, text: str, outlet: str = "", speakers: Sequence[str] = ()) -> bool:
        if self.node is None:
            return True
        head = words_of(title)
        fields = {
            "": head + words_of(text),
            "title": head,
            "outlet": words_of(outlet),
            "speaker": " ".join(words_of(speaker) for speaker in speakers),
        }
        return self.node.test(Texts(fields))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def terms_of(query: Query) -> list[tuple[str, Query]]:
    """Each word, prefix or phrase that the query asks for or shuts out, as it is shown, and the query of it alone."""
    found: dict[str, Query] = {}
    for term in _terms(query.node):
        words = term.needle.strip() + ("" if term.needle.endswith(" ") else "*")
        shown = f"{term.field}:{words}" if term.field else words
        found.setdefault(shown, Query(term))
    return list(found.items())


def _terms(node: Node | None) -> Iterator[Term]:
    match node:
        case Term():
            yield node
        case Not():
            yield from _terms(node.part)
        case Both() | Either():
            for part in node.parts:
                yield from _terms(part)


def parse_query(text: str) -> Query:
    """Raises QueryError with a hint where the query cannot be read."""
    tokens = _tokens(text)
    if not tokens:
        return Query()
    if len(tokens) > MOST_TERMS:
        raise QueryError("The query is too long.", f"Use at most {MOST_TERMS} words.")
    reader = _Reader(tokens)
    node = reader.either(0)
    if reader.kind():
        raise QueryError("The query has a ) without its (.", "Write as many ( as ).")
    return Query(node)


def _tokens(text: str) -> list[_Token]:
    plain = text.translate(_QUOTES).strip()
    if plain.count('"') % 2:
        raise QueryError("A quotation mark in the query is not closed.", 'Write phrases like "interest rate".')
    tokens = []
    for match in _TOKEN.finditer(plain):
        kind = match.lastgroup or ""
        value = match[kind] if kind else ""
        if kind == "word" and value in {"AND", "OR", "NOT"}:
            kind = value
        if kind == "field" and value.lower() not in FIELDS:
            raise QueryError(f"{value}: is not known in a query.", "Known are title:, outlet: and speaker:.")
        tokens.append(_Token(value if kind == "mark" else kind, value))
    return tokens


class _Reader:
    """Recursive descent: either > both > one."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def either(self, depth: int, field: str = "") -> Node:
        if depth > MOST_DEPTH:
            raise QueryError("The query has too many ( inside each other.", f"Use at most {MOST_DEPTH}.")
        parts = [self._both(depth, field)]
        while self.kind() == "OR":
            self._at += 1
            parts.append(self._both(depth, field))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self, depth: int, field: str) -> Node:
        parts = [self._one(depth, field)]
        while self.kind() not in {"", "OR", ")"}:
            if self.kind() == "AND":
                self._at += 1
            parts.append(self._one(depth, field))
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _one(self, depth: int, field: str) -> Node:
        kind = self.kind()
        if kind in {"", "OR", "AND", ")"}:
            _misses(kind)
        token = self._tokens[self._at]
        self._at += 1
        if kind in {"NOT", "minus"}:
            return Not(self._one(depth + 1, field))
        if kind == "field":
            return self._one(depth + 1, token.text.lower())
        if kind == "(":
            node = self.either(depth + 1, field)
            if self.kind() != ")":
                raise QueryError("The query has a ( without its ).", "Write as many ) as (.")
            self._at += 1
            return node
        return _term(token, field)


def _misses(kind: str) -> NoReturn:
    what = {"": "The query ends too early.", ")": "There is nothing before a ) in the query."}
    raise QueryError(
        what.get(kind, f"There is nothing beside an {kind} in the query."),
        "AND, OR and NOT stand between words: rates AND (inflation OR prices) NOT football.",
    )


def _term(token: _Token, field: str) -> Node:
    words = words_of(token.text).strip()
    if not words:
        raise QueryError(f"{token.text!r} holds no word to look for.", "Use letters or digits.")
    is_prefix = token.kind == "word" and token.text.endswith("*")
    if is_prefix and len(words) < 2:
        raise QueryError(f"{token.text} matches nearly everything.", "Write at least two letters before the *.")
    return Term(f" {words}" if is_prefix else f" {words} ", field)
