"""The trim contract: how a statement is shortened without being bent.

A statement is shown whole where it is short enough. Else it keeps its beginning and ends where a sentence or a clause
ends, with "…" after it; nothing is taken out of its middle. What is left out never holds a negation, a contrast or a
condition, never parts a number from its unit and never half of a quotation or a bracket. Where no such cut is found the
statement is not shortened at all (it is then for the thread alone).

A statement that carries on in sentences without a cue of their own is shown together with the first of them that takes
something back ("In fact, it has not …"), or not at all; and so is one whose speaker takes it back in the next sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.digest.digest import Piece, Wording
from bot.digest.lexicon import BENDING, CONTRAST_OPENERS, FINITE, LOOSE_ENDS, SUBORDINATORS, UNIT_WORDS
from bot.digest.marks import inside, is_marked, whole
from bot.digest.page import Page, all_printable
from bot.digest.wordcount import count_words, words_of
from bot.model import Quote, Span

LONGEST = 35
"""Words of one span in the channel."""
LONGEST_FULL = 120
"""Words of one statement in the thread."""
_SHORTEST = 8
_TAIL = 40
"""Words that a contrasting sentence may add."""

_OPENER = re.compile(r"[“\"‘'(\s]*(?:" + "|".join(re.escape(word) for word in CONTRAST_OPENERS) + r")\b", re.IGNORECASE)
_AUXILIARY = "is|are|was|were|will|would|has|have|had|can|could|must|should|it|he|she|they|we|that|said"
_BOUNDARY = re.compile(
    rf"[;:,](?=\s)|\s[—–-](?=\s)|\s(?=(?:because|which)\s)|\s(?=and\s(?:{_AUXILIARY})\s)",
)
_LOOSE = ",;:–—-"
_PAST = re.compile(r"\b[a-z]{2,}ed\b")
_OPEN_INNER = re.compile(r"‘(?:(?!’(?!\w)).)*$", re.DOTALL)
"""A single quotation mark that is not closed again; the apostrophe in "don’t" closes nothing."""
_NUMERAL = r"(?:[$€£¥]?\d[\d.,]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand)\b)"
_NUMBER_END = re.compile(rf"\b{_NUMERAL}\W*$", re.IGNORECASE)
_NUMBER_START = re.compile(
    rf"\W*(?:(?:and|or|to)\s)?(?:{_NUMERAL}|(?:{'|'.join(map(re.escape, sorted(UNIT_WORDS)))})(?!\w))"
)


def shorten(page: Page, quote: Quote, longest: int = LONGEST) -> Wording | None:
    """The statement in at most `longest` words a span; None where it cannot be shown so, or not shown at all."""
    content = _content(page, quote)
    if not content:
        return None
    backs = _taken_back(page, quote)
    kept, cut_after = _kept(page, content, longest)
    if not kept or (backs and cut_after):
        return None
    tails = _tails(page, backs, longest)
    if tails is None:
        return None
    spans, tail_cut = tails
    wording = Wording(_pieces(page, [*kept, *spans]), cut_after or tail_cut)
    return wording if wording.pieces and all_printable(wording.pieces) else None


def shorten_sentence(page: Page, sentence: Span, longest: int) -> Wording | None:
    """A sentence of the outlet's own (the lead of a story), under the same contract."""
    span = whole(_stripped(page.text, sentence), page.quotations)
    if span is None:
        return None
    kept, cut_after = _kept(page, [span], longest)
    wording = Wording(_pieces(page, kept), cut_after)
    return wording if wording.pieces and all_printable(wording.pieces) else None


def _stripped(text: str, span: Span, loose: str = "") -> Span:
    """Without white space at its ends, and without `loose` punctuation at its end."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in loose):
        end -= 1
    return Span(start, end)


# ------------------------------------------------------------------ the statement's own spans


def _content(page: Page, quote: Quote) -> list[Span]:
    """Content spans cut where sentences end, without outer marks where all of it stood in them."""
    spans: list[Span] = []
    for span in sorted(quote.content):
        for line in _lines(page.text, span):
            fitted = _fitted(page, line)
            if fitted is None:
                return []
            spans += [part for part in (_fitted(page, sentence) for sentence in page.sentences_in(fitted)) if part]
    return spans


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for line in text[span.start : span.end].split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _fitted(page: Page, span: Span) -> Span | None:
    stripped = _stripped(page.text, span)
    inner = inside(stripped, page.quotations)
    if inner is not None:
        inner = _stripped(page.text, inner, _LOOSE)
        return inner if inner.start < inner.end else None
    return whole(stripped, page.quotations)


def _pieces(page: Page, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Spans as pieces; those with nothing but white space between them are one piece."""
    pieces: list[Piece] = []
    for span in spans:
        last = pieces[-1] if pieces else None
        between = page.text[last.span.end : span.start] if last else ""
        if last and span.start < last.span.end:
            continue
        if last and not between.strip() and "\n" not in between:
            pieces[-1] = page.piece(Span(last.span.start, span.end), cut=last.cut)
        else:
            pieces.append(page.piece(span, cut=bool(last) and bool(between.strip())))
    return tuple(pieces)


