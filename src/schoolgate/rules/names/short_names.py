"""Other names for the same person: English short forms, and the spellings one name is written in.

General knowledge, not any school's. Each row ends with a semicolon; a name may stand in several rows.
"""

from collections import defaultdict

# The full name first, then what its bearer may be called.
SHORT_FORMS = """
    aaron az azza; abigail abi abbie abby gail; abraham abe bram; adelaide addie ada heidi;
    adriana adri ana; agnes aggie nessie; alan al; alasdair ali al; albert al bert bertie albie;
    alexander alex al xander lex alec sandy sasha alexi zander;
    alexandra alex lexi lexie sandra sandy sasha ali xandra alexa; alexis alex lexi;
    alfred alf alfie fred freddie; alice ali allie; alison ali allie; alistair ali al; allegra ally;
    amanda mandy manda; amelia amy millie milly mia melia; anastasia ana stacey stasia nastya;
    andrea andie andi drea; andrew andy drew; angela angie ange; angelina angie lina; anne annie nan nancy;
    annabel anna annie bella belle bel; annabelle anna annie bella belle; antonia toni tonia;
    anthony tony ant; antony tony ant; antonio tony toni; arabella bella ara belle; archibald archie;
    arthur art artie; augustus gus gussie; aurelia aura lia; barbara babs barb; barnaby barney;
    bartholomew bart; beatrice bea bee trixie beattie; beatrix bea trixie; benedict ben benny bennie benji;
    benjamin ben benji benny bennie benjy; bernadette bernie; bernard bernie; bernardo bernie nardo;
    bethany beth bethie; bradley brad; bridget bridie biddy; bronwen bron; bronwyn bron; calum cal;
    callum cal; cameron cam; camilla milla millie cam; carolina caro lina carrie; caroline caro carrie lina;
    cassandra cass cassie sandra; catherine cath cathy cat kate katie kitty kit cassie;
    cecilia cece cissy celia; cecily cece cissy; charles charlie chas chuck chaz;
    charlotte charlie lottie lotte char lotty; chelsea chels; chidinma chi dinma; chloe clo;
    christian chris; christina chris chrissie tina christy; christine chris chrissie tina;
    christopher chris kit topher kip; clarissa clara rissa; clementine clem clemmie; clifford cliff;
    constance connie con; cordelia delia; cornelius con neil; courtney court; crispin cris; cynthia cindy;
    daniel dan danny; danielle dani danni elle; darren daz; david dave davey davy dai;
    deborah deb debs debbie; denise dee; dennis den denny; dermot derm; dexter dex; dominic dom nic;
    dominique dom nikki; donald don donnie; dorothea dot dottie thea dora dolly;
    dorothy dot dottie dora dolly; douglas doug dougie; duncan dunc; ebenezer eb; edith edie;
    edmund ed eddie ned ted teddy; eduardo edu eddie; edward ed eddie ted teddy ned; edwin ed eddie;
    eleanor ellie ella nell nellie elle nora; eleanora ellie nora nell;
    elisabeth liz lizzie beth betty betsy libby ellie eliza elsie bess lisa;
    elizabeth liz lizzie beth betty betsy libby ellie eliza elsie bess lisa; ellen ellie nell nellie;
    elliot ell; eloise ellie lois; emily em emmy millie; emma em emmy; emmanuel manny manu; erica ricky;
    ernest ernie; esmeralda esme; esther essie; eugene gene; eugenia genie; evangeline evie eva angie;
    evelyn evie eve; ezekiel zeke; felicity flick fliss lissy; ferdinand ferdy; fiona fi;
    florence flo florrie flossie; frances fran franny frankie fanny;
    francesca fran franny frankie chessie cesca; francis frank frankie fran; francisco paco frank;
    frederica freddie; frederick fred freddie freddy; gabriel gabe gab; gabriella gabby gabi ella;
    gabrielle gabby gabi elle; gareth gaz gary; gavin gav; genevieve gen evie viv; geoffrey geoff;
    george georgie; georgia georgie; georgina georgie gina; geraldine gerry; gerald gerry; gerard gerry ged;
    gilbert gil bert; giovanni gio vanni; gloria glo; gordon gordy; graham gray; gregory greg;
    guillermo memo gui; gwendoline gwen; gwendolen gwen; hannah han; harold harry hal;
    harriet hattie harri hatty harry; harrison harry; heather hev; helena lena nell;
    henrietta hettie etta henny; henry harry hal hank; herbert bert herbie; hugh hughie; humphrey humph;
    ibrahim ibby ib; imogen immy immie imo; ignatius iggy; isaac zac ike;
    isabel izzy issy bel bella belle izzie; isabella izzy issy bella belle bel izzie;
    isabelle izzy issy belle bella izzie; isadora dora izzy; isobel izzy issy bel bella izzie;
    jacob jake jakey; jacqueline jackie jacqui; james jim jimmy jamie jem; jane janie jenny; janet jan;
    jason jay; jasper jaz; jeffrey jeff; jemima mima jem jemma; jennifer jen jenny jenna jennie;
    jeremiah jerry jem; jeremy jez jem jerry; jerome jerry; jessica jess jessie; joanna jo joey annie;
    joanne jo; jocelyn joss; john jack johnny jon; jonathan jon jonny jono johnny; jonathon jon jonny;
    jordan jordy; joseph joe joey jo; josephine jo josie joey posy; joshua josh joshy; judith judy jude;
    julia jules; julian jules; juliana jules ana; juliet jules; katarzyna kasia;
    katherine kath kathy kat kate katie kitty kit kay; kathleen kath kathy kate katie;
    kathryn kath kathy kat kate katie kitty; katrina kat trina; kenneth ken kenny; kimberley kim kimmy;
    kimberly kim kimmy; kingsley king; lachlan lachie; laurence larry laurie loz; lawrence larry laurie loz;
    leonard len lenny leo; leonardo leo; leopold leo; leslie les; lewis lew; lillian lily lil lilly;
    lilian lily lil; lindsay linz; louis lou louie; louisa lou lulu; louise lou lulu; lucas luke;
    lucinda lucy cindy lu; lucy lu luce; ludovic ludo; lydia lyd; mackenzie mac kenzie;
    madeleine maddie maddy mads; madeline maddie maddy mads; madison maddie maddy mads;
    magdalena magda lena; malcolm mal; malgorzata gosia; manuel manny;
    margaret maggie meg peggy madge greta daisy marge margie molly rita; margarita rita; maria mia ria;
    marianne mari annie; marina rina; marjorie marge; martha marty; martin marty; martyn marty;
    matilda tilly tilda mattie matty tillie; matthew matt matty; maureen mo; maurice mo;
    maximilian max maxi; maximus max; maxwell max; megan meg megs; melanie mel; melissa mel lissa;
    melody mel; mercedes mercy sadie; michael mike mikey mick micky mickey; michaela mika kayla;
    michelle shelly shell; mildred millie; minerva minnie; miranda mandy randi; miriam miri mim;
    mohammed mo mohd moe; monica mon; montgomery monty; montague monty; morgan mo; morwenna wenna;
    muhammad mo mohd moe; myfanwy myf; natalia nat talia; natalie nat nats; natasha tash tasha nat;
    nathan nat nate; nathaniel nat nate nathan; neville nev; nicholas nick nicky nico nic;
    nicola nicky nic nikki; nicole nicky nic nikki; norman norm; octavia tavy tavi;
    oliver ollie olly oli noll; olivia liv livvy livvie ollie; oluwaseun seun; oluwatobi tobi;
    ophelia phelia; orlando orly; oscar oz ozzie; oswald oz ozzie; ottilie tilly tillie otti; pamela pam;
    pandora dora; parminder parm; patience pat; patricia pat patsy tricia trish patty;
    patrick pat paddy rick; paula pauly; paulina paula lina; pauline paula; penelope penny pen nell;
    percival percy; peregrine perry; peter pete; petronella petra nell; philip phil pip; philippa pip pippa;
    phillip phil pip; phillippa pip pippa; phoebe phee bee; polly pol; priscilla cilla pris; prudence pru;
    quentin quin; rachel rach; radoslaw radek; rafael raf rafa; ralph ralphie; randolph randy;
    raphael raf rafa rafi; raymond ray; rebecca becky becca beck bex; reginald reg reggie; reuben ben rube;
    rhiannon rhi; richard rich richie rick ricky dick; robert rob robbie bob bobby bert robin;
    roberta bobbie; robyn rob; roderick rod roddy rory; rodrigo rod rodri; roger rodge; roland rollo;
    ronald ron ronnie; rosalie rosie rose; rosalind ros rosie; rosamund ros rosie; rosanna rosie rose anna;
    rose rosie; rosemary rosie rose romy; rowena ro; rudolph rudy; rupert ru; russell russ;
    samantha sam sammy; samson sam; samuel sam sammy; sarah sally sadie; saskia sass; scarlett scar lettie;
    sebastian seb bas basti; selina lina; seraphina sera fina; sharon shaz; shannon shan; siobhan shiv;
    solomon sol solly; sophia soph sophie; sophie soph; spencer spence; stanislaw stas stan; stanley stan;
    stella stell; stephanie steph stevie steffi; stephen steve stevie ste; steven steve stevie ste;
    stuart stu; stewart stu; susan sue susie suzie suzy; susannah sue susie suzie suzy zanna anna;
    suzanne sue suzie suzy;
    sylvester sly; sylvia sylvie; tabitha tabby tabs; tallulah lulu tally; tamara tammy tam tara;
    tamsin tam tammy; terence terry tel; teresa tess terry tessa; thaddeus tad thad; thea tee;
    theodora thea dora teddie theo; theodore theo ted teddy; theresa tess terry tessa tracy;
    thomas tom tommy; tiffany tiff; timothy tim timmy; tobias toby; toby tobes; tomasz tomek; tristan tris;
    tyrone ty; tyler ty; ursula ursie; valentina val tina; valerie val; vanessa nessa ness van;
    veronica ronnie vera; victor vic; victoria vicky tori vic vicki tory; vincent vince vinnie vin;
    violet vi; virginia ginny ginnie; vivian viv; vivienne viv; walter wally walt;
    wilfred wilf fred freddie; wilhelmina billie minnie mina willa;
    william will bill billy liam willy wills; winifred winnie fred freddie; winston win; xavier xav;
    yolanda yoli; yusuf yus; yvonne vonnie; zachariah zac zach zak; zachary zac zach zak zack; zebedee zeb;
    zechariah zac zech;
"""

