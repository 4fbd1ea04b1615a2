"""What a question asks for: its kind, the speaker it is about, the words the answer must hold, the time it means."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bot.answers.lexicon import SAID_VERBS, STOP
from bot.answers.words import content_words, fold

LONGEST = 1000
"""Characters of a question that are looked at; the rest is cut, and the reply says so."""


class Asks(enum.StrEnum):
    SAID = "what X said"
    WHO_SAID = "who said it"
    HOW_MUCH = "how much"
    WHEN = "when"
    WHERE = "where"
    WHO_IS = "who is X"
    SPEAKERS = "who is quoted"
    OPEN = "anything else"


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    asks: Asks
    words: tuple[str, ...]
    """Folded content words without those of the speaker's name."""
    speakers: tuple[str, ...] = ()
    """Stored names that the person asked about may be; more than one where a surname is shared."""
    asked_name: str = ""
    """The name as it was typed, where a speaker was asked about."""
    nearest: tuple[str, ...] = ()
    """Known speakers with a similar name, where the one asked about is not known."""
    names: tuple[str, ...] = ()
    """Capitalised words inside the question: the answer must know them."""
    since: datetime | None = None


_SAYS = "|".join(sorted(SAID_VERBS))
_ABOUT = r"(?:about|on|of|regarding|concerning|to say about|as to)"
_SAYING = rf"(?:{_SAYS}|saying|to say)"
_SAID = (
    re.compile(rf"^what (?:did|does|has|do|have|had) (?P<x>.+?) {_SAYING}\b(?: {_ABOUT}\b)?(?P<y>.*)$", re.I),
    re.compile(
        r"^what (?:is|are|was|were) (?P<x>.+?)['’]s? (?:view|opinion|position|take|stance|comment)s?"
        rf" {_ABOUT} (?P<y>.*)$",
        re.I,
    ),
    re.compile(rf"^did (?P<x>.+?) (?:{_SAYS})\b(?: anything)?(?: {_ABOUT}\b)?(?P<y>.*)$", re.I),
    re.compile(
        r"^what (?:figure|number|amount)s? did (?P<x>.+?) (?:give|name|mention|cite)s?\b(?: for)?(?P<y>.*)$", re.I
    ),
    re.compile(rf"^(?P<x>[^,?]{{2,60}}?) (?:said|says) what(?: {_ABOUT})?(?P<y>.*)$", re.I),
)
_DID = re.compile(r"^(?:what|whom) (?:did|does|has|do|will|would) (?P<y>.+)$", re.I)
_PER = re.compile(r"^(?P<y>.+?),? according to (?P<x>[^,?]{2,60})\??$", re.I)
_WHO_SAID = re.compile(
    rf"^(?:who|which \w+) (?:else )?(?:has |have )?(?:{_SAYS}|talked|talks|spoke|speaks|mentions|mentioned)\b"
    rf"(?: something| anything)?(?: {_ABOUT}\b)?(?P<y>.*)$",
    re.I,
)
_SPEAKERS = re.compile(
    r"^(?:who (?:is|was|are|were) quoted|who spoke|list (?:all |the )?speakers|everyone quoted|who said what)\b", re.I
)
_WHO_IS = re.compile(r"^who(?:['’]s| is| was) (?P<x>[^?]{2,60})\??$", re.I)
_HOW_MUCH = re.compile(
    r"\bhow (?:much|many|large|big|high|low|far|long|old|fast|often)\b"
    r"|\bwhat (?:percentage|share|number|amount|price|sum|rate)\b|\bhow likely\b"
    r"|^what (?:do|does|did|will|would) .+ (?:cost|earn|pay|weigh|spend)\b|^what will it cost\b",
    re.I,
)
_WHEN = re.compile(r"^(?:when|since when|until when|what (?:day|date|year|month|time))\b", re.I)
_WHERE = re.compile(r"^(?:where|in which (?:city|country|state|town|place))\b", re.I)
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_CAPITAL = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AGO = re.compile(
    r"\b(?:in the|over the|during the)? ?(?:last|past) (\d+ )?(hour|day|week|month)s?\b"
    rf"|\bsince ({'|'.join(_WEEK)}|yesterday)\b|\b(today|yesterday)\b",
    re.I,
)
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 31}


def parse_question(
    text: str, known: Sequence[str], *, now: datetime, zone: str = "UTC", last_speaker: str = ""
) -> Question:
    """`known` are the speakers' stored names in scope; `last_speaker` is whom "he" or "she" means from the thread."""
    plain = " ".join(_MENTION.sub(" ", text[:LONGEST]).split()).rstrip("?!. ")
    since = _since(plain, now, zone)
    bare = _AGO.sub(" ", plain) if since else plain
    question = _asked(bare.strip(), known, last_speaker)
    return replace(question, text=plain, since=since)


