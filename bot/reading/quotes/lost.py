"""Cues that the tagger took for a noun before their statement: "Orr claims that …", "Prosecutors allege he lied".

Read from the surface: a name or a plural of people right before a cue form, a clause right behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from bot.reading.quotes.cue import hit_of
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_VERBS, is_person_noun
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.speakers import mention
from bot.reading.quotes.tree import chars, sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LINKS = frozenset({"IN", "DT", "NNP", "NNPS", "NN", "JJ", "HYPH", "POS"})


def find_lost(forms: Sequence[Token], marks: Marks) -> Iterator[Found]:
    """Statements behind a noun that is a cue; `forms` are the tokens that may be one."""
    for token in forms:
        if token.pos_ != "NOUN" or marks.at(token.idx) is not None:
            continue
        entry = CUE_VERBS.get(token.lower_)
        speaker = _speaker(token, entry.lemma) if entry is not None and entry.has("c") else None
        end = sentence(token).end - 1
        if entry is None or speaker is None or not _opens_clause(token, end):
            continue
        content = (token.i + 1 + (token.nbor().lower_ == "that"), end)
        hit = hit_of(Frame.CLAUSE, token, [content])
        if hit is not None:
            name = chars((_first(speaker), speaker.i), speaker)
            yield Found(
                *hit,
                cue=chars((token.i, token.i), token),
                source=speaker.i,
                source_span=mention(speaker) if speaker.i + 1 < token.i else name,
                anchor=token.i,
                lemma=entry.lemma,
                doubts=("lost cue",),
            )


def _speaker(cue: Token, lemma: str) -> Token | None:
    """The name before "claims", or the people before "allege"; nothing but their phrase may open the sentence."""
    start = sentence(cue).start
    words = cue.doc[start : cue.i]
    if not 0 < len(words) <= 8 or any(t.tag_ in _FINITE or t.tag_ == "VBN" for t in words):
        return None
    if cue.lower_ == lemma:
        people = [t for t in words if t.tag_ == "NNS" and is_person_noun(t.lower_)]
        linked = people and all(t.tag_ in _LINKS for t in cue.doc[people[0].i + 1 : cue.i])
        return people[0] if linked else None
    last = words[-1]
    bare = all(t.pos_ in {"PROPN", "CCONJ", "ADV"} for t in words)
    return last if bare and last.pos_ == "PROPN" and cue.lower_.endswith("s") else None


def _first(name: Token) -> int:
    here = name.i
    while here > 0 and name.doc[here - 1].pos_ == "PROPN" and not name.doc[here].is_sent_start:
        here -= 1
    return here


def _opens_clause(cue: Token, end: int) -> bool:
    """Whether a clause stands right behind: "that" or its subject, and a finite verb within a few words."""
    doc, first = cue.doc, cue.i + 1
    if first + 2 > end:
        return False
    begins = doc[first].lower_ == "that" or doc[first].tag_ in {"PRP", "DT", "NNP", "EX", "NNS", "PRP$"}
    return begins and any(t.tag_ in _FINITE for t in doc[first + 1 : min(end, first + 9)])
