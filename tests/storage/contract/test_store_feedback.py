"""Opinions, corrections and edited questions, on each engine."""

from __future__ import annotations

from dataclasses import replace

from storage_samples import NOW, delivery, message, question

from bot.model import LOCAL, DeliveryState, Feedback, LineKind, LineRef, Opinion, Span, WorkspaceId
from bot.ports import Store

LINE = LineRef(LineKind.QUOTE, 7, Span(10, 42))
WRONG = Feedback(LOCAL, "C1", "U1", Opinion.WRONG, str(LINE), "“the quay is late”", LINE, created=NOW)


def test_a_line_is_known_by_what_it_is_written_as() -> None:
    assert LineRef.of(str(LINE)) == LINE
    assert [LineRef.of(text) for text in ("", "quote|1|2", "quote|1|2|x", "song|1|2|3", "quote|-1|2|3")] == [None] * 5


def test_one_person_has_one_opinion_of_a_subject_and_the_last_counts(store: Store) -> None:
    first = store.add_feedback(replace(WRONG, opinion=Opinion.USEFUL, line=None))
    again = store.add_feedback(WRONG)
    assert again.id == first.id
    assert store.list_feedback(LOCAL) == [again]
    assert store.get_feedback(LOCAL, again.id) == replace(WRONG, id=again.id)
    theirs = store.add_feedback(replace(WRONG, user="U2"))
    assert {row.id for row in store.list_feedback(LOCAL)} == {again.id, theirs.id}


def test_a_correction_stands_until_it_is_withdrawn_and_holds_in_its_workspace_alone(store: Store) -> None:
    kept = store.add_feedback(WRONG)
    store.add_feedback(replace(WRONG, user="U2", opinion=Opinion.NOT_USEFUL, subject="answer|3", line=None))
    assert store.list_corrections(LOCAL, [7, 8]) == [kept]
    assert store.list_corrections(LOCAL, [8]) == []
    assert store.list_corrections(WorkspaceId("T9"), [7]) == []
    assert not store.mark_feedback(WorkspaceId("T9"), kept.id, withdrawn=True)
    assert store.mark_feedback(LOCAL, kept.id, withdrawn=True)
    assert store.list_corrections(LOCAL, [7]) == []
    assert store.mark_feedback(LOCAL, kept.id, withdrawn=False)
    assert store.list_corrections(LOCAL, [7]) == [kept]


def test_the_latest_edit_of_a_question_counts_whichever_comes_first(store: Store) -> None:
    asked = store.add_request(question())
    assert asked is not None
    assert store.mark_edited(asked.id, "third wording", "1700000003.000100")
    assert not store.mark_edited(asked.id, "second wording", "1700000002.000100")
    assert not store.mark_edited(asked.id, "third wording", "1700000003.000100")
    kept = store.get_request(asked.id)
    assert kept is not None
    assert (kept.text, kept.edited) == ("third wording", "1700000003.000100")


def test_the_content_of_a_part_changes_only_in_the_state_it_was_seen_in(store: Store) -> None:
    store.add_deliveries([delivery("d1")])
    seen = store.get_delivery("d1")
    assert seen is not None
    claimed = store.claim_delivery("d1", NOW)
    assert claimed is not None
    assert not store.replace_message(seen, message("other words"))
    assert store.mark_delivery(replace(claimed, state=DeliveryState.SENT, ts="5.5"), claimed)
    sent = store.get_delivery("d1")
    assert sent is not None
    assert store.replace_message(sent, message("other words"))
    assert store.get_delivery("d1") == replace(sent, message=message("other words"))
