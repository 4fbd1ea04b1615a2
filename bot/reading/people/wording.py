"""Roles and bodies cut to the words that name them: without ages, marks, asides, lives told in a clause.

Pure functions over words as the article has them; what is kept is one stretch of them, or two that a comma joins.
"""

from __future__ import annotations

import re

from bot.reading import names
from bot.reading.quotes.lexicon import is_person_noun

_MOST_WORDS = 10
"""Words of a role before it is cut at its first comma."""
_MOST_OF_CLAUSE = 10
_MOST_OF_OFFICE = 14
"""Words of a "who …" that names an office."""

_LEADING = re.compile(
    r"^(?:[\s\-–—(\[“”\"'‘’,;:.]+|(?:now|then|whether|currently|both|and|but) |"
    r"(?:[Ll]ast|[Tt]his) (?:week|month|year) )+"
)
_TRAILING = re.compile(r"(?:[\s,;:–—(-]+|\s(?:of|at|for|to|the|a|an|in|and|or|with|on|from|by|his|her|its|their))+$")
_MARKS = re.compile(r"[“”\"»«]")
_CLAUSE = re.compile(r",? (?:who|which|where|whose|that|when|whom) ")
_ASIDE = re.compile(r" (?:published|based|called|known) .*")
_ONE_OF = re.compile(r"one of the (?:[\w'’-]+ ){1,7}[\w'’-]+$", re.IGNORECASE)
_JOINT = re.compile(r" (?:of|for|at|in|with|to|on|from|under|behind|by) ")
_PERSONS = names.TITLE_WORDS | names.OFFICES
_OF_BODIES = names.BODIES | names.BODY_ROLES | frozenset({"body", "cooperative", "co-operative", "giant", "mouthpiece"})


def fit_role(role: str | None) -> str | None:
    """What of these words names an office, a trade, or what a body is; None where nothing does."""
    if not role:
        return None
    piece = role.strip()
    if _MARKS.search(piece):
        outside = _MARKS.split(piece)
        piece = max(outside[0], outside[-1], key=_holds_office)
    piece = _LEADING.sub("", piece)
    if piece.startswith("who "):
        piece = _ASIDE.sub("", piece)
        return piece if _is_short_clause(piece) else None
    if _ONE_OF.match(piece):
        return piece
    clause = _CLAUSE.search(piece)
    head = piece if clause is None else piece[: clause.start()]
    told = "" if clause is None else piece[clause.start() :].lstrip(", ")
    if len(head.split()) > _MOST_WORDS:
        first = head.partition(", ")[0]
        head = first if len(first.split()) > 2 and _holds_office(first) else head
    head = _TRAILING.sub("", head)
    if not _holds_office(head):
        return None
    kept = clause is not None and clause.group() == ", who " and _is_short_clause(told)
    return f"{head}, {told}" if kept and f"{head}, {told}" in role else head


def _is_short_clause(clause: str) -> bool:
    """A "who …" that tells an office or a trade, and no life."""
    words = clause.split()
    if "born" in words[:3]:
        return False
    return len(words) <= _MOST_OF_CLAUSE or (len(words) <= _MOST_OF_OFFICE and _holds_office(clause, whole=True))


def _holds_office(words: str, *, whole: bool = False) -> bool:
    """Whether a word before the first "of" or "at" says what a person or a body is."""
    head = words if whole else _JOINT.split(words, maxsplit=1)[0]
    return any(_is_office(word.strip(",.;:()'’").lower()) for word in re.split(r"[\s/]+", head))


def _is_office(word: str) -> bool:
    last = word.rpartition("-")[2]
    if word in _PERSONS or word in _OF_BODIES or is_person_noun(word):
        return True
    return last in _PERSONS or word.endswith(("ologist", "ographer", "ician", "-in-law", "-in-chief"))


# ------------------------------------------------------------------ bodies

_KIN = names.FEMALE_ROLES | names.MALE_ROLES | frozenset("partner friend colleague lawyer attorney agent".split())
_ADJECTIVE = re.compile(r"-(?:winning|based|born|led|backed|owned|old|time|elect)$")
_NO_FRONT = frozenset("interim acting former ex then last next this retired ranking senior longtime one".split())
_NO_END = frozenset("press chief deputy vice assistant principal junior lead".split())
CAMPUS = re.compile(r"University of [^,]*, [A-Z]\w+(?: [A-Z]\w+)?")
_PORTFOLIOS = frozenset(
    "trade finance defence defense health education justice energy environment agriculture transport transportation "
    "labour labor commerce interior state culture tourism war".split()
) | {"foreign affairs", "public prosecution", "public prosecutions"}
"""What a minister or a director is of, and no body: "minister of Trade"."""
_BEHIND = re.compile(r",| and (?=[a-z])| (?:who|where|which|that|whose|when) ")


def fit_body(body: str | None, role: str | None = None) -> str | None:
    """The body's own words; None where they are no body's: "Oscar-winning", the "Teresa" of "Teresa's husband"."""
    if not body:
        return None
    words = (body if CAMPUS.fullmatch(body) else _BEHIND.split(body)[0]).strip(" '’").split()
    while words and words[0].lower() in _NO_FRONT:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in _NO_END:
        words = words[:-1]
    if words and words[0].lower().rstrip(".") in names.COURTESY:
        return None
    if not words or _ADJECTIVE.search(words[0]) or " ".join(words).lower() in _PORTFOLIOS:
        return None
    if role is not None and len(words) == 1 and _is_kin(words[0], role):
        return None
    return " ".join(words)


def _is_kin(name: str, role: str) -> bool:
    """Whether a name is a person's of whom the role's bearer is the husband or the lawyer."""
    owned = role.startswith((f"{name}'s ", f"{name}’s "))
    return owned and not _KIN.isdisjoint(word.strip(",.").lower() for word in role.split())
