"""A publisher's short name out of what its feeds and pages call themselves."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.feeds.match import fold
from bot.feeds.text import plain_line

LONG = 32
"""Characters; a longer name is cut at its separators."""
MOST = 60

_BAR = re.compile(r"\s*[|»·•]\s*")
_DASH = re.compile(r"\s+[-–—]+\s+|:\s+")
_LETTERS = re.compile(r"[\W_]+")


def outlet_name(told: str, url: str) -> str:
    """“Tidewatch | Boats | Weather” becomes “Tidewatch”: the part that is like the site's host, else the first.

    Where nothing is told, the host without www.
    """
    host = _host(url)
    name = plain_line(told).lstrip("@").strip()
    if not name:
        return host
    for separator in (_BAR, _DASH):
        parts = [part.strip() for part in separator.split(name) if part.strip()]
        alike = next((part for part in parts if _is_like(part, host)), "")
        if len(parts) > 1 and (alike or separator is _BAR or len(name) > LONG):
            name = alike or parts[0]
    return name if len(name) <= MOST else name[:MOST].rsplit(" ", 1)[0] + "…"


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_like(part: str, host: str) -> bool:
    """Whether the letters of a name are those of the host's chief label, or begin it, or the other way round."""
    letters = _LETTERS.sub("", fold(part))
    label = max(host.split(".")[:-1], key=len, default="").replace("-", "")
    if len(letters) < 3 or len(label) < 3:
        return False
    return letters.startswith(label) or label.startswith(letters) or letters.removeprefix("the").startswith(label)
