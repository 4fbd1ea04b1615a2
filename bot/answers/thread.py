"""A question of a thread: what it leans on is answered again first, and it is asked by itself as well.

Whoever asks (the ask flow over its places, an evaluation over one scope) brings an `Ask`; here is what is asked, in
which order, and which answer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.answers.asking import read_question
from bot.answers.compose import told_by
from bot.answers.following import leans, points_back, sure_alone
from bot.answers.question import Question, Told
from bot.answers.shelf import Library
from bot.model import Answer, Scope, Verdict

Ask = Callable[[str, Sequence[str], Told | None], Answer]
"""(question, what was asked before that it may lean on, what answered the last of it) -> its answer."""


def answer_in_thread(ask: Ask, text: str, before: Sequence[str] = ()) -> Answer:
    """`before` are the questions asked before in the thread, oldest first.

    Where this one asks of what was spoken of, those it may lean on are answered again: the thread goes on about the
    article that answered last. One that may be on something else is asked by itself as well.
    """
    reply = ask(text, before, told_before(ask, text, before))
    needed = sure_alone(text, reply) if before else None
    if needed is None:
        return reply
    alone = ask(text, (), None)
    return alone if alone.verdict is Verdict.ANSWERED and alone.confidence > needed else reply


def told_before(ask: Ask, text: str, before: Sequence[str]) -> Told | None:
    """What answered the last of those before, where the question asks of what was spoken of."""
    told: Told | None = None
    for number in range(_beginning(before), len(before)) if points_back(text) else ():
        reply = ask(before[number], before[:number], told)
        told = told_by(reply) or (told if points_back(before[number]) else None)
    return told


def read_in_thread(
    library: Library, scope: Scope, text: str, before: Sequence[str], *, now: datetime, zone: str = "UTC"
) -> Question:
    """The question, with what it takes over from those before it."""
    question = None
    for earlier in before if leans(text) else ():
        question = read_question(library, scope, earlier, now=now, zone=zone, before=question)
    return read_question(library, scope, text, now=now, zone=zone, before=question)


def _beginning(before: Sequence[str]) -> int:
    """The place of the last question that stands by itself."""
    return next((place for place in reversed(range(len(before))) if not points_back(before[place])), 0)
