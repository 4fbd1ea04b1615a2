"""What a click on a button or menu does that is not simply a command. Each answers the one who clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.flows import deliver
from bot.flows.track import local
from bot.log import get_log
from bot.model import Edition, Message, Request, Scope, Topic
from bot.ports import Ports
from bot.render import notices
from bot.render.ids import Action, More
from bot.render.notices import Button, TopicLine
from bot.timing.timetable import next_due

log = get_log("clicks")

Click = Callable[[Ports, Request], Message]

_WEEK = timedelta(days=7)


def deliver_again(ports: Ports, request: Request) -> Message:
    number = deliver.deliver_again(ports, request.workspace, request.text)
    ports.queue.wake("deliver")
    return notices.said("It is being posted again." if number else "There is nothing left to post again.")


def dismiss(ports: Ports, request: Request) -> Message:
    done = deliver.dismiss(ports, request.workspace, request.text)
    return notices.said("Good: it is left as it is." if done else "That is settled already.")


def how_to_ask(ports: Ports, request: Request) -> Message:
    """With two examples that this very briefing can answer."""
    edition = _edition(ports, request)
    names = [name for name, _ in _speakers(ports, edition)[:2]] if edition else []
    examples = "\n".join(f"What did {name} say?" for name in names)
    return notices.said("Reply in this briefing’s thread; I answer from its articles alone.", examples)


def everyone(ports: Ports, request: Request) -> Message:
    edition = _edition(ports, request)
    speakers = _speakers(ports, edition) if edition else []
    if not speakers:
        return notices.said("Nobody is quoted in this briefing’s articles.")
    lines = [TopicLine(name, f"{number} quote{'' if number == 1 else 's'}") for name, number in speakers]
    return notices.topics_card("Everyone quoted", lines, "Ask in the thread what one of them said.")


def _speakers(ports: Ports, edition: Edition) -> list[tuple[str, int]]:
    return ports.store.list_speakers(Scope(edition.workspace, article_ids=edition.article_ids))


def _edition(ports: Ports, request: Request) -> Edition | None:
    ts = str(request.payload.get("message_ts") or "")
    return ports.store.get_edition_at(request.workspace, request.channel, ts)


# ------------------------------------------------------------------ the menu


def more(ports: Ports, request: Request) -> Message:
    """The value is the choice, a colon, the topics' numbers."""
    choice, _, numbers = request.text.partition(":")
    topics = [topic for topic in (_topic(ports, request, number) for number in numbers.split(",")) if topic]
    if not topics:
        return notices.said("These topics are no longer tracked.")
    match choice:
        case More.MUTE:
            return notices.said(" ".join(_muted(ports, topic) for topic in topics), buttons=_resume_buttons(topics))
        case More.EDIT:
            return notices.said("Which topic?", buttons=[Button(t.name, f"edit #{t.id}") for t in topics[:5]])
        case More.WRONG:
            log.info("feedback", choice=choice, request=request.id, edition=request.payload.get("message_ts"))
            return notices.said(
                "Which line is wrong, and what should it say?",
                "Reply to the owner of the topic or in the thread: every line opens at its sentence, so the two can be"
                " compared. This click is in the log with the briefing’s number.",
            )
    log.info("feedback", choice=choice, request=request.id, edition=request.payload.get("message_ts"))
    return notices.said(
        "Thank you. It is noted with this briefing’s number.",
        "What helps at once: a narrower query.",
        [Button(f"Edit {topic.name}", f"edit #{topic.id}") for topic in topics[:5]],
    )


def _topic(ports: Ports, request: Request, number: str) -> Topic | None:
    return ports.store.get_topic(request.workspace, int(number)) if number.strip().isdecimal() else None


def _muted(ports: Ports, topic: Topic) -> str:
    due = next_due(topic.timetable, ports.clock.now() + _WEEK)
    later = replace(topic, next_due=due.instant, due_date=due.date, due_slot=due.slot)
    ports.store.mark_topic(later)
    return f"“{topic.name}” is silent for a week; the next briefing is on {local(due.instant, topic.timetable.zone)}."


def _resume_buttons(topics: list[Topic]) -> list[Button]:
    return [Button(f"Resume {topic.name}", f"resume #{topic.id}") for topic in topics[:5]]


CLICKS: Mapping[Action, Click] = {
    Action.DELIVER_AGAIN: deliver_again,
    Action.DISMISS: dismiss,
    Action.ASK: how_to_ask,
    Action.PEOPLE: everyone,
    Action.MORE: more,
}
