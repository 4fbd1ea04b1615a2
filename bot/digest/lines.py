"""From facts to lines: each quote, figure and story with the words to show and the place to open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.digest.digest import FigureLine, Headline, QuoteLine, StoryLine, Wording
from bot.digest.lexicon import EMPTY_MEASURES, FINITE, LOOSE_ENDS, PRONOUNS
from bot.digest.marks import whole
from bot.digest.page import Page, cleaned, printable
from bot.digest.select import UNPRINTED, count_outlets, leading_page
from bot.digest.trim import LONGEST_FULL, bends, has_verb, shorten, shorten_sentence
from bot.digest.wordcount import containment, count_words, telling_words, words_of
from bot.model import Article, Change, Comparison, Figure, FigureKind, Quote, Span
from bot.reading.figures import COMPARED_BY, is_denied

LONGEST_LEAD = 34
_LONGEST_ROLE = 12
_LONGEST_PHRASE = 16
_DETERMINERS = re.compile(r"(?:(?:an?|the|its|their|his|her|our|my|your|that|which|who|and|whose)\s+)+", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her)\s+$", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)
_POINTED = re.compile(r"(?:the|this|that|these|those)\s", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:an?|its|their|his|her)\s")
_CONNECTIVES = re.compile(r"(?:(?:that|and|or|so)\s+)+", re.IGNORECASE)
_PRESENT = re.compile(r"\b[a-z]{4,}s\b")
"""May be a verb; for a clause that is shown with its figure that is good enough."""
_HEADLESS = re.compile(
    r"(?:which|who|whom|whose|where|when|than|to|of|with|by|up|down|each|against|from|compared|instead|plus|not|"
    r"[a-z]+ing|[a-z]+ed|[a-z]{3,}s to)\b"
)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_CLAUSE_EDGE = re.compile(r"[,;:](?=\s)\s*|\s[—–-]\s|\(|\)")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_LONGEST_CUE = 5
_DATELINE = re.compile(r"^[A-Z][A-Z .,]{2,}(?:\([^)]*\))? ?[-–—] ")
_RELATIVE = re.compile(r"(?:his|her|their|its|my|our|your|whose)\b", re.IGNORECASE)
"""A role that leans on somebody named elsewhere ("her brother") says nothing here."""


_ABOUT = r"(?:(?:about|around|roughly|nearly|almost|just|only|some|an? (?:estimated|record))\s+)*"
_BOUND = re.compile(
    r"\b(?:(?P<most>up to|as (?:much|many) as|at most|(?:no|not) more than|a maximum of)"
    r"|(?P<least>at least|(?:no|not) (?:less|fewer) than|a minimum of))\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
"""Words before a figure that leave its own value in: up to 400 may be 400."""
_SIDES = {"most": Comparison.LESS, "least": Comparison.MORE}
_REACHED = re.compile(rf"\b(?:(?<!\bup )to|below|above|past|beyond)\s+{_ABOUT}$", re.IGNORECASE)
_BEFORE = 40
"""Characters looked at on either side of a figure."""
_CAME_FROM = re.compile(rf",?\s*(?:up|down) from\s+{_ABOUT}[^\w\s]?\d", re.IGNORECASE)


# ------------------------------------------------------------------ quotes


def quote_line(page: Page, quote: Quote, number: int) -> QuoteLine | None:
    """None where nothing honest can be printed: no name, a nested quote, no words that stand in the article."""
    if quote.nested or not _is_name(quote.speaker):
        return None
    full = shorten(page, quote, LONGEST_FULL)
    if full is None or count_words(" ".join(piece.words for piece in full.pieces)) < 3:
        return None
    return QuoteLine(
        speaker=cleaned(quote.speaker, 80),
        role=role_of(page.text, quote),
        cue=_cue(page.text, quote.cue),
        kind=quote.kind,
        polarity=quote.polarity,
        mode=quote.mode,
        unnamed=quote.unnamed,
        wording=shorten(page, quote),
        full=full,
        place=page.place(full.pieces[0].span.start),
        number=number,
        confidence=quote.confidence,
    )


def _is_name(speaker: str) -> bool:
    return bool(telling_words(speaker) - PRONOUNS) and any(ch.isalpha() for ch in speaker)


def role_of(text: str, quote: Quote) -> str:
    """Role and organisation in the article's own words, without the article in front; "" where it gives none."""
    parts = [part for part in (quote.role, quote.organisation) if part and part.strip() and part in text]
    parts = [part for part in parts if not _RELATIVE.match(part)]
    if len(parts) == 2 and (parts[1].casefold() in parts[0].casefold()):
        parts.pop()
    if parts and parts[-1].casefold() == quote.speaker.casefold():
        parts.pop()
    shown = (_shortened(_ARTICLE.sub("", _DATELINE.sub("", cleaned(part, 160)))) for part in parts)
    return ", ".join(part for part in shown if part)


