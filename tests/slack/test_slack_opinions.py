"""Through a Slack: look-ups, opinions with an undo, edits and deletions, the shortcut, hello."""

from __future__ import annotations

from time import sleep

import pytest
from office import ASKER, CHANNEL, FEED, Office, button_of

from bot.flows import commands
from bot.model import LineKind, Opinion
from bot.slack.ids import SHORTCUT

SAID = "We will spend 48 million euros on shore power by 2030"


@pytest.fixture
def briefed(connected: Office) -> tuple[Office, str]:
    """A briefing stands in the channel; with its ts."""
    connected.press(connected.type(f'track "Shore power" matching "shore power" from {FEED}'), "Post now")
    ts = connected.wait_briefing()["ts"]
    connected.wait_idle()
    return connected, ts


def ask(office: Office, ts: str, question: str) -> tuple[str, dict]:
    """Asks in the thread; the question's ts and the answer."""
    before = len(office.replies_of(ts))
    asked = office.slack.say(CHANNEL, ASKER, question, ts)
    answer = office.slack.wait_for(lambda: office.replies_of(ts)[before:], 20)[0]
    office.wait_idle()
    return asked, answer


def test_an_edited_question_changes_its_answer_and_a_deleted_one_takes_it_away(briefed) -> None:
    office, ts = briefed
    asked, answer = ask(office, ts, "What did Jonas Birk say about the cable?")
    parts = len(office.replies_of(ts))
    for _ in range(2):  # the second time with the same words: no edit
        office.slack.edit(CHANNEL, asked, ASKER, "What did Marta Ekholm say about shore power?")

    def shown() -> str:
        return str(next((p["blocks"] for p in office.replies_of(ts) if p["ts"] == answer["ts"]), ""))

    office.slack.wait_for(lambda: SAID in shown(), 20)
    office.wait_idle()
    assert len(office.replies_of(ts)) == parts
    office.slack.remove(CHANNEL, asked, ASKER)
    office.slack.wait_for(lambda: not shown(), 20)
    office.slack.wait_for(lambda: office.slack.calls("chat.delete"), 5)
    office.settle()
    assert len(office.slack.calls("chat.delete")) == 1


def test_a_deleted_mention_with_replies_leaves_a_tombstone_and_no_answer(briefed) -> None:
    office, _ = briefed
    asked = office.slack.say(CHANNEL, ASKER, f"<@{office.slack.bot_user}> What did Jonas Birk say?")
    office.slack.wait_for(lambda: office.replies_of(asked), 20)
    office.wait_idle()
    office.slack.remove(CHANNEL, asked, ASKER)
    office.slack.wait_for(lambda: not office.replies_of(asked), 20)


def test_a_message_that_becomes_a_question_by_an_edit_is_answered_in_its_thread(briefed) -> None:
    office, _ = briefed
    written = office.slack.say(CHANNEL, ASKER, "What did Jonas Birk say?")
    office.slack.edit(CHANNEL, written, ASKER, f"<@{office.slack.bot_user}> What did Jonas Birk say?")
    (answer,) = office.slack.wait_for(lambda: office.replies_of(written), 20)
    assert "autumn" in str(answer["blocks"])


def test_who_and_figure_are_answered_from_this_channel_alone(briefed) -> None:
    office, _ = briefed
    card = office.type("who ekholm")
    assert "Marta Ekholm" in card["text"]
    assert SAID in str(card["blocks"])
    assert "director" in str(card["blocks"])
    assert "harbour-courier.example/grid#:~:text=" in str(card["blocks"])
    figure = office.type("figure emissions harbour")
    assert "12 percent" in str(figure["blocks"]) or "12%" in str(figure["blocks"])
    elsewhere = office.type("who ekholm", channel="industry-watch")
    assert "nobody is known here" in elsewhere["text"]


def test_a_line_called_wrong_is_gone_from_answers_look_ups_and_briefings_until_undone(briefed) -> None:
    office, ts = briefed
    team = office.slack.team_id
    office.slack.click(CHANNEL, ts, "readout.more", ASKER, value=f"wrong:{office.store.list_topics(team)[0].id}")
    card = office.slack.wait_for(lambda: office.whispers()[-1:] if "wrong?" in office.whispers()[-1]["text"] else None)[
        0
    ]
    line = next(b for b in card["blocks"] if SAID in str(b))
    before = len(office.whispers())
    office.slack.click(CHANNEL, card["ts"], line["accessory"]["action_id"], ASKER)
    hidden = office.slack.wait_for(lambda: office.whispers()[before:], 20)[0]
    assert "Hidden in this workspace" in hidden["text"]
    (kept,) = office.store.list_feedback(team)
    assert (kept.opinion, kept.line.kind if kept.line else None) == (Opinion.WRONG, LineKind.QUOTE)
    assert SAID not in str(office.type("who ekholm")["blocks"])
    assert SAID not in str(ask(office, ts, "What did Marta Ekholm say about shore power?")[1]["blocks"])
    office.type("now shore power 7d")
    assert SAID not in str(office.wait_briefing(2)["blocks"])
    undone = office.press(hidden, "Undo")
    assert "shown again" in undone["text"]
    assert SAID in str(office.type("who ekholm")["blocks"])
    assert "Hidden" in office.press(undone, "Hide it again")["text"]
    assert "1 line hidden" in office.type("status")["text"]
    listed = office.type("hidden")
    assert SAID in str(listed["blocks"])
    assert "shown again" in office.press(listed, "Undo")["text"]
    assert "No line is hidden" in office.type("hidden")["text"]


