"""The course of a lesson, the same for both: AdamW by the clock, and the measures told on the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

WEIGHT_DECAY = 0.01
LONGEST_STEP = 1.0
"""Of the gradients' length."""
LAST = 0.05
"""What is left of the rate at the end."""


@dataclass(frozen=True, slots=True)
class Course:
    """Seconds, steps until the full rate, and seconds between two measurings."""

    rate: float
    seconds: float
    warm_up: int
    every: float

    def rate_at(self, step: int, passed: float) -> float:
        return self.rate * min(1, (step + 1) / self.warm_up) * (1 - (1 - LAST) * min(1, passed / self.seconds))


def run(
    course: Course, taught: Iterable[nn.Parameter], next_loss: Callable[[], Tensor], measure: Callable[[], str]
) -> None:
    """Prints the loss (a running mean) and `measure` at the start, on the way, and at the end."""
    parameters = list(taught)
    optimizer = torch.optim.AdamW(parameters, lr=course.rate, weight_decay=WEIGHT_DECAY)
    print(f"start: {measure()}", flush=True)
    began = told = time.monotonic()
    step, mean = 0, 0.0
    while (passed := time.monotonic() - began) < course.seconds:
        for group in optimizer.param_groups:
            group["lr"] = course.rate_at(step, passed)
        loss = next_loss()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, LONGEST_STEP)
        optimizer.step()
        step += 1
        mean = 0.96 * mean + 0.04 * loss.item() if mean else loss.item()
        if time.monotonic() - told > course.every:
            print(f"{passed:.0f} s, step {step}, loss {mean:.3f}: {measure()}", flush=True)
            told = time.monotonic()
    print(f"end, step {step}, loss {mean:.3f}: {measure()}", flush=True)


def share(hits: Sequence[bool]) -> float:
    return sum(hits) / max(1, len(hits))


def area_under_curve(answered: Sequence[float], silent: Sequence[float]) -> float:
    """How often the best sentence of an answerable question stands above that of one that nothing answers."""
    above = sum((high > low) + 0.5 * (high == low) for high in answered for low in silent)
    return above / max(1, len(answered) * len(silent))
