"""The commands around one topic: track, untrack, topics, brief, ask, replay."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Sequence
from itertools import chain
from shlex import join, quote
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.console import PrintedMessages, err, messenger_of, out, progress
from bot.errors import InputError, NotFoundError
from bot.feeds.identity import shown_address
from bot.model import LOCAL, Feed, Message, RunState, Topic, Verdict, WorkspaceId
from bot.ports import Ports
from bot.settings import load_settings
from bot.wiring import open_ports

if TYPE_CHECKING:  # what draws is loaded by the command that needs it
    from bot.digest.digest import Digest
    from bot.render.answer import Moment

Workspace = Annotated[
    str, typer.Option(help="The Slack workspace (T…); without Slack it is `local`.", show_default=True)
]
HERE = "terminal"
"""The channel of topics that are made on the command line."""


class Format(enum.StrEnum):
    TEXT = "text"
    BLOCKS = "blocks"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Adds this file's commands."""
    for command in (track, untrack, topics, brief, ask, who, figure, feedback, editions, replay):
        app.command(rich_help_panel="Topics and briefings")(command)


def find_topic(ports: Ports, workspace: str, name: str) -> Topic:
    """By name (any case) or id. Raises NotFoundError that names the topics there are."""
    known = ports.store.list_topics(WorkspaceId(workspace))
    for topic in known:
        if name in (topic.name, str(topic.id)) or topic.name.casefold() == name.casefold():
            return topic
    names = ", ".join(f"“{topic.name}”" for topic in known)
    raise NotFoundError(
        f"No topic “{name}” in workspace {workspace}.",
        f"There are: {names}." if names else "Make one: readout track NAME --feed URL",
    )


def track(
    name: Annotated[
        str, typer.Argument(help="What the topic is called; its words are the query unless --query is given.")
    ],
    query: Annotated[
        str, typer.Option(help='Words, "phrases", AND, OR, NOT, prefix*, title:, outlet:, speaker:.')
    ] = "",
    feed: Annotated[
        list[str] | None, typer.Option(help="A feed or a site; may be repeated. Default: all known feeds.")
    ] = None,
    at: Annotated[str, typer.Option(help="When: “08:00”, “weekdays 7:30 17:00”, “daily 9am”.")] = "08:00",
    zone: Annotated[str, typer.Option(help="IANA time zone, such as Europe/Berlin.")] = "UTC",
    channel: Annotated[str, typer.Option(help="The Slack channel's id; without Slack the terminal.")] = HERE,
    workspace: Workspace = LOCAL,
) -> None:
    """Track a topic: what it is called, what it looks for, where and when it is briefed."""
    from bot.flows.track import TrackWish, track_topic
    from bot.render.notices import tracked_text

    settings = load_settings()
    with open_ports(settings, messenger=messenger_of(settings)) as ports, progress() as on_progress:
        _refuse_twice(ports.store.list_topics(WorkspaceId(workspace), channel), name)
        wish = TrackWish(name=name, query=query, feeds=tuple(feed or ()), at=at, zone=zone)
        tracked = track_topic(ports, WorkspaceId(workspace), channel, "", wish, on_progress)
    out.print(tracked_text(tracked.card(terminal=True)), markup=False)


def _refuse_twice(known: Sequence[Topic], name: str) -> None:
    for topic in known:
        if topic.name.casefold() == name.strip().casefold():
            hint = f"Choose another name, or take it away first: readout untrack {quote(topic.name)}"
            raise InputError(f"“{topic.name}” is tracked already.", hint)


def untrack(
    name: Annotated[str, typer.Argument(help="The topic's name or number.")], workspace: Workspace = LOCAL
) -> None:
    """Stop tracking a topic, at once. What was read and posted stays; the command that tracks it again is printed."""
    from bot.flows.track import delete_topic

    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        topic = find_topic(ports, workspace, name)
        feeds = ports.store.list_topic_feeds(topic.workspace, topic.id)
        delete_topic(ports, topic)
    out.print(f"“{topic.name}” is no longer tracked. To track it again:", markup=False)
    if lost := _not_in_it(topic, feeds):
        out.print(f"(not in it: {', '.join(lost)})", markup=False)
    out.print(_again(topic, feeds), markup=False)