# Names that are written for one another.
SPELLINGS = """
    mohammed muhammad mohamed mohammad muhammed mohamad mohamud muhamed mehmet mahomed mohammod;
    ahmed ahmad ahmet achmed; aisha ayesha aysha aicha aishah ayisha aysa aiesha; abdullah abdulla abdallah;
    abdulrahman abdurrahman abdelrahman abdirahman abdurahman; abubakar abubakr abubaker; ali aly;
    amina aminah aamina ameena; amir ameer aamir emir; anas annas; asma asmaa; bilal billal belal;
    ebrahim ibrahim ibraheem ebraheem; fatima fatimah fathima fatema fatma fatimata; haroon harun haaroon;
    hasan hassan hasaan; hussain hussein husain husayn hossain hussien hussayn; ismail ismaeel ismael;
    iman eman imaan; isa eesa issa; jamal gamal jamaal; khadija khadijah khadeeja kadija; khalid khaled;
    laila layla leila leyla laylah; lina leena lena; mahmoud mahmood mehmood;
    maryam mariam meryem maryum marium; mustafa mostafa moustafa mustapha; nadia nadiya nadya;
    noor nour nur; omar umar omer umer; rahim raheem; rahman rehman; rashid rasheed rachid;
    sara sarah sarra; saeed said sayeed saeid; salma selma; samira sameera;
    suleiman sulaiman suleman sulayman solomon; sumaya sumayya sumayyah sumaiya; syed sayed sayyid;
    tariq tarik tarek; usman osman uthman ousmane; yahya yahia; yakub yaqub yaqoob yacoub jakub;
    yasin yaseen yassin; yasmin yasmine yasmeen jasmine jasmin jazmin;
    yusuf yousef youssef yousuf yusef yousaf yusof; zaid zayd; zain zayn zane zayne;
    zainab zaynab zeinab zeynep zaineb; zara zahra zahraa; aaron arron aron; abigail abigale abbigail;
    aidan aiden adan ayden; aimee amy ami; alasdair alistair alastair alister alasdhair; alan allan allen;
    alexander aleksander alexandre oleksandr aleksandr alejandro; alisha alicia alesha aleesha;
    alison allison; amelia emilia; andrew andrei andrzej andriy andrey; ann anne; anna ana;
    annabel annabelle annabell; anthony antony; ava eva; bethany bethanie; brian bryan; callum calum kallum;
    caitlin katelyn kaitlin caitlyn kaitlyn catelyn; cameron kameron; carl karl;
    catherine katherine kathryn catharine katharine katheryn kateryna ekaterina cathryn;
    charlie charley charli; chelsea chelsey chelsie; chloe khloe cloe; claire clare clair; conor connor;
    daniel danyal daniyal danial; daniela daniella; darcy darcey darcie; declan deklan; dominic dominik;
    dylan dillon dilan; edie eadie; elisa eliza; elisabeth elizabeth elzbieta; eleanor elinor elenor;
    ellie elly; elliot eliot elliott eliott; emily emilie emely; eric erik; erin eryn; esme esmee esmae;
    ethan ethen; ewan euan ewen owen; evie eevee evee; faye fay; felix feliks; finley finlay findlay;
    francesca franchesca; freya freja freyja; gabriel gabryel; geoffrey jeffrey; georgia jorja;
    georgina georgiana; grace gracie; graham graeme; hannah hanna hana; harriet harriett harriette;
    harry harri; heidi hidi; henry henri; holly hollie; hugo ugo; iain ian; imogen imogene;
    isaac isaak izaac; isabel isobel isabelle isabell izabel isabella izabella isobelle; jack jac jak;
    jacob jakob jakub; jaden jayden jaiden jadon; jamie jaime; jasper kasper casper; jenna jena;
    jesse jessie; joe jo; john jon; jonathan jonathon johnathan; joseph josef yosef jozef; josh joshua;
    julia yulia iulia; julie juliet; kacper kasper; katie katy kaitie; kayleigh kayley kaylee;
    keira kiera kyra; kieran ciaran keiran kieron; kian cian; kristina christina krystyna; kyle kile;
    lara larah; laura lora; lauren loren lauryn; leah lea leia; leo leon; lewis louis luis;
    lilly lily lili lillie; lola lolla; louise luise; luca luka; lucas lukas lukasz; lucy lucie; luke luc;
    madeleine madeline madeleyn; maisie maisy maizie; marc mark marek; maria mariya marya; martha marta;
    martin martyn; mateusz mateus matheus matthew mathew; mathilda matilda; megan meghan meagan;
    melissa mellisa; mia mya miya; michael mikael michal mikhail mykhailo micheal; millie milly;
    molly mollie; natalia nataliya nathalia; natalie nathalie; nathaniel nathanial; neil neal niall;
    niamh neve nieve; nicholas nicolas nikolas mykola nikolai; nicola nichola; nicole nichole; noah noa;
    olivia oliwia; oliver olivier; oscar oskar; paige page; patrick patryk padraig; peter piotr petro petr;
    philip phillip filip; phoebe pheobe phebe; piper pyper; poppy poppi; rachel rachael;
    rebecca rebekah rebeka; reece rhys rees reese; reuben ruben reuven; rhiannon rhianon;
    riley reilly rylee ryleigh; robin robyn; rory ruairi ruaridh; ryan rian; sam samm; sean shaun shawn;
    sebastian sebastien; shannon shanon; siobhan shivaun; sophia sofia zofia sophiya; sophie sofie;
    stacey stacy; stephen steven stefan stephan steffan; stuart stewart; susanna susannah suzanna;
    taylor tayler; teagan tegan; theo teo; theresa teresa; thomas tomas tomos tomasz; tobias tobiasz;
    toby tobi; tyler tylor; victoria viktoria wiktoria; victor viktor wiktor; vladimir volodymyr wladimir;
    william wilhelm; zachary zachery zackary zakariya zakaria; zoe zoey zoie;
"""


