"""Digest -> messages, and the same as plain text, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.digest.digest import Digest, QuoteLine
from bot.digest.frozen import to_json
from bot.digest.people import quoted_people
from bot.digest.select import one_name
from bot.model import Article, Block, Message
from bot.render.engine import render_blocks, render_message, render_page
from bot.render.filters import count
from bot.render.fit import fitted
from bot.render.limits import MOST_BLOCKS, MOST_JSON, MOST_TABLE_ROWS, MOST_TABLE_TEXT, json_size, seen_texts
from bot.render.verify import verified

_MOST_PARTS = 3
"""Messages of one kind in a thread; what goes beyond is counted, not posted."""


def render_briefing(digest: Digest, texts: Mapping[int, Article]) -> list[Message]:
    """Part 0 for the channel, then the parts of its thread: everyone quoted, all figures, the articles.

    `texts` are the articles by id, in the versions the digest names. Lines that do not stand in them are dropped.
    """
    checked = verified(digest, texts)
    return [
        render_message("briefing", digest=fit_briefing(checked)),
        *_thread_parts("people", _people_title(checked), _by_speaker(checked.everyone), checked),
        *_thread_parts("figures", f"All figures ({len(checked.figures)})", checked.figures, checked),
        *_thread_parts("articles", f"Articles ({len(checked.headlines)})", checked.headlines, checked),
    ]


def fit_briefing(digest: Digest) -> Digest:
    """The digest with as many lines for the channel as one phone screen holds."""
    return fitted(digest, _channel_blocks)


def render_nothing_new(digest: Digest) -> Message:
    """One honest line, for somebody who asked."""
    return render_message("briefing_nothing", digest=digest)


def render_text(digest: Digest) -> str:
    """The briefing as plain text, lines of any length, with its links."""
    name = "briefing_nothing.txt.j2" if digest.empty else "briefing.txt.j2"
    return render_page(name, digest=fit_briefing(digest)).strip()


def render_html(digest: Digest) -> str:
    """One self-contained page: the briefing, then everyone quoted, all figures and the articles."""
    return render_page(
        "briefing.html.j2", digest=fit_briefing(digest), everyone=_by_speaker(digest.everyone), full=digest
    )


def digest_json(digest: Digest) -> dict[str, Any]:
    """The digest's own fields as plain JSON values, all lines."""
    return to_json(digest)


def _channel_blocks(digest: Digest) -> tuple[Block, ...]:
    return render_blocks("briefing", digest=digest)


# ------------------------------------------------------------------ the thread


def _people_title(digest: Digest) -> str:
    """The people counted as the briefing's first line counts them."""
    said = count(len(digest.everyone), "statement")
    people = len(quoted_people(digest.everyone))
    return f"{count(people, 'person', 'people')} quoted · {said}" if people else f"Quoted · {said}"


def _by_speaker(lines: Sequence[QuoteLine]) -> list[QuoteLine]:
    """All lines of a speaker together, in the order in which the speakers come first."""
    known_as = one_name(line.speaker for line in lines)
    order = {known_as[line.speaker]: number for number, line in reversed(list(enumerate(lines)))}
    return sorted(lines, key=lambda line: order[known_as[line.speaker]])


def _thread_parts(kind: str, title: str, lines: Sequence[Any], digest: Digest) -> list[Message]:
    """As few messages as hold the lines, each within Slack's limits; none for no lines."""
    name = f"briefing_{kind}"
    chunks = _chunks(name, lines, digest)
    shown = chunks[:_MOST_PARTS]
    left = len(lines) - sum(map(len, shown))
    parts = []
    for number, chunk in enumerate(shown):
        heading = title if number == 0 else f"{title}, continued"
        last = bool(left) and number == len(shown) - 1
        more = f"{left} more are stored: a question about one of them finds it." if last else ""
        parts.append(render_message(name, digest=digest, lines=chunk, title=heading, more=more))
    return parts


def _chunks(name: str, lines: Sequence[Any], digest: Digest) -> list[list[Any]]:
    empty = _cost(name, [], digest)
    chunks: list[list[Any]] = []
    room = (0, 0, 0)
    for line in lines:
        cost = tuple(one - none for one, none in zip(_cost(name, [line], digest), empty, strict=True))
        if not chunks or any(need > left for need, left in zip(cost, room, strict=True)):
            chunks.append([])
            room = _room(empty)
        chunks[-1].append(line)
        room = (room[0] - cost[0], room[1] - cost[1], room[2] - cost[2])
    return chunks


def _room(empty: tuple[int, int, int]) -> tuple[int, int, int]:
    """What is left for lines: JSON, blocks (or table rows, counted alike), text. A little is kept for the last note."""
    return MOST_JSON - empty[0] - 400, min(MOST_BLOCKS - empty[1] - 2, MOST_TABLE_ROWS - 2), MOST_TABLE_TEXT - empty[2]


def _cost(name: str, lines: list[Any], digest: Digest) -> tuple[int, int, int]:
    blocks = render_blocks(name, digest=digest, lines=lines, title="999 people quoted · 999 statements", more="")
    return json_size(blocks), len(blocks), sum(len(text) for block in blocks for text in seen_texts(block))
