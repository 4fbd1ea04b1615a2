"""Which lines of a digest go into the channel: the best ones that one phone screen holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from bot.digest.digest import Digest, StoryLine
from bot.model import Block
from bot.render.limits import PHONE_SCREEN, Budget


class Slot(NamedTuple):
    """One line: the digest's field that holds it and its number there. `lead`: the story's first sentence, too."""

    part: str
    number: int
    lead: bool = False


_ORDER = (
    *(Slot("stories", 0), Slot("said", 0), Slot("said", 1), Slot("numbers", 0), Slot("numbers", 1)),
    *(Slot("stories", 0, lead=True), Slot("disputes", 0), Slot("stories", 1), Slot("said", 2), Slot("numbers", 2)),
    *(Slot("stories", 2), Slot("said", 3), Slot("numbers", 3), Slot("disputes", 1), Slot("also", 0), Slot("also", 1)),
    *(Slot("said", 4), Slot("numbers", 4), Slot("also", 2), Slot("numbers", 5), Slot("disputes", 2), Slot("said", 5)),
    *(Slot("stories", 1, lead=True), Slot("also", 3), Slot("stories", 2, lead=True), Slot("also", 4)),
)
"""Best first: a story, two statements and two figures come before anything else."""


def fitted(digest: Digest, draw: Callable[[Digest], tuple[Block, ...]], budget: Budget = PHONE_SCREEN) -> Digest:
    """The digest with those lines for the channel that keep `draw`'s blocks within the budget."""
    chosen: list[Slot] = []
    for slot in _ORDER:
        if _holds(digest, slot) and budget.holds(draw(_with(digest, [*chosen, slot]))):
            chosen.append(slot)
    return _with(digest, chosen)


def _holds(digest: Digest, slot: Slot) -> bool:
    lines: tuple[Any, ...] = getattr(digest, slot.part)
    return slot.number < len(lines) and not (slot.lead and lines[slot.number].lead is None)


def _with(digest: Digest, chosen: list[Slot]) -> Digest:
    return replace(
        digest,
        stories=tuple(_stories(digest, chosen)),
        said=_picked(digest.said, "said", chosen),
        numbers=_picked(digest.numbers, "numbers", chosen),
        disputes=_picked(digest.disputes, "disputes", chosen),
        also=_picked(digest.also, "also", chosen),
    )


def _picked(lines: tuple[Any, ...], part: str, chosen: list[Slot]) -> tuple[Any, ...]:
    numbers = {slot.number for slot in chosen if slot.part == part}
    return tuple(line for number, line in enumerate(lines) if number in numbers)


def _stories(digest: Digest, chosen: list[Slot]) -> Iterator[StoryLine]:
    titles = {slot.number for slot in chosen if slot.part == "stories" and not slot.lead}
    leads = {slot.number for slot in chosen if slot.lead}
    for number, line in enumerate(digest.stories):
        if number in titles:
            yield line if number in leads else replace(line, lead=None)
