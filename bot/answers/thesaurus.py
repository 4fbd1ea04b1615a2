"""Words of the news that stand for one another, as data: one group a line, in any form that stems to the same.

A word may stand in several groups. A match through a group counts less than the word itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import snowballstemmer

from bot.answers.everyday import EVERYDAY

_GROUPS = """
rise increase grow climb gain surge jump soar higher up raise lift hike rose grew risen growth
fall decrease decline drop shrink slump plunge sink down lower fell fallen slip slid
cut reduce reduction lower trim slash lowered
cost price expense bill fee charge expensive costly pay
expensive costly dear dearer pricey
cheap cheaper inexpensive affordable
pay paid wage salary earnings earn income
money fund funding finance cash savings
savings deposit bank
company firm business corporation manufacturer maker
worker employee staff workforce labour labor crew personnel
job employment work post role
unemployment jobless joblessness unemployed
redundancy layoff dismissal axe sack dismiss fire laid
buy purchase acquire acquisition takeover bought buyer
sell sale sold seller selling sells
profit gain surplus earnings earn profitable
loss deficit shortfall lose lost
revenue turnover sales takings
boss chief ceo head director executive manager
founder founded started
chairman chairwoman chair chairperson
delay postpone defer late later slip push
begin start launch open commence began opening starting
end finish stop halt close complete conclude shut ended
shut close closure closing closed shutter
build construct construction erect built building
factory plant mill works
doctor physician medic gp surgeon
nurse carer caregiver
child kid youngster pupil student schoolchild
pupil student learner schoolchild
school classroom academy college
teacher headteacher tutor educator teaching
university college academic campus
car vehicle automobile motor
lorry truck hgv haulage
house home dwelling property flat household
mortgage loan home house
lend loan lender lending credit borrow borrowing debt borrower
help aid assist support assistance relief
law legislation bill act statute
rule regulation requirement regulate norm
ban forbid prohibit outlaw bar prohibited forbidden
limit cap restrict restriction ceiling maximum curb
court judge tribunal justice trial
jury juror jurors
guilty convict conviction convicted
acquit cleared innocent acquittal clear free
sentence jail prison imprison imprisonment punishment
prison jail cell
prosecutor prosecution prosecuting
lawyer barrister solicitor attorney counsel
accuse allege allegation accusation blame charge
crime offence offense criminal
fraud deceive cheat swindle defraud scam
steal theft stolen thief rob robbery burglary
police officer detective constable superintendent
kill die death dead fatal fatality killed victim
hurt injure injury wound injured harm
vote ballot poll voting voted referendum
election campaign poll
candidate contender hopeful nominee
warn caution warning alert
approve authorise authorize permit allow approval permission consent agreed sanction
refuse reject decline rejected
plan intend intention scheme proposal aim
win victory won winner beat triumph winning
lose defeat beaten loss lost
match game fixture derby tie
goal score scored scorer header net
player footballer forward striker midfielder teenager
coach manager trainer
team squad side club
lead leader head leading
big large huge enormous great biggest largest
small little tiny smallest minor
rich wealthy affluent
poor poverty poorest deprived
repair mend fix restore renovation restoration damage rebuild
pier jetty dock quay wharf berth
port harbour harbor docks dock
docker dockworker stevedore longshoreman dockers
ship vessel boat ferry tanker freighter
strike walkout stoppage
union unions labour
deal agreement accord pact settlement contract treaty
talks negotiation negotiate bargaining negotiations
demand call urge press require called calls
ask request urge call question want
want wish desire seek demand hope ask like apology
deny denial denied reject dispute
admit acknowledge concede accept confess
criticise criticize criticism attack condemn slam blast
praise commend applaud welcome hail
complain complaint grievance unhappy object objection
oppose against opposition resist objected opponent
support back favour favor endorse
protest demonstration demonstrate rally march
angry anger furious fury outrage
afraid fear worry worried concern anxious anxiety
happy glad pleased delighted joy
sad unhappy sorry upset
apologise apologize apology sorry regret
promise pledge vow commit commitment assurance
predict forecast expect projection estimate outlook anticipate
estimate reckon put forecast roughly about
likely probability chance odds likelihood probable
chance likelihood odds probability likely
risk danger threat hazard peril
safe safety secure protected
dangerous unsafe hazardous risky
drug medicine medication treatment tablet pill
vaccine jab shot vaccination inoculation dose immunisation vaccinate
disease illness sickness condition ailment
dementia alzheimer
virus infection outbreak epidemic bug
hospital clinic ward infirmary
patient patients
trial test study experiment
study research survey analysis investigation researchers
scientist researcher academic chemist professor glaciologist
expert analyst specialist economist commentator
participant participants people volunteer volunteers subject involved
wait waiting queue delayed
bed beds
ambulance paramedic
heat temperature warm hot warmth
cold chill freeze freezing
rain rainfall downpour shower wet
flood flooded flooding inundate deluge swamped
storm hurricane gale tempest cyclone
drought dry dryness
fire blaze burn flames burned
earthquake quake tremor
glacier ice iceberg
lake reservoir pond
dam barrier embankment ridge wall
sluice gate floodgate
river stream bank
climate warming emissions carbon
pollution contaminate contamination polluted waste
energy power electricity
petrol gasoline fuel diesel
gas methane
oil crude petroleum
battery cell accumulator batteries
sodium salt
solar sun photovoltaic
wind turbine
nuclear reactor atomic
hydrogen ammonia
tank tanks storage
tall high height
wide broad width across
deep depth
long length last lasted
heavy weigh weight
fast quick speed rapid swift pace
slow sluggish
distance far kilometre mile
bird birds tern terns gull
breed nest breeding nesting pairs
animal wildlife creature species
horse racehorse racehorses
dog puppy hound
fish fishing fisherman catch
farmer farm agriculture grower farming
crop harvest yield
food grocer grocery meal
drink beverage
shop store retailer supermarket
customer client shopper consumer user subscriber account
hack breach cyberattack intrusion hacker attack leak compromise stolen
data information records details
password credential credentials
ransom extortion blackmail
phone handset smartphone mobile
screen display
computer machine software
software program programme app application
robot robots machine automation
ai algorithm learning
internet online web website
website site page
bank lender
interest rate
rate interest borrowing
reserve stockpile
inflation prices
currency exchange money krona euro dollar
share stock equity shares
shareholder investor owner
investor investors shareholder backer
market trading markets
bond gilt yield debt
tax levy duty taxation
budget spending expenditure
spend spending spent investment outlay invest
invest investment spending
debt borrowing owe owed liabilities
bankrupt insolvency collapse administration bust failed liquidation bankruptcy
liquidator administrator receiver liquidators
creditor creditors
recover recovered retrieve regain returned
repay refund reimburse compensation compensate
fine penalty fined
bonus bonuses
pension retirement retire retired pensioner
old elderly older pensioner over age
young youth teenager teen nineteen
woman women female
man men male
husband wife spouse married marriage divorce partner
parent mother father
family household relatives
son daughter
friend ally
neighbour neighbor resident local
resident local inhabitant villager people neighbour residents householder
village town hamlet
city town municipal urban
street road lane highway
motorway highway road
railway rail train line track
train railway rail
bus coach
fare ticket
passenger traveller commuter rider
journey trip travel ride
airline carrier
plane aircraft jet flight airliner
pilot captain
airport terminal runway
crash collision accident wreck
driver motorist
cyclist bicycle bike cycling
bridge crossing viaduct
tunnel underground
minister secretary ministers government
government ministers administration cabinet state
parliament commons assembly mps lawmakers legislature house
lawmaker mp senator legislator parliamentarian congressman
council authority municipality councillor
councillor council member
mayor
governor
deputy vice
spokesman spokeswoman spokesperson
opposition rival opponent
rival competitor opponent
party faction
president leader head
king queen monarch royal
war conflict fighting battle
army military troops soldiers forces
soldier troops serviceman
weapon arms gun missile
peace truce ceasefire
refugee migrant asylum immigrant
border frontier
church chapel parish vicar
vicar priest clergyman reverend
library libraries books
book novel memoir
author writer novelist
film movie cinema picture
actor actress star
music song album band
singer musician vocalist
artist painter painting
museum gallery exhibition
prize award medal trophy
festival fair celebration
photograph photo picture image
yacht boat sail
holiday vacation break trip
lobbyist lobby lobbying
scandal controversy affair
resign quit leave resignation
appoint name hire appointed replace successor
replace replacement substitute succeed successor
hire recruit recruitment hiring
train training retrain retraining course
skill skills training
inquiry investigation probe review
investigate inquiry probe examine
report document paper
document file papers record
letter email mail message note
meeting gathering session talks conference
decide decision verdict ruling rule determine
decision ruling verdict judgment
appeal challenge
change alter amend revise shift amended
correct correction revise mistake error corrected
mistake error wrong blunder
cause reason because blame due led
reason because blame cause
blame fault responsible due cause
result outcome consequence effect
effect impact influence consequence
delay setback
problem difficulty trouble issue
solve solution answer resolve
improve better improvement enhance
worse worsen deteriorate
best greatest top
record best fastest
first initial earliest
last final latest
new fresh recent novel
old former previous
former ex previous
early earlier ahead sooner
total overall altogether
half fifty
quarter fourth
double twice doubled
third
majority most
minority few fewer
average typical mean
share percentage proportion part portion
number amount quantity figure total
extra additional more
lack shortage scarce shortfall missing
abundant plenty
produce output production manufacture
product goods
supply provide delivery supplies
demand order orders
order commission
export exports
import imports
trade commerce
tariff duty levy
workshop garage
tourist visitor tourism
visit visits visitor
visitor guest attend audience attendance
crowd audience
attend attended present came
hall venue
rent lease tenant landlord
land site plot
owner own possess belong
move relocate shift relocation
stay remain keep continue
leave depart exit left
return back
arrive reach arrival
escape flee evacuate evacuated rescue
rescue save saved
find discover discovery detect found
search hunt look
lose missing lost
hide conceal secret
reveal disclose publish expose show
secret confidential private
claim assert say maintain insist
true truth fact
false untrue wrong lie
lie lied deceive mislead
compare liken compared like comparison
describe called call depict
call describe dub brand
explain explanation
understand know realise
know aware knew known learn
learn hear told
believe think reckon feel opinion
hope wish optimistic
doubt sceptical skeptical question unsure
agree consent concur
disagree differ split divided dispute
dispute row argument disagreement quarrel clash
joke quip laugh
laugh joke amuse
thank grateful gratitude
celebrate party celebration
race marathon run runner
runner athlete competitor
finish finished end complete
course route track
route path way
injury hurt fitness
transfer move bid offer
offer bid proposal
reject refuse
sign signed agree contract
expire lapse ends until
extend extension prolong lengthen
deadline date limit due
date day time when
soon shortly
wait await waiting
year annual yearly
month monthly
week weekly
daily day
hour hourly
century hundred
age old
born birth native
die death
lives live dwell reside
eat diet
smoke smoking tobacco cigarette vape
alcohol drinking beer wine
obesity overweight weight
cancer tumour tumor
heart cardiac
brain memory cognitive
mental psychological
symptom sign
cure treat treatment remedy
regulator watchdog agency authority
agency body authority
watchdog regulator ombudsman
charity donation donate fundraise
donate give contribution gift
raise collect fundraise raised
amass accumulate
install fit installed
remove withdraw
withdraw remove scrap abandon
abandon drop scrap abandoned ditch shelve
cancel scrap axe
pilot project trial prototype
project scheme programme initiative
prototype model version
test trial check exam tested
check inspect examine verify
licence license permit
patent invention
invent develop create
develop development
design designed
launch unveil release introduce debut show
release launch publish issue
available sale release
model version type
size big large dimension
colour color
sound noise
light bright
dark night
near close beside nearby
opposite across
east eastern
west western
north northern
south southern
abroad overseas foreign
domestic home national
local nearby
global worldwide world
international global foreign
american us america
british uk britain
european eu europe
steel metal iron
concrete cement
timber wood
water drinking
sewage waste effluent
rubbish waste garbage bin trash
recycle recycling reuse
tree forest wood
garden yard
roof ceiling
wall fence
door gate entrance
key lock padlock
room hall
floor storey
heating boiler
insulate insulation
"""


def _groups() -> Mapping[str, frozenset[int]]:
    stemmer = snowballstemmer.stemmer("english")
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate((_GROUPS + EVERYDAY).strip().splitlines()):
        for word in line.split():
            found[stemmer.stemWord(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _kin(groups_of: Mapping[str, frozenset[int]]) -> Mapping[str, frozenset[str]]:
    members: dict[int, set[str]] = defaultdict(set)
    for word, numbers in groups_of.items():
        for number in numbers:
            members[number].add(word)
    none: frozenset[str] = frozenset()
    return {word: none.union(*(members[n] for n in numbers)) - {word} for word, numbers in groups_of.items()}


KIN: Mapping[str, frozenset[str]] = _kin(_groups())
"""Stem: the stems that may stand for it."""
