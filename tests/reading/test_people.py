"""The registry of one article: names, roles, pronouns, and the courage to leave a name open."""

from __future__ import annotations

import pytest

from bot.reading.reader import SpacyReader


def _speakers(reader: SpacyReader, text: str) -> list[str]:
    return [quote.speaker for quote in reader.read(text).quotes]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Lin Haoran, an academician, praised the plan. Academician Lin believes that the gap is closing.",
            ["Lin Haoran", "Lin Haoran"],
        ),
        (
            "Ursel von der Heide, the commissioner, spoke first. “It is done,” von der Heide said.",
            ["Ursel von der Heide"],
        ),
        (
            "Minister João da Silveira arrived late. He said the talks had failed.",
            ["João da Silveira"],
        ),
        (
            "Abdel Karim el-Badri, a shipowner, lost two boats. El-Badri said he would sue.",
            ["Abdel Karim el-Badri"],
        ),
        (
            "Judge Rosamund Tey opened the hearing. Lawyer Peter Dunne rose. “Sit down,” she said.",
            ["Rosamund Tey"],
        ),
        (
            "Ines Caldera and Omar Feld said they would vote against the budget.",
            ["Ines Caldera and Omar Feld"],
        ),
        (
            "Environment Minister Mara Oduya and Finance Minister Olu Braga said they would resign.",
            ["Mara Oduya and Olu Braga"],
        ),
        (
            "Foreign minister Pavel Horak flew to Bergstad. The minister said a treaty was near.",
            ["Pavel Horak"],
        ),
    ],
)
def test_names_the_speaker_in_full(reader: SpacyReader, text: str, speakers: list[str]) -> None:
    assert _speakers(reader, text)[-len(speakers) :] == speakers


def test_a_married_couple_is_told_apart_by_title_and_never_by_guess(reader: SpacyReader) -> None:
    couple = "Hanna Weller and Peter Weller run the inn. "
    assert _speakers(reader, couple + "Mrs. Weller said the season was over.") == ["Hanna Weller"]
    assert _speakers(reader, couple + "Weller said the season was over.") == ["Weller"]


def test_an_unnamed_speaker_keeps_the_articles_words(reader: SpacyReader) -> None:
    (quote,) = reader.read("A senior official at the ministry said the tender had been cancelled.").quotes
    assert (quote.speaker, quote.unnamed) == ("A senior official at the ministry", True)


def test_he_is_not_the_one_named_in_his_own_statement(reader: SpacyReader) -> None:
    text = "Spokesman Joel Tarrant met reporters after Victor Amsel left. He said Amsel had signed the letter."
    assert _speakers(reader, text) == ["Joel Tarrant"]


def test_role_and_organisation_are_the_articles_words_at_that_mention(reader: SpacyReader) -> None:
    (quote,) = reader.read("Ruth Abara, chief economist at Northmoor Bank, said that wages had stalled.").quotes
    assert (quote.role, quote.organisation) == ("chief economist at Northmoor Bank", "Northmoor Bank")


@pytest.mark.parametrize(
    ("role", "organisation"),
    [
        ("a member of the board and deputy head of the Office of Tides", "Office of Tides"),
        ("a fellow of the Academy of Knots and editor of a journal", "Academy of Knots"),
        ("the mayor of a small town", None),
        ("Tolland's deputy", "Tolland"),
    ],
)
def test_the_body_is_the_one_the_role_names(reader: SpacyReader, role: str, organisation: str | None) -> None:
    (quote,) = reader.read(f"Ruth Abara, {role}, said that wages had stalled.").quotes
    assert (quote.role, quote.organisation) == (role, organisation)


def test_a_persons_deputy_is_of_no_body(reader: SpacyReader) -> None:
    text = "Coach Billy Norsu left. Norsu's captain, Tom Reyes, said that the pitch was poor."
    (quote,) = reader.read(text).quotes
    assert (quote.role, quote.organisation) == ("Norsu's captain", None)


def test_he_is_a_person_even_where_a_body_was_the_subject(reader: SpacyReader) -> None:
    text = (
        "The research house Corrigan Tally lowered its estimate. It will please Iwan Sorley of Brackwater Capital. "
        "He had said on Tuesday that the figure looked too high."
    )
    assert _speakers(reader, text) == ["Iwan Sorley"]


def test_he_is_never_a_body_alone(reader: SpacyReader) -> None:
    text = "The research house Corrigan Tally lowered its estimate. He said the figure looked too high."
    assert _speakers(reader, text) == ["He"]


