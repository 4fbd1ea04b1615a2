"""How much a message holds: Slack's limits, and the budget of a briefing that fits one phone screen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.digest.wordcount import count_words
from bot.model import Block

MOST_BLOCKS = 50
MOST_JSON = 12_000
"""Slack refuses messages whose blocks come near 13,200 characters (bolt-js #2509)."""
MAX_VALUE = 1900
"""Characters that a button's value may carry."""
BUTTONS_JSON = 1_200
"""What the buttons below an answer take of a message, with the lines they name."""
MOST_TABLE_ROWS, MOST_TABLE_TEXT = 100, 10_000


@dataclass(frozen=True, slots=True)
class Budget:
    words: int
    blocks: int
    json: int = MOST_JSON

    def holds(self, blocks: Sequence[Block]) -> bool:
        return len(blocks) <= self.blocks and json_size(blocks) <= self.json and visible_words(blocks) <= self.words


PHONE_SCREEN = Budget(words=250, blocks=20)


def json_size(blocks: Sequence[Block]) -> int:
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")))


def visible_words(blocks: Sequence[Block]) -> int:
    """Words as a person counts them, headings and buttons included; a closed menu's options are not seen."""
    return sum(count_words(text) for block in blocks for text in seen_texts(block))


def seen_texts(part: Any) -> Iterator[str]:
    """The texts of a block as they are seen: the elements of one section are one text."""
    if isinstance(part, list):
        for inner in part:
            yield from seen_texts(inner)
    elif isinstance(part, dict):
        kind = part.get("type", "")
        if kind in {"rich_text_section", "rich_text_quote"}:
            yield "".join(str(element.get("text", "")) for element in part["elements"])
        elif kind in {"plain_text", "mrkdwn"}:
            yield part["text"]
        elif kind != "overflow":
            yield from seen_texts([inner for inner in part.values() if isinstance(inner, dict | list)])
