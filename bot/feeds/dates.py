"""Dates as feeds write them when they keep to no standard: the last resort after the feed parser's own readers."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

LONGEST = 60
"""Characters; nothing longer is a date."""

_MONTHS = {
    1: "jan january januar janvier janv enero ene gennaio gen januari janeiro styczeń stycznia led ledna",
    2: "feb february februar février févr fev febrero febbraio februari fevereiro luty lutego února",
    3: "mar march märz mär mrz mars marzo maart mrt março marzec marca března",
    4: "apr april avril avr abril abr aprile kwiecień kwietnia dubna",
    5: "may mai mayo maggio mag mei maio maj maja května",
    6: "jun june juni juin junio giugno giu junho czerwiec czerwca června",
    7: "jul july juli juillet juil julio luglio lug julho lipiec lipca července",
    8: "aug august août aoû agosto ago augustus augusti sierpień sierpnia srpna",
    9: "sep sept september septembre septiembre settembre set setembro wrzesień września září",
    10: "oct october oktober okt octobre octubre ottobre ott outubro out październik października října",
    11: "nov november novembre noviembre novembro listopad listopada listopadu",
    12: "dec december dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia prosince",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0.0),
    "bst": 1.0,
    "west": 1.0,
    "cet": 1.0,
    "mez": 1.0,
    "cest": 2.0,
    "mesz": 2.0,
    "eet": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "ist": 5.5,
    "sgt": 8.0,
    "hkt": 8.0,
    "jst": 9.0,
    "kst": 9.0,
    "aest": 10.0,
    "aedt": 11.0,
    "nzst": 12.0,
    "est": -5.0,
    "edt": -4.0,
    "cst": -6.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
}
"""Hours east of UTC. IST and CST mean other things elsewhere as well; what feeds mean is nearly always this."""

_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+|\d{3})?")
_TIME = re.compile(r"(\d{1,2})[:h.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?(?![\d:])", re.IGNORECASE)
_OFFSET = re.compile(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?\s*$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


def parse_date(text: str) -> datetime | None:
    """An instant in UTC, or None. A date without a zone is taken as UTC, one without a time as its midnight."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    epoch = _EPOCH.fullmatch(text)
    try:
        return datetime.fromtimestamp(int(epoch[1]), UTC) if epoch else _read(text)
    except (ValueError, OverflowError, OSError):
        return None


def _read(text: str) -> datetime | None:
    clock = next((found for found in _TIME.finditer(text) if not _DAY_FIRST.match(text, found.start())), None)
    if clock is None:
        return _day(text)
    day = _day(f"{text[: clock.start()]} {text[clock.end() :]}")
    return day + _time(clock) - _offset(text[clock.end() :]) if day else None


def _day(text: str) -> datetime | None:
    if found := _YEAR_FIRST.search(text):
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    if found := _DAY_FIRST.search(text):
        day, month = int(found[1]), int(found[3])
        if month > 12:
            day, month = month, day
        return datetime(_year(found[4]), month, day, tzinfo=UTC)
    return _named_day(text)


def _named_day(text: str) -> datetime | None:
    """A month by its name, the day and the year in either order."""
    months = [_MONTH_OF[word] for word in _WORD.findall(text.lower()) if word in _MONTH_OF]
    numbers = _NUMBER.findall(text)
    if len(numbers) < 2 or not months:
        return None
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else numbers[:2]
    return datetime(_year(year), months[0], int(day), tzinfo=UTC)


def _year(text: str) -> int:
    """Two digits are of the years 1970 to 2069."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 70 else 2000)


def _time(found: re.Match[str]) -> timedelta:
    hour, half = int(found[1]), (found[4] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or int(found[2]) > 59:
        raise ValueError(found[0])
    return timedelta(hours=hour, minutes=int(found[2]), seconds=int(found[3] or 0))


def _offset(tail: str) -> timedelta:
    if found := _OFFSET.search(tail):
        sign = -1 if found[1] == "-" else 1
        return sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    zones = (_ZONES[word] for word in _WORD.findall(tail.lower()) if word in _ZONES)
    return timedelta(hours=next(zones, 0.0))
