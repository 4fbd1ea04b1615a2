"""Topics, the ledger and requests: the same on every engine."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time

import pytest
from storage_samples import DAY, HOUR, NOW, article, delivery, edition, item, message, question, run, topic

from bot.errors import InputError, NotFoundError
from bot.model import LOCAL as OURS
from bot.model import DeliveryState, RequestKind, RequestState, RunState, Timetable, Topic, WorkspaceId
from bot.ports import Store

THEIRS = WorkspaceId("T2")

# ------------------------------------------------------------------ topics


def test_every_field_of_a_topic_is_kept(store: Store):
    added = store.add_topic(topic(created=NOW))
    assert added == topic(id=added.id, created=NOW)
    full = Topic(
        OURS,
        "C2",
        "Ferries",
        query="ferry",
        timetable=Timetable((time(7, 30), time(17)), frozenset({0, 6}), "Europe/Oslo"),
        id=added.id,
        owner="U2",
        paused=True,
        muted=("Tarn Gazette", "golf"),
        next_due=NOW,
        due_date=date(2026, 3, 9),
        due_slot="07:30",
        last_sent=NOW - DAY,
        late_limit_s=60,
        created=NOW,
    )
    store.mark_topic(full)
    assert store.get_topic(OURS, added.id) == full
    assert store.list_topics(OURS) == [full]
    assert store.list_topics(OURS, "C1") == []


def test_a_channel_has_one_topic_of_a_name(store: Store):
    first = store.add_topic(topic())
    with pytest.raises(InputError) as caught:
        store.add_topic(topic("  HARBOUR "))
    assert caught.value.hint
    other = store.add_topic(topic("Ferries"))
    store.add_topic(topic(channel="C2"))
    store.add_topic(topic(workspace=THEIRS))
    with pytest.raises(InputError):
        store.mark_topic(replace(other, name="harbour"))
    store.mark_topic(replace(first, name="HARBOUR"))
    assert [one.name for one in store.list_topics(OURS, "C1")] == ["HARBOUR", "Ferries"]


def test_a_topics_id_is_never_given_again(store: Store):
    first = store.add_topic(topic())
    assert store.delete_topic(OURS, first.id)
    assert not store.delete_topic(OURS, first.id)
    assert store.add_topic(topic()).id != first.id
    store.mark_topic(replace(first, name="Ferries"))
    assert store.get_topic(OURS, first.id) is None


def test_due_topics_of_all_workspaces(store: Store):
    due = store.add_topic(topic("1", next_due=NOW))
    overdue = store.add_topic(topic("2", workspace=THEIRS, next_due=NOW - HOUR))
    store.add_topic(topic("3", next_due=NOW - HOUR, paused=True))
    store.add_topic(topic("4", next_due=NOW + HOUR))
    store.add_topic(topic("5"))
    assert [one.id for one in store.list_due_topics(NOW)] == [overdue.id, due.id]


def test_a_topics_feeds(store: Store):
    tracked, feed = store.add_topic(topic()), store.add_feed("https://tarn.example/feed")
    store.add_topic_feed(OURS, tracked.id, feed.id)
    store.add_topic_feed(OURS, tracked.id, feed.id)
    assert store.list_topic_feeds(OURS, tracked.id) == [feed]
    assert store.list_feed_topics(feed.id) == [tracked]
    assert store.delete_topic_feed(OURS, tracked.id, feed.id)
    assert not store.delete_topic_feed(OURS, tracked.id, feed.id)
    assert store.list_feed_topics(feed.id) == []
    assert store.get_feed(feed.id) == feed


def _matched(store: Store, tracked: Topic, feed_id: int, number: int) -> int:
    story = store.add_article(article(f"https://tarn.example/{number}"))
    (stored,) = store.add_items(feed_id, [item(number)], NOW, baseline=False)
    store.mark_item(stored.id, article_id=story.id)
    store.mark_matches(tracked, "q", {story.id: True})
    return story.id


def test_a_feed_taken_away_takes_its_matches_along(store: Store):
    tracked = store.add_topic(topic())
    kept, dropped = (store.add_feed(f"https://tarn.example/{n}") for n in range(2))
    for feed in (kept, dropped):
        store.add_topic_feed(OURS, tracked.id, feed.id)
    one, two = _matched(store, tracked, kept.id, 1), _matched(store, tracked, dropped.id, 2)
    both = _matched(store, tracked, dropped.id, 3)
    store.add_items(kept.id, [item(3)], NOW, baseline=False)
    store.delete_topic_feed(OURS, tracked.id, dropped.id)
    found = store.list_topic_articles(OURS, tracked.id, NOW - DAY, NOW)
    assert {a.id for a in found} == {one, both}
    assert two not in {a.id for a in found}


def test_deleting_a_topic_keeps_news_and_editions(store: Store):
    tracked, feed = store.add_topic(topic()), store.add_feed("https://tarn.example/feed")
    store.add_topic_feed(OURS, tracked.id, feed.id)
    story_id = _matched(store, tracked, feed.id, 1)
    made = store.add_run(run(topic_ids=(tracked.id,)), [])
    assert made is not None
    sent = store.add_edition(edition(made.id), [], [])
    store.delete_topic(OURS, tracked.id)
    assert store.list_feeds() == [feed]
    assert store.get_article(story_id) is not None
    assert store.get_edition(OURS, sent.id) == sent
    assert store.list_topic_articles(OURS, tracked.id, NOW - DAY, NOW) == []


def test_another_workspace_reads_and_writes_nothing(store: Store):
    tracked, feed = store.add_topic(topic()), store.add_feed("https://tarn.example/feed")
    store.add_topic_feed(OURS, tracked.id, feed.id)
    _matched(store, tracked, feed.id, 1)
    assert store.get_topic(THEIRS, tracked.id) is None
    assert store.list_topics(THEIRS) == []
    assert store.list_topic_feeds(THEIRS, tracked.id) == []
    assert store.list_topic_articles(THEIRS, tracked.id, NOW - DAY, NOW) == []
    assert not store.delete_topic(THEIRS, tracked.id)
    assert not store.delete_topic_feed(THEIRS, tracked.id, feed.id)
    store.add_topic_feed(THEIRS, tracked.id, store.add_feed("https://tarn.example/2").id)
    store.mark_topic(replace(tracked, workspace=THEIRS, name="Taken"))
    store.mark_matches(replace(tracked, workspace=THEIRS), "q2", {1: False})
    assert store.list_topics(OURS) == [tracked]
    assert store.list_topic_feeds(OURS, tracked.id) == [feed]
    assert len(store.list_topic_articles(OURS, tracked.id, NOW - DAY, NOW)) == 1


# ------------------------------------------------------------------ runs and editions


def test_a_run_is_made_once_and_moves_its_topics_on(store: Store):
    tracked = store.add_topic(topic(next_due=NOW))
    moved = replace(tracked, next_due=NOW + DAY, due_date=date(2026, 3, 10), due_slot="08:00")
    made = store.add_run(run(topic_ids=(tracked.id,)), [moved])
    assert made is not None
    assert replace(made, id=0) == run(topic_ids=(tracked.id,))
    assert store.get_run(made.key) == made
    assert store.get_topic(OURS, tracked.id) == moved
    later = replace(moved, next_due=NOW + 2 * DAY)
    assert store.add_run(run(topic_ids=(9,)), [later]) is None
    assert store.get_topic(OURS, tracked.id) == later
    assert store.list_open_runs() == [made]
    store.mark_run(made.id, RunState.LATE, "missed by 9 h")
    assert store.list_open_runs() == []
    assert store.get_run(made.key) == replace(made, state=RunState.LATE, note="missed by 9 h")
    assert store.get_run("else") is None


def test_an_edit_made_while_a_run_is_made_is_kept(store: Store):
    read = store.add_topic(topic(next_due=NOW))
    edited = replace(read, name="Quays", timetable=Timetable((time(9),)), next_due=NOW + HOUR)
    store.mark_topic(edited)
    store.add_run(run(), [replace(read, next_due=NOW + DAY)])
    assert store.get_topic(OURS, read.id) == edited


def test_an_edition_its_deliveries_and_its_topics_are_one_step(store: Store):
    tracked = store.add_topic(topic())
    made = store.add_run(run(), [])
    assert made is not None
    parts = [
        delivery("b", 1, run_id=made.id, parent_id="a"),
        delivery("a", run_id=made.id),
    ]
    sent = store.add_edition(edition(made.id), parts, [replace(tracked, last_sent=NOW, name="Ignored")])
    assert replace(sent, id=0) == edition(made.id)
    assert store.get_edition(OURS, sent.id) == sent
    assert store.get_edition(THEIRS, sent.id) is None
    assert store.list_deliveries(OURS, run_id=made.id) == [parts[1], parts[0]]
    assert store.list_open_deliveries(NOW) == [parts[1], parts[0]]
    assert store.list_deliveries(THEIRS, run_id=made.id) == []
    assert store.get_topic(OURS, tracked.id) == replace(tracked, last_sent=NOW)
    done = store.get_run(made.key)
    assert done is not None
    assert done.state == RunState.DONE


def test_a_run_has_one_edition(store: Store):
    made = store.add_run(run(), [])
    assert made is not None
    first = store.add_edition(edition(made.id), [delivery("a", run_id=made.id)], [])
    again = store.add_edition(edition(made.id, messages=(message("else"),)), [delivery("z", run_id=made.id)], [])
    assert again == first
    assert [one.id for one in store.list_deliveries(OURS, run_id=made.id)] == ["a"]


def test_an_edition_wants_a_run_of_its_own_workspace(store: Store):
    made = store.add_run(run(), [])
    assert made is not None
    for wrong in (edition(made.id, workspace=THEIRS), edition(made.id + 1)):
        with pytest.raises(NotFoundError):
            store.add_edition(wrong, [delivery("a", run_id=made.id)], [])
    assert store.list_open_runs() == [made]
    assert store.get_delivery("a") is None


def test_editions_by_channel_and_by_thread(store: Store):
    made = []
    for number, channel in enumerate(("C1", "C2", "C1")):
        one = store.add_run(run(f"k{number}", channel=channel), [])
        assert one is not None
        parts = [delivery(f"p{number}", run_id=one.id, channel=channel)]
        made.append(store.add_edition(edition(one.id, channel=channel), parts, []))
        claimed = store.claim_delivery(f"p{number}", NOW)
        assert claimed is not None
        store.mark_delivery(replace(claimed, state=DeliveryState.SENT, ts=f"{number}.5"), claimed)
    assert [one.id for one in store.list_editions(OURS)] == [made[2].id, made[1].id, made[0].id]
    assert [one.id for one in store.list_editions(OURS, "C1", 1)] == [made[2].id]
    assert store.list_editions(THEIRS) == []
    assert store.get_edition_at(OURS, "C2", "1.5") == made[1]
    assert store.get_edition_at(OURS, "C1", "1.5") is None
    assert store.get_edition_at(THEIRS, "C2", "1.5") is None


# ------------------------------------------------------------------ deliveries


def test_every_field_of_a_delivery_is_kept(store: Store):
    asked = store.add_request(question())
    assert asked is not None
    full = delivery(
        "d",
        3,
        request_id=asked.id,
        parent_id="p",
        thread_ts="1.2",
        state=DeliveryState.UNKNOWN,
        attempt=2,
        since=NOW,
        not_before=NOW + HOUR,
        ts="3.4",
        reason="timed out",
    )
    store.add_deliveries([full])
    store.add_deliveries([replace(full, reason="never written")])
    assert store.get_delivery("d") == full
    assert store.get_delivery("e") is None
    assert store.list_deliveries(OURS, request_id=asked.id) == [full]
    assert store.list_deliveries(OURS) == [full]
    assert store.list_deliveries(THEIRS) == []


def test_open_deliveries_are_those_that_something_is_to_be_done_about(store: Store):
    waits = {DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN}
    store.add_deliveries([delivery(str(state), state=state) for state in DeliveryState])
    store.add_deliveries([delivery("later", not_before=NOW + HOUR)])
    assert {one.id for one in store.list_open_deliveries(NOW)} == {str(state) for state in waits}
    assert "later" in {one.id for one in store.list_open_deliveries(NOW + HOUR)}


def test_one_worker_claims_a_delivery(store: Store, open_again: Callable[[], Store]):
    store.add_deliveries([delivery("d")])
    workers = [store, open_again(), open_again()]
    with ThreadPoolExecutor(6) as pool:
        won = [one for one in pool.map(lambda n: workers[n % 3].claim_delivery("d", NOW), range(12)) if one]
    assert won == [delivery("d", state=DeliveryState.SENDING, attempt=1, since=NOW)]
    assert store.claim_delivery("none", NOW) is None


def test_a_delivery_is_marked_only_from_the_state_it_was_seen_in(store: Store):
    store.add_deliveries([delivery("d")])
    claimed = store.claim_delivery("d", NOW)
    assert claimed is not None
    waiting = replace(claimed, state=DeliveryState.PENDING, not_before=NOW + HOUR, reason="ratelimited")
    assert store.mark_delivery(waiting, claimed)
    assert not store.mark_delivery(replace(claimed, state=DeliveryState.SENT, ts="1"), claimed)
    second = store.claim_delivery("d", NOW + HOUR)
    assert second is not None
    assert second.attempt == 2
    assert not store.mark_delivery(replace(claimed, state=DeliveryState.FAILED), claimed)
    assert store.mark_delivery(replace(second, state=DeliveryState.SENT, ts="1"), second)
    assert store.get_delivery("d") == replace(second, state=DeliveryState.SENT, ts="1")


# ------------------------------------------------------------------ requests


def test_a_request_is_one_however_often_it_arrives(store: Store):
    added = store.add_request(question())
    assert added == question(id=added.id if added else 0)
    assert store.add_request(question(text="again")) is None
    assert added is not None
    assert store.get_request(added.id) == added
    assert store.get_request(added.id + 1) is None
    assert store.get_request_keyed("Ev1") == added
    assert store.get_request_keyed("Ev2") is None


def test_what_was_asked_before_in_a_thread(store: Store):
    asked = [
        store.add_request(question("1")),
        store.add_request(question("2", thread_ts="9.9")),
        store.add_request(question("3", channel="C2")),
        store.add_request(question("4", workspace=THEIRS)),
        store.add_request(question("5", kind=RequestKind.COMMAND)),
        store.add_request(question("6")),
        store.add_request(question("7")),
    ]
    last = asked[-1]
    assert last is not None
    assert store.list_asked(last) == [asked[5], asked[0]]
    assert store.list_asked(last, 1) == [asked[5]]


def test_one_worker_claims_a_request_and_a_stale_one_is_claimed_again(store: Store):
    added = store.add_request(question())
    assert added is not None
    claimed = store.claim_request(added, NOW)
    assert claimed == replace(added, state=RequestState.WORKING, attempt=1, since=NOW)
    assert store.claim_request(added, NOW) is None
    assert store.list_open_requests() == [claimed]
    again = store.claim_request(claimed, NOW + HOUR)
    assert again == replace(claimed, attempt=2, since=NOW + HOUR)
    assert store.claim_request(claimed, NOW + HOUR) is None
    store.mark_request(added.id, RequestState.DONE)
    assert store.list_open_requests() == []
    assert again is not None
    assert store.claim_request(replace(again, state=RequestState.DONE), NOW) is None
