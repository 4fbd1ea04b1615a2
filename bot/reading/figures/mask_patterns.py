"""The patterns of `masks.py`, by what they begin with: a letter, a digit, a mark.

Each is tried only where a word or number begins; every repetition is bounded, so that one pass is linear.
"""

from __future__ import annotations

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


def _either(words: str) -> str:
    """One of these words, with or without a capital in front; quicker than a pattern that ignores case."""
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in words.split())})"


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_NO_AMOUNT = r"(?![0-9]|[.,:][0-9]|\s?(?:%|per ?cent|million|billion|bn\b|m\b|people|years|points))"
_HOUR_WORD = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HOUR = r"[0-2]?[0-9]"
_HALF_DAY = r"(?:[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.|o['’]clock\b)"
_ZONE = r"(?:GMT|UTC|BST|CE?ST|CET|EES?T|E[DS]?T|P[DS]?T|C[DS]T|M[DS]T|AE[DS]T|IST|JST|SGT|local time|hours|hrs|Z)"
_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Boulevard|Blvd|Way|Court|Place|Square|Terrace|Close|Crescent|"
    r"Row|Gardens|"
    r"Hill|Parade|Quay|Wharf|Highway|Parkway|Plaza|Walk|Mews|Grove|Alley|Circle)\b"
)
_SECTION_WORD = (
    r"(?:Articles?|Sections?|Chapters?|Clauses?|Paragraphs?|Paras?|Schedules?|Annex(?:es)?|Appendix|Amendments?|Rules?|"
    r"Regulations?|Titles?|Parts?|Pages?|pages?|(?<![0-9])pp?\.|Figures?|Figs?\.?|Tables?|Volumes?|[Vv]ols?\.?|Items?|Verses?|Psalms?|"
    r"Resolutions?|Protocols?|Propositions?|Props?\.?|Directives?|Counts?|Exhibits?|Acts?|Standards?|"
    r"Principles?|Goals?|"
    r"sections?|articles?|clauses?|paragraphs?|chapters?|rules?)"
)
_NUMBER_LABEL = r"(?:No\.?|Nos\.?|no\.|nos\.|[Nn]umbers?)"
_COUNT_WORD = _any(
    "one two three four five six seven eight nine ten eleven twelve One Two Three Four Five Six Seven Eight "
    "Nine Ten Eleven Twelve"
)
_LOWER_LABELS = _any(
    "flight gate platform terminal route highway interstate junction room channel studio district ward zone "
    "grade category tier type phase stage step season episode chapter formula size apartment suite runway pier "
    "day week round game question option level version model exit lane seat page group heat hole lap mile turn "
    "act scene part unit force reactor pool court class case appendix form box pillar scenario plan line floor "
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
_STREET_NAME = r"(?:[A-Z0-9][\w'’]{0,25}\s){1,3}"
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
_DOMAIN = rf"[\w-]{{1,63}}\.{_TLD}\b(?:/\S{{0,200}})?(?<![0-9]\.in)(?<![0-9]\.me)"
_YEARS = r"(?:1[5-9]|20)[0-9]{2}"
_COUNTED = r"\s(?:people|jobs|workers|homes|pounds|dollars|euros|metres|feet|kilomet)"

_LISTED_LABELS = _either(
    "claims junctions counts seats rows rooms gates platforms routes exits lanes lines plots lots units blocks floors "
    "pages pp?\\. chapters verses volumes vols?\\. episodes seasons games sets rounds races heats laps holes stages "
    "steps phases tiers types zones levels grades classes groups years weeks days items questions points exhibits "
    "charges paragraphs amendments propositions numbers nos\\.? flights cells wards districts reactors bays piers "
    "terminals runways bullets boxes tables figures parts acts scenes shirts cars bibs"
)
_LETTERED = _either("seat row flat apartment room gate unit platform bay block runway exhibit cell stand ward berth")
_MORE = r"(?:,\s?|,?\s(?:and|or|to|through)\s|\s?[-–]\s?)"

FROM_LETTER: tuple[tuple[Reason, str], ...] = (
    (Reason.WEB, r"https?://\S{1,500}|www\.\S{1,300}"),
    (Reason.WEB, _EMAIL),
    (Reason.WEB, _DOMAIN),
    (
        Reason.ADDRESS,
        rf"{_LETTERED}\s[0-9]{{1,3}}[A-L]\b",
    ),
    (Reason.VERSION, r"[vV][0-9]{1,3}(?:\.[0-9]{1,4}){0,3}\b|[Vv]ersions?\s[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}"),
    (
        Reason.DATE,
        (
            rf"{_MONTH}\s{_DAY}\b(?:\s?[-–/]\s?(?:{_MONTH}\s)?{_DAY}\b|,?\s(?:and|or|to|through)\s{_DAY}\b){{0,2}}"
            rf"{_NO_AMOUNT}(?:,?\s[12][0-9]{{3}}\b)?"
        ),
    ),
    (Reason.DATE, rf"{_MONTH}(?:\sof)?,?\s(?:19|20)[0-9]{{2}}\b"),
    (
        Reason.DATE,
        rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s(?:the\s)?{_DAY}\b{_NO_AMOUNT}(?!\s[a-z])",
    ),
    (Reason.DATE, r"the\s[0-3]?[0-9](?:st|nd|rd|th)\sof\b"),
    (Reason.LABEL, r"[A-Z][a-z]{2,14} [0-9]{1,3}:[0-9]{1,3}(?:-[0-9]{1,3})?\b"),
    (Reason.TIME, rf"{_HOUR_WORD}\s?{_HALF_DAY}"),
    (Reason.TIME, rf"{_HOUR_WORD}\s?(?:-|–|to|until|and)\s?(?:{_HOUR_WORD}|{_HOUR})\s?{_HALF_DAY}"),
    (
        Reason.PHONE,
        (
            r"(?:[Cc]all(?:ing|ed|s)?|[Dd]ial(?:ling|ing|led|ed|s)?|[Rr]ing(?:ing)?|[Pp]hon(?:e|ing)|[Tt]ext(?:ing)?|"
            r"[Hh]otline|[Hh]elpline|[Tt]el)[.:]?(?: on| at| the number)? ?[0-9]{2,5}(?:[ -][0-9]{3,4}){0,3}\b(?! "
            r"[a-z]+s\b)"
        ),
    ),
    (
        Reason.SECTION,
        (
            rf"{_SECTION_WORD}\s(?:[0-9]{{1,4}}(?:\.[0-9]{{1,3}}){{0,2}}(?:\([0-9a-z]{{1,3}}\)){{0,3}}|{_COUNT_WORD}\b)"
            r"(?:(?:,\s?|\sand\s|\sor\s|\sto\s|-|–)[0-9]{1,4}\b){0,3}(?!,[0-9]{3}|\s(?:per ?cent|million|billion))"
        ),
    ),
    (
        Reason.IDENTIFIER,
        rf"{_NUMBER_LABEL}\s?[0-9]{{1,7}}(?:[-/][0-9]{{1,5}}){{0,2}}\b(?!\s(?:million|billion|per))",
    ),
    (
        Reason.LABEL,
        (
            rf"(?:{_LOWER_LABELS}|{_UPPER_LABELS})\s(?:[0-9]{{1,4}}(?![0-9]|,[0-9]|\.[0-9]|\s?%)|{_COUNT_WORD}\b)"
            r"(?:(?:\sand\s|\sor\s|\sto\s|-|–|/)[0-9]{1,3}\b(?!,))?(?!\s(?:per ?cent|million|billion|thousand|hundred))"
        ),
    ),
    (
        Reason.LABEL,
        (
            rf"{_LISTED_LABELS}\s(?:[0-9]{{1,4}}(?:{_MORE}[0-9]{{1,4}}\b){{1,8}}|"
            rf"{_COUNT_WORD}(?:{_MORE}{_COUNT_WORD}\b){{1,8}})"
            r"(?!,[0-9]{3}|\.[0-9]|\s?%|\s(?:per ?cent|million|billion|people)|\s[a-z]{3,20}s\b)"
        ),
    ),
    (
        Reason.SECTION,
        (
            r"(?:Ordinance|Resolution|Bill|Measure|Docket|File|Order|Motion|Permit|Application|Memo|Case|Petition)\s"
            r"(?:No\.?\s)?[0-9]{1,4}[-/][0-9]{1,6}\b"
        ),
    ),
    (Reason.LABEL, rf"numbers\s(?:were|are|was|came up)[:,]?\s[0-9]{{1,2}}(?:{_MORE}[0-9]{{1,2}}\b){{2,8}}"),
    (
        Reason.LABEL,
        (
            r"(?:stand|booth|hall|stall|kiosk|numbered|Stand|Booth|Hall)\s[0-9]{1,4}(?:\.[0-9]{1,3})?[A-Z]?\b"
            r"(?:\s?(?:to|-|–|and)\s?[0-9]{1,4}\b)?(?!,[0-9]|\s(?:per ?cent|million|people|times))"
        ),
    ),
    (Reason.IDENTIFIER, r"ISBN(?:-1[03])?:?\s?[0-9][0-9 -]{8,18}[0-9Xx]\b|doi:?\s?10\.\S{3,80}"),
    (Reason.IDIOM, r"CI[,:]?\s[0-9.]{1,6}%?\s?(?:to|-|–)\s?[0-9.]{1,6}%?|[pP]\s?[<=>]\s?0?\.[0-9]{1,6}"),
    (
        Reason.ADDRESS,
        rf"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven)\s{_STREET_NAME}{_STREET}",
    ),
    (Reason.ADDRESS, r"[A-Z]{1,2}[0-9]{1,2}[A-Z]?\s[0-9][A-Z]{2}\b|P\.?O\.? Box [0-9]{1,6}\b"),
    (Reason.ADDRESS, r"[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?\b"),
    (
        Reason.DECADE,
        (
            r"(?:in|into) (?:his|her|their|my|our) (?:early |late |mid-?)?(?:twenties|thirties|forties|fifties|sixties|"
            r"seventies|eighties|nineties)\b"
        ),
    ),
    (Reason.YEAR, r"(?:FY|fiscal|Fiscal|fy)\s?['’]?(?:[0-9]{4}|[0-9]{2})(?:[-/][0-9]{2,4})?\b"),
    (Reason.YEAR, r"(?:A\.?D\.?|B\.?C\.?(?:E\.?)?)\s[0-9]{1,4}(?:\s?(?:and|to|-|–)\s?[0-9]{1,4})?\b"),
    (
        Reason.NAME,
        r"(?:Group|Gang|Band|Club|Committee) of (?:[Ss]even|[Ee]ight|[Tt]wenty|[Ff]our|[Tt]en|20|10|7|8|77|30)\b",
    ),
    (
        Reason.NAME,
        (
            r"(?:P5\+1|S ?&? ?P(?: Global)? ?[0-9]{3}|Fortune (?:Global )?[0-9]{2,4}|FTSE(?:-| )?(?:AIM )?[0-9]{2,3}|"
            r"(?:Nasdaq|Nikkei|CAC|DAX|Russell|Euro ?Stoxx|Stoxx(?: Europe)?|CSI|TSX|ASX|S&P/ASX|S&P/TSX|OMX|IBEX|"
            r"Kospi|Topix|"
            r"Nifty|Sensex|SMI|AEX|BEL|WIG)[- ]?[0-9]{2,4})\b(?![.,][0-9])"
        ),
    ),
    (
        Reason.IDIOM,
        (
            r"(?:fifty-fifty|one-on-one|one-to-one|one[- ]by[- ]one|one after (?:another|the other)|one way or another|"
            r"square one|back to one|(?:a|one) hundred per ?cent sure|two-time|at one time|one-size|nine-to-five|"
            r"two[- ]fold|"
            r"one-off|one-time|first-hand|two-way|one-way|at sixes and sevens|cloud nine|second to none|one and only|"
            r"one and the same|on one hand|on the one hand|at one point|one day(?! of)|one night stand|one thing|"
            r"for one\b(?! [a-z])|number one|day one|high five|two cents|forty winks|nine lives|catch-22|plan b|a "
            r"million thanks|a thousand (?:cuts|words)|one in a million|"
            r"zero[- ](?:tolerance|sum|emissions?|days?|carbon|hours?)|net[- ]zero|ground zero|sub-?zero)\b"
        ),
    ),
    (
        Reason.IDENTIFIER,
        (
            r"(?:pass)?(?:code|word)s?(?:\s(?:was|is|of|number))?\s[0-9]{2,10}\b(?!\s[a-z])|"
            r"(?:PIN|[Rr]eference|[Aa]ccount|ID|IBAN|serial|badge|invoice|[Ll]icen[cs]e)"
            r"(?:\s(?:was|is|ends|ending|in|number|no\.?)){0,2}\s[0-9]{2,10}(?:-[0-9]{1,8}){0,2}\b"
            r"(?!\s(?!of|in|on|to|for|at|and|or|was|is|when|if|from|which|that)[a-z])"
        ),
    ),
)
FROM_DIGIT: tuple[tuple[Reason, str], ...] = (
    (Reason.WEB, _EMAIL),
    (Reason.WEB, rf"{_DOMAIN}(?<!\.[0-9])"),
    (Reason.VERSION, r"(?<![\w.,])[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,5}(?:\.[0-9]{1,5})?(?![\w,]|\.[0-9])"),
    (
        Reason.DATE,
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}\b|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}){1,2}\b|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\b",
    ),
    (
        Reason.DATE,
        rf"{_DAY}(?:\s?(?:[-–/]|and|to|or)\s?{_DAY}){{0,2}}(?:\sof)?\s{_MONTH}(?![a-z])(?:,?\s[12][0-9]{{3}}\b)?",
    ),
    (Reason.LABEL, r"[0-9]{2,3}(?:\.[0-9])?\s?FM\b"),
    (Reason.NAME, r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}(?:-[0-9]{1,2})?\b"),
    (Reason.NAME, r"(?:9|5\.56|7\.62)\s?mm(?=\s(?:pistol|hand|gun|rounds?|ammunition|calib|semi))"),
    (Reason.SECTION, r"[0-9]{1,4}\([a-z0-9]{1,3}\)|[0-9]{2,4}\s?pp\b(?=[.,;)])"),
    (Reason.IDENTIFIER, r"97[89][- ][0-9][0-9 -]{8,14}[0-9Xx]\b|10\.[0-9]{4,5}/\S{3,60}"),
    (
        Reason.ADDRESS,
        (
            r"[0-9]{1,3}(?:\.[0-9]{1,7})?\s?°\s?(?:[0-9]{1,2}(?:\.[0-9]{1,4})?\s?['′’]\s?)?"
            r"(?:[0-9]{1,2}(?:\.[0-9]{1,4})?\s?[\"″”]\s?)?[NSEW]\b"
            r"|[0-9]{1,3}(?:\.[0-9]{1,6})?\s?degrees\s(?:north|south|east|west)(?:\s(?:latitude|longitude)|(?=\sand\s[0-9])"
            r"|(?=,\s[0-9]))"
        ),
    ),
    (
        Reason.IDIOM,
        (
            r"9[0-9](?:\.[0-9])?\s?(?:%|per ?cent)\s"
            r"(?:CI\b|confidence\s(?:interval|level|limits?))"
            r"(?:[,:]?\s(?:of\s)?[0-9.]{1,6}%?\s?(?:to|-|–)\s?[0-9.]{1,6}%?)?"
        ),
    ),
    (Reason.NAME, r"(?:911|999|112)(?=\s(?:calls?|callers?|dispatch\w*|operators?|recordings?|emergency)\b)"),
    (Reason.NAME, r"(?:1080|1440|2160)[pi]\b"),
    (
        Reason.NAME,
        r"(?:360|480|540|720)[pi]\b(?=[^.;\n]{0,60}\b(?:resolution|frames|fps|video|screen|stream\w*|HD|4K|game)\b)",
    ),
    (Reason.NAME, r"3M(?:['’]s)?\b(?!\s[a-z]+s\b)"),
    (Reason.NAME, r"(?<=\b(?:the|her|his) )(?:5|10)k(?=\s(?:in|run|race|on|at|record)\b|[,.])"),
    (Reason.NAME, r"[0-9]{1,2}-(?:in|on|for|over)-[0-9]{1,2}\b"),
    (Reason.DATE, r"(?:9/11|7/7|24/7|7-7|9-11)\b(?!-)"),
    (Reason.TIME, rf"{_HOUR}(?:[:.][0-5][0-9]){{1,2}}\s?(?:{_HALF_DAY}|{_ZONE}\b)"),
    (Reason.TIME, rf"{_HOUR}\s?{_HALF_DAY}(?:\s?(?:{_ZONE})\b)?"),
    (Reason.TIME, rf"{_HOUR}\s?(?:-|–|to|until|and)\s?(?:{_HOUR_WORD}|{_HOUR})\s?{_HALF_DAY}"),
    (Reason.TIME, r"[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]{1,3})?\b|[0-2][0-9]h[0-5][0-9]\b"),
    (Reason.TIME, r"[0-2][0-9][0-5][0-9]\s?(?:GMT|UTC|BST|CET|CEST|EDT|EST|hours local|hrs|local time)\b"),
    (Reason.PHONE, r"[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}\b|0[0-9]{2,4}[ -][0-9]{3,4}[ -]?[0-9]{3,4}\b"),
    (Reason.PHONE, r"(?:1-)?(?:800|888|877|866|0800|0808|0300|0345)-[\w-]{6,12}|[0-9]{3}-0[0-9]{3}\b"),
    (Reason.PHONE, r"0[38]0[0-9] [0-9]{2,4}(?: [0-9]{2,4})?\b"),
    (
        Reason.ADDRESS,
        rf"[0-9]{{1,5}}[A-Za-z]?\s(?:(?:[NSEW]\.?|North|South|East|West)\s)?{_STREET_NAME}{_STREET}",
    ),
    (Reason.DECADE, r"(?<![\w$£€])[0-9]{2,4}['’]?s\b|[0-9]{1,2}(?:st|nd|rd|th)[- ][Cc]entur(?:y|ies)\b"),
    (Reason.YEAR, r"[1-4]Q['’]?[0-9]{0,4}\b"),
    (
        Reason.YEAR,
        (
            rf"(?<![\w$£€,.]){_YEARS}(?:[-–—/](?:{_YEARS}|[0-9]{{2}})|(?:\sto\s|\sand\s|\sor\s){_YEARS})"
            rf"(?![\w%]|,[0-9]|[.][0-9]|{_COUNTED})"
        ),
    ),
    (Reason.YEAR, r"[0-9]{1,3}(?:,?[0-9]{3})?\s(?:B\.?C\.?(?:E\.?)?|A\.?D\.?|C\.?E)\b"),
    (Reason.IDIOM, r"(?:50[-/]50|20[-/]20|9-to-5|5\+1)\b"),
    (Reason.ENUMERATOR, r"(?:(?<=\n)|\A)[0-9]{1,2}[.)](?=\s)|(?<=[;:] )[0-9]{1,2}\)(?=\s)"),
)
FROM_MARK: tuple[tuple[Reason, str], ...] = (
    (Reason.WEB, r"(?<!\w)[@#][A-Za-z0-9_]{0,60}[A-Za-z_]\w{0,60}"),
    (Reason.IDENTIFIER, r"[#№]\s?[0-9]{1,7}(?:[-/][0-9]{1,5}){0,2}\b"),
    (Reason.PHONE, r"\+[0-9][0-9 ().-]{6,18}[0-9]|\([0-9]{2,5}\)\s?[0-9][0-9 -]{4,12}[0-9]"),
    (Reason.DECADE, r"(?<![\w$£€])['’][0-9]{2}['’]?s\b"),
    (Reason.ENUMERATOR, r"(?<=[.:;,]\s)\([0-9]{1,2}\)(?=\s)"),
    (Reason.IDENTIFIER, r"\.(?:22|38|45|50)\b(?=[\s-](?:calib|rifle|pistol|hand|revolver|magnum))"),
    (Reason.ENUMERATOR, r"(?<=and\s)\([0-9]{1,2}\)(?=\s[a-z])|(?:(?<=\n)|\A)\([0-9]{1,2}\)(?=\s)|\[[0-9]{1,3}\]"),
)
