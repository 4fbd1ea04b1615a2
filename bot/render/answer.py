"""Answer -> the message of a thread, and the same as plain text. Every word of an article is compared with its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.digest.digest import Place, QuoteLine, Wording
from bot.digest.lines import quote_line
from bot.digest.page import Page
from bot.digest.trim import shorten_sentence
from bot.log import get_log
from bot.model import Answer, Article, Citation, Message, Reading, Span
from bot.render.engine import render_blocks, render_message, render_page
from bot.render.limits import BUTTONS_JSON, MAX_VALUE, MOST_BLOCKS, MOST_JSON, json_size

log = get_log("render")

LONGEST = 70
"""Words of a sentence that is cited as a whole."""
MORE_FOUND = "More was found than one message holds."


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One citation as it is drawn: a person's words where `quote` is given, else a sentence of the outlet's own."""

    wording: Wording
    place: Place
    quote: QuoteLine | None = None
    number: int = 0
    """Its place in the answer's citations."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What a language model made of one citation, which is drawn below it in its own words."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Moment:
    """What times are shown relative to."""

    now: datetime
    zone: str


def render_answer(
    answer: Answer, readings: Mapping[int, Reading], moment: Moment, request_id: int | None = None
) -> Message:
    """`readings` are those of the cited articles, by id: the neighbours of a sentence may have to be shown with it.

    With `request_id`, the question's row, there are buttons below to say what one thinks of it.
    """
    return render_answers([answer], readings, moment, request_id)


def render_answers(
    answers: Sequence[Answer], readings: Mapping[int, Reading], moment: Moment, request_id: int | None = None
) -> Message:
    """Several questions of one message in one reply, each answer below its question."""
    return _fitted(answers, readings, lambda kept: _together(kept, readings, moment), request_id)


def _together(answers: Sequence[Answer], readings: Mapping[int, Reading], moment: Moment) -> Message:
    parts = [render_message("answer", at=moment, **_shown(answer, readings)) for answer in answers]
    if len(parts) == 1:
        return parts[0]
    blocks = [
        block
        for answer, part in zip(answers, parts, strict=True)
        for block in (*render_blocks("answer_question", question=answer.question), *part.blocks)
    ]
    return Message(tuple(blocks), " · ".join(part.text for part in parts))


def render_about(
    answer: Answer, readings: Mapping[int, Reading], moment: Moment, request_id: int | None = None
) -> Message:
    """What is stored on a message; `answer` is CLOSEST where no question was asked."""

    def draw(kept: Sequence[Answer]) -> Message:
        return render_message("about", at=moment, **_shown(kept[0], readings))

    return _fitted([answer], readings, draw, request_id)


# ------------------------------------------------------------------ what one message holds


def _fitted(
    answers: Sequence[Answer],
    readings: Mapping[int, Reading],
    draw: Callable[[Sequence[Answer]], Message],
    request_id: int | None,
) -> Message:
    """Drawn with as many lines as one message holds, never less than one an answer; that some are left out is said."""
    kept = list(answers)
    while True:
        message = draw(kept)
        longest = None if _fits(message) else _longest(kept, readings)
        if longest is None:
            return message if request_id is None else _with_feedback(message, request_id, kept)
        kept[longest] = _shortened(kept[longest], readings)


def _fits(message: Message) -> bool:
    """With the buttons that come below it."""
    return json_size(message.blocks) <= MOST_JSON - BUTTONS_JSON and len(message.blocks) < MOST_BLOCKS


def _longest(answers: Sequence[Answer], readings: Mapping[int, Reading]) -> int | None:
    """The place of the answer with the most to read that has more than one line; None where none has."""
    drawn = [lines_of(answer, readings) for answer in answers]
    sizes = {number: sum(map(_length, lines)) for number, lines in enumerate(drawn) if len(lines) > 1}
    return max(sizes, key=sizes.__getitem__, default=None)


def _length(line: AnswerLine) -> int:
    return len(line.place.url) + sum(len(piece.words) for piece in line.wording.pieces)


def _shortened(answer: Answer, readings: Mapping[int, Reading]) -> Answer:
    """Without its last line."""
    last = lines_of(answer, readings)[-1].number
    note = f"{answer.note.removesuffix(MORE_FOUND).strip()} {MORE_FOUND}".strip()
    return replace(answer, citations=answer.citations[:last], note=note)


# ------------------------------------------------------------------ buttons


def _with_feedback(message: Message, request_id: int, answers: Sequence[Answer]) -> Message:
    """What the answers cite is what “Wrong line” may mean."""
    lines = _fitting(str(citation.line) for answer in answers for citation in answer.citations)
    return Message((*message.blocks, *render_blocks("answer_feedback", request=request_id, lines=lines)), message.text)


def _fitting(lines: Iterable[str]) -> str:
    """As many as a button's value holds."""
    kept = list(dict.fromkeys(lines))
    while kept and len(";".join(kept)) > MAX_VALUE:
        kept.pop()
    return ";".join(kept)


def render_answer_text(answer: Answer, readings: Mapping[int, Reading], moment: Moment) -> str:
    return render_page("answer.txt.j2", at=moment, **_shown(answer, readings)).strip()


def _shown(answer: Answer, readings: Mapping[int, Reading]) -> dict[str, Any]:
    drawn = _drawn(answer, readings)
    claims = [ClaimLine(each.text, drawn[each.citation].place) for each in answer.claims if each.citation in drawn]
    return {"answer": answer, "lines": _once(drawn), "claims": claims}


def lines_of(answer: Answer, readings: Mapping[int, Reading]) -> list[AnswerLine]:
    """The citations as they are drawn, each line once: several sentences of one quote are one line."""
    return _once(_drawn(answer, readings))


def _once(drawn: Mapping[int, AnswerLine]) -> list[AnswerLine]:
    first: dict[AnswerLine, int] = {}
    for number, line in drawn.items():
        first.setdefault(line, number)
    return [replace(line, number=number) for line, number in first.items()]


def _drawn(answer: Answer, readings: Mapping[int, Reading]) -> dict[int, AnswerLine]:
    """By its place in the answer, each citation's line; one whose words do not stand in its article has none."""
    changed = {citation.article.id: _changed_in(answer, citation.article) for citation in answer.citations}
    lines = (
        _line(citation, readings.get(citation.article.id, Reading()), changed[citation.article.id])
        for citation in answer.citations
    )
    return {number: line for number, line in enumerate(lines) if line and _stands(line, answer)}


def _changed_in(answer: Answer, article: Article) -> tuple[Span, ...]:
    """The cited sentences of the article that its publisher changed since they were quoted."""
    return tuple(one.sentence for one in answer.citations if one.changed and one.article.id == article.id)


def _line(citation: Citation, reading: Reading, changed: tuple[Span, ...]) -> AnswerLine | None:
    page = Page(citation.article, reading, changed=changed)
    if citation.quote:
        quoted = quote_line(page, citation.quote, 0)
        if quoted:
            return AnswerLine(quoted.full, quoted.place, quoted)
    wording = shorten_sentence(page, citation.sentence, LONGEST)
    return AnswerLine(wording, page.place(citation.sentence.start)) if wording else None


def _stands(line: AnswerLine, answer: Answer) -> bool:
    texts = {citation.article.id: citation.article.text for citation in answer.citations}
    holds = all(piece.span.of(texts[line.place.article_id]) == piece.words for piece in line.wording.pieces)
    if not holds:
        log.warning("line dropped", article=line.place.article_id)
    return holds
