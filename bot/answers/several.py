"""One message, several questions."""

from __future__ import annotations

import re

from bot.answers.words import content_words

MOST = 3
"""Questions of one message that are answered."""
_AFTER_MARK = re.compile(r"(?<=\?)[\s)]+(?=\S)|(?<!\n)\n+(?=[^\S\n]*(?:[-*•]|\d+[.)])\s)")
_ASKING = r"(?:what|when|where|why|who|how (?:much|many|long|big|large|high|far|old|likely)|which)"
_JOINED = re.compile(
    rf"(?<=\w),? and (?=(?:also )?{_ASKING} (?:did|does|do|is|was|were|are|will|would|has|have|had|can|could|\w+ed|said"
    r"|\w+ (?:did|does|do|is|was|were|are|will|would|has|have|had|can|could))\b)",
    re.I,
)
"""Between two questions of one sentence."""
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")


def split_questions(text: str) -> list[str]:
    """The message's questions in order; what stands before one ("It flooded. How deep?") belongs to it."""
    parts = [_BULLET.sub("", piece).strip() for part in _AFTER_MARK.split(text) for piece in _pieces(part)]
    asked = [part for part in parts if part and (part.endswith("?") or len(content_words(part)) > 1)]
    return asked or [text.strip()]


def _pieces(part: str) -> list[str]:
    """Both of "What does it cost and when does it open?"; but "who came and what they wore" asks once."""
    pieces = _JOINED.split(part) if re.match(rf"\W*(?:and |so |but )?{_ASKING}\b", part, re.I) else [part]
    if len(pieces) < 2 or not all(content_words(piece) for piece in pieces):
        return [part]
    return [f"{piece}?" for piece in pieces[:-1]] + pieces[-1:]
