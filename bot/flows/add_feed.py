"""A person names a feed or a site: look at it, and add what it gives or say why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.errors import FeedError, FetchError, InputError
from bot.feeds.apart import parse_feed_safely
from bot.feeds.discover import page_title
from bot.feeds.identity import absolute_link, canonical_address, shown_address, split_login
from bot.feeds.parse import ParsedFeed
from bot.flows.leads import OK, leads_of
from bot.flows.poll import Poller, reason_of
from bot.log import get_log
from bot.model import LOCAL, PRIVATE, Feed, WorkspaceId
from bot.ports import Fetched, Ports

log = get_log("collect")

HINT = "Check the address in a browser; RSS, Atom, JSON Feed and news sitemaps are read."


def check_address(url: str) -> str:
    """The address as it is stored: absolute, http(s), without credentials and fragment. Raises InputError."""
    text = url.strip().strip("<>")
    if "://" not in text.split("?")[0]:
        text = "https://" + text.removeprefix("//")
    if shown_address(text).partition("?")[0] != text.partition("?")[0]:
        raise InputError(
            "An address that holds a name and a password is not taken here.",
            "Add it by hand: feed add https://name:password@…. Such a feed is this workspace's own.",
        )
    link = absolute_link(text, "")
    if not link or len(link) > 2000:
        raise InputError(
            f"{shown_address(url.strip())[:100]!r} is not a web address.", "It should look like https://…."
        )
    return canonical_address(link)


def add_feed(ports: Ports, url: str, workspace: WorkspaceId = LOCAL) -> list[Feed]:
    """The feed at that address or named by that page, stored; what stands in it is a baseline, not news.

    An address with a name and a password is that workspace's own feed. Raises InputError, FetchError (RefusedError for
    a private address) or FeedError, each with a hint.
    """
    if PRIVATE in url:  # as a list of a topic's feeds names it; whoever may not follow it cannot
        return [feed for feed in ports.store.list_feeds() if feed.url == url.strip()]
    bare, login = split_login(url)
    if login:
        return [_add_private(ports, workspace, check_address(bare), login)]
    address = check_address(url)
    known = next((feed for feed in ports.store.list_feeds() if feed.url == address and feed.last_success), None)
    if known:
        return [known]
    found = next(_feeds_at(ports, address))
    return [Poller(ports).take_in(found.address, found.answer)]


def look_at(ports: Ports, url: str) -> list[str]:
    """What is at an address, a line for each feed; nothing is stored. Raises as `add_feed`."""
    bare, login = split_login(url)
    if login:
        address = check_address(bare)
        return [_read(ports, address, _get(ports, address, login)).line()]
    return [found.line() for found in _feeds_at(ports, check_address(url))]


def _add_private(ports: Ports, workspace: WorkspaceId, address: str, login: str) -> Feed:
    answer = _get(ports, address, login)
    _read(ports, address, answer)
    feed = ports.store.add_private_feed(workspace, address, login, next_due=ports.clock.now())
    return Poller(ports).take_in(feed.url, replace(answer, hops=()))


@dataclass(frozen=True, slots=True)
class _Found:
    address: str
    answer: Fetched
    parsed: ParsedFeed

    def line(self) -> str:
        parsed, shown = self.parsed, shown_address(self.address)
        return " · ".join(part for part in (shown, parsed.title, f"{len(parsed.items)} items", parsed.note) if part)


def _feeds_at(ports: Ports, address: str) -> Iterator[_Found]:
    """At least one feed, or an error."""
    answer = _get(ports, address)
    try:
        yield _read(ports, address, answer)
    except FeedError as error:
        named = 0
        for found in _named_by(ports, answer):
            named += 1
            yield found
        if not named:
            raise _explained(error, answer) from error


def _get(ports: Ports, address: str, login: str = "") -> Fetched:
    answer = ports.fetcher.fetch(address, login=login) if login else ports.fetcher.fetch(address)
    if answer.status not in OK:
        raise FetchError(reason_of(answer.status), HINT)
    return answer


def _read(ports: Ports, address: str, answer: Fetched) -> _Found:
    return _Found(address, answer, parse_feed_safely(answer.body, answer.headers, answer.url, ports.clock.now()))


def _named_by(ports: Ports, answer: Fetched) -> Iterator[_Found]:
    """The feeds a page names; where it names none, the news sitemaps of its site's robots.txt."""
    for address in leads_of(ports.fetcher, answer):
        try:
            yield _read(ports, address, _get(ports, address))
        except (FetchError, FeedError) as error:
            log.info("named feed unusable", error=type(error).__name__)


def _explained(error: FeedError, answer: Fetched) -> FeedError:
    title = page_title(answer.body)
    if not title:
        return error
    return FeedError(f"“{title[:100]}” is a web page that names no feed.", error.hint)
