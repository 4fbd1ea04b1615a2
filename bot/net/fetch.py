"""GET as a good guest and a wary host: the Fetcher port over httpcore (the transport of httpx), with httpx's URLs.

httpcore alone is used for the wire because httpx adds what is not wanted here: a cookie jar, its own unpacking without
a cap, credentials out of URLs and proxies out of the environment.
"""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ssl import SSLContext
from typing import Self

import httpcore
import httpx

from bot.errors import FetchError, RefusedError, TooLargeError
from bot.net.decompress import ACCEPTED, unpack
from bot.net.guard import Budget, GuardedBackend
from bot.net.robots import RobotsCache
from bot.ports import Fetched, Hop
from bot.settings import Settings

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/xml;q=0.9, text/xml;q=0.9,"
    " text/html;q=0.7, */*;q=0.5"
)
Origin = tuple[str, str, int]
"""Scheme, host, port."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one fetch, redirects included. Seconds and bytes."""

    total_s: float = 30.0
    connect_s: float = 5.0
    body_bytes: int = 10 * 1024 * 1024
    """Unpacked; the same cap holds off the wire, with room for heads."""
    redirects: int = 5
    in_flight: int = 32
    in_flight_host: int = 2


class HostGates:
    """At most so many requests in flight a host; the next ones wait."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lock = threading.Lock()
        self._gates: dict[str, tuple[threading.Semaphore, int]] = {}

    @contextmanager
    def passing(self, host: str) -> Iterator[None]:
        with self._lock:
            gate, users = self._gates.get(host, (threading.Semaphore(self._width), 0))
            self._gates[host] = gate, users + 1
        try:
            with gate:
                yield
        finally:
            with self._lock:
                gate, users = self._gates[host]
                if users > 1:
                    self._gates[host] = gate, users - 1
                else:
                    del self._gates[host]


class HttpFetcher:
    """The Fetcher port. Safe in threads; `close` when done. `trust` replaces the well-known certificate authorities."""

    def __init__(self, settings: Settings, limits: Limits | None = None, trust: SSLContext | None = None) -> None:
        self._limits = limits or Limits()
        self._user_agent = settings.user_agent
        self._backend = GuardedBackend(settings.allow, self._limits.connect_s)
        self._gates = HostGates(self._limits.in_flight_host)
        self._robots = RobotsCache(self.fetch, settings.user_agent, settings.robots_ignored)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust or httpx.create_ssl_context(trust_env=False),
            max_connections=self._limits.in_flight,
            keepalive_expiry=5.0,
            network_backend=self._backend,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "", accept: str = "", login: str = "") -> Fetched:
        """One GET with its redirects, as `bot.ports.Fetcher` says."""
        headers = self._headers(etag, last_modified, accept)
        target, budget = parse_url(url), None
        secret = self._secret(target, login)
        hops: list[Hop] = []
        while True:
            with self._gates.passing(target.host):
                budget = budget or self._new_budget()
                with self._backend.within(budget):
                    told = [*headers, *secret.get(_origin(target), ())]
                    answer = self._one(target, told, tuple(hops))
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return answer
            target = _join(target, location)
            hops.append(Hop(answer.status, str(target)))
            if len(hops) > self._limits.redirects:
                raise TooLargeError("The address leads from one redirect to the next without end.")

    def _secret(self, target: httpx.URL, login: str) -> dict[Origin, list[tuple[str, str]]]:
        """The header for the one site it is meant for. Refuses to send a password in the clear."""
        if not login:
            return {}
        origin = _origin(target)
        if target.scheme != "https" and not self._backend.exempts(target.host, origin[2]):
            raise RefusedError("A password is sent over https alone.", "Give the address with https://.")
        packed = base64.b64encode(login.encode()).decode("ascii")
        return {origin: [("Authorization", f"Basic {packed}")]}

    def may_read(self, url: str) -> bool:
        """As `bot.ports.Fetcher` says."""
        return self._robots.may_read(parse_url(url))

    def close(self) -> None:
        self._pool.close()

    def _new_budget(self) -> Budget:
        limits = self._limits
        return Budget(time.monotonic() + limits.total_s, limits.body_bytes + 1024 * 1024)

    def _headers(self, etag: str, last_modified: str, accept: str) -> list[tuple[str, str]]:
        headers = [
            ("User-Agent", self._user_agent),
            ("Accept", accept or ACCEPT_FEED),
            ("Accept-Encoding", ACCEPTED),
        ]
        if etag:
            headers.append(("If-None-Match", etag))
        if last_modified:
            headers.append(("If-Modified-Since", last_modified))
        return headers

    def _one(self, url: httpx.URL, headers: list[tuple[str, str]], hops: tuple[Hop, ...]) -> Fetched:
        with _plain_errors(url.host):
            response = self._pool.handle_request(_request(url, headers))
            try:
                named = _named(response.headers)
                if response.status in REDIRECTS and "location" in named:
                    return Fetched(str(url), response.status, named, b"", hops)
                body, complete = self._read_body(response, named)
            finally:
                response.close()
        return Fetched(str(url), response.status, named, body, hops, complete)

    def _read_body(self, response: httpcore.Response, headers: Mapping[str, str]) -> tuple[bytes, bool]:
        cap = self._limits.body_bytes
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > cap:
            raise _too_large(cap)
        whole = Wire(response.iter_stream())
        body = _read_capped(unpack(whole, headers.get("content-encoding", "")), cap)
        if body.startswith(b"\x1f\x8b"):  # a .gz file sent as it is
            body = _read_capped(unpack([body], "gzip"), cap)
        return body, whole.complete


class Wire:
    """The chunks of a body; a connection that breaks ends them, and `complete` says so."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.complete = True

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._chunks
        except (httpcore.RemoteProtocolError, httpcore.ReadError):
            self.complete = False


