"""Questions in another language are told from English ones, short ones and foreign names too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.foreign import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer hat über die Kräne gesprochen und was ist das?", "German"),
        ("Was sagte Holm?", "German"),
        ("Was hat Holm in Aarvik gesagt?", "German"),
        ("wann wird gewählt?", "German"),
        ("Qui a parlé sur les grues dans le port?", "French"),
        ("Combien ça coûte ?", "French"),
        ("¿Qué dijo la alcaldesa sobre el puerto?", "Spanish"),
        ("¿Cuánto cuesta?", "Spanish"),
        ("Quanto costa il ponte?", "Italian"),
        ("O que disse Holm?", "Portuguese"),
        ("Wat zei Holm?", "Dutch"),
        ("Vad sa Holm?", "Swedish"),
        ("Hvad sagde Holm om renten?", "Norwegian or Danish"),
        ("Ile to kosztuje?", "Polish"),
        ("Что сказал директор порта?", "another language"),
        ("ماذا قال المدير", "another language"),
        ("<@U123AB> Combien ?", "French"),
        ("Ist das wahr?", "German"),
    ],
)
def test_another_language_is_noticed(text, language):
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "What did Ida Holm say about the fares?",
        "Holm fares?",
        "who said the die was cast",
        "was that his hat",
        "was hat trick in the war",
        "Is La Niña over?",
        "Is van Gaal over?",
        "will Una del Rey win",
        "Costa del Sol fire",
        "Le Monde on Les Bleus",
        "Santos da Silva costs",
        "VAR decision?",
        "what about Hat Yai",
        "who is de la Cruz",
        "When was Das arrested?",
        "Was Das in Delhi?",
        "What was Das paid in May?",
        "Was Lib Dem MP so rude?",
        "Is Lib Dem support so low in an election?",
        "Is Michelle Wie in the lead?",
        "What do FOI requests show?",
        "Do FOI rules change?",
        "Uma Thurman as a spy?",
        "",
    ],
)
def test_english_with_foreign_names_stays_english(text):
    assert foreign_language(text) == ""


@given(st.text(max_size=400))
def test_no_message_breaks_it(text):
    foreign_language(text)
