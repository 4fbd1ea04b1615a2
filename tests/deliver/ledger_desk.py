"""What the tests of delivery share: briefings to deliver, a clock moved by hand, a messenger that follows a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from bot.demo.slack import LoopbackSlack
from bot.errors import DeliveryError
from bot.flows.deliver import Delivered, deliver_due
from bot.flows.lanes import Lanes
from bot.model import Delivery, Edition, Message, Request, Run, Topic, WorkspaceId
from bot.ports import Found, Outcome, Ports, Room, Sent, Store
from bot.settings import Settings
from bot.slack.client import build_client
from bot.slack.messenger import SlackMessenger

TEAM = WorkspaceId("T0HARBOUR1")
CHANNEL = "C0ENERGY01"
START = datetime.now(UTC).replace(microsecond=0)
QUIET_S = 30.0


@dataclass
class HandClock:
    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def go(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class ScriptedMessenger:
    """Answers each post with the next outcome of the script, then with Sent; keeps what is really visible."""

    script: list[Outcome] = field(default_factory=list)
    visible: dict[str, str] = field(default_factory=dict)
    """Delivery id -> ts: what stands in the channel."""
    posted: list[Delivery] = field(default_factory=list)
    threads: list[str | None] = field(default_factory=list)
    told: list[tuple[str, Message]] = field(default_factory=list)
    readable: bool = True
    reachable: bool = True

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        self.posted.append(delivery)
        self.threads.append(thread_ts)
        outcome = self.script.pop(0) if self.script else Sent(f"{len(self.posted)}.000100")
        if isinstance(outcome, Sent):
            self.visible[delivery.id] = outcome.ts
        return outcome

    def find(self, delivery: Delivery, thread_ts: str | None) -> Found:
        if not self.reachable:
            raise DeliveryError("no answer")
        return Found(self.visible.get(delivery.id)) if self.readable else Found(None, readable=False)

    def whisper(self, request: Request, message: Message) -> bool:
        return True

    def tell(self, workspace: WorkspaceId, user: str, message: Message) -> bool:
        self.told.append((user, message))
        return True

    def zone_of(self, workspace: WorkspaceId, user: str) -> str:
        return ""

    def room_of(self, workspace: WorkspaceId, channel: str) -> Room:
        return Room()

    def is_working(self, workspace: WorkspaceId, channel: str, thread_ts: str, text: str) -> None:
        """Nothing to see."""


class Desk:
    """Ports with a clock that is moved by hand, and briefings to deliver."""

    def __init__(self, store: Store, messenger: object, clock: HandClock | None = None) -> None:
        self.clock = clock or HandClock()
        self.messenger = messenger
        self.ports = Ports(store, None, None, messenger, None, self.clock)  # type: ignore[arg-type]
        self.lanes = Lanes(spacing_s=0.0)

    @property
    def store(self) -> Store:
        return self.ports.store

    def deliver(self) -> Delivered:
        return deliver_due(self.ports, quiet_period_s=QUIET_S, lanes=self.lanes)

    def briefing(self, name: str = "grid", parts: int = 1, channel: str = CHANNEL) -> list[str]:
        """A run with an edition of so many parts, pending; returns their ids."""
        topic = next(
            (t for t in self.store.list_topics(TEAM, channel) if t.name == "Grid"),
            None,
        ) or self.store.add_topic(Topic(TEAM, channel, "Grid", owner="U0INES0001"))
        run = self.store.add_run(Run(f"{TEAM}|{channel}|{name}", TEAM, channel, (topic.id,), START), [topic])
        assert run is not None
        rows = briefing_rows(run, parts)
        messages = tuple(row.message for row in rows)
        edition = Edition(run.id, TEAM, channel, (topic.id,), START, START, (), {}, messages)
        self.store.add_edition(edition, rows, [topic])
        return [row.id for row in rows]

    def states(self, ids: Sequence[str]) -> list[str]:
        return [row.state.value if (row := self.store.get_delivery(one)) else "" for one in ids]


def briefing_rows(run: Run, parts: int) -> list[Delivery]:
    ids = [str(uuid5(NAMESPACE_URL, f"{run.key}|{part}")) for part in range(parts)]
    return [
        Delivery(
            id=ids[part],
            workspace=run.workspace,
            channel=run.channel,
            part=part,
            message=Message(({"type": "section", "text": {"type": "mrkdwn", "text": f"part {part}"}},), f"part {part}"),
            run_id=run.id,
            parent_id=ids[0] if part else None,
        )
        for part in range(parts)
    ]


def messenger_on(slack: LoopbackSlack, api_url: str = "") -> SlackMessenger:
    settings = Settings(SLACK_BOT_TOKEN=slack.bot_token, SLACK_API_URL=api_url or slack.api_url, READOUT_POST_TIMEOUT=2)
    client = build_client(settings)
    return SlackMessenger(lambda _workspace: client)
