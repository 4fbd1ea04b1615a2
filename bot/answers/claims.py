"""Sentences that a language model proposes, and the check that lets a few of them through. It fails closed.

A model may choose among the evidence, shorten it and say whose words they are; it may not add a word, turn one round
or leave out what the meaning hangs on. So a claim is at most an attribution and two runs of words. The first begins
where the sentence begins, or where the speaker's own words in it do; both go on word for word, up to a place where
nothing is cut in two. What the model was told in the articles it was shown changes nothing here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.model import Span
from bot.reading.figures import read_figures

MOST_CLAIMS = 3
LONGEST = 300
"""Characters of a claim."""
MOST_RUNS = 2
SHORTEST_RUN = 4
"""Words: a shorter piece, taken out of its clause, can be made to say anything."""

_WORD = re.compile(r"\d[\d.,]*\d[¹²³¼-¾⁰-⁹₀-₉⅐-⅟↉]*|[^\W_]+(?:['.-][^\W_]+)*|[%$€£¥]")
_PLAIN = re.compile(r"(?:[^\W_]|[ ,.;:%$€£¥'’()/–—-])*")
"""All a claim may be made of: no quotation marks, no markup, no links, nothing invisible."""
_TYPOGRAPHY = {
    **dict.fromkeys(map(ord, "‘’ʼ"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **{ord(one): folded for one, folded in zip("ﬀﬁﬂﬃﬄﬅﬆ", "ff fi fl ffi ffl st st".split(), strict=True)},
}
"""What is only written otherwise. A ½ or a ² is no typography: a number would come of it that stands nowhere."""
_MARK = re.compile(r"[,.;:()–—!…]|\s-\s")
_ARTICLES = frozenset({"a", "an", "the"})
_KEPT = frozenset(
    """not no never none nobody nothing neither nor without cannot can't won't don't doesn't didn't isn't aren't wasn't
    weren't wouldn't couldn't shouldn't hasn't haven't hadn't only if unless whether few little instead rather until
    except may might could would should will must likely unlikely possibly perhaps probably expected expects supposed
    supposedly apparently seemingly suspected almost nearly virtually practically hardly barely scarcely
    deny denies denied denying denial false falsely untrue wrong wrongly fake hoax hoaxes myth myths lie lies satire
    rumour rumours rumoured rumor rumors rumored allege alleges alleged allegedly allegation allegations reportedly
    purported purportedly so-called claim claims claimed claiming dispute disputes disputed disputing doubt doubts
    doubted doubting doubtful disproved debunked refuse refuses refused refusing fail fails failed""".split()
)
"""What changes the meaning of a sentence: a claim that leaves one out is dropped."""
_TURNS = frozenset("but while whereas although though however yet unlike despite versus against than".split())
"""Between two runs: behind it another thing is spoken of."""
_OPENINGS = _ARTICLES | frozenset("and but so also".split())
"""What a claim may leave out at the very beginning: "And the ferry was full" -> "Ferry was full"."""
_NEVER_FIRST = frozenset("that few little".split())
"""No claim begins with one of these: "a few ferries" are not "few ferries", "that fares rose" may be denied behind."""
_ADJUNCTS = frozenset(
    """and on in at by for from with after before since during near over through across along around within behind
    beside""".split()
)
"""Before one of these a piece may end: the ferry was full | on Monday."""
_AND = frozenset({"and", "but"})
_PRONOUNS = frozenset("it he she they we this there".split())
_LONGEST_CUT = 5
"""Words taken out between two runs: "after two years of work"."""
_LONGEST_TOLD = 5
"""Words between a cue and what was said: "told reporters in Brillhaven that"."""
_SAID = frozenset({"said", "says"})
_SPOKEN = frozenset("said says told tells added adds according".split())
"""Cues that say no more than that something was said."""


class Fault(StrEnum):
    """Why a claim was dropped."""

    UNCITED = "it does not cite exactly one sentence"
    UNKNOWN = "it cites a sentence that was not given"
    MISQUOTED = "the words it cites do not stand there"
    MARKUP = "it holds more than plain words"
    LENGTH = "it is empty or too long"
    SPEAKER = "it does not begin with the one who said so"
    ADDED = "it holds words that are not in the sentence, or in another order"
    MEANING = "it leaves out a word that the meaning hangs on"
    CUT = "it is cut or stopped where it could come to say something else"
    NUMBER = "a number is not the sentence's"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of an article that a model is shown."""

    id: str
    text: str
    speaker: str = ""
    """Whose words are reported in it; "" where it is the outlet's own."""
    cue: str = ""
    """The sentence's own reporting expression."""
    content: tuple[Span, ...] = ()
    """Where in `text` the speaker's own words stand; no other word of it is put into that mouth."""


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class ProposedCitation(_Model):
    span_id: str = Field(max_length=40)
    quote: str = Field(max_length=2 * LONGEST)


