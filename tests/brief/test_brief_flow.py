from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from brief_desk import WORKSPACE, Desk
from briefing_sample import ARTICLES, NOW, sample_digest

from bot.errors import NotFoundError, StoreError
from bot.flows import brief
from bot.flows.compose import Asked
from bot.model import DeliveryState, FeedState, RunState

KEY = "T1|C1|2026-11-23|08:00"


def test_a_due_topic_becomes_a_run_an_edition_and_pending_parts(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    brief.run_due(desk.ports)
    run = desk.store.get_run(KEY)
    assert run
    assert run.state is RunState.DONE
    (edition,) = desk.store.list_editions(WORKSPACE)
    rows = desk.store.list_deliveries(WORKSPACE, run_id=run.id)
    assert [row.message for row in rows] == list(edition.messages)
    assert {row.state for row in rows} == {DeliveryState.PENDING}
    assert [row.parent_id for row in rows] == [None] + [rows[0].id] * (len(rows) - 1)
    assert desk.queue.woken == ["deliver"]
    moved = desk.store.get_topic(WORKSPACE, topic.id)
    assert moved
    assert moved.next_due == NOW + timedelta(days=1)
    assert moved.last_sent == NOW
    assert edition.manifest["cut_off"] == NOW.isoformat()
    assert len(edition.manifest["articles"]) == len(ARTICLES)


def test_a_run_is_made_once_however_often_the_tick_comes(desk: Desk) -> None:
    desk.file_news(desk.topic())
    for _ in range(3):
        brief.run_due(desk.ports)
    assert len(desk.store.list_editions(WORKSPACE)) == 1


def test_topics_of_a_channel_due_together_are_one_briefing(desk: Desk) -> None:
    desk.file_news(desk.topic(), desk.topic("Ferries"))
    brief.run_due(desk.ports)
    (edition,) = desk.store.list_editions(WORKSPACE)
    assert len(edition.topic_ids) == 2
    assert "Shore power, Ferries" in json.dumps(edition.messages[0].blocks)


def test_topics_of_two_zones_at_one_slot_are_both_briefed(desk: Desk) -> None:
    desk.file_news(desk.topic(), desk.topic("London", zone="Europe/London"))
    brief.run_due(desk.ports)
    desk.clock.at = NOW + timedelta(hours=1)
    brief.run_due(desk.ports)
    assert sorted(edition.topic_ids for edition in desk.store.list_editions(WORKSPACE)) == [(1,), (2,)]


def test_a_crash_after_the_run_was_recorded_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.file_news(desk.topic())
    with monkeypatch.context() as broken:
        broken.setattr(brief, "render_briefing", lambda *_: 1 / 0)
        brief.run_due(desk.ports)
    assert [run.key for run in desk.store.list_open_runs()] == [KEY]
    brief.run_due(desk.ports)
    assert desk.store.list_open_runs() == []
    assert len(desk.store.list_editions(WORKSPACE)) == 1


def test_a_broken_run_does_not_hold_up_another_channel_and_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = desk.topic(), desk.topic(channel="C2")
    desk.file_news(first, second)
    whole = brief.compose

    def compose(ports, topics, since, until):
        if topics[0].channel == "C1":
            raise ZeroDivisionError
        return whole(ports, topics, since, until)

    monkeypatch.setattr(brief, "compose", compose)
    brief.run_due(desk.ports)
    assert [edition.channel for edition in desk.store.list_editions(WORKSPACE)] == ["C2"]
    desk.clock.at = NOW + timedelta(minutes=11)
    brief.run_due(desk.ports)
    run = desk.store.get_run(KEY)
    assert run
    assert run.state is RunState.FAILED
    assert "could not be made" in desk.messenger.told[0][1].text


def test_an_error_with_a_name_is_told_to_the_owner(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def compose(*_):
        raise StoreError("The disk is full.", "Make room.")

    desk.file_news(desk.topic())
    monkeypatch.setattr(brief, "compose", compose)
    brief.run_due(desk.ports)
    run = desk.store.get_run(KEY)
    assert run
    assert (run.state, run.note) == (RunState.FAILED, "The disk is full.")
    ((user, message),) = desk.messenger.told
    assert user == "U1"
    assert "The disk is full." in message.text


def test_what_was_missed_lately_is_given_once_and_now(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    desk.clock.at = NOW + timedelta(hours=5)
    brief.run_due(desk.ports)
    (edition,) = desk.store.list_editions(WORKSPACE)
    assert edition.cut_off == desk.clock.at
    assert desk.messenger.told == []


def test_what_was_missed_by_too_much_is_marked_and_told(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    desk.clock.at = NOW + timedelta(hours=7)
    brief.run_due(desk.ports)
    brief.run_due(desk.ports)
    run = desk.store.get_run(KEY)
    assert run
    assert run.state is RunState.LATE
    assert desk.store.list_editions(WORKSPACE) == []
    ((user, message),) = desk.messenger.told
    assert user == "U1"
    assert "Mon 08:00" in message.text
    moved = desk.store.get_topic(WORKSPACE, topic.id)
    assert moved
    assert moved.next_due == NOW + timedelta(days=1)


def test_a_clock_that_had_run_ahead_silences_no_topic(desk: Desk) -> None:
    ahead = desk.topic(next_due=NOW + timedelta(days=40))
    muted = desk.topic("Muted", next_due=NOW + timedelta(days=13))
    brief.run_due(desk.ports)
    mended, left = (desk.store.get_topic(WORKSPACE, topic.id) for topic in (ahead, muted))
    assert mended
    assert left
    assert mended.next_due == NOW + timedelta(days=1)
    assert mended.due_slot == "08:00"
    assert left.next_due == muted.next_due


def test_nothing_new_posts_nothing(desk: Desk) -> None:
    desk.topic()
    brief.run_due(desk.ports)
    run = desk.store.get_run(KEY)
    assert run
    assert run.state is RunState.EMPTY
    assert desk.store.list_deliveries(WORKSPACE) == []


def test_a_run_whose_topics_are_gone_ends(desk: Desk) -> None:
    topic = desk.topic()
    added = desk.store.add_run(brief.Run("k", WORKSPACE, "C1", (topic.id,), NOW), ())
    assert added
    desk.store.delete_topic(WORKSPACE, topic.id)
    assert brief.brief_run(desk.ports, added) is None
    assert desk.store.list_open_runs() == []


# ------------------------------------------------------------------ on demand


def test_now_is_posted_once_a_command(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    first = brief.brief_now(desk.ports, WORKSPACE, "C1", [topic], key="cmd-1")
    again = brief.brief_now(desk.ports, WORKSPACE, "C1", [topic], key="cmd-1")
    assert first.state is RunState.DONE
    assert again == first
    assert len(desk.store.list_editions(WORKSPACE)) == 1


def test_now_moves_the_window_on_and_a_longer_look_back_does_not(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    brief.brief_now(desk.ports, WORKSPACE, "C1", [topic], key="cmd-1")
    sent = desk.store.get_topic(WORKSPACE, topic.id)
    assert sent
    assert brief.brief_now(desk.ports, WORKSPACE, "C1", [sent], key="cmd-2").state is RunState.EMPTY
    desk.clock.at = NOW + timedelta(hours=1)
    assert brief.brief_now(desk.ports, WORKSPACE, "C1", [sent], key="cmd-3", days=7).state is RunState.DONE
    after = desk.store.get_topic(WORKSPACE, topic.id)
    assert after
    assert after.last_sent == NOW


def test_now_without_topics_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as caught:
        brief.brief_now(desk.ports, WORKSPACE, "C1", [], key="x")
    assert caught.value.hint


def test_what_was_asked_survives_a_restart() -> None:
    assert Asked.of("") is None
    assert Asked.of("nothing new") is None
    for asked in (Asked(), Asked(NOW)):
        assert Asked.of(asked.note) == asked


def test_a_dry_run_records_nothing(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    digest = brief.dry_run(desk.ports, topic, days=3)
    assert digest.counts.articles == len(ARTICLES)
    assert brief.rendered(desk.ports, digest)[0].blocks
    assert desk.store.list_editions(WORKSPACE) == []
    assert desk.store.list_open_runs() == []


def test_a_dry_run_of_nothing_is_one_line(desk: Desk) -> None:
    (message,) = brief.rendered(desk.ports, brief.dry_run(desk.ports, desk.topic()))
    assert message.text.startswith("Nothing new on Shore power")


# ------------------------------------------------------------------ what is kept


def test_replay_gives_the_same_bytes_after_everything_has_moved_on(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    brief.run_due(desk.ports)
    (edition,) = desk.store.list_editions(WORKSPACE)
    first = next(article for article in desk.store.list_articles(edition.article_ids) if "Ilse" in article.text)
    desk.store.add_article(replace(first, text="Everything is different now.", content_hash="other"))
    desk.store.mark_topic(replace(topic, name="Renamed"))
    desk.clock.at = NOW + timedelta(days=3)
    assert brief.replay(desk.ports, edition) == edition.messages
    assert "Ilse Varnholt" in json.dumps(edition.messages[0].blocks)


def test_delivery_ids_follow_from_the_run(desk: Desk) -> None:
    assert brief.delivery_id(KEY, 0) == brief.delivery_id(KEY, 0)
    assert len({brief.delivery_id(KEY, part) for part in range(9)}) == 9
    assert brief.delivery_id(KEY, 0) != brief.delivery_id(KEY + "x", 0)


def test_coverage_is_of_the_topics_own_feeds(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    bad = desk.store.add_feed("https://user:secret@broken.example/feed")
    desk.store.mark_feed(replace(bad, state=FeedState.FAILING, failing_since=NOW - timedelta(days=1)))
    desk.store.add_topic_feed(WORKSPACE, topic.id, bad.id)
    desk.store.add_feed("https://of-somebody-else.example/feed")
    coverage = brief.dry_run(desk.ports, topic).coverage
    assert coverage.feeds == 2
    assert [feed.name for feed in coverage.failing] == ["broken.example"]
    assert "secret" not in repr(coverage)


def test_the_store_gives_what_the_sample_says(desk: Desk) -> None:
    topic = desk.topic()
    desk.file_news(topic)
    said = {line.speaker for line in brief.dry_run(desk.ports, topic).everyone}
    assert said == {line.speaker for line in sample_digest().everyone}
