"""Statements that weigh something: "puts the loss at 40 jobs", "sees no chance of a cut", "put it down to the wind".

Their verbs report only with such an object; elsewhere they tell what somebody does.
"""

from __future__ import annotations

from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.cue import Cue, Hit, hit_of
from bot.reading.quotes.found import Frame
from bot.reading.quotes.lexicon import DOUBTS, FORESEERS, OUTLOOKS, is_document, is_person_noun, singular
from bot.reading.quotes.tree import children, is_number, is_passive, sentence, subject


def measure_frame(cue: Cue) -> Hit | None:
    verb, entry = cue.verb, cue.entry
    if is_passive(verb) or (verb.tag_ == "VB" and not children(verb, "aux", "nsubj")):
        return None
    if entry.has("@") and (hit := _at_number(verb)) is not None:
        return hit
    if entry.has("%"):
        return _outlook(cue)
    if entry.has("N"):
        return _doubt(verb)
    if entry.has("D"):
        return _down_to(verb)
    return _finding(verb) if entry.has("O") else None


def _objects(verb: Token) -> list[Token]:
    return [c for c in children(verb, "dobj", "ccomp", "nsubj", "oprd") if c.i > verb.i]


def _at_number(verb: Token) -> Hit | None:
    """For "puts the loss at 40 jobs": the object, "at" and its number."""
    objects = _objects(verb)
    if not objects:
        return None
    first, end = objects[0].left_edge.i, sentence(verb).end
    at = next((t for t in verb.doc[objects[0].i + 1 : end] if t.lower_ == "at" and t.dep_ == "prep"), None)
    if at is None or verb.i not in {at.head.i, at.head.head.i} or not any(is_number(t) for t in at.subtree):
        return None
    return hit_of(Frame.OBJECT, verb, [(first, at.right_edge.i)])


def _outlook(cue: Cue) -> Hit | None:
    """For "sees growth of 2 percent", "expects no change": an object with a number or a word of outlook."""
    verb = cue.verb
    if verb.tag_ not in ({"VBZ", "VBP"} if cue.entry.lemma in {"see", "claim"} else {"VBZ", "VBP", "VBD", "VBN"}):
        return None
    objects = _objects(verb)
    if not objects:
        return None
    first, last = objects[0].left_edge.i, max(o.right_edge.i for o in objects)
    later = [c.right_edge.i for c in children(verb, "prep", "npadvmod", "advmod", "xcomp") if c.i > objects[0].i]
    last = max([last, *later])
    words = verb.doc[first : last + 1]
    known = cue.entry.lemma == "expect" and any(_foresees(s, verb) for s in children(verb, "nsubj"))
    known = (
        known
        or any(singular(t.lower_) in OUTLOOKS for t in words)
        or (any(is_number(t) or t.text == "%" for t in words) and not any(t.pos_ == "PRON" for t in words[:1]))
    )
    if objects[0].lower_ in _PRIZES or not known or cue.marks.within(Span(verb.idx, verb.idx + 1)):
        return None
    return hit_of(Frame.OBJECT, verb, [(first, last)])


def _foresees(speaker: Token, verb: Token) -> bool:
    """Whose expectation of anything at all is a statement: forecasters, and people in the present tense."""
    many = speaker.tag_ == "NNS" and verb.tag_ == "VBP" and is_person_noun(speaker.lower_)
    return many or singular(speaker.lower_) in FORESEERS


_PRIZES = frozenset("life lives victim victims title medal medals win victory point points crown prize".split())
"""What is claimed without a word: "the storm claimed four lives"."""


def _doubt(verb: Token) -> Hit | None:
    """For "raised concerns about the plan"."""
    for noun in children(verb, "dobj"):
        if noun.i > verb.i and noun.lower_ in DOUBTS:
            behind = [c.right_edge.i for c in children(verb, "prep") if c.lower_ in {"about", "over", "on"}]
            last = max([noun.right_edge.i, *behind])
            return hit_of(Frame.OBJECT, verb, [(noun.left_edge.i, last)]) if last > noun.i else None
    return None


def _down_to(verb: Token) -> Hit | None:
    """For "put the rise down to the weather", "which she put down to the weather"."""
    to = next((p for p in children(verb, "prep") if p.lower_ == "to" and p.i > verb.i), None)
    if to is None:
        return None
    objects = [o for o in children(verb, "dobj") if verb.i < o.i < to.i]
    if objects:
        return hit_of(Frame.OBJECT, verb, [(objects[0].left_edge.i, to.right_edge.i)])
    return hit_of(Frame.OBJECT, verb, [(to.i + 1, to.right_edge.i)])


def _finding(verb: Token) -> Hit | None:
    """For "the study found no link": what a document finds is what it says."""
    speaker = subject(verb)
    if speaker is None or speaker.pos_ != "NOUN" or not is_document(speaker.lower_):
        return None
    objects = [o for o in children(verb, "dobj") if o.i > verb.i]
    if not objects or objects[0].pos_ != "NOUN":
        return None
    later = [c.right_edge.i for c in children(verb, "prep") if c.i > objects[0].i]
    return hit_of(Frame.OBJECT, verb, [(objects[0].left_edge.i, max([objects[0].right_edge.i, *later]))])
