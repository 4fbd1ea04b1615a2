"""From items to articles: the feed's own full text, or the page it links to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import FeedError, FetchError, RefusedError, TooLargeError
from bot.feeds.apart import read_page_safely
from bot.feeds.article import Page
from bot.feeds.outlets import outlet_name
from bot.flows.leads import OK
from bot.flows.poll import Progress
from bot.flows.pulling import host_of, pull
from bot.log import get_log
from bot.model import PRIVATE, Article, Feed, Item, StoredItem
from bot.ports import Fetched, Ports
from bot.timing.polling import retry_after

log = get_log("collect")

WORTH_FETCHING = timedelta(days=8)
"""Older items are kept as announced; no briefing looks back further."""
GIVE_UP = timedelta(hours=24)
FIRST_RETRY = timedelta(minutes=15)
LONGEST_RETRY = timedelta(hours=6)
MOST_PAGE_BYTES = 5 * 1024 * 1024
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
GONE_FOR_GOOD = frozenset({401, 402, 403, 404, 410, 451})


@dataclass(frozen=True, slots=True)
class _Heard:
    """What asking for one page gave. `again`: a later attempt may give more."""

    page: Page | None = None
    note: str = ""
    again: bool = False
    wait: timedelta = timedelta()
    """The site's own wish (Retry-After): none of its pages before."""


def _heard(item: Item, answer: Fetched, now: datetime) -> _Heard:
    if answer.status in GONE_FOR_GOOD:
        return _Heard(note="paywall" if answer.status == 402 else f"the page answered {answer.status}")
    if answer.status not in OK:
        wait = retry_after(answer.headers, now) or FIRST_RETRY if answer.status in {429, 503} else timedelta()
        return _Heard(note=f"the page answered {answer.status}", again=True, wait=wait)
    if len(answer.body) > MOST_PAGE_BYTES:
        return _Heard(note="the page is too large to be an article")
    try:
        page = read_page_safely(
            answer.body, answer.url, title=item.title, summary=item.summary, charset=_charset(answer.headers)
        )
    except FeedError as error:
        return _Heard(note=str(error))
    return _Heard(page, page.note)


def _charset(headers: Mapping[str, str]) -> str:
    _, _, told = headers.get("content-type", "").lower().partition("charset=")
    return told.partition(";")[0].strip(" \"'")


class PageReader:
    """One round of fetching and reading pages."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._feeds: dict[int, Feed] = {}
        self._quiet: dict[str, datetime] = {}
        self.articles = 0
        self.given_up = 0
        self.feed_ids: set[int] = set()

    def run(self, items: Sequence[StoredItem], on_progress: Progress) -> None:
        self._know_feeds(items)
        done = 0
        to_fetch = []
        for stored in items:
            if self._settle_at_once(stored):
                done += 1
                on_progress("articles", done, len(items))
            else:
                to_fetch.append((host_of(stored.item.url), stored))
        for stored, answer in pull(to_fetch, self._ask, self._unless_quiet):
            self._settle(stored, answer)
            done += 1
            on_progress("articles", done, len(items))

    def _know_feeds(self, items: Iterable[StoredItem]) -> None:
        ids = sorted({stored.feed_id for stored in items} - self._feeds.keys())
        self._feeds |= {feed.id: feed for feed in self._ports.store.list_feeds(ids)}

    def _settle_at_once(self, stored: StoredItem) -> bool:
        """Deals with the items whose page is not wanted."""
        item, now = stored.item, self._ports.clock.now()
        if item.full_text:
            self._add(stored, Page(item.title, item.full_text), "")
        elif item.published and now - item.published > WORTH_FETCHING:
            self._leave(stored, "older than a briefing looks back")
        elif not item.url:
            self._headline(stored, "the feed names no page")
        else:
            return False
        return True

    def _unless_quiet(self, stored: StoredItem) -> StoredItem | None:
        """The item, or None where its host asked for quiet: then it waits as long."""
        until = self._quiet.get(host_of(stored.item.url))
        if until is None:
            return stored
        self._ports.store.mark_item(stored.id, retry_at=until, note="the site asks us to come less often")
        return None

    def _ask(self, stored: StoredItem) -> _Heard:
        """Runs in a thread: the network and the extraction."""
        fetcher, item = self._ports.fetcher, stored.item
        try:
            if not fetcher.may_read(item.url):
                return _Heard(note="the publisher's robots.txt keeps the page from us")
            answer = fetcher.fetch(item.url, accept=ACCEPT_PAGE)
        except (RefusedError, TooLargeError) as error:
            return _Heard(note=str(error))
        except FetchError as error:
            return _Heard(note=str(error), again=True)
        return _heard(item, answer, self._ports.clock.now())

    def _settle(self, stored: StoredItem, heard: _Heard) -> None:
        if heard.wait:
            self._quiet[host_of(stored.item.url)] = self._ports.clock.now() + heard.wait
        if heard.again:
            self._again(stored, heard.note, heard.wait)
        elif heard.page and heard.page.text:
            self._add(stored, heard.page, heard.note)
        else:
            self._headline(stored, heard.note)

    def _add(self, stored: StoredItem, page: Page, note: str) -> None:
        store, item = self._ports.store, stored.item
        article = store.add_article(
            Article(
                id=stored.article_id or 0,
                url=self._address(stored),
                title=item.title or page.title,
                text=page.text,
                outlet=outlet_name(page.outlet or self._told(stored), item.url),
                author=page.author or item.author,
                published=item.published or page.published,
                first_seen=stored.first_seen,
                note=note,
            )
        )
        store.mark_item(stored.id, article_id=article.id)
        self.articles += 1
        self.feed_ids.add(stored.feed_id)

    def _address(self, stored: StoredItem) -> str:
        """The page's; of a private feed's item with a mark, so that nobody else's article is the same."""
        feed = self._feeds.get(stored.feed_id)
        _, private, mark = feed.url.partition(PRIVATE) if feed else ("", "", "")
        if not stored.item.url:
            return f"urn:readout:item:{stored.id}"
        return stored.item.url.partition("#")[0] + private + mark if private else stored.item.url

    def _told(self, stored: StoredItem) -> str:
        feed = self._feeds.get(stored.feed_id)
        return (feed.outlet or feed.title) if feed else ""

    def _leave(self, stored: StoredItem, why: str) -> None:
        """Nothing more is wanted of the item; the text that was read before, if any, stays."""
        self._ports.store.mark_item(stored.id, article_id=stored.article_id, note=why)

    def _headline(self, stored: StoredItem, why: str) -> None:
        """Only what the feed announced is kept, and why."""
        if stored.article_id is not None:
            return self._leave(stored, why)
        self.given_up += 1
        text = stored.item.summary or stored.item.title
        return self._add(stored, Page(stored.item.title, text), why)

    def _again(self, stored: StoredItem, why: str, wait: timedelta) -> None:
        now = self._ports.clock.now()
        age = now - stored.first_seen
        if age >= GIVE_UP:
            return self._headline(stored, why)
        return self._ports.store.mark_item(stored.id, retry_at=now + max(_pause(age), wait), note=why)


def _pause(age: timedelta) -> timedelta:
    """As long as the item is old: attempts get rarer by themselves."""
    return min(max(age, FIRST_RETRY), LONGEST_RETRY)
