"""What answering asks of a store beside its search: roles, and what a thread asked before."""

from __future__ import annotations

from dataclasses import replace

from storage_samples import NOW, READING, TEXT, article, question, sentences, topic

from bot.flows.follow import deletion_key
from bot.model import LOCAL, QuoteKind, Reading, RequestKind, Scope, WorkspaceId
from bot.ports import Store


def test_roles_are_those_the_articles_state_and_the_unnamed_are_known_by_their_mention(store: Store):
    owner = store.add_topic(topic())
    story = store.add_article(article("https://tarn.example/1", text=TEXT, published=NOW))
    store.add_reading(story, READING, "r1")
    store.mark_matches(owner, "q", {story.id: True})
    scope = Scope(owner.workspace, topic_ids=(owner.id,))
    said = {(quote.speaker, quote.role or "") for quote in READING.quotes if not quote.unnamed and quote.role}
    roles = store.list_roles(scope)
    assert {(name, role) for name, role in roles if any(role.startswith(r) and name == n for n, r in said)}
    assert {quote.speaker for quote in READING.quotes if quote.unnamed} <= {role for _, role in roles} | {""}
    assert store.list_roles(replace(scope, workspace=WorkspaceId("T9"))) == []
    assert store.list_roles(replace(scope, article_ids=())) == []


def test_a_role_with_its_organisation_is_one_line(store: Store):
    owner = store.add_topic(topic())
    story = store.add_article(article("https://tarn.example/2", text=TEXT, published=NOW))
    quote = replace(READING.quotes[0], role="chair", organisation="Tarn Harbour board", kind=QuoteKind.INDIRECT)
    store.add_reading(story, Reading(quotes=(quote,), sentences=sentences()), "r1")
    store.mark_matches(owner, "q", {story.id: True})
    found = store.list_roles(Scope(owner.workspace, topic_ids=(owner.id,)))
    assert found == [(quote.speaker, "chair Tarn Harbour board")]


def test_a_thread_remembers_its_questions_newest_first_and_no_other_threads(store: Store):
    texts = ("first", "second", "third")
    rows = [
        store.add_request(replace(question(), key=f"k{n}", text=text, thread_ts="1.1")) for n, text in enumerate(texts)
    ]
    store.add_request(replace(question(), key="k8", text="elsewhere", thread_ts="2.2"))
    store.add_request(replace(question(), key="k9", text="theirs", thread_ts="1.1", workspace=WorkspaceId("T9")))
    last = rows[-1]
    assert last is not None
    assert [row.text for row in store.list_asked(last)] == ["second", "first"]
    assert [row.text for row in store.list_asked(last, 1)] == ["second"]
    assert store.list_asked(replace(last, workspace=LOCAL, channel="another")) == []


def test_a_thread_forgets_a_deleted_question_of_its_own_workspace(store: Store):
    first, second, last = (store.add_request(question(f"k{n}", text=f"question {n}")) for n in range(3))
    assert first is not None
    assert second is not None
    assert last is not None
    deletion = question(deletion_key(second.key), kind=RequestKind.DELETION, text="")
    store.add_request(replace(deletion, key=deletion_key(first.key), workspace=WorkspaceId("T9")))
    assert store.list_asked(last) == [second, first]
    store.add_request(deletion)
    assert store.list_asked(last) == [first]
    assert store.list_asked(last, 1) == [first]
