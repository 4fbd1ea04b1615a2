"""Words about persons, as data: given names by gender, titles, roles, and the words that make a body of a name.

The lists are for agreement of pronouns and for telling persons from bodies. A name that stands in none of them is read
all the same; it only agrees with every pronoun.
"""

from __future__ import annotations

FEMALE_NAMES = frozenset(
    """
    abigail ada adele aditi adriana agnes aicha aisha akiko alejandra alessandra alexandra alexandria alexis
    alice alicia
    alison allison alma alyssa amal amanda amber amelia amina amira amy ana anastasia andrea angela angelina anita
    anjali ann anna anne annette annie antonia anya april ariana ashley astrid audrey aurora ayesha aylin barbara
    beatrice beatriz belinda bella bernadette beth bethany betsy betty bianca birgit blanca bonnie brenda bridget
    brigitte brittany camila camilla candice carla carly carmen carol carole carolina caroline carolyn carrie
    catalina catherine cathy cecilia celeste celia charlotte chelsea cheryl chiara chloe christina christine cindy
    claire clara claudia colleen connie constance consuelo cora courtney cristina cynthia daisy dana daniela danielle
    daphne dawn debbie deborah debra delphine denise diana diane dilma dina dolores donna dora doris dorothy
    edith edna eileen ekaterina elaine eleanor elena eleni elif elisa elisabeth elise eliza elizabeth ella ellen elsa
    emily emma erica erika erin esther eugenia eva eve evelyn fatima fatou faye felicia fiona florence fran frances
    francesca francine frida gabriela gabrielle gail genevieve georgia geraldine gillian gina ginger giorgia giulia
    gladys glenda gloria grace greta gretchen gwen gwendolyn hadiza haley halima hanna hannah harriet hazel heather
    heidi helen helena helga henrietta hilary hilda hillary holly huma ida ilhan ilona imani indira ines ingrid irene
    irina iris isabel isabella isabelle ivanka ivy jacinda jackie jacqueline jan jana jane janet janice janine jasmine
    jean jeanette jeanne jen jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn jodi josefina josephine
    joy joyce juana judith judy julia juliana julie june kamala karen karin kate katherine kathleen kathryn kathy
    katie katrina kayla keiko kelly kellyanne khadija kim kimberly kirsten kirstjen kristen kristin kristina krystal
    laila lakshmi lara latoya laura lauren laurie layla lea leah leila lena leona leslie leticia lillian lily
    linda lindsay
    lindsey lisa liz liza lois lola lorena loretta lori lorraine louisa louise lucia lucy luisa lydia lynn mabel
    madeleine madeline maggie malala manuela marcela marcia margaret margarita margarethe margot maria mariam mariana
    marianne marie marilyn marina marine marion marisa marissa marjorie marlene marsha marta martha martina mary
    maryam matilda maureen maya megan meghan melania melanie melinda melissa mercedes meredith mette mia michelle
    mildred mindy miranda miriam moira molly mona monica monika monique muriel myra nadia nadine nan nancy naomi
    natalia natalie natasha ngozi nicola nicole nina nisha noor nora norma nour olena olga olivia oprah padma pam
    pamela patricia patsy patti paula pauline pearl peggy penelope penny petra phoebe phyllis polly pooja preeti
    priti priya rachel ramona rania rebecca regina renata renee rhonda rita roberta robin rosa rosalind rose rosemary
    roxanne ruth sabrina sadia sally samantha samira sandra sanna sara sarah sasha selma shannon sharon sheila shelley
    sheryl shirley simone sofia sonia sophia sophie stacey stacy stella stephanie sue sunita susan susana susanna
    suzanne svetlana sylvia tamara tammy tanya tara tatiana teresa tereza tess theresa tiffany tina toni tracy
    tricia tulsi uma ursula valentina valerie vanessa vera veronica vicki vicky victoria violet virginia vivian wanda
    wendy whitney wilma wilhelmina winnie xiaolan yasmin yolanda yoko yulia yvette yvonne zainab zara zeinab zoe
    adaeze amara chiamaka folasade ifeoma nkechi oluchi thandiwe nomvula lindiwe wanjiru akinyi nyambura makena
    siti dewi putri sri nurul aung ratna lakshmi meera kavita deepa rekha sushma nirmala anuradha shreya
    eun-ji ji-woo min-ji soo-jin hye-jin yuki sakura haruka naoko michiko yumi emiko tomoko sanae
    sigrid solveig liv maja freja linnea ylva katja silke ulrike annalena annegret heike sabine claudine elodie
    ludivine segolene agnieszka malgorzata ewa zofia joanna jadwiga zuzana katarina ivana jelena milica dragana
    oksana yuliya daria darya polina ksenia lyudmila galina nadezhda tatyana roya shirin parisa nasrin narges
    hanan rana dalia lina reem salma yara hind noura sahar
    """.split()
)

