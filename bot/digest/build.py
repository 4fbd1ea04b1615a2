"""News of a window -> Digest. Pure: the same news, window and moment give the same digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.digest.compare import Valued, find_disputes, find_earlier, find_revised, revises, valued
from bot.digest.digest import (
    Counts,
    Coverage,
    Digest,
    Dispute,
    Earlier,
    FigureLine,
    Headline,
    QuoteLine,
    Source,
    StoryLine,
    Window,
    Wording,
)
from bot.digest.lexicon import DEPENDENT
from bot.digest.lines import figure_line, headline, leaning, quote_line, story_line, with_name
from bot.digest.page import Page, cleaned
from bot.digest.people import quoted_people
from bot.digest.select import (
    MOST_STORIES,
    PRINT_FLOOR,
    Setting,
    by_turns,
    digits_in,
    group_stories,
    is_english,
    leading_page,
    merge_same,
    newest_first,
    rank_numbers,
    rank_said,
    rank_stories,
)
from bot.digest.trim import opens_with_contrast
from bot.digest.wordcount import words_of
from bot.model import Article, Figure, Reading, Span, Topic
from bot.reading.figures import replaced_values

MOST_SAID, MOST_NUMBERS, MOST_DISPUTES, MOST_ALSO = 6, 6, 3, 8
MOST_QUOTED, MOST_FIGURES, MOST_HEADLINES = 80, 90, 120
"""Lines kept for the thread."""


@dataclass(frozen=True, slots=True)
class TopicNews:
    """What one topic matched: its articles, and by article id the readings of those that were read.

    `changed`, by article id: sentences that said something else when an earlier briefing quoted them.
    """

    topic: Topic
    articles: Sequence[Article]
    readings: Mapping[int, Reading]
    changed: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)


Previous = Sequence[TopicNews]
"""Matched news from before the window: where earlier values of a measure are looked for."""


def build_digest(
    news: Sequence[TopicNews],
    window: Window,
    coverage: Coverage,
    previous: Previous,
    now: datetime,
    zone: str,
    next_due: datetime | None,
) -> Digest:
    """The whole content of one briefing; it may be more than fits, best lines first. `zone` is an IANA name."""
    pages = _pages(news)
    stories = [rank_stories(group_stories(group), now) for group in _by_topic(pages)]
    ranked = _readable_first(by_turns(stories))
    top = [story_line(group) for group in ranked[:MOST_STORIES]]
    own = [page for page in pages if page.root == page.article.id or page.root not in {p.article.id for p in pages}]
    setting = Setting(
        {page.article.id: number for number, group in enumerate(ranked) for page in group},
        {page.article.id: page.article.title for page in pages},
    )
    everyone = rank_said(_quote_lines(own), setting)
    values = _values(pages)
    numbers = _numbers(values, _values(_pages(previous)), setting)
    disputes = find_disputes([value for value in values if value.line.key])[:MOST_DISPUTES]
    shown = [value for group in disputes for value in group] + _outdated(values)
    return Digest(
        topics=tuple(cleaned(group.topic.name, 80) for group in news),
        topic_ids=tuple(group.topic.id for group in news),
        window=window,
        now=now,
        zone=zone,
        next_due=next_due,
        counts=_counts(pages, everyone),
        coverage=_covered(coverage, news, pages),
        stories=tuple(top if len(news) > 1 else (replace(line, topic="") for line in top)),
        said=_said(everyone),
        numbers=_telling(_without(numbers, shown), pages, _told(pages, top))[:MOST_NUMBERS],
        disputes=tuple(_dispute(group) for group in disputes),
        also=_also(ranked[MOST_STORIES:]),
        everyone=tuple(everyone[:MOST_QUOTED]),
        figures=_all_figures(numbers, values),
        headlines=tuple(_headlines(pages)[:MOST_HEADLINES]),
        sources=tuple(Source(p.article.id, p.article.version, p.article.content_hash) for p in pages),
        warnings=tuple(sorted({page.reading.warning for page in pages if page.reading.warning})),
    )


# ------------------------------------------------------------------ pages


def _pages(news: Sequence[TopicNews]) -> list[Page]:
    """Every article once, under the first topic it came in by, in the order of the ids."""
    pages: dict[int, Page] = {}
    for group in news:
        for article in group.articles:
            reading = group.readings.get(article.id, Reading(language=article.language or "en"))
            changed = group.changed.get(article.id, ())
            pages.setdefault(article.id, Page(article, reading, group.topic.name, changed))
    return [pages[article_id] for article_id in sorted(pages)]


def _by_topic(pages: Sequence[Page]) -> list[list[Page]]:
    names = dict.fromkeys(page.topic for page in pages)
    return [[page for page in pages if page.topic == name] for name in names]


def _readable_first(stories: Sequence[list[Page]]) -> list[list[Page]]:
    """Stories that were read before those of which only a headline can be shown."""
    return sorted(stories, key=lambda group: not any(is_english(page) and _has_text(page) for page in group))


def _has_text(page: Page) -> bool:
    """Not where the article says why it holds no more than its headline."""
    return bool(page.text.strip()) and not page.article.note


def _counts(pages: Sequence[Page], everyone: Sequence[QuoteLine]) -> Counts:
    outlets = {page.article.outlet for page in pages}
    return Counts(len(pages), len(outlets), len(quoted_people(everyone[:MOST_QUOTED])))


def _covered(coverage: Coverage, news: Sequence[TopicNews], pages: Sequence[Page]) -> Coverage:
    read = {article_id for group in news for article_id in group.readings}
    return replace(
        coverage,
        not_english=sum(not is_english(page) for page in pages),
        no_text=sum(not _has_text(page) for page in pages),
        unread=sum(page.article.id not in read and bool(page.text.strip()) for page in pages),
    )


# ------------------------------------------------------------------ said


def _quote_lines(pages: Sequence[Page]) -> list[QuoteLine]:
    found = [
        quote_line(page, quote, number)
        for page in pages
        if is_english(page)
        for number, quote in enumerate(page.reading.quotes)
        if quote.confidence >= PRINT_FLOOR
    ]
    return [line for line in found if line]


def _said(everyone: Sequence[QuoteLine]) -> tuple[QuoteLine, ...]:
    return tuple(line for line in everyone if line.wording and _stands_alone(line.wording))[:MOST_SAID]


def _stands_alone(wording: Wording) -> bool:
    """Reported words that open with "which" or "yet" say little without what stood before them."""
    first = wording.pieces[0]
    return first.marked or not (DEPENDENT.intersection(words_of(first.words)[:1]) or opens_with_contrast(first.words))


# ------------------------------------------------------------------ numbers


def _values(pages: Sequence[Page]) -> list[Valued]:
    return [
        value
        for page in pages
        if is_english(page)
        for number, figure in enumerate(page.reading.figures)
        if (value := _value(page, figure, number))
    ]


def _value(page: Page, figure: Figure, number: int) -> Valued | None:
    line = figure_line(page, figure, number)
    if line is None:
        return None
    sentence = line.place.sentence
    value = valued(line, figure, sentence.of(page.text), page.root, page.article.story_id)
    return replace(value, replaced=replaced_values(figure, page.reading.figures, page.text, sentence))


def _numbers(values: Sequence[Valued], earlier: Sequence[Valued], setting: Setting) -> list[FigureLine]:
    keyed = [value for value in values if value.line.key]
    return rank_numbers(merge_same(_with_earlier(value, earlier, keyed) for value in keyed), setting)


def _with_earlier(value: Valued, earlier: Sequence[Valued], present: Sequence[Valued]) -> FigureLine:
    old = find_revised(value, present) or find_earlier(value, earlier)
    return replace(value.line, earlier=Earlier(old.line.words, old.line.span, old.line.place)) if old else value.line


def _outdated(values: Sequence[Valued]) -> list[Valued]:
    """Values that the same text, or another of the story, says were replaced by one that stands here as well."""
    newer = [value for value in values if value.replaced]
    return [
        value
        for value in values
        if any(one.root == value.root and _shares_sentence(one, value) and revises(one, value) for one in newer)
        or any(find_revised(one, [value]) for one in newer)
    ]


def _shares_sentence(one: Valued, other: Valued) -> bool:
    return (one.line.place.article_id, one.line.place.sentence) == (
        other.line.place.article_id,
        other.line.place.sentence,
    )


def _without(numbers: Sequence[FigureLine], shown: Sequence[Valued]) -> tuple[FigureLine, ...]:
    """The lines without those that stand elsewhere, or beside the value that took their place."""
    places = {(value.line.place.article_id, value.line.number) for value in shown}
    return tuple(line for line in numbers if (line.place.article_id, line.number) not in places)


def _telling(numbers: Sequence[FigureLine], pages: Sequence[Page], told: str) -> tuple[FigureLine, ...]:
    """Each with a name where its sentence has one near; those that lean on what stands before them come last.

    A number that a title or the words above tell as well leans on nothing: what it is about is there already.
    """
    by_id = {page.article.id: page for page in pages}
    named = [with_name(by_id[line.place.article_id], line) for line in numbers]
    known = frozenset(digits_in(told))
    return tuple(sorted(named, key=lambda line: _leans(line, by_id[line.place.article_id], known)))


def _leans(line: FigureLine, page: Page, known: frozenset[str]) -> int:
    need = leaning(page, line)
    return 0 if need == 1 and not known.isdisjoint(digits_in(line.words)) else need


def _told(pages: Sequence[Page], top: Sequence[StoryLine]) -> str:
    leads = (piece.words for story in top if story.lead for piece in story.lead.pieces)
    return " ".join([*(page.article.title for page in pages), *leads])


def _dispute(group: Sequence[Valued]) -> Dispute:
    return Dispute(group[0].line.measures, tuple(value.line for value in group[:3]))


def _all_figures(numbers: Sequence[FigureLine], values: Sequence[Valued]) -> tuple[FigureLine, ...]:
    """The key figures as ranked, then the others in the order of their articles."""
    rest = merge_same(value.line for value in values if not value.line.key)
    return tuple([*numbers, *rest][:MOST_FIGURES])


# ------------------------------------------------------------------ headlines


def _also(stories: Sequence[list[Page]]) -> tuple[Headline, ...]:
    """Further stories, one headline each."""
    return tuple(headline(leading_page(group)) for group in stories[:MOST_ALSO])


def _headlines(pages: Sequence[Page]) -> list[Headline]:
    by_id = {page.article.id: page for page in pages}
    return [headline(by_id[article.id]) for article in newest_first(page.article for page in pages)]
