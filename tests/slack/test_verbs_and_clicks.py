"""Every verb and click on a real store: what it does, and the words that come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from office import FEED, Shelf, SystemClock, feed_page

from bot.errors import InputError, NotFoundError
from bot.flows.commands import handle_requests, reply_to
from bot.model import Message, Reading, Request, RequestKind, RequestState, Run, Topic, WorkspaceId
from bot.ports import Ports, Room
from bot.render import notices
from bot.render.ids import Action
from storage import open_store

TEAM, HERE = WorkspaceId("T1"), "C1"


class QuietReader:
    version = "quiet"

    def read(self, text: str) -> Reading:
        return Reading()

    def read_all(self, texts):
        return [Reading() for _ in texts]


class Wakes:
    def __init__(self) -> None:
        self.lanes: list[str] = []

    def wake(self, lane: str) -> None:
        self.lanes.append(lane)


class Ear:
    """A Messenger that keeps what was whispered."""

    def __init__(self) -> None:
        self.heard: list[Message] = []

    def whisper(self, request: Request, message: Message) -> bool:
        self.heard.append(message)
        return True

    def tell(self, workspace, user, message) -> bool:
        return True

    def zone_of(self, workspace, user) -> str:
        return {"U1": "Asia/Tokyo", "U2": "Mars/Olympus"}.get(user, "")

    def room_of(self, workspace, channel) -> Room:
        return Room("#outside", "Type /invite @readout in it.") if channel == "C9" else Room()

    def is_working(self, workspace, channel, thread_ts, text) -> None:
        """Nothing to see."""


@pytest.fixture
def ports(tmp_path: Path):
    store = open_store(str(tmp_path / "verbs.sqlite"))
    shelf = Shelf({FEED: feed_page("Wind farm opens", "https://a.example/1", datetime.now(UTC))})
    yield Ports(store, shelf, QuietReader(), Ear(), Wakes(), SystemClock())
    store.close()


def row(text: str, **more) -> Request:
    fields = {"key": f"k{text}", "workspace": TEAM, "kind": RequestKind.COMMAND, "channel": HERE, "user": "U1"}
    return Request(**{**fields, "text": text, "zone": "Europe/Oslo", "attempt": 1, **more})


def say(ports: Ports, text: str, **more) -> Message:
    return reply_to(ports, row(text, **more))


def topic(ports: Ports) -> Topic:
    (only,) = ports.store.list_topics(TEAM)
    return only


def test_tracking_shows_query_feeds_count_and_three_runs(ports: Ports) -> None:
    card = say(ports, f"track wind from {FEED} https://nowhere.example/feed")
    assert topic(ports).query == "wind"
    assert topic(ports).timetable.zone == "Europe/Oslo"
    assert topic(ports).next_due is not None
    lines = card.text.split("\n")
    assert lines[0] == "Tracking wind"
    assert "08:00 on weekdays (Europe/Oslo)" in lines[2]
    assert lines[3].count("08:00") == 3
    assert "✓ Harbour Courier" in lines[4]
    assert "✗ https://nowhere.example/feed · the site does not answer" in lines[5]
    assert "1 of the last 7 days matches" in lines[6]
    assert "Wind farm opens" in lines[7]


def test_who_tracks_where_nothing_can_be_posted_is_told_at_once(ports: Ports) -> None:
    for text in (f"track wind from {FEED}", "show wind", "status"):
        assert "✗ Type /invite @readout in it." in say(ports, text, channel="C9").text.replace("This channel: ", "")
    assert "/invite" not in say(ports, f"track wind from {FEED}").text


def test_a_briefing_that_cannot_be_posted_is_not_said_to_be_on_its_way(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}", channel="C9")
    for text in ("now", "now wind 7d"):
        told = say(ports, text, channel="C9")
        assert told.text == "The briefing on “wind” cannot be posted.\nType /invite @readout in it."
        assert offered(told) == [("Post now", text)]
    assert ports.store.list_open_runs() == []


def test_a_topic_without_feeds_says_so_with_what_to_type_here(ports: Ports) -> None:
    for text in ("track wind", "show wind", "now wind"):
        assert "“wind” has no feeds yet" in (told := say(ports, text).text)
        assert "/readout feed add wind https://…" in told


def offered(card: Message) -> list[tuple[str, str]]:
    """Label and value of the buttons."""
    rows = [block for block in card.blocks if block["type"] == "actions"]
    return [(button["text"]["text"], button["value"]) for row in rows for button in row["elements"]]


def test_where_several_topics_may_be_meant_each_has_a_button(ports: Ports) -> None:
    for name in ("wind", "waves"):
        say(ports, f"track {name} from {FEED}")
    ids = {topic.name: f"#{topic.id}" for topic in ports.store.list_topics(TEAM)}
    asked = say(ports, "feed add https://b.example/feed")
    assert asked.text.startswith("Which topic?")
    assert sorted(offered(asked)) == [
        (name, f"feed add {ids[name]} https://b.example/feed") for name in ("waves", "wind")
    ]
    assert offered(say(ports, "pause")) == [(name, f"pause {number}") for name, number in ids.items()]
    (one,) = offered(say(ports, 'edit "wavse" at 17:00 sat'))
    assert one[0] == "waves"
    say(ports, one[1])
    waves = next(t for t in ports.store.list_topics(TEAM) if t.name == "waves")
    assert (waves.due_slot, waves.timetable.weekdays) == ("17:00", {5})
    assert offered(say(ports, "show zzzzzz")) == [(name, f"show {number}") for name, number in ids.items()]


def test_feeds_that_cannot_be_read_make_no_topic(ports: Ports) -> None:
    with pytest.raises(InputError, match="does not answer"):
        say(ports, "track wind from https://nowhere.example/feed")
    assert ports.store.list_topics(TEAM) == []


def test_a_topic_without_feeds_gets_those_the_workspace_knows_and_no_others(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}")
    other = ports.store.add_topic(Topic(WorkspaceId("T2"), "C2", "theirs"))
    secret = ports.store.add_feed("https://secret.example/feed?key=1")
    ports.store.add_topic_feed(WorkspaceId("T2"), other.id, secret.id)
    free = ports.store.add_feed("https://operator.example/feed")
    say(ports, "track waves")
    waves = next(t for t in ports.store.list_topics(TEAM) if t.name == "waves")
    followed = {feed.url for feed in ports.store.list_topic_feeds(TEAM, waves.id)}
    assert followed == {FEED, free.url}


def test_a_query_or_time_that_cannot_be_read_makes_nothing(ports: Ports) -> None:
    for text in ('track wind matching "open', "track wind at 25:00"):
        with pytest.raises(InputError):
            say(ports, text)
    assert ports.store.list_topics(TEAM) == []


def test_tracking_again_asks_before_it_changes(ports: Ports) -> None:
    say(ports, f"track Wind from {FEED}")
    again = say(ports, "track wind matching turbine OR blade")
    assert "tracked here already" in again.text
    assert topic(ports).query == "Wind"
    say(ports, "edit wind matching turbine OR blade at 17:15 sat")
    assert (topic(ports).query, topic(ports).due_slot) == ("turbine OR blade", "17:15")
    say(ports, "edit wind at noon")
    assert topic(ports).timetable.weekdays == {5}


def test_a_time_changed_after_todays_briefing_holds_from_tomorrow(ports: Ports) -> None:
    say(ports, f"track wind at 00:00 daily from {FEED}")
    wind = topic(ports)
    today = datetime.now(ZoneInfo("Europe/Oslo")).date()
    ports.store.add_run(Run(f"{TEAM}|{HERE}|{today.isoformat()}|00:00", TEAM, HERE, (wind.id,), datetime.now(UTC)), ())
    say(ports, "edit wind at 23:59 daily")
    assert topic(ports).due_date == today + timedelta(days=1)


def test_a_time_changed_before_todays_briefing_holds_today(ports: Ports) -> None:
    say(ports, f"track wind at 00:00 daily from {FEED}")
    before = datetime.now(ZoneInfo("Europe/Oslo"))
    say(ports, "edit wind at 23:59 daily")
    assert topic(ports).due_date == before.date() or before.hour == 23


def test_a_repeat_after_a_crash_shows_what_was_made(ports: Ports) -> None:
    say(ports, f"track wind at 9:00 from {FEED}")
    card = say(ports, f"track wind at 9:00 from {FEED}", attempt=2)
    assert card.text.startswith("Tracking wind")


def test_pause_resume_list_show_and_status(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}")
    assert "paused" in say(ports, "pause").text
    assert "paused" in say(ports, "list").text
    assert "goes on" in say(ports, "resume WIND").text
    assert not topic(ports).paused
    assert "Looks for: wind" in say(ports, "show wind").text
    assert "1 in this channel" in say(ports, "status").text
    assert "How shall “wind” change?" in say(ports, "edit wind").text


def test_a_wrong_name_is_answered_with_the_nearest(ports: Ports) -> None:
    say(ports, f"track offshore wind from {FEED}")
    card = say(ports, "pause offshor wnd")
    assert "There is no topic “offshor wnd” in this channel" in card.text
    assert "Did you mean “offshore wind”?" in str(card.blocks)
    assert offered(card) == [("offshore wind", f"pause #{topic(ports).id}")]


def test_topics_of_another_channel_and_workspace_are_not_found(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}")
    for elsewhere in ({"channel": "C9"}, {"workspace": WorkspaceId("T9")}):
        with pytest.raises(NotFoundError):
            say(ports, f"delete #{topic(ports).id}", **elsewhere)


def test_feeds_are_added_listed_and_removed(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}")
    second = "https://second.example/feed"
    ports.fetcher.pages[second] = feed_page("Calm", "https://second.example/1", datetime.now(UTC))
    added = say(ports, f"feed add wind {second} https://nowhere.example/x")
    assert "Added to “wind”" in added.text
    assert "✗ https://nowhere.example/x" in added.text
    listed = say(ports, "feed list").text
    assert listed.count("✓") == len(ports.store.list_topic_feeds(TEAM, topic(ports).id))
    assert "No longer in" in say(ports, f"feed remove {FEED}").text
    assert FEED not in [feed.url for feed in ports.store.list_topic_feeds(TEAM, topic(ports).id)]
    with pytest.raises(NotFoundError):
        say(ports, f"feed remove {FEED}")
    with pytest.raises(InputError):
        say(ports, "feed burn it")


def test_an_unknown_word_gets_a_verb_a_question_a_question_mark(ports: Ports) -> None:
    assert "Did you mean “pause”?" in say(ports, "paus wind").text
    assert "Is this a question?" in say(ports, "whose turbines are these?").text
    assert "No topic is tracked in this channel" in say(ports, "who spoke about turbines?").text
    assert "Shall I track it?" in say(ports, "zzz").text
    assert say(ports, "").text == say(ports, "help").text == notices.help_card().text


def test_a_verb_with_its_letters_in_disorder_or_in_another_tongue_is_offered(ports: Ports) -> None:
    for typed, verb in (("wer", "who"), ("ohw", "who"), ("kas", "ask"), ("ryt", "try")):
        assert offered(say(ports, f"{typed} Lena"))[0] == (f"/readout {verb} Lena", f"{verb} Lena")


def test_a_time_that_cannot_be_read_behind_a_topics_name_is_told(ports: Ports) -> None:
    say(ports, f"track offshore wind from {FEED}")
    for words in ("offshore wind at half past seven", "Offshore Wind every blue moon"):
        told = say(ports, f"edit {words}").text
        assert f"The time in “{words}” was not understood." in told
        assert '/readout edit "offshore wind" at 17:00 mon-fri' in told
    assert "There is no topic" in say(ports, "edit offshore winds at 17:00").text
    say(ports, f'track "offshore wind at half mast" from {FEED}')
    assert "How shall “offshore wind at half mast” change?" in say(ports, "edit offshore wind at half mast").text


def test_what_is_no_address_is_not_asked_for_again(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}")
    for text, told in (("add example", "“example” is no web address"), ("add", "Which"), ("remove wind", "Which feed")):
        with pytest.raises(InputError, match=told):
            say(ports, f"feed {text}")


def test_nothing_tracked_is_said_with_what_to_do(ports: Ports) -> None:
    assert "/readout track" in say(ports, "list").text
    asked = say(ports, "ask Who spoke about turbines?")
    assert "/readout track" in asked.text
    assert offered(asked) == []
    say(ports, f"track wind from {FEED}", channel="C2")
    assert "I have nothing stored on that" in say(ports, "ask Who spoke about turbines?", channel="C2").text
    for text in ("now", "pause", "feed list"):
        with pytest.raises(NotFoundError) as caught:
            say(ports, text)
        assert "/readout track" in caught.value.hint


def test_a_workspace_has_its_quota(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.flows.verbs.MAX_TOPICS", 1)
    say(ports, f"track wind from {FEED}")
    with pytest.raises(InputError, match="which is the most"):
        say(ports, "track waves")


# ------------------------------------------------------------------ rows


def add(ports: Ports, request: Request) -> Request:
    kept = ports.store.add_request(request)
    assert kept is not None
    return kept


def state_of(ports: Ports, request: Request) -> RequestState:
    kept = ports.store.get_request(request.id)
    assert kept is not None
    return kept.state


def test_a_row_is_done_once_and_answered_once(ports: Ports) -> None:
    kept = add(ports, row("help"))
    assert str(handle_requests(ports)) == "1 done, 0 failed"
    assert not handle_requests(ports)
    assert state_of(ports, kept) is RequestState.DONE
    assert len(ports.messenger.heard) == 1


def test_the_askers_own_zone_is_used_where_slack_knows_a_real_one(ports: Ports) -> None:
    add(ports, row(f"track wind from {FEED}", zone=""))
    add(ports, row(f"track waves from {FEED}", zone="", user="U2", channel="C2"))
    handle_requests(ports)
    zones = {t.name: t.timetable.zone for t in ports.store.list_topics(TEAM)}
    assert zones == {"wind": "Asia/Tokyo", "waves": "UTC"}


def test_an_error_is_told_with_a_hint_and_where_nothing_typed_was_wrong_with_a_reference(ports: Ports) -> None:
    kept = add(ports, row("pause wind"))
    assert str(handle_requests(ports)) == "0 done, 1 failed"
    assert state_of(ports, kept) is RequestState.FAILED
    (message,) = ports.messenger.heard
    assert "No topic is tracked in this channel." in message.text
    assert "Reference" not in message.text
    add(ports, row("an edit that names no question", kind=RequestKind.EDIT))
    handle_requests(ports)
    assert "Reference" in ports.messenger.heard[-1].text


def test_an_unforeseen_error_is_told_too_and_ends_nothing(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr("bot.flows.commands.split_command", broken)
    add(ports, row("help"))
    add(ports, row("list"))
    assert str(handle_requests(ports)) == "0 done, 2 failed"
    assert all("Something went wrong here." in message.text for message in ports.messenger.heard)


def test_where_a_word_to_the_asker_alone_does_not_arrive_the_error_goes_to_the_thread_or_their_own_messages(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ports.messenger, "whisper", lambda *_: False)
    monkeypatch.setattr(ports.messenger, "tell", lambda _workspace, user, message: told.append(user) or True)
    monkeypatch.setattr("bot.flows.commands.answer_request", lambda *_: 1 // 0)
    asked = add(ports, row("What of it?", kind=RequestKind.QUESTION, key="q", thread_ts="1.1"))
    add(ports, row("pause wind"))
    assert str(handle_requests(ports)) == "0 done, 2 failed"
    (reply,) = ports.store.list_deliveries(TEAM)
    assert (reply.request_id, reply.thread_ts) == (asked.id, "1.1")
    assert "Something went wrong here." in reply.message.text
    assert told == ["U1"]
    assert state_of(ports, asked) is RequestState.FAILED


def test_where_a_word_to_the_asker_alone_does_not_arrive_a_reply_goes_the_same_ways_as_an_error(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(ports.messenger, "whisper", lambda *_: False)
    monkeypatch.setattr(ports.messenger, "tell", lambda _workspace, user, card: told.append((user, card.text)) or True)
    asked = add(ports, row("", kind=RequestKind.QUESTION, key="q", thread_ts="1.1"))
    typed = add(ports, row("help"))
    clicked = add(ports, row("1", key="c", kind=RequestKind.ACTION, payload={"action_id": Action.ASK.value}))
    assert str(handle_requests(ports)) == "3 done, 0 failed"
    (reply,) = ports.store.list_deliveries(TEAM)
    assert (reply.request_id, reply.thread_ts) == (asked.id, "1.1")
    assert reply.message == notices.how_to_ask()
    assert [user for user, _ in told] == ["U1", "U1"]
    assert told[0][1] == notices.help_card().text
    assert "Reply in this briefing" in told[1][1]
    assert {state_of(ports, kept) for kept in (asked, typed, clicked)} == {RequestState.DONE}


def test_a_row_a_crash_left_is_taken_up_again_when_it_is_stale_or_the_process_is_new(ports: Ports) -> None:
    kept = add(ports, row("help"))
    assert ports.store.claim_request(kept, datetime.now(UTC)) is not None
    assert not handle_requests(ports), "another worker may be at it"
    assert handle_requests(ports, begun=datetime.now(UTC) + timedelta(seconds=1)).done == 1


def test_a_row_that_crashes_every_time_is_given_up(ports: Ports) -> None:
    kept = add(ports, row("help"))
    for _ in range(3):
        kept = ports.store.claim_request(kept, datetime.now(UTC))
    handle_requests(ports, begun=datetime.now(UTC) + timedelta(seconds=1))
    assert state_of(ports, kept) is RequestState.FAILED
    assert "three times" in ports.messenger.heard[-1].text


def test_a_question_in_a_conversation_without_topics_is_told_where_the_asker_can_ask_it(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}", channel="C9")
    for number, user in enumerate(("U1", "U2"), 1):
        asked = {"kind": RequestKind.QUESTION, "channel": f"D{number}", "user": user, "key": user}
        add(ports, row("What did Jonas Birk say?", **asked))
        handle_requests(ports)
        add(ports, row("Hello!", **{**asked, "key": f"hello{number}"}))
        handle_requests(ports)
    told, hello, stranger, _ = [reply.message.text for reply in ports.store.list_deliveries(TEAM)]
    assert told.startswith("Nothing is tracked in this conversation")
    assert "You track topics in #outside: ask it there" in told
    assert "/readout track industrial AI" in told
    assert hello.startswith("Hello.")
    assert "Ask it in a channel with topics" in stranger
    assert "#outside" not in stranger


# ------------------------------------------------------------------ clicks


def click(ports: Ports, action: Action, value: str, ts: str = "1.1") -> str:
    payload = {"action_id": action.value, "value": value, "message_ts": ts}
    key = f"{action}{value}{len(ports.messenger.heard)}"
    add(ports, row(value, key=key, kind=RequestKind.ACTION, payload=payload))
    handle_requests(ports)
    return ports.messenger.heard[-1].text


def test_the_menu_mutes_for_a_week_and_leads_to_edit(ports: Ports) -> None:
    say(ports, f"track wind from {FEED}")
    number = topic(ports).id
    assert "silent for a week" in click(ports, Action.MORE, f"mute:{number}")
    due = topic(ports).next_due
    assert due is not None
    assert due > datetime.now(UTC) + timedelta(days=6, hours=23)
    assert "How shall “wind” change?" in click(ports, Action.MORE, f"edit:{number}")
    say(ports, f"track waves from {FEED}")
    other = next(t.id for t in ports.store.list_topics(TEAM) if t.name == "waves")
    assert "Which topic?" in click(ports, Action.MORE, f"edit:{number},{other}")
    assert "Less of what?" in click(ports, Action.MORE, f"less:{number}")
    assert "no longer stored" in click(ports, Action.MORE, f"wrong:{number}")
    assert "no longer tracked" in click(ports, Action.MORE, "mute:999,x")


def test_buttons_under_a_briefing_that_is_not_known_yet_still_answer(ports: Ports) -> None:
    assert "Reply in this briefing" in click(ports, Action.ASK, "1")
    assert "Nobody is quoted" in click(ports, Action.PEOPLE, "1")
    assert "nothing left" in click(ports, Action.DELIVER_AGAIN, "no-such-delivery")
    assert "settled" in click(ports, Action.DISMISS, "no-such-delivery")


def test_a_click_of_another_app_ends_in_silence(ports: Ports) -> None:
    add(ports, row("x", kind=RequestKind.ACTION, payload={"action_id": "somebody.else"}))
    assert handle_requests(ports).done == 1
    assert ports.messenger.heard == []
