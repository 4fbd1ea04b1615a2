from __future__ import annotations

from dataclasses import replace

import pytest
from loopback_site import Reply, Site
from news_desk import LONG_AGO, Desk, conditional, entry, page, rss

from bot.errors import FeedError, FetchError, InputError, ReadoutError, RefusedError
from bot.flows.add_feed import check_address
from bot.flows.collect import add_feed, collect, import_opml, look_at
from bot.flows.matching import judge_of
from bot.model import LOCAL, Article, Reading, Topic

WIRE = " ".join(f"Sentence {n} of the wire report tells what the board of Elmsund decided then." for n in range(30))


def publish(site: Site, *numbers: int, path: str = "/feed", **fields: str) -> None:
    site.on(path, Reply(rss(*(entry(number, site.url, **fields) for number in numbers))))
    for number in numbers:
        site.on(f"/notes/{number}", Reply(page(number), headers={"Content-Type": "text/html"}))


def test_from_a_feed_to_matched_articles(desk: Desk, site: Site) -> None:
    publish(site, 1, 2)
    feed = desk.follow()
    topic = desk.track(feed, "harbour speaker:lindqvist -tram")
    done = desk.collect()
    assert (done.polled, done.new_items, done.articles, done.read, done.matched) == (1, 2, 2, 2, 2)
    assert sorted(desk.matched(topic)) == ["Harbour note 1", "Harbour note 2"]
    (first, *_) = desk.store.list_topic_articles(
        LOCAL, topic.id, desk.clock.at.min.replace(tzinfo=None) if 0 else feed_start(desk), desk.clock.now()
    )
    assert first.text.startswith("The harbour board of Elmsund")
    assert first.outlet == "Tidewatch"
    assert {stage for stage, _, _ in desk.stages} == {"feeds", "articles", "reading", "matching", "stories"}
    assert "2 new items" in str(done)


def feed_start(desk: Desk):
    from datetime import timedelta

    return desk.clock.now() - timedelta(days=30)


def test_more_than_one_batch_is_dealt_with_at_once(desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.flows.collect.BATCH", 2)
    publish(site, *range(1, 8))
    topic = desk.track(desk.follow())
    done = desk.collect()
    assert (done.articles, done.read, done.matched) == (7, 7, 7)
    assert len(desk.matched(topic)) == 7


def test_a_second_round_has_nothing_to_do(desk: Desk, site: Site) -> None:
    publish(site, 1, 2)
    desk.track(desk.follow())
    desk.collect()
    asked = len(site.log)
    done = desk.collect()
    assert (done.polled, done.articles, done.read, done.matched) == (0, 0, 0, 0)
    assert len(site.log) == asked


def test_a_page_is_fetched_once_and_robots_once_a_site(desk: Desk, site: Site) -> None:
    publish(site, *range(1, 8))
    desk.follow()
    desk.collect()
    desk.collect(hours=30)
    assert len(site.asked("/robots.txt")) == 1
    assert all(len(site.asked(f"/notes/{number}")) == 1 for number in range(1, 8))
    assert site.most_in_flight <= 2


def test_robots_keeps_a_page_from_us_and_the_headline_stays(desk: Desk, site: Site) -> None:
    publish(site, 1)
    site.on("/robots.txt", Reply("User-agent: *\nDisallow: /notes/\n"))
    topic = desk.track(desk.follow())
    done = desk.collect()
    assert site.asked("/notes/1") == []
    assert (done.articles, done.given_up) == (1, 1)
    (article,) = desk.articles(topic)
    assert "robots.txt" in article.note
    assert article.text == "About item 1 of the harbour board of Elmsund."


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (Reply("<html><body><p>We use cookies and ask for your consent to them now.</p></body></html>"), "no article"),
        (Reply("", 404), "404"),
        (Reply("", 402), "paywall"),
        (Reply("x" * 2_000_000), "larger"),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), "private"),
    ],
)
def test_a_page_that_gives_nothing_is_said_so(desk: Desk, site: Site, reply: Reply, note: str) -> None:
    publish(site, 1)
    site.on("/notes/1", reply)
    topic = desk.track(desk.follow())
    desk.collect()
    (article,) = desk.articles(topic)
    assert note in article.note
    desk.collect(hours=30)
    assert len(site.asked("/notes/1")) == 1


def test_a_page_in_trouble_is_tried_again_and_given_up_after_a_day(desk: Desk, site: Site) -> None:
    publish(site, 1)
    site.on("/notes/1", Reply("", 500))
    desk.follow()
    for _ in range(40):
        desk.collect(hours=1)
    assert 4 <= len(site.asked("/notes/1")) <= 10
    assert desk.store.list_items_to_fetch(desk.clock.now(), 10) == []


