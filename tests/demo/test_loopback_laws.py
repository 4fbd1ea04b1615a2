"""Laws of the loopback Slack: whatever an app or a person sends, it answers in Slack's words and never breaks."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo.api import METHODS
from bot.demo.events import find_action, typed, typed_blocks
from bot.demo.limits import BLOCK_TYPES, ELEMENT_TYPES, RICH_BLOCKS, RICH_INLINE, check_blocks
from bot.demo.slack import LoopbackSlack

scalars = st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=12)
kinds = st.sampled_from(sorted({*BLOCK_TYPES, *ELEMENT_TYPES, *RICH_BLOCKS, *RICH_INLINE, "mrkdwn", "plain_text"}))
names = st.sampled_from(
    "text elements fields rows options accessory style value url action_id block_id alt_text image_url title".split()
)


def objects(inside):
    return st.builds(lambda kind, rest: {"type": kind, **rest}, kinds, st.dictionaries(names, inside, max_size=4))


json_like = st.recursive(scalars, lambda inside: st.lists(inside, max_size=3) | objects(inside), max_leaves=25)
elements = st.lists(scalars | objects(json_like), max_size=3)
holders = st.builds(lambda block, inside: {**block, "elements": inside}, objects(json_like), elements)
blocks_like = st.lists(scalars | holders)
references = st.sampled_from(["C0INDUSTRY", "C0HALLWAY1", "U0INES0001", "1.000001", '{"a": 1}', "[1, 2]"])
arguments = st.dictionaries(
    st.sampled_from(
        "channel channel_id user users user_id text blocks thread_ts ts timestamp metadata limit cursor oldest latest "
        "view view_id trigger_id filename files attachments message_ts name types length".split()
    ),
    json_like | blocks_like | references,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(json_like | blocks_like)
def test_any_json_is_checked_and_complained_of_with_its_place(blocks):
    for complaint in check_blocks(blocks):
        assert re.fullmatch(r"\[ERROR\] .+ \[json-pointer:/blocks.*\]", complaint)


@pytest.fixture(scope="module")
def running():
    with LoopbackSlack(scopes=["chat:write", "im:history", "im:read", "users:read", "files:write"]) as slack:
        yield slack


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(sorted(METHODS)), values=arguments, as_app=st.booleans())
def test_every_method_answers_ok_or_an_error_code_whatever_it_is_given(running, method, values, as_app):
    token = running.app_token if as_app else running.bot_token
    answer = running._api.answer(method, values, token)
    assert answer["ok"] is True or (answer["ok"] is False and answer["error"])


@given(st.text(max_size=60))
def test_what_is_typed_comes_back_when_the_escape_is_undone(words):
    text = typed(words)
    assert not set("<>") & set(re.sub(r"<[@#][UC][A-Z0-9]+>", "", text))
    if not re.search(r"<[@#]|&\w+;|&#", words):
        assert html.unescape(text) == words


@given(st.lists(st.sampled_from(["<@U0INES0001>", "<#C0INDUSTRY>", "plain ", "& ", "\n"]), min_size=1, max_size=8))
def test_typed_blocks_hold_the_same_words_and_mentions(parts):
    words = "".join(parts)
    elements = typed_blocks(words)[0]["elements"][0]["elements"]
    told = {"user": lambda e: f"<@{e['user_id']}>", "channel": lambda e: f"<#{e['channel_id']}>"}
    assert "".join(told.get(e["type"], lambda e: e["text"])(e) for e in elements) == words
    assert check_blocks(typed_blocks(words)) == []


def test_a_click_on_what_is_not_there_is_an_error(card):
    post = {"ts": "1.000001", "blocks": card}
    assert find_action(post, "ask", None, "2.0")["value"] == "topic-7"
    for action_id, value in (("nothing", None), ("more", "no such option")):
        with pytest.raises(LookupError):
            find_action(post, action_id, value, "2.0")
