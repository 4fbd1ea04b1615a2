"""The cue lexicon, as data: which verbs and nouns report a statement, and where its content stands.

Each line is `lemma flags`. Flags of a verb:
    c  a clause is its content ("said that …", "said …"), and it may introduce a quotation
    x  an infinitive or participle is its content ("promised to …")
    o  its object is its content ("announced the plan", "criticised the ban")
    q  it introduces a quotation but no bare clause ("smiled", "continued")
    s  a document or study may be its subject and is then the speaker ("the report shows …")
    t  its object is whom it addresses ("told reporters that …")
    d  it denies its content
    ?  it asks its content
    p=a,b  the content stands behind one of these prepositions ("called for", "warned of")
    a  an adjective is its content ("pleaded not guilty")
    O  its object is its content where a document speaks ("the study found no link")
    @  its object is its content where "at" and a number follow ("puts the bill at …")
    %  its object is its content where it holds a number or an outlook ("sees little chance of …")
    H  a clause is its content where a court is its subject ("the inquest heard that …")
    N  its object is its content where that is a doubt or a question ("raised concerns about …")
    D  its object and what stands behind "to" are its content ("put the rise down to …")
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bot.reading.quotes.cue_verbs import IRREGULAR, MEASURING, PHRASAL, VERBS
from bot.reading.quotes.speaking_nouns import DOCUMENTS, NO_PERSONS, PERSON_ENDINGS, PERSON_NOUNS

SAID = frozenset(
    ["say", "tell", "add", "note", "explain", "write", "state", "continue", "ask", "reply", "tweet", "announce"]
)
"""Verbs whose inverted order ("said Ms Okoye") is common enough to be read without the parser's help."""

THOUGHT = frozenset(
    ["believe", "think", "feel", "hope", "fear", "expect", "doubt", "suspect", "assume", "consider", "imagine", "guess"]
)
"""Verbs of opinion: a statement as the outlet understood it."""

SHOWS = frozenset(
    "show indicate suggest reveal demonstrate signal imply confirm underscore underline highlight point find "
    "conclude read mean estimate reflect expose detail outline".split()
)
"""Verbs whose subject is often no speaker at all ("the delay shows …")."""

INSERTS = frozenset(
    "say tell report write add note argue explain believe claim insist suggest warn reply recall concede admit show "
    "find predict estimate maintain contend observe acknowledge remark stress continue think announce reveal confirm "
    "point point-out promise demand fear expect hope indicate conclude complain caution declare disclose forecast "
    "reckon joke boast protest vow pledge testify allege assert emphasise emphasize lament recount suspect respond "
    "post tweet agree counter assure communicate muse quip calculate speculate wonder guess state hold discover judge "
    "hear venture".split()
)
"""Verbs that stand between commas inside their own statement."""

