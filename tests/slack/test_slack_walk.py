"""The main job through a Slack: a topic, a briefing, a question in its thread."""

from __future__ import annotations

from office import ASKER, CHANNEL, FEED, TITLE, Office, button_of

from bot.flows.brief import brief_now
from bot.flows.collect import collect
from bot.model import RunState


def test_from_a_command_to_an_answer_in_the_thread(either: Office) -> None:
    card = either.type(f'track "Shore power" matching "shore power" at 07:30 mon-fri from {FEED}')
    assert "07:30 on weekdays (Europe/Berlin)" in card["text"]
    assert "1 of the last 7 days matches" in card["text"]
    assert TITLE in card["text"]
    either.press(card, "Post now")
    briefing = either.wait_briefing()
    shown = str(briefing["blocks"])
    assert "Marta Ekholm" in shown
    assert "We will spend 48 million euros on shore power by 2030" in shown
    ts = briefing["ts"]
    either.wait_idle()
    before = len(either.replies_of(ts))
    either.slack.say(CHANNEL, ASKER, "What did Jonas Birk say about the cable?", ts)
    answer = either.slack.wait_for(lambda: either.replies_of(ts)[before:], 20)[0]
    assert "cannot be laid before autumn" in str(answer["blocks"])
    assert answer["thread_ts"] == ts
    assert not any(m["text"] == answer["text"] for m in either.slack.messages(CHANNEL)), "answers stay in the thread"


def test_what_was_never_said_gets_an_honest_no(connected: Office) -> None:
    connected.press(connected.type(f"track shore power from {FEED}"), "Post now")
    ts = connected.wait_briefing()["ts"]
    connected.wait_idle()
    before = len(connected.replies_of(ts))
    connected.slack.say(CHANNEL, ASKER, "What did Marta Ekholm say about hydrogen ferries in Chile?", ts)
    answer = connected.slack.wait_for(lambda: connected.replies_of(ts)[before:], 20)[0]
    assert "Searched" in str(answer["blocks"])


def test_a_mention_in_the_thread_is_one_question_though_it_comes_twice(connected: Office) -> None:
    connected.press(connected.type(f"track shore power from {FEED}"), "Post now")
    ts = connected.wait_briefing()["ts"]
    connected.wait_idle()
    before = len(connected.replies_of(ts))
    us = connected.slack.bot_user
    connected.slack.say(CHANNEL, ASKER, f"<@{us}> who spoke about quays?", ts)
    connected.slack.wait_for(lambda: connected.replies_of(ts)[before:], 20)
    connected.settle()
    assert len(connected.replies_of(ts)[before:]) == 1


def test_a_mention_in_the_channel_is_answered_in_a_thread_of_its_own(connected: Office) -> None:
    connected.press(connected.type(f"track shore power from {FEED}"), "Post now")
    connected.wait_briefing()
    ts = connected.slack.say(CHANNEL, ASKER, f"<@{connected.slack.bot_user}> What did Jonas Birk say?")
    (answer,) = connected.slack.wait_for(lambda: connected.replies_of(ts), 20)
    assert "autumn" in str(answer["blocks"])


def test_talk_that_is_not_for_us_is_left_alone(connected: Office) -> None:
    connected.press(connected.type(f"track shore power from {FEED}"), "Post now")
    ts = connected.wait_briefing()["ts"]
    connected.wait_idle()
    before = len(connected.replies_of(ts))
    tomas = connected.slack.users["tomas"].id
    connected.slack.say(CHANNEL, ASKER, f"<@{tomas}> shall we quote this?", ts)
    elsewhere = connected.slack.say(CHANNEL, "tomas", "Lunch?")
    connected.slack.say(CHANNEL, ASKER, "What did Jonas Birk say?", elsewhere)
    connected.settle()
    assert len(connected.replies_of(ts)) == before
    assert connected.replies_of(elsewhere) == []
    assert connected.store.list_open_requests() == []


def test_now_twice_is_two_briefings_but_one_command_is_one(connected: Office) -> None:
    connected.type(f"track shore power from {FEED}")
    connected.type("now shore power 7d")
    connected.wait_briefing(1)
    connected.type("now shore power 7d")
    connected.wait_briefing(2)
    connected.settle()
    assert len(connected.briefings()) == 2


