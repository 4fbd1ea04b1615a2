"""What a question asks for: its kind, the speaker it is about, the words the answer must hold, the time it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.answers.compare import Sides, sides_of
from bot.answers.following import FEW, IT, OWN, WHAT_ABOUT, leans, unfronted
from bot.answers.kinds import Asks, kind_of
from bot.answers.lexicon import IDIOMS, JUDGING, NEUTRAL, SAID_VERBS, WEEKDAYS
from bot.answers.people import PRONOUNS, Known, Names
from bot.answers.span_of_time import read_since
from bot.answers.words import content_words, fold
from bot.model import Span

LONGEST = 1000
"""Characters of a question that are looked at; the rest is cut, and the reply says so."""


THAT = frozenset(
    "it that this them these those anything something everything all so to the matter issue topic in about".split()
)
"""Words that ask for nothing in particular, or for what was spoken of before."""
LONG = 12
"""Content words above which a question is long."""


@dataclass(frozen=True, slots=True)
class Told:
    """The first sentence that an answer cites."""

    article_id: int
    sentence: Span


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    asks: Asks
    words: tuple[str, ...]
    """Folded content words without those of the speaker's name."""
    speakers: tuple[str, ...] = ()
    """Stored names that the person asked about may be; more than one where a surname is shared or a role is."""
    asked_name: str = ""
    """The name as it was typed, where a speaker was asked about."""
    described: bool = False
    """The person asked about is not named, but described: "the council leader"."""
    nearest: tuple[str, ...] = ()
    """Known speakers with a similar name, where the one asked about is not known."""
    names: tuple[str, ...] = ()
    """Capitalised words inside the question: the answer must know them."""
    subject: tuple[str, ...] = ()
    """Of these the one that does or has what is asked: "did Marlbridge score". What is found must be told of it."""
    since: datetime | None = None
    kin: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words that may stand for one of `words` in this question, for its phrases ("put off": delay)."""
    cue: str = ""
    """The verb asked after, where it is more than "say" ("deny", "demand"): looked for in what brings the quote."""

    wants: Asks = Asks.OPEN
    """What is wanted of a speaker's words: a reason, a date, a number."""
    sides: tuple[Question, ...] = ()
    """Of a comparison: the question after each side."""
    earlier: str = ""
    """What was asked before in the thread, where this one leans on it."""
    told: Told | None = None
    """What answered the question asked before, where this one goes on about it."""
    left_out: tuple[tuple[int, Span], ...] = ()
    """What was called wrong here, by article: no sentence that holds some of it is an answer."""

    def follows(self, article_id: int) -> bool:
        return self.told is not None and self.told.article_id == article_id

    def repeats(self, article_id: int, sentence: Span) -> bool:
        """Whether that sentence answered the question before."""
        return self.told == Told(article_id, sentence)

    def leaves_out(self, article_id: int, sentence: Span) -> bool:
        return any(number == article_id and span.overlaps(sentence) for number, span in self.left_out)

    @property
    def in_full(self) -> str:
        """With what was asked before, where it leans on that: "and when was that?" alone asks after nothing."""
        return f"{self.text} {self.earlier}".strip()

    @property
    def long(self) -> bool:
        """It has so many words that it repeats itself: less coverage is as telling."""
        return len(self.words) > LONG


_ANYBODY = r"(?:any|some|every|no)(?:one|body)|no one"
"""Who said it is asked, whoever that is: "did anyone warn of it?"."""

