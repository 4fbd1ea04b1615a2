"""What the judge reads at once: a question, a title, and as many neighbouring sentences as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle

from bot.embedding.network import CONTEXT, QUESTION, TEXT, Marked
from bot.embedding.wordpiece import TITLE_MOST, WordPiece
from bot.model import Excerpt

WINDOW, SENTENCE_MOST = 200, 56
"""Pieces: of all that is read at once, of one sentence in it (some 40 words)."""


@dataclass(frozen=True, slots=True)
class Window:
    """`starts`: where the question begins in `text`, the title, and each of the `places`, which follow one another."""

    text: Marked
    starts: tuple[int, ...]
    places: range


def windows_of(
    words: WordPiece, question: str, excerpt: Excerpt, most: int = WINDOW, turns: Iterator[bool] | None = None
) -> Iterator[Window]:
    """So many that each place in question stands in one, the likeliest with its neighbours; `turns` as in `around`."""
    asked = words.question(question).pieces
    title = words.ended(excerpt.title, TITLE_MOST)
    room = most - len(asked) - len(title)
    sentences = [words.ended(text, min(SENTENCE_MOST, room - 1)) for text in excerpt.sentences]
    lengths = [len(sentence) for sentence in sentences]
    left = list(excerpt.places)
    while left:
        places = around(left[0], lengths, room, turns or cycle((True, False)))
        yield _window(asked, title, [sentences[place] for place in places], places)
        left = [place for place in left if place not in places]


def around(place: int, lengths: Sequence[int], room: int, turns: Iterator[bool]) -> range:
    """The places round this one that have room together: the next one before it where `turns` says so, else behind.

    Where there is no room left, or no text, on the side whose turn it is, the other has it.
    """
    first, last, room = place, place, room - lengths[place]
    while True:
        before = first > 0 and lengths[first - 1] <= room
        behind = last + 1 < len(lengths) and lengths[last + 1] <= room
        if not before and not behind:
            return range(first, last + 1)
        if (next(turns) and before) or not behind:
            first -= 1
            room -= lengths[first]
        else:
            last += 1
            room -= lengths[last]


def _window(asked: Sequence[int], title: Sequence[int], sentences: Sequence[Sequence[int]], places: range) -> Window:
    stretches = (asked, title, *sentences)
    ends = tuple(accumulate(map(len, stretches)))
    own = ends[-1] - ends[1]
    kinds = [*[QUESTION] * len(asked), *[CONTEXT] * len(title), *[TEXT] * own]
    return Window(Marked([piece for stretch in stretches for piece in stretch], kinds), (0, *ends[:-1]), places)
