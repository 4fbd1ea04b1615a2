"""Whether a sentence holds the kind of thing that is asked for: a number, time, place, reason, name or change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.kinds import Asks
from bot.answers.lexicon import MONTHS
from bot.answers.question import Question
from bot.answers.shelf import Sentence
from bot.answers.terms import Term, share_held
from bot.model import FigureKind

_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = "minutes?|hours?|days?|weeks?|months?|years?|decades?"
_NUMERAL = "\\d[\\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|several|some"
DATE = re.compile(
    rf"\b(?:on |by |from |until |since |in |late |early |mid-|next |last |this |end of ){{0,4}}"
    rf"(?:{_DAY}(?: (?:morning|afternoon|evening|night))?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})(?: \d{{4}})?|(?:{MONTHS})(?: \d{{1,2}}\b)?(?:,? \d{{4}})?"
    rf"|(?:19|20)\d\d(?:-\d\d)?\b|\d{{1,2}}(?:[.:]\d\d)? ?[ap]\.?m\b\.?|noon\b|midnight\b)"
)
_SEASON = "spring|summer|autumn|fall|winter"
_TURN = "next|last|this|previous|coming|same|following|early|late|mid|end of(?: the| this| next)?|every|each"
TIME = re.compile(
    r"\b(?:today|tomorrow|yesterday|tonight|soon|overnight|Christmas|Easter|New Year)\b"
    rf"|\b(?:{_TURN})[ -](?:week|weekend|month|year|quarter|{_SEASON}|decade|century|season|morning|evening)\b"
    r"|\b(?:first|second|third|fourth) (?:quarter|half)\b"
    rf"|\b(?:in|by|until|before|after|within|for|from) (?:the )?(?:{_SEASON})\b"
    rf"|\b(?:{_NUMERAL}) (?:{_UNIT})(?: ago| later| before| from now)?\b|\b(?:19|20)\d\ds?\b",
    re.I,
)
_BECAUSE = r"because|due to|owing to|blam\w+|caus\w+|reason\w*|attribut\w+|as a result|led to|so that"
_STRONG_REASON = re.compile(rf"\b(?:{_BECAUSE})\b", re.I)
_REASON = re.compile(
    r"\b(?:thanks to|after|since|so as to|in order to|driven by|prompted|triggered|amid|thus|therefore|in response"
    r"|in protest|over)\b",
    re.I,
)
_CHANGE = re.compile(
    r"\bfrom\b[^.;]{1,60}\bto\b|\bto\b[^.;]{1,40}\bfrom\b"
    r"|\b(?:up|down|compared with|against|instead of|rather than|earlier"
    r"|previously|original\w*|revis\w+|correct\w+"
    r"|now|no longer|had (?:said|forecast|expected|put)|increased|reduced|raised|lowered|cut|rose"
    r"|risen|fell|fallen|delay\w*"
    r"|postpon\w+|brought forward|changed?)\b",
    re.I,
)
_PERSON = re.compile(r"\b(?:[A-ZÀ-Þ][\w’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+")
_AT = "in|at|near|outside|inside|under|behind|beside|along|across"
_DETERMINER = "the|a|an|his|her|its|their"
_PLACE = re.compile(rf"\b(?:{_AT}|from|to|on|off) (?:(?:{_DETERMINER}) )?(?:[\w-]+ )?[A-ZÀ-Þ]\w+")
_PLACE_LOOSE = re.compile(rf"\b(?:{_AT}) (?:{_DETERMINER})\b")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half"
    r"|third|quarter|twice|double\w*|none|no ?body)\b",
    re.I,
)


FIT: Mapping[Asks, float] = {
    Asks.HOW_MUCH: 0.6,
    Asks.HOW_MANY: 0.6,
    Asks.WHEN: 0.6,
    Asks.WHY: 0.5,
    Asks.WHERE: 0.3,
    Asks.WHO: 0.2,
    Asks.CHANGED: 0.4,
    Asks.WHO_SAID: 0.8,
}
"""How much the kind of thing asked for weighs: the score is moved by up to this share, up or down."""

UNMEASURED, MEASURED = 0.6, 0.5
"""How well a figure of the right kind fits that measures none of the question's words; the share of them that is all
it can be asked to."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the figure must be for a question after a number; empty: any."""

    kinds: frozenset[FigureKind]
    units: frozenset[str] = frozenset()


