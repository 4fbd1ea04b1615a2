from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.fitness import fits_wanted, wanted
from bot.answers.kinds import Asks, kind_of
from bot.answers.people import Known, Names, Roles
from bot.answers.question import parse_question
from bot.answers.several import MOST, split_questions
from bot.answers.terms import SYNONYM, Term, bm25, share_held
from bot.answers.thesaurus import KIN
from bot.answers.words import beginning, stem
from bot.model import FigureKind

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = Names(("Ida Holm", "Per Lund", "Ann Ek"))
ROLES = Roles(
    (("Ida Holm", "chief executive Nordlinie"), ("Per Lund", "deputy mayor Ostray"), ("Ann Ek", "mayor Brillhaven"))
)
KNOWN = Known(lambda: NAMES, lambda: ROLES)

weights = st.floats(0.1, 9)
words = st.sampled_from(["quay", "ferri", "fare", "crane", "tern"])
terms = st.lists(st.builds(Term, words, weights, st.just(frozenset())), min_size=1, max_size=5)


ENDINGS = ("", *"' s ed ing y anci enci ogi li iti al ism ion er ator ogist ful ic ant ent e ll at bb ied".split())


@given(st.builds(str.__add__, st.text("abeghilmnrstuxyzé0'"), st.sampled_from(ENDINGS)))
def test_every_word_begins_as_its_stem_does(word):
    assert word.startswith((beginning(stem(word)), "'"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the deputy mayor", ("Per Lund",)),
        ("the chief executve", ("Ida Holm",)),
        ("the chief exectuive", ("Ida Holm",)),
        ("the chief exerutive", ()),
        ("the mayro", ()),
        ("the deposit mayor", ()),
    ],
)
def test_a_role_is_known_by_a_slip_of_the_keys(typed: str, meant: tuple[str, ...]):
    assert ROLES.meant(typed) == meant


@given(terms, st.sets(words), st.sets(words))
def test_more_words_never_hold_less(asked, one, more):
    few, many = share_held(asked, [(one, 1.0)]), share_held(asked, [(one | more, 1.0)])
    assert 0 <= few <= many <= 1 + 1e-9


@given(terms, st.dictionaries(words, st.integers(1, 9)))
def test_a_score_is_nothing_only_without_a_word(asked, counts):
    assert (bm25(asked, counts, 20) > 0) == any(term.stem in counts for term in asked)


def test_kin_count_less_than_the_word():
    term = Term(stem("lorry"), 2.0, KIN[stem("lorry")])
    assert term.in_({stem("trucks")}) == SYNONYM < term.in_({stem("lorries")}) == 1.0
    assert term.in_({stem("ferry")}) == 0.0


def test_kinship_is_mutual():
    assert all(word in KIN[other] for word, kin in KIN.items() for other in kin)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Why was the bridge shut", Asks.WHY),
        ("What changed in the plan", Asks.CHANGED),
        ("By how much did fares rise", Asks.HOW_MUCH),
        ("How many cranes are there", Asks.HOW_MANY),
        ("Until when is the bridge shut", Asks.WHEN),
        ("In which town is the yard", Asks.WHERE),
        ("The bridge is shut. Who shut it?", Asks.WHO),
        ("Fares rise in May. When do they fall?", Asks.WHEN),
    ],
)
def test_kinds_go_by_the_sentence_that_asks(text, asks):
    assert kind_of(text) is asks


@pytest.mark.parametrize(
    ("text", "kind", "unit", "fits"),
    [
        ("How much does the quay cost?", FigureKind.MONEY, "EUR", True),
        ("How much does the quay cost?", FigureKind.MEASURE, "m", False),
        ("How tall are the cranes?", FigureKind.MEASURE, "m", True),
        ("How tall are the cranes?", FigureKind.MONEY, "EUR", False),
        ("How likely is a strike?", FigureKind.PERCENT, "%", True),
        ("How many cranes are there?", FigureKind.COUNT, "crane", True),
        ("How many cranes are there?", FigureKind.PERCENT, "%", False),
    ],
)
def test_a_question_wants_a_kind_of_figure(text, kind, unit, fits):
    assert fits_wanted(kind, unit, wanted(parse_question(text, KNOWN, now=NOW))) is fits


def test_roles_and_bodies_stand_for_their_holders():
    assert ROLES.meant("the deputy mayor") == ("Per Lund",)
    assert ROLES.meant("the mayor") == ("Per Lund", "Ann Ek")
    assert ROLES.meant("Nordlinie") == ("Ida Holm",)
    assert ROLES.meant("the boss", near=True) == ("Ida Holm",)
    assert ROLES.meant("the boss") == ()
    assert ROLES.meant("the") == ()
    assert ROLES.meant("Boss", near=True) == ()


@given(st.lists(st.text("AHabho .,", min_size=1).filter(lambda name: name.strip(" .,")), min_size=1))
def test_whoever_is_quoted_is_found_by_the_whole_name(known):
    names = Names(known)
    assert all(name in names.meant(name, near=False)[0] for name in known)


def test_after_a_title_a_single_word_is_a_surname():
    assert NAMES.meant("Minister Holm")[0] == ("Ida Holm",)
    assert NAMES.meant("General Per", near=False)[0] == ()


def test_a_verb_of_its_own_is_kept_for_the_cue():
    question = parse_question("What did Ida Holm demand from the council?", KNOWN, now=NOW)
    assert (question.asks, question.cue, question.words) == (Asks.SAID, "demand", ("council",))
    assert parse_question("What did Ida Holm say about fares?", KNOWN, now=NOW).cue == ""


def test_a_follow_up_keeps_the_matter_and_changes_the_person_or_the_other_way_round():
    first = parse_question("What did Ida Holm say about fares?", KNOWN, now=NOW)
    person = parse_question("And what about Per Lund?", KNOWN, now=NOW, before=first)
    assert (person.speakers, person.words) == (("Per Lund",), ("fares",))
    matter = parse_question("And about cranes?", KNOWN, now=NOW, before=first)
    assert matter.speakers == ("Ida Holm",)
    assert matter.words == ("cranes",)


def test_questions_of_one_message_are_told_apart_with_what_stands_before_them():
    assert split_questions("It flooded. How deep? And when? Thanks!") == ["It flooded. How deep?", "And when?"]
    assert split_questions("the quay leaks") == ["the quay leaks"]
    assert len(split_questions("Who? What? Why? When?")) > MOST


@given(st.text(max_size=400))
def test_no_message_breaks_the_splitting(text):
    assert split_questions(text)
