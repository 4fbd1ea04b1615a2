"""Whether a question is plainly in another language than English, so that the reply can say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_LETTERS = re.compile(r"[^\W\d_]+")
_MENTION = re.compile(r"<[@#!][^>]*>")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2c00-\ua7ff\uac00-\ud7ff]")


@dataclass(frozen=True, slots=True)
class _Words:
    """`asking`: a question begins with one. `plain`: of this language alone. `shared`: of names or of English, too."""

    asking: AbstractSet[str]
    plain: AbstractSet[str]
    shared: AbstractSet[str]

    def held(self, words: Sequence[str]) -> int:
        """How many of its words these are; 0 where none is its own. A capital inside makes a name: Mr Das, Ms Wie."""
        own = self.asking | self.plain
        if not any(word.lower() in own for place, word in enumerate(words) if not place or word.islower()):
            return 0
        return sum(word.lower() in own | self.shared for word in words)


def _words(asking: str, plain: str, shared: str) -> _Words:
    return _Words(frozenset(asking.split()), frozenset(plain.split()), frozenset(shared.split()))


_LANGUAGES: Mapping[str, _Words] = {
    "German": _words(
        "wer wie wo wann warum weshalb welche welcher welches wieviel wieviele",
        "das und ist sagte sagt gesagt über nicht wurde wird sind eine dem auf für kostet haben hatte",
        "was hat die der den des von zu ein mit war im in an am so",
    ),
    "French": _words(
        "qui quoi quand où pourquoi combien quel quelle quels quelles",
        "est dit ont dans pour avec une sont aura ça cela contre",
        "le la les de des du que sur a qu il elle",
    ),
    "Spanish": _words(
        "qué quién quiénes cuándo dónde cuánto cuánta cuántos cómo",
        "dijo sobre cuesta quien cuando fue está hay",
        "el los la las una es que del de por con en",
    ),
    "Italian": _words(
        "chi quando dove perché quanto quanti quale",
        "che detto sul della sono cosa questo ha",
        "il gli una per con la di del costa",
    ),
    "Portuguese": _words(
        "quem quando onde porque quanto quantos qual",
        "disse sobre não custa está isso",
        "uma foi os as que do da de por com o a",
    ),
    "Dutch": _words(
        "wie wat waar wanneer waarom hoeveel welke",
        "een zei niet heeft kost wordt zijn zegt",
        "de het is over van met in was",
    ),
    "Swedish": _words(
        "vem vad var när varför hur vilka",
        "och är ett inte sade kostar sagt",
        "om en med har det i av den sa",
    ),
    "Norwegian or Danish": _words(
        "hvem hva hvad hvor hvorfor når hvornår hvilke",
        "og ikke sagde koster det blev",
        "er en et om har de den i sa",
    ),
    "Polish": _words(
        "kto gdzie kiedy dlaczego ile jaki jakie",
        "jest powiedział powiedziała nie kosztuje będzie",
        "co o na z do to i w",
    ),
}
_ENGLISH = frozenset(
    "the is are was were what who whom when where why how which did do does has have and about of to for with an any"
    " said say it he she they will would much many that this on in his her their there not from at by you your we us"
    " be been if or but can could over as a so war men hat die costs cost still again more than".split()
)
_TELLING = 4
"""Letters of an asking word that tells a language by itself where nothing is English: "Combien ?"."""


def foreign_language(text: str) -> str:
    """The English name of the language a question is plainly in, "" for English and where it cannot be told."""
    text = _MENTION.sub(" ", text)
    typed = _LETTERS.findall(text)
    if len(_OTHER_SCRIPT.findall(text)) > len(text) / 3:
        return "another language"
    counts = {language: known.held(typed) for language, known in _LANGUAGES.items()}
    best = max(counts, key=lambda language: counts[language])
    known, words = _LANGUAGES[best], [word.lower() for word in typed]
    english = sum(word in _ENGLISH and word not in known.shared for word in words)
    asks = words[:1] and words[0] in known.asking and len(words[0]) >= _TELLING
    enough = counts[best] >= 2 or (counts[best] and asks)
    return best if enough and english < min(2, counts[best]) else ""