def _shortened(role: str) -> str:
    words = role.split()
    while words and words[-1].lower().strip(",;") in LOOSE_ENDS:
        words.pop()
    if len(words) <= _LONGEST_ROLE:
        return " ".join(words).strip(" ,;")
    head = " ".join(words[:_LONGEST_ROLE])
    comma = head.rfind(",")
    return (head[:comma] if comma > 10 else head).rstrip(" ,;") + " …"


def _cue(text: str, cue: Span | None) -> str:
    words = cleaned(cue.of(text), 60).strip("“”\"‘’' ,:;.—–-") if cue else ""
    if not any(ch.isalpha() for ch in words) or words.lower().startswith("to ") or len(words.split()) > _LONGEST_CUE:
        return ""
    return words


# ------------------------------------------------------------------ figures


def figure_line(page: Page, figure: Figure, number: int) -> FigureLine | None:
    """None where the words do not stand in the article, what is measured cannot be shown, or it is denied."""
    words = figure.span.of(page.text)
    measured = _measures(page, figure)
    alone = figure.kind is FigureKind.COUNT and words.casefold() == "one"  # hardly more than an article
    if figure.kind in UNPRINTED or alone or measured is None or not printable(words) or "\n" in words:
        return None
    if is_denied(page.text, page.sentence_at(figure.span.start), figure.span):
        return None
    bound = _BOUND.search(page.text, *_before(figure.span))
    return FigureLine(
        words=words,
        span=figure.span,
        measures=measured.of(page.text),
        measures_span=measured,
        kind=figure.kind,
        unit=figure.unit,
        comparison=_SIDES[bound.lastgroup or ""] if bound else figure.comparison,
        change=Change.NONE if _is_level(page.text, figure.span) else figure.change,
        status=figure.status,
        period=cleaned(figure.period or "", 60),
        speaker=cleaned(figure.speaker, 44) if figure.speaker and _is_name(figure.speaker) else "",
        place=page.place(figure.span.start),
        number=number,
        key=figure.key,
        inclusive=bound is not None,
    )


def _before(span: Span) -> tuple[int, int]:
    return max(0, span.start - _BEFORE), span.start


def _is_level(text: str, figure: Span) -> bool:
    """What was reached, not how far it went: "fell to 4%", "5% up from 4%"."""
    return bool(_REACHED.search(text, *_before(figure)) or _CAME_FROM.match(text, figure.end, figure.end + _BEFORE))


def _measures(page: Page, figure: Figure) -> Span | None:
    """Where the words for what is measured stand; None where none can be shown.

    As read, else the same words in the figure's own sentence. Words that lie round the figure's own become one stretch
    with them ("pinning 800 students"). Where they say next to nothing, the clause round the figure stands for them.
    """
    span = figure.measures_span or _found_measures(page, figure)
    if span is not None:
        span = _joined(page, span, figure.span)
    if span is None or _says_little(page, span, figure):
        span = _clause_round(page, figure.span) or (None if span is None or _is_empty(page, span, figure) else span)
    if span is None:
        return None
    span = _with_comparison(page, span, figure.span)
    words = span.of(page.text)
    fits = printable(words) and "\n" not in words and whole(span, page.quotations) == span
    return span if fits else None


def _found_measures(page: Page, figure: Figure) -> Span | None:
    sentence = page.sentence_at(figure.span.start)
    at = page.text.find(figure.measures, sentence.start, sentence.end) if figure.measures else -1
    return Span(at, at + len(figure.measures)) if at >= 0 else None