class Proposed(_Model):
    """A claim as the model gave it, believed in nothing."""

    text: str
    citations: list[ProposedCitation] = Field(max_length=10)


class _Reply(_Model):
    claims: list[Proposed] = Field(default_factory=list, max_length=50)
    abstain: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """Every word of `text` was found in the sentence of that id, in its order."""

    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    kept: tuple[Verified, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_reply(reply: str) -> list[Proposed]:
    """The claims of a reply in JSON (a code fence around it is forgiven); none where it is anything else."""
    body = re.sub(r"\A\s*```(?:json)?|```\s*\Z", "", reply).strip()
    try:
        said = _Reply.model_validate_json(body)
    except ValidationError:
        return []
    return [] if said.abstain else said.claims


def verify(claims: Sequence[Proposed], evidence: Sequence[Evidence], longest: int = LONGEST) -> Verdicts:
    """The claims that hold, at most MOST_CLAIMS and one a sentence, in the model's order; and why others do not."""
    given = {each.id: each for each in evidence}
    kept: dict[str, Verified] = {}
    faults = []
    for claim in claims:
        fault = _fault(claim, given, longest)
        if fault:
            faults.append(fault)
        elif len(kept) < MOST_CLAIMS:
            cited = claim.citations[0].span_id
            kept.setdefault(cited, Verified(_flat(claim.text), cited))
    return Verdicts(tuple(kept.values()), tuple(faults))


# ------------------------------------------------------------------ one claim


def _fault(claim: Proposed, given: Mapping[str, Evidence], longest: int) -> Fault | None:
    text = _flat(claim.text)
    if len(claim.citations) != 1:
        return Fault.UNCITED
    cited = given.get(claim.citations[0].span_id)
    if cited is None:
        return Fault.UNKNOWN
    if not 0 < len(text) <= longest:
        return Fault.LENGTH
    if text != claim.text.strip() or not _PLAIN.fullmatch(text):
        return Fault.MARKUP
    if not _stands(claim.citations[0].quote, cited.text):
        return Fault.MISQUOTED
    return _fault_in_words(text, cited)


def _fault_in_words(text: str, cited: Evidence) -> Fault | None:
    said, there = _read(text), _read(_own(cited))
    rest = _without_attribution(said.words, cited)
    if rest is None:
        return Fault.SPEAKER
    runs = _runs(rest, there.words)
    if not runs or len(runs) > MOST_RUNS or any(len(run) < SHORTEST_RUN for run in runs):
        return Fault.ADDED
    if _loses_meaning(said.words, runs, cited, there.words):
        return Fault.MEANING
    behind = said.behind[len(said.words) - len(rest) :]
    if not _well_cut(runs, there) or not _marks_stand(behind, runs, there):
        return Fault.CUT
    return None if _amounts(text) <= _amounts(cited.text) else Fault.NUMBER


def _flat(text: str) -> str:
    """One space between words, straight apostrophes, ligatures as letters; every number as it stands."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).split())


@dataclass(frozen=True, slots=True)
class _Text:
    """Words in small letters, and what stands behind each: "In June, fares" is in, june, fares and " ", ", ", ""."""

    words: list[str]
    behind: list[str]


def _read(text: str) -> _Text:
    flat = _flat(text).casefold()
    found = list(_WORD.finditer(flat))
    ends = [*(word.start() for word in found[1:]), len(flat)]
    return _Text([word[0] for word in found], [flat[word.end() : end] for word, end in zip(found, ends, strict=False)])


def _words(text: str) -> list[str]:
    return _read(text).words


def _own(cited: Evidence) -> str:
    """The sentence with all but the speaker's own words blotted out: "The ferry is full, ____ ____ ____."."""
    if not cited.speaker:
        return cited.text
    own = {place for span in cited.content for place in range(span.start, span.end)}
    return "".join(one if place in own or not _WORD.match(one) else "_" for place, one in enumerate(cited.text))


def _stands(quote: str, text: str) -> bool:
    """Whether four words or more (or the whole of a shorter sentence) stand there side by side."""
    words, there = _words(quote), _words(text)
    if len(words) < min(SHORTEST_RUN, len(there)):
        return False
    return any(there[start : start + len(words)] == words for start in range(len(there) - len(words) + 1))


def _without_attribution(words: list[str], cited: Evidence) -> list[str] | None:
    """What is left behind "X said" or "According to X"; None where the sentence reports X and the claim hides it."""
    if not cited.speaker:
        return words
    cue = _words(cited.cue)
    plain = not cue or bool(_SPOKEN & set(cue))
    if words[:2] == ["according", "to"]:
        return _behind(words[2:], cited.speaker) if plain else None
    rest = _behind(words, cited.speaker) or []
    own = [cue] if cue and not cue[0].endswith("ing") else []
    cues = [*own, *([word] for word in _SAID if plain)]
    left = next((rest[len(each) :] for each in cues if rest[: len(each)] == each), None)
    return None if left is None else _behind_told(left, cited, cue)


def _behind_told(words: list[str], cited: Evidence, cue: Sequence[str]) -> list[str]:
    """What is left behind "that", or behind all that parts cue and words said: "told | reporters that | it rains"."""
    lead = _words(cited.text[: cited.content[0].start]) if cited.content else []
    ends = [end for end in range(len(cue), len(lead) + 1) if cue and lead[end - len(cue) : end] == cue]
    told = lead[ends[-1] :] if ends else []
    if told and len(told) <= _LONGEST_TOLD and words[: len(told)] == told:
        return words[len(told) :]
    return words[1:] if words[:1] == ["that"] else words


def _behind(words: list[str], speaker: str) -> list[str] | None:
    """What follows the name, whole or a person's last one; an article may stand before it."""
    name = _words(speaker)
    names = [name, name[-1:]] if all(word[0].isupper() for word in speaker.split()) else [name]
    starts = [words, words[1:]] if words and words[0] in _ARTICLES else [words]
    return next((start[len(n) :] for start in starts for n in names if n and start[: len(n)] == n), None)


# ------------------------------------------------------------------ runs


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def _runs(words: Sequence[str], there: Sequence[str]) -> list[_Run] | None:
    """Where the words stand, in order, as few runs as come by taking the longest each time; None: one does not."""
    runs: list[_Run] = []
    place, index = 0, 0
    while index < len(words):
        run = _longest(words[index:], there, place)
        if run is None:
            return None
        runs.append(run)
        place, index = run.end, index + len(run)
    return runs


def _longest(words: Sequence[str], there: Sequence[str], place: int) -> _Run | None:
    best: _Run | None = None
    for start in range(place, len(there)):
        count = 0
        while start + count < len(there) and count < len(words) and there[start + count] == words[count]:
            count += 1
        if count > (len(best) if best else 0):
            best = _Run(start, start + count)
    return best


def _loses_meaning(words: Sequence[str], runs: Sequence[_Run], cited: Evidence, there: Sequence[str]) -> bool:
    """A question mark, a negation, a modal or a condition is gone, or the claim jumps over a turn to another thing."""
    whole = _words(cited.text)
    if "?" in unicodedata.normalize("NFKC", cited.text):
        return True
    if any(whole.count(word) > words.count(word) for word in set(whole) & _KEPT):
        return True
    between = [word for one, other in pairwise(runs) for word in there[one.end : other.start]]
    return any(word in _TURNS for word in between)


def _well_cut(runs: Sequence[_Run], there: _Text) -> bool:
    """No piece begins or ends where a verb could come to another subject.

    "The man who met Ida Holm was arrested" does not give "Ida Holm was arrested", nor "Ida Holm praised police after a
    driver was arrested" the same: the first run begins at the beginning, and only "and it …" is taken up behind a cut.
    """
    first = runs[0].start
    if there.words[first] in _NEVER_FIRST or not _OPENINGS.issuperset(there.words[:first]):
        return False
    return all(_may_end(run, there) for run in runs) and all(_phrase_out(*two, there) for two in pairwise(runs))


def _may_end(run: _Run, there: _Text) -> bool:
    """At the end, at a mark or before the likes of "on Monday"; not at 7 | percent, nor within 10 | :30 or 3 | –5."""
    if run.end == len(there.words):
        return True
    if _two_numbers(run.end - 1, there):
        return False
    return bool(_MARK.search(there.behind[run.end - 1])) or there.words[run.end] in _ADJUNCTS


def _two_numbers(place: int, there: _Text) -> bool:
    """Whether the words at that place and behind it both write a number: 3 and 5 of "3–5 percent"."""
    return there.words[place][-1].isnumeric() and there.words[place + 1][0].isnumeric()


def _phrase_out(one: _Run, other: _Run, there: _Text) -> bool:
    """Whether one short phrase is left out before a clause of its own: "| after years of work, | and it cost"."""
    cut = there.words[one.end : other.start]
    if not 0 < len(cut) <= _LONGEST_CUT or cut[0] not in _ADJUNCTS - _AND or (_ARTICLES | {"that"}) & set(cut):
        return False
    marks = [bool(_MARK.search(behind)) for behind in there.behind[one.end : other.start]]
    begun = there.words[other.start : other.start + 2]
    return marks == [False] * (len(cut) - 1) + [True] and begun[0] in _AND and begun[1] in _PRONOUNS


def _marks_stand(behind: Sequence[str], runs: Sequence[_Run], there: _Text) -> bool:
    """Whether commas and the like stand where they do in the sentence: "No, ferries sank" is not "No ferries sank"."""
    places = [(run.start + step, step == len(run) - 1) for run in runs for step in range(len(run))]
    inner = [(mine, place) for mine, (place, last) in zip(behind, places, strict=True) if not last]
    return all(_same_mark(mine, place, there) for mine, place in inner)


def _same_mark(mine: str, place: int, there: _Text) -> bool:
    """Two numbers keep all between them; before "and", or where "she said" stood in between, a comma may go.

    Not behind "no" and the like: “No,” she said, “ferries were full” is not "no ferries were full".
    """
    theirs = there.behind[place]
    if _two_numbers(place, there):
        return mine == theirs
    loose = there.words[place + 1] in _AND or "_" in theirs
    if loose and there.words[place] not in _KEPT and not _MARK.search(mine):
        return True
    return bool(_MARK.search(mine)) == bool(_MARK.search(theirs))


def _amounts(text: str) -> set[tuple[object, ...]]:
    """Every amount that the text writes, with its unit; and its bare numbers as they stand."""
    flat = _flat(text)
    figures = read_figures(flat, None, (), ())
    bare: set[tuple[object, ...]] = {(word,) for word in _words(flat) if word[0].isdigit()}
    return bare | {(figure.value, figure.high, figure.unit, figure.kind) for figure in figures}
