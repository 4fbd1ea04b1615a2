"""What templates may call: times as a reader's clock shows them, words made safe, a statement or a figure as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.digest.digest import FigureLine, QuoteLine, Wording
from bot.digest.lexicon import DENIAL_CUES
from bot.digest.links import is_web
from bot.digest.page import cleaned
from bot.model import Change, Comparison, FigureStatus, Mode, Polarity
from bot.render.ids import Action, More

# ------------------------------------------------------------------ time


def clock(when: datetime | None, now: datetime, zone: str) -> str:
    """Local time as short as it can be: "07:45" today, "Sat 07:45" within six days, else "12 Nov"; "" for None."""
    if when is None:
        return ""
    local, today = when.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if abs(local.date() - today.date()) < timedelta(days=7):
        return f"{local:%a} {local:%H:%M}"
    return f"{local.day} {local:%b}" if local.year == today.year else f"{local.day} {local:%b %Y}"


def day(when: datetime, zone: str) -> str:
    """Such as "Mon 23 Nov", in local time."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b}"


def date(when: datetime | None, now: datetime, zone: str) -> str:
    """Such as "23 Nov", with the year where it is another one; "" for None."""
    if when is None:
        return ""
    local, today = when.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b}" if local.year == today.year else f"{local.day} {local:%b %Y}"


# ------------------------------------------------------------------ words


def slack(words: str) -> str:
    """The escape of Slack's fallback text: & < >, and nothing unseen."""
    return cleaned(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def web(url: str) -> str:
    """The URL if it may be linked, else ""."""
    return url if is_web(url) else ""


def count(number: int, one: str, many: str = "") -> str:
    """Such as "1 article", "14 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tied(words: str) -> str:
    """The words in one line: no break between them."""
    return words.replace(" ", "\u00a0")


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


# ------------------------------------------------------------------ statements


def shown(wording: Wording) -> str:
    """The statement as it is printed: "…" at every cut; marks round those pieces alone that stood in marks."""
    parts: list[str] = []
    pieces = wording.pieces
    for number, piece in enumerate(pieces):
        opens = piece.marked and not (number and pieces[number - 1].marked)
        closes = piece.marked and not (number + 1 < len(pieces) and pieces[number + 1].marked)
        tail = " …" if wording.cut_after and number == len(pieces) - 1 else ""
        gap = (" … " if piece.cut else " ") if number else ""
        parts.append(f"{gap}{'“' * opens}{piece.words}{tail}{'”' * closes}")
    return "".join(parts)


_MODES: Mapping[Mode, str] = {
    Mode.QUESTION: "a question",
    Mode.CONDITIONAL: "conditional",
    Mode.FUTURE: "still to be said",
}


def how(line: QuoteLine, wording: Wording) -> str:
    """The outlet's own cue and what must be known beside it: "said", "said (reported, denies it)"."""
    notes = ["reported"] if wording.reported else []
    if line.polarity is Polarity.DENIED and not any(stem in line.cue.casefold() for stem in DENIAL_CUES):
        notes.append("denies it")
    if line.mode in _MODES:
        notes.append(_MODES[line.mode])
    cue = line.cue[:1].lower() + line.cue[1:] if not line.cue.isupper() else line.cue
    noted = ", ".join(notes)
    return f"{cue} ({noted})" if cue and noted else cue or noted


# ------------------------------------------------------------------ figures

_COMPACT = (
    (re.compile(r"(?<=\d)[ \u00a0-]billion\b"), "bn"),
    (re.compile(r"(?<=\d)[ \u00a0-]trillion\b"), "tn"),
    (re.compile(r"(?<=\d)[ \u00a0-]million\b"), "m"),
    (re.compile(r"(?<=\d)[ \u00a0](?:per ?cent)\b"), "%"),
)
_COMPARED = re.compile(
    r"\b(?:more|over|above|least|exceed\w*|upwards?|under|less|below|fewer|most|up to|almost|nearly|about|around|"
    r"roughly|some|approximately|just|close|topp\w*|beyond|north)\b|[<>≈~±+]",
    re.IGNORECASE,
)
_SIGNS: Mapping[Comparison, str] = {Comparison.MORE: "> ", Comparison.LESS: "< ", Comparison.ABOUT: "≈ "}
_INCLUSIVE: Mapping[Comparison, str] = {Comparison.MORE: "≥ ", Comparison.LESS: "≤ "}
_ARROWS: Mapping[Change, str] = {Change.UP: "↑ ", Change.DOWN: "↓ "}
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|should|to be|forecast|expect\w*|estimat\w*|target|goal|likely|due|plan\w*)\b"
)
_STATUS: Mapping[FigureStatus, str] = {FigureStatus.FORECAST: "forecast", FigureStatus.TARGET: "target"}


def compact(words: str) -> str:
    """The article's own words with the scale abbreviated: "200 billion yuan" -> "200bn yuan", "3 percent" -> "3%"."""
    for pattern, short in _COMPACT:
        words = pattern.sub(short, words)
    return " ".join(words.split())


def value(line: FigureLine) -> str:
    """Value and unit, with a sign where the comparison or the direction stands outside the figure's own words."""
    words = compact(line.words)
    signs = _INCLUSIVE if line.inclusive else _SIGNS
    sign = "" if _COMPARED.search(words) else signs.get(line.comparison, "")
    return _ARROWS.get(line.change, "") + sign + words


def phrase(line: FigureLine) -> list[tuple[str, bool]]:
    """The figure with what it measures, in parts; the value's part is flagged.

    Either the value and then the measure, or, where the measure lies round the figure, the article's own phrase.
    """
    if line.around is None:
        return [(value(line), True), ("  " + line.measures, False)]
    before, after = line.around
    return [(before, False), (compact(line.words), True), (after, False)]


def phrased(line: FigureLine) -> str:
    return "".join(words for words, _ in phrase(line))


def as_of(line: FigureLine) -> str:
    """Period and status where the shown words do not hold them: "2027, forecast". A whole clause says its own time."""
    said = f"{line.words} {line.measures}".casefold()
    period = line.period if line.around is None and line.period.casefold() not in said else ""
    status = "" if _AHEAD.search(said) else _STATUS.get(line.status, "")
    return ", ".join(part for part in (period, status) if part)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "clock": clock,
    "day": day,
    "date": date,
    "slack": slack,
    "web": web,
    "count": count,
    "tied": tied,
    "sentence_case": sentence_case,
    "shown": shown,
    "how": how,
    "compact": compact,
    "value": value,
    "as_of": as_of,
    "phrase": phrase,
    "phrased": phrased,
    "clean": cleaned,
}
GLOBALS: Mapping[str, Any] = {"Action": Action, "More": More}
