"""who and figure: a speaker and a measure over time, from one channel's topics, without what was called wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.errors import InputError
from bot.flows.commands import reply_to
from bot.flows.corrections import corrected, corrected_answer, is_hidden
from bot.flows.feedback import call_wrong, undo
from bot.flows.figure import tell_figure
from bot.flows.who import tell_who
from bot.model import (
    LOCAL,
    Answer,
    Article,
    Citation,
    Feedback,
    LineKind,
    LineRef,
    Opinion,
    Request,
    RequestKind,
    Span,
    Topic,
    Verdict,
    WorkspaceId,
)
from bot.reading.reader import open_reader
from bot.render.answer import Moment
from bot.render.figure import bars
from bot.render.plain import as_text

CHANNEL, ELSEWHERE = "harbour-desk", "kitchen"

CHAIR = "“We were too hopeful,” said Lena Aurich, chair of the Ostray ferry company."
DIVER = "Tomas Aurich, a diver, said he had seen no cracks."
PORT, POST = "Quay Gazette", "Brill Post"
LATER = (
    ("plan", POST, "A quay is planned", "The new quay at Brillhaven cost 41 million euros in the first plan.", 1),
    (
        "delay",
        PORT,
        "Quay opening put off",
        "The new quay at Brillhaven cost 52 million euros, accountants said.\n\n" + CHAIR,
        2,
    ),
    (
        "cost",
        POST,
        "What the new quay cost",
        "The new quay at Brillhaven cost 48 million euros, the harbour board repeated.\n\n" + DIVER,
        2,
    ),
    ("final", PORT, "The quay’s final bill", "The new quay at Brillhaven cost 55 million euros, the auditors said.", 9),
)


@pytest.fixture(scope="module")
def reader():
    return open_reader()


@pytest.fixture
def months(desk, reader):
    """The channel's topic Quay over ten days; the kitchen tracks the same articles under a topic of its own."""
    store, now = desk.ports.store, desk.ports.clock.now()
    topics = store.list_topics(LOCAL)
    ids = {1: True}
    for slug, outlet, title, text, days in LATER:
        when = now + timedelta(days=days)
        url = f"https://quay-gazette.example/{slug}"
        added = store.add_article(Article(url, title, text, outlet, published=when, first_seen=when))
        store.add_reading(added, reader.read(text), reader.version)
        ids[added.id] = True
    store.mark_matches(topics[0], "all", ids)
    desk.ports.clock.at = now + timedelta(days=10)
    return desk


def here(desk, channel=CHANNEL) -> list[Topic]:
    return desk.ports.store.list_topics(LOCAL, channel)


def who(desk, name, channel=CHANNEL) -> str:
    return as_text(tell_who(desk.ports, here(desk, channel), name, moment(desk)))


def figure(desk, words, channel=CHANNEL) -> str:
    return as_text(tell_figure(desk.ports, here(desk, channel), words, moment(desk)))


def moment(desk) -> Moment:
    return Moment(desk.ports.clock.now(), "UTC")


# ------------------------------------------------------------------ who


def test_a_speaker_has_roles_over_time_and_every_line_its_link(months):
    card = who(months, "lena aurich")
    assert card.index("director of the harbour board") < card.index("chair of the Ostray ferry company")
    assert "19 Nov" in card
    assert "21 Nov" in card
    assert "“We were too hopeful" in card
    assert "The old one was held up by habit" in card
    message = tell_who(months.ports, here(months), "lena aurich", moment(months))
    lines = [b for b in message.blocks if "rich_text_quote" in str(b)]
    assert len(lines) == 3
    assert all("#:~:text=" in str(block) for block in lines)


def test_a_surname_of_two_is_asked_about_and_a_typo_forgiven(months):
    asked = who(months, "Aurich")
    assert "may be 2 speakers" in asked
    assert "[Tomas Aurich (1)]" in asked
    assert "he had seen no cracks" in who(months, "Tomas Aurich")
    assert who(months, "Tomas Brandel").startswith("Tomas Brandl")


def test_a_role_stands_for_its_holder_and_a_stranger_gets_the_nearest_names(months):
    assert who(months, "the crane driver").startswith("Tomas Brandl")
    unknown = who(months, "Lena Haurish-Voss")
    assert "is not quoted in this channel’s topics" in unknown
    assert "[Lena Aurich]" in unknown
    assert "Per Lund" not in unknown


