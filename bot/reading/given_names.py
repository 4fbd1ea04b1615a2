"""Given names by gender, as data: lower case, from many languages. A name in both lists tells nothing."""

from __future__ import annotations

FEMALE_NAMES = frozenset(
    """
    aaliyah abeni abigail ada adaeze adelaide adele adelheid aditi adriana aenne afua agata agathe agnes
    agnieszka aicha aida aileen aimee aine airi aisha aisling ajla akiko akinyi akosua alba alejandra alena
    alessandra alessia alexa alexandra alexandria alexis alfhild alice alicia alina aline alison aliya alla
    allison alma alva alyssa amaka amal amalia amanda amara amber amelia amelie amina amira amrita amy ana
    anabel anais ananya anastasia anaïs andrea aneta angela angelika angelina angelique aniela anika anita anja
    anjali anke ann anna annalena anne annegret anneke annelies anneliese annelise annette annie annika annike
    anouk antje antonella antonia anuradha anushka anya aoi aoife apinya april araceli ariana ariane arianna
    asha ashanti ashley asma asta astri astrid asuka aud audrey aung aurelie aurora ava ayaka ayesha ayla aylin
    ayumi azadeh bai-ling barbara barbora bea beatrice beatriz belinda bella bente berit bernadette bernice
    beryl beth bethany betsy bettina betty bhavna bianca bibi biljana birgit blanca blessing bodil bogna bonnie
    bozena bożena branka brenda bridget bridie brigid brigitta brigitte britt brittany caitlin calliope camila
    camilla candice carina carla carlotta carly carmela carmen carol carole carolina caroline carolyn carrie
    catalina caterina catharina catherine cathrine cathy cecile cecilia cecilie celeste celia celine chandra
    chantal charlene charlotte chelsea cheryl chiamaka chiara chidinma chika chinwe chloe chloé christa christel
    christelle christiane christina christine cindy claire clara claudia claudine clemence clementine cleo
    cleopatra colleen concetta connie constance constanze consuelo cora cordelia corinna corinne cornelia
    courtney cristina cynthia dagmar dagny dahlia daisy daiva dalia dana danica daniela daniella danielle daphne
    daria darya dawn debbie deborah debra deepa delia delphine denise desiree devi dewi diana diane dilma dina
    dolores donna dora doris dorota dorothea dorothy dorte dragana dunja edda edeltraud edith edna efua
    eglantine eileen eilidh eimear eira ekaterina elaine eleanor elena eleni elfriede elif elin elina eline
    elisa elisabeth elisabetta elise eliza elizabeth elke ella ellen ellinor elodia elodie elsa elsbeth elspeth
    elvira emiko emilia emilie emily emine emma emmanuelle enid erica erika erin erna ernestina esi esme
    esmeralda esperanza estelle esther ethel eufemia eugenia eugenie eugénie eun-ji eunice eva evangelina eve
    evelina evelyn ewa ewelina fabienne farah farida fatima fatma fatou faustine faye felicia fenella feodora
    fernanda fidelma fiona fionnuala flavia flora florence florentina folasade fran frances francesca francine
    franziska frederica freja freya frida friederike gabriela gabrielle gail galina galya gemma genevieve
    genoveva georgia geraldine gerda gerlinde germaine gertrude gillian gina ginger giorgia giovanna gisela
    gitta giulia giuliana gladys glenda gloria goldie grace graciela grainne greer greta gretchen guadalupe
    gudrun gulnara gunilla gwen gwendolyn gwyneth hadija hadiza hadley haley halima halina hanan hanna hannah
    hanneke hannelore harriet haruka haruko hatice hattie hazel heather hedda hedvig hedwig hege heidi heike
    helen helena helene helga hella henrietta henrike hermine hermione hester hilary hilda hildegard hillary
    hind hiroko holly honor honora hortense huma hye-jin ianthe ida ifeoma ilana ildiko ilhan ilka ilke ilona
    ilse imani imke imogen indira ines inga inge ingeborg inger ingrid inka ioana iolanthe irene irina iris
    irmgard irmtraud isa isabel isabella isabelle isadora iseult isolde itziar ivana ivanka ivy iwona izabela
    jacinda jackie jacoba jacqueline jadranka jadwiga jan jana jane janet janice janine jasmine jaya jean
    jeanette jeanne jelena jelka jen jenifer jenna jennie jennifer jenny jeong-hee jessica ji-woo jia-ling jiho
    jill jo joan joana joanna joanne jocasta jocelyn jodi johanna jolanta jolene josefa josefina josefine
    josephine josette josie jovana joy joyce jozefa juana judit judith judy julia juliana juliane julie juliet
    juliette june junko justine justyna jutta kaisa kalpana kalyani kamala kamila kanako karen karin karina
    karla karolina karoline kasia katalin katarina katarzyna kate katerina kateřina katharina katherine kathleen
    kathryn kathy katie katinka katja katrin katrina kavita kayla kaylee kazuko keiko keira kelechi kelly
    kellyanne kerstin kezia khadija khanh kim kimberly kinga kinsley kirsi kirsten kirstjen kirsty klara klaudia
    klára konstanze kristen kristiina kristin kristina krisztina krystal krystyna ksenia kumiko kyoko laila
    lakshmi lara latoya laura lauren laurie lavinia layla lea leah leda leena leila leilani lena lene leni lenka
    leona leonie leonor leontine leslie leticia letitia lidia liesbeth liesel lieselotte lilian liliana lilith
    lilja lillian lily lina linda lindiwe lindsay lindsey linnea lisa lisbeth liselotte liv livia liz liza lois
    lola lorena loretta lori lorna lorraine lotta lotte louella louisa louise luana lubna lucia lucie lucile
    lucille lucinda lucretia lucy ludivine ludmila luisa lujza luna luzia lydia lynette lynn lyudmila maarit
    mabel mabli madalena madeleine madeline madhuri mae maeve mafalda magda magdalena maggie magnhild mai maija
    maike mairead mairi maite maja makena makiko malaika malala malgorzata malgosia malin manon manuela mara
    marcela marcella marcia margaret margarete margarethe margarita margaux margit margita margot margrethe
    margriet maria mariam mariana marianne marie mariela marietta marija marijke marika mariko marilena marilyn
    marina marine marion marisa marisol marissa maristela marit marita marjan marjolein marjorie marketa marlene
    marlies marsha marta martha marthe martina mary maryam maryna masako matilda matilde maud maude maureen
    mavis maxine maya mbali meera megan meghan meike melania melanie melina melinda melisande melissa mercedes
    mercy meredith merete merle mette mia michelle michiko mieke mihaela milagros mildred milena milica min-ji
    minako mindy minerva minna miranda mireille mirela miriam mirjam mitsuko miyuki moana moira molly mona
    monica monika monique montserrat morag morgane mukti muriel mwende myra nadezda nadezhda nadia nadine nadja
    naima nan nana nanami nancy nandini naoko naomi narges nasrin nastassja natacha natalia natalie natasha neha
    nele nelly nerea nevena ngozi niamh nicola nicole nicolette nicoline nikolina nilufar nina nirmala nirupama
    nisha nkechi noelle noemi nomvula noor nora noreen noriko norma nour noura noémie nuala nuria nurul nyambura
    nyasha octavia odette ofelia ofra oksana olena olenka olesya olga olive olivia oluchi olwen oona ophelia
    oprah orla ornella orsolya ottilie ottoline oyin padma palesa pam pamela paola parisa pascale patricia patsy
    patti paula paulette paulina pauline pearl peggy pelagia penelope penny perpetua persephone petra philippa
    philomena phoebe phyllis pia pilar pippa polina polly pooja portia preeti pritha priti priya prunella puja
    putri rachel radka ragnhild raina rajni ramona rana rania raquel rasa rashida ratna rebecca reem regina
    reiko rekha renata renate renee reneé rhea rhiannon rhonda riikka rina rita roberta robin rocio roisin
    romana romy ronja rosa rosalba rosalia rosalie rosalind rosamund rosanna rosario rose rosella roselyn
    rosemary roswitha rowena roxana roxanne roya rukmini ruta ruth ruxandra ruzena saanvi sabina sabine sabrina
    sachiko sadia safiya saga sahar saima saira sakura sally salma salome samantha samira sanae sandra sanja
    sanna saoirse sara sarah sarai sasha saskia satu savitri sayuri scarlett segolene seija selena selina selma
    senka seraphina serena serpil shabana shannon shanthi sharmila sharon shauna sheila shelley sheryl shirin
    shirley shreya shulan sibylle sidsel sigrid sigrun silke silvana silvia silvie simin simona simone sinead
    sinéad siobhan siobhán sirpa siti siv snezana sofia solange soledad solveig solvej sonia soo-jin sophia
    sophie soraya sorcha sosanna sri stacey stacy stefania stefanie steffi stella stephanie stina sue sumiko
    sunita suniti sunniva susan susana susann susanna susanne sushma suvi suzanne suzette svea svetlana sybil
    sylvia sylvie synnove tabea tabitha takako talia tamara tamika tammy tamsin tanja tanya tara tatiana tatjana
    tatyana teodora teresa terese tereza tess tessa thalia thandiwe thea thekla theodora theresa therese thora
    thérèse tiffany tilda tilly tina tiphaine tomoe tomoko toni torunn tova tracy tricia trine trude tuija tulay
    tulsi tuuli ulla ulrika ulrike uma una undine ursel ursula urszula usha uta ute valentina valeria valerie
    valerija vanda vanessa veerle velma vendela vera verena verity veronica vibeke vicki vicky victoria vida
    vigdis vilma viola violet violeta violetta virginia virginie vita viveka vivian viviana vivien vivienne wafa
    waltraud wanda wanjiru wendy weronika whitney wiebke wilhelmina wilhelmine wilma winifred winnie wioletta
    xenia xiaolan ximena yael yara yasmin yasmine yejide yelena yesenia yetunde ylenia ylva yoana yoko yolanda
    yolande yoshiko ysabel yuki yukiko yulia yuliya yumi yumiko yuriko yvaine yvette yvonne zahra zainab zala
    zara zdenka zeinab zelda zenaida zenobia zeynep zita ziva zlata zoe zofia zorica zsofia zuleika zuzana
    """.split()
)

