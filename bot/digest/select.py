"""What goes into a briefing and in which order: stories, statements, figures. Pure; ties are broken by article id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from math import exp, log2
from typing import TypeVar

from bot.digest.digest import FigureLine, QuoteLine
from bot.digest.lexicon import HEARSAY
from bot.digest.page import Page
from bot.digest.trim import has_verb
from bot.digest.wordcount import containment, count_words, is_opposed, likeness, substance, telling_words, words_of
from bot.model import Article, FigureKind, Mode, QuoteKind

MOST_STORIES = 3
PRINT_FLOOR = 0.55
"""Quotes of less confidence are not printed; the reader's own floor (there it comes with spaCy)."""
UNPRINTED = frozenset({FigureKind.AGE, FigureKind.SCORE})
"""Kinds that are never key figures."""
_SAME_STATEMENT = 0.7
_DANGLING = dict.fromkeys("it its they their them this that these those".split(), 1.5)
_DANGLING |= dict.fromkeys("he she his her him".split(), 0.7)
"""What a reported statement costs that opens with somebody named elsewhere; he or she may be the speaker."""
_RARE_DIGITS, _ANY_STORY = 3, -1
"""Two numbers of three digits that agree are one number, whatever story they are told in."""

Line = TypeVar("Line")


# ------------------------------------------------------------------ stories


def group_stories(pages: Iterable[Page]) -> list[list[Page]]:
    """Pages by story; one without a story is a story of its own."""
    stories: dict[tuple[str, int], list[Page]] = defaultdict(list)
    for page in pages:
        story = page.article.story_id
        stories[("story", story) if story is not None else ("article", page.root)].append(page)
    return list(stories.values())


def count_outlets(pages: Sequence[Page]) -> tuple[int, int]:
    """How many outlets carry the story, and how many with a text of their own (a copy counts for its original)."""
    outlets = {page.article.outlet for page in pages}
    texts = {page.root: page.article.outlet for page in pages if page.root != page.article.id}
    texts |= {page.root: page.article.outlet for page in pages if page.root == page.article.id}
    return len(outlets), len(set(texts.values()))


def rank_stories(stories: Iterable[list[Page]], now: datetime) -> list[list[Page]]:
    """Best first: by independent outlets, then freshness, then what there is to quote."""
    return sorted(stories, key=lambda pages: (-_story_worth(pages, now), pages[0].article.id))


def _story_worth(pages: Sequence[Page], now: datetime) -> float:
    independent = count_outlets(pages)[1]
    quotes = min(max(len(page.reading.quotes) for page in pages), 6)
    figures = min(max(sum(figure.key for figure in page.reading.figures) for page in pages), 3)
    newest = max((when for page in pages if (when := page.article.when)), default=None)
    age_h: float = max((now - newest).total_seconds() / 3600, 0.0) if newest else 48.0
    return 2.0 * log2(1 + independent) + 1.5 * exp(-age_h / 17) + 0.25 * quotes + 0.25 * figures


def leading_page(pages: Sequence[Page]) -> Page:
    """The article that stands for a story: an original in English, rich in quotes and text, and late."""
    newest = max((when for page in pages if (when := page.article.when)), default=None)
    return max(pages, key=lambda page: _leading_worth(page, newest))


def _leading_worth(page: Page, newest: datetime | None) -> tuple[bool, bool, float, int]:
    when = page.article.when
    older_h = (newest - when).total_seconds() / 3600 if newest and when else 24.0
    riches = min(len(page.reading.quotes), 4) / 4 + min(len(page.text), 4000) / 4000
    return is_english(page), page.article.copy_of is None, riches - older_h / 8, -page.article.id


def is_english(page: Page) -> bool:
    return (page.article.language or page.reading.language or "en").startswith("en")


def newest_first(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (-(article.when.timestamp() if article.when else 0.0), article.id))


# ------------------------------------------------------------------ who said what


