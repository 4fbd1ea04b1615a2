"""Notices keep Slack's limits and let nothing from outside become markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import InputError
from bot.model import LOCAL, Delivery, DeliveryState, Message
from bot.render import notices
from bot.render.limits import MOST_JSON, json_size
from bot.render.notices import Button, FeedLine, Headline, StatusLine, TopicLine, TrackedCard

HOSTILE = "<!channel> *bold* `code`  <https://evil.example|bank> & _x_ \u202e@here"
WORDS = st.text(min_size=0, max_size=80) | st.just(HOSTILE)


def card(words: str, rows: int = 2) -> TrackedCard:
    return TrackedCard(
        lead="Tracking",
        name=words,
        query=words,
        timetable="08:00",
        next_runs=("Mon 8 Mar 08:00",),
        feeds=tuple(FeedLine(words, words, good=n % 2 == 0) for n in range(rows)),
        matched="2 match.",
        headlines=(Headline(words, words, "https://a.example/1"), Headline(words, words, "javascript:alert(1)")),
    )


def every_notice(words: str, rows: int = 2) -> Iterator[Message]:
    row = Delivery("d" * 36, LOCAL, words, 0, Message((), ""), reason=words)
    yield notices.help_card()
    yield notices.said(words, words, (Button(words, words),), words)
    yield notices.error_card(InputError(words, words), "ab12")
    yield notices.topics_card(words, [TopicLine(words, words)] * rows)
    yield notices.feeds_card(words, [FeedLine(words, words)] * rows)
    yield notices.tracked_card(card(words, min(rows, 8)), (Button("Post now", "now #1", "primary"),))
    yield notices.status_card([StatusLine("Feeds", words, good=False)])
    for state in (DeliveryState.FAILED, DeliveryState.HELD):
        yield notices.set_aside(Delivery(**{**_fields(row), "state": state}), words)


def _fields(row: Delivery) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "workspace", "channel", "part", "message", "reason")}


def elements(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from elements(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from elements(value)


def check(message: Message) -> None:
    assert len(message.blocks) <= 50
    assert json_size(message.blocks) <= MOST_JSON
    for part in elements(message.blocks):
        kind = part.get("type")
        assert kind not in {"mrkdwn", "user", "usergroup", "broadcast", "channel"}
        if kind == "text":
            assert 0 < len(part["text"]) <= 3000
        if kind == "link":
            assert part["url"] == "https://a.example/1"
        if kind == "plain_text":
            assert 0 < len(part["text"]) <= 3000
        if kind == "button":
            assert 0 < len(part["text"]["text"]) <= 75
            assert 0 < len(part["value"]) <= 2000
    assert "<" not in message.text
    assert ">" not in message.text


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_words_from_outside_are_never_markup_and_no_limit_is_passed(words: str) -> None:
    for message in every_notice(words):
        check(message)


@pytest.mark.parametrize("words", ["x" * 10_000, "ü" * 4_000, "&" * 5_000, HOSTILE * 200])
def test_long_words_are_cut_and_long_lists_say_how_much_is_left(words: str) -> None:
    for message in every_notice(words, rows=300):
        check(message)


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("type `list` now", [("type ", False), ("list", True), (" now", False)]),
        ("`list`", [("list", True)]),
        ("a ` alone", [("a ` alone", False)]),
        ("``", [("``", False)]),
    ],
)
def test_what_stands_between_backticks_is_code(words: str, runs: list[tuple[str, bool]]) -> None:
    (block,) = notices.said(words).blocks
    drawn = [(e["text"], e.get("style", {}).get("code", False)) for e in block["elements"][0]["elements"]]
    assert drawn == runs


def test_a_list_beyond_its_length_says_so() -> None:
    message = notices.topics_card("Topics", [TopicLine(f"t{n}", "x") for n in range(45)])
    assert "… and 5 more." in str(message.blocks)


def test_every_use_in_the_help_is_a_verb() -> None:
    from bot.flows.verbs import VERBS

    typed = {use.typed.split()[1] for use in notices.USES}
    assert typed <= set(VERBS)
    assert set(VERBS) - typed == {"help", "resume", "unmute"}


def test_the_demo_offers_every_verb_after_a_slash() -> None:
    from bot.demo.page import COMMANDS
    from bot.flows.verbs import VERBS

    assert {verb for command, verb, _ in COMMANDS if command == "/readout"} == set(VERBS)
