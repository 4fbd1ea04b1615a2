"""The short answer on top: the name, number or date itself, where exactly one thing in the sentence can be it."""

from __future__ import annotations

import re

from bot.answers.candidates import Candidate
from bot.answers.fitness import DATE, TIME
from bot.answers.kinds import Asks
from bot.answers.lexicon import MONTHS
from bot.answers.question import Question
from bot.answers.words import stem, stem_counts
from bot.model import Figure, Mode, Polarity, Quote, Span
from bot.reading.figures import COMPARED_BY, is_doubtful

HOLDS_ENOUGH = 0.3
"""Of the question, what the sentence itself must hold: else it is for the reader to see what it says."""
_PART = re.compile(
    r"\b(?:twice|half|double|triple|times|thirds?|quarters?|fifths?|tenths?)\s+(?:of\s+)?(?:an?\s+|the\s+)?$", re.I
)
_BARE_MONTH = re.compile(rf"(?:{MONTHS})")
_BOUND = re.compile(r"\b(?:(?:no|not) (?:earlier|later) than|as (?:early|late) as|before|after)\s+$", re.I)
_COUNTED = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?)\s+(?:before|after)\s+$", re.I)
_SPOKE = r"(?:said|says|told|announced|added|warned|stated|reported|confirmed|wrote)"
_SPEAKING = re.compile(rf"\b{_SPOKE} (?:\w+ )?$", re.I)
_THEN_SPOKE = re.compile(rf"^,? (?:\w+ )?{_SPOKE}\b", re.I)


def short_answer(question: Question, best: Candidate, figure: Figure | None) -> str:
    """Verbatim from the sentence. `figure`: the one of the kind asked for, where there is one."""
    if best.own_coverage < HOLDS_ENOUGH:
        return ""
    match question.asks:
        case Asks.WHO_SAID:
            return _who(question, best)
        case Asks.HOW_MUCH | Asks.HOW_MANY:
            return _number(best, figure) if figure else ""
        case Asks.WHEN:
            return _date(best)
        case _:
            return ""


def _who(question: Question, best: Candidate) -> str:
    """The one who speaks there, where they surely said it: not denied, not asked, and nobody reported inside."""
    names = {quote.speaker for quote in best.quotes}
    said = [quote for quote in best.quotes if _is_said(question, quote) and _holds(question, quote, best)]
    return names.pop() if said and len(names) == 1 and not any(quote.nested for quote in best.quotes) else ""


def _is_said(question: Question, quote: Quote) -> bool:
    """Where another verb is asked after ("who denied it?"), that verb tells how it was said."""
    return bool(question.cue) or (quote.polarity is Polarity.ASSERTED and quote.mode is Mode.STATED)


def _holds(question: Question, quote: Quote, best: Candidate) -> bool:
    """Of the question's words that stand in the sentence at least half are the speaker's."""
    told = stem_counts(best.passage.text)
    own = stem_counts(" ".join(span.of(best.article.text) for span in (*quote.content, *quote.continuation)))
    asked = {stem(word) for word in question.words}
    return 2 * len(asked & own.keys()) >= len(asked & told.keys())


def _number(best: Candidate, figure: Figure) -> str:
    """With "about" or "fewer than" before it; not where it is denied, or is a part or a multiple of it."""
    text, sentence = best.article.text, best.passage.span
    before = text[sentence.start : figure.span.start]
    if is_doubtful(text, sentence, figure.span) or _PART.search(before):
        return ""
    found = COMPARED_BY.search(before)
    return text[sentence.start + found.start() if found else figure.span.start : figure.span.end]


def _date(best: Candidate) -> str:
    """Not where there are other times, it is denied, or it only says when somebody spoke."""
    told = best.passage.text
    dates = list(DATE.finditer(told))
    if len(dates) != 1:
        return ""
    start, end = dates[0].span()
    date, before, after = dates[0].group().strip(), told[:start], told[end:]
    other = TIME.search(before) or TIME.search(after)
    spoke = _SPEAKING.search(before) or _THEN_SPOKE.search(after)
    where = best.passage.span
    doubtful = is_doubtful(best.article.text, where, Span(where.start + start, where.start + end))
    if other or spoke or doubtful or _BARE_MONTH.fullmatch(date) or _COUNTED.search(before):
        return ""
    bound = _BOUND.search(before)
    return told[bound.start() if bound else start : end].strip()
