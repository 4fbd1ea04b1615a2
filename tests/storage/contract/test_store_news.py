"""Feeds, items, articles and readings: the same on every engine."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from storage_samples import DAY, HOUR, NOW, READING, TEXT, article, item, sentences, topic

from bot.model import ECHO, LOCAL, Feed, FeedState, Item, Reading, Span
from bot.ports import Store, WindowRow

# ------------------------------------------------------------------ feeds


def test_a_feed_is_made_once(store: Store):
    feed = store.add_feed("https://tarn.example/feed", title="Tarn", outlet="Tarn Gazette", next_due=NOW)
    assert feed == Feed(feed.id, "https://tarn.example/feed", "Tarn", "Tarn Gazette", next_due=NOW)
    assert store.add_feed("https://tarn.example/feed", title="Other") == feed
    assert store.list_feeds() == [feed]
    assert store.get_feed(feed.id) == feed
    assert store.get_feed(feed.id + 1) is None


def test_every_field_of_a_feed_is_kept(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    full = replace(
        feed,
        url="https://tarn.example/new",
        title="T",
        outlet="O",
        state=FeedState.FAILING,
        next_due=NOW,
        last_polled=NOW - HOUR,
        last_success=NOW - DAY,
        failing_since=NOW,
        error="timed out",
        error_count=3,
        etag='"e"',
        last_modified="Mon",
        body_hash="hash",
        unchanged_polls=4,
        moved_to="https://moved.example/",
        interval_s=900,
        rhythm="ttl=60",
    )
    defaults = Feed(feed.id + 1, "")
    assert [name.name for name in fields(Feed) if getattr(full, name.name) == getattr(defaults, name.name)] == []
    store.mark_feed(full)
    assert store.list_feeds([feed.id, 99]) == [full]
    assert store.list_feeds([]) == []


def test_due_feeds_come_by_their_turn_and_gone_ones_never(store: Store):
    late, soon, fresh, gone = (store.add_feed(f"https://tarn.example/{n}") for n in range(4))
    store.mark_feed(replace(late, next_due=NOW - HOUR))
    store.mark_feed(replace(soon, next_due=NOW + HOUR))
    store.mark_feed(replace(gone, next_due=NOW - HOUR, state=FeedState.GONE))
    assert [feed.id for feed in store.list_due_feeds(NOW, 10)] == [fresh.id, late.id]
    assert [feed.id for feed in store.list_due_feeds(NOW, 1)] == [fresh.id]
    assert [feed.id for feed in store.list_due_feeds(NOW + HOUR, 10)] == [fresh.id, late.id, soon.id]


def test_one_worker_claims_a_feed(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    assert store.claim_feed(feed, NOW + HOUR, NOW)
    assert not store.claim_feed(feed, NOW + HOUR, NOW)
    claimed = store.get_feed(feed.id)
    assert claimed is not None
    assert (claimed.next_due, claimed.last_polled) == (NOW + HOUR, NOW)
    assert store.claim_feed(claimed, NOW + DAY, NOW + HOUR)


# ------------------------------------------------------------------ items


def test_items_are_told_when_they_are_new_or_changed(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    stored = store.add_items(feed.id, [item(1), item(2)], NOW, baseline=True)
    assert [one.item for one in stored] == [item(1), item(2)]
    assert all(one.baseline and one.feed_id == feed.id and one.first_seen == NOW for one in stored)
    assert store.add_items(feed.id, [item(1), item(2)], NOW + HOUR, baseline=False) == []
    changed = store.add_items(feed.id, [item(1, title="Corrected")], NOW + HOUR, baseline=False)
    assert [(one.id, one.item.title, one.first_seen) for one in changed] == [(stored[0].id, "Corrected", NOW)]
    assert store.add_items(feed.id, [item(1, title="Corrected", summary="x")], NOW + HOUR, baseline=False) == []


def test_any_shared_key_is_the_same_item(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    (first,) = store.add_items(feed.id, [item(1, keys=("guid:a", "url:u"))], NOW, baseline=False)
    assert store.add_items(feed.id, [item(1, keys=("guid:b", "url:u"))], NOW, baseline=False) == []
    assert store.add_items(feed.id, [item(1, keys=("guid:b",))], NOW, baseline=False) == []
    assert [one.id for one in store.list_items_to_fetch(NOW, 9)] == [first.id]


def test_a_guid_is_known_in_its_own_feed_alone_and_a_page_everywhere(store: Store):
    one, two = store.add_feed("https://tarn.example/1"), store.add_feed("https://tarn.example/2")
    store.add_items(one.id, [item(1, keys=("guid:1",))], NOW, baseline=False)
    (other,) = store.add_items(two.id, [item(2, keys=("guid:1", "url:p"))], NOW, baseline=False)
    assert store.add_items(one.id, [item(3, keys=("guid:9", "url:p"), title="Else")], NOW, baseline=False) == []
    assert {s.id for s in store.list_items_to_fetch(NOW, 9, [one.id])} >= {other.id}
    assert len(store.list_items_to_fetch(NOW, 9)) == 2


def test_an_item_said_twice_in_one_document_counts_once(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    twice = [item(1), item(1, title="Again"), item(2, keys=("guid:1",))]
    assert [one.item.title for one in store.add_items(feed.id, twice, NOW, baseline=False)] == ["Story 1"]
    assert store.add_items(feed.id, twice, NOW, baseline=False) == []


def test_what_a_feed_repeats_is_not_written_again(store: Store, monkeypatch: pytest.MonkeyPatch):
    feed = store.add_feed("https://tarn.example/feed")
    store.add_items(feed.id, [item(1, keys=("guid:a",)), item(2, keys=("url:u",))], NOW, baseline=False)
    said = [item(1, keys=("guid:a", "url:u")), item(2, keys=("url:v", "guid:c"))]
    store.add_items(feed.id, said, NOW, baseline=False)
    monkeypatch.setattr(store._engine, "write", lambda: pytest.fail("it was written again"))
    assert store.add_items(feed.id, said, NOW, baseline=False) == []
    with pytest.raises(pytest.fail.Exception):
        store.add_items(feed.id, [item(3)], NOW, baseline=False)


def _echo(number: int) -> Item:
    """A notice of always the same words, under new addresses each time."""
    return item(number, title="Quay shut", keys=(f"guid:{number}", f"url:{number}", ECHO + "quay shut"))


def test_an_echo_names_a_young_item_that_is_announced_no_more(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    (first,) = store.add_items(feed.id, [_echo(1)], NOW, baseline=False)
    (again,) = store.add_items(feed.id, [_echo(2)], NOW + DAY, baseline=False)
    assert (again.id, again.item.url) == (first.id, _echo(2).url)
    (later,) = store.add_items(feed.id, [_echo(3)], NOW + 4 * DAY, baseline=False)
    assert later.id != first.id, "days apart it is another story"


def test_an_echo_beside_the_older_item_is_another_story(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    (first,) = store.add_items(feed.id, [_echo(1)], NOW, baseline=False)
    (second,) = store.add_items(feed.id, [_echo(2), replace(_echo(1), keys=_echo(1).keys[:2])], NOW, baseline=False)
    assert second.id != first.id


def test_items_wait_for_their_turn(store: Store):
    feed = store.add_feed("https://tarn.example/feed")
    one, two, three = store.add_items(feed.id, [item(1), item(2), item(3)], NOW, baseline=False)
    assert [s.id for s in store.list_items_to_fetch(NOW, 2)] == [one.id, two.id]
    story = store.add_article(article())
    store.mark_item(one.id, article_id=story.id)
    store.mark_item(two.id, retry_at=NOW + HOUR, note="timed out")
    assert [s.id for s in store.list_items_to_fetch(NOW, 9)] == [three.id]
    assert [s.id for s in store.list_items_to_fetch(NOW + HOUR, 9)] == [two.id, three.id]
    store.mark_item(three.id, note="the page holds no article")
    assert [s.id for s in store.list_items_to_fetch(NOW + DAY, 9)] == [two.id]
    (again,) = store.add_items(feed.id, [item(1, title="New")], NOW, baseline=False)
    assert again.article_id == story.id
    store.add_items(feed.id, [item(3, title="New")], NOW, baseline=False)
    assert {s.id for s in store.list_items_to_fetch(NOW + DAY, 9)} == {one.id, two.id, three.id}, "edited ones as well"
    assert store.list_items_to_fetch(NOW + DAY, 9, []) == []
    store.mark_item(two.id, retry_at=NOW + 2 * DAY, note="the site asks us to come less often")
    store.add_items(feed.id, [item(2, title="New")], NOW, baseline=False)
    assert two.id not in {s.id for s in store.list_items_to_fetch(NOW + DAY, 9)}, "announced anew, it waits on"
    store.mark_item(two.id, retry_at=NOW)
    store.mark_item(one.id, article_id=story.id)
    assert {s.id for s in store.list_items_to_fetch(NOW + DAY, 9)} == {two.id, three.id}


# ------------------------------------------------------------------ articles


def test_an_article_is_new_then_unchanged_then_a_version(store: Store):
    first = store.add_article(article())
    assert first.version == 1
    assert first.content_hash
    assert replace(first, id=0, content_hash="") == article()
    assert store.add_article(article(first_seen=NOW + DAY)) == first
    second = store.add_article(article(text="Another text.", title="Corrected", first_seen=NOW + DAY))
    assert (second.id, second.version, second.first_seen) == (first.id, 2, NOW)
    assert store.get_article(first.id) == second
    assert store.get_article(first.id, 2) == second
    assert store.get_article(first.id, 1) == first
    assert store.get_article(first.id, 3) is None
    assert store.get_article(99) is None


def test_articles_come_in_the_order_asked(store: Store):
    ids = [store.add_article(article(f"https://tarn.example/{n}")).id for n in range(3)]
    asked = [ids[2], 99, ids[0]]
    assert [one.id for one in store.list_articles(asked)] == [ids[2], ids[0]]


def test_a_window_is_open_before_and_closed_after(store: Store):
    for hour in range(4):
        store.add_article(article(f"https://tarn.example/{hour}", first_seen=NOW + hour * HOUR))
    found = store.list_window(NOW, NOW + 2 * HOUR)
    assert [one.first_seen for one in found] == [NOW + HOUR, NOW + 2 * HOUR]
    store.mark_story({found[0].id: 7}, {found[1].id: found[0].id})
    assert store.list_window_rows(NOW, NOW + 2 * HOUR) == [
        WindowRow(found[0].id, 1, 7, None),
        WindowRow(found[1].id, 1, None, found[0].id),
    ]


def test_stories_and_copies_are_marked(store: Store):
    one, two = (store.add_article(article(f"https://tarn.example/{n}")) for n in range(2))
    store.mark_story({one.id: one.id, two.id: one.id}, {two.id: one.id})
    got = store.get_article(two.id)
    assert got is not None
    assert (got.story_id, got.copy_of) == (one.id, one.id)
    newer = store.add_article(article("https://tarn.example/1", text="More."))
    assert (newer.story_id, newer.copy_of) == (one.id, one.id)


# ------------------------------------------------------------------ readings


def test_a_reading_comes_back_exactly(store: Store):
    stored = store.add_article(article())
    assert store.get_readings([stored.id]) == {}
    store.add_reading(stored, READING, "r1")
    assert store.get_readings([stored.id, 99]) == {stored.id: READING}
    got = store.get_readings([stored.id])[stored.id]
    assert [str(figure.value) for figure in got.figures] == ["4.820E+7", "7.5"]
    store.add_reading(stored, Reading(sentences=(Span(0, 4),), language="de"), "r2")
    assert store.get_readings([stored.id]) == {stored.id: Reading(sentences=(Span(0, 4),), language="de")}


def test_what_is_unread_by_a_reader(store: Store):
    old = store.add_article(article("https://tarn.example/1", published=NOW - DAY))
    new = store.add_article(article("https://tarn.example/2"))
    store.add_article(article("https://tarn.example/3", text="", note="paywall"))
    assert [one.id for one in store.list_unread("r1", 9)] == [new.id, old.id]
    assert [one.id for one in store.list_unread("r1", 1)] == [new.id]
    store.add_reading(new, READING, "r1")
    assert [one.id for one in store.list_unread("r1", 9)] == [old.id]
    assert [one.id for one in store.list_unread("r2", 9)] == [new.id, old.id]


def test_a_new_version_is_unread_and_the_old_one_keeps_its_reading(store: Store):
    first = store.add_article(article())
    store.add_reading(first, READING, "r1")
    second = store.add_article(article(text="Fewer words."))
    assert store.get_readings([first.id]) == {}
    assert store.list_passages([first.id]) == []
    assert [one.version for one in store.list_unread("r1", 9)] == [2]
    store.add_reading(second, Reading(sentences=sentences("Fewer words.")), "r1")
    store.add_reading(first, READING, "r2")
    assert [passage.text for passage in store.list_passages([first.id])] == ["Fewer words."]


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_what_no_engine_stores_is_replaced_one_for_one(store: Store, bad: str):
    stored = store.add_article(article(title=bad, text=bad))
    assert (stored.title, stored.text) == ("a\ufffdb", "a\ufffdb")
    assert store.add_article(article(title=bad, text=bad)).version == 1
    store.add_reading(stored, Reading(sentences=(Span(0, 3),)), "r1")
    assert [passage.text for passage in store.list_passages([stored.id])] == ["a\ufffdb"]


# ------------------------------------------------------------------ matches


def _came_in(store: Store, feed: Feed, number: int, *, baseline: bool = False, **fields: object) -> int:
    story = store.add_article(article(f"https://tarn.example/{number}", **fields))
    seen = story.first_seen or NOW
    (stored,) = store.add_items(feed.id, [item(number)], seen, baseline=baseline)
    store.mark_item(stored.id, article_id=story.id)
    store.add_reading(story, READING, "r1")
    return story.id


def test_a_topic_judges_articles_of_its_own_feeds_once(store: Store):
    own, other = store.add_feed("https://tarn.example/own"), store.add_feed("https://tarn.example/other")
    tracked = store.add_topic(topic())
    store.add_topic_feed(LOCAL, tracked.id, own.id)
    one, two = _came_in(store, own, 1), _came_in(store, own, 2)
    _came_in(store, other, 3)
    _came_in(store, own, 4, first_seen=NOW - 9 * DAY)
    assert [a.id for a in store.list_unmatched(tracked, "q1", NOW - DAY)] == [one, two]
    store.mark_matches(tracked, "q1", {one: True, two: False})
    assert store.list_unmatched(tracked, "q1", NOW - DAY) == []
    assert [a.id for a in store.list_topic_articles(LOCAL, tracked.id, NOW - DAY, NOW)] == [one]
    assert [a.id for a in store.list_unmatched(tracked, "q2", NOW - DAY)] == [one, two]
    store.mark_matches(tracked, "q2", {one: False, two: True})
    assert [a.id for a in store.list_topic_articles(LOCAL, tracked.id, NOW - DAY, NOW)] == [two]
    store.mark_matches(tracked, "q2", {})


def test_a_page_that_changed_is_judged_again_only_if_it_had_not_matched(store: Store):
    feed, tracked = store.add_feed("https://tarn.example/own"), store.add_topic(topic())
    store.add_topic_feed(LOCAL, tracked.id, feed.id)
    one, two = _came_in(store, feed, 1), _came_in(store, feed, 2)
    store.mark_matches(tracked, "q1", {one: True, two: False})
    for number in (1, 2):
        newer = store.add_article(article(f"https://tarn.example/{number}", text=TEXT + " More."))
        store.add_reading(newer, READING, "r1")
    assert [a.id for a in store.list_unmatched(tracked, "q1", NOW - DAY)] == [two]


def test_a_baseline_article_counts_by_its_published_time(store: Store):
    feed, other = store.add_feed("https://tarn.example/own"), store.add_feed("https://tarn.example/other")
    tracked = store.add_topic(topic())
    for one in (feed, other):
        store.add_topic_feed(LOCAL, tracked.id, one.id)
    old = _came_in(store, feed, 1, baseline=True, published=NOW - 3 * DAY)
    again = _came_in(store, feed, 2, baseline=True, published=NOW - 3 * DAY)
    store.add_items(other.id, [item(2)], NOW, baseline=False)
    future = _came_in(store, feed, 3, baseline=True, published=NOW + DAY)
    undated = _came_in(store, feed, 4, baseline=True, published=None)
    store.mark_matches(tracked, "q1", dict.fromkeys((old, again, future, undated), True))
    assert {a.id for a in store.list_topic_articles(LOCAL, tracked.id, NOW - HOUR, NOW)} == {again, future, undated}
    assert [a.id for a in store.list_topic_articles(LOCAL, tracked.id, NOW - 4 * DAY, NOW - HOUR)] == [old]


def test_judging_for_a_topic_that_is_gone_does_nothing(store: Store):
    feed, tracked = store.add_feed("https://tarn.example/own"), store.add_topic(topic())
    one = _came_in(store, feed, 1)
    store.delete_topic(LOCAL, tracked.id)
    store.mark_matches(tracked, "q1", {one: True})
    assert store.list_topic_articles(LOCAL, tracked.id, NOW - DAY, NOW) == []
