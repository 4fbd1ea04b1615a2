"""Whether a statement is denied, asked, conditional or still to come: what surrounds the cue says so."""

from __future__ import annotations

from spacy.tokens import Token

from bot.model import Mode, Polarity, Span
from bot.reading.quotes.lexicon import CueVerb

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "none", "hardly"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_CONDITIONAL = frozenset({"would", "could", "might", "may", "should", "must", "'d", "’d", "can"})
_FUTURE_HEADS = frozenset(
    {
        "expected",
        "set",
        "due",
        "scheduled",
        "plans",
        "plan",
        "planned",
        "planning",
        "going",
        "poised",
        "likely",
        "intends",
        "intend",
        "wants",
        "want",
        "hopes",
        "prepares",
        "preparing",
    }
)
_REFUSALS = frozenset({"refused", "refuses", "refusing", "declined", "declines", "declining", "failed", "fails"})


def force(verb: Token, entry: CueVerb, content: tuple[Span, ...] = ()) -> tuple[Polarity, Mode]:
    """Whether it is denied, asked, conditional or still to come; words of the content itself ("Never") say nothing."""
    return force_of(verb, content, denied=entry.has("d"), asked=entry.has("?"))


def force_of(
    verb: Token, content: tuple[Span, ...] = (), *, denied: bool = False, asked: bool = False
) -> tuple[Polarity, Mode]:
    """The same of a verb without an entry, with what the cue says by itself."""
    chain = _chain(verb)
    mode = Mode.QUESTION if asked else Mode.STATED
    for step in chain:
        for child in step.children:
            word = child.lower_
            if any(span.start <= child.idx < span.end for span in content):
                continue
            if child.dep_ == "neg" or (child.dep_ in {"advmod", "det"} and word in _NEGATIONS) or _is_nobody(child):
                denied = not denied
            elif child.dep_ == "aux" and word in _FUTURE:
                mode = Mode.FUTURE
            elif (child.dep_ == "aux" and word in _CONDITIONAL) or (child.dep_ == "mark" and word in {"if", "unless"}):
                mode = Mode.CONDITIONAL
        if step is not verb and step.lower_ in _FUTURE_HEADS:
            mode = Mode.FUTURE
        if step is not verb and step.lower_ in _REFUSALS:
            denied = not denied
    return (Polarity.DENIED if denied else Polarity.ASSERTED), mode


def _is_nobody(noun: Token) -> bool:
    """For "no minister said" and "neither Lowe nor Baker said"."""
    opening = noun.left_edge
    return noun.dep_ == "nsubj" and opening.head.i == noun.i and opening.lower_ in {"no", "neither"}


def is_silent(verb: Token, entry: CueVerb, opener: str) -> bool:
    """Whether the cue tells that nothing was said: "declined to say whether …", "would not confirm the size".

    `opener` is the content's first word. A refusal to accept or to rule out does state something, and so does a denial.
    """
    refused = any(step.lower_ in _DECLINED for step in _chain(verb)[1:])
    negated = any(child.dep_ == "neg" for step in _chain(verb) for child in step.children)
    if entry.lemma in _DISCLOSES and refused:
        return True
    would = any(child.dep_ == "aux" and child.lower_ in _UNWILLING for child in verb.children)
    if negated and would and entry.lemma in _DISCLOSES:
        return True
    return (negated or refused) and opener.lower() in _OPEN_QUESTION


def _chain(verb: Token) -> list[Token]:
    chain = [verb]
    while chain[-1].dep_ == "xcomp" and chain[-1].head.pos_ in {"VERB", "ADJ", "AUX"}:
        chain.append(chain[-1].head)
    return chain


_DECLINED = frozenset({"refused", "refuses", "refusing", "declined", "declines", "declining"})
_UNWILLING = frozenset({"would", "will", "wo", "'d", "’d"})
_DISCLOSES = frozenset(
    "say tell comment confirm disclose reveal discuss specify name identify elaborate answer explain detail".split()
)
_OPEN_QUESTION = frozenset("whether if how when where who whom which what why".split())


def is_due(verb: Token) -> bool:
    """Whether a statement is announced: "is expected to announce", "is due to present"."""
    return verb.dep_ == "xcomp" and verb.head.lower_ in _DUE


_DUE = frozenset({"expected", "set", "due", "scheduled", "poised"})