def test_a_body_told_by_its_role_is_named_by_it(reader: SpacyReader) -> None:
    text = "The security firm Night Tarn closed its doors. The firm denied that any data had been taken."
    assert _speakers(reader, text) == ["Night Tarn"]


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("OSLO - Robot maker Hagi Seki said on Monday that orders had doubled.", "Hagi Seki", "Robot maker"),
        ("OSLO — Chief executive Ana Lowe said that orders had doubled.", "Ana Lowe", "Chief executive"),
        (
            "Fellow Gao Mingshu, a fellow of the Academy of Sea Sciences, said the ice was thin.",
            "Gao Mingshu",
            "a fellow of the Academy of Sea Sciences",
        ),
    ],
)
def test_roles_hold_no_dateline_and_names_no_title(reader: SpacyReader, text: str, speaker: str, role: str) -> None:
    (quote,) = reader.read(text).quotes
    assert (quote.speaker, quote.role) == (speaker, role)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The Association of Quay Employers says the strike is illegal.", ["Association of Quay Employers"]),
        (
            "The National Bank of Aldermark cut its rate. The Bank said inflation would fall.",
            ["National Bank of Aldermark"],
        ),
        (
            "The Union of Quay Workers (UQW) met. Ana Lowe left. The UQW said it would strike.",
            ["Union of Quay Workers"],
        ),
        ("The Institute for Applied Ropes said sales had doubled.", ["Institute for Applied Ropes"]),
        ("Ana Lowe of the Saltby Chamber of Commerce said shops would close.", ["Ana Lowe"]),
    ],
)
def test_a_bodys_name_stays_whole(reader: SpacyReader, text: str, speakers: list[str]) -> None:
    assert _speakers(reader, text) == speakers


def test_what_stands_inside_a_bodys_name_is_no_organisation(reader: SpacyReader) -> None:
    (quote,) = reader.read("The Northgate Chamber of Commerce said that shops would close.").quotes
    assert (quote.speaker, quote.role, quote.organisation) == ("Northgate Chamber of Commerce", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Robot maker Hagi Seki said orders had doubled.",
        "Medical director Ana Lowe said the ward was full.",
    ],
)
def test_a_capital_at_the_head_of_a_role_is_no_organisation(reader: SpacyReader, text: str) -> None:
    (quote,) = reader.read(text).quotes
    assert quote.organisation is None


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (
            "The director of the Museum of Tides, Gulsara Bekova, said the bell would stay.",
            "Gulsara Bekova",
            "The director of the Museum of Tides",
        ),
        ("“It was the title,” said Pingel's co-founder, Arvo Salmi.", "Arvo Salmi", "Pingel's co-founder"),
        ("Coroner Fenella Brade recorded a verdict. Brade said the lamp had failed.", "Fenella Brade", "Coroner"),
        (
            "Lucina Marsh, who runs the cannery at Fenwick Gate, said orders had stopped.",
            "Lucina Marsh",
            "who runs the cannery at Fenwick Gate",
        ),
        (
            "Edna Roscoe, 81, who has lived on Quay Lane since 1970, said the noise was new.",
            "Edna Roscoe",
            "who has lived on Quay Lane since 1970",
        ),
        ("A police spokesman, Sergeant Bo Friis, said the road was closed.", "Bo Friis", "A police spokesman"),
        ("A co-author, Emeka Thorval, said the toll was fair.", "Emeka Thorval", "A co-author"),
        ("“We are broke,” said the leader of the Liberals.", "the leader of the Liberals", None),
        ("The Argentine said she had no excuses.", "The Argentine", None),
        ("Christian Lind, a baker, said he was not.", "Christian Lind", "a baker"),
        ("On Thursday Rupert Halver said he was not.", "Rupert Halver", None),
        ("The Growers' Federation said the price was unfair.", "Growers' Federation", None),
        ("Ida Moss, who arrived late on Monday, said the vote was lost.", "Ida Moss", None),
        ("Ida Moss, who said nothing on Monday, said the vote was lost.", "Ida Moss", None),
    ],
)
def test_a_role_is_read_before_behind_and_in_a_clause_about_the_name(
    reader: SpacyReader, text: str, speaker: str, role: str | None
) -> None:
    quote = reader.read(text).quotes[-1]
    assert (quote.speaker, quote.role) == (speaker, role)


def test_the_role_is_the_nearest_one_stated_before(reader: SpacyReader) -> None:
    text = (
        "Finance minister Olu Brandt said prices would fall. Brandt said wages would rise. "
        "Olu Brandt, a former boxer, said he was tired."
    )
    roles = [quote.role for quote in reader.read(text).quotes]
    assert roles == ["Finance minister", "Finance minister", "a former boxer"]


def test_the_one_who_is_met_is_not_the_one_who_speaks(reader: SpacyReader) -> None:
    (quote,) = reader.read("After a talk with the director, Ana Lowe said the museum would close.").quotes
    assert (quote.speaker, quote.role) == ("Ana Lowe", None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Whoever is met is not the one who meets.
        (
            "Reporters waited. Deputy mayor Matej Brankov, who stood beside her, spoke once. He said it was over.",
            "Matej Brankov",
        ),
        # A clause in front waits for its name.
        (
            (
                "Sheldon Marsh voted yes, and Hilda Brandt was in town. "
                "Though she said the plan was unfair, Brandt did not vote."
            ),
            "Hilda Brandt",
        ),
        # What stands in marks alone takes the one before it no further away.
        (
            (
                "Olga Prinz had left by then. It rained all day. The vote worried Henrike Crane, a docker. "
                "“Nobody asked. Nobody came. Nobody will,” she said."
            ),
            "Henrike Crane",
        ),
        # A plan named after somebody makes no body of its name.
        ("The Oduya plan failed. Mr. Oduya met the press. He said the vote had been close.", "Oduya"),
        # A surname that is a title, too.
        ("Doctor Howard Dean came late. Dean then sat down. He said the fever was over.", "Howard Dean"),
    ],
)
def test_he_and_she_are_the_ones_who_fit_the_sentence(reader: SpacyReader, text: str, speaker: str) -> None:
    assert _speakers(reader, text)[-1] == speaker


