"""Lines that somebody of a workspace called wrong: hidden there, in briefings, answers and look-ups, until undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.model import Answer, Citation, LineKind, LineRef, Reading, Verdict, WorkspaceId
from bot.ports import Store

_MOSTLY = 0.5
"""A line is the one that was called wrong when the two share this much of the shorter: a newer reading cuts anew."""


def is_hidden(line: LineRef, wrong: Iterable[LineRef]) -> bool:
    """`wrong` are the lines that were called so. A sentence that was takes with it what is read from it."""
    return any(_same(line, other) for other in wrong)


def _same(one: LineRef, other: LineRef) -> bool:
    if one.article_id != other.article_id or other.kind not in (one.kind, LineKind.SENTENCE):
        return False
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    shorter = min(one.span.end - one.span.start, other.span.end - other.span.start)
    return shared > 0 and shared >= _MOSTLY * shorter


def list_wrong(store: Store, workspace: WorkspaceId, article_ids: Sequence[int]) -> list[LineRef]:
    """The lines of these articles that are hidden in the workspace."""
    return [row.line for row in store.list_corrections(workspace, article_ids) if row.line]


def corrected(store: Store, workspace: WorkspaceId, readings: Mapping[int, Reading]) -> dict[int, Reading]:
    """The readings as this workspace sees them, by article id."""
    wrong = list_wrong(store, workspace, list(readings))
    affected = {line.article_id for line in wrong}
    return {
        number: _without(reading, number, wrong) if number in affected else reading
        for number, reading in readings.items()
    }


def _without(reading: Reading, article_id: int, wrong: Sequence[LineRef]) -> Reading:
    quotes = (one for one in reading.quotes if not is_hidden(LineRef.of_quote(article_id, one), wrong))
    figures = (one for one in reading.figures if not is_hidden(LineRef.of_figure(article_id, one), wrong))
    return replace(reading, quotes=tuple(quotes), figures=tuple(figures))


def corrected_answer(store: Store, workspace: WorkspaceId, answer: Answer) -> Answer:
    """The answer without citations that are hidden here; where all are, there is none."""
    wrong = list_wrong(store, workspace, [citation.article.id for citation in answer.citations])
    if not wrong:
        return answer
    kept = tuple(citation for citation in answer.citations if not _is_wrong(citation, wrong))
    if len(kept) == len(answer.citations):
        return answer
    note = f"{answer.note} A line that somebody here called wrong is left out.".strip()
    short = answer.short if kept and kept[0] is answer.citations[0] else ""
    verdict = answer.verdict if kept else Verdict.NOTHING
    return replace(answer, citations=kept, short=short, verdict=verdict, note=note)


def _is_wrong(citation: Citation, wrong: Sequence[LineRef]) -> bool:
    refs = [citation.line]
    refs += [LineRef.of_figure(citation.article.id, citation.figure)] if citation.figure else []
    if citation.quote is None:  # the whole sentence round a hidden quote would look as if nothing had been hidden
        refs.append(LineRef(LineKind.QUOTE, citation.article.id, citation.sentence))
    return any(is_hidden(ref, wrong) for ref in refs)