@dataclass(frozen=True, slots=True)
class Setting:
    """What lines are weighed against, by article id: the story it is of (0 is the leading one), and its title."""

    story_of: Mapping[int, int]
    title_of: Mapping[int, str]

    def is_top(self, article_id: int) -> bool:
        return self.story_of[article_id] < MOST_STORIES

    def title(self, article_id: int) -> frozenset[str]:
        return telling_words(self.title_of[article_id])


def rank_said(lines: Iterable[QuoteLine], setting: Setting) -> list[QuoteLine]:
    """Named speakers first; each speaker once before any speaks twice, and no story crowds out the others."""
    ordered = sorted(
        lines, key=lambda line: (line.unnamed, -_quote_worth(line, setting), line.place.article_id, line.number)
    )
    kept = without_repeats(ordered, _surname)
    people = one_name(line.speaker for line in kept if not line.unnamed)
    return _spread(kept, lambda line: people.get(line.speaker, line.speaker.casefold()), setting.story_of)


def _quote_worth(line: QuoteLine, setting: Setting) -> float:
    words = count_words(_said_words(line))
    worth = 2.0 * line.confidence + (1.5 if setting.is_top(line.place.article_id) else 0.0)
    worth += {QuoteKind.DIRECT: 1.0, QuoteKind.MIXED: 0.5, QuoteKind.INDIRECT: 0.0}[line.kind]
    worth += 0.6 if line.role else 0.0
    worth -= 0.0 if 9 <= words <= 28 else 0.8 if words >= 6 else 2.5
    worth -= 0.6 if line.mode in {Mode.QUESTION, Mode.CONDITIONAL} else 0.0
    worth -= 0.5 if line.wording and line.wording.cut_after else 0.0
    worth -= 0.0 if line.kind is QuoteKind.DIRECT or has_verb(_said_words(line)) else 1.5
    worth -= 1.0 if not HEARSAY.isdisjoint(words_of(_said_words(line))) else 0.0
    worth -= 0.0 if line.kind is QuoteKind.DIRECT else _opens_dangling(line)
    worth += 4.0 * (min(substance(_said_words(line)), 0.65) - 0.45)
    worth += 0.25 * min(len(telling_words(_said_words(line)) & setting.title(line.place.article_id)), 3)
    return worth - 0.08 * min(line.number, 10)


def _opens_dangling(line: QuoteLine) -> float:
    return max((_DANGLING.get(word, 0.0) for word in words_of(_said_words(line))[:1]), default=0.0)


def _said_words(line: QuoteLine) -> str:
    return " ".join(piece.words for piece in (line.wording or line.full).pieces)


def without_repeats(lines: Iterable[QuoteLine], name_of: Callable[[QuoteLine], str]) -> list[QuoteLine]:
    """One line of those that give the same words under one name (a statement in several outlets)."""
    kept: list[tuple[str, frozenset[str], str, QuoteLine]] = []
    for line in lines:
        words, name = " ".join(piece.words for piece in line.full.pieces), name_of(line)
        telling = telling_words(words)
        if not any(
            name == other and containment(telling, said) >= _SAME_STATEMENT and not is_opposed(words, before)
            for other, said, before, _ in kept
        ):
            kept.append((name, telling, words, line))
    return [line for *_, line in kept]


def one_name(names: Iterable[str]) -> dict[str, str]:
    """Every name -> the longest of the names that holds all its words: "Liu" -> "Liu Xiaming"."""
    parts = {name: frozenset(words_of(name)) for name in names}
    longest = sorted(parts, key=lambda name: (-len(parts[name]), name))
    return {name: next(other for other in longest if parts[name] <= parts[other]) for name in parts}


def _surname(line: QuoteLine) -> str:
    """What one person is called alike by in several outlets."""
    words = line.speaker.casefold().replace("’", "'").removesuffix("'s").split()
    return line.speaker.casefold() if line.unnamed or not words else words[-1]