MALE_NAMES = frozenset(
    """
    aadesh aaron abbas abdel abdul abdullah abel abiodun abner abraham absalom achille achim adalbert adam ade
    adebayo adekunle adel adelbert ademola adewale aditya adolf adolfo adriaan adrian adrien afonso agus agustin
    ahmad ahmed aidan ajay akash akira aksel alain alan alasdair alastair albert alberto albin aldo alec
    alejandro alejo aleksander aleksandr aleksei alessandro alex alexander alexandre alexei alexey alexis alf
    alfons alfonso alfred alfredo ali alistair allan allen alois alonso aloysius alphonse alphonso alun alvaro
    alvin amadou amarjit ambrose amedeo amin amir amit amos anand ananda anas anatole anatoly anders andre
    andreas andrei andres andrew andrey andrija andris andrzej andy aneurin angelo angus anil anselm anthony
    antoine anton antoni antonin antonio antony antti anwar archibald archie ari aristide arjun arkady armand
    armando armin arnaud arne arnel arnold arrigo arsene artem arthit arthur artur arturo arun arvid arvind
    asger asher ashok ashwin asif aslan atle attila auberon augustin augustine augusto aurel aurelio avi axel
    azim aziz babatunde bakary balazs baldev baldwin balthasar bambang baptiste barack barnabas barnaby barney
    barry bart bartholomew bartosz bashar bashir bastian bastien bela ben benedict benedikt bengt benito
    benjamin benny bent beppe bernard bernardo bernd bernhard bernie bert berthold bertram bertrand bilal bill
    billy birger bjarne bjorn björn blaise bob bobby bogdan boguslaw bohdan bojan boris bosko boyd brad bradley
    brandon branko brendan brent bret brett brian brice broder bronisław bruce bruno bryan bryn budi burkhard
    byron caius caleb callum calum calvin cameron carl carl-johan carlo carlos carlton carsten casimir caspar
    caspian cathal cecil cedric celestin celestino cesar cezary chad chadwick chang-min charles charlie chester
    chidi chike chinedu chinua chris christer christian christof christoph christophe christopher chuck chukwuma
    cian cillian claes claude claudio claus clay clemens clement clifford clint clive clyde cole colin colm
    conall conor conrad constantin constantine corentin corey cormac cornelis cornelius corrado cory cosimo
    costas craig crispin curtis cyprian cyril cyrus czesław dafydd dagfinn daichi daisuke dale dalibor damian
    damien damir damon dan danail daniel danilo danny danylo dario dariusz darrell darren dashiell dave david
    davide davor dawid dean declan deepak dejan delroy demetrius denes denis dennis denzel derek dermot derrick
    desmond detlef dev dick didier diederik diego dieter dietmar dietrich dilip dimitar dimitri dimitris dinesh
    diogo dirk djordje dmitri dmitry dmytro domagoj domenico domingo dominic dominik don donal donald donato
    donnie doug dougal douglas dragan drago drew duc duncan dusan dustin dušan dwayne dwight dylan eamon eamonn
    earl ebbe eberhard eckhard ed eddie edgar edmond edmund edouard eduard eduardo edward edwin eetu egbert egil
    egon eilif einar eino elbridge eli elias elijah eliot elliot elliott elmar elmer elon emeka emerson emil
    emile emiliano emilio emmanuel emmett emrys emyr endre eneko enrico enrique enzo eoghan eoin ephraim erasmus
    eric erich erik erkki ernest ernesto ernst erwan erwin esteban ethan etienne eugen eugene eugenio eustace
    evan evander evert evgeny evo ewald ewan eyvind ezekiel ezra fabian fabien fabio fabrice fadi faisal farhad
    farhan farid fausto feliks felipe felix ferdinand ferenc fergal fergus fernand fernando fidel fikret filip
    finbarr finlay finn finnian flavio florent florian floyd folke fons francesco francis francis-xavier
    francisco franco francois franjo frank frank-walter franklin franz fraser fred freddie frederic frederick
    frederik fredrik friedrich fritz frédéric fumio gabor gabriel gaetan gaetano gamal gareth garrett garrick
    garry gary gaspard gaston gaurav gavin gavril gebhard gediminas geir gene gennaro geoff geoffrey georg
    george georges georgi geraint gerald gerard gerardo gerd gerhard gerolamo gerry gert gervase gheorghe
    giacomo gian gianluca gianni giannis gideon gilbert gilles gino giorgio giovanni giuseppe gleb glen glenn
    glyn godfrey gonzalo goran gordon gorm gottfried gottlieb graeme graham grant greg gregg gregor gregorio
    gregory grigor grigory grzegorz guido guillaume guillermo gunnar gunter gunther gus gustaf gustav gustavo
    guy gwilym gwyn günter günther haakon hadrian hakan halvard halvor hamid hamish hamza hank hannes hannu hans
    hans-peter harald haris hark harold harri harry harsh hartmut hartwig haruhiko haruki hasan hassan hauke
    havel hector heikki heiko heiner heinrich heinz helge helmut hemant hendrik henning henri henrik henry
    henryk herbert herman hermann herve hervé hideki hideo hieronymus hilario hippolyte hiroshi hiroyuki holger
    horst hossein howard hristo hubert hugh hugo humberto humphrey hung hussain hussein hyun-woo håkon iain ian
    ianto ibrahim ibrahima ichiro idris ifan ifor ignacio igor ikaika ikenna ilham ilie ilija ilya imran imre
    inaki inder ingmar ingo ingolf ingvar ioan iolo ionut isaac isak isao isidore ismael ismail istvan istván
    italo ivan ivar ivo iwan jaakko jaap jack jackson jacob jacques jae-in jaime jair jake jakob jakub jalal
    jamal james jamie jan janek jani janko jannik janos janusz jared jari jarl jarmo jaromir jaroslav jaroslaw
    jarosław jason jasper javad javier jay jean-claude jean-luc jean-marc jean-paul jean-pierre jeb jeevan jeff
    jeffrey jeno jens jeppe jeremiah jeremias jeremy jerome jerry jerzy jesse jesus ji-hoon jim jimmy jin-woo
    jiri jiří joachim joao joaquim joaquin jocelin jochen joe joel joerg johan johann johannes john johnny joko
    jon jonah jonas jonathan joni jonny joop joost jordi jorge jorgen jos kees joris jose jose-luis josef joseph
    josh joshua josip jost jouni jovan jozef jozsef joão juan juha juho jukka jules julian julien julio julius
    juma juraj jurgen justin justus jános jérôme józef jørgen jürgen kacper kagiso kaito kalle kamal kamau kamil
    kaoru karel karim karl karl-heinz karol karsten kashif kasper katsuo kayode kazimierz kazuo keiji keith
    kemal ken kenji kenneth kenny kent kenzo keon kevin khaled khalid kieran kilian kipchoge kiran kirill kjell
    kjetil klaas klaus klemens knut kofi koji kojo konrad konstantin konstantinos koray kosta kostas krešimir
    kris kristian kristof kristoffer krzysztof kumar kurt kwabena kwaku kwame kwasi kwesi kyle kyriakos lachlan
    ladislav lajos lamar lambert lamine lance larry lars lasse laszlo laurence laurens laurent lauri laurids
    laurits lawrence leander lech lee leif lemuel len lennart leo leon leonard leonardo leonhard leonid leonidas
    leopold leopoldo leroy les lester leszek lev levente levi lewis liam lindsey lionel ljubomir llewellyn lloyd
    logan loic lorcan lorenz lorenzo lothar lou louis lovro loïc lubomir luc luca lucas lucian luciano lucien
    lucjan ludger ludo ludovic ludvig ludwig luigi luis luis-miguel luiz luka lukas lukasz luke lutz lyndon
    lászló maarten maciej macsen madoc mads magnus mahesh mahmoud mait makoto maksim malachi malcolm malik
    mamadou manfred manish manmohan manoj manolis manuel marc marc-andre marcel marceli marcello marcelo marcin
    marco marcos marcus marek marian mariano marijan marin marinus mario marius mark marko markus marshall
    marten martijn martim martin marton marty martyn marvin mason massimo matej mateo mateusz mathias mathieu
    mati matias matija matjaz mato matt matteo matthew matthias matthieu matti mattia matyas maurice mauricio
    maurits maurizio maurus max maxim maxime maximilian mehdi mehmet mel melchior melvin melvyn menno merlin
    michael michel miguel miha mihai mihail mikael mike mikhail mikko mikolaj milan miles milos miloš milton
    min-jun minh miodrag mircea mirko miro miroslav mirosław mitch mitchell mitt mladen modest mohamed mohammad
    mohammed mohan mohsen moises morgan moritz morris moses mostafa muhammad mungo murdo murray mustafa mwangi
    mårten naoki naoto narendra nasir nasser natan nathan nathaniel naveen ned nedeljko neil nelson nenad neven
    newt nguyen nicholas nick nico nicodemus nicolai nicolas niels nigel niklas niko nikola nikolai nikolaj
    nikolas nikos nils noah nobuo noel norbert norman nuno nuri obafemi obi obinna octavio odd oddvar odin
    okechukwu ola olaf olafur olav ole oleg oleh oleksandr olie oliver olivier olle olli olof olu olumide
    oluwaseun omar omari ondrej ondřej onni ono orest orlando orson orville osamu oscar osei oskar osman oswald
    othmar otieno otis ottmar otto ove owain owen ozan paavo pablo paddy padraig pal pall panagiotis paolo
    pascal patrice patricio patrick patrik pau paul paulo pavao pavel pawel paweł peadar peder pedro pekka pelle
    per percy peregrine perry petar pete peter petr petri petros petter petteri phil philip philipp philippe
    phillip phineas pierre piers piet pieter pietro piotr pius placido poul prakash pranav prashant predrag
    preston przemysław pål quentin quincy rafael rafał raffaele ragnar rahim rahul raimo raimund rainer raivo
    raj rajan rajesh rajiv rakesh ralf ralph ramesh rami ramon randall randolph randy ranjit raphael rashid
    rasmus raul ravi ray raymond recep reginald reidar reince reinhard reinhold remi remigius remus renaud rene
    rené reuben reuven rex reza rhodri rhys ricardo riccardo richard rick ricky rikard riku rinaldo rob robert
    roberto robrecht roch rodney rodolfo rodrigo rodrik roel rogelio roger rohan rohit roland rolf romain roman
    romeo ron ronald ronan ronnie rory ross roy ruairi ruben rudi rudolf rudy rufus rui rune rupert ruslan
    russell rutger ryan ryszard rémi sachin sakari salim salman salvador salvatore sam sami samir sampo samuel
    samuli sandor sandro sanjay sanjeev sanjiv santiago santos satoshi saul sava scott sean sebastian sebastiano
    sebastião sekou selim selwyn seppo serge sergei sergey sergio seth severin seymour shahid shane shaun shawn
    shigeru shingo shinji shinzo shiro siddharth sidney sigmund sigurd silas silvester silvio simo simon sinan
    sipho sixten slavko slobodan sofus solomon soren spiro srdjan stan stanislas stanislav stanisław stanley
    stavros stefan stefano steinar stelios stellan sten stephane stephen sterling steve steven stewart stig
    stjepan stoyan stuart stéphane subhash sung-min sunil suresh svante svein sven sverre syed sylvain sylvester
    szymon sándor sébastien sören søren taavi tadao tadashi tadej tadeusz taha takashi takeshi tamas tamati
    tamás taras tarek tariq taro tarquin tatsuo tayo tayyip ted teemu teodor terence terje tero terrence terry
    thabo themba theo theobald theodor theodore thibault thierry thijs thilo thomas thor thorbjorn thorsten
    thorvald tiago tibor tiernan till tilman tim timo timon timothee timothy timur tito tobiah tobias tobin todd
    todor toivo tom tomas tomasz tomaž tomislav tommaso tommy tomás tomáš toni tony tor tore torsten toru
    torvald toshio traian travis trevor trey tristan trond tsutomu tudor tunde tuomas turgut tycho tyler tymon
    uday udo ugo ulf ulises ulrich ulrik umberto umut urban urho uri uwe vaclav vadim valdemar valentin
    valentino valerian valter vasco vasil vasily vassilis vegard veikko veli velimir venkat vernon victor viggo
    vijay vikram viktor vilhelm vilho ville vilmos vinay vince vincent vincente vincenzo vinod virgil
    viswanathan vitali vitaly vito vitor vivek vlad vladan vladimir vladislav vojtech vojtěch volker volodymyr
    václav wade waldemar walid wallace walter walther warner warren wayne wenceslas wendelin wendell werner
    wiktor wilbur wilfred wilfried wilhelm will willem willi william willie wim winfried winston wiremu witold
    wlodzimierz wojciech wolf wolfgang wolfram woody wouter xander xaver xavi xavier yair yakubu yan yann
    yannick yannis yasser yasuo yevgeny yitzhak yoann yohan yohann yonas yorick yosef yoshi yoshihide yoshio
    youssef youssouf yukio yunus yuri yusuf yusuke yves zach zacharias zachary zack zane zbigniew zdenek zdeněk
    zdravko zeki zeljko zev zhivko ziad zoltan zoltán zoran zygmunt łukasz
    """.split()
)
