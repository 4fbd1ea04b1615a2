"""The composition root: Settings -> the ports and the running product. The only file that sees every room."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from slack_sdk import WebClient

from bot.embedding.embedder import LateEmbedder
from bot.embedding.judge import LateJudge
from bot.errors import StoreError
from bot.flows import brief, collect, commands, deliver, embed
from bot.log import get_log
from bot.model import Reading, WorkspaceId
from bot.net.fetch import HttpFetcher
from bot.net.model_client import HttpModel
from bot.ports import Messenger, Ports, Queue, Reader, Store
from bot.reading.reader import open_reader
from bot.settings import Settings
from bot.slack.app import build_app, build_client, run_socket
from bot.slack.messenger import SlackMessenger
from bot.ticks import SECONDS, start_ticks
from bot.web import serve
from bot.work.local import LocalQueue
from bot.work.lock import held
from bot.work.pool import ReaderPool
from storage import migrate_store, open_store

if TYPE_CHECKING:
    from bot.work.scaled import ScaledQueue

log = get_log("wiring")


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class IdleQueue:
    """For commands that do their work themselves."""

    def wake(self, lane: str) -> None:
        """Nobody is woken."""


class LateReader:
    """Loads the language model when the first text is read: commands that read nothing start at once."""

    def __init__(self, model: str) -> None:
        self._model = model

    @cached_property
    def _reader(self) -> Reader:
        return open_reader(self._model)

    @property
    def version(self) -> str:
        return self._reader.version

    def read(self, text: str) -> Reading:
        return self._reader.read(text)

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        return self._reader.read_all(texts)


@contextmanager
def open_ports(
    settings: Settings,
    *,
    messenger: Messenger | None = None,
    queue: Queue | None = None,
    pooled: bool = False,
) -> Iterator[Ports]:
    """The ports of one process, closed at the end.

    `messenger` None posts to Slack with the configured token. `pooled` reads in a process pool.
    """
    with ExitStack() as stack:
        store = _opened(settings, stack)
        reader: Reader = LateReader(settings.model)
        if pooled:
            reader = stack.enter_context(ReaderPool(settings.model))
        fetcher = stack.enter_context(HttpFetcher(settings))
        clock = SystemClock()
        yield Ports(
            store=store,
            fetcher=fetcher,
            reader=reader,
            messenger=messenger or SlackMessenger(partial(_client, settings), settings.post_timeout_s),
            queue=queue or IdleQueue(),
            clock=clock,
            embedder=LateEmbedder(settings.embedding),
            judge=LateJudge(settings.embedding),
            model=stack.enter_context(HttpModel(settings, clock)) if settings.llm_api else None,
        )


def _client(settings: Settings, workspace: WorkspaceId) -> WebClient:
    """One token serves the one workspace that is configured."""
    del workspace
    return build_client(settings)


def _opened(settings: Settings, stack: ExitStack) -> Store:
    """An empty database gets its schema here; an older one is brought up to date by `run` and `migrate` alone."""
    store = open_store(settings.store_url)
    stack.callback(store.close)
    return store


def copy_store(source_url: str, target_url: str, on_table: Callable[[str, int], None]) -> dict[str, int]:
    """Every row into an empty store of either engine, verified by hashes. Returns rows by table; raises StoreError."""
    return migrate_store(source_url, target_url, on_table)


Lanes = Mapping[str, Callable[[], object]]


def lanes_of(ports: Ports, settings: Settings, begun: datetime | None = None) -> Lanes:
    """Lane -> the flow it wakes. `begun`: when this process began, where no other works on the same rows."""
    return {
        "collect": partial(collect.collect, ports),
        "brief": partial(brief.run_due, ports),
        "deliver": partial(deliver.deliver_due, ports, quiet_period_s=settings.quiet_period_s),
        "ask": partial(commands.handle_requests, ports, begun),
        "embed": partial(embed.embed_due, ports),
    }


@contextmanager
def working(settings: Settings, messenger: Messenger | None = None, *, alone: bool = False) -> Iterator[Ports]:
    """The ports with every lane running and the ticks that wake them. `alone`: no other process does this work."""
    with LocalQueue() as queue, open_ports(settings, messenger=messenger, queue=queue, pooled=True) as ports:
        ports.store.migrate()
        lanes = lanes_of(ports, settings, ports.clock.now() if alone else None)
        queue.start(lanes)
        ticks = start_ticks(queue)
        for lane in lanes:
            queue.wake(lane)
        try:
            yield ports
        finally:
            ticks.shutdown(wait=False)
            queue.stop()


@contextmanager
def working_together(settings: Settings, messenger: Messenger | None = None) -> Iterator[Ports]:
    """The same lanes in one of several processes on a PostgreSQL database, which hands out the wakes and ticks."""
    with (
        _shared_queue(settings) as queue,
        open_ports(settings, messenger=messenger, queue=queue, pooled=True) as ports,
    ):
        ports.store.migrate()
        lanes = lanes_of(ports, settings)
        queue.start(lanes, SECONDS)
        for lane in lanes:
            queue.wake(lane)
        try:
            yield ports
        finally:
            queue.stop()


def _is_shared(settings: Settings) -> bool:
    return settings.store_url.startswith("postgres")


def _shared_queue(settings: Settings) -> ScaledQueue:
    try:
        from bot.work.scaled import ScaledQueue  # noqa: PLC0415  # its engine is an extra
    except ImportError as error:
        raise StoreError(
            "The packages for several processes are missing.", "Install what it needs: make postgres"
        ) from error
    return ScaledQueue(settings.store_url)


@contextmanager
def running(settings: Settings, messenger: Messenger | None = None) -> Iterator[Ports]:
    """The whole product in this process. Raises LockedError where another runs on the same SQLite file."""
    with ExitStack() as stack:
        if settings.store_url.startswith("sqlite"):
            stack.enter_context(held(Path(settings.store_url.removeprefix("sqlite:///") + ".lock")))
        ports = stack.enter_context(working(settings, messenger, alone=True))
        if settings.slack_app_token:
            stack.enter_context(run_socket(build_app(settings, ports.store, ports.queue), settings))
        log.info("running", store=ports.store.health().get("engine"), slack=bool(settings.slack_app_token))
        yield ports


def run_embedded(settings: Settings, messenger: Messenger | None = None) -> None:
    """`readout run`: until SIGTERM or Ctrl-C."""
    with running(settings, messenger):
        wait_for_the_end()


def run_worker(settings: Settings, messenger: Messenger | None = None) -> None:
    """`readout worker`: pulls, posts and answers; Slack's requests come in through `readout web`.

    On PostgreSQL several share the work; on a SQLite file one works by its own ticks.
    """
    with working_together(settings, messenger) if _is_shared(settings) else working(settings, messenger):
        wait_for_the_end()


def run_web(settings: Settings) -> None:
    """`readout web`: Slack's requests by HTTP become rows; a worker takes them up: on PostgreSQL at once."""
    with ExitStack() as stack:
        store = _opened(settings, stack)
        queue: Queue = stack.enter_context(_shared_queue(settings)) if _is_shared(settings) else IdleQueue()
        serve(build_app(settings, store, queue), store, settings)


def wait_for_the_end() -> None:
    """Until SIGTERM or SIGINT."""
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    ended.wait()