_SAYS = "|".join(sorted(SAID_VERBS))
_ABOUT = r"(?:about|on|of|regarding|concerning|to say about|as to)"
_SAYING = rf"(?-i:{_SAYS}|saying|to say)"
_SAID = (
    re.compile(
        rf"^what (?:else )?(?:did|does|has|do|have|had) (?P<x>.+?) (?P<v>{_SAYING})\b(?: {_ABOUT}\b)?(?P<y>.*)$", re.I
    ),
    re.compile(
        r"^what (?:is|are|was|were) (?P<x>.+?)(?:['’]s?)? (?:view|opinion|position|take|stance|comment)s?"
        rf" {_ABOUT} (?P<y>.*)$",
        re.I,
    ),
    re.compile(rf"^did (?P<x>.+?) (?P<v>{_SAYS})\b(?: anything)?(?: {_ABOUT}\b)?(?P<y>.*)$", re.I),
    re.compile(
        r"^what (?:figure|number|amount)s? did (?P<x>.+?) (?:give|name|mention|cite)s?\b(?: for)?(?P<y>.*)$", re.I
    ),
    re.compile(rf"^(?P<x>[^,?]{{2,60}}?) (?:said|says) what(?: {_ABOUT})?(?P<y>.*)$", re.I),
)
_DID = re.compile(r"^(?:(?:what|whom) )?(?:did|does|has|do|have|will|would) (?P<y>.+)$", re.I)
_JUDGED = re.compile(
    r"^(?:why|when|where|who|which \w+|how(?: \w+)?|what(?: \w+){0,2}) (?:does|did|do) (?P<x>.+?)"
    rf" (?:{'|'.join(sorted(JUDGING))})\b(?: that)?(?P<y> .+)$",
    re.I,
)
_ON = re.compile(r"^(?P<x>[^,?]{3,60}?) (?:on|about|regarding) (?P<y>.+)$", re.I)
_PER = re.compile(r"^(?P<y>.+?),? according to (?P<x>[^,?]{2,60})\??$", re.I)
_WHO_SAID = re.compile(
    rf"^(?:who|which \w+|(?:did|does|do|has|have) (?:{_ANYBODY})) (?:else )?"
    r"(?:has |have |(?:is|was|are|were) (?=quoted))?"
    rf"(?P<v>{_SAYS}|talked|talks|spoke|speaks|mentions|mentioned|quoted)\b"
    rf"(?: something| anything| what)?(?: {_ABOUT}\b)?(?P<y>.*)$",
    re.I,
)
_SPEAKERS = re.compile(
    r"^(?:(?:who (?:is|was|are|were) (?:quoted|speaking)|who spoke|who said what)(?= (?:in|here|there|today|most)\b|$)"
    r"|(?:list (?:all |the )?(?:the )?speakers|everyone quoted|show (?:me )?(?:all )?(?:the )?speakers)\b)",
    re.I,
)
_WHO_IS = re.compile(r"^who(?:['’]s| is| was| are) (?P<x>[^?]{2,60})\??$", re.I)
_MENTION = re.compile(r"<[@#!][^>]*>")
_CAPITAL = re.compile(r"(?<=[\w,'’\"“] )[\"'“‘]?([A-Z][\w’'-]*|[A-Z0-9]{2,}[\w-]*)")
_LEAD = re.compile(
    r"^(?:(?:please|hi|hello|hey|so|and|but|ok|okay|also|then|well|thanks)\b[,! ]*)+"
    r"|^(?:(?:can|could|would) you (?:please )?(?:tell|say to|show) (?:me|us)|(?:please )?tell (?:me|us)"
    r"|do (?:you|we) know|i(?:['’]d| would) like to know|i wonder|remind me|any idea)\b,? (?:about )?",
    re.I,
)


def parse_question(
    text: str, known: Known | Sequence[str], *, now: datetime, zone: str = "UTC", before: Question | None = None
) -> Question:
    """`before` is the thread's last question: whom "he" means, and what "and what about X?" asks again."""
    known = known if isinstance(known, Known) else Known(partial(Names, known))
    plain = " ".join(_MENTION.sub(" ", text[:LONGEST]).split()).rstrip("?!. ")
    since, bare = read_since(plain, now, zone)
    bare = unfronted(bare.strip(), known)
    question = _followed(bare, known, before) or _asked(_LEAD.sub("", bare) or bare, known, before)
    if question.words:
        question = _with_idioms(question, bare)
    earlier = before.text if before and leans(plain) else ""
    return replace(question, text=plain, since=since or question.since, earlier=earlier)


_IDIOMS = tuple((re.compile(rf"\b(?:{phrase})\b", re.I), words.split()) for phrase, words in IDIOMS.items())


def _with_idioms(question: Question, text: str) -> Question:
    """Single words for the phrases of the question: beside a phrase's own words, or in their place."""
    words, kin = list(question.words), list(question.kin)
    for phrase, others in _IDIOMS:
        if found := phrase.search(text):
            own = [word for word in content_words(found.group()) if word in words]
            kin += [(word, tuple(others)) for word in own]
            words += [] if own else [word for word in others if word not in words]
    return replace(question, words=tuple(words), kin=tuple(kin))