MALE_NAMES = frozenset(
    """
    aaron abdel abdul abdullah abel abraham adam adebayo adel aditya adolfo adrian ahmad ahmed ajay akash akira
    alan albert alberto alec alejandro aleksandr alessandro alex alexander alexandre alexei alexey alfonso alfred
    alfredo ali allan allen alvin amir amit amos anand anders andre andreas andrei andres andrew andrey andrzej andy
    angelo angus anil antoine anthony antonio antony anwar ari armando arnold arthur arturo arun asher ashok asif
    augusto avi axel aziz barack barney barry bart bashar ben benedict benito benjamin benny bernard bernardo bernie
    bert bill billy bjorn bob bobby boris brad bradley brandon brendan brent bret brett brian bruce bruno bryan
    byron caleb calvin cameron carl carlo carlos carlton cecil cedric cesar chad charles charlie chester chris
    christian christoph christopher chuck claude clay clifford clint clive clyde cole colin conrad constantine corey
    cory craig curtis cyril cyrus dale damian damien dan daniel danny dario darrell darren dave david dean deepak
    denis dennis derek derrick desmond dick diego dieter dimitri dirk dmitri dmitry dominic dominique don donald
    donnie doug douglas drew duncan dustin dwayne dwight earl ed eddie edgar eduardo edward edwin elbridge eli elias
    elijah elliot elliott elmer elon emeka emil emilio emmanuel emmett enrico enrique eric erik ernest ernesto ernst
    erwin ethan eugene evan evgeny evo fabian fabio faisal farhan felipe felix ferdinand fernando fidel floyd
    francesco francis francisco franco francois frank franklin franz fred freddie frederick friedrich gabriel gareth
    garrett garry gary gavin gene geoff geoffrey george georges gerald gerard gerardo gerhard gianni gilbert giorgio
    giovanni giuseppe glen glenn gonzalo gordon graham grant greg gregg gregory guido guillermo gunther gus gustavo
    guy hakan hamid hamza hank hans harold harry harsh hasan hassan heiko heinrich hector helmut henri henrik henry
    herbert herman hiroshi howard hubert hugh hugo hussein hussain ian ibrahim ignacio igor ilham ilya imran isaac
    ismail ivan jack jackson jacob jacques jaime jair jake jamal james jamie jan jared jason javier jay jean-claude
    jean-luc jean-marc jean-paul jeb jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao joaquin
    joe joel joerg johan johannes john johnny jon jonah jonas jonathan jorge jose josef joseph josh joshua juan jules
    julian julio julius jurgen justin kamal karel karim karl keith ken kenneth kenny kent kevin khaled khalid kiran
    klaus kofi konstantin kris kumar kurt kwame kyle lamar lance larry lars laurence laurent lawrence lee leif len
    leo leon leonard leonardo leonid leopold leroy les lester lev lewis liam lindsey lionel lloyd logan lorenzo lou
    louis luc luca lucas luciano ludwig luis luiz luke magnus mahmoud malcolm manuel marc marcel marcelo marco
    marcos marcus mario mark marshall martin martyn marty marvin mason massimo mateo matt matteo matthew matthias
    maurice mauricio max maxim maximilian mehmet mel melvin michael michel miguel mihai mike mikhail milan miles
    milton mitch
    mitchell mitt mohamed mohammad mohammed moises morgan morris moses mostafa muhammad murray mustafa nathan
    nathaniel naveen ned neil nelson newt nicholas nick nicolas nigel nikita niklas nikolai nikos nils noah noel
    norman oleg oleksandr oliver olivier omar orlando oscar osman otis otto owen pablo paddy paolo pascal patrick
    paul paulo pavel pedro per percy perry pete peter petr phil philip philippe phillip pierre piet pietro piotr
    prakash pranav preston quentin quincy rafael rahul raj rajesh rajiv rakesh ralph ramesh ramon randall randolph randy
    raphael rashid raul ravi ray raymond reginald reince reinhard rene rex ricardo riccardo richard rick ricky rob
    robert roberto rodney rodolfo rodrigo roger rohan roland roman romeo ron ronald ronnie rory ross roy ruben
    rudolf rudy rupert russell ryan salim salman salvador salvatore sam sami samir samuel sandro sanjay santiago
    satoshi saul scott sean sebastian sergei sergey sergio seth shane shaun shawn shinzo sidney silvio simon stan
    stanislav stanley stefan stefano stelios stephane stephen sterling steve steven stewart stuart sunil suresh sven
    syed takeshi tariq taro ted terence terrence terry thabo theo theodore thierry thomas tiago tim timothy tito
    tobias todd tom tomas tommy toni tony travis trevor trey tyler udo ugo uwe vadim vaclav valentin vasily ted
    vernon victor viktor vijay vikram vince vincent vincenzo vinod virgil vitali vladimir volodymyr volker wade
    wallace walter warren wayne werner wilbur wilfried wilhelm will willem william willie winston wolfgang woody xavier
    yair yannick yasser yevgeny yitzhak yoshihide yosef youssef yuri yusuf yves zach zachary zack zane zbigniew
    chinedu chukwuma emeka tunde babatunde oluwaseun sipho themba kagiso mwangi kamau otieno kipchoge juma
    budi agus joko bambang nguyen minh duc hung arjun rohit sachin manmohan narendra siddharth venkat sanjeev
    min-jun ji-hoon sung-min jae-in hyun-woo kenji takashi kazuo yoshio fumio shigeru haruhiko hideki ichiro
    wojciech krzysztof tomasz jaroslaw mateusz janos viktor laszlo gabor zoltan istvan bogdan mircea traian
    dragan milos zoran goran branko bojan giannis kyriakos alexis kostas recep tayyip kemal mehdi reza hossein javad
    mohsen abbas amin gamal nasser tarek ziad walid bilal anas
    """.split()
)

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
    rival counsel fellow
    """.split()
    )
)
"""Words that may stand before a name and are no part of it; lower case, without the full stop."""

TITLE_PARTS = frozenset(
    "prime foreign vice deputy first chief state interior finance defence defense attorney acting former ex "
    "lieutenant secretary-general senior managing executive".split()
)

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
        treasurer trustee veteran vet victim warden witness
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
