from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stories.cluster import features, group, name_stories, weigh

EVENTS = {
    "wall": """\
Elmsund delays sea wall|The harbour board of Elmsund put off the sea wall. Petra Lindqvist said crowns ran short.
Sea wall must wait|In Elmsund the board led by Petra Lindqvist delayed the sea wall until autumn, for want of crowns.
Lindqvist: no wall before autumn|Petra Lindqvist told Elmsund residents that the sea wall will wait until autumn.""",
    "quake": """\
Quake shakes Varn|An earthquake of magnitude 5.8 shook the Varn valley. Rescuers reached 12 villages.
12 villages cut off after Varn quake|Rescuers reached 12 villages of the Varn valley after the 5.8 earthquake.""",
    "another quake": """\
Quake off Ostra|An earthquake of magnitude 6.3 shook Ostra. Its harbour was closed for 9 hours.
Ostra harbour shut|The harbour of Ostra closed for 9 hours after an earthquake of magnitude 6.3 shook the sea.""",
    "earnings": "Norrglas profit up|Norrglas said profit rose 14 percent to 96 million crowns in the third quarter.",
}
ARTICLES = [line.split("|") for event in EVENTS.values() for line in event.splitlines()]
WEIGHED = [(number, features(title, text)) for number, (title, text) in enumerate(ARTICLES)]


def test_articles_on_one_event_are_one_story() -> None:
    assert group(WEIGHED) == [[0, 1, 2], [3, 4], [5, 6], [7]]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_does_not_matter(seed: int) -> None:
    shuffled = random.Random(seed).sample(WEIGHED, len(WEIGHED))
    assert group(shuffled) == group(WEIGHED)


def test_every_article_is_in_one_story() -> None:
    assert group([]) == []
    assert group([(4, features("", "")), (2, features("", ""))]) == [[2], [4]]


def test_names_and_numbers_weigh_more_than_other_words() -> None:
    weights = weigh("", "The board met in Elmsund about 340 metres of wall.")
    assert weights["elmsund"] > weights["wall"]
    assert weights["340"] > weights["wall"]


def test_a_story_keeps_its_name() -> None:
    assert name_stories([[1, 2], [3]], {}) == {1: 1, 2: 1, 3: 3}
    assert name_stories([[2, 3, 4]], {2: 1, 3: 1}) == {2: 1, 3: 1, 4: 1}
    # A story that falls apart leaves its name to the larger part.
    assert name_stories([[1], [2, 3]], {1: 1, 2: 1, 3: 1}) == {1: -1, 2: 1, 3: 1}


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 40), unique=True, min_size=1).flatmap(
        lambda ids: st.tuples(st.just(ids), st.dictionaries(st.sampled_from(ids), st.integers(1, 50)))
    ),
    st.randoms(use_true_random=False),
)
def test_no_two_stories_share_a_name(ids_known: tuple[list[int], dict[int, int]], rng: random.Random) -> None:
    ids, known = ids_known
    groups: list[list[int]] = [[] for _ in range(len(ids))]
    for article_id in sorted(ids):
        rng.choice(groups).append(article_id)
    groups = [members for members in groups if members]
    named = name_stories(groups, known)
    assert named.keys() == set(ids)
    assert len({named[members[0]] for members in groups}) == len(groups)
    assert all(len({named[one] for one in members}) == 1 for members in groups)
