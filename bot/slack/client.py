"""The one way a Web API client is made."""

from __future__ import annotations

import logging

from slack_sdk import WebClient

from bot.settings import Settings


def build_client(settings: Settings, token: str | None = None) -> WebClient:
    """A Web API client that honours SLACK_API_URL and never repeats a call by itself.

    The SDK's default repeats a post when the connection drops after Slack accepted it: two messages.
    """
    return WebClient(
        token=settings.slack_bot_token if token is None else token,
        base_url=settings.slack_api_url,
        timeout=max(1, round(settings.post_timeout_s)),
        retry_handlers=[],
        logger=quiet("bot.slack.sdk"),
    )


def quiet(name: str) -> logging.Logger:
    """Bolt's and the SDK's log lines may hold request bodies: only what is wrong with the connection itself passes."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.CRITICAL)
    return logger
