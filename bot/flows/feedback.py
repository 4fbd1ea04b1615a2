"""What people think of an answer or a line, and what follows: a wrong line is hidden here, until somebody undoes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.digest.digest import Digest, FigureLine, QuoteLine
from bot.digest.frozen import from_json
from bot.digest.page import cleaned
from bot.flows.corrections import is_hidden
from bot.log import get_log
from bot.model import Edition, Feedback, LineKind, LineRef, Message, Opinion, Request, Span
from bot.ports import Ports
from bot.render import notices
from bot.render.filters import phrased, shown
from bot.render.ids import Action
from bot.render.notices import Button, LineChoice

log = get_log("feedback")

MOST_LISTED = 1000
PAGE = 10
"""Lines offered at once."""
_LONGEST = 160
_AGAIN = ":again"


def rate(ports: Ports, request: Request, opinion: Opinion) -> Message:
    """Of an answer; `request.text` is the number of the question's row."""
    question = ports.store.get_request(int(request.text)) if request.text.isdecimal() else None
    if question is None or question.workspace != request.workspace:
        return notices.said("I do not know this answer any more.")
    kept = _keep(ports, request, opinion, f"answer|{question.id}", question.text)
    undo = Button("Undo", str(kept.id), "", Action.UNDO)
    if opinion is Opinion.USEFUL:
        return notices.said("Thank you: noted as useful.", buttons=(undo,))
    return notices.said(
        "Thank you: noted as not useful.",
        "Other words, or a name, often find more; a line may be marked wrong.",
        (undo,),
    )


def _keep(ports: Ports, request: Request, opinion: Opinion, subject: str, words: str) -> Feedback:
    kept = ports.store.add_feedback(
        Feedback(
            workspace=request.workspace,
            channel=request.channel,
            user=request.user,
            opinion=opinion,
            subject=subject,
            words=cleaned(words, _LONGEST),
            line=LineRef.of(subject),
            created=ports.clock.now(),
        )
    )
    log.info("feedback", feedback=kept.id, opinion=opinion.value, subject=subject)
    return kept


def keep_less(ports: Ports, request: Request, words: str) -> Feedback:
    return _keep(ports, request, Opinion.LESS, f"less|{request.channel}|{words.casefold()}", words)


def undo(ports: Ports, request: Request) -> Message:
    """Withdraws an opinion; with ":again" lets it stand again."""
    named = request.text.removesuffix(_AGAIN)
    again = request.text.endswith(_AGAIN)
    kept = ports.store.get_feedback(request.workspace, int(named)) if named.isdecimal() else None
    if kept is None:
        return notices.said("There is nothing to undo.")
    for number in [kept.id] if again else _alike(ports, kept):
        ports.store.mark_feedback(request.workspace, number, withdrawn=not again)
    log.info("feedback stands again" if again else "feedback withdrawn", feedback=kept.id)
    if kept.opinion is not Opinion.WRONG:
        return notices.said("It stands again." if again else "Undone: nothing is noted.")
    if again:
        return _hidden(kept)
    return _undone(kept, _still_hidden(ports, kept))


def _undone(kept: Feedback, left: Sequence[Feedback]) -> Message:
    """`left`: what still hides a part of the line, each with its own undo."""
    button = Button("Hide it again", f"{kept.id}{_AGAIN}", "", Action.UNDO)
    if not left:
        return notices.said("Undone: the line is shown again.", kept.words, (button,))
    title = "Undone, but what was called wrong in this line stays hidden"
    return notices.lines_card(title, _with_undo(left[:PAGE]), (button,))


def _alike(ports: Ports, kept: Feedback) -> list[int]:
    """The opinion, and where it hides a line everybody's that hides the same one: else it would stay hidden."""
    if kept.line is None or kept.opinion is not Opinion.WRONG:
        return [kept.id]
    standing = ports.store.list_corrections(kept.workspace, [kept.line.article_id])
    return [kept.id, *(row.id for row in standing if row.line and is_hidden(kept.line, [row.line]))]


def _still_hidden(ports: Ports, kept: Feedback) -> list[Feedback]:
    """What hides quotes and figures of a sentence, and it where it is shown whole: an opinion for each of them."""
    standing = ports.store.list_corrections(kept.workspace, [kept.line.article_id] if kept.line else [])
    parts = {row.line: row for row in standing if row.line and kept.line and is_hidden(row.line, [kept.line])}
    return list(parts.values())


# ------------------------------------------------------------------ wrong lines


