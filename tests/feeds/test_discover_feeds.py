from __future__ import annotations

import pytest

from bot.feeds.discover import discover_feeds, news_sitemaps, page_title


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/real.xml">', ["https://t.example/real.xml"]),
        (
            '<LINK REL="Alternate home" TYPE="application/atom+xml; x" HREF="a?b=1&amp;c=2">',
            ["https://t.example/blog/a?b=1&c=2"],
        ),
        (
            '<base href="/top/"><link rel=alternate type=application/feed+json href=f.json>',
            ["https://t.example/top/f.json"],
        ),
        (
            '<a href="/about">x</a><a href="/feeds/news.rss">y</a><a href="/rss/">z</a>',
            ["https://t.example/feeds/news.rss", "https://t.example/rss/"],
        ),
        ('<link rel="stylesheet" type="application/rss+xml" href="/x"><a href="/progress">p</a>', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', []),
        ('<link rel="alternate" type="text/html" href="/de" hreflang="de">', []),
        ("", []),
    ],
)
def test_a_page_names_its_feeds(page: str, found: list[str]) -> None:
    assert discover_feeds(page.encode(), "https://t.example/blog/") == found


def test_the_feed_of_comments_comes_last() -> None:
    page = b"".join(
        b'<link rel="alternate" type="application/rss+xml" href="/%s">' % name for name in (b"comments/feed", b"feed")
    )
    assert discover_feeds(page, "https://t.example/")[0] == "https://t.example/feed"


def test_news_sitemaps_are_told_from_others() -> None:
    robots = "User-agent: *\nSitemap: https://t.example/sitemap.xml\nsitemap:https://t.example/news-map.xml\n"
    assert news_sitemaps(robots) == ["https://t.example/news-map.xml"]


def test_a_pages_title() -> None:
    assert page_title(b"<html><title lang=en> Tide\n watch </title>") == "Tide watch"
    assert page_title(b"no title") == ""
