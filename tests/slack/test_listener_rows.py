"""What becomes of a payload: the row, its key, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import LOCAL, RequestKind, WorkspaceId
from bot.render.ids import Action
from bot.slack.inbox import workspace_of
from bot.slack.listeners.actions import action_request
from bot.slack.listeners.commands import command_request
from bot.slack.listeners.events import is_chatter, is_from_person, is_to_someone_else, question_request

TEAM = WorkspaceId("T1")
US = "U0BOT"
REPLY = {"channel": "C1", "ts": "5.5", "thread_ts": "1.1", "user": "U1", "text": "what is new?"}


def test_a_mention_and_its_message_are_one_question() -> None:
    mention = question_request({**REPLY, "type": "app_mention", "text": f"<@{US}> what is new?"}, TEAM, US)
    message = question_request({**REPLY, "type": "message"}, TEAM, US)
    assert mention.key == message.key
    assert mention.text == message.text == "what is new?"


def test_a_mention_outside_a_thread_starts_one() -> None:
    event = {key: value for key, value in REPLY.items() if key != "thread_ts"}
    assert question_request(event, TEAM, US).thread_ts == "5.5"


def test_other_names_stay_in_a_question() -> None:
    event = {**REPLY, "text": f"<@{US}> what did <@U7> ask?"}
    assert question_request(event, TEAM, US).text == "what did <@U7> ask?"
    assert question_request({**REPLY, "text": f"<@{US}|readout>, and now?"}, TEAM, "").text == "and now?"


@pytest.mark.parametrize(
    ("change", "person"),
    [
        ({}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "message_changed"}, False),
        ({"subtype": "message_deleted"}, False),
        ({"subtype": "channel_join"}, False),
        ({"bot_id": "B7"}, False),
        ({"user": US}, False),
        ({"user": None}, False),
        ({"hidden": True}, False),
    ],
)
def test_only_what_a_person_wrote_is_a_question(change: dict[str, object], person: bool) -> None:
    assert is_from_person({**REPLY, **change}, US) is person


def test_talk_that_begins_with_another_name_is_not_for_us() -> None:
    assert is_to_someone_else(" <@U7> look", US)
    assert not is_to_someone_else(f"<@{US}> look", US)
    assert not is_to_someone_else("look, <@U7>", US)


@pytest.mark.parametrize("text", ["Thanks!", ":tada: :+1:", "ok, great", "<@U7>", "Thank you so much", "+1", "👍"])
def test_thanks_and_nods_are_no_questions(text: str) -> None:
    assert is_chatter(text)


@pytest.mark.parametrize("text", ["Thanks, and costs?", "ok?", "cable date", "good numbers on emissions", "Birk"])
def test_words_that_may_ask_something_are(text: str) -> None:
    assert not is_chatter(text)


def test_an_org_wide_installation_is_the_org() -> None:
    assert workspace_of({"team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": True}) == "E1"
    assert workspace_of({"team_id": "T1", "enterprise_id": "E1"}) == "T1"
    assert workspace_of({"team_id": None, "enterprise_id": "E1"}) == "E1"
    assert workspace_of({}) == LOCAL


def test_a_command_is_known_by_its_trigger() -> None:
    sent = {"trigger_id": "t9", "channel_id": "C1", "user_id": "U1", "text": "now", "response_url": "https://r.example"}
    row = command_request(sent, TEAM)
    assert (row.kind, row.text, row.key) == (RequestKind.COMMAND, "now", "command|T1|t9")
    assert command_request({**sent, "trigger_id": "t8"}, TEAM).key != row.key


def click(action_id: str, **more: object) -> dict[str, object]:
    action: dict[str, object] = {"action_id": action_id, "action_ts": "7.7", **more}
    return {"actions": [action], "user": {"id": "U1"}, "channel": {"id": "C1"}, "message": {"ts": "3.3"}}


def test_a_button_with_a_command_is_that_command() -> None:
    row = action_request(click("readout.run.2", value="now #3"), TEAM)
    assert (row.kind, row.text) == (RequestKind.COMMAND, "now #3")


def test_a_menu_keeps_its_choice_and_its_message() -> None:
    row = action_request(click("readout.more", selected_option={"value": "mute:1"}), TEAM)
    assert (row.kind, row.text, row.payload["message_ts"]) == (RequestKind.ACTION, "mute:1", "3.3")


def test_two_clicks_are_two_rows_and_one_click_is_one() -> None:
    one, again = action_request(click("readout.ask"), TEAM), action_request(click("readout.ask"), TEAM)
    other = action_request(
        {**click("readout.ask"), "actions": [{"action_id": "readout.ask", "action_ts": "8.8"}]}, TEAM
    )
    assert one.key == again.key
    assert one.key != other.key


@given(st.sampled_from(Action), st.integers(1, 99))
def test_an_action_is_known_with_and_without_its_number(action: Action, number: int) -> None:
    assert Action.of(action.value) is action
    assert Action.of(f"{action.value}.{number}") is action


@given(st.text(max_size=40))
def test_foreign_action_ids_are_not_ours(action_id: str) -> None:
    found = Action.of(action_id)
    assert found is None or action_id.startswith("readout.")
