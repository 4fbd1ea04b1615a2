"""What a new article costs in a full window of stories: `python bench/stories.py [--articles 3000] [--new 20]`.

Invented reports: words by Zipf's law, every event with words of its own. The window is built once, then articles
come in one by one; at the end the groups are compared with those of all at once.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.stories.cluster import features, group
from bot.stories.window import StoryWindow

WORDS, EVENTS, SENTENCES = 30_000, 900, 30
rng = random.Random(3)
vocabulary = [f"w{chr(97 + number % 26)}{number:x}" for number in range(WORDS)]
chances = list(accumulate(1 / (number + 10) for number in range(WORDS)))


def words(count: int) -> list[str]:
    return rng.choices(vocabulary, cum_weights=chances, k=count)


def report(event: Sequence[str]) -> str:
    """Sentences of 18 words, four of them the event's own."""
    return " ".join(" ".join([*words(14), *rng.choices(event, k=4)]).capitalize() + "." for _ in range(SENTENCES))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--new", type=int, default=20)
    options = parser.parse_args()
    events = [[word.capitalize() for word in words(40)] for _ in range(EVENTS)]
    told = [(number, "Report", report(rng.choice(events))) for number in range(options.articles + options.new)]
    window = StoryWindow(lambda ids: [told[number] for number in ids])
    began = time.process_time()
    found = window.update(dict.fromkeys(range(options.articles), 1))
    print(
        f"window of {options.articles} built in {time.process_time() - began:.1f} s of CPU, {len(found.groups)} stories"
    )
    times = []
    for count in range(options.articles + 1, options.articles + options.new + 1):
        began = time.process_time()
        found = window.update(dict.fromkeys(range(count), 1))
        times.append(time.process_time() - began)
    began = time.process_time()
    whole = group([(number, features(title, text)) for number, title, text in told])
    print(
        f"all at once, features known: {time.process_time() - began:.1f} s of CPU; same groups: {whole == found.groups}"
    )
    times.sort()
    print(
        f"one article more: {1000 * times[len(times) // 2]:.0f} ms of CPU (median), {1000 * times[-1]:.0f} ms at most"
    )
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
