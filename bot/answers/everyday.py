"""More groups of words that stand for one another, as data: askers' everyday words and the news' own for the same."""

from __future__ import annotations

EVERYDAY = """
happen occur event unfold
break halftime interval pause recess
break smash crack damage snap
mend repair
leave quit resign depart go
fire sack dismiss ousted removed
boss manager employer owner
staff workers workforce employees headcount personnel
hire employ appoint take
join recruit enlist
lead head run chair
run operate manage
owner proprietor landlord
landlord landlady
shareholding stake holding
stake share
merge merger combine combination tie
split separate division spin
listing flotation float ipo
subsidiary unit division arm
rival competitor competing competition
customer client buyer patron
order contract purchase
supplier vendor contractor
contractor builder firm
guess estimate reckon
expect anticipate foresee forecast likely
goal target aim objective
achieve reach attain meet hit
miss fail failed short
success succeed successful
failure fail collapse fault
faulty defective broken flawed
flaw defect bug fault vulnerability weakness
breakdown failure outage malfunction
outage blackout cut interruption disruption
interrupt disrupt disruption halt
recall withdraw withdrawn
approve clear endorse back
permit permission licence consent
object objection oppose protest
worry concern fear alarm
frighten scare alarm fear
surprise surprised shock unexpected astonish
disappoint disappointed disappointing disappointment frustrated
confident confidence sure optimistic
optimistic hopeful upbeat
pessimistic gloomy bleak
proud pride
ashamed shame embarrassed
embarrass embarrassing humiliate
insult offend abuse
mock ridicule joke
threat threaten warn menace
pressure push force urge
force compel oblige require
obligatory mandatory compulsory required
voluntary optional
allow let enable permit
prevent stop block avoid avert
block obstruct stop veto
slow delay hamper hinder
hurry rush speed accelerate
speed pace rate velocity
early premature ahead
late overdue behind delayed
postpone shelve delay suspend
suspend halt pause freeze stop
resume restart reopen continue
reopen open resume
cancel call scrap drop
begin start commence launch kick
end finish conclude expire close
last continue endure persist
permanent lasting forever indefinite
temporary interim provisional
interim acting temporary caretaker
immediate instant at once
soon shortly imminent
eventually finally ultimately
often frequently regularly
rare rarely seldom unusual
usual normal typical ordinary
strange odd unusual weird
special unique particular
famous celebrated renowned known
popular favourite favorite liked
important significant crucial key vital major
main chief principal primary
basic fundamental essential
difficult hard tough challenging
easy simple straightforward
complicated complex
possible feasible potential
impossible unable
certain sure definite
uncertain unsure unclear unknown doubtful
doubt question uncertainty
guess speculate speculation
rumour rumor speculation report
promise assure guarantee pledge
guarantee assurance warranty
cheat fraud doping
bribe bribery corruption kickback
corrupt corruption graft
smuggle smuggling traffic trafficking
murder homicide killing kill
attack assault strike raid
assault attack beat violence
violence unrest riot clashes
riot unrest disorder
arrest detain custody held
detain hold custody arrest
suspect accused defendant
defendant accused
victim casualty dead injured
casualty dead wounded killed
witness bystander onlooker
evidence proof
prove proof demonstrate confirm
confirm verify corroborate
check verify audit
audit auditor accounts review
lawsuit suit sue claim case litigation
sue lawsuit court legal
settle settlement resolve
appeal challenge overturn
overturn quash reverse annul
plead plea guilty
bail released
sentence term years
judge magistrate
verdict ruling judgment finding
hearing session trial
law act bill legislation statute
lawmakers mps senators legislators parliament
vote ballot referendum poll election
voter elector electorate voters
turnout voted participation
poll survey opinion
majority lead margin
margin gap difference lead
coalition alliance government
minister secretary cabinet
ministry department government
official authorities civil
spokesperson spokesman press
envoy ambassador diplomat
embassy consulate
sanction embargo penalty
treaty pact accord
summit meeting conference
talks negotiations discussions
negotiate bargain talks discuss
discuss talk debate consider
consider weigh mull contemplate
debate discussion argument
advice recommend recommendation suggest advise
recommend suggest advise propose
suggest propose recommend
idea proposal suggestion plan
plan project scheme strategy
strategy approach policy
policy rule approach
purpose aim reason goal
reason motive why
motive reason intent
benefit advantage gain
advantage benefit edge lead
drawback disadvantage downside
side effects reaction adverse
harm damage hurt injure
damage harm destroy ruin wreck
destroy ruin demolish wreck
demolish knock tear bulldoze
collapse fall cave crumble
explode explosion blast detonate
explosion blast
leak spill escape
spill leak slick
poison toxic contaminated
toxic poisonous hazardous
dirty polluted filthy
clean cleanup purify
garbage litter refuse trash
empty vacant unused disused
full crowded packed capacity
capacity size volume
crowd audience spectators fans attendance
fans supporters spectators
spectator fan supporter viewer
viewer audience watch
watch view see
listen hear audience
speak speech address talk
speech address statement remarks
statement declaration announcement
announce declare unveil reveal
tell inform notify told
inform notify tell alert
answer reply respond response
reply respond answer response
refuse decline reject
ignore neglect overlook
forget forgotten
remember recall memory
recall remember
think believe consider regard
opinion view belief
agree back accept
disagree dissent oppose
dissent disagree against
criticism critic critical attack
praise tribute applaud
tribute praise honour
honour honor award
award prize honour grant
grant award fund subsidy
subsidy subsidise grant aid support
fund finance pay bankroll
donate gift give
budget money spending finances
afford affordable money
cost price charge fee
cheap low affordable
expensive costly high
price cost tag
raise increase hike put
lower reduce cut bring
double twice
halve half
triple three threefold
shrink contract decline narrow
expand grow widen enlarge expansion
widen broaden expand
growth expansion increase
recession downturn slump contraction
recovery rebound pick improve
rebound recover bounce
stable steady unchanged flat
unchanged steady hold kept left
volatile unstable swing
economy gdp economic output
wages pay salaries earnings
earn make income
tax levy duty
borrow loan credit debt
debt owe borrowing
deposit savings
mortgage loan
insurance insurer cover policy premium
insurer insurance underwriter
premium payment
payout compensation payment
compensation damages payout redress
dividend payout
profit earnings income surplus
loss deficit red
sales revenue turnover
quarter three months
month weeks
fortnight weeks
decade years ten
weekend saturday sunday
morning dawn early
dawn sunrise morning
evening night dusk
midnight night
noon midday
deadline limit cutoff
schedule timetable plan date
agenda schedule
opening launch inauguration start
ceremony event
wedding marriage
funeral burial
birthday anniversary
anniversary years
holidays vacation
trip visit journey tour
tour trip
travel journey trip
tourist holidaymaker visitor
hotel inn guesthouse accommodation
restaurant cafe diner
pub bar tavern
chef cook
cook chef kitchen
bread bakery baker loaf
milk dairy
meat beef pork
vegetable crop
fruit orchard apple
wine vineyard grape
beer brewery brewer
farmer grower farm
cattle cows herd livestock
sheep flock lamb
animals livestock wildlife
vet veterinary
plant species flower
trees woodland forest
wood timber forest
hill mountain slope
mountain peak summit
valley gorge
coast shore beach seaside
beach shore coast
sea ocean marine
ocean sea
island isle
wave surf swell
tide tidal
landslide mudslide
snow blizzard snowfall
ice frozen frost
fog mist
lightning thunderstorm
hurricane cyclone typhoon storm
wildfire blaze fire
firefighter crews brigade
rescue rescuers save
emergency crisis urgent
crisis emergency trouble
disaster catastrophe calamity
survivor survive
shelter refuge accommodation
homeless rough
housing homes
flat apartment
apartment flat
tenant renter
neighbourhood neighborhood district area
district area borough county
area region zone
region area province
countryside rural
rural countryside
capital city
downtown centre
headquarters base office
office headquarters workplace
branch office outlet
warehouse depot
depot warehouse
factory plant site
mine pit colliery quarry
miner mining
well borehole drill
pipe pipeline
pipeline pipe
cable wire line
grid network electricity
power electricity
electricity power energy
blackout outage
reactor nuclear
windfarm turbine wind
panel solar
charger charging
engine motor
wheel tyre tire
brake brakes
van truck vehicle
taxi cab
tram streetcar
metro subway underground
station stop platform
platform stage
delay late wait
ticket fare pass
luggage baggage
flight plane
crew staff sailors
sailor crew seafarer
captain skipper
boat vessel ship
cargo freight goods shipment
container cargo
freight cargo haulage
shipment delivery cargo
parcel package post
package parcel
post mail
courier delivery
warehouse storage
robot machine automaton
computer system software
system network software
hacker attacker intruder
password login
privacy data
camera cctv surveillance
surveillance monitoring spy
spy espionage intelligence
satellite spacecraft orbit
rocket launcher launch
space orbit
astronaut crew
telescope observatory
planet world
moon lunar
scientist researcher team
discover find detect identify
experiment trial test
laboratory lab
sample specimen
measure gauge record
method technique approach
theory hypothesis idea
evidence data
finding result conclusion
conclude find
professor academic lecturer
student pupil undergraduate
lesson class
class lesson
exam test
degree qualification
headteacher principal head
nursery kindergarten childcare
childcare nursery
baby infant newborn
toddler child
teen teenager adolescent
adult grown
mum mother
dad father
grandparent grandmother grandfather
sibling brother sister
couple pair partners
pregnant pregnancy maternity
birth born delivery
doctor clinician gp
surgery operation procedure
operation surgery
surgeon surgery
therapy treatment
cure treatment
pill tablet
injection jab
pain ache
fever temperature
cough cold
flu influenza
measles rash
infected cases infection
cases infections
spread outbreak transmission
immune protected immunity
protect shield defend
defend protect defence
defence military defense
soldier troop
ceasefire truce
bomb shell missile
shelling bombardment
drone unmanned
invade invasion
retreat withdraw pull
captured seized taken
seize confiscate capture
hostage captive
freed release liberated
prisoner inmate
guard warder
escape flee
weapon gun rifle
shoot shooting shot gunman
stab knife stabbing
thief burglar robber
stolen theft taken
painting picture canvas
sculpture statue
statue sculpture monument
monument memorial
exhibition show display
show programme performance
play drama theatre
theatre stage
actor cast
director filmmaker
film movie
concert gig performance
song track single
album record
band group
singer vocalist
dancer dance ballet
writer author
novel book
poet poem poetry
publisher publishing
editor newspaper
newspaper daily paper
journalist reporter
television tv broadcaster
broadcaster channel
radio station
tournament cup championship
championship title league
title championship trophy
league division
cup trophy
final decider
beat defeat overcome
draw level tie
equaliser equalise level
goalkeeper keeper
defender defence
striker forward
captain skipper
coach manager
referee official
penalty spot
foul booking
injured sidelined
fit fitness recovered
match game clash
season campaign
signing transfer recruit
stadium ground arena
arena stadium
pitch field
fan supporter
race event
medal gold silver bronze
record fastest
sprint sprinter
swim swimmer swimming
cyclist rider
jockey rider
driver racer
tennis court
set sets
runner athlete
age years old
die death died pass
survive alive live
alive survived
dead killed died
cremate bury
widow wife
heir successor inherit
inherit heir
fortune wealth
wealth assets fortune
asset property
property estate
sold auction
auction sale bid
bid offer
bidder buyer
valuable worth
worth value valued
value worth price
collect gather
collection collect
levy tax duty charge toll
toll levy charge fee
brewery brewer brewing
bakery baker bread bake
oven kiln furnace
organism microbe bacteria bacterium germ
germ bacteria virus
scared afraid fear frightened
vaccinate immunise jab dose injected
receipts revenue takings proceeds income
heaviest maximum longest harshest highest
penalty sentence punishment
reproduce repeat replicate
alert warn warning
affected hit victims
excuse pretext explanation
airline carrier
triple times tripled
expire lapse end
length long miles kilometres
weight weigh grams kilos
height tall metres
illegal unlawful illicit black
legal lawful allowed
excavator digger construction
unanimous agree agreed
row quarrel dispute
talks negotiation meet
delegation envoys negotiators
quit walk leave
attend visit audience
motorist driver
lorry truck haulier
commuter passenger traveller
holiday trip break
clinic surgery practice
carer nurse care
inmate prisoner detainee
officer policeman policewoman
robber thief raider
arson fire blaze
flee escape leave
injured hurt wounded
missing disappeared vanished
vanish disappear missing decline
extinct died endangered
endangered threatened rare protected
cull shoot hunt
catch fish haul
crop harvest
drought dry rainfall
irrigation watering water
reservoir dam lake
sewage effluent wastewater
chemical substance
plastic packaging
recycling recycled reuse
emission carbon greenhouse
heatwave heat temperature
forecaster weather meteorologist
gust wind gale
thaw melt ice
avalanche snow slide
quake tremor shock
survey poll questioned respondents
respondent questioned asked
statistic figures data
census population counted
inhabitant resident population
population inhabitants residents people
migrant immigrant newcomer
visa permit
passport papers
customs border checks
fare ticket price
discount reduction cheaper
refund money repaid
guarantee promise warranty
rival opponent competitor
merger takeover deal
buyout takeover acquisition
founder creator set
chair head lead
spokesman statement said
memo note letter email
leak leaked disclosed
draft proposal version
clause article section paragraph
amendment change clause
treaty pact accord
ballot vote
abstain vote
majority votes
resign quit step
successor replace follow
predecessor former previous
veteran long
rookie debut first newcomer
debut first started
striker forward goal
keeper goalkeeper save
coach trainer manager
referee whistle official
substitute replacement bench
equaliser level draw
stoppage injury added
knockout cup round
qualify reach through
relegated drop down
transfer move signing fee
premiere opening first
sculptor artist
playwright author writer
director film staging production
stage theatre production
applause cheers clapping
booed jeers
critic review reviewer
auction sold bid
curator museum
ticket seat admission
sequel follow second
software update version
glitch bug fault outage
chip semiconductor processor
charger battery charge
screen display
glasses spectacles lens
gadget device
subscriber customer user
download install
fake forged counterfeit
forgery fake forged
hoax false fake
rumour speculation report
"""