def test_an_answer_is_rated_by_each_once_and_its_line_can_be_called_wrong(briefed) -> None:
    office, ts = briefed
    _, answer = ask(office, ts, "What did Jonas Birk say about the cable?")
    office.press(answer, "👍 Useful")
    noted = office.press(answer, "👎 Not useful")
    (kept,) = office.store.list_feedback(office.slack.team_id)
    assert kept.opinion is Opinion.NOT_USEFUL
    assert "nothing is noted" in office.press(noted, "Undo")["text"]
    assert office.store.list_feedback(office.slack.team_id)[0].withdrawn
    assert "Hidden in this workspace" in office.press(answer, "Wrong line")["text"]


def test_less_of_this_leaves_words_out_and_takes_them_in_again(briefed) -> None:
    office, ts = briefed
    number = office.store.list_topics(office.slack.team_id)[0].id
    before = len(office.whispers())
    office.slack.click(CHANNEL, ts, "readout.more", ASKER, value=f"less:{number}")
    assert "Less of what?" in office.slack.wait_for(lambda: office.whispers()[before:], 20)[0]["text"]
    card = office.type('mute "Harbour Courier" in #1')
    assert office.store.list_topics(office.slack.team_id)[0].muted == ("Harbour Courier",)
    assert "taken in again" in office.press(card, "Undo")["text"]
    assert office.store.list_topics(office.slack.team_id)[0].muted == ()
    assert "is not left out here" in office.type("unmute Harbour Courier")["text"]


def test_edit_leads_from_the_menu_to_a_changed_time(briefed) -> None:
    office, ts = briefed
    before = len(office.whispers())
    office.slack.click(CHANNEL, ts, "readout.more", ASKER, value="edit:1")
    card = office.slack.wait_for(lambda: office.whispers()[before:], 20)[0]
    assert card["text"] == office.type("edit")["text"]
    assert "17:00 on weekdays" in office.press(card, "At 17:00 weekdays")["text"]
    assert office.store.list_topics(office.slack.team_id)[0].due_slot == "17:00"


def test_the_shortcut_on_a_message_shows_what_is_stored_on_it(briefed) -> None:
    office, _ = briefed
    for words, expected in (
        ("Nordnet says the cable under the basin is late again", "cannot be laid"),
        ("Who brings cake on Friday?", "Nothing is stored here"),
    ):
        before = len(office.whispers("tomas"))
        written = office.slack.say(CHANNEL, "tomas", words)
        sent = office.slack.shortcut(CHANNEL, written, SHORTCUT, "tomas")
        reply = office.slack.wait_for(lambda before=before: office.whispers("tomas")[before:], 20)[0]
        assert office.slack.wait_for(lambda sent=sent: sent.acked, 5)
        assert expected in str(reply["blocks"]) + reply["text"]


def test_hello_in_a_direct_message_gets_a_reply_in_it_and_a_question_says_what_is_missing(connected: Office) -> None:
    for number, words in enumerate(("Hello!", "What did Jonas Birk say?"), 1):
        connected.slack.say("D0INESBOT1", ASKER, words)
        connected.slack.wait_for(lambda: len(from_bot(connected)) == number, 20)  # noqa: B023
    first = from_bot(connected)[0]
    assert "I brief channels" in first["text"]
    assert "thread_ts" not in first
    assert button_of(first, "What can I type?")
    connected.slack.say("D0INESBOT1", ASKER, "thanks")
    connected.settle()
    assert len(from_bot(connected)) == 2


def from_bot(office: Office) -> list[dict]:
    return [post for post in office.slack.messages("D0INESBOT1") if post.get("bot_id")]


def test_the_counts_of_people_agree(briefed) -> None:
    office, ts = briefed
    briefing = next(p for p in office.briefings() if p["ts"] == ts)
    before = len(office.whispers())
    office.slack.click(CHANNEL, ts, "readout.people", ASKER)
    listed = office.slack.wait_for(lambda: office.whispers()[before:], 20)[0]
    _, answer = ask(office, ts, "Who is quoted?")
    assert "2 people quoted" in str(briefing["blocks"])
    assert "2 people quoted" in listed["text"]
    assert any("2 people quoted · 3 statements" in str(post["blocks"]) for post in office.replies_of(ts))
    assert "2 people quoted" in str(answer["blocks"])


def test_a_question_that_breaks_is_told_so_in_its_thread(briefed, monkeypatch: pytest.MonkeyPatch) -> None:
    office, ts = briefed

    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "answer_request", broken)
    before = len(office.whispers())
    office.slack.say(CHANNEL, ASKER, "What did Jonas Birk say?", ts)
    told = office.slack.wait_for(lambda: office.whispers()[before:], 20)[0]
    assert "Something went wrong here." in told["text"]
    assert told["thread_ts"] == ts


def test_a_slow_command_says_that_it_is_at_work_and_then_answers(connected: Office, monkeypatch) -> None:
    def slow(ports, request, words):
        sleep(0.6)
        return commands.notices.said("Done at last.")

    monkeypatch.setattr(commands, "PATIENCE_S", 0.1)
    monkeypatch.setitem(commands.VERBS, "list", slow)
    assert connected.type("list")["text"] == "Done at last."
    assert [p["text"] for p in connected.slack.ephemerals(CHANNEL, ASKER)] == ["Working on it …", "Done at last."]