@pytest.mark.parametrize("headers", [{"Retry-After": "7200"}, {}])
def test_a_site_that_asks_for_quiet_is_not_asked_for_its_other_pages(
    desk: Desk, site: Site, headers: dict[str, str]
) -> None:
    publish(site, *range(1, 21))
    for number in range(1, 21):
        site.on(f"/notes/{number}", Reply("", 429, headers))
    topic = desk.track(desk.follow())
    desk.collect()
    asked = len([one for one in site.log if one.path.startswith("/notes/")])
    assert 1 <= asked <= 3, "what was in flight"
    publish(site, *range(1, 21))
    desk.collect(minutes=100 if headers else 10)
    assert len([one for one in site.log if one.path.startswith("/notes/")]) == asked
    desk.collect(minutes=30)
    assert len(desk.articles(topic)) == 20


def test_full_text_in_the_feed_saves_the_visit(desk: Desk, site: Site) -> None:
    publish(site, 1, description=f"<![CDATA[<p>{WIRE}</p><p>{WIRE}</p>]]>")
    desk.follow()
    assert desk.collect().articles == 1
    assert site.asked("/notes/1") == []


def test_old_items_are_kept_but_not_fetched(desk: Desk, site: Site) -> None:
    publish(site, 1, pubDate="Mon, 02 Mar 2026 08:00:00 GMT")
    desk.follow()
    done = desk.collect()
    assert (done.new_items, done.articles) == (1, 0)
    assert site.asked("/notes/1") == []


def test_an_edited_article_becomes_a_new_version(desk: Desk, site: Site) -> None:
    publish(site, 1)
    topic = desk.track(desk.follow())
    desk.collect()
    publish(site, 1, title="Harbour note 1, corrected")
    site.on("/notes/1", Reply(page(1, lines=9)))
    desk.collect(hours=25)
    (article,) = desk.articles(topic)
    assert (article.version, article.title) == (2, "Harbour note 1, corrected")
    before = desk.store.get_article(article.id, 1)
    assert before
    assert len(before.text) < len(article.text)


def test_wire_copies_and_stories_are_told(desk: Desk, site: Site) -> None:
    whole = f"<![CDATA[<p>{WIRE}</p><p>{WIRE}</p>]]>"
    for number, path in ((1, "/one"), (2, "/two"), (3, "/three")):
        publish(site, number, path=path, description=whole if number < 3 else "")
        desk.follow(path)
    desk.collect()
    first, second, third = desk.store.list_window(LONG_AGO, desk.clock.now())
    assert [first.copy_of, second.copy_of, third.copy_of] == [None, first.id, None]
    assert first.story_id == second.story_id
    assert third.story_id


def test_a_story_goes_on_in_a_later_round(desk: Desk, site: Site) -> None:
    whole = f"<![CDATA[<p>{WIRE}</p><p>{WIRE}</p>]]>"
    for number, path in ((1, "/one"), (2, "/two")):
        publish(site, number, path=path, description=whole)
        desk.follow(path)
        desk.collect(minutes=5)
    first, second = desk.store.list_window(LONG_AGO, desk.clock.now())
    assert (second.copy_of, second.story_id) == (first.id, first.story_id)
    desk.clock.forward(hours=200)
    publish(site, 3, path="/three", description=whole)
    desk.follow("/three")
    desk.collect()
    *_, third = desk.store.list_window(LONG_AGO, desk.clock.now())
    assert third.copy_of is None, "days later it is another story"


def test_a_changed_query_judges_everything_anew(desk: Desk, site: Site) -> None:
    publish(site, 1, 2)
    feed = desk.follow()
    topic = desk.track(feed, "tram")
    desk.collect()
    assert desk.matched(topic) == []
    changed = replace(topic, query="title:1")
    desk.store.mark_topic(changed)
    collect(desk.ports, feeds=[feed.id])
    assert desk.matched(changed) == ["Harbour note 1"]


def test_a_query_that_cannot_be_read_stops_nobody_else(desk: Desk, site: Site) -> None:
    publish(site, 1)
    feed = desk.follow()
    desk.track(feed, "(((")
    good = desk.track(feed, "harbour")
    desk.collect()
    assert desk.matched(good) == ["Harbour note 1"]


@pytest.mark.parametrize(
    ("muted", "kept"), [((), True), (("tidewatch",), False), (("Élmsund Post",), True), (("wall",), False)]
)
def test_mutes_leave_out_outlets_and_headlines(muted: tuple[str, ...], kept: bool) -> None:
    article = Article("u", "A wall in Elmsund", "text", "Tidewatch")
    assert judge_of(Topic(LOCAL, "C", "t", "", muted=muted))(article, Reading()) is kept