OCCASIONS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december today yesterday tonight morning afternoon evening night week weekend month year day
    interview statement speech conference briefing meeting summit hearing call address letter email tweet post message
    report video broadcast programme program show podcast court parliament testimony remarks rally forum debate memo
    article book blog ceremony event session visit panel release twitter facebook radio television tv
    """.split()
)
"""Words of the phrases that tell when, where and through what channel something was said."""

OUTLOOKS = frozenset(
    """
    growth inflation decline recovery recession slowdown rise fall increase decrease drop gain loss rebound slump
    chance risk reason sign need room prospect danger threat advantage benefit alternative evidence potential future
    problem point result rate price cost demand margin sale profit revenue earnings deficit surplus pressure upturn
    downturn cut change improvement shortage delay winner victory defeat response decision turnout
    """.split()
)
"""Nouns of what somebody sees coming ("sees little chance of a deal"), in the singular."""

AUTHORED = frozenset(
    "statement letter email tweet message note post memo reply response comment paper petition speech".split()
)
"""Documents through which somebody speaks at the time: whoever issues one is the speaker of what it says."""

FORESEERS = frozenset("forecaster analyst economist expert scientist researcher pollster meteorologist trader".split())
"""Whose expectation of anything is a statement."""

DOUBTS = frozenset("doubt doubts concern concerns question questions fear fears objection objections alarm".split())
"""What is raised or cast over something."""

HEARERS = frozenset("court inquest jury jurors tribunal hearing trial inquiry panel committee".split())
"""Who hears what is said in a court: "the inquest heard that …"."""

NO_SPEAKERS = frozenset(
    "i we you me us my our your myself ourselves yourself that this these those what which whatever nothing everything "
    "something nobody none there both each that's it's one's anybody anyone".split()
)

NOUNS = """
call demand
accusation allegation announcement argument assertion assessment assumption assurance belief claim comment complaint
conclusion confession contention declaration denial doubt estimate expectation explanation fear finding forecast hint
hope hypothesis idea implication indication insistence insinuation message notion observation opinion pledge prediction
premise proclamation promise proposal prospect reminder remark report ruling statement suggestion suspicion testimony
theory threat verdict view vow warning worry concern
"""
"""Nouns whose that-clause or infinitive is a statement where a possessor or a "by" names the speaker."""


CUE_ADJECTIVES = frozenset(
    "confident convinced certain sure positive adamant hopeful optimistic pessimistic worried concerned afraid fearful "
    "sceptical skeptical doubtful anxious alarmed insistent emphatic glad delighted pleased proud disappointed sorry "
    "thankful grateful relieved wary persuaded mindful".split()
)
"""States of mind whose that-clause is a statement: "is confident that …"."""

EQUATED = frozenset(
    "message advice answer response verdict point reply question motto slogan line position stance diagnosis summary "
    "request wish plea order rule lesson word words theory guess feeling reasoning logic criticism objection "
    "reaction retort assessment".split()
)
"""Further nouns that a colon or "is that" equates with a statement: "her advice: wait"."""

VIEWS = frozenset("opinion view belief impression".split())
VIEWPOINTS = frozenset("view views opinion words eyes judgment judgement estimation estimate account reckoning".split())
"""Nouns of "in her view, …" and "in the words of the judge, …"."""


@dataclass(frozen=True, slots=True)
class CueVerb:
    lemma: str
    flags: frozenset[str]
    prepositions: frozenset[str] = frozenset()

    def has(self, flag: str) -> bool:
        return flag in self.flags


def _forms(lemma: str) -> list[str]:
    if lemma in IRREGULAR:
        return [lemma, *IRREGULAR[lemma].split()]
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return [lemma, plural, lemma + "ed", lemma + "ing"]


def _verb(line: str) -> CueVerb:
    lemma, *rest = line.split()
    flags = "".join(part for part in rest if not part.startswith("p=")).strip("-")
    prepositions = [name for part in rest if part.startswith("p=") for name in part[2:].split(",")]
    return CueVerb(lemma, frozenset(flags), frozenset(prepositions))


def _verbs(table: str) -> dict[str, CueVerb]:
    entries = [_verb(line) for line in table.strip().splitlines()]
    return {form: entry for entry in entries for form in _forms(entry.lemma)}


def _phrasal() -> dict[tuple[str, str], CueVerb]:
    found: dict[tuple[str, str], CueVerb] = {}
    for line in PHRASAL.strip().splitlines():
        entry = _verb(line)
        verb, particle = entry.lemma.split("-")
        found |= {(form, particle): entry for form in _forms(verb)}
    return found


def _nouns() -> dict[str, str]:
    return {form: noun for noun in NOUNS.split() for form in (noun, noun + "s")}


CUE_VERBS = _verbs(VERBS)
"""Every inflected form in lower case -> its entry."""
_PHRASAL, _MEASURING = _phrasal(), _verbs(MEASURING)
CUE_FORMS = frozenset([*CUE_VERBS, *_MEASURING, *(form for form, _ in _PHRASAL)])
"""Every form that may be a cue, with a particle or without: what is in no frame is found here at once."""
CUE_NOUNS = _nouns()


def cue_forms(doc: Doc) -> list[Token]:
    """The tokens that may be a cue verb, by their form alone."""
    return [token for token in doc if token.lower_ in CUE_FORMS]


def cue_entry(verb: Token) -> CueVerb | None:
    """The entry of a verb with its particle ("ruled out"), else of the verb alone; None where it reports nothing."""
    if verb.lower_ not in CUE_FORMS:
        return None
    for child in verb.children:
        if child.dep_ in {"prt", "advmod"} and 0 < child.i - verb.i <= 5:
            entry = _PHRASAL.get((verb.lower_, child.lower_))
            if entry is not None:
                return entry if entry.flags or entry.prepositions else None
    return CUE_VERBS.get(verb.lower_) or _MEASURING.get(verb.lower_)


def may_insert(verb: Token) -> bool:
    """Whether the verb may stand between commas inside, or behind, its own statement."""
    entry = cue_entry(verb)
    return entry is not None and (entry.lemma in INSERTS or entry.flags >= {"c", "q"})


def singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def is_person_noun(noun: str) -> bool:
    """Whether a common noun in lower case names people or a body of people."""
    one = singular(noun)
    return one in PERSON_NOUNS or noun in PERSON_NOUNS or (one.endswith(PERSON_ENDINGS) and one not in NO_PERSONS)


def is_speaking_noun(noun: str) -> bool:
    """Whether a common noun in lower case can be a speaker: people, a body, a document."""
    return is_person_noun(noun) or is_document(noun)


def cannot_speak(noun: Token) -> bool:
    """Whether a subject is a thing: "said the rise was late and blamed the bank" is no word of the rise's."""
    return noun.pos_ == "NOUN" and not is_speaking_noun(noun.lower_)


_AHEAD = frozenset("promise pledge vow propose predict forecast demand threaten".split())


def looks_ahead(verb: Token) -> bool:
    """Whether a time behind the verb is part of what is said: "promised strikes in May"."""
    entry = cue_entry(verb)
    return entry is not None and entry.lemma in _AHEAD


def is_document(noun: str) -> bool:
    """Whether a common noun in lower case names something written, shown or counted, or a study."""
    return noun in DOCUMENTS or singular(noun) in DOCUMENTS
