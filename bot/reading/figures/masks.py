"""Stretches of text whose digits are no figure whatever stands beside them: dates, times, phone numbers, addresses.

Every repetition is bounded, so one pass is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum


class Reason(StrEnum):
    """Why a number is not a figure."""

    ADDRESS = "address"
    COMPOUND = "compound"
    DATE = "date"
    DECADE = "decade"
    ENUMERATOR = "enumerator"
    GENERATION = "generation"
    IDENTIFIER = "identifier"
    IDIOM = "idiom"
    LABEL = "label"
    NAME = "name"
    ONE_OF = "one of"
    ORDINAL = "ordinal"
    PHONE = "phone"
    PRONOUN = "pronoun"
    SECTION = "section"
    TIME = "time"
    TITLE = "title"
    TOO_LONG = "too long"
    VERSION = "version"
    WEB = "web"
    YEAR = "year"


def _any(words: str) -> str:
    """One of these words; "_" stands for a space."""
    return f"(?:{'|'.join(word.replace('_', ' ') for word in words.split())})"


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_NO_AMOUNT = r"(?![0-9]|[.,:][0-9]|\s?(?:%|per ?cent|million|billion|bn\b|m\b|people|years|points))"
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-2]?[0-9])"
_ZONE = r"(?:GMT|UTC|BST|CE?ST|CET|EES?T|E[DS]?T|P[DS]?T|C[DS]T|M[DS]T|AE[DS]T|IST|JST|SGT|local time|hours|hrs|Z)"
_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Boulevard|Blvd|Way|Court|Place|Square|Terrace|Close|Crescent|"
    r"Row|Gardens|"
    r"Hill|Parade|Quay|Wharf|Highway|Parkway|Plaza|Walk|Mews|Grove|Alley|Circle)\b"
)
_SECTION_WORD = (
    r"(?:Articles?|Sections?|Chapters?|Clauses?|Paragraphs?|Paras?|Schedules?|Annex(?:es)?|Appendix|Amendments?|Rules?|"
    r"Regulations?|Titles?|Parts?|Pages?|pages?|pp?\.|Figures?|Figs?\.?|Tables?|Volumes?|Vol\.?|Items?|Verses?|Psalms?|"
    r"Resolutions?|Protocols?|Propositions?|Props?\.?|Directives?|Counts?|Exhibits?|Acts?|Standards?|"
    r"Principles?|Goals?|"
    r"sections?|articles?|clauses?|paragraphs?|chapters?|rules?)"
)
_NUMBER_LABEL = r"(?:No\.?|Nos\.?|no\.|nos\.|№|[Nn]umbers?|#)"
_COUNT_WORD = _any(
    "one two three four five six seven eight nine ten eleven twelve One Two Three Four Five Six Seven Eight "
    "Nine Ten Eleven Twelve"
)
_LOWER_LABELS = _any(
    "flight gate platform terminal route highway interstate junction room channel studio district ward zone "
    "grade category tier type phase stage step season episode chapter formula size apartment suite runway pier "
    "day week round game question option level version model exit lane seat page group heat hole lap mile turn "
    "act scene part unit reactor pool court class case appendix form box pillar scenario plan line floor "
    "storey bay cell block building year key_stage age_group"
)
_UPPER_LABELS = _any(
    "Flight Gate Platform Terminal Route Highway Interstate Junction Room Channel Studio District Ward Zone "
    "Grade Category Tier Type Phase Stage Step Season Episode Formula Size Apartment Apt Suite Runway Pier Day "
    "Week Round Game Question Option Level Version Model Exit Lane Seat Group Heat Hole Lap Mile Turn Scene "
    "Unit Reactor Pool Court Class Case Form Box Pillar Scenario Plan Line Floor Bay Cell Block Building Year "
    "Race Train Bus Track Match Lot Plot Set Book Series Division League Area Squadron Brigade Regiment "
    "Battalion Super_Bowl World_War War Windows Covid COVID Study Trial Grand_Prix Operation Base Camp Sector "
    "Region Precinct Engine Ladder Company Troop Local Elizabeth Henry Edward Charles"
)
_TLD = (
    r"(?:com|org|net|gov|edu|io|co|uk|de|fr|eu|ie|info|news|tv|me|ai|app|dev|au|nz|ca|in|cn|jp|ru|br|it|es|nl|ch|at|be)"
)

_PATTERNS: tuple[tuple[Reason, str], ...] = (
    (
        Reason.WEB,
        (
            r"https?://\S{1,500}|www\.\S{1,300}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|"
            r"(?<!\w)[@#][A-Za-z0-9_]{0,60}[A-Za-z_]\w{0,60}"
        ),
    ),
    (Reason.WEB, rf"\b[\w-]{{1,63}}\.{_TLD}\b(?:/\S{{0,200}})?(?<![0-9]\.in)(?<![0-9]\.me)"),
    (
        Reason.VERSION,
        (
            r"(?<![\w.,])[vV]?[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,5}(?:\.[0-9]{1,5})?(?![\w,]|\.[0-9])|"
            r"\b[vV][0-9]{1,3}(?:\.[0-9]{1,4}){0,2}\b"
        ),
    ),
    (Reason.VERSION, r"\b[Vv]ersions?\s[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}"),
    (
        Reason.DATE,
        (
            r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b|\b[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}){1,2}\b|"
            r"\b[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\b"
        ),
    ),
    (
        Reason.DATE,
        (
            rf"\b{_MONTH}\s{_DAY}\b(?:\s?[-–/]\s?(?:{_MONTH}\s)?{_DAY}\b|,?\s(?:and|or|to|"
            rf"through)\s{_DAY}\b){{0,2}}{_NO_AMOUNT}(?:,?\s[12][0-9]{{3}}\b)?"
        ),
    ),
    (
        Reason.DATE,
        rf"\b{_DAY}(?:\s?(?:[-–/]|and|to|or)\s?{_DAY}){{0,2}}(?:\sof)?\s{_MONTH}(?![a-z])(?:,?\s[12][0-9]{{3}}\b)?",
    ),
    (
        Reason.DATE,
        (
            rf"\b{_MONTH}(?:\sof)?,?\s(?:19|20)[0-9]{{2}}\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
            rf"Sun)day,?\s(?:the\s)?{_DAY}\b{_NO_AMOUNT}(?!\s[a-z])"
        ),
    ),
    (Reason.DATE, r"\b(?:9/11|7/7|24/7|7-7|9-11)\b(?!-)|\bthe\s[0-3]?[0-9](?:st|nd|rd|th)\sof\b"),
    (Reason.TIME, rf"\b[0-2]?[0-9](?:[:.][0-5][0-9]){{1,2}}\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.|{_ZONE}\b)"),
    (Reason.TIME, rf"\b{_HOUR_WORD}\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.|o['’]clock\b)(?:\s?(?:{_ZONE})\b)?"),
    (Reason.TIME, rf"\b{_HOUR_WORD}\s?(?:-|–|to|until|and)\s?{_HOUR_WORD}\s?(?:[ap]\.m\.|[ap]m\b)"),
    (Reason.TIME, r"\b[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]{1,3})?\b|\b[0-2][0-9]h[0-5][0-9]\b"),
    (Reason.TIME, r"\b[0-2][0-9][0-5][0-9]\s?(?:GMT|UTC|BST|CET|CEST|EDT|EST|hours local|hrs|local time)\b"),
    (
        Reason.PHONE,
        r"\+[0-9][0-9 ().-]{6,18}[0-9]|\([0-9]{2,5}\)\s?[0-9][0-9 -]{4,12}[0-9]|\b[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}\b",
    ),
    (
        Reason.PHONE,
        (
            r"\b0[0-9]{2,4}[ -][0-9]{3,4}[ -]?[0-9]{3,4}\b|\b1?-?(?:800|888|877|866|0800|0808|0300|0345)-[\w-]{6,12}|"
            r"\b0[38]0[0-9] [0-9]{2,4}(?: [0-9]{2,4})?\b|\b[0-9]{3}-0[0-9]{3}\b"
        ),
    ),
    (
        Reason.PHONE,
        (
            r"\b(?:[Cc]all(?:ing|ed|s)?|[Dd]ial(?:ling|ing|led|ed|s)?|[Rr]ing(?:ing)?|[Pp]hon(?:e|ing)|"
            r"[Tt]ext(?:ing)?|[Hh]otline|[Hh]elpline|[Tt]el)[.:]?(?: on| at| the number)? ?[0-9]{2,5}(?:[ "
            r"-][0-9]{3,4}){0,3}\b(?! [a-z]+s\b)"
        ),
    ),
    (
        Reason.SECTION,
        (
            rf"\b{_SECTION_WORD}\s(?:[0-9]{{1,4}}(?:\.[0-9]{{1,3}}){{0,2}}(?:\([0-9a-z]{{1,3}}\)){{0,3}}|"
            rf"{_COUNT_WORD}\b)(?:(?:,\s?|\sand\s|\sor\s|\sto\s|-|–)[0-9]{{1,4}}\b){{0,3}}(?!,[0-9]{{3}}|\s(?:per "
            rf"?cent|million|billion))"
        ),
    ),
    (
        Reason.IDENTIFIER,
        rf"(?<!\w){_NUMBER_LABEL}\s?[0-9]{{1,7}}(?:[-/][0-9]{{1,5}}){{0,2}}\b(?!\s(?:million|billion|per))",
    ),
    (
        Reason.LABEL,
        (
            rf"\b(?:{_LOWER_LABELS}|{_UPPER_LABELS})\s(?:[0-9]{{1,4}}(?![0-9]|,[0-9]|\.[0-9]|\s?%)|{_COUNT_WORD}\b|"
            rf"(?:two|three)\b)(?:(?:\sand\s|\sor\s|\sto\s|-|–|/)[0-9]{{1,3}}\b(?!,))?(?!\s(?:per ?cent|million|"
            rf"billion|thousand|hundred))"
        ),
    ),
    (
        Reason.ADDRESS,
        (
            rf"\b[0-9]{{1,5}}[A-Za-z]?\s(?:(?:[NSEW]\.?|North|South|East|"
            rf"West)\s)?(?:[A-Z0-9][\w'’]{{0,25}}\s){{1,3}}{_STREET}"
        ),
    ),
    (
        Reason.ADDRESS,
        rf"\b(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven)\s(?:[A-Z][\w'’]{{0,25}}\s){{1,3}}{_STREET}",
    ),
    (
        Reason.ADDRESS,
        (
            r"\b[A-Z]{1,2}[0-9]{1,2}[A-Z]?\s[0-9][A-Z]{2}\b|\bP\.?O\.? Box [0-9]{1,6}\b|"
            r"\b[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?\b"
        ),
    ),
    (
        Reason.DECADE,
        (
            r"(?<![\w$£€])['’]?[0-9]{2,4}['’]?s\b|\b[0-9]{1,2}(?:st|nd|rd|th)[- ][Cc]entur(?:y|ies)\b|\b(?:in|into) "
            r"(?:his|her|their|my|our) (?:early |late |mid-?)?(?:twenties|thirties|forties|fifties|sixties|seventies|"
            r"eighties|nineties)\b"
        ),
    ),
    (
        Reason.YEAR,
        r"\b(?:FY|fiscal|Fiscal|fy)\s?['’]?(?:[0-9]{4}|[0-9]{2})(?:[-/][0-9]{2,4})?\b|\b[1-4]Q['’]?[0-9]{0,4}\b",
    ),
    (
        Reason.YEAR,
        (
            r"(?<![\w$£€,.])(?:1[5-9]|20)[0-9]{2}(?:[-–—/]|\sto\s|\sand\s|\sor\s)(?:(?:1[5-9]|20)[0-9]{2}|"
            r"[0-9]{2})(?![\w%]|,[0-9]|[.][0-9]|\s(?:people|jobs|workers|homes|pounds|dollars|euros|metres|feet|kilomet))"
        ),
    ),
    (
        Reason.YEAR,
        (
            r"\b(?:A\.?D\.?|B\.?C\.?(?:E\.?)?)\s[0-9]{1,4}(?:\s?(?:and|to|-|–)\s?[0-9]{1,4})?\b|"
            r"\b[0-9]{1,3}(?:,?[0-9]{3})?\s(?:B\.?C\.?(?:E\.?)?|A\.?D\.?|C\.?E)\b"
        ),
    ),
    (
        Reason.NAME,
        r"\b(?:Group|Gang|Band|Club|Committee) of (?:[Ss]even|[Ee]ight|[Tt]wenty|[Ff]our|[Tt]en|20|10|7|8|77|30)\b",
    ),
    (
        Reason.NAME,
        (
            r"\b(?:P5\+1|5\+1|S ?&? ?P(?: Global)? ?[0-9]{3}|Fortune (?:Global )?[0-9]{2,4}|FTSE(?:-| )?(?:AIM "
            r")?[0-9]{2,3}|Nasdaq[- ]100|Nikkei[- ]225|(?:CAC|DAX|Russell|Euro ?Stoxx|Stoxx(?: Europe)?|CSI|TSX|ASX|"
            r"S&P/ASX|S&P/TSX|OMX|IBEX|Kospi|Topix|Nifty|Sensex|SMI|AEX|BEL|WIG)[- ]?[0-9]{2,4})\b"
        ),
    ),
    (
        Reason.IDIOM,
        (
            r"\b(?:50[-/]50|fifty-fifty|20[-/]20|one-on-one|one-to-one|one[- ]by[- ]one|one after (?:another|the "
            r"other)|one way or another|square one|back to one|(?:a|one) hundred per ?cent sure|two-time|at one time|"
            r"one-size|nine-to-five|9-to-5|two[- ]fold|one-off|one-time|first-hand|two-way|one-way|at sixes and "
            r"sevens|cloud nine|second to none|one and only|one and the same|on one hand|on the one hand|at one point|"
            r"one day(?! of)|one night stand|one thing|for one\b(?! [a-z])|number one|zero[- ]tolerance|net[- ]zero|"
            r"ground zero|zero[- ]sum|zero[- ]emissions?|zero[- ]day|zero[- ]carbon|zero[- ]hours?|sub-?zero|day one|"
            r"high five|two cents|forty winks|nine lives|million-dollar question|catch-22|plan b)\b"
        ),
    ),
    (
        Reason.ENUMERATOR,
        (
            r"(?:(?<=\n)|\A)\s{0,6}\(?[0-9]{1,2}[.)](?=\s)|(?<=[;:] )\(?[0-9]{1,2}\)(?=\s)|"
            r"(?<=\s)\([0-9]{1,2}\)(?=\s[a-z])|\[[0-9]{1,3}\]"
        ),
    ),
)
_MASK = re.compile("|".join(f"(?P<r{number}>{pattern})" for number, (_, pattern) in enumerate(_PATTERNS)))


class Masks:
    """The masked stretches of one piece of text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._starts: list[int] = []
        self._found: list[tuple[int, Reason]] = []
        for match in _MASK.finditer(text, start, end):
            self._starts.append(match.start())
            self._found.append((match.end(), _PATTERNS[int((match.lastgroup or "r0")[1:])][0]))

    def reason(self, start: int) -> Reason | None:
        """The reason of the stretch that holds this offset; None where none does."""
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and self._found[place][0] > start:
            return self._found[place][1]
        return None