# ------------------------------------------------------------------ follow-ups


def _followed(text: str, known: Known, before: Question | None) -> Question | None:
    """The question before, asked again of another person or on another matter; None where this one stands alone."""
    found = WHAT_ABOUT.match(text)
    if before is None or found is None or OWN.match(found["y"]):
        return None
    rest = found["y"].strip()
    speakers, _ = known.names.meant(rest, near=False)
    if speakers:
        asks = Asks.SAID if before.asks in _OF_PEOPLE else before.asks
        words = before.words if asks is Asks.SAID else (*before.words, *content_words(rest))
        asked = replace(before, asks=asks, speakers=speakers, asked_name=rest, nearest=(), words=words)
        return replace(asked, described=False, sides=())
    return _on_another_matter(before, rest)


_OF_PEOPLE = (Asks.SAID, Asks.WHO_SAID, Asks.WHO_IS, Asks.SPEAKERS, Asks.COMPARE)


def _on_another_matter(before: Question, matter: str) -> Question:
    """What a speaker or both sides of a comparison are asked about is another then; else what is asked of it stays."""
    asked, names = tuple(content_words(matter)), names_in("a " + matter)
    sides = tuple(_on_another_matter(side, matter) for side in before.sides)
    kept = () if before.asks in (Asks.SAID, Asks.COMPARE) else (w for w in before.words if w not in before.names)
    words = tuple(dict.fromkeys([*kept, *asked]))
    return replace(before, words=words, names=names, subject=(), kin=(), sides=sides)


def _carried(question: Question, before: Question | None) -> Question:
    """With the words asked before, where there are few but "that" and "it"."""
    if before is None or (question.words and (question.names or not IT.search(question.text))):
        return question
    if len(question.words) > (0 if question.asks is Asks.WHO_SAID else FEW):
        return question
    return replace(question, words=tuple(dict.fromkeys([*question.words, *before.words])))


# ------------------------------------------------------------------ kinds


def _asked(text: str, known: Known, before: Question | None) -> Question:
    if _SPEAKERS.match(text):
        return Question(text, Asks.SPEAKERS, ())
    if sides := sides_of(text, lambda name: bool(known.names.meant(name, near=False)[0])):
        asked = tuple(_side(side, sides, known, before) for side in (sides.one, sides.other))
        return Question(text, Asks.COMPARE, tuple(content_words(sides.matter)), sides=asked)
    if found := _WHO_SAID.match(text):
        words, cue = tuple(content_words(found["y"])), _cue_word(found["v"])
        return _carried(Question(text, Asks.WHO_SAID, words, names=names_in(found["y"]), cue=cue), before)
    about = _speaker_asked(text, known, before)
    if about:
        return about
    question = Question(text, kind_of(text), tuple(content_words(text)), names=names_in(text), subject=_subject(text))
    return _carried(question, before)


def _side(side: str, sides: Sides, known: Known, before: Question | None) -> Question:
    """What a speaker said on the matter, or what is told of anything else on it."""
    text = f"{sides.matter} {side}".strip()
    if not sides.told and (known.names.meant(side, near=False)[0] or known.roles.meant(side)):
        return _about(text, Asks.SAID, side, sides.matter, known, before)
    return Question(text, kind_of(text), tuple(content_words(text)), names=names_in("a " + text))


def _speaker_asked(text: str, known: Known, before: Question | None) -> Question | None:
    for pattern in _SAID:
        if found := pattern.match(text):
            question = _about(text, Asks.SAID, found["x"], found["y"], known, before)
            return replace(question, cue=_cue_word(found.groupdict().get("v") or ""))
    if (found := _PER.match(text)) and known.names.meant(found["x"])[0]:
        return replace(_about(text, Asks.SAID, found["x"], found["y"], known, before), wants=kind_of(text))
    if (found := _JUDGED.match(text)) and _meant(found["x"], known, near=False)[0]:
        return replace(_about(text, Asks.SAID, found["x"], found["y"], known, before), wants=kind_of(text))
    if (found := _DID.match(text)) and (split := _speaker_first(found["y"], known)):
        name, rest = split
        verb, _, rest = rest.partition(" ")
        return replace(_about(text, Asks.SAID, name, rest, known, before), cue=_cue_word(verb))
    if (found := _ON.match(text)) and known.names.meant(found["x"], near=False)[0]:
        return _about(text, Asks.SAID, found["x"], found["y"], known, before)
    if (found := _WHO_IS.match(text)) and known.names.meant(found["x"])[0]:
        return _about(text, Asks.WHO_IS, found["x"], "", known, before)
    return None


