from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from loopback_site import Asked, Reply, Site
from news_desk import START, Desk, conditional, entry, rss

from bot.flows.collect import collect_due
from bot.model import LOCAL, FeedState


def test_a_lively_feed_is_asked_hourly_and_conditionally(desk: Desk, site: Site) -> None:
    site.on("/feed", conditional(rss(entry(1), entry(2))))
    feed = desk.follow()
    for _ in range(72):
        desk.poll(minutes=10)
    asked = site.asked("/feed")
    assert 9 <= len(asked) <= 12
    assert all(one.headers.get("if-none-match") == '"v1"' for one in asked[1:])
    assert len(desk.items(feed)) == 2
    assert desk.feed(feed).state is FeedState.LIVE


def test_the_next_poll_is_stored_before_the_request_starts(desk: Desk, site: Site) -> None:
    seen = []

    def answer(_: Asked, __: object) -> Reply:
        seen.append(desk.feed(feed).next_due)
        return Reply(rss(entry(1)))

    site.on("/feed", answer)
    feed = desk.follow()
    desk.poll()
    assert seen[0] is not None
    assert seen[0] >= START + timedelta(hours=1)


def test_two_workers_poll_a_feed_once(desk: Desk, site: Site) -> None:
    site.on("/feed", Reply(rss(entry(1))))
    desk.follow()
    threads = [threading.Thread(target=collect_due, args=(desk.ports,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(site.log) == 1


def test_the_same_feed_of_two_topics_is_polled_once(desk: Desk, site: Site) -> None:
    site.on("/feed", Reply(rss(entry(1))))
    assert desk.follow().id == desk.follow().id
    desk.poll()
    assert len(site.log) == 1


@pytest.mark.parametrize(("status", "header"), [(429, "14400"), (503, "14400")])
def test_retry_after_hushes_the_whole_host(desk: Desk, site: Site, status: int, header: str) -> None:
    site.on("/loud", Reply("", status, {"Retry-After": header}))
    site.on("/other", Reply(rss(entry(1))))
    loud, other = desk.follow("/loud"), desk.follow("/other")
    desk.store.mark_feed(replace(other, next_due=START + timedelta(minutes=30)))
    desk.poll()
    desk.poll(hours=3)
    assert [asked.path for asked in site.log] == ["/loud"]
    assert desk.feed(loud).state is FeedState.FAILING
    desk.poll(hours=2)
    assert {asked.path for asked in site.log} == {"/loud", "/other"}


def test_failures_are_told_kept_and_healed(desk: Desk, site: Site) -> None:
    site.on("/feed", Reply(rss(entry(1))))
    feed = desk.follow()
    desk.poll()
    site.on("/feed", Reply("broken", 500))
    desk.poll(hours=2)
    failing = desk.feed(feed)
    assert failing.state is FeedState.FAILING
    assert "500" in failing.error
    assert failing.failing_since == desk.clock.now()
    assert len(desk.items(feed)) == 1
    site.on("/feed", Reply(rss(entry(1), entry(2))))
    desk.poll(hours=2)
    assert (desk.feed(feed).error, desk.feed(feed).state) == ("", FeedState.LIVE)
    assert len(desk.items(feed)) == 2


@pytest.mark.parametrize("body", ["", "<html><body>This domain is for sale</body></html>", "{", "rubbish"])
def test_a_parked_page_after_good_fetches_loses_nothing(desk: Desk, site: Site, body: str) -> None:
    site.on("/feed", conditional(rss(entry(1), entry(2))))
    feed = desk.follow()
    desk.poll()
    site.on("/feed", Reply(body, headers={"ETag": '"parked"'}))
    desk.poll(hours=2)
    assert desk.feed(feed).error
    assert desk.feed(feed).etag == '"v1"'
    assert len(desk.items(feed)) == 2


def test_410_is_never_asked_again(desk: Desk, site: Site) -> None:
    site.on("/feed", Reply("", 410))
    feed = desk.follow()
    desk.poll()
    desk.poll(days=30)
    assert len(site.log) == 1
    assert desk.feed(feed).state is FeedState.GONE


def test_a_move_is_stored_after_the_second_sighting(desk: Desk, site: Site) -> None:
    site.on("/feed", Reply(status=301, headers={"Location": "/new"}))
    site.on("/new", conditional(rss(entry(1))))
    feed = desk.follow()
    for _ in range(4):
        desk.poll(hours=25)
    assert len(site.asked("/feed")) == 2
    assert desk.feed(feed).url == site.url + "/new"
    assert len(desk.items(feed)) == 1


def test_a_move_onto_a_known_feed_joins_the_two(desk: Desk, site: Site) -> None:
    site.on("/feed", Reply(status=308, headers={"Location": "/new"}))
    site.on("/new", Reply(rss(entry(1))))
    old, new = desk.follow(), desk.follow("/new")
    topic = desk.track(old)
    for _ in range(3):
        desk.poll(hours=25)
    assert desk.feed(old).state is FeedState.GONE
    assert [feed.id for feed in desk.store.list_topic_feeds(LOCAL, topic.id)] == [new.id]


def test_a_move_to_a_private_address_is_neither_followed_nor_stored(desk: Desk, site: Site) -> None:
    trap = Site("127.0.0.2")
    site.on("/feed", Reply(status=301, headers={"Location": trap.url + "/x"}))
    feed = desk.follow()
    for _ in range(3):
        desk.poll(hours=25)
    trap.close()
    assert trap.log == []
    assert desk.feed(feed).url == site.url + "/feed"
    assert (desk.feed(feed).moved_to, desk.feed(feed).state) == ("", FeedState.FAILING)


def test_a_sites_page_leads_to_its_feed(desk: Desk, site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/real">'
    site.on("/", Reply(f"<html><head>{link}</head></html>"))
    site.on("/real", Reply(rss(entry(1))))
    feed = desk.follow("/")
    desk.poll()
    assert desk.feed(feed).url == site.url + "/real"
    assert len(desk.items(feed)) == 1


def test_pages_that_lead_in_a_circle_end(desk: Desk, site: Site) -> None:
    for here, there in (("/a", "/b"), ("/b", "/a")):
        site.on(here, Reply(f'<link rel="alternate" type="application/atom+xml" href="{there}">'))
    desk.follow("/a")
    desk.poll()
    assert len(site.log) <= 4


def test_one_bad_feed_does_not_hold_up_the_others(desk: Desk, site: Site) -> None:
    def hang(_: Asked, handler: object) -> None:
        threading.Event().wait(2.5)

    site.on("/hang", hang)  # type: ignore[arg-type]
    site.on("/feed", Reply(rss(entry(1))))
    bad, good = desk.follow("/hang"), desk.follow()
    desk.poll()
    assert "too long" in desk.feed(bad).error
    assert desk.feed(good).state is FeedState.LIVE


def test_a_feed_cut_off_by_the_network_is_read_and_asked_again_whole(desk: Desk, site: Site) -> None:
    body = rss(entry(1), entry(2), entry(3)).encode()
    site.on(
        "/feed", Reply(body[:-150], headers={"Content-Length": str(len(body)), "ETag": '"x"', "Connection": "close"})
    )
    feed = desk.follow()
    desk.poll()
    assert len(desk.items(feed)) >= 2
    assert desk.feed(feed).etag == ""


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (rss(), 2),
        (rss(entry(1, guid="g2"), entry(2)), 2),
        (rss(entry(1, pubDate="Sat, 02 May 2026 08:00:00 GMT"), entry(2, pubDate="")), 2),
        (rss(entry(1, link="https://tidewatch.example/notes/1?utm_source=feed"), entry(2)), 2),
        (rss(entry(1), entry(2), entry(3)), 3),
    ],
)
def test_no_item_twice_and_none_lost(desk: Desk, site: Site, second: str, count: int) -> None:
    first = rss(entry(1), entry(2))
    feed = desk.follow()
    for body in (first, second, first):
        site.on("/feed", Reply(body))
        desk.poll(hours=25)
    assert len(desk.items(feed)) == count


def test_an_edited_title_is_updated(desk: Desk, site: Site) -> None:
    feed = desk.follow()
    for title in ("Old words", "New words"):
        site.on("/feed", Reply(rss(entry(1, title=title))))
        desk.poll(hours=25)
    assert [stored.item.title for stored in desk.items(feed)] == ["New words"]


def test_what_stood_there_first_is_a_baseline(desk: Desk, site: Site) -> None:
    feed = desk.follow()
    for entries in ((entry(1),), (entry(1), entry(2))):
        site.on("/feed", Reply(rss(*entries)))
        desk.poll(hours=25)
    assert {stored.item.title: stored.baseline for stored in desk.items(feed)} == {
        "Harbour note 1": True,
        "Harbour note 2": False,
    }


def test_a_site_without_feeds_is_read_by_its_news_sitemap(desk: Desk, site: Site) -> None:
    site.on("/", Reply("<html><head><title>Tidewatch</title></head><body>Hello</body></html>"))
    site.on("/robots.txt", Reply(f"User-agent: *\nSitemap: {site.url}/news.xml\n"))
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    told = (
        f"<url><loc>{site.url}/notes/1</loc><n:news xmlns:n='{news}'><n:title>Harbour note 1</n:title></n:news></url>"
    )
    site.on("/news.xml", Reply(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{told}</urlset>"))
    feed = desk.follow("/")
    desk.poll()
    desk.poll(minutes=1)
    assert desk.feed(feed).url == site.url + "/news.xml"
    assert [one.item.title for one in desk.items(feed)] == ["Harbour note 1"]
