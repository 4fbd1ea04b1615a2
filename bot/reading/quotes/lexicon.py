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
"""

from __future__ import annotations

from dataclasses import dataclass

VERBS = """
accept c
accuse o p=of
acknowledge co
add cq
address q
admit cox p=to
advise cx
advocate p=for
affirm co
agree cx p=on,to,with
allege co
announce cox
answer cq p=with
apologise q p=for
apologize q p=for
appeal q
applaud o
argue c p=for,against
ask cxq?
assail o
assert co
assess q
assume c
assure ct p=of
attack q
attest c
back q
bemoan co
beg q
believe cs p=in
blame o
blast oq
boast c p=of,about
brag c p=about
brand o
calculate c
call oq p=for,on
caution cs p=against
celebrate q
chant cq
scream cq
challenge q
charge c
chide oq
cite os
claim cx
clarify co
comment cq p=on,about
commend o
complain cq p=about,of
concede co
conclude cs
condemn o
confess c p=to
confide c
confirm cos
congratulate o
consider cx
contend c
contest q
continue q
contradict o
convey c
convince t
counsel cox
counter cq
credit o
criticise o
criticize o
cry cq
declare co
decry o
defend o
demand cox
demonstrate cs
denounce o
deny cod
deplore co
deride o
describe o
detail os
determine q
deem o
dictate q
disagree cq p=with,on,over
disclose cos
discuss o
dismiss o
dispute co
divulge co
doubt cd
dub o
echo oq
elaborate cq p=on
email cq
emphasise co
emphasize co
enthuse cq
envisage co
envision co
estimate cos
exclaim cq
expect cx
explain co
explode q
expound p=on
express o
expose q
fault o
fear co
feel c
find cs
fire q
forecast cos
foresee co
fret c p=about
fume cq p=about
grumble c p=about
guarantee co
guess c
hail o
highlight os
hint cs p=at
hold cs
hope cx p=for
imagine c
imply cs
indicate cos
inform ct p=of
inquire c?
insinuate c
insist c p=on
instruct t
interject cq
introduce c
issue q
joke cq p=about
jest cq
judge q
justify o
lambast o
lambaste o
lament co
lash p=at
laud o
laugh q
chuckle q
grin q
beam q
gasp q
groan q
growl q
gush q
marvel q
lecture q
liken o
list q
maintain c
mandate q
mention c
mock o
mourn q
muse cq p=about
mutter cq
name q
narrate cq
note cos
object cq p=to
observe cs
offer q
opine cq p=on
oppose q
order cox
outline os
paint q
phrase q
plead cqx p=for,with
pledge cox
point cs
ponder c?
post cq
postulate c
praise o
pray c
predict cos
present q
press q
presume c
proclaim co
project cos
promise coxt
pronounce co
prophesy c
propose cox
protest cq
prove q
publish q
quip cq
quote os
rail p=against,at
rant cq p=about
rate q
read qs
reaffirm co
reason c
reassure ct
rebuke o
rebut oq
recall cosx
reckon c
recommend coxs
recount coq
refute o
regret co
reiterate co
reject o
rejoin cq
relate cq
remark cq p=on
remember q
remind ct
renounce o
repeat coq
reply cq
report cosx
request cox
respond cq p=with
restate co
retort cq
retweet oq
reveal cos
ridicule o
roar cq
rue co
rule cs
say coxs
scoff cq p=at
scold oq
shout cq
show cos
shrug q
sigh q
signal cs
slam o
smile q
snap q
sneer cq p=at
speak q p=of,about
specify co
speculate c p=about
state cos
stipulate cs
stress co
submit c
suggest coxs
surmise c
suspect co
swear cx
sympathise q
sympathize q
talk q p=about,of
tease cq
tell ctx s
term o
testify c p=to
thank o
theorise c
theorize c
think c p=of,about
threaten cx
thunder cq
tout o
trumpet o
tweet coq
underline cs
underscore cs
update q
uphold q
urge cox
utter q
vent q
verify q
voice o
volunteer q
vow cxo
wager c
warn ct p=of,about,against
warrant q
weigh q
welcome q
whisper cq
wonder c? p=about
worry c p=about
write cq p=about,of
yell cq
"""

IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "find": "finds found finding",
    "feel": "feels felt feeling",
    "hold": "holds held holding",
    "show": "shows showed shown showing",
    "speak": "speaks spoke spoken speaking",
    "swear": "swears swore sworn swearing",
    "foresee": "foresees foresaw foreseen foreseeing",
    "forecast": "forecasts forecast forecasted forecasting",
    "uphold": "upholds upheld upholding",
    "read": "reads read reading",
    "plead": "pleads pleaded pled pleading",
    "prove": "proves proved proven proving",
    "admit": "admits admitted admitting",
    "regret": "regrets regretted regretting",
    "rebut": "rebuts rebutted rebutting",
    "refer": "refers referred referring",
    "quip": "quips quipped quipping",
    "submit": "submits submitted submitting",
    "confer": "confers conferred conferring",
    "slam": "slams slammed slamming",
    "snap": "snaps snapped snapping",
    "beg": "begs begged begging",
    "brag": "brags bragged bragging",
    "fret": "frets fretted fretting",
    "dub": "dubs dubbed dubbing",
    "chat": "chats chatted chatting",
    "signal": "signals signalled signaled signalling signaling",
    "counsel": "counsels counselled counseled counselling counseling",
    "retweet": "retweets retweeted retweeting",
    "tweet": "tweets tweeted tweeting",
    "shout": "shouts shouted shouting",
    "shrug": "shrugs shrugged shrugging",
    "email": "emails emailed emailing",
    "lie": "lies lied lying",
}

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
    "find predict estimate maintain contend observe acknowledge remark stress continue think".split()
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

NO_SPEAKERS = frozenset(
    "i we you me us my our your myself ourselves yourself that this these those what which whatever nothing everything "
    "something nobody none there both each that's it's one's".split()
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

DOCUMENTS = frozenset(
    """
    account advert advertisement affidavit agency analysis article assessment audit ballot banner biography blog book
    brief briefing brochure bulletin census chart charter circular clip column complaint constitution contract court
    cover data database decision declaration decree diary dispatch document dossier draft editorial email estimate
    evidence file filing finding findings flyer footage forecast graph headline indictment index interview inscription
    inventory journal judgment judgement label law lawsuit leaflet letter log magazine mail manifesto manual map memo
    memoir memorandum message minute minutes model motion narration newsletter newspaper note notice notification
    number numbers opinion order outlet page polling
    pamphlet paper paragraph petition placard plaque plan poll pollster post
    poster preamble presentation press projection prospectus publication ranking readout record records recording
    release report resolution result results review rule ruling schedule script section sign site slide slogan
    statement statistic statistics story study subpoena summary survey table tape testimony text timeline trailer
    transcript transcription treaty trial tweet update verdict video voicemail warrant webpage website will wire
    figures research scan scans test tests simulation simulations calculation calculations examination inquiry
    investigation meta-analysis experiment experiments trials
    """.split()
)
"""Nouns that speak without being persons or bodies: the document is the speaker."""


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
    flags = "".join(part for part in rest if not part.startswith("p="))
    prepositions = [name for part in rest if part.startswith("p=") for name in part[2:].split(",")]
    return CueVerb(lemma, frozenset(flags), frozenset(prepositions))


def _verbs() -> dict[str, CueVerb]:
    entries = [_verb(line) for line in VERBS.strip().splitlines()]
    return {form: entry for entry in entries for form in _forms(entry.lemma)}


def _nouns() -> dict[str, str]:
    return {form: noun for noun in NOUNS.split() for form in (noun, noun + "s")}


CUE_VERBS = _verbs()
"""Every inflected form in lower case -> its entry."""
CUE_NOUNS = _nouns()

_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "person", "people", "ant", "ee", "cian")
_PERSON_NOUNS = frozenset(
    """
    official aide critic expert authority authorities police colleague source relative parent child friend witness
    resident citizen student victim adult youth veteran scholar academic chief head boss deputy pilot nurse judge
    president executive spokesperson crowd staff family couple team group company firm government administration
    campaign union agency party ministry department council committee court board panel city state country nation
    university hospital bank office bureau institute association organisation organization coalition opposition
    republican democrat conservative liberal activist advocate candidate attorney captain coach guard host guest
    """.split()
)
_NO_PERSONS = frozenset(
    "number order paper letter matter power answer error chapter disaster factor behavior behaviour weather "
    "water winter summer quarter center centre other another rather over under never river computer "
    "indicator theater theatre character anger danger danger gender server counter mirror horror error "
    "poster newspaper offer plant restaurant instant amount want".split()
)


def singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def is_person_noun(noun: str) -> bool:
    """Whether a common noun in lower case names people or a body of people."""
    one = singular(noun)
    return one in _PERSON_NOUNS or noun in _PERSON_NOUNS or (one.endswith(_PERSON_ENDINGS) and one not in _NO_PERSONS)


def is_speaking_noun(noun: str) -> bool:
    """Whether a common noun in lower case can be a speaker: people, a body, a document."""
    return is_person_noun(noun) or noun in DOCUMENTS or singular(noun) in DOCUMENTS
