"""Statements told in the passive: "was described by the judge as a patchwork", "a plan called reckless by unions"."""

from __future__ import annotations

from spacy.tokens import Token

from bot.reading.quotes.cue import Cue, Hit, hit_of
from bot.reading.quotes.found import Frame
from bot.reading.quotes.lexicon import is_speaking_noun
from bot.reading.quotes.tree import agent, children, is_adjunct, is_passive

_NAMES = frozenset("call describe brand dub label term deem".split())
_LABELS = _NAMES | frozenset("accuse condemn criticise criticize praise hail blame".split())
_BUSINESS = frozenset("report recommend order request issue propose quote say show cite".split())
"""Passives of these tell what was done ("was ordered by the court"), or are read from the clause they stand beside."""
_COMPLEMENTS = frozenset({"oprd", "prep", "xcomp", "acomp"})


def passive_frame(cue: Cue) -> Hit | None:
    """What is judged, and what it is called; only where a "by" names the speaker."""
    verb, entry = cue.verb, cue.entry
    doer = agent(verb)
    if not entry.has("o") or doer is None or not _may_judge(doer) or entry.lemma in _BUSINESS:
        return None
    if not is_passive(verb) and not (verb.dep_ == "acl" and entry.lemma in _LABELS):
        return None
    judged = _judged(verb)
    complements = [c for c in verb.children if c.dep_ in _COMPLEMENTS and c.i > verb.i and not is_adjunct(c)]
    complements += [c for c in children(doer, "prep") if c.lower_ in {"as", "of"} and c.i > doer.i and c.n_rights]
    spans = [] if judged is None else [judged]
    if entry.lemma in _LABELS:
        spans += [(c.left_edge.i, c.right_edge.i) for c in complements if c.lower_ != "in"]
    named = entry.lemma in _NAMES
    return hit_of(Frame.OBJECT, verb, spans) if spans and not (named and len(spans) < 2) else None


def _may_judge(doer: Token) -> bool:
    return doer.pos_ in {"PROPN", "PRON"} or is_speaking_noun(doer.lower_)


def _judged(verb: Token) -> tuple[int, int] | None:
    """First and last token of what the verb is about: its subject, or the noun it hangs on."""
    for noun in children(verb, "nsubjpass"):
        if noun.pos_ not in {"NOUN", "PROPN"}:
            return None
        return noun.left_edge.i, noun.right_edge.i
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"}:
        return verb.head.left_edge.i, verb.i - 1
    return None