_MONEY_WORDS = re.compile(
    r"\b(?:cost\w*|price\w*|pay|paid|earn\w*|salar\w+|wage\w*|worth|spen[dt]\w*|bill|fee|fine|budget|money|loss|profit"
    r"|revenue|sales|invest\w*|fund\w*|valued?|owe|debt"
    r"|sell|sold|buy|bought|raised?|bonus|deal|charge[ds]?|fare|rent"
    r"|loan|bid|offer)\b",
    re.I,
)
_SHARE_WORDS = re.compile(
    r"\b(?:percentage|share of|proportion|fraction|per ?cent|likely|chance|odds|probability|rate"
    r"|by how much|growth|margin"
    r"|inflation|unemployment|jobless)\b|%",
    re.I,
)
_LENGTHS = frozenset("m km cm mm mi mile ft foot in inch yd metre meter kilometre".split())
_TIMES = frozenset("s second min minute h hour day d week month year decade ms".split())
_DIMENSIONS: tuple[tuple[re.Pattern[str], frozenset[str], frozenset[FigureKind]], ...] = (
    (
        re.compile(r"\bhow (?:tall|high|deep|wide|far|thick)\b|\b(?:height|depth|width|distance)\b", re.I),
        _LENGTHS,
        frozenset(),
    ),
    (re.compile(r"\bhow long\b", re.I), _LENGTHS | _TIMES, frozenset()),
    (re.compile(r"\bhow old\b|\bwhat age\b", re.I), frozenset({"year", "month"}), frozenset({FigureKind.AGE})),
    (
        re.compile(r"\bhow (?:fast|quick)\b|\bspeed\b", re.I),
        frozenset("km/h mph m/s s second min minute kn".split()),
        frozenset({FigureKind.SCORE}),
    ),
    (re.compile(r"\bhow heavy\b|\bweigh", re.I), frozenset("kg g t tonne lb st ton".split()), frozenset()),
    (re.compile(r"\bhow (?:hot|cold|warm)\b|\btemperature\b", re.I), frozenset("degC degF K".split()), frozenset()),
)


def wanted(question: Question) -> Wanted:
    """What kind of figure a question after a number is after."""
    text = question.text
    if question.asks is Asks.HOW_MANY:
        return Wanted(frozenset({FigureKind.COUNT, FigureKind.SCORE, FigureKind.RATIO}))
    for pattern, units, kinds in _DIMENSIONS:
        if pattern.search(text):
            return Wanted(kinds, units)
    if _SHARE_WORDS.search(text):
        return Wanted(frozenset({FigureKind.PERCENT, FigureKind.RATIO, FigureKind.MULTIPLIER}), frozenset({"bp", "pp"}))
    if _MONEY_WORDS.search(text):
        return Wanted(frozenset({FigureKind.MONEY}))
    return Wanted(frozenset())


def fits_wanted(kind: FigureKind, unit: str, want: Wanted) -> bool:
    if not want.kinds and not want.units:
        return True
    return kind in want.kinds or unit in want.units


def fitness(question: Question, sentence: Sentence, want: Wanted, terms: Sequence[Term] = ()) -> float:
    """0 (holds nothing of the kind) to 1 (holds just that). `terms` are the question's words but for its names."""
    text = sentence.passage.text
    match question.asks:
        case Asks.HOW_MUCH | Asks.HOW_MANY:
            return _number_fit(sentence, want, terms)
        case Asks.WHO_SAID:
            return 1.0 if sentence.quotes else 0.0
        case Asks.WHEN:
            return _time_fit(question.text, text)
        case Asks.WHERE:
            return 1.0 if _PLACE.search(text) else 0.6 if _PLACE_LOOSE.search(text) else 0.0
        case Asks.WHY:
            return 1.0 if _STRONG_REASON.search(text) else 0.7 if _REASON.search(text) else 0.25
        case Asks.WHO:
            return 1.0 if _PERSON.search(text) else 0.4
        case Asks.CHANGED:
            return 1.0 if _CHANGE.search(text) else 0.2
        case _:
            return 0.5


_WEEKDAY_ALONE = re.compile(rf"\b(?:on |since |from |until )?{_DAY}(?: (?:morning|afternoon|evening|night))?\b")
_AHEAD_ASKED = re.compile(r"\b(?:will|going to|due|next|does|do|is|are|expected|until)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|due|plan\w*|from|until|by|next|takes? effect|start\w*|begin\w*|should|likely|goes)\b"
)


def _time_fit(asked: str, text: str) -> float:
    """A weekday alone is mostly when somebody spoke; what lies ahead is told with words for it."""
    rest = _WEEKDAY_ALONE.sub(" ", text)
    fit = 1.0 if DATE.search(rest) else 0.85 if TIME.search(rest) else 0.55 if DATE.search(text) else 0.0
    ahead = not fit or not _AHEAD_ASKED.search(asked) or _AHEAD.search(text)
    return fit if ahead else 0.7 * fit


def _number_fit(sentence: Sentence, want: Wanted, terms: Sequence[Term]) -> float:
    """A figure of the kind; the more of the question's words its own measure holds, the surer."""
    fitting = [
        about
        for figure, about in zip(sentence.figures, sentence.about, strict=True)
        if fits_wanted(figure.kind, figure.unit, want)
    ]
    if fitting:
        measured = max(share_held(terms, [(about, 1.0)]) for about in fitting)
        return UNMEASURED + (1 - UNMEASURED) * min(1.0, measured / MEASURED)
    if sentence.figures:
        return 0.45
    return 0.35 if _NUMBER.search(sentence.passage.text) else 0.0
