"""Block Kit as plain lines: what a terminal shows in place of Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.model import Block, Message

_LINK = re.compile(r"<(https?://[^|>]+)\|([^>]*)>")
_LEAD = {"rich_text_quote": "  | ", "rich_text_list": "  • "}


def as_text(message: Message) -> str:
    """The message's blocks, a line each; its fallback text where it has none."""
    lines = [line for block in message.blocks for line in _block(block)]
    return "\n".join(lines) if lines else message.text


def _block(block: Block) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
        case "section":
            yield _LINK.sub(r"\2 \1", block["text"]["text"]) if "text" in block else ""
        case "context":
            yield " ".join(_LINK.sub(r"\2 \1", element.get("text", "")) for element in block["elements"])
        case "divider":
            yield ""
        case "rich_text":
            yield from _rich(block["elements"], "")
        case "table":
            for row in block["rows"]:
                yield "  " + " | ".join(" ".join(_block(cell)) for cell in row)
        case "actions":
            named = (element["text"]["text"] for element in block["elements"] if "text" in element)
            yield "  ".join(f"[{name}]" for name in named)


def _rich(elements: Sequence[Mapping[str, Any]], lead: str) -> Iterator[str]:
    for element in elements:
        inner = lead or _LEAD.get(element["type"], "")
        if element["type"] == "rich_text_list":
            yield from _rich(element["elements"], inner)
        else:
            yield inner + "".join(map(_leaf, element["elements"]))


def _leaf(element: Mapping[str, Any]) -> str:
    """A link that opens a sentence ends with an arrow: there the address is wanted."""
    text = str(element.get("text") or element.get("url") or "")
    return f"{text} {element['url']}" if element["type"] == "link" and text.endswith("↗") else text
