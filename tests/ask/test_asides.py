"""What asks for nothing stored is answered in a word; what may be a question is left alone."""

import pytest

from bot.flows.asides import aside
from bot.flows.commands import handle_requests


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("?", "What would you like to know?"),
        ("¿?!", "What would you like to know?"),
        ("who are you?", "What would you like to know?"),
        ("What can I ask?", "What would you like to know?"),
        ("please summarise this", "I do not write texts"),
        ("tldr", "I do not write texts"),
        ("give me a quick summary of the briefing", "I do not write texts"),
        ("sum it up", "I do not write texts"),
        ("you are wrong", "Wrong line"),
        ("No, that's not true!", "Wrong line"),
    ],
)
def test_an_aside_gets_its_own_reply(text: str, told: str):
    message = aside(text)
    assert message is not None
    assert told in message.text


@pytest.mark.parametrize(
    "text",
    [
        "summarise the dock strike",
        "what do you know about the quay?",
        "who are your sources on the quay?",
        "Draft budget: when is the vote?",
        "is it wrong to close the quay?",
        "that is wrong, says who?",
        "why?",
        "how does it work in Ostray?",
    ],
)
def test_a_question_is_none(text: str):
    assert aside(text) is None


def test_it_is_replied_in_the_thread_and_cites_nothing(desk):
    request = desk.ask("please summarise this")
    handle_requests(desk.ports)
    (delivery,) = desk.ports.store.list_deliveries(request.workspace, request_id=request.id)
    assert "word for word" in delivery.message.text
    assert "useful" not in str(delivery.message.blocks).lower()