def test_undo_takes_the_topic_away_and_offers_it_again(connected: Office) -> None:
    card = connected.type(f'track "Shore power" quay OR ship at 06:45 daily from {FEED}')
    gone = connected.press(card, "Undo")
    assert "no longer tracked" in gone["text"]
    team = connected.slack.team_id
    assert connected.store.list_topics(team) == []
    again = connected.press(gone, "Track it again")
    assert "06:45 every day" in again["text"]
    (topic,) = connected.store.list_topics(team)
    assert (topic.query, [feed.url for feed in connected.store.list_topic_feeds(team, topic.id)]) == (
        "quay OR ship",
        [FEED],
    )


def test_an_unknown_verb_gets_the_nearest_on_a_button(connected: Office) -> None:
    reply = connected.type(f"trak shore power from {FEED}")
    assert "“trak” is no command. Did you mean “track”?" in reply["text"]
    value = button_of(reply, f"/readout track shore power from {FEED}")["value"]
    card = connected.press(reply, f"/readout {value}")
    assert "Tracking" in card["text"]


def test_a_channel_without_the_bot_is_told_the_very_words(connected: Office) -> None:
    """The command works there, the post does not: who asks for one hears why, then the owner of one that is due."""
    card = connected.type(f"track shore power from {FEED}", channel="hallway")
    refused = connected.press(card, "Post now", channel="hallway")
    assert "/invite @readout" in refused["text"]
    assert button_of(refused, "Post now")
    connected.wait_idle()
    topics = connected.store.list_topics(connected.slack.team_id)
    collect(connected.ports)
    assert brief_now(connected.ports, topics[0].workspace, topics[0].channel, topics, key="due").state is RunState.DONE
    told = connected.slack.wait_for(lambda: connected.slack.messages("D0INESBOT1"), 20)
    assert "/invite @readout" in told[0]["text"]
    connected.slack.invite("hallway", ASKER)
    connected.slack.click("D0INESBOT1", told[0]["ts"], button_of(told[0], "Post it now")["action_id"], ASKER)
    connected.wait_briefing(channel="hallway")


def test_an_event_that_slack_sends_again_is_one_question(connected: Office) -> None:
    connected.press(connected.type(f"track shore power from {FEED}"), "Post now")
    ts = connected.wait_briefing()["ts"]
    connected.wait_idle()
    before = len(connected.replies_of(ts))
    connected.slack.faults.resent_events = 1
    connected.slack.say(CHANNEL, ASKER, "What did Jonas Birk say?", ts)
    connected.slack.wait_for(lambda: connected.replies_of(ts)[before:], 20)
    connected.settle()
    assert len(connected.replies_of(ts)) == before + 1


def test_after_a_disconnect_the_bot_comes_back(connected: Office) -> None:
    connected.slack.disconnect()
    connected.settle(1.0)
    connected.slack.wait_connected(15)
    assert "no topic" in connected.type("list")["text"].lower()


def test_a_reply_before_the_ledger_knows_the_briefing_is_not_lost(connected: Office) -> None:
    """Posted, but not recorded yet: Slack's word that the parent is ours decides."""
    connected.type(f"track shore power from {FEED}")
    client = connected.ports.messenger._client_for(connected.slack.team_id)
    ts = client.chat_postMessage(channel="C0ENERGY01", text="a briefing in the making")["ts"]
    assert connected.store.get_edition_at(connected.slack.team_id, "C0ENERGY01", ts) is None
    connected.slack.say(CHANNEL, ASKER, "What did Jonas Birk say?", ts)
    assert connected.slack.wait_for(lambda: connected.replies_of(ts), 20)


def test_a_bare_mention_is_told_how_to_ask_and_thanks_are_left_alone(connected: Office) -> None:
    us = f"<@{connected.slack.bot_user}>"
    ts = connected.slack.say(CHANNEL, ASKER, us)
    (reply,) = connected.slack.wait_for(lambda: connected.slack.ephemerals(CHANNEL, ASKER), 10)
    assert "What would you like to know?" in reply["text"]
    connected.slack.say(CHANNEL, ASKER, f"{us} thanks!", ts)
    connected.settle()
    assert len(connected.slack.ephemerals(CHANNEL, ASKER)) == 1
    assert connected.replies_of(ts) == []
