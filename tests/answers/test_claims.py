"""What a language model may say: only what stands, in order, in the one sentence it cites, under the right name."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.claims import MOST_CLAIMS, Evidence, Fault, Proposed, ProposedCitation, read_reply, verify

PLAIN = Evidence(
    "1", "The new quay at Brillhaven will open on 4 June after two years of work, and it cost 48 million euros."
)
SAID = Evidence(
    "2",
    "Ferry fares may rise by 7% in March, Ida Holm said on Monday, but season tickets will not be touched.",
    speaker="Ida Holm",
    cue="said",
)
DENIED = Evidence("3", "Tomas Brandl denied that the crane had fallen on the ferry at noon.", "Tomas Brandl", "denied")
UNNAMED = Evidence(
    "4", "A senior official told reporters that the port would close for a week.", "A senior official", "told"
)
TURNED = Evidence("5", "Prices rose sharply in Ostland last year while wages in Varn fell by 5% over the same time.")
BODY = Evidence(
    "6", "The University of Varn said the lake had lost a third of its water.", "University of Varn", "said"
)
GIVEN = (PLAIN, SAID, DENIED, UNNAMED, TURNED, BODY)


def proposed(text: str, key: str, quote: str = "") -> Proposed:
    there = next((e.text for e in GIVEN if e.id == key), "")
    return Proposed(text=text, citations=[ProposedCitation(span_id=key, quote=quote or there)])


def fault(text: str, key: str, quote: str = "") -> Fault | None:
    found = verify([proposed(text, key, quote)], GIVEN)
    return found.faults[0] if found.faults else None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The new quay at Brillhaven will open on 4 June.", "1"),
        ("The new quay at Brillhaven will open on 4 June and it cost 48 million euros.", "1"),
        ("Ida Holm said ferry fares may rise by 7% in March, but season tickets will not be touched.", "2"),
        ("Holm said ferry fares may rise by 7% in March but season tickets will not be touched.", "2"),
        ("According to Ida Holm, ferry fares may rise by 7% in March, but season tickets will not be touched.", "2"),
        ("Brandl denied that the crane had fallen on the ferry.", "3"),
        ("A senior official said the port would close for a week.", "4"),
        ("A senior official told reporters that the port would close for a week.", "4"),
        ("The University of Varn said the lake had lost a third of its water.", "6"),
    ],
)
def test_a_faithful_shortening_stands(text: str, key: str):
    assert fault(text, key) is None
    (kept,) = verify([proposed(text, key)], GIVEN).kept
    assert (kept.text, kept.evidence) == (text, key)


@pytest.mark.parametrize(
    ("text", "key", "why"),
    [
        # numbers
        ("The new quay at Brillhaven will open on 5 June.", "1", Fault.ADDED),
        ("The new quay at Brillhaven will open on 4 June and it cost 84 million euros.", "1", Fault.ADDED),
        ("The new quay at Brillhaven will cost 48 euros.", "1", Fault.ADDED),
        ("The new quay at Brillhaven will open in twenty years.", "1", Fault.ADDED),
        # names and speakers
        ("The new quay at Ostray will open on 4 June.", "1", Fault.ADDED),
        ("Tomas Brandl said ferry fares may rise by 7% in March, but season tickets will not be touched.", "2", "who"),
        ("Per Holm said ferry fares may rise by 7% in March, but season tickets will not be touched.", "2", "who"),
        ("Ferry fares may rise by 7% in March, but season tickets will not be touched.", "2", "who"),
        ("Ida Holm promised ferry fares may rise by 7%, but season tickets will not be touched.", "2", "who"),
        ("Brandl said the crane had fallen on the ferry.", "3", "who"),
        ("According to Brandl, the crane had fallen on the ferry.", "3", "who"),
        ("The official told reporters that the port would close for a week.", "4", "who"),
        ("Varn said the lake had lost a third of its water.", "6", "who"),
        # meaning
        ("Ida Holm said ferry fares may rise by 7% in March.", "2", Fault.MEANING),
        ("Ida Holm said season tickets will be touched in March.", "2", Fault.ADDED),
        ("A senior official said the port would not close for a week.", "4", Fault.ADDED),
        ("Prices rose sharply in Ostland fell by 5% over the same time.", "5", Fault.MEANING),
        ("Prices in Varn fell by 5% over the same time.", "5", Fault.ADDED),
        ("Wages in Varn fell while prices rose sharply.", "5", Fault.ADDED),
        # form
        ("“The new quay” at Brillhaven will open on 4 June.", "1", Fault.MARKUP),
        ("*The new quay* at Brillhaven will open on 4 June.", "1", Fault.MARKUP),
        ("<!everyone> The new quay at Brillhaven will open on 4 June.", "1", Fault.MARKUP),
        ("The new quay at Brillhaven will open on 4 June https://evil.example", "1", Fault.ADDED),
        ("The new quay at Brillhaven will open on 4 June\u200b.", "1", Fault.MARKUP),
        ("The new quay at Brillhaven\nwill open on 4 June.", "1", Fault.MARKUP),
        ("The quay opens.", "1", Fault.ADDED),
        ("", "1", Fault.LENGTH),
        (" the" * 200, "1", Fault.LENGTH),
        # citations
        ("The new quay at Brillhaven will open on 4 June.", "9", Fault.UNKNOWN),
        ("The new quay at Brillhaven will open on 4 June.", "2", "who"),
    ],
)
def test_a_lie_is_dropped(text: str, key: str, why: Fault | str):
    assert fault(text, key) == (Fault.SPEAKER if why == "who" else why)


@pytest.mark.parametrize(
    "quote",
    [
        "will open on 5 June",
        "The new quay at Brillhaven and it cost 48 million euros",
        "June",
        "",
        "Ferry fares may rise by 7% in March",
    ],
)
def test_the_words_it_cites_must_stand_there_side_by_side(quote: str):
    claim = Proposed(
        text="The new quay at Brillhaven will open on 4 June.",
        citations=[ProposedCitation(span_id="1", quote=quote)],
    )
    assert verify([claim], GIVEN).faults == (Fault.MISQUOTED,)


def test_a_claim_cites_one_sentence_and_one_only():
    good = proposed("The new quay at Brillhaven will open on 4 June.", "1")
    none = Proposed(text=good.text, citations=[])
    both = Proposed(text=good.text, citations=[*good.citations, *good.citations])
    assert verify([none, both], GIVEN).faults == (Fault.UNCITED, Fault.UNCITED)


def test_one_false_claim_does_not_take_the_true_one_with_it_and_nothing_is_said_twice():
    good = proposed("The new quay at Brillhaven will open on 4 June.", "1")
    bad = proposed("The new quay at Brillhaven will open on 9 June.", "1")
    found = verify([bad, good, good, *[good] * 20], GIVEN)
    assert [kept.text for kept in found.kept] == [good.text]
    assert found.faults == (Fault.ADDED,)
    assert len(found.kept) <= MOST_CLAIMS


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Sure! Here is what I found.",
        "null",
        "[]",
        '{"claims": "all"}',
        '{"claims": [{"text": 5, "citations": []}]}',
        '{"claims": [{"text": "x"}]}',
        json.dumps({"claims": [{"text": "x", "citations": [{"span_id": 1, "quote": "x"}]}]}),
        json.dumps({"claims": [{"text": "x", "citations": []}], "abstain": True}),
        json.dumps({"claims": [{"text": "x", "citations": []}] * 1000}),
        "[" * 10_000,
    ],
)
def test_a_reply_of_another_shape_holds_no_claims(reply: str):
    assert read_reply(reply) == []


def test_a_code_fence_is_forgiven():
    reply = '```json\n{"claims": [{"text": "x", "citations": []}]}\n```'
    assert [claim.text for claim in read_reply(reply)] == ["x"]


WORDS = st.sampled_from([*PLAIN.text.split(), *SAID.text.split(), "not", "9", "%", "Ida", "Holm", "said", "<!here>"])


@given(st.lists(WORDS, max_size=25).map(" ".join), st.sampled_from([each.id for each in GIVEN]))
def test_whatever_passes_is_made_of_its_sentence(text: str, key: str):
    for kept in verify([proposed(text, key)], GIVEN).kept:
        cited = next(each for each in GIVEN if each.id == kept.evidence)
        own = set(cited.text.lower().replace(",", " ").replace(".", " ").replace("%", " %").split())
        said = set(kept.text.lower().replace(",", " ").replace(".", " ").replace("%", " %").split())
        assert said <= own | {"a", "an", "the", "that", "according", "to", "said", "says"}


@given(st.text(max_size=400), st.text(max_size=100))
def test_no_reply_makes_the_check_raise(reply: str, quote: str):
    read_reply(reply)
    verify([Proposed(text=reply, citations=[ProposedCitation(span_id="1", quote=quote)])], GIVEN)