def test_of_two_with_one_surname_the_title_tells_who_it_is(reader: SpacyReader) -> None:
    text = (
        "Bill Harrow came back on Monday. “The mill must stay,” Harrow said. Ann Harrow, the harbour minister, "
        "spoke later. Minister Harrow said the mill would close. “It is settled,” Harrow told reporters."
    )
    said = [(quote.speaker, quote.role) for quote in reader.read(text).quotes]
    assert said == [("Bill Harrow", None), ("Ann Harrow", "Minister"), ("Harrow", None)]


def test_a_surname_that_looks_like_a_given_name_is_still_the_surname(reader: SpacyReader) -> None:
    text = "Admiral John Kelly came home. Kelly said he was tired. Priya came, too. She said it rained."
    assert _speakers(reader, text) == ["John Kelly", "Priya"]


@pytest.mark.parametrize(
    ("text", "speaker", "unnamed"),
    [
        ("The Free Tide Forum wrote to me. In its letter the group said the sea was rising.", "Free Tide", False),
        ("The Union of Quay Workers met. Ana Reis listened. The union said it would strike.", "Union of Quay", False),
        ("The Union of Quay Workers met the Rope Union. The union said it would strike.", "The union", True),
        (
            "Shadow minister Ida Moss rose. Minister Olu Brandt sat down. The minister said the vote was lost.",
            "Olu Brandt",
            False,
        ),
        ("Tarn Energy lost money. Its head, Pia Holm, wept. The company said it would pay.", "Tarn Energy", False),
        ("The Finance Ministry met. The ministry said rates were high.", "Finance Ministry", False),
        ("The city wrote to Ana Lowe. It said the law was clear.", "The city", True),
        ("Tarn Energy met. The mayor was late. It said the law was clear.", "Tarn Energy", False),
        ("A reporter asked whether it could rise. It could, she replied.", "she", True),
    ],
)
def test_a_description_is_somebody_only_where_one_alone_fits(
    reader: SpacyReader, text: str, speaker: str, unnamed: bool
) -> None:
    quote = reader.read(text).quotes[-1]
    assert quote.unnamed is unnamed
    assert quote.speaker.startswith(speaker)


def test_a_person_introduced_by_an_office_is_no_court(reader: SpacyReader) -> None:
    text = (
        "The patent is held by the inventor Wendel Amposa, the court in Saltby held. “I made it,” said Amposa. "
        "Its lawyers left. Amposa denied that he was rich. Rich men, he said, do not eat toast."
    )
    assert _speakers(reader, text)[-1] == "Wendel Amposa"


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize(
    "text",
    [
        "Jo Baker, Lowe's campaign manager, said the vote was lost.",
        "“The vote is lost,” said Jo Baker, Lowe's campaign manager.",
        "“The vote is lost,” Jo Baker, Lowe's campaign manager, said.",
        "“The vote is lost,” Lowe's campaign manager, Jo Baker, said.",
    ],
)
def test_whose_aide_somebody_is_has_not_spoken_though_the_surname_is_a_trade(
    reader: SpacyReader, text: str, apostrophe: str
) -> None:
    assert _speakers(reader, "Ana Lowe stayed at home. " + text.replace("'", apostrophe)) == ["Jo Baker"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ludo van den Berg", "Van den Berg"),
        ("Pedro de la Rosa", "De la Rosa"),
        ("Noura al-Sabah", "Al-Sabah"),
    ],
)
def test_a_particle_that_opens_a_sentence_is_a_part_of_the_same_name(
    reader: SpacyReader, full: str, short: str
) -> None:
    assert _speakers(reader, f"{full} came late. {short} said the gate was shut.") == [full]


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Karl Lind, the ex-husband of Ms Holt, said he was broke.", "the ex-husband of Ms Holt", None),
        ("Sam Butcher, Karoo CEO, said the gate was shut.", "Karoo CEO", "Karoo"),
        ("Archbishop of Saltby Ida Brun said the gate was shut.", "Archbishop of Saltby", "Saltby"),
        ("Mr Justice Lind said the gate was shut.", "Justice", None),
    ],
)
def test_a_role_is_whole_and_nobody_elses(reader: SpacyReader, text: str, role: str, organisation: str | None) -> None:
    (quote,) = reader.read(text).quotes
    assert (quote.role, quote.organisation) == (role, organisation)