# ------------------------------------------------------------------ adding


def test_a_feed_is_added_with_what_stands_in_it(desk: Desk, site: Site) -> None:
    publish(site, 1, 2)
    (feed,) = add_feed(desk.ports, site.url + "/feed#top")
    assert (feed.title, feed.state.value) == ("Tidewatch", "live")
    assert [stored.baseline for stored in desk.items(feed)] == [True, True]
    assert len(site.log) == 1
    assert add_feed(desk.ports, site.url + "/feed") == [feed]
    assert len(site.log) == 1


def test_a_site_gives_the_feed_it_names(desk: Desk, site: Site) -> None:
    publish(site, 1)
    head = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in ("dead", "feed"))
    site.on("/", Reply(f"<html><head><title>Tidewatch</title>{head}</head></html>"))
    (feed,) = add_feed(desk.ports, site.url)
    assert feed.url == site.url + "/feed"


def test_a_site_without_feeds_gives_its_news_sitemap(desk: Desk, site: Site) -> None:
    site.on("/", Reply("<html><title>Tidewatch</title><body>hello</body></html>"))
    site.on("/robots.txt", Reply(f"Sitemap: {site.url}/news.xml"))
    site.on(
        "/news.xml",
        Reply(
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/'
            'sitemap-news/0.9"><url><loc>https://t.example/1</loc><n:news><n:title>Dredging</n:title></n:news></url></urlset>'
        ),
    )
    (feed,) = add_feed(desk.ports, site.url)
    assert [stored.item.title for stored in desk.items(feed)] == ["Dredging"]


def test_a_permanent_move_is_added_under_its_new_address(desk: Desk, site: Site) -> None:
    publish(site, 1)
    site.on("/old", Reply(status=301, headers={"Location": "/feed"}))
    (feed,) = add_feed(desk.ports, site.url + "/old")
    assert feed.url == site.url + "/feed"


@pytest.mark.parametrize(
    ("url", "kind", "what"),
    [
        ("", InputError, "not a web address"),
        ("ftp://t.example/f", InputError, "not a web address"),
        ("me:secret@t.example/f", InputError, "a password is not taken"),
        ("http://10.1.2.3/feed", RefusedError, "private"),
        ("{site}/nothing", FetchError, "nothing at this address"),
        ("{site}/shop", FeedError, "“Shop” is a web page that names no feed"),
        ("{site}/empty", FeedError, "empty"),
    ],
)
def test_a_refusal_says_why_and_stores_nothing(
    desk: Desk, site: Site, url: str, kind: type[ReadoutError], what: str
) -> None:
    site.on("/shop", Reply("<html><head><title>Shop</title></head><body>Sold out</body></html>"))
    site.on("/empty", Reply(""))
    with pytest.raises(kind, match=what) as caught:
        add_feed(desk.ports, url.format(site=site.url))
    assert caught.value.hint
    assert desk.store.list_feeds() == []


def test_a_look_stores_nothing(desk: Desk, site: Site) -> None:
    publish(site, 1, 2)
    assert look_at(desk.ports, site.url + "/feed") == [f"{site.url}/feed · Tidewatch · 2 items"]
    assert desk.store.list_feeds() == []


def test_an_address_typed_in_short_is_completed() -> None:
    assert check_address(" tidewatch.example/feed ") == "https://tidewatch.example/feed"
    assert check_address("<http://tidewatch.example/f?utm_source=x&a=1>") == "http://tidewatch.example/f?a=1"


def test_a_list_is_taken_in_at_once(desk: Desk, site: Site) -> None:
    publish(site, 1)
    site.on("/second", conditional(rss(entry(2, site.url), title="Second")))
    outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in (site.url + "/feed", site.url + "/second", "mailto:x"))
    added = import_opml(desk.ports, f"<opml><body>{outlines}</body></opml>".encode())
    assert len(added) == 2
    assert desk.collect().polled == 2


@pytest.mark.parametrize("address", ["https://petra:s3cret@tidewatch.example/feed", "petra:s3cret@tidewatch.example"])
def test_an_address_with_a_password_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(InputError, match="password") as caught:
        check_address(address)
    assert "s3cret" not in f"{caught.value} {caught.value.hint}"


def test_a_secret_in_an_address_is_sent_to_its_site_and_shown_nowhere(desk: Desk, site: Site) -> None:
    publish(site, 1)
    (feed,) = add_feed(desk.ports, f"{site.url}/feed?token=s3cret")
    assert [asked.path for asked in site.log] == ["/feed?token=s3cret"]
    assert feed.url.endswith("?token=s3cret")
    assert not any("s3cret" in line for line in look_at(desk.ports, f"{site.url}/feed?token=s3cret"))