def _asked(text: str, known: Sequence[str], last_speaker: str) -> Question:
    if _SPEAKERS.match(text):
        return Question(text, Asks.SPEAKERS, ())
    if found := _WHO_SAID.match(text):
        return Question(text, Asks.WHO_SAID, tuple(content_words(found["y"])), names=_names(found["y"]))
    for pattern in _SAID:
        if found := pattern.match(text):
            return _about(text, Asks.SAID, found["x"], found["y"], known, last_speaker)
    if (found := _DID.match(text)) and (split := _speaker_first(found["y"], known)):
        return _about(text, Asks.SAID, *split, known, last_speaker)
    if (found := _PER.match(text)) and match_speaker(found["x"], known)[0]:
        return _about(text, Asks.SAID, found["x"], found["y"], known, last_speaker)
    if (found := _WHO_IS.match(text)) and match_speaker(found["x"], known)[0]:
        return _about(text, Asks.WHO_IS, found["x"], "", known, last_speaker)
    return Question(text, _kind(text), tuple(content_words(text)), names=_names(text))


def _speaker_first(text: str, known: Sequence[str]) -> tuple[str, str] | None:
    """(name, the rest) where the text begins with the name of somebody who is quoted: "Lena Aurich ask for"."""
    words = text.split()
    for length in range(min(5, len(words) - 1), 0, -1):
        name = " ".join(words[:length])
        if name[:1].isupper() and match_speaker(name, known, near=False)[0]:
            return name, " ".join(words[length:])
    return None


def _kind(text: str) -> Asks:
    if _HOW_MUCH.search(text):
        return Asks.HOW_MUCH
    if _WHEN.match(text):
        return Asks.WHEN
    return Asks.WHERE if _WHERE.match(text) else Asks.OPEN


def _about(text: str, asks: Asks, name: str, rest: str, known: Sequence[str], last_speaker: str) -> Question:
    name = name.strip(" ,")
    if fold(name) in ("he", "she", "they", "him", "her") and last_speaker:
        name = last_speaker
    speakers, nearest = match_speaker(name, known)
    return Question(text, asks, tuple(content_words(rest)), speakers, name, nearest, _names(rest))


def _names(text: str) -> tuple[str, ...]:
    """Capitalised words; the first word of a question is no name."""
    words = (fold(word) for word in _CAPITAL.findall("a " + text.strip()))
    return tuple(dict.fromkeys(word for word in words if word not in STOP))


_TITLES = frozenset(
    "mr mrs ms dr prof professor president minister senator governor mayor chancellor sir judge chief the academician"
    " secretary general director chairman chairwoman chair king queen prince princess pope".split()
)


def match_speaker(name: str, known: Sequence[str], *, near: bool = True) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(stored names it may be, similar ones where there is none). With `near` a typo of a letter or two is forgiven."""
    wanted = [word for word in fold(name).replace(".", " ").split() if word not in _TITLES] or fold(name).split()
    sets = [(stored, fold(stored).replace(".", " ").split()) for stored in known]
    exact = tuple(stored for stored, words in sets if words == wanted)
    whole = tuple(stored for stored, words in sets if wanted and set(wanted) <= set(words))
    if exact or whole:
        return tuple(dict.fromkeys([*exact, *whole])), ()
    part = tuple(
        stored for stored, words in sets if len(wanted) > 1 and words and words[-1] == wanted[-1] and len(words) == 1
    )
    if part:
        return part, ()
    if not near:
        return (), ()
    similar_names = process.extract(
        " ".join(wanted), {stored: " ".join(words) for stored, words in sets}, scorer=fuzz.WRatio, limit=3
    )
    close = tuple(stored for _, score, stored in similar_names if score >= 90 and len(name) > 4)
    similar = tuple(stored for _, score, stored in similar_names if score >= 50)
    return (close[:1], ()) if close else ((), similar)


def _since(text: str, now: datetime, zone: str) -> datetime | None:
    found = _AGO.search(text)
    if not found:
        return None
    count, unit, since, day = found.groups()
    if unit:
        return now - timedelta(days=_DAYS[unit.lower()] * int(count or 1))
    midnight = now.astimezone(ZoneInfo(zone or "UTC")).replace(hour=0, minute=0, second=0, microsecond=0)
    back = {"today": 0, "yesterday": 1}.get((day or since).lower())
    if back is None:
        back = (midnight.weekday() - _WEEK.index(since.lower())) % 7
    return (midnight - timedelta(days=back)).astimezone(UTC)