def _rows(table: str) -> list[list[str]]:
    return [row.split() for row in table.split(";") if row.strip()]


def _joined(pairs: list[tuple[str, list[str]]]) -> dict[str, frozenset[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for name, others in pairs:
        names[name].update(others)
    return {name: frozenset(others - {name}) for name, others in names.items()}


_short, _spelt = _rows(SHORT_FORMS), _rows(SPELLINGS)
_ALIKE = _joined([(name, row) for row in _spelt for name in row])
_SHORTER = _joined([(row[0], row) for row in _short])
_RELATED = _joined([(name, row) for row in _short + _spelt for name in row])


def short_names_of(forename: str) -> frozenset[str]:
    """What the bearer of a folded forename may be called or written: William gives will, bill, liam."""
    return _SHORTER.get(forename, frozenset()) | _ALIKE.get(forename, frozenset())


def names_related_to(forename: str) -> frozenset[str]:
    """Every name that may stand for this one, in either direction: ben gives benjamin and benji."""
    return _RELATED.get(forename, frozenset())


# Common forenames with neither a short form nor a second spelling.
_OTHERS = """
    ahmet aileen ainsley alana amara amir anil anita anthea anton anya april arjun arlo arun ashley ashok
    astrid audra audrey ava barrie boris brenda bruce bruno bryn carla carmen caspar cecil celeste cerys
    chidi cian claudia clive clyde coleen colin curtis cyril damian damien dana daphne dara dawid debra
    della desmond diana diane dirk doris dwayne dwight edgar eileen elaine elena elias elijah elton elvis
    emeka enid eoin erin ethel eunice ezra farah fergus freya gail gemma glenda glenys gunther gurpreet
    gwyn harvinder hilary hilda hope ines ingrid irene isla ivan ivor jada jade jagdeep jared jarvis
    jasmin jemma joan joel jolene jonas jorge josie joy juan julie karen karim keely keith kelly kelvin
    kenza kerry kevin kiran kirsty klaus kofi kwame lara latoya lee lena leroy liam linda lionel lisa liz
    lloyd logan lorna lorraine luca lynn lynne mabel magnus mandeep manfred marcel marcia marco marcus
    margot mario marlon mateo mavis maya meera mehmet mercy merlin milo mina mohan moira mona muriel myles
    myra nadine naomi nasreen nathalie neha nia niall nigel nikhil nina noel nora norma olaf olga otis
    pablo paige parveen patsy paul pavel pearl percival phyllis pierre poppy pratik priya quentin raj
    rajesh ramesh raquel ravi renee rex rhona rhys rihanna rita rodney rohan roisin romeo romy rosa roy
    rubina ruby rufus ruth ryan sabrina sanjay santiago sasha saul selena seth shane shauna sheila shirley
    shona sienna simon sita skye sonia sonya stella sunil suresh surinder susana sylvia tamar tanya tara
    tariq tessa thelma theodora tia tina tracey tracy trevor trina troy uma una vera vernon vijay vikki
    vikram wayne wendy wes wilma yasmin yolanda yves yvette zach zadie zainab
"""

# Enough forenames to tell "Marcus James" from "Well done James".
KNOWN_FORENAMES: frozenset[str] = frozenset(_RELATED) | frozenset(_OTHERS.split())
