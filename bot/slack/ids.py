"""The names that Slack and this app must spell alike: the command, the events, the mark of our own messages."""

from __future__ import annotations

import re
from enum import StrEnum

COMMAND = re.compile(r"^/readout[a-z0-9_-]*$")
"""The slash command; a second installation may carry a name of its own, such as /readout-dev."""

SHORTCUT = "readout_about"
"""The callback id of the shortcut on a message, as the manifest names it."""

ANY_ACTION = re.compile(r"")


class Event(StrEnum):
    APP_MENTION = "app_mention"
    MESSAGE = "message"


class Metadata(StrEnum):
    """What marks a message as ours: the event type, and the one key of its payload."""

    DELIVERY = "readout_delivery"
    DELIVERY_ID = "delivery_id"


CHANGED, DELETED, TOMBSTONE = "message_changed", "message_deleted", "tombstone"
"""Subtypes of `message`: an edit, a deletion, and what is left of a deleted parent that has replies."""

HUMAN_SUBTYPES = frozenset({None, "thread_broadcast", "file_share"})
"""Subtypes of `message` that are something a person wrote; all others are edits, deletions, joins and the like."""
