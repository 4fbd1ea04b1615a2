"""What Slack's answers mean for us, as tables, and what a person sees when a listener fails."""

from __future__ import annotations

import http.client
import re
import secrets
import socket
import urllib.error
from typing import Any

from slack_bolt import App, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.log import get_log
from bot.ports import Outcome, Refused, Unknown

log = get_log("slack")

MAYBE_DONE = frozenset(
    {
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "duplicate_message_not_found",
        "duplicate_channel_not_found",
    }
)
"""Error codes that do not say that nothing was posted: Slack documents that part of the call may have succeeded."""

NO_HISTORY = frozenset(
    {
        "missing_scope",
        "not_allowed_token_type",
        "no_permission",
        "not_in_channel",
        "channel_not_found",
        "access_denied",
        "team_access_not_granted",
        "unknown_method",
    }
)
"""The history cannot be read, now or later, without a person changing something."""

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format"})

NEWER_BLOCKS = frozenset({"table", "data_table", "data_visualization", "card", "carousel", "markdown", "container"})
"""Kinds that not every workspace takes yet."""

NETWORK_ERRORS = (OSError, http.client.HTTPException)
"""What the SDK lets through when the connection fails: urllib's errors, time-outs and resets are OSErrors."""

_NEVER_SENT = (ConnectionRefusedError, socket.gaierror)
_RETRY_UNREACHABLE_S = 15.0
_CODE = re.compile(r"[a-z0-9_]+")


def outcome_of_error(error: SlackApiError) -> Outcome:
    """429 and a plain `ok: false` are definite; a 5xx, an unreadable answer and the codes above are not."""
    response: Any = error.response
    status = int(response.status_code)
    code = str((response.data or {}).get("error") or "") if isinstance(response.data, dict) else ""
    if status == 429 or code == "ratelimited":
        return Refused("ratelimited", retry_after(response.headers))
    if status >= 500 or code in MAYBE_DONE or not _CODE.fullmatch(code):
        return Unknown(code if _CODE.fullmatch(code) else f"http {status}")
    return Refused(code)


def outcome_of_network(error: BaseException) -> Outcome:
    """Refused only where no byte of the request can have left."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, _NEVER_SENT):
        return Refused("unreachable", _RETRY_UNREACHABLE_S)
    return Unknown(type(cause).__name__ if isinstance(cause, BaseException) else "network")


def retry_after(headers: Any) -> float:
    """Seconds of a Retry-After header, one at least; 30 where it is missing or no number."""
    value: Any = next((v for k, v in dict(headers or {}).items() if str(k).lower() == "retry-after"), "")
    first = str(value[0] if isinstance(value, list) and value else value)
    return max(1.0, float(first)) if first.isascii() and first.isdigit() else 30.0


def register(app: App) -> None:
    """Adds the handler for what a listener did not expect: a reference for the person, the same one in the log."""

    @app.error
    def say_so(error: Exception, body: dict[str, Any]) -> BoltResponse:
        reference = secrets.token_hex(4)
        log.error(
            "listener failed",
            reference=reference,
            kind=str(body.get("type") or body.get("command") or ""),
            exc_info=error,
        )
        if "command" not in body:
            return BoltResponse(status=500, body="")
        words = f"That could not be noted down just now (reference {reference}). Please try again in a minute."
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": words})
