"""Change, status and period of a figure, from the words around it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Change, FigureKind, FigureStatus

from .amounts import Amount
from .direction import DIRECTION
from .tokens import Token, TokenKind, at

_SKIPPED = frozenset(
    "by about around nearly almost roughly some more less than over under just only as much many a an the another "
    "further additional up to approximately slightly sharply another estimated well further record up "
    "or between".split()
)
_NOUNS = frozenset(
    "rise increase growth jump surge gain climb hike boost improvement uptick rebound fall drop decline decrease "
    "slide slump "
    "plunge dip cut reduction loss downturn contraction tumble lower higher cheaper fewer down up".split()
)
_RAISING = frozenset("raise raises raised raising".split())
"""Of money they mean collecting it, unless "by" or "to" follows."""
_PHRASAL = frozenset(
    "gave give gives giving sign signed set pick picked come came make made takes took shut go".split()
)
"""Verbs that make "up", "down" and "off" mean something else: "gave up 517 yards"."""
_FORECAST = re.compile(
    r"\b(?:will|would|could|(?-i:may)|might|expects?|expected|expecting|forecasts?|forecasted|projects|projected|"
    r"projection|predicts?|"
    r"predicted|estimates that|likely|set to|on track|due to|poised|anticipates?|anticipated|envisages?|by "
    r"20[0-9]{2}|outlook|"
    r"shall|['’]ll|going to)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:targets?|targeted|targeting|goals? (?:of|is|was|to)|aims?|aimed|aiming|pledges?|pledged|plans? to|"
    r"planned|planning to|"
    r"promised?|"
    r"committed|commits|commitment|ambition|vow(?:s|ed)?|intends?|seeks? to|hopes? to|wants? to|proposed|proposes)\b",
    re.IGNORECASE,
)


def read_change(tokens: Sequence[Token], amount: Amount) -> Change:
    """Up or down where a word of change governs the figure: "rose 5%", "fell to 49", "a 5% fall", "5% higher"."""
    if amount.kind in (FigureKind.AGE, FigureKind.SCORE, FigureKind.RANK):
        return Change.NONE
    word = _left_word(tokens, amount.first) or _right_word(tokens, amount.after)
    return Change(DIRECTION[word]) if word else Change.NONE


def _left_word(tokens: Sequence[Token], first: int) -> str:
    """The word of change before the figure, past "by", "about" and their like; before "by" a short object may stand."""
    objects = 3 if at(tokens, first - 1).low == "by" else 0
    for place in range(first - 1, first - 8, -1):
        low, following = at(tokens, place).low, at(tokens, place + 1).low
        if low in DIRECTION and not (low == "up" and following == "to") and following != "than":
            before = at(tokens, place - 1).low
            other = low in ("up", "down", "off") and before in _PHRASAL
            if low == "off" and before not in ("is", "was", "are", "were", "be"):
                return ""
            return "" if other or (low in _RAISING and following not in ("by", "to")) else low
        if low == "of" and DIRECTION.get(at(tokens, place - 1).low) and at(tokens, place - 1).low in _NOUNS:
            return at(tokens, place - 1).low
        if low == "to" and place == first - 1:
            verb = at(tokens, place - 1).low
            return verb if verb in DIRECTION and verb not in ("up", "close") else _moved_from(tokens, place)
        if low in _SKIPPED or (low == "at" and following == "least"):
            continue
        if objects == 0 or at(tokens, place).kind is not TokenKind.WORD:
            return ""
        objects -= 1
    return ""


def _moved_from(tokens: Sequence[Token], to: int) -> str:
    """The word of change in "rose from $5m to $7m", told from the "to"; the figure behind it is where it went."""
    for place in range(to - 1, max(to - 11, 0), -1):
        if at(tokens, place).low == "from":
            words = [at(tokens, place - back).low for back in (1, 2)]
            return next((word for word in words if word in DIRECTION), "")
        if at(tokens, place).text in ".;":
            break
    return ""


def _right_word(tokens: Sequence[Token], after: int) -> str:
    for place in range(after, after + 3):
        low, following = at(tokens, place).low, at(tokens, place + 1).low
        if low in ("up", "down"):
            return low if following in ("on", "from", "compared", ",", ".") else ""
        if low in _NOUNS and low in DIRECTION:
            return low
        if at(tokens, place).kind is not TokenKind.WORD or low in (
            "of",
            "in",
            "to",
            "and",
            "from",
            "on",
            "at",
            "for",
            "off",
        ):
            break
    return ""


_BASELINE = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|from|than)(?:\s(?:about|around|nearly|the|some))?\s*$", re.IGNORECASE
)
_PASSED = re.compile(
    r"[\w%.,/ ]{0,24}?\b(?:(?:a|one|two|three|\d+) (?:years?|months?|weeks?|decades?) (?:ago|earlier|before)|last "
    r"(?:year|month|week|quarter)|(?:now|at present|currently|today)\b)",
    re.IGNORECASE,
)


def read_status(text: str, start: int, figure: int, end: int) -> FigureStatus:
    """Forecast or target by the words before the figure in its sentence, which begins at `start`; else actual.

    What a figure is compared with is actual where a past time stands behind it, or where it moves "from" there.
    """
    left = text[max(start, figure - 160) : figure]
    compared = _BASELINE.search(left)
    if compared and (compared[0].startswith("from") or _PASSED.match(text, end, end + 40)):
        return FigureStatus.ACTUAL
    if _TARGET.search(left[-90:]):
        return FigureStatus.TARGET
    if _FORECAST.search(left[-110:]):
        return FigureStatus.FORECAST
    return FigureStatus.ACTUAL


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|"
    "Jul|Aug|Sept|Sep|"
    "Oct|Nov|Dec"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_UNIT_OF_TIME = (
    "year|month|week|quarter|season|decade|summer|winter|spring|autumn|financial year|fiscal year|half|weekend|night"
)
_NUMBER = "[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|few|several"
_PERIOD = re.compile(
    rf"\b(?:the )?(?:first|second|third|fourth|final|last) (?:quarter|half|three months|six months|nine months)(?: "
    rf"of (?:the )?(?:(?:fiscal |financial )?(?:19|20)[0-9]{{2}}|(?:this|last|next) year|year))?\b"
    rf"|\b(?:the )?(?:year|quarter|months?|week|half|period|12 months|six months|three months|nine months)(?: to"
    rf"(?= (?:the )?(?:end of |(?:[0-3]?[0-9] )?(?:{_MONTHS})))| "
    rf"ended| ending|-to-date| to date)(?: (?:on |in )?(?:the )?(?:end of )?(?:[0-3]?[0-9] )?(?:{_MONTHS})\.?(?: "
    rf"[0-3]?[0-9])?(?:,? (?:19|20)[0-9]{{2}})?)?\b"
    rf"|\b(?:between|from) (?:{_MONTHS})?\.? ?(?:(?:19|20)[0-9]{{2}})? ?(?:and|to|-|–) (?:{_MONTHS})?\.? ?(?:19|"
    rf"20)[0-9]{{2}}\b"
    rf"|\b(?:by|since|before|until|after|through) (?:the end of |early |late |mid-?|the start of "
    rf")?(?:(?:{_MONTHS})\.? )?(?:19|20)[0-9]{{2}}\b"
    rf"|\b(?:early |late |mid-)?(?:(?:[0-3]?[0-9] )?(?:{_MONTHS})\.?(?: [0-3]?[0-9](?:st|nd|rd|th)?\b)?,? ?)(?:19|"
    rf"20)[0-9]{{2}}\b"
    rf"|\b(?:fiscal|financial year|FY) ?(?:(?:19|20)[0-9]{{2}}(?:[-/][0-9]{{2,4}})?)\b"
    rf"|(?<![\w$£€,.-])(?:19|20)[0-9]{{2}}(?:[-–/][0-9]{{2,4}})?(?![\w%]|,[0-9]|\.[0-9]|-[a-z])"
    rf"|\b(?:last|this|next|that|the previous|the past|the current|the coming|the following|the same) "
    rf"(?:{_UNIT_OF_TIME}|{_DAYS}|{_MONTHS})\b(?: (?:last|this) year)?"
    rf"|\b(?:over|in|during|for|within) the (?:past|last|next|coming|first|previous) (?:{_NUMBER}) (?:years|months|"
    rf"weeks|days|quarters|hours|decades)\b"
    rf"|\b(?:a|one|{_NUMBER}) (?:year|month|week|decade|day)s? (?:ago|earlier|before|previously)\b"
    rf"|\b(?:so far this year|year to date|to date|yesterday|today|overnight|currently|at present|annually)\b"
    rf"|\bQ[1-4](?: (?:19|20)[0-9]{{2}})?\b"
    rf"|\b(?:in|on|since|by|until|during) (?:(?:early|late|mid) )?(?:(?:{_DAYS})|(?:[0-3]?[0-9] )?(?:{_MONTHS})\b\.?"
    rf"(?: [0-3]?[0-9]\b)?)"
)
_LEADING = re.compile(r"^(?:in|on|during)\s+", re.IGNORECASE)
_WALL = re.compile(r"[;:]|\b(?:while|whereas|but|compared|against|versus|up from|down from|from)\b", re.IGNORECASE)


def find_periods(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentence names a time."""
    return [match.span() for match in _PERIOD.finditer(text, start, end)]


def read_period(text: str, periods: Sequence[tuple[int, int]], start: int, end: int) -> str | None:
    """The time phrase that belongs to the figure at start:end: the nearest, a wall between counting as far."""
    best, least = None, 150
    for left, right in periods:
        if right <= start:
            gap = text[right:start]
            distance = len(gap) + 8 + 60 * len(_WALL.findall(gap))
        elif left >= end:
            gap = text[end:left]
            distance = len(gap) + 60 * len(_WALL.findall(gap))
        else:
            continue
        if distance < least:
            best, least = (left, right), distance
    return _LEADING.sub("", text[best[0] : best[1]]).strip(" .,") if best else None
