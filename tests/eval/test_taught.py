"""What the lessons taught holds on questions that nobody was taught: the held folders of bench/lesson."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from bot.embedding.embedder import open_embedder
from bot.embedding.judge import open_judge
from bot.model import Excerpt

sys.path.append(str(Path(__file__).parents[2] / "bench" / "lesson"))

import material

READ = 4
"""Sentences of an article that are read, the nearest first: as the product does."""


@pytest.mark.skipif(not open_embedder().version, reason="the embedding model is not installed: make install")
def test_the_lessons_hold_on_questions_that_were_not_taught() -> None:
    embedder, judge = open_embedder(), open_judge()
    first, told, silent = [], [], []
    for lesson in material.read_folder(material.held_folders()[0]):
        vectors = embedder.embed_sentences(lesson.sentences)
        texts = tuple(one.text for one in lesson.sentences)
        for question in lesson.questions:
            near = np.argsort(-(vectors @ embedder.embed_questions([question.text])[0]))[:READ].tolist()
            excerpt = Excerpt(lesson.sentences[0].title, texts, tuple(near))
            (read,) = judge.judge(question.text, [excerpt])
            likely = max(read[place] for place in near)
            (told if question.golden else silent).append(likely)
            if question.golden:
                first.append(near[0] in question.golden)
    apart = np.mean([one > other for one in told for other in silent])
    assert np.mean(first) > 0.6, "the embedder: the right sentence of an article first; .48 untaught"
    assert apart > 0.7, "the judge: questions with an answer from tempting ones; .5 is chance"
