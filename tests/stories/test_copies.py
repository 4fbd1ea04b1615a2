from __future__ import annotations

import random

import pytest

from bot.stories.copies import containment, find_copies, shingles

NOUNS = """harbour board wall tide ferry crown winter flood market chair council engineer report budget quarry gravel
storm pier lighthouse captain crew auction mayor clerk ledger survey bridge canal depot station""".split()
VERBS = "weighed praised delayed measured ordered closed opened doubted counted repaired painted sold moved".split()


def story(seed: int, sentences: int = 24) -> list[str]:
    """An invented wire text; each seed its own."""
    rng = random.Random(seed)
    return [
        f"The {rng.choice(NOUNS)} {rng.choice(VERBS)} the {rng.choice(NOUNS)} of {rng.choice(NOUNS)}"
        f" {rng.randint(2, 900)} while a {rng.choice(NOUNS)} {rng.choice(VERBS)} {rng.randint(2, 99)} other things."
        for _ in range(sentences)
    ]


def as_is(text: list[str], _: random.Random) -> list[str]:
    return text


def cut(text: list[str], _: random.Random) -> list[str]:
    return text[: len(text) // 2]


def wrapped(text: list[str], rng: random.Random) -> list[str]:
    return [*story(rng.randint(10**6, 10**7), 8), *text, *story(rng.randint(10**6, 10**7), 6)]


def shortened(text: list[str], _: random.Random) -> list[str]:
    return [line for number, line in enumerate(text) if number % 3]


def edited(text: list[str], rng: random.Random) -> list[str]:
    words = " ".join(text).split()
    for _ in range(len(words) // 15):
        words[rng.randrange(len(words))] = rng.choice(NOUNS)
    return [" ".join(words)]


EDITS = (as_is, cut, wrapped, shortened, edited)


def test_wire_copies_are_found_and_nothing_else() -> None:
    rng = random.Random(7)
    texts, truth = [], {}
    for number in range(60):
        original = story(number)
        texts.append((number, " ".join(original)))
        for at, edit in enumerate(EDITS):
            copy_id = 1000 + number * 10 + at
            texts.append((copy_id, " ".join(edit(original, rng))))
            truth[copy_id] = number
    found = find_copies(texts)
    right = sum(found.get(copy_id) == original for copy_id, original in truth.items())
    assert right / len(truth) >= 0.98
    assert right / len(found) >= 0.995


def test_the_earliest_is_the_original_and_copies_do_not_chain() -> None:
    text = " ".join(story(3))
    assert find_copies([(5, text), (2, text), (9, text)]) == {2: 5, 9: 5}


@pytest.mark.parametrize("text", ["", "The board met.", "港湾"])
def test_short_texts_are_nobodys_copy(text: str) -> None:
    assert find_copies([(1, text), (2, text)]) == {}


def test_containment_is_a_share() -> None:
    whole = shingles(" ".join(story(1)))
    assert containment(whole, whole) == 1.0
    assert containment(whole, frozenset()) == 0.0
    assert containment(shingles("a b c d"), shingles("A, b; c. D")) == 1.0
