import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench" / "lesson"))

import material

ARTICLE = """+++
kind = "local"
title = "Bridge at Ostwick shuts for a month"
+++

Ostwick's only bridge will shut on 4 May. Repairs cost £2m.

The mayor, Ada Lund, said ferries would run instead. Repairs were put off twice.
"""
QUESTION = '[[question]]\nask = "what is the bill"\nkind = "how-much"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def ask(folder: Path, rest: str) -> Path:
    (folder / "questions.toml").write_text(QUESTION + rest, encoding="utf-8")
    return folder


def test_every_answer_stands_verbatim_in_one_place_of_its_article():
    folders = [*material.folders(), *material.held_folders()]
    assert [fault for folder in folders for fault in material.faults(folder)] == []


def test_no_article_is_taught_and_held_back():
    taught, held = (
        {text.text for folder in folders for text in material.load_texts(folder).values()}
        for folders in (material.folders(), material.held_folders())
    )
    assert len(held) > 80
    assert taught.isdisjoint(held)


def test_the_material_is_as_much_as_its_page_says():
    lessons = [lesson for folder in material.folders() for lesson in material.read_folder(folder)]
    questions = [question for lesson in lessons for question in lesson.questions]
    page = (Path(material.__file__).parent / "README.md").read_text(encoding="utf-8")
    silent = sum(not question.golden for question in questions)
    assert f"{len(lessons)} invented articles and {len(questions):,} questions, {silent:,} of which" in page
    assert all(lesson.questions for lesson in lessons)
    assert all(
        max(question.golden, default=0) < len(lesson.sentences) for lesson in lessons for question in lesson.questions
    )


def test_a_question_finds_the_sentence_of_its_words_and_what_stands_before(folder):
    (lesson,) = material.read_folder(ask(folder, 'at = "bridge"\nwords = ["cost £2m"]\nafter = "the bridge?"'))
    (question,) = lesson.questions
    assert (question.text, question.golden) == ("what is the bill the bridge?", (1,))
    assert lesson.sentences[1].text == "Repairs cost £2m."
    assert lesson.sentences[1].before == "Ostwick's only bridge will shut on 4 May."
    assert lesson.sentences[1].title == "Bridge at Ostwick shuts for a month"


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ('at = "bridge"\nwords = ["Repairs"]', "in 2 places"),
        ('at = "bridge"\nwords = ["cost £3m"]', "in 0 places"),
        ('at = "bridge"', "either at and words"),
        ('about = "bridge"\nwords = ["cost £2m"]', "either at and words"),
        ('about = "tunnel"', "no article tunnel"),
        ('about = "bridge"\nhint = "none"', "unknown fields"),
    ],
)
def test_what_cannot_be_learned_from_is_told(folder, rest, told):
    (fault,) = material.faults(ask(folder, rest))
    assert told in fault


def test_a_paragraph_of_squad_answers_where_its_answer_starts(tmp_path):
    answer = '{"question": "How long?", "answers": [{"answer_start": 15, "text": "two"}]}'
    paragraph = f'{{"context": "It is a quay. Two miles long.", "qas": [{answer}]}}'
    path = tmp_path / "squad.json"
    path.write_text(
        f'{{"data": [{{"title": "A_quay", "paragraphs": [{", ".join([paragraph] * 7)}]}}]}}', encoding="utf-8"
    )
    (group,) = material.read_squad(path)
    assert len(group) == material.SQUAD_TOGETHER
    assert group[0].questions == (material.Question("How long?", (1,), "squad"),)
    assert group[0].sentences[1].title == "A quay"
