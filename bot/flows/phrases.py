"""What a person types after `/readout`, taken apart. Pure.

track NAME [matching QUERY] [at 08:00 [weekdays]] [from URL …]
track "NAME" QUERY …
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.errors import InputError, TimetableError
from bot.timing.timetable import parse_timetable

MAX_NAME = 80
MAX_COMMAND = 4000

_QUOTED = re.compile(r'\s*[“"„]([^“”"„]+)[”"“]\s*')
_LINK = re.compile(r"<((?:https?://)[^|>\s]+)(?:\|[^>]*)?>")
_ADDRESS = re.compile(r"<[^<>\s|]*(?:\|([^<>]*))?>|https?://\S+|:(?=[^\s:]*[a-z])[a-z0-9_+'-]+:")
_MARKED = re.compile(r"(?<!\w)(```|[*_~`])(?=\S)((?:(?!\1).)+?)(?<=\S)\1(?!\w)", re.DOTALL)
_QUOTING = re.compile(r"^\s*>+\s*", re.MULTILINE)
_NESTED = 3
"""Marks round marks that are taken off: *_so_*."""
_URL = re.compile(r"(?:(?<!\S)(?:from|and)\s+)?(?<!\S)((?:https?|feed)://\S+)", re.IGNORECASE)
_HOST = r"(?:(?:[a-z0-9-]+\.)+[a-z]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])"
_SITE = rf"{_HOST}(?::\d{{1,5}})?(?:/[^\s,;]*)?"
_BARE = re.compile(_SITE, re.IGNORECASE)
_SITES = re.compile(rf"(?<!\S)from\s+({_SITE}(?:(?:\s*,\s*|\s+and\s+|\s+){_SITE})*)(?!\S)", re.IGNORECASE)
_NEARLY_A_SITE = re.compile(r"(?<!\S)from\s+(?=\S*[a-z])(?!\S*-\d+$)(?=\S*[-_.:/])([a-z0-9._:/-]+)$", re.IGNORECASE)
"""One word with signs that addresses have: a site whose ending was left out."""
_AT = re.compile(r"(?<!\S)(?:at|every|daily)(?=\s|$)", re.IGNORECASE)
_MATCHING = re.compile(r"\s+matching\s*:?\s+", re.IGNORECASE)
_COLON = re.compile(r"^([^:\"“(]{1,80}):\s+(.+)$", re.DOTALL)
_DAYS = re.compile(r"\s+(\d{1,3})\s*(?:d|days?)$", re.IGNORECASE)
_TO_OR_FROM = re.compile(r"^\s*(?:to|from)\s+|\s+(?:to|from)\s*$", re.IGNORECASE)
_TIME = re.compile(r"\s*(?:at\s+)?(?:\d|noon|midnight)", re.IGNORECASE)
_LIKE_A_TIME = re.compile(r"\s+(?:at|every|each|daily|half|quarter|\d+)(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w’']+")
_IN_TOPIC = re.compile(r"(#\d+)[:,]?\s+|in\s+[“\"]([^“”\"]+)[”\"][:,]?\s+", re.IGNORECASE)

GREETINGS = frozenset("hello hi hey hallo greetings morning evening afternoon help start howdy".split())
_FILLERS = frozenset("good there readout bot you all please team everyone me and day".split())


@dataclass(frozen=True, slots=True)
class TrackWish:
    """What a topic is to be. Empty: the default, or as it was."""

    name: str
    query: str = ""
    feeds: tuple[str, ...] = ()
    at: str = ""
    zone: str = ""


def split_command(text: str) -> tuple[str, str]:
    """The verb in lower case, and the rest. Raises InputError for a text beyond what a person types."""
    if len(text) > MAX_COMMAND:
        raise InputError(f"That is too long ({len(text)} characters).", f"Use at most {MAX_COMMAND}.")
    verb, _, rest = plain(text).strip().partition(" ")
    return verb.casefold(), rest.strip()


def plain(text: str) -> str:
    """Slack's own escapes taken back: links as their URL, and the three entities."""
    text = _LINK.sub(r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("\N{NO-BREAK SPACE}", " ")


def spoken(text: str) -> str:
    """A message's words as its writer sees them: no addresses, emoji, marks for bold or code, nor > before a line."""
    text = _ADDRESS.sub(lambda found: found[1] or " ", text)
    for _ in range(_NESTED):
        text = _MARKED.sub(r"\2", text)
    return _QUOTING.sub("", plain(text)).strip()


def parse_track(text: str) -> TrackWish:
    """The wish behind the words after `track`. Raises InputError where there is no name."""
    rest, urls = _take_urls(text)
    rest, at = _take_at(rest)
    name, query = _name_and_query(rest)
    nearly = None if _QUOTED.match(rest) else _NEARLY_A_SITE.search(name)
    if nearly:
        raise InputError(
            f"{nearly[1]!r} is not a web address.",
            f"Write it out, such as https://{nearly[1].strip('./:')}.example; or put the name in quotation marks.",
        )
    if not name:
        raise InputError(
            "What shall I track?", "For example: /readout track industrial AI from https://news.example/feed"
        )
    if len(name) > MAX_NAME:
        raise InputError(f"That name is too long ({len(name)} characters).", 'Write: track "short name" query')
    return TrackWish(name, query, urls, at)


def parse_topic(text: str) -> str:
    """A topic's name as it is referred to: with or without quotation marks, or #number."""
    quoted = _QUOTED.fullmatch(text)
    return (quoted[1] if quoted else text).strip()


def parse_now(text: str) -> tuple[str, int]:
    """The topic's name and the window in days (0: since the last briefing): "industrial AI 7d"."""
    found = _DAYS.search(" " + text)
    if not found:
        return parse_topic(text), 0
    return parse_topic((" " + text)[: found.start()].strip()), min(int(found[1]), 90)


def is_time_behind(name: str, text: str) -> bool:
    """Whether a text that could not be read is this topic's name and what was to be a time: "wind at half past six"."""
    rest = text[len(name) :] if text.casefold().startswith(name.casefold()) else ""
    return _LIKE_A_TIME.match(rest) is not None


def parse_feed_words(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Of "add NAME URL …": what to do, the topic's name, the URLs or feed numbers."""
    action, _, rest = text.strip().partition(" ")
    name, urls = _take_urls(rest)
    return action.casefold(), parse_topic(_TO_OR_FROM.sub("", name)), urls


def _take_urls(text: str) -> tuple[str, tuple[str, ...]]:
    """Every URL, and what stands after `from` where it looks like sites: "from news.example/feed, other.example"."""
    urls = [found[1].rstrip(",;") for found in _URL.finditer(text)]
    rest = _URL.sub(" ", text)
    sites = _SITES.search(rest)
    if sites:
        urls += [f"https://{site}" for site in _BARE.findall(sites[1])]
        rest = f"{rest[: sites.start()]} {rest[sites.end() :]}"
    return " ".join(rest.split()), tuple(dict.fromkeys(urls))


def _take_at(text: str) -> tuple[str, str]:
    """The timetable's words: from the first `at`, `every` or `daily` after which everything can be read as one."""
    for found in _AT.finditer(text):
        words = text[found.start() :]
        if _is_timetable(words):
            return text[: found.start()].strip(), words
    for found in _AT.finditer(text):
        if _TIME.match(text[found.end() :]):  # a time was meant: whoever reads it says what is wrong with it
            return text[: found.start()].strip(), text[found.start() :]
    return text, ""


def _is_timetable(words: str) -> bool:
    try:
        parse_timetable(words, "UTC")
    except TimetableError:
        return False
    return True


def _name_and_query(text: str) -> tuple[str, str]:
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted[1].strip(), re.sub(r"^matching\s*:?\s+", "", text[quoted.end() :].strip())
    colon = _COLON.match(text)
    if colon:
        return colon[1].strip(), colon[2].strip()
    name, *query = _MATCHING.split(text, maxsplit=1)
    return name.strip(), query[0].strip() if query else ""


def parse_ask(text: str) -> tuple[str, str]:
    """The topic that is asked about ("" for all) and the question: `in "Ferries" who spoke?`, `#3 who spoke?`."""
    found = _IN_TOPIC.match(text)
    if not found:
        return "", text
    return (found[1] or found[2]).strip(), text[found.end() :].strip()


def is_greeting(text: str) -> bool:
    """Hello, or a call for help, and nothing that asks for more."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return not GREETINGS.isdisjoint(words) and GREETINGS.union(_FILLERS).issuperset(words)
