"""Words about persons, as data: given names by gender, titles, roles, and the words that make a body of a name.

The lists are for agreement of pronouns and for telling persons from bodies. A name that stands in none of them is read
all the same; it only agrees with every pronoun.
"""

from __future__ import annotations

from bot.reading import given_names

FEMALE_NAMES, MALE_NAMES = given_names.FEMALE_NAMES, given_names.MALE_NAMES
GIVEN_NAMES = FEMALE_NAMES | MALE_NAMES
COURTESY = frozenset("mr mrs ms miss mx".split())
"""Before these any word is a surname."""
ADDRESSES = COURTESY | frozenset("dr sir dame lady lord madam mme mlle herr frau".split())
"""How somebody is addressed; no role."""
FEMALE_TITLES = frozenset(
    {
        "mrs",
        "ms",
        "miss",
        "madam",
        "madame",
        "mme",
        "lady",
        "dame",
        "queen",
        "princess",
        "duchess",
        "baroness",
        "sister",
        "congresswoman",
        "councilwoman",
        "assemblywoman",
        "señora",
        "frau",
        "begum",
        "sheikha",
        "countess",
    }
)
MALE_TITLES = frozenset(
    {
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "duke",
        "baron",
        "father",
        "brother",
        "congressman",
        "councilman",
        "assemblyman",
        "señor",
        "herr",
        "imam",
        "sheikh",
        "sultan",
        "emir",
        "pope",
        "rabbi",
        "monsieur",
        "count",
        "ayatollah",
    }
)
TITLES = (
    FEMALE_TITLES
    | MALE_TITLES
    | frozenset(
        """
    dr prof professor sen senator rep representative gov governor president premier chancellor minister secretary
    ambassador judge justice general gen colonel col captain capt major maj lieutenant lt sergeant sgt corporal admiral
    adm commander cmdr chief commissioner director chairman chairwoman chair mayor deputy councillor councilor alderman
    academician reverend rev bishop archbishop cardinal pastor detective inspector superintendent constable officer
    sheriff attorney prosecutor speaker treasurer dean principal coach manager engineer architect economist
    analyst researcher scientist doctor nurse pm mp mep cllr hon honourable honorable
    vice-president lawmaker congressperson delegate envoy marshal brigadier comrade ceo cfo coo cto chief-executive
    spokesman spokeswoman spokesperson lawyer barrister solicitor farmer striker midfielder defender goalkeeper winger
    singer writer author novelist activist campaigner teacher student resident pilot driver artist actor actress critic
    historian journalist reporter editor producer entrepreneur investor billionaire businessman businesswoman developer
    fisherman shopkeeper landlord tenant biologist physicist chemist astronomer geologist epidemiologist virologist
    climatologist surgeon paramedic firefighter commentator presenter chef photographer designer republican democrat
    rival counsel fellow det supt mullah recorder fr mum dad pollster
    """.split()
    )
)
"""Words that may stand before a name and are no part of it; lower case, without the full stop."""

TITLE_PARTS = frozenset(
    "prime foreign vice deputy first chief state interior finance defence defense attorney acting former ex "
    "lieutenant secretary-general senior managing executive emeritus shadow".split()
)

TITLE_WORDS = TITLES | TITLE_PARTS

FEMALE_ROLES = frozenset(
    "spokeswoman chairwoman businesswoman actress mother wife daughter sister widow grandmother aunt "
    "congresswoman policewoman saleswoman sportswoman woman girl queen princess heiress hostess "
    "waitress nun midwife alderwoman councilwoman assemblywoman noblewoman stateswoman forewoman "
    "girlfriend niece granddaughter bride stepmother matriarch duchess".split()
)
MALE_ROLES = frozenset(
    "spokesman chairman businessman actor father husband son brother widower grandfather uncle "
    "congressman policeman salesman sportsman man boy king prince heir host waiter priest monk councilman "
    "assemblyman nobleman statesman foreman fisherman cameraman boyfriend nephew grandson groom stepfather "
    "patriarch duke pope fireman".split()
)

BODIES = frozenset(
    """
    academy administration agency airline airlines alliance assembly associates association authority bank board brigade
    bureau cabinet campaign center centre chamber charity church clinic club co coalition college command commission
    committee companies company confederation conference congress consortium consultancy corp corporation council court
    department directorate exchange federation firm forces force foundation front fund gmbh government group guard
    holdings hospital hq house inc industries initiative institute institution international journal labs laboratory
    league limited llc llp ltd magazine ministry motors movement museum navy network news newspaper office
    organisation organization parliament partners partnership party plc police post press programme program project
    prosecutor's regulator school secretariat securities senate service services society sons studio studios
    syndicate systems task team technologies technology television times treasury tribunal trust union united
    university watch watchdog works army airways energy pharma pharmaceuticals electric oil gas capital ventures media
    software motor steel mining railways rail airport hotel hotels retail brewery bakery
    """.split()
)
"""Words by which a name is a body's (lower case)."""

BODY_ROLES = frozenset(
    """
    airline bank brokerage business carmaker chain chipmaker company conglomerate consultancy firm group house insurer
    lender manufacturer maker outlet retailer start-up startup supplier think-tank thinktank tank utility
    """.split()
)
"""Head nouns of roles that are a body's though the name has none of its words (lower case)."""

