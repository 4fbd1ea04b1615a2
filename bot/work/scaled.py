"""The Queue port over several processes: procrastinate in the PostgreSQL database that all of them share.

A wake is a job of its lane; at most one waits per lane. Every worker offers each tick, and the database takes it once.
What is due stands in our own tables and is claimed there, so a job that is lost or comes twice costs nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import LiteralString, Self, cast

import psycopg
from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, ProcrastinateException, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier
from psycopg_pool import AsyncConnectionPool

from bot.errors import StoreError
from bot.log import get_log
from bot.work.local import THREADS, Work, run_lane

log = get_log("work")

_SCHEMA_TURN = 0x51554555
"""Key of the advisory lock under which the queue's tables are made."""
_LANE_TURN = 0x4C414E45
"""First key of the advisory locks by which lanes of one thread take turns."""
_WAKE_WITHIN_S = 2.0
_AGAIN_S = 1.0
_MOST_WAKING, _MOST_WORKING = 4, 8
"""Connections of one process: for its wakes, and of a worker for its jobs; each lane listens on one more."""
_TURN_S = 0.5
_KEEPALIVE = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
"""Without it the server would keep the turn of a machine that went dark for two hours."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. A worker that was not heard of for `stalled` is taken for dead, and its jobs are given to others."""

    heartbeat: float = 10.0
    stalled: float = 30.0
    grace: float = 10.0
    """How long a worker that is told to stop waits for what runs."""


class ScaledQueue:
    """`wake` in any process; `start` makes this one a worker. Raises StoreError where the database cannot be used."""

    def __init__(self, url: str, patience: Patience | None = None) -> None:
        self._conninfo = _prepared(url)
        self._patience = patience or Patience()
        connector = SyncPsycopgConnector(
            conninfo=self._conninfo, min_size=1, max_size=_MOST_WAKING, timeout=_WAKE_WITHIN_S
        )
        self._wakes = App(connector=connector).open()
        self._stopping = threading.Event()
        self._end_loop: Callable[[], object] = self._stopping.set
        self._thread: threading.Thread | None = None

    def wake(self, lane: str) -> None:
        """A wake that cannot be written is left to the next tick: the rows it is about are stored already."""
        try:
            self._wakes.configure_task(lane, queue=lane, queueing_lock=lane).defer()
        except AlreadyEnqueued:
            return
        except ProcrastinateException as error:
            if not self._stopping.is_set():
                log.warning("wake lost", lane=lane, error=type(error.__cause__ or error).__name__)

    def start(
        self, work: Mapping[str, Work], seconds: Mapping[str, float], threads: Mapping[str, int] = THREADS
    ) -> None:
        """Works on these lanes until `stop`; `seconds` says how often each is woken: whole seconds, below a minute."""
        lanes = [Lane(name, run, seconds.get(name), threads.get(name, 1)) for name, run in work.items()]
        begun = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._run(lanes, begun)), name="scaled-queue", daemon=True
        )
        self._thread.start()
        begun.wait()

    def stop(self) -> None:
        """Lets what runs come to its end, for the patience's grace; rows not dealt with are found by other workers."""
        self._stopping.set()
        self._end_loop()
        if self._thread is not None:
            self._thread.join(self._patience.grace + 5)
            self._thread = None
        self._wakes.close()

    async def _run(self, lanes: list[Lane], begun: threading.Event) -> None:
        ending, loop = asyncio.Event(), asyncio.get_running_loop()
        self._end_loop = partial(_tell, loop, ending)
        begun.set()
        pool = AsyncConnectionPool(
            self._conninfo,
            min_size=1,
            max_size=_MOST_WORKING,
            open=False,
            check=AsyncConnectionPool.check_connection,
        )
        async with pool:
            tasks = [asyncio.create_task(self._serve(lane, pool)) for lane in lanes]
            tasks.append(asyncio.create_task(self._mend(pool)))
            await ending.wait()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, lane: Lane, pool: AsyncConnectionPool) -> None:
        """The engine's worker ends when the database goes away; a new one is begun until it is back."""
        app = lane.app(pool, self._stopping.is_set)
        async with app.open_async(pool):
            while True:
                try:
                    await app.run_worker_async(
                        queues=[lane.name],
                        name=lane.name,
                        concurrency=lane.threads,
                        delete_jobs="always",
                        install_signal_handlers=False,
                        shutdown_graceful_timeout=self._patience.grace,
                        update_heartbeat_interval=self._patience.heartbeat,
                        stalled_worker_timeout=self._patience.stalled,
                    )
                except ConnectorException as error:
                    log.warning("queue out of reach", lane=lane.name, error=type(error.__cause__ or error).__name__)
                except Exception:  # the edge: a fault of the engine must not end a lane
                    log.exception("queue failed", lane=lane.name)
                await asyncio.sleep(_AGAIN_S)

    async def _mend(self, pool: AsyncConnectionPool) -> None:
        """Gives back the jobs of workers that are gone. Every worker looks; the database lets one win."""
        async with App(connector=PsycopgConnector()).open_async(pool) as app:
            while True:
                await asyncio.sleep(self._patience.heartbeat)
                with contextlib.suppress(ConnectorException):
                    await _retry_stalled(app.job_manager, self._patience.stalled)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane in one worker. It has a queue of its own: what is slow in one keeps no other waiting.

    A lane of one thread is one for all workers, too: they take turns, so no page is asked for by two of them.
    """

    name: str
    run: Work
    seconds: float | None
    threads: int

    def app(self, pool: AsyncConnectionPool, is_stopping: Callable[[], bool]) -> App:
        """The engine's view of the lane: its task, and the tick that is offered with a number the database knows."""
        app = App(connector=PsycopgConnector())

        async def work(timestamp: int = 0) -> None:
            del timestamp  # which tick it was makes no difference
            async with self._turn(pool, is_stopping) as is_ours:
                if is_ours:
                    await _aside(self.name, partial(run_lane, self.name, self.run, is_stopping))

        task = app.task(name=self.name, queue=self.name, queueing_lock=self.name)(work)
        if self.seconds:
            app.periodic(cron=f"* * * * * */{round(self.seconds)}")(task)
        return app

    @contextlib.asynccontextmanager
    async def _turn(self, pool: AsyncConnectionPool, is_stopping: Callable[[], bool]) -> AsyncIterator[bool]:
        """Waits for the lane's turn; False at the end. The server ends it with the connection: kill -9 frees it."""
        if self.threads > 1:
            yield True
            return
        async with pool.connection() as connection:
            await connection.set_autocommit(True)
            is_ours = False
            while not is_ours and not is_stopping():
                is_ours = await _asked(connection, "SELECT pg_try_advisory_lock(%s, hashtext(%s))", self.name)
                if not is_ours:
                    await asyncio.sleep(_TURN_S)
            try:
                yield is_ours
            finally:
                with contextlib.suppress(psycopg.Error):  # a lost connection has let go already
                    if is_ours:
                        await _asked(connection, "SELECT pg_advisory_unlock(%s, hashtext(%s))", self.name)
                    await connection.set_autocommit(False)


