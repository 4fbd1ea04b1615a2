"""A feed behind a password: its login goes to its own site alone, and what it brings to its own workspace alone."""

from __future__ import annotations

import base64
import logging

import pytest
from loopback_site import Asked, Reply, Site
from news_desk import Desk, entry, page, rss

from bot.errors import FetchError, RefusedError
from bot.flows.collect import add_feed, look_at
from bot.model import LOCAL, PRIVATE, Topic, WorkspaceId

THEIRS = WorkspaceId("T2")
WHOLE = f"<![CDATA[<p>{'Only subscribers of the Elmsund letter read what the board paid for the wall. ' * 30}</p>]]>"


def guarded(site: Site, *paths: str) -> None:
    def answer(asked: Asked, _: object) -> Reply:
        right = "Basic " + base64.b64encode(b"petra:s3cret").decode()
        if asked.headers.get("authorization") != right:
            return Reply("who?", 401)
        return Reply(rss(entry(1, site.url, description=WHOLE)))

    for path in paths:
        site.on(path, answer)


def address(site: Site, path: str = "/paid") -> str:
    return site.url.replace("//", "//petra:s3cret@") + path


def test_its_login_is_sent_and_shown_nowhere(desk: Desk, site: Site, caplog: pytest.LogCaptureFixture) -> None:
    guarded(site, "/paid")
    with caplog.at_level(logging.DEBUG):
        (feed,) = add_feed(desk.ports, address(site))
        desk.poll(hours=25)
    assert (feed.title, desk.feed(feed).error, len(site.asked("/paid"))) == ("Tidewatch", "", 2)
    assert add_feed(desk.ports, feed.url) == [desk.feed(feed)], "as its topic names it"
    told = f"{desk.feed(feed)} {look_at(desk.ports, address(site))} {caplog.text}"
    assert "s3cret" not in told
    assert "petra" not in told


def test_a_wrong_password_is_said_so_and_nothing_is_stored(desk: Desk, site: Site) -> None:
    guarded(site, "/paid")
    with pytest.raises(FetchError, match="password"):
        add_feed(desk.ports, address(site).replace("s3cret", "wrong"))
    assert desk.store.list_feeds() == []


def test_its_login_goes_nowhere_else(desk: Desk, site: Site) -> None:
    guarded(site, "/paid")
    (feed,) = add_feed(desk.ports, address(site))
    other = Site("127.0.0.2")
    try:
        desk.ports.fetcher._backend._allow |= {("127.0.0.2", other.port)}  # type: ignore[attr-defined]
        other.on("/moved", Reply(rss(entry(2))))
        site.on("/paid", Reply(status=301, headers={"Location": other.url + "/moved"}))
        for _ in range(3):
            desk.poll(hours=25)
        assert len(other.log) == 3
        assert not any("authorization" in asked.headers for asked in other.log)
        assert desk.feed(feed).url == feed.url, "it is not moved to where its login is not meant for"
    finally:
        other.close()


def test_a_password_is_not_sent_in_the_clear(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="https"):
        add_feed(desk.ports, "http://petra:s3cret@tidewatch.example/paid")


def test_what_it_brings_is_read_by_its_workspace_alone(desk: Desk, site: Site) -> None:
    guarded(site, "/paid")
    site.on("/open", Reply(rss(entry(1, site.url))))
    site.on("/notes/1", Reply(page(1), headers={"Content-Type": "text/html"}))
    (paid,) = add_feed(desk.ports, address(site))
    (free,) = add_feed(desk.ports, f"{site.url}/open")
    ours = desk.track(paid)
    theirs = desk.store.add_topic(Topic(THEIRS, "C2", "all"))
    for feed in (free, paid):
        desk.store.add_topic_feed(THEIRS, theirs.id, feed.id)
    desk.collect()
    (own,) = desk.articles(ours)
    (public,) = desk.store.list_topic_articles(THEIRS, theirs.id, desk.clock.at.replace(year=2020), desk.clock.now())
    assert "subscribers" in own.text
    assert "subscribers" not in public.text
    assert own.id != public.id
    assert own.url.startswith(f"{site.url}/notes/1{PRIVATE}")
    assert desk.store.list_topics(LOCAL) == [ours]