def _not_in_it(topic: Topic, feeds: Sequence[Feed]) -> list[str]:
    """What the command that makes a topic again cannot hold, or may not show."""
    secret = sum(feed.url != shown_address(feed.url) for feed in feeds)
    lost = [f"only from {', '.join(topic.outlets)}"] if topic.outlets else []
    lost += [f"left out {', '.join(topic.muted)}"] if topic.muted else []
    lost += [f"{secret} feeds whose address holds a secret"] if secret else []
    return lost


def _again(topic: Topic, feeds: Sequence[Feed]) -> str:
    """The command that makes this topic."""
    from bot.timing.timetable import format_timetable

    options = [("--query", topic.query), ("--at", format_timetable(topic.timetable)), ("--zone", topic.timetable.zone)]
    options += [("--feed", feed.url) for feed in feeds if feed.url == shown_address(feed.url)]
    options += [("--channel", topic.channel)] if topic.channel != HERE else []
    options += [("--workspace", topic.workspace)] if topic.workspace != LOCAL else []
    return join(["readout", "track", topic.name, *chain.from_iterable(options)])


def topics(workspace: Workspace = LOCAL) -> None:
    """List the topics and when each is briefed next."""
    from bot.flows.track import local
    from bot.timing.timetable import format_timetable

    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        known = ports.store.list_topics(WorkspaceId(workspace))
        for topic in known:
            due = local(topic.next_due, topic.timetable.zone) if topic.next_due else "–"
            state = "paused" if topic.paused else f"next {due}"
            out.print(f"{topic.id:>3}  {topic.name}  ·  {format_timetable(topic.timetable)}  ·  {state}", markup=False)
    if not known:
        out.print("No topics yet. Make one: readout track NAME --feed URL")


def brief(
    topic: Annotated[str, typer.Argument(help="The topic's name or number.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Build and show it; nothing is posted or recorded.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How a dry run is shown.")] = Format.TEXT,
    days: Annotated[
        float, typer.Option(min=0, max=366, help="The window in days; 0: since the last briefing (first time: 7 days).")
    ] = 0,
    workspace: Workspace = LOCAL,
) -> None:
    """Build the briefing of a topic from what is stored, and post it now (exit code 3: nothing is new).

    Without Slack it is printed.
    """
    from bot.flows import brief as flow
    from bot.flows.deliver import deliver_due

    settings = load_settings()
    with open_ports(settings, messenger=messenger_of(settings)) as ports:
        found = find_topic(ports, workspace, topic)
        _warn_without_feeds(ports, found)
        if dry_run:
            _show(ports, found, form, days)
            return
        key = f"command line {ports.clock.now():%Y-%m-%dT%H:%M:%S}"
        run = flow.brief_now(ports, found.workspace, found.channel, [found], key=key, days=days)
        if run.state is RunState.EMPTY:
            _show(ports, found, Format.TEXT, days)
        deliver_due(ports)


def _warn_without_feeds(ports: Ports, topic: Topic) -> None:
    from bot.flows.track import no_feeds

    if not ports.store.list_topic_feeds(topic.workspace, topic.id):
        err.print(no_feeds(topic, terminal=True), markup=False)


def _show(ports: Ports, topic: Topic, form: Format, days: float) -> None:
    """Prints what a briefing would say; ends with exit code 3 where that is nothing."""
    from bot.flows.brief import dry_run

    digest = dry_run(ports, topic, days=days)
    out.print(_shown(ports, digest, form), markup=False, end="")
    if digest.empty:
        raise typer.Exit(3)


def _shown(ports: Ports, digest: Digest, form: Format) -> str:
    from bot.flows import brief as flow
    from bot.render import briefing

    match form:
        case Format.TEXT:
            return briefing.render_text(digest) + "\n"
        case Format.HTML:
            return briefing.render_html(digest)
        case Format.JSON:
            return json.dumps(briefing.digest_json(digest), ensure_ascii=False, indent=1) + "\n"
        case Format.BLOCKS:
            messages = flow.rendered(ports, digest)
            shown = [{"blocks": list(m.blocks), "text": m.text, "thread": i > 0} for i, m in enumerate(messages)]
            return json.dumps({"messages": shown}, ensure_ascii=False, indent=1) + "\n"


