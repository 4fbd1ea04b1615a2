"""HTTP mode: Slack's events, commands and clicks, and what operators ask for: /healthz, /readyz, /metrics.

Bolt is dispatched in a thread pool: on the event loop, one slow listener would hold up every other request.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import Any

import uvicorn
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from slack_bolt import App, BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import ReadoutError, SettingsError
from bot.flows.status import Measure, measures
from bot.log import get_log
from bot.ports import Store
from bot.settings import Settings

log = get_log("web")

LISTENER_THREADS = 32
MAX_BODY = 1_000_000
"""Bytes; Slack's own largest payloads, modals with their state, stay below 300,000."""

_TIMESTAMP = re.compile(r"[0-9]{1,11}")
_REFUSED = {"error": "invalid request"}


def build_web(app: App, store: Store, settings: Settings) -> Starlette:
    """The ASGI application. Raises SettingsError without a signing secret: then anyone could speak as Slack."""
    if not settings.slack_signing_secret:
        raise SettingsError(
            "SLACK_SIGNING_SECRET is not set.",
            "Copy it from your Slack app's page, Basic Information, and start again.",
        )
    edge = _Edge(app, store)
    return Starlette(
        routes=[
            Route("/slack/events", edge.slack, methods=["POST"]),
            Route("/slack/commands", edge.slack, methods=["POST"]),
            Route("/slack/interactivity", edge.slack, methods=["POST"]),
            Route("/healthz", edge.health),
            Route("/readyz", edge.ready),
            Route("/metrics", edge.metrics),
        ]
    )


def serve(app: App, store: Store, settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT at HOST:PORT."""
    web = build_web(app, store, settings)
    log.info("serving", host=settings.host, port=settings.port)
    uvicorn.run(
        web,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=5,
    )


class _Edge:
    """The endpoints of one process."""

    def __init__(self, app: App, store: Store) -> None:
        self._app = app
        self._store = store
        self._threads = ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="slack")
        self._registry = CollectorRegistry()
        self._ack = Histogram(
            "readout_slack_ack_seconds",
            "From a request of Slack to its ack.",
            registry=self._registry,
            buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0),
        )
        self._registry.register(_StoreCollector(partial(measures, store)))

    async def slack(self, request: Request) -> Response:
        """Bad signatures and timestamps of any kind are 401, oversized bodies 413; the rest is Bolt's."""
        begun = monotonic()
        body = await _bounded_body(request)
        if body is None:
            return JSONResponse({"error": "too large"}, status_code=413)
        if not _is_dated(request):
            return JSONResponse(_REFUSED, status_code=401)
        asked = BoltRequest(
            body=body.decode("utf-8", "replace"),
            query=dict(request.query_params),
            headers={name: [value] for name, value in request.headers.items()},
        )
        answer = await _in(self._threads, partial(self._app.dispatch, asked))
        self._ack.observe(monotonic() - begun)
        return _response(answer)

    async def health(self, request: Request) -> Response:
        """The process lives."""
        del request
        return PlainTextResponse("ok\n")

    async def ready(self, request: Request) -> Response:
        """The store answers."""
        del request
        try:
            found = await run_in_threadpool(self._store.health)
        except ReadoutError as error:
            return JSONResponse({"ready": False, "why": str(error)}, status_code=503)
        return JSONResponse({"ready": True, "engine": found.get("engine", "")})

    async def metrics(self, request: Request) -> Response:
        del request
        text = await run_in_threadpool(partial(generate_latest, self._registry))
        return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST})


class _StoreCollector:
    """Reads the gauges from the store when they are asked for."""

    def __init__(self, read: Callable[[], Iterable[Measure]]) -> None:
        self._read = read

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for measure in self._read():
            family = GaugeMetricFamily(measure.name, measure.help, labels=measure.labels)
            for labels, value in measure.values:
                family.add_metric(labels, value)
            yield family

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing: registering must not read the store."""
        return ()


async def _bounded_body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def _is_dated(request: Request) -> bool:
    """Bolt answers 500 to a timestamp that is no number; whether it is recent is Bolt's own check."""
    return _TIMESTAMP.fullmatch(request.headers.get("x-slack-request-timestamp", "")) is not None


def _in(threads: ThreadPoolExecutor, call: Callable[[], BoltResponse]) -> Awaitable[BoltResponse]:
    return asyncio.get_running_loop().run_in_executor(threads, call)


def _response(answer: BoltResponse) -> Response:
    headers: dict[str, Any] = answer.first_headers_without_set_cookie()
    return Response(answer.body, status_code=answer.status, headers=headers)