def test_nobody_of_another_channel_or_workspace_is_known(months):
    assert "is not quoted in this channel’s topics" in who(months, "Per Lund")
    assert who(months, "Ida Holm").startswith("Ida Holm")
    assert "is not quoted" in who(months, "Ida Holm", ELSEWHERE)
    theirs = [replace(topic, workspace=WorkspaceId("T9")) for topic in here(months)]
    assert "is not quoted" in as_text(tell_who(months.ports, theirs, "Lena Aurich", moment(months)))


def test_who_without_a_name_or_a_topic_is_told_what_to_type(months):
    with pytest.raises(InputError):
        who(months, " “” ")
    assert "nobody is known here" in as_text(tell_who(months.ports, [], "Lena Aurich", moment(months)))


# ------------------------------------------------------------------ figure


def test_values_stand_by_date_and_outlets_that_differ_side_by_side(months):
    table = figure(months, "cost of the new quay")
    rows = [[part.strip() for part in line.split("|")] for line in table.splitlines() if "|" in line]
    days, values = [row[0].replace("\u00a0", " ") for row in rows[1:]], [row[1] for row in rows[1:]]
    assert days == ["20 Nov", "21 Nov", "–", "28 Nov"]
    assert (values[0], values[3]) == ("41m euros", "55m euros")
    assert {value.removesuffix(" ≠") for value in values[1:3]} == {"48m euros", "52m euros"}
    assert values[2].endswith(" ≠")
    assert all("quay-gazette.example" in row[2] for row in rows[1:])


def test_another_unit_and_another_matter_are_no_row(months):
    table = figure(months, "cost of the new quay")
    assert "7%" not in table
    assert "2,100" not in table
    assert "7%" in figure(months, "ferry fares")


def test_what_is_not_stored_is_said_with_what_was_searched(months):
    assert "Searched: 6 articles" in figure(months, "salmon catch")
    assert "No figure on" in figure(months, "quay", ELSEWHERE)
    with pytest.raises(InputError):
        figure(months, "of the")


def test_bars_rise_with_the_values_and_need_three_that_differ():
    assert bars([Decimal(1), Decimal(2), Decimal(3)]) == "▁▄█"
    assert bars([Decimal(1), Decimal(2)]) == ""
    assert bars([Decimal(2)] * 4) == ""


# ------------------------------------------------------------------ corrections


def click(desk, value: str) -> Request:
    return Request(f"c{value}", LOCAL, RequestKind.ACTION, CHANNEL, "U1", value)


def first_quote(desk):
    reading = desk.ports.store.get_readings([1])[1]
    return next(quote for quote in reading.quotes if "habit" in str([s.of(article(desk).text) for s in quote.content]))


def article(desk) -> Article:
    return desk.ports.store.list_articles([1])[0]


def test_a_wrong_line_is_hidden_here_alone_and_shown_again_when_undone(months):
    ref = LineRef.of_quote(1, first_quote(months))
    reply = as_text(call_wrong(months.ports, click(months, str(ref))))
    assert "Lena Aurich: The old one was held up by habit" in reply.replace("“", "")
    assert "habit" not in who(months, "Lena Aurich")
    readings = months.ports.store.get_readings([1])
    assert len(corrected(months.ports.store, LOCAL, readings)[1].quotes) == len(readings[1].quotes) - 1
    assert corrected(months.ports.store, WorkspaceId("T9"), readings) == readings
    call_wrong(months.ports, replace(click(months, str(ref)), user="U2"))
    kept = months.ports.store.list_feedback(LOCAL)[0]
    assert "shown again" in as_text(undo(months.ports, click(months, str(kept.id))))
    assert "habit" in who(months, "Lena Aurich")
    assert "nothing to undo" in as_text(
        undo(months.ports, replace(click(months, str(kept.id)), workspace=WorkspaceId("T9")))
    )


def test_a_wrong_figure_is_no_row(months):
    (plan,) = months.ports.store.get_readings([4])[4].figures
    assert "41m euros" in figure(months, "cost of the new quay")
    call_wrong(months.ports, click(months, str(LineRef.of_figure(4, plan))))
    assert "41m euros" not in figure(months, "cost of the new quay")


def test_a_wrong_sentence_takes_with_it_what_is_read_from_it_and_nothing_else(months):
    reading = months.ports.store.get_readings([4])[4]
    call_wrong(months.ports, click(months, str(LineRef(LineKind.SENTENCE, 4, reading.sentences[0]))))
    assert "41m euros" not in figure(months, "cost of the new quay")
    assert "55m euros" in figure(months, "cost of the new quay")
    assert not is_hidden(LineRef(LineKind.SENTENCE, 4, Span(0, 9)), [LineRef(LineKind.QUOTE, 4, Span(0, 9))])


