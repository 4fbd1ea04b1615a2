"""The cue verbs, as data: one line a verb, `lemma flags`. What the flags say is told in lexicon.py."""

from __future__ import annotations

VERBS = """
accept c
accuse o p=of
acknowledge co
add cq
address q
admit cox p=to
admonish o
advise cx
advocate p=for
affirm co
agree cx p=with
allege co
announce cox
answer cq p=with
apologise q p=for
apologize q p=for
appeal q
applaud o
argue c p=for,against
ask cxq? p=for
assail o
assert co
assess q
assume c
anticipate c%
assure ct p=of
attack q
attest c
attribute os
ascribe os
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
call oq p=for,on,upon
castigate o
caution cs p=against
celebrate q
chant cq
scream cq
challenge q
charge c
chide oq
cite os
claim cx%
clarify co
comment cq p=on,about
communicate c
compare o
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
correct q
hiss q
bark q
sniff q
sob q
wail q
stammer q
declare co
decry o
defend o
demand cox
demonstrate cs
denounce o
deny coxd
deplore co
deride o
describe ox
detail os
determine q
deem o
dictate q
disagree cq p=with,on,over
disclose cos
discover cs
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
establish cs
estimate cos
evaluate c
exclaim cq
exhort o
expect cx%
explain co
explode q
expound p=on
express o
expose q
fault o
fear co p=for
feel c
find csO
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
implore t
imply cs
indicate cos
inform ct p=of
inquire c?
enquire c?
query c?
question co?
insinuate c
interrupt q
intone q
insist c p=on
instruct t
interject cq
introduce c
issue q
joke cq p=about
jest cq
judge cq
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
mumble cq
murmur cq
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
plead cqxa p=for,with
pledge cox
point cs p=to
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
profess cx
posit c
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
reflect cqs
reminisce cq
riposte cq
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
reprimand o
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
show csO
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
text cq
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
venture cq
vouch c
verify q
vilify o
voice o
volunteer q
vow cxo
wager c
warn ctx p=of,about,against
warrant q
weigh q
welcome oq
whisper cq
wonder c? p=about
worry c p=about
write cq p=about,of
yell cq
"""

PHRASAL = """
rule-out oxd
point-out co
spell-out co
set-out o
lay-out o
play-down o
brush-aside o
brush-off o
shrug-off o
talk-up o
talk-down o
hit-out p=at,against
lash-out p=at,against
speak-out p=against,about,for
come-out p=against
own-up p=to
go-on q
chip-in q
fire-back q
hit-back q
shoot-back q
sum-up q
chime-in q
put-down D
weigh-in q
pipe-up q
blurt-out cq
cry-out cq
make-out -
find-out -
call-off -
call-up -
call-in -
call-out o
call-back -
hold-on -
hold-off -
hold-up -
hold-out -
back-off -
back-down -
write-off -
write-down -
show-up -
show-off -
report-back -
order-in -
charge-up -
press-on -
read-out q
turn-out -
think-over -
charge-off -
"""
"""Verbs whose particle makes them another cue, or none (`-`): "ruled out a sale", "called off the match"."""

MEASURING = """
put @
value @
price @
peg @
see %@
hear H
raise N
cast N
"""
"""Verbs that report only where a figure or an outlook is their object: "puts the loss at 40", "sees no cuts"."""

IRREGULAR = {
    "hear": "hears heard hearing",
    "cast": "casts cast casting",
    "put": "puts put putting",
    "see": "sees saw seen seeing",
    "set": "sets set setting",
    "lay": "lays laid laying",
    "come": "comes came come coming",
    "go": "goes went gone going",
    "hit": "hits hit hitting",
    "shoot": "shoots shot shooting",
    "sum": "sums summed summing",
    "chip": "chips chipped chipping",
    "peg": "pegs pegged pegging",
    "make": "makes made making",
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
