"""The optional language model over HTTP: an OpenAI-compatible server (one's own machine too) or Anthropic.

httpcore under httpx's names, as in `bot.net.fetch`: every read is bounded by what is left of the time, redirects are
not followed (the key would go along), and only the configured host is exempt from the address guard.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Self

import httpcore
import httpx

from bot.errors import FetchError, ModelError, SettingsError
from bot.net.guard import Budget, GuardedBackend
from bot.ports import Clock
from bot.settings import ModelKind, Settings

LARGEST = 256 * 1024
"""Bytes of a reply."""
LONGEST_REPLY = 700
"""Tokens asked for."""
_DEFAULT_URLS = {ModelKind.OPENAI: "https://api.openai.com/v1", ModelKind.ANTHROPIC: "https://api.anthropic.com/v1"}
_AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
_PATIENCE_S = 0.5
_OK = 200


class HttpModel:
    """The LanguageModel port. Safe in threads; `close` when done."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        """Raises SettingsError where a model is asked for by half."""
        self._kind = settings.llm_api
        if self._kind is ModelKind.NONE or not settings.llm_model:
            raise SettingsError("READOUT_LLM_API and READOUT_LLM_MODEL go together.", "Set both, or neither.")
        self._model = settings.llm_model
        self._key = _key_of(settings)
        self._url = _url_of(settings)
        self._seconds = settings.llm_timeout_s
        self._most = settings.llm_daily
        self._clock = clock
        self._lock = threading.Lock()
        self._day, self._asked = date.min, 0
        port = self._url.port or (443 if self._url.scheme == "https" else 80)
        self._backend = GuardedBackend({(self._url.host, port)}, self._seconds)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=self._backend, max_connections=4
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    @property
    def name(self) -> str:
        """For a person: the model and where it runs."""
        return f"{self._model} at {self._url.host}"

    def write(self, rules: str, task: Mapping[str, Any]) -> str:
        """As `bot.ports.LanguageModel` says. One retry, within the same time."""
        budget = Budget(time.monotonic() + self._seconds, LARGEST + 64 * 1024)
        body = json.dumps(self._body(rules, json.dumps(task, ensure_ascii=False))).encode()
        for last in (False, True):
            self._spend()
            status, data = self._post(body, budget, last=last)
            if status == _OK:
                return self._said(data)
            if last or status not in _AGAIN | {0}:
                raise ModelError(f"The language model answered with status {status}.", "Look at READOUT_LLM_*.")
            time.sleep(min(_PATIENCE_S, max(budget.deadline - time.monotonic(), 0)))
        raise AssertionError("unreachable")

    def _spend(self) -> None:
        today = self._clock.now().date()
        with self._lock:
            if self._day != today:
                self._day, self._asked = today, 0
            if self._asked >= self._most:
                raise ModelError("The day's budget for the language model is used up.", "Raise READOUT_LLM_DAILY.")
            self._asked += 1

    # -------------------------------------------------------------- the wire

    def _post(self, body: bytes, budget: Budget, *, last: bool) -> tuple[int, bytes]:
        """Status and body; status 0 where the connection broke and another try is left."""
        url = self._url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        request = httpcore.Request("POST", target, headers=self._headers(len(body)), content=body)
        try:
            with self._backend.within(budget):
                response = self._pool.handle_request(request)
                try:
                    return response.status, _read(response)
                finally:
                    response.close()
        except (httpcore.TimeoutException, FetchError) as error:
            raise ModelError("The language model did not answer in time.", "Raise READOUT_LLM_TIMEOUT.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            if last:
                raise ModelError("The language model cannot be reached.", "Look at READOUT_LLM_URL.") from error
            return 0, b""

    def _headers(self, length: int) -> list[tuple[str, str]]:
        headers = [
            ("Host", self._url.netloc.decode()),
            ("Content-Type", "application/json"),
            ("Content-Length", str(length)),
            ("Accept-Encoding", "identity"),
        ]
        if self._kind is ModelKind.ANTHROPIC:
            return [*headers, ("x-api-key", self._key), ("anthropic-version", "2023-06-01")]
        return [*headers, ("Authorization", f"Bearer {self._key}")] if self._key else headers

    def _body(self, rules: str, task: str) -> dict[str, Any]:
        asked = {"role": "user", "content": task}
        shared = {"model": self._model, "max_tokens": LONGEST_REPLY, "temperature": 0}
        if self._kind is ModelKind.ANTHROPIC:
            return {**shared, "system": rules, "messages": [asked]}
        system = {"role": "system", "content": rules}
        return {**shared, "messages": [system, asked], "response_format": {"type": "json_object"}}

    def _said(self, data: bytes) -> str:
        """The text of the reply, wherever this kind of server puts it; "[[[[…" is none, however deep it goes."""
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            reply = json.loads(data)
            if self._kind is ModelKind.ANTHROPIC:
                return "".join(str(part["text"]) for part in reply["content"] if part.get("type") == "text")
            content = reply["choices"][0]["message"]["content"]
            if isinstance(content, str):
                return content
        raise ModelError("The language model's answer is no answer of that kind of server.", "Look at READOUT_LLM_API.")


def _key_of(settings: Settings) -> str:
    """The key as it goes into a header; one that cannot ("schlüssel", a line break) is refused, and not repeated."""
    key = settings.llm_key
    if not key.isascii() or not key.isprintable() or key != key.strip():
        raise SettingsError("READOUT_LLM_KEY holds a sign that no key holds.", "Copy it again, without spaces.")
    return key


def _url_of(settings: Settings) -> httpx.URL:
    base = settings.llm_url or _DEFAULT_URLS[settings.llm_api]
    path = "messages" if settings.llm_api is ModelKind.ANTHROPIC else "chat/completions"
    try:
        url = httpx.URL(f"{base.rstrip('/')}/{path}")
    except httpx.InvalidURL as error:
        raise SettingsError("READOUT_LLM_URL is not a web address.", "It should look like https://host/v1.") from error
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise SettingsError("READOUT_LLM_URL is not a web address.", "It should look like https://host/v1.")
    return url


def _read(response: httpcore.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_stream():
        body += piece
        if len(body) > LARGEST:
            raise FetchError("The language model's answer is too large.")
    return bytes(body)