def test_who_undoes_a_sentence_is_told_which_quote_of_it_stays_hidden_and_may_undo_that_too(months):
    ref, text = LineRef.of_quote(1, first_quote(months)), article(months).text
    sentence = next(s for s in months.ports.store.get_readings([1])[1].sentences if s.overlaps(ref.span))
    answer = Answer("?", Verdict.ANSWERED, (Citation(article(months), sentence, (sentence,)),))
    for user in ("U1", "U3"):
        call_wrong(months.ports, replace(click(months, str(ref)), user=user))
    call_wrong(months.ports, replace(click(months, str(LineRef(LineKind.SENTENCE, 1, sentence))), user="U2"))
    kept = next(row for row in months.ports.store.list_feedback(LOCAL) if row.user == "U2")
    told = undo(months.ports, click(months, str(kept.id)))
    assert "shown again" not in as_text(told)
    assert "stays hidden" in as_text(told)
    assert corrected_answer(months.ports.store, LOCAL, answer).citations == ()
    (button,) = [block["accessory"] for block in told.blocks if "accessory" in block]
    assert ref.span.of(text)[:20] in as_text(told)
    assert "shown again" in as_text(undo(months.ports, click(months, button["value"])))
    assert corrected_answer(months.ports.store, LOCAL, answer) == answer


def test_who_undoes_a_sentence_is_told_which_figure_of_it_stays_hidden(months):
    reading = months.ports.store.get_readings([4])[4]
    call_wrong(months.ports, click(months, str(LineRef.of_figure(4, reading.figures[0]))))
    call_wrong(months.ports, click(months, str(LineRef(LineKind.SENTENCE, 4, reading.sentences[0]))))
    sentence = months.ports.store.list_feedback(LOCAL)[0]
    assert "stays hidden" in as_text(undo(months.ports, click(months, str(sentence.id))))
    assert "41m euros" not in figure(months, "cost of the new quay")
    assert "Hidden in this workspace" in as_text(undo(months.ports, click(months, f"{sentence.id}:again")))


def test_hidden_lines_are_listed_ten_at_a_time_to_the_last(months):
    for number in range(12):
        ref = LineRef(LineKind.SENTENCE, 4, Span(number, number + 1))
        months.ports.store.add_feedback(
            Feedback(LOCAL, CHANNEL, "U1", Opinion.WRONG, str(ref), line=ref, words=f"line {number}")
        )
    asked = Request("h", LOCAL, RequestKind.COMMAND, CHANNEL, "U1", "hidden")
    first, rest = (reply_to(months.ports, replace(asked, text=text)) for text in ("hidden", "hidden 11"))
    assert first.text.startswith("Hidden in this workspace as wrong, 1 to 10 of 12\n• line 11\n")
    assert '"2 more"' in str(first.blocks).replace("'", '"')
    assert rest.text.splitlines()[1:] == ["• line 1", "• line 0"]
    assert "more" not in str(rest.blocks)
    assert reply_to(months.ports, replace(asked, text="hidden 99999999999999999999")).text.splitlines()[1:] == [
        "• line 0"
    ]


def test_an_answer_whose_every_line_is_hidden_is_none(months):
    quote = first_quote(months)
    sentence = quote.content[0]
    answer = Answer("?", Verdict.ANSWERED, (Citation(article(months), sentence, (sentence,), quote),), "habit")
    assert corrected_answer(months.ports.store, LOCAL, answer) == answer
    ref = LineRef.of_quote(1, quote)
    months.ports.store.add_feedback(Feedback(LOCAL, CHANNEL, "U1", Opinion.WRONG, str(ref), line=ref))
    plain = Answer("?", Verdict.ANSWERED, (Citation(article(months), sentence, (sentence,)),))
    assert corrected_answer(months.ports.store, LOCAL, plain).citations == ()
    left = corrected_answer(months.ports.store, LOCAL, answer)
    assert (left.verdict, left.citations, left.short) == (Verdict.NOTHING, (), "")
    assert "called wrong" in left.note


def test_of_several_lines_it_is_asked_which_and_a_forged_one_is_none(months):
    refs = [str(LineRef.of_quote(1, quote)) for quote in months.ports.store.get_readings([1])[1].quotes[:2]]
    assert "Which line is wrong?" in as_text(call_wrong(months.ports, click(months, ";".join(refs))))
    for forged in ("quote|1|0|999999", "quote|77|1|2", "song|1|2|3", "", "quote|1|a|b"):
        assert "no longer stored" in as_text(call_wrong(months.ports, click(months, forged)))
    assert months.ports.store.list_feedback(LOCAL) == []