def _spread(
    lines: Sequence[QuoteLine], key: Callable[[QuoteLine], str], story_of: Mapping[int, int]
) -> list[QuoteLine]:
    """The first line of every speaker, then the second ones …; in each round at most two of a story at first."""
    rounds: dict[int, list[QuoteLine]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for line in lines:
        rounds[seen[key(line)]].append(line)
        seen[key(line)] += 1
    return [line for number in sorted(rounds) for line in _not_crowded(rounds[number], story_of)]


def _not_crowded(lines: Sequence[QuoteLine], story_of: Mapping[int, int]) -> list[QuoteLine]:
    used: Counter[int] = Counter()
    first: list[QuoteLine] = []
    later: list[QuoteLine] = []
    for line in lines:
        story = story_of[line.place.article_id]
        used[story] += 1
        (first if used[story] <= 2 or line.unnamed else later).append(line)
    named = sum(not line.unnamed for line in first)
    return [*first[:named], *later, *first[named:]]


# ------------------------------------------------------------------ figures


def rank_numbers(lines: Iterable[FigureLine], setting: Setting) -> list[FigureLine]:
    """Key figures, best first; of a story at most two, and of a measure or a value one, before any others."""
    ordered = sorted(lines, key=lambda line: (-_figure_worth(line, setting), line.place.article_id, line.number))
    used: Counter[int] = Counter()
    told: set[tuple[int, frozenset[str] | str]] = set()
    first: list[FigureLine] = []
    later: list[FigureLine] = []
    for line in ordered:
        story = setting.story_of[line.place.article_id]
        tells: set[tuple[int, frozenset[str] | str]] = {(story, telling_words(line.measures))}
        tells.add((story, _digits(line.words) or line.words))
        if len(_digits(line.words).replace(".", "")) >= _RARE_DIGITS:
            tells.add((_ANY_STORY, _digits(line.words)))
        used[story] += 1
        (first if used[story] <= 2 and not tells & told else later).append(line)
        told |= tells
    return [*first, *later]


def _figure_worth(line: FigureLine, setting: Setting) -> float:
    kinds = {FigureKind.MONEY: 1.2, FigureKind.PERCENT: 1.0, FigureKind.COUNT: 0.8, FigureKind.MEASURE: 0.8}
    worth = kinds.get(line.kind, 0.3) + (1.5 if setting.is_top(line.place.article_id) else 0.0)
    worth += 1.5 if _digits(line.words) in digits_in(setting.title_of[line.place.article_id]) else 0.0
    worth += 0.5 if line.speaker else 0.0
    worth -= 0.0 if _digits(line.words) else 0.8
    worth += 0.3 * min(line.outlets - 1, 3)
    worth += 1.0 if line.earlier else 0.0
    worth -= 0.0 if len(telling_words(line.measures) - telling_words(line.words)) >= 2 else 1.2
    worth -= 0.0 if line.around or count_words(line.measures) <= 9 else 0.5
    return worth - 0.1 * min(line.number, 10)


def merge_same(lines: Iterable[FigureLine]) -> list[FigureLine]:
    """Lines of one value for one measure become the first of them, with the number of outlets."""
    groups: list[list[FigureLine]] = []
    alike: dict[tuple[str, str], list[list[FigureLine]]] = defaultdict(list)
    for line in lines:
        known = alike[(line.kind, _digits(line.words))]
        group = next((group for group in known if _same_measure(group[0], line)), None)
        if group is None:
            groups.append([line])
            known.append(groups[-1])
        else:
            group.append(line)
    return [_merged(group) for group in groups]


def _same_measure(one: FigureLine, other: FigureLine) -> bool:
    return likeness(telling_words(one.measures), telling_words(other.measures)) >= 0.5


def digits_in(words: str) -> list[str]:
    """The digits of each number in the words, with their point: "3.75", "1200"."""
    return [digits for word in words.split() if (digits := _digits(word))]


def _digits(words: str) -> str:
    return "".join(ch for ch in words if ch.isdigit() or ch == ".").strip(".")


def _merged(group: Sequence[FigureLine]) -> FigureLine:
    return replace(group[0], outlets=len({line.place.outlet for line in group}))


# ------------------------------------------------------------------ several topics


def by_turns(groups: Iterable[Sequence[Line]]) -> list[Line]:
    """The first of every group, then the second of every group …"""
    return [line for row in zip_longest(*groups) for line in row if line is not None]
