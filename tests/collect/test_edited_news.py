"""Publishers edit what was quoted: it is fetched again whatever happens in between, and what changed is kept."""

from __future__ import annotations

import pytest
from loopback_site import Reply, Site
from news_desk import Desk, entry, page, rss

from bot.flows.collect import fetch_articles
from bot.flows.edits import changed_since, editions_of, withdrawn
from bot.model import LOCAL, Article, Edition, FactKind, Message, Run


def publish(site: Site, title: str, lines: int, path: str = "/notes/1") -> None:
    site.on("/feed", Reply(rss(entry(1, site.url, title=title, link=site.url + path))))
    site.on(path, Reply(page(1, lines=lines), headers={"Content-Type": "text/html"}))


@pytest.fixture
def first(desk: Desk, site: Site) -> Article:
    """An article that was read before its publisher edits it; the topic is followed."""
    publish(site, "Harbour note 1", 8)
    topic = desk.track(desk.follow())
    desk.collect()
    (article,) = desk.articles(topic)
    return article


def edition_of(desk: Desk, article: Article) -> Edition:
    now = desk.clock.now()
    run = desk.store.add_run(Run(f"local|C1|{now.date()}|08:00", LOCAL, "C1", (1,), now), ())
    assert run
    manifest = {"articles": [[article.id, article.version, article.content_hash]]}
    made = Edition(run.id, LOCAL, "C1", (1,), now, now, (article.id,), manifest, (Message((), "brief"),))
    return desk.store.add_edition(made, (), ())


def test_an_edit_survives_a_crash_before_its_page_was_fetched(desk: Desk, site: Site, first: Article) -> None:
    publish(site, "Harbour note 1, corrected", 9)
    desk.poll(hours=25)
    assert fetch_articles(desk.ports).articles == 1
    assert fetch_articles(desk.ports).looked_at == 0
    newest = desk.store.get_article(first.id)
    assert newest
    assert newest.version == 2


def test_an_edited_page_that_is_gone_leaves_the_text_that_was_read(desk: Desk, site: Site, first: Article) -> None:
    publish(site, "Harbour note 1, corrected", 9)
    site.on("/notes/1", Reply("", 404))
    desk.collect(hours=25)
    desk.collect(hours=25)
    assert len(site.asked("/notes/1")) == 2
    assert desk.store.get_article(first.id) == first


def test_an_edited_slug_makes_no_second_article(desk: Desk, site: Site, first: Article) -> None:
    publish(site, "Harbour note 1, corrected", 9, "/notes/1-corrected")
    desk.collect(hours=25)
    (topic,) = desk.store.list_topics(LOCAL)
    (newest,) = desk.articles(topic)
    assert (newest.id, newest.version, newest.url) == (first.id, 2, site.url + "/notes/1-corrected")


def test_what_was_quoted_and_changed_is_known(desk: Desk, site: Site, first: Article) -> None:
    edition = edition_of(desk, first)
    publish(site, "Harbour note 1, corrected", 9)
    site.on("/notes/1", Reply(page(1).replace("for an hour", "for a day"), headers={"Content-Type": "text/html"}))
    desk.collect(hours=25)
    (alteration,) = desk.store.get_alterations([first.id])[first.id]
    assert (alteration.version, alteration.fact, alteration.number) == (1, FactKind.QUOTE, 0)
    newest = desk.store.get_article(first.id)
    assert newest
    assert alteration.now
    assert "for a day" in alteration.now.of(newest.text)
    topics = desk.store.list_topics(LOCAL)
    assert changed_since(desk.ports, editions_of(desk.ports, topics), [first.id]) == {first.id: (alteration.now,)}
    assert withdrawn(desk.ports, edition) == {"Tidewatch": 1}
    later = edition_of(desk, newest)
    assert changed_since(desk.ports, [later], [first.id]) == {}, "it quoted the newest text"
    assert withdrawn(desk.ports, later) == {}


def test_an_edit_that_adds_a_line_alters_nothing(desk: Desk, site: Site, first: Article) -> None:
    site.on("/feed", Reply(rss(entry(1, site.url, title="Harbour note 1, longer"))))
    site.on("/notes/1", Reply(page(1, lines=9), headers={"Content-Type": "text/html"}))
    desk.collect(hours=25)
    assert desk.store.get_alterations([first.id]) == {}
    assert desk.store.list_edited(9) == []
