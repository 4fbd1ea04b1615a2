"""Who is quoted: the one count that a briefing, its thread, its button and an answer give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.digest.digest import QuoteLine
from bot.digest.select import one_name


def quoted_people(lines: Iterable[QuoteLine]) -> list[tuple[str, int]]:
    """Everyone named with the number of their lines, most first. Whoever is not named counts in no list of people."""
    names = [line.speaker for line in lines if not line.unnamed]
    known_as = one_name(names)
    return Counter(known_as[name] for name in names).most_common()
