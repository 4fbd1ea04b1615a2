"""APScheduler wakes the flows, a few ticks, each one line. What is due stands in our own tables, never in its store."""

from __future__ import annotations

from collections.abc import Mapping

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.ports import Queue

SECONDS: Mapping[str, float] = {"collect": 15, "brief": 5, "deliver": 1, "ask": 2, "embed": 15}
"""Lane -> how often it is woken. A wake without due rows costs one indexed query."""


def start_ticks(queue: Queue, seconds: Mapping[str, float] = SECONDS) -> BackgroundScheduler:
    """A running scheduler; `shutdown(wait=False)` ends it."""
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for lane, every in seconds.items():
        scheduler.add_job(queue.wake, IntervalTrigger(seconds=every, timezone="UTC"), args=[lane], id=lane)
    scheduler.start()
    return scheduler