def _joined(page: Page, span: Span, figure: Span) -> Span:
    """One stretch with the figure where the two overlap, from its article on; else without one."""
    if (figure.end <= span.start or span.end <= figure.start) and not _runs_on(page, span, figure):
        return _without(_DETERMINERS, page, span, figure)
    span = Span(min(span.start, figure.start), max(span.end, figure.end))
    before = _DETERMINED.search(page.text, max(0, span.start - 12), span.start)
    return _without(_CONNECTIVES, page, Span(before.start() if before else span.start, span.end), figure)


def _runs_on(page: Page, span: Span, figure: Span) -> bool:
    """The measure is half a clause that the figure ends: "the company puts the bill" at £1.6bn."""
    gap, words = page.text[span.end : figure.start], span.of(page.text)
    near = span.end <= figure.start and len(gap) < 24 and not set(gap) & set(",;:()\n")
    return near and has_verb(words) and count_words(words) <= _LONGEST_PHRASE


def _without(lead: re.Pattern[str], page: Page, span: Span, figure: Span) -> Span:
    """The span without such words at its beginning, as long as the figure's own words stay."""
    found = lead.match(span.of(page.text))
    start = span.start + (found.end() if found else 0)
    return span if start >= span.end or span.start <= figure.start < start else Span(start, span.end)


def _says_little(page: Page, span: Span, figure: Figure) -> bool:
    """No more than the figure's own words, or a single word beside them; or the name of who says so."""
    return len(_beside(page, span, figure)) < 2 or _is_empty(page, span, figure)


def _is_empty(page: Page, span: Span, figure: Figure) -> bool:
    """Nothing beside the figure but who says so, or what any number could be of: nobody can use that."""
    beside = _beside(page, span, figure) - telling_words(figure.speaker or "")
    counts = figure.kind is FigureKind.COUNT and span.start < figure.span.end  # "12 officials" are what is counted
    return not counts and not beside - EMPTY_MEASURES - PRONOUNS


def _beside(page: Page, span: Span, figure: Figure) -> frozenset[str]:
    return telling_words(span.of(page.text)) - telling_words(figure.span.of(page.text))


def _with_comparison(page: Page, span: Span, figure: Span) -> Span:
    """A stretch that opens with the figure opens with what it is compared by: "at least 23 people have died"."""
    found = COMPARED_BY.search(page.text, *_before(figure)) if span.start == figure.start < span.end else None
    return Span(found.start(), span.end) if found else span


def _clause_round(page: Page, figure: Span) -> Span | None:
    """The clause with the figure in it, where it can stand alone: short, whole, not bent by what is left out."""
    sentence = page.sentence_at(figure.start)
    before, after = page.text[sentence.start : figure.start], page.text[figure.end : sentence.end]
    opened = max((match.end() for match in _CLAUSE_EDGE.finditer(before)), default=0)
    closed = _CLAUSE_EDGE.search(after)
    end = figure.end + (closed.start() if closed else len(after.rstrip(" .!?\n")))
    clause = _without(_CONNECTIVES, page, Span(sentence.start + opened, end), figure)
    clause = _as_said(page, clause, figure)
    words = clause.of(page.text)
    left_out = before[:opened] + (after[closed.start() :] if closed else "")
    fits = (
        4 <= count_words(words) <= _LONGEST_PHRASE
        and (has_verb(words) or _PRESENT.search(words))
        and not bends(left_out)
    )
    return clause if fits and not _is_headless(words) else None


def _as_said(page: Page, clause: Span, figure: Span) -> Span:
    """The clause without "she added that" in front, where what was said can stand without it."""
    said = (span for quote in page.reading.quotes for span in quote.content if span.start <= figure.start < span.end)
    inner = next((Span(span.start, clause.end) for span in said if clause.start < span.start < clause.end), clause)
    return clause if _is_headless(inner.of(page.text)) else _without(_CONNECTIVES, page, inner, figure)


def with_name(page: Page, line: FigureLine) -> FigureLine:
    """The line with the clause round its figure where that names somebody or something and nothing else does."""
    if line.speaker or _is_named(page, line.measures_span, line.span):
        return line
    clause = _clause_round(page, line.span)
    if clause is None or not _is_named(page, clause, line.span):
        return line
    words = clause.of(page.text)
    fits = printable(words) and "\n" not in words and whole(clause, page.quotations) == clause
    return replace(line, measures=words, measures_span=clause) if fits else line