def call_wrong(ports: Ports, request: Request) -> Message:
    """One line is hidden; of several it is asked which."""
    found = [ref for ref in map(LineRef.of, request.text.split(";")) if ref]
    lines = [line for line in (_line(ports, ref) for ref in found) if line]
    if not lines:
        return notices.said("This line is no longer stored.")
    if len(lines) > 1:
        return notices.lines_card("Which line is wrong?", lines)
    (line,) = lines
    return _hidden(_keep(ports, request, Opinion.WRONG, line.value, line.words))


def _hidden(kept: Feedback) -> Message:
    return notices.said(
        "Hidden in this workspace: it will not stand in answers, look-ups or new briefings here.",
        kept.words,
        (Button("Undo", str(kept.id), "", Action.UNDO),),
        small="What was posted stays. Every line opens at its sentence, so the two can be compared.",
    )


def hidden_here(ports: Ports, request: Request, first: int = 1) -> Message:
    """Ten lines hidden in this workspace, newest first, from number `first` on, each with its undo: anybody's."""
    rows = ports.store.list_feedback(request.workspace, MOST_LISTED)
    wrong = [row for row in rows if row.opinion is Opinion.WRONG and not row.withdrawn]
    if not wrong:
        return notices.said("No line is hidden in this workspace.")
    first = min(max(1, first), len(wrong))
    page = wrong[first - 1 :][:PAGE]
    last = first - 1 + len(page)
    which = f", {first} to {last} of {len(wrong)}" if len(wrong) > PAGE else ""
    more = (Button(f"{len(wrong) - last} more", f"hidden {last + 1}"),) if last < len(wrong) else ()
    return notices.lines_card(f"Hidden in this workspace as wrong{which}", _with_undo(page), more)


def _with_undo(rows: Sequence[Feedback]) -> list[LineChoice]:
    return [LineChoice(str(row.id), row.words, "Undo", Action.UNDO) for row in rows]


def _line(ports: Ports, ref: LineRef) -> LineChoice | None:
    """The line as its article and reading give it; None where the article is gone."""
    article = ports.store.get_article(ref.article_id)
    if article is None or ref.span.end > len(article.text):
        return None
    words = ref.span.of(article.text)
    reading = ports.store.get_readings([article.id]).get(article.id)
    if reading and ref.kind is LineKind.QUOTE:
        names = (quote.speaker for quote in reading.quotes if LineRef.of_quote(article.id, quote) == ref)
        words = f"{next(names, '')}: {words}".removeprefix(": ")
    if reading and ref.kind is LineKind.FIGURE:
        measured = (figure.measures for figure in reading.figures if figure.span == ref.span)
        words = f"{words} {next(measured, '')}".strip()
    return LineChoice(str(ref), cleaned(f"{words} · {article.outlet}", _LONGEST))


def lines_of_edition(edition: Edition, first: int = 0) -> Message:
    """Ten lines of a briefing from number `first` on, those of the channel before those of the thread."""
    digest = from_json(edition.manifest["digest"])
    lines = list(_lines(digest))
    page = lines[first : first + PAGE]
    if not page:
        return notices.said("There are no more lines in this briefing.")
    left = len(lines) - first - len(page)
    more = (Button(f"{left} more", f"{edition.id}:{first + PAGE}", "", Action.LINES),) if left > 0 else ()
    return notices.lines_card("Which line is wrong?", page, more)


def more_lines(ports: Ports, request: Request) -> Message:
    number, _, first = request.text.partition(":")
    edition = ports.store.get_edition(request.workspace, int(number)) if number.isdecimal() else None
    if edition is None or edition.channel != request.channel or not first.isdecimal():
        return notices.said("This briefing is no longer stored.")
    return lines_of_edition(edition, int(first))


def _lines(digest: Digest) -> Iterator[LineChoice]:
    seen: set[str] = set()
    quotes: Sequence[QuoteLine] = (*digest.said, *digest.everyone)
    figures: Sequence[FigureLine] = (*digest.numbers, *digest.figures)
    said, told = map(_quote_choice, quotes), map(_figure_choice, figures)
    for choice in chain(said, told):
        if choice.value not in seen:
            seen.add(choice.value)
            yield choice


def _quote_choice(line: QuoteLine) -> LineChoice:
    spans = [piece.span for piece in line.full.pieces]
    ref = LineRef(LineKind.QUOTE, line.place.article_id, Span(spans[0].start, spans[-1].end))
    words = f"{line.speaker}: {shown(line.wording or line.full)} · {line.place.outlet}"
    return LineChoice(str(ref), cleaned(words, _LONGEST))


def _figure_choice(line: FigureLine) -> LineChoice:
    ref = LineRef(LineKind.FIGURE, line.place.article_id, line.span)
    return LineChoice(str(ref), cleaned(f"{phrased(line)} · {line.place.outlet}", _LONGEST))
