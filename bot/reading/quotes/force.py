"""Whether a statement is denied, asked, conditional or still to come: what surrounds the cue says so."""

from __future__ import annotations

from spacy.tokens import Token

from bot.model import Mode, Polarity
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


def force(verb: Token, entry: CueVerb) -> tuple[Polarity, Mode]:
    """Whether it is denied, asked, conditional or still to come."""
    denied = entry.has("d")
    chain = [verb]
    while chain[-1].dep_ == "xcomp" and chain[-1].head.pos_ in {"VERB", "ADJ", "AUX"}:
        chain.append(chain[-1].head)
    mode = Mode.QUESTION if entry.has("?") else Mode.STATED
    for step in chain:
        for child in step.children:
            word = child.lower_
            if child.dep_ == "neg" or (child.dep_ in {"advmod", "det"} and word in _NEGATIONS):
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


def is_due(verb: Token) -> bool:
    """Whether a statement is announced: "is expected to announce", "is due to present"."""
    return verb.dep_ == "xcomp" and verb.head.lower_ in _DUE


_DUE = frozenset({"expected", "set", "due", "scheduled", "poised"})
