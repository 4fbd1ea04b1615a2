"""Which figures of an article matter: the few that a briefing may show.

Each clue says for or against a figure what a careful reader would: where it stands, what it is, what it is beside.
The weights are those of a logistic regression over marked articles, rounded; only their order and size matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.model import Comparison, Figure, FigureKind, Span

from .nouns import singular
from .unit_tables import TIMES

MOST_KEYS = 6
"""Key figures of one article, at most; a briefing shows fewer."""
_FIRST_KEYS = 2
_WORDS_A_KEY = 720
"""Two, and one more for so many code points of text (some 120 words)."""
_LEAST = 0.5
"""What a figure must weigh to be key at all."""
_TOPIC_TEXT = 40_000
"""Code points looked at for what the article is about."""
_NEAR = 48
_OFTEN = 5
_WHOLE_PARTS = re.compile(
    r"\b(?:\d[\d,]*|" r"one|two|three|four|five|six|seven|eight|nine|ten) of (?:the |its |their )?$"
)
_BASELINE = re.compile(
    r"\b(?:from|against|compared (?:with|to)|versus|than|instead of)(?: (?:about|around|nearly|the|some))? ?$"
)
_FORMER = re.compile(r"\b(?:earlier|previous|previously|former|old|original|originally|had)\b[^,;.]{0,40}$")
_FORMER_BEHIND = re.compile(r"[^.;]{0,40}\b(?:analysts|had (?:forecast|expected)|at the time|originally|previously)\b")
_EACH = re.compile(r"[^.;]{0,6}\b(?:each|apiece|a head)\b")
_STATED = re.compile(
    r"\b(?:is|was|are|were|be|been|at|to|by|costs?|reach(?:ed|es)?|hits?|totall?ed|exceed(?:ed)?|passed|won|took|paid|"
    r"pays?|sold|raised|earned|made|received|killed|affected|employs?)(?: (?:about|around|nearly|some|almost|up to|"
    r"an average of|an estimated|a record|more than|at least))? ?$"
)
_TERM = re.compile(r"\b(?:jailed|sentenced|prison|imprisonment|banned|suspended)\b")
_CASUALTIES = re.compile(r"\b(?:killed|killing|died|dead|deaths?|missing|injured|injuring|drowned|wounded|rescued)\b")
_RATES = frozenset(
    "rate inflation growth unemployment turnout profit revenue sale output price deficit economy income wage".split()
)
_SPECS = frozenset("fps Hz kHz MHz GHz megapixel pixel KB MB GB TB mAh".split())
"""Units of what a device can do."""
_SCENE = re.compile(r"(?:^|[.\n]\s*)(?:Among|Of) (?:the|its|their|her|his) $")
"""Before a number that only sets a scene: "Among the 170 people in the hall was …"."""
_AFFECTED = frozenset(
    "people person man woman child worker job home house household patient case death customer user passenger pupil "
    "student voter refugee family adult resident victim".split()
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the clues need of the whole article."""

    text: str
    starts: tuple[int, ...]
    """Where its sentences begin."""
    paragraph: int
    """Where its first paragraph ends; 0 where there is but one."""
    largest: Decimal
    """Its largest sum of money."""
    words: Counter[str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One figure with the words beside it."""

    figure: Figure
    page: _Page
    before: str
    after: str
    size: Decimal

    @property
    def sentence(self) -> int:
        return bisect_right(self.page.starts, self.figure.span.start) - 1

    def is_kind(self, *kinds: FigureKind) -> bool:
        return self.figure.kind in kinds

    def counts(self, least: int, most: int = 10**30) -> bool:
        return self.figure.kind is FigureKind.COUNT and least <= self.size <= most

    def measures(self, words: frozenset[str]) -> bool:
        return any(singular(word) in words for word in self.figure.measures.lower().split())


def _is_topic(seen: _Seen) -> bool:
    words = seen.page.words
    return any(words[_stem(word)] >= _OFTEN for word in seen.figure.measures.lower().split() if len(word) > 3)


def _is_quoted(seen: _Seen) -> bool:
    opened = seen.page.text.rfind("\n", 0, seen.figure.span.start) + 1
    said = seen.page.text[max(opened, seen.figure.span.start - 400) : seen.figure.span.start]
    return said.count("“") > said.count("”") or said.count('"') % 2 == 1


def _is_casualty(seen: _Seen) -> bool:
    """Such as "killed nine people", "14 were injured": of all counts the small ones that are news."""
    return seen.counts(2) and bool(_CASUALTIES.search(seen.before[-24:] + " " + seen.after[:24]))


def _is_time(seen: _Seen) -> bool:
    return seen.figure.kind is FigureKind.MEASURE and seen.figure.unit.split("/")[0] in TIMES


def _is_money_from(seen: _Seen, share: int) -> bool:
    return seen.figure.kind is FigureKind.MONEY and seen.size * share >= seen.page.largest


def _is_compound(seen: _Seen) -> bool:
    words = seen.figure.span.of(seen.page.text)
    return "-" in words and seen.is_kind(FigureKind.COUNT, FigureKind.MEASURE)


_CLUES: tuple[tuple[float, Callable[[_Seen], bool]], ...] = (
    # what it is
    (1.0, lambda seen: seen.is_kind(FigureKind.MONEY)),
    (0.7, lambda seen: seen.is_kind(FigureKind.PERCENT)),
    (-0.7, lambda seen: seen.is_kind(FigureKind.COUNT)),
    (-0.5, lambda seen: seen.is_kind(FigureKind.RATIO)),
    (-1.5, lambda seen: seen.is_kind(FigureKind.MULTIPLIER)),
    (-2.0, lambda seen: seen.is_kind(FigureKind.RANK)),
    (-1.5, _is_time),
    (1.8, lambda seen: _is_time(seen) and bool(_TERM.search(seen.before + seen.after))),
    (-1.9, lambda seen: seen.counts(0, 12) and not _is_casualty(seen)),
    (-0.6, lambda seen: seen.counts(13, 99)),
    (0.9, lambda seen: seen.counts(100)),
    (0.5, lambda seen: seen.counts(1000)),
    (0.6, lambda seen: seen.counts(13) and seen.figure.unit in _AFFECTED),
    (2.0, _is_casualty),
    (1.1, lambda seen: _is_money_from(seen, 1)),
    (1.0, lambda seen: _is_money_from(seen, 20)),
    (-0.8, lambda seen: seen.is_kind(FigureKind.MONEY) and seen.size < 1000),
    (0.5, lambda seen: seen.is_kind(FigureKind.PERCENT) and seen.measures(_RATES)),
    (-2.9, _is_compound),
    (-1.5, lambda seen: seen.figure.unit in _SPECS),
    # where it stands
    (0.6, lambda seen: seen.sentence == 0),
    (0.6, lambda seen: seen.sentence == 1),
    (0.6, lambda seen: seen.figure.span.start < seen.page.paragraph),
    (0.9, lambda seen: seen.figure.span.start * 2 < len(seen.page.text)),
    (0.5, _is_topic),
    # what it is beside
    (-3.3, lambda seen: seen.before.rstrip().endswith("(")),
    (-2.4, lambda seen: bool(_WHOLE_PARTS.search(seen.before))),
    (-2.0, _is_quoted),
    (-2.5, lambda seen: seen.is_kind(FigureKind.COUNT) and bool(_SCENE.search(seen.before))),
    (-0.9, lambda seen: bool(_BASELINE.search(seen.before))),
    (-0.8, lambda seen: bool(_FORMER.search(seen.before) or _FORMER_BEHIND.match(seen.after))),
    (-0.6, lambda seen: bool(_EACH.match(seen.after))),
    (0.5, lambda seen: bool(_STATED.search(seen.before))),
    (0.4, lambda seen: seen.figure.speaker is not None),
    (0.3, lambda seen: seen.figure.comparison is not Comparison.EQUAL),
    (-0.3, lambda seen: not seen.figure.measures),
)


def mark_keys(figures: Sequence[Figure], text: str, sentences: Sequence[Span]) -> list[Figure]:
    """The same figures, the weightiest of those worth showing marked as key; `sentences` are the text's."""
    page = _page(figures, text, sentences)
    weights = {index: weight(figures[index], page) for index in _first_of_each(figures)}
    ranked = sorted((index for index in weights if weights[index] > _LEAST), key=lambda index: (-weights[index], index))
    keys = set(ranked[: min(MOST_KEYS, _FIRST_KEYS + round(len(text) / _WORDS_A_KEY))])
    return [replace(figure, key=True) if index in keys else figure for index, figure in enumerate(figures)]


def _page(figures: Sequence[Figure], text: str, sentences: Sequence[Span]) -> _Page:
    paragraph = max(text.find("\n\n"), 0)
    money = [_size(figure) for figure in figures if figure.kind is FigureKind.MONEY]
    words = Counter(map(_stem, re.findall(r"[^\W\d_]{4,}", text[:_TOPIC_TEXT].lower())))
    starts = tuple(sentence.start for sentence in sentences) or (0,)
    return _Page(text, starts, paragraph, max(money, default=Decimal(0)), words)


def weight(figure: Figure, page: _Page) -> float:
    """The sum of the clues that hold."""
    start, end = figure.span.start, figure.span.end
    seen = _Seen(figure, page, page.text[max(0, start - _NEAR) : start], page.text[end : end + _NEAR], _size(figure))
    return sum(value for value, holds in _CLUES if holds(seen))


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _size(figure: Figure) -> Decimal:
    return max(abs(figure.value), abs(figure.high or Decimal(0)))


def _first_of_each(figures: Sequence[Figure]) -> list[int]:
    """The places of those worth showing; of one that is said again, the first."""
    first: dict[tuple[Decimal, Decimal | None, str], int] = {}
    for index, figure in enumerate(figures):
        vague = figure.high is not None and figure.high == 10 * figure.value  # "thousands of" is no number to quote
        if figure.kind not in (FigureKind.AGE, FigureKind.SCORE) and not vague:
            first.setdefault((figure.value, figure.high, figure.unit), index)
    return list(first.values())