async def _asked(connection: psycopg.AsyncConnection, question: LiteralString, lane: str) -> bool:
    row = await (await connection.execute(question, (_LANE_TURN, lane))).fetchone()
    return bool(row and row[0])


async def _retry_stalled(manager: JobManager, stalled_s: float) -> None:
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_s):
        log.warning("worker gone", lane=job.queue, job=job.id)
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # a wake waits already and does the same work
            await manager.finish_job(job, Status.FAILED, delete_job=True)


async def _aside(name: str, run: Callable[[], None]) -> None:
    """Runs it in a daemon thread: one of an executor would keep a process that was told to stop."""
    ended: Future[None] = Future()
    ended.set_running_or_notify_cancel()

    def work() -> None:
        try:
            run()
        finally:
            ended.set_result(None)

    threading.Thread(target=work, name=name, daemon=True).start()
    await asyncio.wrap_future(ended)


def _tell(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has ended by itself
        loop.call_soon_threadsafe(event.set)


def _prepared(url: str) -> str:
    """Makes the queue's tables where they are missing; returns how to connect to them.

    They have a schema of their own, named after the engine's version of them: an update of the engine begins with an
    empty queue, which the next tick fills, beside processes that still work with the former one.
    """
    tables = SchemaManager.get_schema()
    schema = f"readout_queue_{hashlib.sha256(tables.encode()).hexdigest()[:8]}"
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_SCHEMA_TURN,))
            found = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone()
            if found is None:
                connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
                connection.execute(SQL("SET LOCAL search_path TO {}").format(Identifier(schema)))
                connection.execute(tables)
    except psycopg.Error as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise StoreError(
            f"The queue in PostgreSQL cannot be used: {said}",
            "Check that the server runs, that DATABASE_URL is right and that its role may create a schema there.",
        ) from error
    options = cast("str", conninfo_to_dict(url).get("options") or "")
    return make_conninfo(url, options=f"{options} {_KEEPALIVE} -c search_path={schema}".strip())
