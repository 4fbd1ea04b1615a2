"""What people say to the app that asks for nothing stored: who it is, to sum up, that it is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.model import Message
from bot.render import notices

_PLEASE = r"^(?:(?:please|can you|could you|would you|readout|hey|ok|so)[, ]+)*"
_YOU = re.compile(
    rf"{_PLEASE}(?:(?:who|what) are you|what (?:can|do) (?:you|i|we) (?:do|ask)(?: you| here)?"
    r"|how do(?:es)? (?:you|this|it) work|are you (?:an? )?(?:bot|robot|human|person|real|ai)|help(?: me)?)$",
    re.I,
)
_THING = r"(?:this|that|it|all|everything|(?:the|this) (?:briefing|article|articles|thread|news|story))"
_SUMMARY = r"(?:an?|the) (?:short |quick |brief )?(?:summary|gist|overview|recap)(?: of)?"
_TO_WRITE = re.compile(
    rf"{_PLEASE}(?:(?:summari[sz]e|sum|tl;?dr|recap|translate|rewrite)(?: up)?"
    rf"|(?:give|write|draft) (?:me |us )?{_SUMMARY})(?: {_THING})*(?: up)?(?: for (?:me|us))?$",
    re.I,
)
_WRONG = re.compile(
    r"^(?:no,? )?(?:you(?:['’]re| are)|that(?:['’]s| is)|this is|it(?:['’]s| is)) (?:just |completely |totally )?"
    r"(?:wrong|false|incorrect|not (?:true|right|correct)|nonsense|rubbish)$",
    re.I,
)
_SAID: Mapping[re.Pattern[str], tuple[str, str]] = {
    _TO_WRITE: (
        "I do not write texts of my own: I show the sentences that answer, word for word.",
        "The briefing above is the overview. Ask of a person, a number, a date or a reason in it.",
    ),
    _WRONG: (
        "Each answer has a button below it: Wrong line.",
        "It hides the line in this workspace, until somebody undoes it.",
    ),
}


def aside(text: str) -> Message | None:
    """The reply to a message that asks for nothing stored; None where it may be a question."""
    words = " ".join(text.split()).rstrip("?!. ")
    if not any(sign.isalnum() for sign in words) or _YOU.match(words):
        return notices.how_to_ask()
    return next((notices.said(*said) for pattern, said in _SAID.items() if pattern.match(words)), None)
