"""Slack, or the terminal without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.model import Delivery, Message, Request, WorkspaceId


@dataclass(frozen=True, slots=True)
class Sent:
    ts: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Definitely not posted."""

    reason: str
    """Slack's error code ("not_in_channel") or "ratelimited"."""
    retry_after_s: float | None = None
    """Set where a later attempt may succeed."""
    hint: str = ""
    """What a person types to change it ("/invite @readout"), where the messenger knows."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may stand there or not: time-out, reset, 5xx."""

    reason: str


Outcome = Sent | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Found:
    """Result of looking a delivery up by its metadata. ts None: it is not there. readable False: no history scope."""

    ts: str | None
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """A channel as the messenger sees it."""

    name: str = ""
    """As people know it ("#energy-desk"); "" where that cannot be asked."""
    obstacle: str = ""
    """Why nothing can be posted there, and what to do; "" where something can, or it is not known."""


class Messenger(Protocol):
    """Slack, or the terminal without one."""

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        """One attempt, no retries, unfurls off, metadata readout_delivery {delivery_id} and client_msg_id set."""
        ...

    def find(self, delivery: Delivery, thread_ts: str | None) -> Found:
        """Looks the delivery's message up by its metadata. Raises DeliveryError where that cannot be asked just now."""
        ...

    def change(self, delivery: Delivery) -> Outcome:
        """Makes the posted message (`delivery.ts`) what `delivery.message` is now. Safe to repeat."""
        ...

    def take_back(self, delivery: Delivery) -> Outcome:
        """Deletes the posted message (`delivery.ts`). Safe to repeat: Sent, too, where it is gone already."""
        ...

    def whisper(self, request: Request, message: Message) -> bool:
        """Reply to the asker alone: response_url where there is one, else an ephemeral message. False: it failed."""
        ...

    def tell(self, workspace: WorkspaceId, user: str, message: Message) -> bool:
        """A direct message to the owner of a topic. False: it failed."""
        ...

    def zone_of(self, workspace: WorkspaceId, user: str) -> str:
        """The user's IANA zone; "" where it is unknown."""
        ...

    def room_of(self, workspace: WorkspaceId, channel: str) -> Room:
        """The channel's name, and what hinders posting there. Asks anew each time."""
        ...

    def is_working(self, workspace: WorkspaceId, channel: str, thread_ts: str, text: str) -> None:
        """A visible sign of work in a thread (assistant status); silently nothing where Slack has none."""
        ...
