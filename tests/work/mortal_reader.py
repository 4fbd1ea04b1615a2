"""A reader whose worker dies of certain texts. It is imported by the spawned workers, too."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from bot.model import Reading, Span


class MortalReader:
    version = "mortal-1"

    def read(self, text: str) -> Reading:
        if text.startswith("poison"):
            os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("once "):  # dies the first time it is read
            mark = Path(text.removeprefix("once "))
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("pid "):
            Path(text.removeprefix("pid ")).write_text(str(os.getpid()))
        if text.startswith("sleep"):
            time.sleep(30)
        return Reading(sentences=(Span(0, len(text)),))

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        return [self.read(text) for text in texts]


def open_mortal(model: str) -> MortalReader:
    del model
    return MortalReader()