def _cue_word(verb: str) -> str:
    return "" if fold(verb).split(" ")[-1] in NEUTRAL else fold(verb)


def _speaker_first(text: str, known: Known) -> tuple[str, str] | None:
    """(name, the rest) where the text begins with somebody who is quoted: "Lena Aurich ask for", "the mayor want"."""
    words = text.split()
    typed_low = text.islower()
    for length in range(min(6, len(words) - 1), 0, -1):
        name = " ".join(words[:length])
        cased = typed_low or any(word[:1].isupper() for word in name.split())
        if (cased and known.names.meant(name, near=False)[0]) or (
            length > 1 and name.lower().startswith("the ") and known.roles.meant(name)
        ):
            return name, " ".join(words[length:])
    return None


_SPOKE_ON = re.compile(
    rf"(?:\bon |^ ?)(?:last )?(?:{'|'.join(WEEKDAYS)})(?: (?:morning|afternoon|evening|night))?\b", re.I
)
"""The day on which somebody spoke is no matter."""


def _about(text: str, asks: Asks, name: str, rest: str, known: Known, before: Question | None) -> Question:
    name, rest = name.strip(" ,"), _SPOKE_ON.sub(" ", rest)
    words = tuple(content_words(rest)) or _odd_words(rest)
    nobody_named = fold(name) in PRONOUNS and (before is None or not before.speakers)
    if nobody_named or re.fullmatch(_ANYBODY, fold(name)):
        return _carried(Question(text, Asks.WHO_SAID, words, names=names_in(rest)), before)
    if fold(name) in PRONOUNS and before:
        name, (speakers, nearest), described = before.asked_name, (before.speakers, before.nearest), before.described
    else:
        speakers, nearest = _meant(name, known)
        described = _described(name)
    question = Question(text, asks, words, speakers, name, described, nearest, names_in(rest))
    return _carried(question, before) if rest.strip() and not words else question


def _meant(name: str, known: Known, *, near: bool = True) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """By name, role, a name with a typo, a name in a description; else who comes near. Without `near` the first two."""
    speakers = known.names.meant(name, near=False)[0] or known.roles.meant(name)
    if speakers or not near:
        return speakers, ()
    typos, nearest = known.names.meant(name)
    speakers = typos or known.roles.meant(name, near=True) or tuple(known.list_holders(name))
    speakers = speakers or known.names.meant(" ".join(names_in(name)), near=False)[0]
    return (speakers, ()) if speakers else ((), nearest)


_DESCRIPTION = re.compile(r"(?:the|our|a|an) .+|.+['’]s? .+", re.I)


def _described(name: str) -> bool:
    """Whether it is not somebody's name, nor has one in it."""
    return bool(_DESCRIPTION.match(name)) and not names_in(name)


def _odd_words(rest: str) -> tuple[str, ...]:
    """Words that carry no content are looked for all the same where nothing else is asked; "it" and "that" are not."""
    words = fold(rest).strip(" ?.!,").split()
    return () if THAT.issuperset(words) else tuple(words)


_SUBJECT = re.compile(
    r"\b(?:did|does|do|has|have|had|will|would|can|could)(?: the)? (?P<x>[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*)*)"
)


def _subject(text: str) -> tuple[str, ...]:
    found = _SUBJECT.search(text)
    return tuple(content_words(found["x"])) if found else ()


def names_in(text: str) -> tuple[str, ...]:
    """Capitalised words; the first word of a question is no name."""
    words = (word for found in _CAPITAL.findall("a " + text.strip()) for word in content_words(found))
    return tuple(dict.fromkeys(words))