def _read_capped(pieces: Iterator[bytes], cap: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > cap:
            raise _too_large(cap)
    return bytes(body)


def _too_large(cap: int) -> TooLargeError:
    return TooLargeError(
        f"The answer is larger than {cap // (1024 * 1024)} MB.", "Ask the publisher for a shorter feed or page."
    )


def parse_url(url: str) -> httpx.URL:
    """An absolute http(s) URL without credentials, or RefusedError."""
    try:
        parsed = httpx.URL(url.strip())
        usable = parsed.scheme in {"http", "https"} and bool(parsed.host)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise RefusedError(f"{url[:100]!r} is not a web address.", "It should look like https://….") from error
    if not usable:
        raise RefusedError(f"{url[:100]!r} is not a web address.", "It should begin with https:// or http://.")
    if parsed.userinfo:
        raise RefusedError("Addresses that hold a user name or password are not read.", "Use one without them.")
    return parsed.copy_with(fragment=None)


def _origin(url: httpx.URL) -> Origin:
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)


def _join(base: httpx.URL, location: str) -> httpx.URL:
    # Servers send raw UTF-8 here; httpcore gives the bytes as Latin-1.
    text = location.strip().encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        joined = base.join(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError("The site redirects to something that is not a web address.") from error
    return parse_url(str(joined))


def _request(url: httpx.URL, headers: list[tuple[str, str]]) -> httpcore.Request:
    target = httpcore.URL(
        scheme=url.raw_scheme,
        host=url.raw_host,
        port=url.port or (443 if url.scheme == "https" else 80),
        target=url.raw_path,
    )
    raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers]
    return httpcore.Request("GET", target, headers=[(b"Host", url.netloc), *raw])


def _named(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    named: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        named[key] = f"{named[key]}, {text}" if key in named else text
    return named


@contextmanager
def _plain_errors(host: str) -> Iterator[None]:
    """What httpcore raises, in the words of ours."""
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        what = "no safe connection" if "certificate" in str(error).lower() else "no connection"
        raise FetchError(f"There is {what} to {host}.", "It is tried again later.") from error
    except httpcore.TimeoutException as error:
        raise TooLargeError(f"{host} took too long to answer.", "It is tried again later.") from error
    except httpcore.ProtocolError as error:
        raise FetchError(f"{host} gave an answer that is no proper HTTP.", "It is tried again later.") from error
    except httpcore.NetworkError as error:
        raise FetchError(f"The connection to {host} broke.", "It is tried again later.") from error
