"""What a click on a button or menu does that is not simply a command. Each answers the one who clicked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.flows import deliver
from bot.flows.about import about_message
from bot.flows.feedback import call_wrong, lines_of_edition, more_lines, rate, undo
from bot.flows.people import people_of
from bot.flows.track import local
from bot.flows.verbs import which_topic
from bot.model import Edition, Message, Opinion, Request, Topic
from bot.ports import Ports
from bot.render import notices
from bot.render.ids import Action, More
from bot.render.notices import Button, TopicLine
from bot.timing.timetable import next_due

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
    names = [name for name, _ in people_of(edition)[:2]] if edition else []
    examples = "\n".join(f"What did {name} say?" for name in names)
    return notices.said("Reply in this briefing’s thread; I answer from its articles alone.", examples)


def everyone(ports: Ports, request: Request) -> Message:
    edition = _edition(ports, request)
    speakers = people_of(edition) if edition else []
    if not speakers:
        return notices.said("Nobody is quoted in this briefing’s articles.")
    people = "1 person quoted" if len(speakers) == 1 else f"{len(speakers)} people quoted"
    lines = [TopicLine(name, f"{number} statement{'' if number == 1 else 's'}") for name, number in speakers]
    return notices.topics_card(people, lines, "Ask in the thread what one of them said, or: /readout who NAME")


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
            return which_topic(topics)
        case More.WRONG:
            edition = _edition(ports, request)
            return lines_of_edition(edition) if edition else notices.said("This briefing is no longer stored.")
    return _less(ports, request, topics)


def _less(ports: Ports, request: Request, topics: list[Topic]) -> Message:
    """Less of what: an outlet on a button, words by typing them, or a narrower query."""
    edition = _edition(ports, request)
    articles = ports.store.list_articles(edition.article_ids) if edition else []
    outlets = Counter(article.outlet for article in articles).most_common(4)
    where = f" in #{topics[0].id}" if len(topics) == 1 else ""
    buttons = [
        Button(f"Less {name}", f'mute "{name}"{where}') for name, _ in outlets if len(outlets) > 1 and '"' not in name
    ]
    buttons += [Button(f"Edit {topic.name}", f"edit #{topic.id}") for topic in topics[:3]]
    return notices.said(
        "Less of what?",
        "An outlet is left out from the next briefing on. For words: `/readout mute WORDS`. Either can be undone.",
        buttons,
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


# ------------------------------------------------------------------ opinions


def useful(ports: Ports, request: Request) -> Message:
    return rate(ports, request, Opinion.USEFUL)


def not_useful(ports: Ports, request: Request) -> Message:
    return rate(ports, request, Opinion.NOT_USEFUL)


CLICKS: Mapping[Action, Click] = {
    Action.DELIVER_AGAIN: deliver_again,
    Action.DISMISS: dismiss,
    Action.ASK: how_to_ask,
    Action.PEOPLE: everyone,
    Action.MORE: more,
    Action.USEFUL: useful,
    Action.NOT_USEFUL: not_useful,
    Action.WRONG: call_wrong,
    Action.LINES: more_lines,
    Action.UNDO: undo,
    Action.ABOUT: about_message,
}
