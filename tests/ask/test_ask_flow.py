import json
import time
from dataclasses import replace

import pytest

from bot.flows import ask as flow
from bot.flows.ask import answer_here, answer_in, answer_message, answer_request, places_of
from bot.flows.follow import deletion_key
from bot.flows.phrases import spoken
from bot.model import LOCAL, Feedback, LineKind, LineRef, Opinion, RequestKind, RequestState, Span, Verdict

CHANNEL, ELSEWHERE = "harbour-desk", "kitchen"


def places(desk, channel=CHANNEL, edition=True):
    topics = desk.ports.store.list_topics(LOCAL, channel)
    return places_of(desk.ports, LOCAL, topics, desk.edition if edition else None)


def reply(desk, text, **more):
    return answer_in(desk.ports, places(desk), text, **more)


def shown(desk, request):
    delivery = desk.ports.store.list_deliveries(LOCAL, request_id=request.id)[0]
    return json.dumps(delivery.message.blocks, ensure_ascii=False)


def test_this_briefing_is_looked_at_first_then_what_the_channel_tracks(desk):
    near, far = reply(desk, "When will the new quay open?"), reply(desk, "By how much will ferry fares rise?")
    assert near.verdict is far.verdict is Verdict.ANSWERED
    assert "1 article of this briefing" in near.note
    assert "of this channel’s topics" in far.note
    assert far.citations[0].article.url.endswith("/ferry")


def test_another_channels_articles_are_never_cited(desk):
    nothing = reply(desk, "Who followed the dough?")
    assert nothing.verdict is Verdict.NOTHING
    assert nothing.citations == ()
    theirs = answer_in(desk.ports, places(desk, ELSEWHERE, edition=False), "What did Per Lund say about the dough?")
    assert theirs.verdict is Verdict.ANSWERED


def test_an_abstention_says_all_that_was_searched(desk):
    nothing = reply(desk, "What did Lena Aurich say about bread?")
    assert nothing.verdict is Verdict.NOTHING
    assert nothing.note.startswith("Lena Aurich is quoted there")
    assert "but not about that" in nothing.note
    assert "1 article of this briefing" in nothing.note
    assert "2 articles of this channel’s topics" in nothing.note


def test_an_unknown_speaker_gets_the_nearest_names(desk):
    nothing = reply(desk, "What did Lena Haurish-Voss say about cranes?")
    assert nothing.verdict is Verdict.NOTHING
    assert "is not quoted there" in nothing.note
    assert "Lena Aurich" in nothing.note


def test_the_words_of_one_are_never_given_to_another(desk):
    assert reply(desk, "What did Tomas Brandl say about habit?").verdict is Verdict.NOTHING
    said = reply(desk, "What did Tomas Brandl say about noise?")
    assert {citation.quote.speaker for citation in said.citations} == {"Tomas Brandl"}


@pytest.mark.parametrize(
    ("before", "text", "speaker"),
    [
        ("What did Lena Aurich say about cranes?", "And what about Tomas Brandl?", ""),
        ("What did Tomas Brandl say about the rails?", "And Lena Aurich?", "Lena Aurich"),
        ("What did Lena Aurich say about habit?", "What did she say about the cranes?", "Lena Aurich"),
        ("Who spoke about noise?", "What did Tomas Brandl say about that?", "Tomas Brandl"),
    ],
)
def test_a_follow_up_takes_over_what_the_thread_was_about(desk, before, text, speaker):
    found = reply(desk, text, before=[before])
    assert {c.quote.speaker for c in found.citations if c.quote} == ({speaker} if speaker else set())


def test_a_role_stands_for_its_holder(desk):
    found = reply(desk, "What did the director say about habit?")
    assert found.citations[0].quote.speaker == "Lena Aurich"


def test_another_language_is_answered_honestly(desk):
    found = reply(desk, "Was sagte Lena Aurich über die Kräne?")
    assert found.verdict is not Verdict.ANSWERED
    assert "looks German" in found.note
    assert "I read English" in found.note


def test_a_question_without_end_is_cut_with_a_word_about_it(desk):
    found = reply(desk, "When will the new quay open? " + "tell me " * 1300)
    assert "I read its first 1,000 characters" in found.note


def test_the_reply_goes_to_the_thread_once_however_often_it_is_worked_on(desk):
    request = desk.ask("When will the new quay open?")
    answer_request(desk.ports, request)
    answer_request(desk.ports, request)
    deliveries = desk.ports.store.list_deliveries(LOCAL, request_id=request.id)
    assert [(d.thread_ts, d.channel) for d in deliveries] == [(request.thread_ts, CHANNEL)]
    assert desk.ports.store.get_request(request.id).state is RequestState.DONE
    assert "4 June" in shown(desk, request)
    assert set(desk.outside.woken) == {"deliver"}


def test_several_questions_are_answered_in_one_reply(desk):
    request = desk.ask("When will the new quay open? And how much did it cost? Who said it was held up by habit?")
    answer_request(desk.ports, request)
    written = shown(desk, request)
    assert "4 June" in written
    assert "48 million euros" in written
    assert "Lena Aurich" in written


