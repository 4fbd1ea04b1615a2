"""Promise one, kept here: printed spans are compared with the stored article, lines that differ are dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.digest.digest import Digest, Dispute, FigureLine, QuoteLine, StoryLine, Wording
from bot.digest.marks import Quotation, find_quotations, is_marked
from bot.log import get_log
from bot.model import Article, Span

log = get_log("render")
Line = TypeVar("Line")


class _Texts:
    """The stored texts, and where their quotation marks stand (found once an article)."""

    def __init__(self, texts: Mapping[int, Article]) -> None:
        self._texts = texts
        self._quotations: dict[int, Sequence[Quotation]] = {}

    def holds(self, article_id: int, version: int, span: Span, words: str) -> bool:
        article = self._texts.get(article_id)
        return bool(words) and article is not None and article.version == version and span.of(article.text) == words

    def marked(self, article_id: int, span: Span) -> bool:
        if article_id not in self._quotations:
            self._quotations[article_id] = find_quotations(self._texts[article_id].text)
        return is_marked(span, self._quotations[article_id])


def verified(digest: Digest, texts: Mapping[int, Article]) -> Digest:
    """The digest without the lines whose words do not stand in `texts` (by article id) where they say they do."""
    known = _Texts(texts)

    def quote_holds(line: QuoteLine) -> bool:
        worded = [wording for wording in (line.wording, line.full) if wording]
        return all(_wording_holds(wording, line.place.article_id, line.place.version, known) for wording in worded)

    def figure_holds(line: FigureLine) -> bool:
        return _figure_holds(line, known)

    def figures_kept(lines: Iterable[FigureLine]) -> tuple[FigureLine, ...]:
        return tuple(_with_earlier(line, known) for line in _kept(lines, figure_holds))

    stories = (_verified_story(line, known) for line in digest.stories)
    disputes = (replace(each, figures=_kept(each.figures, figure_holds)) for each in digest.disputes)
    return replace(
        digest,
        stories=tuple(stories),
        said=_kept(digest.said, quote_holds),
        numbers=figures_kept(digest.numbers),
        disputes=tuple(each for each in disputes if _still_a_dispute(each)),
        everyone=_kept(digest.everyone, quote_holds),
        figures=figures_kept(digest.figures),
    )


def _kept(lines: Iterable[Line], holds: Callable[[Line], bool]) -> tuple[Line, ...]:
    kept = []
    for line in lines:
        if holds(line):
            kept.append(line)
        else:
            place = getattr(line, "place", None)
            log.warning("line dropped", article=getattr(place, "article_id", 0), number=getattr(line, "number", -1))
    return tuple(kept)


def _wording_holds(wording: Wording, article_id: int, version: int, known: _Texts) -> bool:
    return bool(wording.pieces) and all(
        known.holds(article_id, version, piece.span, piece.words)
        and (not piece.marked or known.marked(article_id, piece.span))
        for piece in wording.pieces
    )


def _figure_holds(line: FigureLine, known: _Texts) -> bool:
    place = line.place
    return known.holds(place.article_id, place.version, line.span, line.words) and known.holds(
        place.article_id, place.version, line.measures_span, line.measures
    )


def _with_earlier(line: FigureLine, known: _Texts) -> FigureLine:
    old = line.earlier
    if old is None or known.holds(old.place.article_id, old.place.version, old.span, old.words):
        return line
    log.warning("earlier value dropped", article=old.place.article_id)
    return replace(line, earlier=None)


def _verified_story(line: StoryLine, known: _Texts) -> StoryLine:
    """A story keeps its title (which is the article's title, not its text) and loses a lead that does not hold."""
    if line.lead is None or _wording_holds(line.lead, line.place.article_id, line.place.version, known):
        return line
    log.warning("line dropped", article=line.place.article_id, number=-1)
    return replace(line, lead=None)


def _still_a_dispute(dispute: Dispute) -> bool:
    return len(dispute.figures) >= 2 and dispute.measures == dispute.figures[0].measures
