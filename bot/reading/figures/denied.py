"""Whether a sentence tells that something is not so."""

from __future__ import annotations

import re

from bot.model import Span

_CLAUSE = re.compile(r"[;:—–]|, (?:and|but|while|whereas|though|although)\b|(?<!anything) but\b", re.I)
_NEAR = 70
"""Characters before it that can turn it round."""
_AUXILIARY = r"(?:did|does|do|has|have|had|was|were|is|are|will|would|can|could|should)"
_DENIED = re.compile(
    rf"(?:\bden(?:y|ies|ied|ying) that\b.*|\b(?:not|rather than|instead of) (?:the )?"
    rf"|\b{_AUXILIARY}(?:n['’]t| not| never) (?!only|just|least)(?!exceed|top|pass|surpass|reach)(?:\w+ )?)$",
    re.I | re.DOTALL,
)
_DOUBTED = re.compile(
    r"\b(?:(?:not|never|cannot|no longer|\w+n['’]t)\b(?! (?:only|just|least|(?:more|less|fewer) than))"
    r"|den(?:y|ies|ied|ying)\b|disput(?:es?|ed|ing)\b|anything but\b|rather than\b|instead of\b"
    r"|if\b|unless\b|whether\b)",
    re.I,
)


def is_denied(text: str, sentence: Span, told: Span) -> bool:
    """Surely: the value of "did not cost 48 million", "denied that it was 48", "9 rather than 48"."""
    return bool(_DENIED.search(_before(text, sentence, told)))


def is_doubtful(text: str, sentence: Span, told: Span) -> bool:
    """Perhaps: something before it in its clause negates, denies or makes a condition."""
    return bool(_DOUBTED.search(_before(text, sentence, told)))


def _before(text: str, sentence: Span, told: Span) -> str:
    """What stands before it in its clause."""
    return _CLAUSE.split(text[sentence.start : told.start])[-1][-_NEAR:]
