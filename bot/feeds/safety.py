"""What a document may not be, looked at before any parser sees it."""

from __future__ import annotations

import re

from bot.errors import FeedError

MOST_DEPTH = 120
"""Elements one inside the other. Feeds with markup left unescaped reach a few dozen."""

_TAG = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)|<(/?)[A-Za-z_:][^<>]{0,4000}?(/?)>", re.DOTALL)


def check_shape(body: bytes) -> None:
    """Raises FeedError for a document nested deeper than any feed is."""
    depth = deepest = 0
    for match in _TAG.finditer(body.replace(b"\0", b"")):
        closing, empty = match.groups()
        if closing:
            depth = max(0, depth - 1)
        elif empty == b"" and closing is not None:
            depth += 1
            deepest = max(deepest, depth)
            if deepest > MOST_DEPTH:
                raise FeedError("The feed is nested too deeply to be read safely.", "Tell the publisher.")
