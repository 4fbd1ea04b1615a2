"""Numbers that tell the hour without a mark of it."""

from __future__ import annotations

from collections.abc import Sequence

from .amounts import Amount
from .tokens import Token, TokenKind, at

_CLOCK_BEFORE = frozenset("at until till by before after around from".split())
_TIMED = frozenset(
    "start starts started starting begin begins began open opens opened opening close closes closed leave leaves left "
    "depart departs departed arrive arrives arrived land lands landed kick kicks kicked meet meets met finish finishes "
    "finished end ends ended strike struck happen happened called woke wake board sail sails sailed vote voted dawn "
    "flight train bus ferry tonight morning evening afternoon night noon school service doors bell".split()
)
_SCHEDULED = frozenset("flight train bus ferry sailing service start race showing departure bulletin".split())
_TRADED = frozenset(
    "share shares stock stocks index rate rates dollar euro pound yen peso rupee price prices trading traded trade "
    "points yield yields bond bonds bid "
    "average score scored rating magnitude oil crude gold francs currency mark per".split()
)


def is_clock(tokens: Sequence[Token], amount: Amount, index: int) -> bool:
    """Such as "at 7 on Friday", "at 9.30"."""
    if amount.noun or amount.value > 24 or amount.high is not None:
        return False
    if amount.value != int(amount.value) or "." in tokens[index].text:
        return _dotted(tokens, index)
    sharp = at(tokens, amount.after).low in ("on", "tonight", "tomorrow", "this", "sharp", "in")
    return at(tokens, index - 1).low == "at" and sharp


def _dotted(tokens: Sequence[Token], index: int) -> bool:
    """Such as "opens at 9.30 instead of 8.15", in a sentence where something begins or ends and nothing is traded."""
    text, before, further = tokens[index].text, at(tokens, index - 1).low, at(tokens, index - 2)
    if text[-3:-2] != "." or text[-2] > "5":
        return False
    paired = before in ("of", "to", "and") and (
        further.low in ("instead", "am", "pm") or further.kind is TokenKind.NUMBER
    )
    moved = before == "to" and further.low in ("back", "forward")
    scheduled = at(tokens, index + 1).low in _SCHEDULED
    if before not in _CLOCK_BEFORE and not (paired or moved or scheduled):
        return False
    words = {token.low for token in tokens[max(0, index - 15) : index + 10]}
    close = {token.low for token in tokens[max(0, index - 12) : index + 5]}
    return bool(words & _TIMED) and not close & _TRADED


def is_hour(tokens: Sequence[Token], amount: Amount, index: int) -> bool:
    """Such as "struck twelve", "half past seven", "at nine in the morning"."""
    before, further, following = at(tokens, index - 1).low, at(tokens, index - 2).low, at(tokens, amount.after)
    if before in ("past", "to") and further in ("half", "quarter", "five", "ten", "twenty", "minutes"):
        return True
    if before == "struck" and not amount.noun:
        return True
    ends = following.kind is TokenKind.MARK or following.low in ("in", "on", "and")
    return before in ("at", "until", "till") and ends and not amount.noun
