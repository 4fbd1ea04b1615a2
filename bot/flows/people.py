"""Everyone quoted in a briefing: what its first line counts, its button lists and its thread answers."""

from __future__ import annotations

from dataclasses import replace

from bot.digest.frozen import from_json
from bot.digest.people import quoted_people
from bot.model import Answer, Edition, Verdict

MOST_NAMES = 40


def people_of(edition: Edition) -> list[tuple[str, int]]:
    """Everyone named, with how many statements of theirs it holds, most first; nobody where it was frozen without."""
    frozen = edition.manifest.get("digest")
    return quoted_people(from_json(frozen).everyone) if frozen else []


def as_answer(found: Answer, people: list[tuple[str, int]]) -> Answer:
    """The answer to "who is quoted?" in that briefing's thread."""
    listed = ", ".join(f"{name} ({count})" for name, count in people[:MOST_NAMES])
    more = f" and {len(people) - MOST_NAMES} more" if len(people) > MOST_NAMES else ""
    who = "1 person quoted" if len(people) == 1 else f"{len(people)} people quoted"
    note = f"{who}, with the number of statements."
    return replace(found, verdict=Verdict.ANSWERED, citations=(), short=listed + more, note=note)
