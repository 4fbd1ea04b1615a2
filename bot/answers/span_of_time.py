"""Time words of a question: since when the asker wants to know, in the asker's zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.answers.lexicon import WEEKDAYS

_AGO = re.compile(
    r"(?:\b(?:in|over|during|within|for|of) the |\bthe (?=\w+ \d)|(?<!\bthe )\b(?:since )?)"
    r"(?:last|past) (\d{1,4} )?(hour|day|week|month)s?\b"
    rf"(?!['’]s?\b| (?:of|to)\b)|\bsince (last )?({'|'.join(WEEKDAYS)}|yesterday)\b"
    r"|(?<=\w) (today|yesterday|this week)(?=$| (?:about|on|regarding|concerning)\b)",
    re.I,
)
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 31}


def read_since(text: str, now: datetime, zone: str) -> tuple[datetime | None, str]:
    """(the instant the search begins, the text without the words that said so). None: no time was named."""
    found = _AGO.search(text)
    if not found:
        return None, text
    bare = text[: found.start()] + " " + text[found.end() :]
    count, unit, last, since, day = found.groups()
    if unit:
        return now - timedelta(days=_DAYS[unit.lower()] * int(count or 1)), bare
    midnight = now.astimezone(ZoneInfo(zone or "UTC")).replace(hour=0, minute=0, second=0, microsecond=0)
    named = (day or since).lower()
    back = {"today": 0, "yesterday": 1, "this week": midnight.weekday()}.get(named)
    if back is None:
        back = (midnight.weekday() - WEEKDAYS.index(named)) % 7 or (7 if last else 0)
    return (midnight - timedelta(days=back)).astimezone(UTC), bare