PLACES = frozenset(
    """
    afghanistan africa albania algeria america american angola argentina armenia asia athens australia austria
    azerbaijan
    baghdad bangladesh beijing belarus belgium berlin bolivia bosnia boston brazil britain brussels bulgaria
    cairo california
    cambodia cameroon canada chad chicago chile china colombia congo croatia cuba cyprus czechia delhi denmark dubai
    ecuador egypt england estonia ethiopia europe finland florida france gaza geneva georgia germany ghana greece
    hungary iceland india indonesia iran iraq ireland israel istanbul italy jakarta japan jerusalem jordan kazakhstan
    kenya kiev korea kosovo kuwait kyiv lagos laos latvia lebanon libya lisbon lithuania london luxembourg madrid
    malaysia mali malta manila mexico milan moldova mongolia morocco moscow mozambique mumbai myanmar nairobi
    namibia nepal
    netherlands nigeria norway oslo pakistan palestine panama paraguay paris peru philippines poland portugal prague
    qatar romania rome russia rwanda scotland senegal seoul serbia shanghai singapore slovakia slovenia somalia spain
    stockholm sudan sweden switzerland sydney syria taipei taiwan tanzania tehran texas thailand tokyo toronto tunisia
    turkey uganda ukraine uruguay uzbekistan venezuela vienna vietnam wales warsaw washington yemen zambia zimbabwe
    """.split()
)

NOT_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december republican republicans democrat democrats democratic english french german spanish chinese
    islam christianity judaism muslim muslims christian christians jewish jews god congress brexit covid internet
    i the a an and but in on at it he she they we this that mr mrs ms
    """.split()
)

PARTICLES = frozenset(
    "von van der den de la le da das do dos del della di du bin ibn al el ul abu ben y e ter ten zu af bint st".split()
)
"""Lower-case words that may stand inside a person's name."""

FAMILY_FIRST = frozenset(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang
    han feng deng cao peng zeng xiao tian dong yuan pan cai jiang yu du ye cheng wei su lu ding ren xi mei hai
    xiong yan kim park choi jung kang cho yoon jang lim shin moon ban nguyen tran pham vo bui hoang phan vu dang
    do mao qin shen yao bai fan fang shi hong hou jia kong lei lai mo ni ning pang qi qian qiu shao tao wan wen
    xia xue yin zhong zou
    """.split()
)
"""Family names that stand first: the word behind them is no surname, and no given name of the lists either."""

NO_BODIES = frozenset(
    """
    a an the his her its their our my this that opposition former senior defence defense state federal police
    army local climate economy payments security world environment environmental health education finance
    technology science energy transport housing labour labor justice sports football campaign olympic european
    african asian industry trade data regional national acting deputy lead leading co chief star striker
    goalkeeper veteran novelist author singer medical
    """.split()
)
"""Words that may open a role with a capital and are no body."""

POST_NOMINALS = frozenset("KC QC MP MEP MSP MS OBE MBE CBE KBE PhD MD FRS RN Esq".split())
"""What may stand behind a name and is no part of it."""

OFFICES = (
    FEMALE_ROLES
    | MALE_ROLES
    | frozenset(
        """
        agent aide ally analyst assistant associate buyer captain chair chairperson champion chief clerk
        co-chair co-founder co-owner co-author colleague commandant cook coordinator coroner counterpart cousin deputy
        economist envoy executive expert father-in-law founder friend guard guide head headmaster headmistress
        headteacher heir host landlord landlady lead leader mother-in-law neighbour neighbor nurse official opponent
        organiser organizer owner partner pastor patient pilot porter president principal rival scholar
        second-in-command secretary secretary-general sibling skipper specialist spokesperson superintendent technician
        treasurer trustee veteran vet victim warden witness surrogate soprano tenor vicar curate whip suspect
        correspondent hopeful frontrunner poet
        """.split()
    )
)
"""Nouns that say what one person is (lower case), beside those that end as such nouns do."""

OFFICE_VERBS = frozenset(
    """
    runs ran leads led heads headed chairs chaired manages managed directs directed owns owned founded co-founded edits
    edited teaches taught coaches coached trains trained represents represented oversees oversaw designed built wrote
    co-wrote edited supervises supervised studies studied keeps kept grows farms farmed drives works worked serves
    served advises advised speaks plays played lives sells buys conducts conducted captains captained holds held
    commands commanded organises organised organizes organized curates curated presides presided
    """.split()
)
"""Forms of verbs that tell an office or a trade (lower case)."""

OPENERS = frozenset(
    "outside inside upstairs elsewhere meanwhile nearby online abroad today tomorrow yesterday asked pressed backstage "
    "later earlier afterwards indoors outdoors privately publicly overnight".split()
)
"""Words before a comma at the head of a sentence that are no name, whatever the tagger thinks of their capital."""

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

DEMONYMS = frozenset(
    """
    american argentine australian austrian belgian brazilian briton bulgarian canadian chilean colombian croat croatian
    czech dane dutchman egyptian englishman estonian ethiopian finn frenchman ghanaian greek hungarian indian indonesian
    irishman israeli italian jamaican japanese kenyan korean latvian lithuanian mexican moroccan nigerian norwegian
    pakistani peruvian pole portuguese romanian russian scot serb serbian slovak slovene spaniard swede swiss thai
    tunisian turk ukrainian uruguayan vietnamese welshman zimbabwean
    """.split()
)
"""With "the" before it, a person of whom no name is given."""
