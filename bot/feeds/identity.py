"""When two announcements are the same item: keys, any of which suffices.

Publishers change guids, slugs, headlines, dates, schemes and tracking parameters; each of the keys survives some of
that. A key that stands for several items of one document identifies none of them and is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from bot.model import ECHO, PRIVATE

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|at_\w+|cmpid|ncid|ito|wt\.\w+"
    r"|ref|ref_src|referrer|rss|spm|smid|ns_\w+|xtor|feed(?:type|name)|ocid|guccounter)$",
    re.IGNORECASE,
)
_SOFT = frozenset({"ref", "referrer", "rss"})
"""Parameters that often only track but may choose the page: they are left out of the key, kept in the link."""
_SESSION = re.compile(r"phpsessid|jsessionid|aspsessionid\w*|session_?id", re.IGNORECASE)
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
_LOGIN = re.compile(r"(//)[^/?#\s]*@")
_SECRET = re.compile(
    r"([?&;](?:[a-z]+[_-])*(?:token|key|apikey|secret|auth|password|passwd|pwd|pass|sig|signature|hash|code)=)[^&;#\s]+",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
T = TypeVar("T")


def absolute_link(link: str, base: str) -> str:
    """An http(s) URL without tracking parameters and fragment, else ""."""
    link = _SPACE.sub("", link)
    if not link:
        return ""
    try:
        parts = urlsplit(urljoin(base, link))
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or parts.username or parts.port == 0:
            return ""
    except ValueError:
        return ""
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    if not parts.query:
        return urlunsplit(parts._replace(fragment=fragment))
    kept = [
        piece
        for piece in parts.query.split("&")
        if not _TRACKING.match(name := piece.partition("=")[0]) or name.lower() in _SOFT
    ]
    return urlunsplit(parts._replace(query="&".join(kept), fragment=fragment))


def canonical_address(link: str) -> str:
    """The one spelling of a feed's address: host in lower case, no default port, no dots in the path."""
    parts = urlsplit(link)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    default = {"http": 80, "https": 443}.get(parts.scheme)
    netloc = host if parts.port in {None, default} else f"{host}:{parts.port}"
    path = urlsplit(urljoin(f"{parts.scheme}://{netloc}/", parts.path)).path if parts.path.startswith("/") else "/"
    return urlunsplit(parts._replace(netloc=netloc, path=path or "/"))


def split_login(url: str) -> tuple[str, str]:
    """The address without its "name:password", and that, decoded; "" where it has none."""
    found = re.fullmatch(r"\s*<?(https?://)([^/?#@\s]*:[^/?#@\s]*)@(\S+?)>?\s*", url, re.IGNORECASE)
    return (found[1] + found[3], unquote(found[2])) if found else (url, "")


def own_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys of a private feed's item: none that an item of another feed can share."""
    return tuple(key.replace("url:", "own:", 1) if key.startswith("url:") else key for key in keys)


def shown_address(url: str) -> str:
    """A feed's address as it may be shown: a name, a password and the values of secret parameters are left out."""
    return _SECRET.sub(r"\1…", _LOGIN.sub(r"\1…@", url.partition(PRIVATE)[0]))


def url_key(link: str, *, fragment: bool = False) -> str:
    """What stays of a URL when scheme, www, tracking, fragment and a last slash are taken away; "" if it is none."""
    try:
        parts = urlsplit(link.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    pairs = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(pair[0]) and not _SESSION.fullmatch(pair[0])
    )
    netloc = f"{host}:{port}" if port not in {None, 80, 443} else host
    tail = f"#{parts.fragment}" if parts.fragment and (fragment or parts.fragment.startswith("!")) else ""
    return (
        netloc
        + unquote(_SESSION_PATH.sub("", parts.path)).rstrip("/")
        + (f"?{urlencode(pairs)}" if pairs else "")
        + tail
    )


def item_keys(*, guid: str, link: str, home: str, title: str, words: str, when: str) -> tuple[str, ...]:
    """The keys of one announcement, strongest first: `guid:`, `url:`, `text:`, and its echo.

    `home` is the feed's own page, which is no item's link. The text key holds title, words and date, so that two
    stories of one title stay two (where there is no date, the link); an item with neither guid nor link is known by
    title and words alone, for dates are re-written, or by title and date (`head:`). The echo (`bot.model.ECHO`) is of
    title and words alone.
    """
    keys = []
    guid = _SPACE.sub(" ", guid).strip()
    if guid:
        keys.append("guid:" + (url_key(guid, fragment=True) or guid)[:500])
    address = url_key(link)
    if address and address != url_key(home):
        keys.append("url:" + address[:1000])
    heading, words = _SPACE.sub(" ", title).strip(), _SPACE.sub(" ", words).strip()
    wording = f"{heading}\n{words}\n"
    if not keys:
        keys.append("text:" + _hashed(wording))
        return (*keys, "head:" + _hashed(f"{heading}\n{when}")) if heading and when else tuple(keys)
    keys.append("text:" + _hashed(wording + (when or address)))
    return (*keys, ECHO + _hashed(wording)) if heading and words else tuple(keys)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def distinct(keys_of: Sequence[tuple[str, ...]]) -> list[tuple[str, ...] | None]:
    """The keys of one document's items, in order; None for a mere repetition of an earlier item.

    Two items with two keys (or all keys) in common are one. A key that is then still shared by several items is
    dropped from all of them; where nothing else is left, the last one stays. Echoes make no two items one.
    """
    strong = [tuple(key for key in keys if not key.startswith(ECHO)) for keys in keys_of]
    kept: list[int] = []
    seen: dict[str, set[int]] = {}
    for place, keys in enumerate(strong):
        if _repeats(keys, strong, seen):
            continue
        kept.append(place)
        for key in keys:
            seen.setdefault(key, set()).add(place)
    count = Counter(_flat(keys_of[place] for place in kept))
    found: list[tuple[str, ...] | None] = [None] * len(keys_of)
    for place in kept:
        found[place] = tuple(key for key in keys_of[place] if count[key] == 1) or strong[place][-1:]
    return found


def _repeats(keys: tuple[str, ...], keys_of: Sequence[tuple[str, ...]], seen: dict[str, set[int]]) -> bool:
    shared = Counter(_flat(seen.get(key, ()) for key in keys))
    return any(number >= 2 or len(keys) == 1 == len(keys_of[place]) for place, number in shared.items())


def _flat(groups: Iterable[Iterable[T]]) -> Iterable[T]:
    return (one for group in groups for one in group)