def leaning(page: Page, line: FigureLine) -> int:
    """How much the line needs what stands before it to be understood.

    0: it has a name ("its profit" has that of its speaker); 1: it has none ("operating profit"); 2: it points to
    something told before ("the test costs"), or runs over several clauses.
    """
    if count_words(line.measures) > _LONGEST_PHRASE:
        return 2
    if _is_named(page, line.measures_span, line.span):
        return 0
    at = line.measures_span.start
    if _POINTING.search(page.text, max(0, at - 12), at) or _POINTED.match(line.measures):
        return 2
    headless = line.around is not None and line.measures[:1].islower() and not _INDEFINITE.match(line.measures)
    return 2 if headless else 0 if line.speaker else 1


def _is_named(page: Page, span: Span, figure: Span) -> bool:
    """A capital in it that is no figure's, no day's, and not only there because a sentence begins."""
    sentence = page.sentence_at(figure.start)
    for found in _CAPITAL.finditer(page.text, span.start, span.end):
        opens = found.start() == sentence.start
        outside = found.end() <= figure.start or figure.end <= found.start()
        if outside and found[0].casefold() not in _TIMES and (not opens or _is_always_capital(page.text, found[0])):
            return True
    return False


def _is_always_capital(text: str, word: str) -> bool:
    """It has its capital inside a sentence as well."""
    return re.search(rf"[a-z,] {re.escape(word)}\b", text) is not None


def _is_headless(words: str) -> bool:
    """It opens with its verb: whose it is stands elsewhere."""
    return bool(_HEADLESS.match(words)) or not FINITE.isdisjoint(words_of(words)[:1])


# ------------------------------------------------------------------ stories and headlines


def story_line(pages: Sequence[Page]) -> StoryLine:
    page = leading_page(pages)
    lead = lead_of(page)
    outlets, independent = count_outlets(pages)
    at = lead.pieces[0].span.start if lead else 0
    return StoryLine(
        title=title_of(page.article),
        place=page.place(at),
        lead=lead,
        outlets=outlets,
        independent=independent,
        topic=cleaned(page.topic, 60),
        story_id=page.article.story_id or 0,
    )


def title_of(article: Article) -> str:
    """The article's title, without its outlet's name at the end; the URL where it has none."""
    title = cleaned(article.title, 110)
    for sign in (" - ", " | ", " – ", " — "):
        head, _, tail = title.rpartition(sign)
        if head and cleaned(article.outlet).casefold() in {tail.casefold(), tail.casefold().partition(".")[0]}:
            title = head
    return title or cleaned(article.url, 80) or "Untitled"


def lead_of(page: Page) -> Wording | None:
    """The first sentence of the outlet's own that says more than the title and can be shown; None without one."""
    title = telling_words(page.article.title)
    told = [sentence for sentence in page.reading.sentences[:8] if _is_prose(sentence.of(page.text))][:3]
    for sentence in sorted(told, key=lambda sentence: _lead_faults(page, sentence, title)):
        said = telling_words(sentence.of(page.text))
        if containment(said, title) > 0.85 and len(said) <= len(title) + 3:
            continue
        wording = shorten_sentence(page, sentence, LONGEST_LEAD)
        if wording:
            return wording
    return None


def _quotes(page: Page, sentence: Span) -> bool:
    return any(one.outer.overlaps(sentence) for one in page.quotations)


def _lead_faults(page: Page, sentence: Span, title: frozenset[str]) -> tuple[bool, bool, bool]:
    """It opens with a pronoun; it quotes; it has no word of the title: a scene is set, and the news comes after it."""
    said = sentence.of(page.text)
    leans = bool(PRONOUNS.intersection(words_of(said)[:1]))
    return leans, _quotes(page, sentence), not telling_words(said) & title


def _is_prose(words: str) -> bool:
    """A sentence, not a headline, byline or dateline that the page put before its text."""
    return count_words(words) >= 8 and "\n" not in words.strip() and words.rstrip()[-1:] in '.!?”"’'


def headline(page: Page) -> Headline:
    article = page.article
    language = article.language or page.reading.language or "en"
    outlet, note = cleaned(article.outlet, 60), cleaned(article.note, 60)
    return Headline(title_of(article), article.url, outlet, article.when, article.id, cleaned(language, 8), note)
