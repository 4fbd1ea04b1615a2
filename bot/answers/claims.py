"""Sentences that a language model proposes, and the check that lets a few of them through. It fails closed.

A model may choose among the evidence, shorten it and say whose words they are; it may not add a word, turn one round
or leave out what the meaning hangs on. So a claim is at most an attribution and two runs of words, each of which stands
word for word in the one sentence it cites. What the model was told in the articles it was shown changes nothing here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.reading.figures import read_figures

MOST_CLAIMS = 3
LONGEST = 300
"""Characters of a claim."""
MOST_RUNS = 2
SHORTEST_RUN = 4
"""Words: a shorter piece, taken out of its clause, can be made to say anything."""

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['.-][^\W_]+)*|[%$€£¥]")
_PLAIN = re.compile(r"[\w ,.;:%$€£¥'’()/–—-]*")
"""All a claim may be made of: no quotation marks, no markup, no links, nothing invisible."""
_GLUE = frozenset({"a", "an", "the", "that"})
_KEPT = frozenset(
    """not no never none nobody nothing neither nor without cannot can't won't don't doesn't didn't isn't aren't wasn't
    weren't wouldn't couldn't shouldn't hasn't haven't hadn't hardly barely scarcely few little only if unless whether
    may might could would should will must likely unlikely possibly perhaps probably allegedly alleged reportedly denied
    denies deny false falsely untrue wrong wrongly fake refused refuses doubt doubts claims claimed expected expects
    instead rather until except""".split()
)
"""What changes the meaning of a sentence: a claim that leaves one out is dropped."""
_TURNS = frozenset("but while whereas although though however yet unlike despite versus against than".split())
"""Between two runs: behind it another thing is spoken of."""
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
    words, there = _words(text), _words(cited.text)
    rest = _without_attribution(words, cited, there)
    if rest is None:
        return Fault.SPEAKER
    runs = _runs(rest, there)
    if runs is None or not runs or len(runs) > MOST_RUNS or any(len(run) < SHORTEST_RUN for run in runs):
        return Fault.ADDED
    if _loses_meaning(words, runs, there):
        return Fault.MEANING
    return None if _amounts(text) <= _amounts(cited.text) else Fault.NUMBER


def _flat(text: str) -> str:
    """NFKC, one space between words, straight apostrophes."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


def _words(text: str) -> list[str]:
    return _WORD.findall(_flat(text).casefold())


def _stands(quote: str, text: str) -> bool:
    """Whether four words or more (or the whole of a shorter sentence) stand there side by side."""
    words, there = _words(quote), _words(text)
    if len(words) < min(SHORTEST_RUN, len(there)):
        return False
    return any(there[start : start + len(words)] == words for start in range(len(there) - len(words) + 1))


def _without_attribution(words: list[str], cited: Evidence, there: Sequence[str]) -> list[str] | None:
    """What is left behind "X said" or "According to X"; None where the sentence reports X and the claim hides it."""
    if not cited.speaker:
        return words
    cues = {*_words(cited.cue)} & set(there)
    if not cues or cues & _SPOKEN:
        cues |= _SAID
    if words[:2] == ["according", "to"]:
        return _behind(words[2:], cited.speaker) if cues & _SPOKEN else None
    rest = _behind(words, cited.speaker)
    return rest[1:] if rest and rest[0] in cues else None


def _behind(words: list[str], speaker: str) -> list[str] | None:
    """What follows the name, whole or a person's last one; an article may stand before it."""
    name = _words(speaker)
    names = [name, name[-1:]] if all(word[0].isupper() for word in speaker.split()) else [name]
    starts = [words, words[1:]] if words and words[0] in _GLUE else [words]
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
            if words[index] not in _GLUE:
                return None
            index += 1
            continue
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


def _loses_meaning(words: Sequence[str], runs: Sequence[_Run], there: Sequence[str]) -> bool:
    """A negation, a modal or a condition is gone, or the claim jumps over a turn from one thing to another."""
    if any(there.count(word) > words.count(word) for word in set(there) & _KEPT):
        return True
    between = [word for one, other in pairwise(runs) for word in there[one.end : other.start]]
    return any(word in _TURNS for word in between)


def _amounts(text: str) -> set[tuple[object, ...]]:
    """Every amount that the text writes, with its unit; and its bare numbers as they stand."""
    flat = _flat(text)
    figures = read_figures(flat, None, (), ())
    bare: set[tuple[object, ...]] = {(word,) for word in _words(flat) if word[0].isdigit()}
    return bare | {(figure.value, figure.high, figure.unit, figure.kind) for figure in figures}