def ask(
    question: Annotated[str, typer.Argument(help="For example: “What did Haruka Minamoto say about orders?”")],
    topic: Annotated[str, typer.Option(help="Only within this topic.")] = "",
    workspace: Workspace = LOCAL,
) -> None:
    """Answer from the stored articles, with citations, or say that there is nothing (exit code 3)."""
    from bot.flows.ask import answer_here, readings_of
    from bot.render.answer import Moment, render_answer_text

    if not question.strip():
        raise InputError(
            "There is no question.", "For example: readout ask “What did Haruka Minamoto say about orders?”"
        )
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        chosen = [find_topic(ports, workspace, topic)] if topic else ports.store.list_topics(WorkspaceId(workspace))
        zone = _zone_of(chosen)
        answer = answer_here(ports, WorkspaceId(workspace), chosen, question, zone)
        moment = Moment(ports.clock.now(), zone)
        out.print(render_answer_text(answer, readings_of(ports, WorkspaceId(workspace), answer), moment), markup=False)
    if answer.verdict is Verdict.NOTHING:
        raise typer.Exit(3)


def _zone_of(topics: Sequence[Topic]) -> str:
    """The zone in which these topics are briefed; UTC where they differ."""
    zones = {topic.timetable.zone for topic in topics}
    return zones.pop() if len(zones) == 1 else "UTC"


def who(
    name: Annotated[str, typer.Argument(help="A speaker: the whole name, a surname, or a role.")],
    topic: Annotated[str, typer.Option(help="Only within this topic.")] = "",
    workspace: Workspace = LOCAL,
) -> None:
    """Show one speaker: roles over time as stated, and what was said, by topic (exit code 3: nobody of that name)."""
    from bot.flows.who import tell_who

    _look_up(tell_who, name, topic, workspace, "readout who “Haruka Minamoto”")


def figure(
    words: Annotated[str, typer.Argument(help="What is measured, such as “AI spending”.")],
    topic: Annotated[str, typer.Option(help="Only within this topic.")] = "",
    workspace: Workspace = LOCAL,
) -> None:
    """Show one measure over time: values with date and source (exit code 3: none is stored)."""
    from bot.flows.figure import tell_figure

    _look_up(tell_figure, words, topic, workspace, "readout figure “AI spending”")


def _look_up(
    tell: Callable[[Ports, Sequence[Topic], str, Moment], Message], words: str, topic: str, workspace: str, example: str
) -> None:
    from bot.render.answer import Moment
    from bot.render.notices import NothingFound
    from bot.render.plain import as_text

    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        chosen = [find_topic(ports, workspace, topic)] if topic else ports.store.list_topics(WorkspaceId(workspace))
        moment = Moment(ports.clock.now(), _zone_of(chosen))
        try:
            found = tell(ports, chosen, words, moment)
        except InputError as error:
            raise InputError(str(error), f"For example: {example}") from error
        if not chosen:
            out.print("No topics yet. Make one: readout track NAME --feed URL", markup=False)
            raise typer.Exit(3)
        out.print(as_text(found), markup=False)
    if isinstance(found, NothingFound):
        raise typer.Exit(3)


def feedback(workspace: Workspace = LOCAL) -> None:
    """List what people think of answers and lines, newest first: number, opinion, who, when, about what."""
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        kept = ports.store.list_feedback(WorkspaceId(workspace), limit=1000)
        for row in kept:
            when = f"{row.created:%d %b %H:%M}" if row.created else ""
            undone = " (undone)" if row.withdrawn else ""
            out.print(
                f"{row.id:>4}  {row.opinion.value}{undone}  {row.user}  {when}  {row.words}  [{row.subject}]",
                markup=False,
            )
    if not kept:
        out.print("Nobody has said what they think yet.")


def editions(workspace: Workspace = LOCAL) -> None:
    """List the briefings that were sent: number, channel, window, articles."""
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        sent = ports.store.list_editions(WorkspaceId(workspace))
        for edition in sent:
            window = f"{edition.start:%d %b %H:%M} to {edition.cut_off:%d %b %H:%M} UTC"
            out.print(
                f"{edition.id:>4}  {edition.channel}  {window}  {len(edition.article_ids)} articles", markup=False
            )
    if not sent:
        out.print("No briefing was sent yet.")


def replay(
    edition: Annotated[int, typer.Argument(help="The edition's number: `readout editions` lists them.")],
    workspace: Workspace = LOCAL,
) -> None:
    """Build a sent briefing again from what is stored and print it as JSON: the same bytes as were posted."""
    from bot.flows.brief import replay as again

    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        kept = ports.store.get_edition(WorkspaceId(workspace), edition)
        if kept is None:
            raise NotFoundError(f"No edition {edition} in workspace {workspace}.")
        for message in again(ports, kept):
            out.print(json.dumps({"blocks": message.blocks, "text": message.text}, ensure_ascii=False), markup=False)
