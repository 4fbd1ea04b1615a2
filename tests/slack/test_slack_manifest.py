"""The manifest asks for what the code uses, and the docs explain every scope it asks for."""

from __future__ import annotations

import re
from pathlib import Path

from bot.slack.ids import COMMAND, Event

DOCS = Path(__file__).parents[2] / "docs"
MANIFEST = (DOCS / "slack-manifest.yaml").read_text(encoding="utf-8")


def entries(section: str) -> list[str]:
    """The plain list under `section:`."""
    block = re.search(rf"^( *){section}:\n((?:\1 +- .*\n)+)", MANIFEST, re.MULTILINE)
    assert block
    return re.findall(r"- (\S+)", block[2])


def test_every_scope_is_explained() -> None:
    docs = (DOCS / "slack.md").read_text(encoding="utf-8")
    scopes = entries("bot")
    assert {"commands", "chat:write", "app_mentions:read"} <= set(scopes)
    assert [scope for scope in scopes if f"`{scope}`" not in docs] == []


def test_the_events_are_those_that_are_listened_to() -> None:
    assert {name.partition(".")[0] for name in entries("bot_events")} == {event.value for event in Event}


def test_the_command_is_ours() -> None:
    (command,) = re.findall(r"command: (\S+)", MANIFEST)
    assert COMMAND.match(command)
