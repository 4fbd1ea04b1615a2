"""Trailing and inserted cues that the parser took for something else, read from the surface.

"…, an international team reported on Monday." becomes an apposition with a participle, "…, the minutes show." a noun
phrase. Between a comma and the verb stands nothing but a speaker; behind it nothing but when and where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.cue import Hit, hit_of
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_VERBS, HEARERS, SHOWS, is_document, is_person_noun
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.speakers import mention
from bot.reading.quotes.tree import chars, children, sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TELL = frozenset("announce report warn confirm conclude estimate predict claim argue insist note rule say".split())
"""Of people; "a man suspected on Monday" is no cue, so few verbs are."""
_LONGEST_SPEAKER, _LONGEST_OCCASION = 12, 8


def find_tails(forms: Sequence[Token], marks: Marks) -> Iterator[Found]:
    """Statements before (or round) a cue without a subject in the tree; `forms` are the tokens that may be a cue."""
    for token in forms:
        entry = CUE_VERBS.get(token.lower_)
        known = entry is not None and (entry.lemma in _TELL or entry.lemma in SHOWS or entry.lemma in {"hold", "hear"})
        heard = token.lower_ == "heard"
        if not (known or heard) or token.tag_ in {"VB", "VBG"}:
            continue
        if any(c.dep_ != "ccomp" or c.i > token.i for c in children(token, "nsubj", "ccomp", "dobj", "agent")):
            continue
        found = _tail(token, "hear" if heard else entry.lemma if entry else "")
        if found is not None and marks.at(token.idx) is None:
            yield found


def _tail(verb: Token, lemma: str) -> Found | None:
    sent = sentence(verb)
    comma = next((t.i for t in reversed(verb.doc[sent.start : verb.i]) if t.text == ","), -1)
    speaker = _speaker(verb, comma)
    if comma < 0 or speaker is None or not _may_tell(speaker, verb, lemma):
        return None
    end = _cue_end(verb, sent.end)
    left = (sent.start, comma - 1)
    if end is None or left[1] - left[0] < 1:
        return None
    has_clause = any(t.tag_ in _FINITE for t in verb.doc[left[0] : comma])
    spans = [left]
    if verb.doc[end].text == ",":
        if has_clause or not any(t.tag_ in _FINITE for t in verb.doc[end : sent.end]):
            return None
        spans.append((end + 1, sent.end - 1))
    elif not has_clause:
        return None
    hit = hit_of(Frame.PARENTHETICAL, verb, spans)
    return None if hit is None else _found(verb, speaker, hit, lemma)


def _speaker(verb: Token, comma: int) -> Token | None:
    """Head of the noun phrase between the comma and the verb: its last noun before any preposition or participle."""
    words = verb.doc[comma + 1 : verb.i]
    if not 0 < len(words) <= _LONGEST_SPEAKER or any(t.tag_ in _FINITE or t.is_punct for t in words):
        return None
    head = None
    for token in words:
        if token.pos_ in {"NOUN", "PROPN"} or token.lower_ in HEARERS:
            head = token
        elif head is not None:
            break
    opens = words[0].pos_ in {"DET", "PROPN", "ADJ", "NUM", "NOUN"} or words[0].tag_ in {"PRP$", "JJS", "VBG"}
    return head if opens else None


def _may_tell(speaker: Token, verb: Token, lemma: str) -> bool:
    word = speaker.lower_
    plural = speaker.tag_ in {"NNS", "NNPS"}
    past = verb.lower_.endswith(("ed", "said", "found", "held", "heard", "shown"))
    if not past and plural == (verb.lower_ != lemma):
        return False  # "the minutes show", "the council estimates"
    if lemma in {"hear", "hold"}:
        return word in HEARERS
    if lemma in SHOWS and is_document(word):
        return True
    return lemma in _TELL and (speaker.pos_ == "PROPN" or is_person_noun(word))


def _cue_end(verb: Token, end: int) -> int | None:
    """Token behind the cue and its occasion: a comma or the sentence's stop; None where more is said."""
    for token in verb.doc[verb.i + 1 : min(end, verb.i + 2 + _LONGEST_OCCASION)]:
        if token.text in {",", "."} or token.is_space:
            return token.i
        if token.tag_ in _FINITE or token.tag_ in {"VBN", "TO"} or token.lower_ in {"by", "as", "of", "to", "that"}:
            return None
    return None


def _found(verb: Token, speaker: Token, hit: Hit, lemma: str) -> Found:
    span = mention(speaker)
    return Found(
        *hit,
        cue=chars((verb.i, verb.i), verb),
        source=speaker.i,
        source_span=Span(span.start, min(span.end, verb.idx - 1)),
        anchor=verb.i,
        lemma=lemma,
    )
