"""Timetables as people write them: "8am weekdays", "mon,wed 07:30 17:00", "every day at 18:00". Pure."""

from __future__ import annotations

import re
from datetime import time

from bot.errors import TimetableError
from bot.model import Timetable
from bot.timing.zones import load_zone

MOST_TIMES = 12
_HINT = "Write it like “08:00”, “8am weekdays”, “mon, wed 07:30 17:00” or “every day at 18:00”."

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ALL, _WORK, _END = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})
_SETS = {
    "daily": _ALL,
    "everyday": _ALL,
    "day": _ALL,
    "days": _ALL,
    "weekday": _WORK,
    "weekdays": _WORK,
    "workday": _WORK,
    "workdays": _WORK,
    "weekend": _END,
    "weekends": _END,
}
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_FILLER = frozenset({"at", "on", "every", "each", "and", "the", "in", "&", "+", "o'clock"})
_TO = frozenset({"-", "to", "through", "until", "till"})

_TIME = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|h)?(?P<half>am|pm)?"
_TIME_ONLY = re.compile(_TIME)
_HALVES = re.compile(r"(?<=[\d\s])([ap])\.?\s?m\b\.?")
_ZONE = re.compile(r"\(([^()]*)\)|(?<!\S)([A-Za-z_]+/[A-Za-z0-9_+/-]+|UTC)(?!\S)")
_WORD = re.compile(r"[-–—]|[^\s,;–—-]+")


def parse_timetable(text: str, zone: str, weekdays: frozenset[int] = _WORK) -> Timetable:
    """Times, days (`weekdays` where none is named: Monday to Friday) and, where the text names one, a zone of its own.

    Raises TimetableError that names the word which could not be read.
    """
    rest, named_zone = _take_zone(text.strip()[:500])
    times: set[time] = set()
    days: set[int] = set()
    words = _WORD.findall(_HALVES.sub(r"\1m", rest.casefold()))
    words = _joined(words)
    place = 0
    while place < len(words):
        taken = _days_at(words, place)
        if taken:
            days |= taken[0]
            place += taken[1]
            continue
        at = _time_of(words[place]) or _bare_hour(words, place)
        if at is not None:
            times.add(at)
        elif words[place] not in _FILLER:
            raise TimetableError(f"“{words[place]}” in “{text.strip()[:80]}” is no time and no day.", _HINT)
        place += 1
    if not times:
        raise TimetableError(f"There is no time in “{text.strip()[:80]}”.", _HINT)
    if len(times) > MOST_TIMES:
        raise TimetableError(f"{len(times)} times a day are too many; {MOST_TIMES} is the most.", _HINT)
    chosen = named_zone or zone
    load_zone(chosen)
    return Timetable(tuple(sorted(times)), frozenset(days) or weekdays, chosen)


def format_timetable(timetable: Timetable) -> str:
    """For people, and readable by `parse_timetable`: "07:30 and 17:00 on Mon and Wed (Europe/Oslo)"."""
    times = _listed([f"{at:%H:%M}" for at in sorted(timetable.times)])
    return f"{times} {_format_days(timetable.weekdays)} ({timetable.zone})"


def _format_days(days: frozenset[int]) -> str:
    if days == _ALL:
        return "every day"
    if days == _WORK:
        return "on weekdays"
    if days == _END:
        return "on weekends"
    return "on " + _listed([_SHORT[day] for day in sorted(days)])


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def _take_zone(text: str) -> tuple[str, str]:
    found = _ZONE.search(text)
    if not found:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}", (found[1] or found[2] or "").strip()


def _joined(words: list[str]) -> list[str]:
    """The half of the day goes to the number before it: “8 am” is one word."""
    joined: list[str] = []
    for word in words:
        if word in {"am", "pm"} and joined and joined[-1][-1:].isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _days_at(words: list[str], place: int) -> tuple[frozenset[int], int] | None:
    """The days that begin at this word, and how many words they take: one, or three for a range (which may wrap)."""
    if words[place] in _SETS:
        return _SETS[words[place]], 1
    first = _day(words[place])
    if first is None:
        return None
    last = _day(words[place + 2]) if len(words) > place + 2 and words[place + 1] in _TO | {"–", "—"} else None
    if last is None:
        return frozenset({first}), 1
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1)), 3


def _day(word: str) -> int | None:
    """Three letters and more of an English day's name, in the plural too."""
    stem = word.rstrip(".").removesuffix("s") if len(word) > 5 else word.rstrip(".")
    if len(stem) < 3:
        return None
    return next((number for number, name in enumerate(_DAY_NAMES) if name.startswith(stem)), None)


def _time_of(word: str) -> time | None:
    if word in _NAMED_TIMES:
        return _NAMED_TIMES[word]
    found = _TIME_ONLY.fullmatch(word)
    if not found or (found["minute"] is None and found["half"] is None and not word.endswith("h")):
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= 12:
            raise _no_time(word)
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise _no_time(word)
    return time(hour, minute)


def _bare_hour(words: list[str], place: int) -> time | None:
    """The 9 of "at 9" and "daily at 8"."""
    word = words[place]
    said = place > 0 and words[place - 1] == "at" and word.isdecimal() and len(word) <= 2 and int(word) < 24
    return time(int(word)) if said else None


def _no_time(word: str) -> TimetableError:
    return TimetableError(f"There is no time {word}.", _HINT)
