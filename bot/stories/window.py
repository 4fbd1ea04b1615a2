"""The articles of the last days, kept between rounds: each is weighed and compared once, when it comes.

What comes out is the same as of all articles at once (`cluster.group`, `copies.find_copies`): where the window has lost
some, where one was edited, or where the rarity of words has to be counted anew, everything is built again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.stories.cluster import Features, Likenesses, features
from bot.stories.copies import CopyFinder

AT_ONCE = 200
"""Texts held in memory while a window is built."""

Texts = Callable[[Sequence[int]], Sequence[tuple[int, str, str]]]
"""Ids -> (id, title, text) of each."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The stories (ids, sorted) and article id -> the article it copies."""

    groups: list[list[int]]
    copy_of: dict[int, int]


class StoryWindow:
    """One window. Not safe in threads."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._versions: dict[int, int] = {}
        self._likenesses = Likenesses({})
        self._copies = CopyFinder(self._text_of)

    def update(self, versions: dict[int, int]) -> Grouped:
        """The window as it is now: article id -> version, the earliest article first."""
        known = list(self._versions.items())
        grown = list(versions.items())[: len(known)] == known
        if not (known and grown and self._likenesses.takes(versions)):
            self._versions, self._copies = {}, CopyFinder(self._text_of)
            self._likenesses = Likenesses(self._taken_in(list(versions)))
        else:
            self._likenesses.add(self._taken_in([one for one in versions if one not in self._versions]))
        self._versions = dict(versions)
        return Grouped(self._likenesses.groups(), dict(self._copies.copy_of))

    def _taken_in(self, ids: Sequence[int]) -> dict[int, Features]:
        """Looks for copies among new articles, in their order; gives their features."""
        found: dict[int, Features] = {}
        for start in range(0, len(ids), AT_ONCE):
            for one, title, text in self._texts(ids[start : start + AT_ONCE]):
                self._copies.add(one, text)
                found[one] = features(title, text)
        return found

    def _text_of(self, article_id: int) -> str:
        return next((text for _, _, text in self._texts([article_id])), "")
