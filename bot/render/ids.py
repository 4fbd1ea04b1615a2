"""The ids that templates write into buttons and that Slack sends back on a click."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """An `action_id` is one of these, and where one block holds several of a kind, `<id>.<n>`."""

    RUN = "readout.run"
    """The value is a command's text: the click does what typing it would do."""
    DELIVER_AGAIN = "readout.deliver_again"
    """The value is a delivery's id: its part, and those set aside with it, are posted again."""
    DISMISS = "readout.dismiss"
    """The value is a delivery's id: it was seen to be there, or is no longer wanted."""
    OPEN = "readout.open"
    """A button that is a link; the browser does the work."""

    ASK = "readout.ask"
    """Under a briefing: how to ask in its thread. The value names the topics ("1,2")."""
    PEOPLE = "readout.people"
    """Under a briefing: everyone quoted in it. The value names the topics."""
    MORE = "readout.more"
    """Under a briefing, a menu: the chosen value is one of `More`, a colon, and the topics ("mute:1,2")."""

    USEFUL = "readout.useful"
    """Under an answer. The value is the request's id."""
    NOT_USEFUL = "readout.not_useful"
    WRONG = "readout.wrong"
    """The value names lines (LineRef), joined by ";": one is hidden, of several it is asked which."""
    LINES = "readout.lines"
    """The value is an edition's id, a colon and how many of its lines were shown: the next ones, each with a button."""
    UNDO = "readout.undo"
    """The value is a feedback's id: it is withdrawn, or stands again."""
    ABOUT = "readout.about"
    """The shortcut on a message: what is stored on what it says."""

    @classmethod
    def of(cls, action_id: str) -> Action | None:
        """The kind of an action id with or without its number; None for one that is not ours."""
        stem = action_id if action_id in set(cls) else action_id.rpartition(".")[0]
        return cls(stem) if stem in set(cls) else None


class More(StrEnum):
    """What the menu under a briefing offers. The message's ts names the edition."""

    LESS = "less"
    WRONG = "wrong"
    EDIT = "edit"
    MUTE = "mute"
