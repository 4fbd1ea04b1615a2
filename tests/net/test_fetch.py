from __future__ import annotations

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest
from loopback_site import Asked, Reply, Site

from bot.errors import FetchError, RefusedError, TooLargeError
from bot.net.fetch import HttpFetcher, Limits
from bot.settings import Settings


def test_validators_go_out_as_they_came_in(fetcher: HttpFetcher, site: Site) -> None:
    url = site.on("/feed", Reply("<rss/>", headers={"ETag": 'W/"a b\xe9"', "Last-Modified": "yesterday, about noon"}))
    first = fetcher.fetch(url)
    fetcher.fetch(url, etag=first.headers["etag"], last_modified=first.headers["last-modified"])
    again = site.log[1].headers
    assert again["if-none-match"] == 'W/"a b\xe9"'
    assert again["if-modified-since"] == "yesterday, about noon"


def test_a_guest_says_who_it_is_and_nothing_else(fetcher: HttpFetcher, site: Site) -> None:
    url = site.on("/feed", Reply("x", headers={"Set-Cookie": "who=you; Path=/"}))
    fetcher.fetch(url)
    fetcher.fetch(url)
    headers = site.log[1].headers
    assert headers["user-agent"] == "Readout/0.1 (+desk@readers.example)"
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}
    assert "gzip" in headers["accept-encoding"]


def test_redirects_are_followed_and_told(fetcher: HttpFetcher, site: Site) -> None:
    site.on("/old", Reply(status=301, headers={"Location": "/now"}))
    site.on("/now", Reply(status=302, headers={"Location": "new#part"}))
    site.on("/new", Reply("here"))
    answer = fetcher.fetch(site.url + "/old", etag='"v"')
    assert answer.body == b"here"
    assert answer.url == site.url + "/new"
    assert [(hop.status, hop.url) for hop in answer.hops] == [(301, site.url + "/now"), (302, site.url + "/new")]
    assert [asked.headers["if-none-match"] for asked in site.log] == ['"v"'] * 3


def test_a_loop_of_redirects_ends(fetcher: HttpFetcher, site: Site) -> None:
    site.on("/round", Reply(status=307, headers={"Location": "/round"}))
    with pytest.raises(TooLargeError):
        fetcher.fetch(site.url + "/round")
    assert len(site.log) == 6


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/x", "javascript:alert(1)", "mailto:a@b.example", "data:,x"])
def test_a_redirect_must_lead_to_a_web_address(fetcher: HttpFetcher, site: Site, location: str) -> None:
    site.on("/go", Reply(status=302, headers={"Location": location}))
    with pytest.raises(RefusedError):
        fetcher.fetch(site.url + "/go")


def test_a_declared_giant_is_refused_before_it_is_read(fetcher: HttpFetcher, site: Site) -> None:
    url = site.on("/big", Reply(b"", headers={"Content-Length": str(50_000_000)}))
    with pytest.raises(TooLargeError, match="larger than 1 MB"):
        fetcher.fetch(url)


def test_a_bomb_is_cut_at_the_cap(fetcher: HttpFetcher, site: Site) -> None:
    url = site.on("/bomb", Reply(gzip.compress(b"A" * 3_000_000), headers={"Content-Encoding": "gzip"}))
    with pytest.raises(TooLargeError):
        fetcher.fetch(url)


def test_an_endless_body_is_cut_at_the_cap(fetcher: HttpFetcher, site: Site) -> None:
    sent = 0

    def answer(_: Asked, handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _number in range(500):
            sent += handler.wfile.write(b"A" * 65_536)

    with pytest.raises(TooLargeError):
        fetcher.fetch(site.on("/endless", answer))
    assert sent < 20_000_000


def _drip(pieces: int, piece: bytes, head: bytes) -> object:
    def answer(_: Asked, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _number in range(pieces):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: ", b""])
def test_a_dripping_site_meets_the_deadline(site: Site, head: bytes) -> None:
    url = site.on("/drip", _drip(60, b"a", head))  # type: ignore[arg-type]
    settings = Settings(allow=frozenset({("127.0.0.1", site.port)}))
    started = time.monotonic()
    with HttpFetcher(settings, Limits(total_s=0.4)) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(url)
    assert time.monotonic() - started < 1.5


def test_a_flood_of_headers_is_cut(fetcher: HttpFetcher, site: Site) -> None:
    url = site.on("/flood", _drip(400, b"X-Flood: " + b"a" * 60_000 + b"\r\n", b"HTTP/1.1 200 OK\r\n"))  # type: ignore[arg-type]
    with pytest.raises(FetchError):
        fetcher.fetch(url)


def test_endless_interim_answers_meet_the_deadline(fetcher: HttpFetcher, site: Site) -> None:
    url = site.on("/wait", _drip(60, b"HTTP/1.1 100 Continue\r\n\r\n", b""))  # type: ignore[arg-type]
    with pytest.raises(FetchError):
        fetcher.fetch(url)


def test_a_broken_connection_leaves_what_came(fetcher: HttpFetcher, site: Site) -> None:
    def answer(_: Asked, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss><channel>")

    got = fetcher.fetch(site.on("/cut", answer))
    assert got.body == b"<rss><channel>"
    assert not got.complete


@pytest.mark.parametrize("answer", [b"", b"not http at all\r\n\r\n", b"HTTP/1.1 999999 what\r\n\r\n"])
def test_no_proper_http_is_a_plain_error(fetcher: HttpFetcher, site: Site, answer: bytes) -> None:
    def reply(_: Asked, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)

    with pytest.raises(FetchError):
        fetcher.fetch(site.on("/odd", reply))


def test_nobody_listening_is_a_plain_error(fetcher: HttpFetcher) -> None:
    with pytest.raises(FetchError):
        fetcher.fetch("http://nobody.invalid/feed")


def test_at_most_two_requests_a_host_are_in_flight(fetcher: HttpFetcher, site: Site) -> None:
    def answer(_: Asked, __: BaseHTTPRequestHandler) -> Reply:
        time.sleep(0.03)
        return Reply("x")

    url = site.on("/slow", answer)
    threads = [threading.Thread(target=fetcher.fetch, args=(url,)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(site.log) == 10
    assert site.most_in_flight == 2


def test_robots_is_asked_once_and_kept(fetcher: HttpFetcher, site: Site) -> None:
    site.on("/robots.txt", Reply("User-agent: *\nDisallow: /private\n\nUser-agent: Readout\nDisallow: /ours\n"))
    assert fetcher.may_read(site.url + "/private/page")  # the group of our own name alone holds for us
    assert not fetcher.may_read(site.url + "/ours/page?x=1")
    assert len(site.log) == 1


@pytest.mark.parametrize("status", [404, 403, 500])
def test_without_robots_everything_may_be_read(fetcher: HttpFetcher, site: Site, status: int) -> None:
    site.on("/robots.txt", Reply("no", status))
    assert fetcher.may_read(site.url + "/page")


def test_a_named_exception_is_not_asked_for(site: Site) -> None:
    settings = Settings(allow=frozenset({("127.0.0.1", site.port)}), robots_ignored=frozenset({"127.0.0.1"}))
    site.on("/robots.txt", Reply("User-agent: *\nDisallow: /\n"))
    with HttpFetcher(settings) as fetcher:
        assert fetcher.may_read(site.url + "/page")
    assert site.log == []