# ------------------------------------------------------------------ cutting


def _kept(page: Page, spans: Sequence[Span], longest: int) -> tuple[list[Span], bool]:
    """The spans from the first on that fit, and whether anything was left out; nothing where no honest cut is found."""
    kept: list[Span] = []
    room = longest
    for number, span in enumerate(spans):
        words = count_words(span.of(page.text))
        if words > room:
            return _cut_here(page, kept, spans[number:], room)
        kept.append(span)
        room -= words
    return kept, False


def _cut_here(page: Page, kept: list[Span], rest: Sequence[Span], room: int) -> tuple[list[Span], bool]:
    if any(opens_with_contrast(span.of(page.text)) for span in rest[:1] if kept) or _opens_any(page, rest[1:]):
        return [], False
    if kept and sum(count_words(span.of(page.text)) for span in kept) >= _SHORTEST:
        return kept, True
    head = _clause(page, rest[0], room)
    return ([*kept, head], True) if head else ([], False)


def _opens_any(page: Page, spans: Sequence[Span]) -> bool:
    return any(opens_with_contrast(span.of(page.text)) for span in spans)


def opens_with_contrast(sentence: str) -> bool:
    return bool(_OPENER.match(sentence))


def _clause(page: Page, span: Span, longest: int) -> Span | None:
    """The longest beginning of a sentence that ends with a clause and leaves nothing behind that would turn it."""
    text = span.of(page.text)
    for match in reversed(list(_BOUNDARY.finditer(text))):
        head = text[: match.start()].rstrip(_LOOSE + " ")
        rest = text[len(head) :]
        if _SHORTEST <= count_words(head) <= longest and _honest(head, rest):
            cut = Span(span.start, span.start + len(head))
            if is_marked(cut, page.quotations) or whole(cut, page.quotations) == cut:
                return None if _parts_a_figure(page, cut.end) else cut
    return None


def _honest(head: str, rest: str) -> bool:
    return (
        not bends(rest)
        and has_verb(head)
        and head.count("(") == head.count(")")
        and head.count("[") == head.count("]")
        and not _OPEN_INNER.search(head)
        and words_of(head)[-1] not in LOOSE_ENDS
        and _main_clause(head)
        and not (_NUMBER_END.search(head) and _NUMBER_START.match(rest))
    )


def _main_clause(head: str) -> bool:
    """A sentence that begins "Given that …" or "If …" goes on after its first comma: the cut comes later than that."""
    return words_of(head)[0] not in SUBORDINATORS or ", " in head.strip()[:-1]


def has_verb(head: str) -> bool:
    """Whether some word looks like a finite verb."""
    return bool(_PAST.search(head)) or not FINITE.isdisjoint(words_of(head))


def bends(rest: str) -> bool:
    """Whether these words, left out, might turn round what is kept."""
    words = words_of(rest)
    return any(word in BENDING or word.endswith("n't") for word in words)


def _parts_a_figure(page: Page, at: int) -> bool:
    for figure in page.reading.figures:
        measured = figure.measures_span
        ends = [figure.span.start, figure.span.end, *((measured.start, measured.end) if measured else ())]
        if min(ends) < at < max(ends) and max(ends) - min(ends) < 120:
            return True
    return False


# ------------------------------------------------------------------ what takes a statement back


def _tails(page: Page, backs: Sequence[Span], longest: int) -> tuple[list[Span], bool] | None:
    """The contrasting sentences, shortened; None where they do not fit."""
    spans: list[Span] = []
    cut = False
    for back in backs:
        fitted = _fitted(page, back)
        kept, cut = _kept(page, [fitted], longest) if fitted else ([], False)
        if not kept:
            return None
        spans += kept
    return (spans, cut) if sum(count_words(span.of(page.text)) for span in spans) <= _TAIL else None


def _taken_back(page: Page, quote: Quote) -> list[Span]:
    """The sentences that must stand beside the statement, in order: contrasts in its continuation or right after it."""
    carried = [sentence for span in sorted(quote.continuation) for sentence in page.sentences_in(span)]
    found = [sentence for sentence in carried if opens_with_contrast(sentence.of(page.text))]
    follower = page.next_sentence(max(span.end for span in (*quote.content, *carried)) - 1)
    if follower and follower not in found and opens_with_contrast(follower.of(page.text)):
        speakers = {other.speaker for other in page.reading.quotes if _overlaps(other, follower)}
        if quote.speaker in speakers:
            found.append(follower)
    return found


def _overlaps(quote: Quote, sentence: Span) -> bool:
    return any(span.overlaps(sentence) for span in quote.content)
