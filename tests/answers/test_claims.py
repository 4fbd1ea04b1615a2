"""What a language model may say: only what stands, in order, in the one sentence it cites, under the right name."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.claims import MOST_CLAIMS, Evidence, Fault, Proposed, ProposedCitation, read_reply, verify
from bot.model import Span


def spoken(key: str, text: str, speaker: str, cue: str, *content: str) -> Evidence:
    """A sentence in which those pieces are what the speaker says."""
    spans = tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in content)
    return Evidence(key, text, speaker, cue, spans)


PLAIN = Evidence(
    "1", "The new quay at Brillhaven will open on 4 June after two years of work, and it cost 48 million euros."
)
SAID = spoken(
    "2",
    "Ferry fares may rise by 7% in March, Ida Holm said on Monday, but season tickets will not be touched.",
    "Ida Holm",
    "said",
    "Ferry fares may rise by 7% in March",
    "but season tickets will not be touched",
)
DENIED = spoken(
    "3",
    "Tomas Brandl denied that the crane had fallen on the ferry at noon.",
    "Tomas Brandl",
    "denied",
    "the crane had fallen on the ferry at noon",
)
UNNAMED = spoken(
    "4",
    "A senior official told reporters that the port would close for a week.",
    "A senior official",
    "told",
    "the port would close for a week",
)
TURNED = Evidence("5", "Prices rose sharply in Ostland last year while wages in Varn fell by 5% over the same time.")
BODY = spoken(
    "6",
    "The University of Varn said the lake had lost a third of its water.",
    "University of Varn",
    "said",
    "the lake had lost a third of its water",
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


# ------------------------------------------------------------------ a sentence of its own for each hole


def fault_in(text: str, cited: Evidence) -> Fault | None:
    citation = ProposedCitation(span_id=cited.id, quote=" ".join(cited.text.split()[:6]))
    found = verify([Proposed(text=text, citations=[citation])], [cited])
    assert bool(found.kept) is not bool(found.faults)
    return found.faults[0] if found.faults else None


WHILE = spoken(
    "1",
    "Police arrested three drivers at the quay on Monday, while Ida Holm said the ferry was full on both days.",
    "Ida Holm",
    "said",
    "the ferry was full on both days",
)
BESIDE = spoken(
    "1",
    "“The ferry is full of cars,” said Ida Holm, and the company lost 3 million crowns last year.",
    "Ida Holm",
    "said",
    "The ferry is full of cars",
)
SPLIT = spoken(
    "1",
    "“The ferry,” said Ida Holm on Monday, “was full of old cars.”",
    "Ida Holm",
    "said",
    "The ferry",
    "was full of old cars",
)
LIE = spoken(
    "1",
    "“It is nonsense,” Ida Holm said, “that the ferry was full of cars.”",
    "Ida Holm",
    "said",
    "It is nonsense",
    "that the ferry was full of cars",
)
NO = spoken(
    "1",
    "“No,” Ida Holm said, “ferries were full of cars on Monday.”",
    "Ida Holm",
    "said",
    "No",
    "ferries were full of cars on Monday",
)
SHORT_OF = spoken(
    "1",
    "Ida Holm stopped short of saying the ferry was full of cars.",
    "Ida Holm",
    "saying",
    "the ferry was full of cars",
)
UNMARKED = Evidence("1", "The ferry was full of cars, Ida Holm said.", "Ida Holm", "said")


@pytest.mark.parametrize(
    ("text", "cited", "why"),
    [
        ("Ida Holm said police arrested three drivers at the quay on Monday.", WHILE, Fault.ADDED),
        ("Ida Holm said the company lost 3 million crowns last year.", BESIDE, Fault.ADDED),
        ("Ida Holm said the ferry is full of cars, and the company lost 3 million crowns.", BESIDE, Fault.ADDED),
        ("Ida Holm said that the ferry was full of cars.", LIE, Fault.CUT),
        ("Ida Holm said no ferries were full of cars on Monday.", NO, Fault.CUT),
        ("Ida Holm saying the ferry was full of cars.", SHORT_OF, Fault.SPEAKER),
        ("Ida Holm said the ferry was full of cars.", UNMARKED, Fault.ADDED),
    ],
)
def test_what_somebody_said_stands_in_the_words_that_person_said(text: str, cited: Evidence, why: Fault):
    assert fault_in(text, cited) is why


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Ida Holm said the ferry was full on both days.", WHILE),
        ("Ida Holm said the ferry is full of cars.", BESIDE),
        ("Ida Holm said the ferry was full of old cars.", SPLIT),
        ("Ida Holm said no, ferries were full of cars.", NO),
    ],
)
def test_the_words_that_person_said_stand_on_either_side_of_the_cue(text: str, cited: Evidence):
    assert fault_in(text, cited) is None


def test_a_question_is_not_told_as_if_it_were_a_statement():
    text = "“Are the ferries full on Monday mornings?” Ida Holm said."
    asked = spoken("1", text, "Ida Holm", "said", "Are the ferries full on Monday mornings?")
    assert fault_in("Ida Holm said are the ferries full on Monday mornings.", asked) is Fault.MEANING
    assert (
        fault_in("Are the ferries full on Monday.", Evidence("1", "Are the ferries full on Monday？")) is Fault.MEANING
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Ferry fares rose by 51/2 percent in March.", "Ferry fares rose by 5½ percent in March."),
        ("The new deck is 102 metres wide.", "The new deck is 10² metres wide."),
        ("The new ferry holds 4003 litres.", "The new ferry holds 400³ litres."),
        ("The new ferries number 3.", "The new ferries number 3–5."),
    ],
)
def test_no_number_is_made_of_signs_that_write_another(text: str, sentence: str):
    assert fault_in(text, Evidence("1", sentence)) is not None


def test_what_is_only_printed_otherwise_is_the_same_word():
    cited = Evidence("1", "The\u00a0harbour’s o\ufb03ce re\u2011opened on\u202f4 June with 5½ rooms.")
    assert fault_in("The harbour's office re-opened on 4 June with 5½ rooms.", cited) is None


PRAISED = Evidence("1", "Ida Holm of Nordlinie praised police after a former driver was arrested on Monday.")
MET = Evidence("1", "The man who met Ida Holm was arrested at the quay on Monday.")
DISPUTED = Evidence("1", "Critics dispute that Ferry fares rose by 7 percent in March.")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Ida Holm of Nordlinie was arrested on Monday.", PRAISED),
        ("Ida Holm of Nordlinie, a former driver, was arrested on Monday.", PRAISED),
        ("Ida Holm of Nordlinie former driver was arrested on Monday.", PRAISED),
        ("A former driver was arrested on Monday.", PRAISED),
        ("Ida Holm was arrested at the quay on Monday.", MET),
        ("Ferry fares rose by 7 percent in March.", DISPUTED),
        (
            "Ferry fares rose by 7 percent in March.",
            Evidence("1", "Vandals wrote that ferry fares rose by 7 percent in March."),
        ),
        ("Ferry fares rose by 7 percent.", Evidence("1", "Ferry fares rose by 7 percent, a hoax message had it.")),
        ("Ferry fares rose by 7 percent.", Evidence("1", "Ferry fares rose by 7 percent, one rumour had it.")),
        ("That ferry fares rose by 7 percent.", Evidence("1", "That ferry fares rose by 7 percent, is odd.")),
        (
            "Fares on the ferry stopped rising in March.",
            Evidence("1", "Fares on the ferry almost stopped rising in March."),
        ),
        ("All the ferries were full on Monday.", Evidence("1", "Nearly all the ferries were full on Monday.")),
        ("Few ferries were full on Monday.", Evidence("1", "A few ferries were full on Monday.")),
        ("A few ferries were full on Monday.", Evidence("1", "Few ferries were full on Monday.")),
        ("No ferries were full on Monday.", Evidence("1", "No, ferries were full on Monday.")),
        ("No, ferries were full on Monday.", Evidence("1", "No ferries were full on Monday.")),
        ("Police shot Ida Holm.", Evidence("1", "Police shot Ida Holm supporters on Monday.")),
        (
            "The quay was opened in June and it cost 4 million.",
            Evidence("1", "The quay was opened in June by a man who owns a ferry, and it cost 4 million."),
        ),
        (
            "Per Lund ran to the quay was arrested on Monday.",
            Evidence("1", "Per Lund ran to the quay by night, a man was arrested on Monday."),
        ),
    ],
)
def test_no_subject_comes_to_a_verb_that_is_not_its_own(text: str, cited: Evidence):
    assert fault_in(text, cited) in {Fault.CUT, Fault.MEANING, Fault.ADDED}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Ida Holm of Nordlinie praised police.", PRAISED),
        ("Ida Holm of Nordlinie praised police after a former driver was arrested.", PRAISED),
        ("Man who met Ida Holm was arrested at the quay.", MET),
        ("Ferry fares almost stopped rising.", Evidence("1", "But ferry fares almost stopped rising in March.")),
        ("Critics dispute that ferry fares rose by 7 percent.", DISPUTED),
    ],
)
def test_a_piece_that_begins_at_the_beginning_and_stops_where_a_phrase_ends_stands(text: str, cited: Evidence):
    assert fault_in(text, cited) is None


def test_a_line_drawn_under_nothing_is_no_word():
    cited = Evidence("1", "The ferry_fares at the quay ___will rise on Monday.")
    assert fault_in("The ferry_fares at the quay ___will rise on Monday.", cited) is Fault.MARKUP


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