def test_questions_beyond_the_third_are_put_off_with_a_word(desk):
    request = desk.ask("Who spoke? When does the quay open? How much did it cost? Who said habit? Where are cranes?")
    answer_request(desk.ports, request)
    assert "I answer 3 questions at a time" in shown(desk, request)


def test_the_thread_remembers_its_last_question(desk):
    answer_request(desk.ports, desk.ask("What did Lena Aurich say about habit?"))
    request = desk.ask("And what did she say about the cranes?")
    answer_request(desk.ports, request)
    assert "the cranes would arrive by rail" in shown(desk, request)


def test_a_deleted_question_is_not_remembered(desk):
    asked = desk.ask("What did Tomas Brandl say about noise?")
    answer_request(desk.ports, asked)
    desk.ports.store.add_request(replace(asked, key=deletion_key(asked.key), kind=RequestKind.DELETION, text=""))
    request = desk.ask("And what did he say about patience?")
    answer_request(desk.ports, request)
    assert "Brandl" not in shown(desk, request)


def test_other_threads_are_not_remembered(desk):
    answer_request(desk.ports, desk.ask("What did Lena Aurich say about habit?", thread="1.1"))
    request = desk.ask("And Tomas Brandl?", thread="2.2")
    assert desk.ports.store.list_asked(request) == []


def test_slow_work_shows_a_sign_and_fast_work_none(desk, monkeypatch):
    monkeypatch.setattr(flow, "PATIENCE_S", 0.05)
    request = replace(desk.ask("Who?"), thread_ts="7.7")
    with flow.sign_of_work(desk.ports, request):
        time.sleep(0.3)
    monkeypatch.setattr(flow, "PATIENCE_S", 30)
    with flow.sign_of_work(desk.ports, request):
        pass
    assert desk.outside.signs == ["7.7"]


def test_nothing_tracked_is_said_so(desk):
    assert "No topic is tracked here" in answer_here(desk.ports, LOCAL, [], "When?").note


def test_what_is_not_in_scope_since_then_is_not_cited(desk):
    assert reply(desk, "By how much will ferry fares rise in the last 1 hour?").verdict is not Verdict.ANSWERED


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("What did Ida Holm say about _fares_?", "What did Ida Holm say about fares?"),
        ("*What* did `Ida Holm` say?", "What did Ida Holm say?"),
        ("*_Why?_* ~now~", "Why? now"),
        ("&gt; What did she say?", "What did she say?"),
        ("AT&amp;T and snake_case and 2*3*4", "AT&T and snake_case and 2*3*4"),
        ("What is <https://a.example/x|this>? :smile: at 10:30:45", "What is this?   at 10:30:45"),
    ],
)
def test_a_message_is_read_as_its_writer_sees_it(typed: str, words: str):
    assert spoken(typed) == words


def test_marks_in_a_message_change_no_answer(desk):
    plain, marked = (
        answer_message(desk.ports, desk.ask(text)).text
        for text in ("What did Lena Aurich say about habit?", "&gt; *What* did _Lena Aurich_ say about `habit`?")
    )
    assert "held up by habit" in plain
    assert marked == plain


def test_a_line_called_wrong_gives_way_to_the_next_and_is_told_where_nothing_answers(desk):
    store = desk.ports.store
    question = "How much did the quay cost?"
    first = answer_message(desk.ports, desk.ask(question))
    assert "48 million euros" in first.text
    (article,) = [one for one in store.list_articles([1]) if "quay" in one.title]
    start = article.text.index("It cost 48")
    line = LineRef(LineKind.SENTENCE, article.id, Span(start, start + 20))
    store.add_feedback(Feedback(LOCAL, CHANNEL, "U1", Opinion.WRONG, str(line), line=line))
    then = answer_message(desk.ports, desk.ask(question))
    assert "It cost 48 million" not in then.text
    assert "called wrong are left out" in then.text


def test_a_hidden_figure_hides_its_sentence(desk):
    store = desk.ports.store
    text = store.list_articles([1])[0].text
    (figure,) = [one for one in store.get_readings([1])[1].figures if one.span.of(text) == "48 million euros"]
    ref = LineRef.of_figure(1, figure)
    store.add_feedback(Feedback(LOCAL, CHANNEL, "U1", Opinion.WRONG, str(ref), line=ref))
    assert "48 million" not in answer_message(desk.ports, desk.ask("What is told of the cost of the quay?")).text


@pytest.mark.parametrize(
    "asked", ["Who spoke about the noise?", "Who was quoted on noise?", "Who said what about noise?"]
)
def test_who_spoke_about_a_matter_is_not_everybody(desk, asked: str):
    told = answer_message(desk.ports, desk.ask(asked)).text
    assert "Tomas Brandl" in told
    assert "Lena Aurich" not in told


@pytest.mark.parametrize("asked", ["Who spoke?", "Who is quoted here?", "who was quoted in this article"])
def test_who_spoke_at_all_is_everybody(desk, asked: str):
    told = answer_message(desk.ports, desk.ask(asked)).text
    assert "Tomas Brandl" in told
    assert "Lena Aurich" in told
