"""The words around a name that tell whether a person is meant. General English, no school's own."""

# Before the name of an adult.
TITLES = frozenset(
    """mr mrs ms miss mister mx messrs mesdames dr doctor prof professor sir dame lord lady rev revd reverend
    father canon pastor imam rabbi st saint san santa king queen prince princess emperor empress pope
    president chancellor cllr councillor mp mayor bishop archbishop pc sgt sergeant constable inspector
    major colonel general lieutenant corporal admiral baron baroness duke duchess earl countess count
    uncle aunt auntie aunty nana nanny granny gran grandma grandpa grandad nan grandfather grandmother
    madame monsieur frau herr signora senor senora ustadh headteacher headmistress headmaster teacher
    assistant coach governor caretaker chef author illustrator nurse vicar monsignor pcso firefighter
    paramedic dentist postman policeman policewoman secretary bursar cleaner cook""".split()
)
# Not titles when they begin small: "we will miss Piers", "our head chef Rose".
TITLES_ONLY_WITH_CAPITAL = frozenset(
    """miss major general count father king queen prince princess lady lord saint san santa pope doctor
    president chef author coach nurse constable inspector mayor illustrator emperor empress prof earl""".split()
)
# In the same sentence as a full name that a member of staff bears too.
ADULT_WORDS = frozenset(
    """taught teaches teacher teaching colleague colleagues staff retire retires retired retiring retirement
    headteacher assistant governor cook caretaker marathon lecturer tutor mentor coach married wedding
    maternity""".split()
)
# After a name and a comma: "Ursula, our caretaker".
ADULT_ROLES = frozenset(
    """teacher headteacher head assistant caretaker cook chef governor librarian secretary bursar cleaner
    coach nurse vicar manager crossing lollipop minibus driver gardener officer lead technician""".split()
)
ANIMALS = frozenset(
    """dog puppy pup cat kitten rabbit bunny hamster gerbil guinea pig piglet tortoise hen chicken chick
    cockerel duck duckling pony horse donkey goat sheep lamb calf cow bull owl snake gecko lizard hedgehog
    fish goldfish snail dogs puppies cats kittens rabbits bunnies hamsters gerbils pigs tortoises hens
    chickens chicks ducks ponies horses snails dragon bear robot elf rat mouse dinosaur scarecrow snowman
    teddy puppet lion tiger elephant penguin monkey giraffe octopus unicorn parrot crocodile storm
    hurricane ship boat bus""".split()
)

# The last words before a name that is spoken to or spoken well of.
PRAISE = frozenset(
    """well-done congratulations congrats bravo hooray hurrah thanks thank-you thankyou happy-birthday
    birthday good-luck best-luck hello hi dear bye goodbye farewell welcome welcome-back go sorry cheers
    kudos huge-thanks many-thanks big-thanks good-job great-job nice-one great-work good-work good-effort
    great-effort proud-of shout-out shoutout hats-off big-up respect wow yay enjoy come-on get-well
    get-well-soon miss love sleep-tight special-mention amazing-work amazing brilliant fantastic superb
    awesome incredible legend introducing meet say-hello featuring starring named our-own our-very-own
    very-own help-us-wish wish wishing nominated ask asked tell told helped thanked chose picked invited
    hearing heard crowned met joined congratulate congratulating follow watching watched cheering""".split()
)
# Words of praise that need "to" or "for" before the name: "a certificate goes to", "three cheers for".
GIVES = frozenset(
    """thanks thank congratulations congrats well-done shout-out shoutout mention mentions goes go awarded
    award awards certificate certificates prize prizes medal trophy presented birthday wishes luck
    hats-off big-up kudos applause clap cheers cheer hooray hurrah love welcome hello credit hand given
    gave give gives handed belongs down done bravo out round point points star stars sticker stickers pen
    pens badge cup welly votes vote marks up over dedicated praise respect return returned says say said
    nod drumroll congratulating passed""".split()
)
# "Star of the week: Rose".
LABELS = frozenset(
    """star stars winner winners champion champions player players captain captains scorer scorers goals
    goalscorers artist artists reader readers pupil pupils award awards certificate certificates birthday
    birthdays mention mentions cast credit photo photos picture pictures photographer by congratulations
    thanks finalists finalist medals gold silver bronze prize prizes results runners runner finishers
    finisher first second third team squad champs writers writer author poet poem poets mathematicians
    mathematician scientist scientists learner learners hero heroes council councillors representatives
    representative reps ambassadors prefects prefect head heads leaders leader house helper helpers
    monitor monitors members member volunteers line-up lineup names match week month week's today today's
    congratulate scores score owner found belongs""".split()
)
ROLES = frozenset(
    """captain winner champion star pupil pupils student boy girl friend friends classmate classmates brother
    sister cousin goalkeeper keeper striker defender midfielder batter bowler artist author poet reader
    swimmer runner gymnast dancer musician pianist violinist cellist drummer singer player baker chef
    scientist mathematician prefect librarian ambassador monitor leader buddy buddies reporter inventor
    explorer writer actor daughter son twin twins siblings brothers sisters child boys girls cook gardener
    skater rider climber cyclist footballer cricketer golfer sprinter hero legend superstar learner
    candidate representative rep councillor president finalist joker narrator designer photographer genius
    whizz wizard mastermind hatter little lovely amazing wonderful fabulous fantastic brilliant brave
    clever talented kind superb own very-own young""".split()
)

PRONOUNS = frozenset("he she her his him hers himself herself".split())
# After a word of a sentence, not after a name: "Will you", "Mark your", "May we", "Hope everyone".
WORDS_AFTER_A_WORD = frozenset(
    """i you we he she they it there this that these those the a an your our my his her their its all
    everyone everybody anyone anybody any some no not us them me one each every be been being of need
    needs get see do go come take bring join help know hear like want make let if many much more most
    everything something people pupils children parents families somebody someone nobody""".split()
)
# Before a word, not before a name.
DETERMINERS = frozenset(
    """the a an this these those some every each any no another next last early late mid half whose what
    which your my his her their its all of most many few several little more much such not wild fresh red
    white pink blue yellow dried first second third""".split()
)
SUBJECTS = frozenset("i we you they he she it there please to can let us don't do not".split())
# Between a name and what follows it, or after a name on its own.
FUNCTION_WORDS = frozenset(
    """and or but who whose in from for with on at to both then so as because while when after before during
    also too has had have is was are were will would can could did does s again here now today tonight
    yesterday tomorrow if though n x xx lol aged plus by who's whos are've all via into about won't can't
    this last next over through against for's above below off what why how where which that""".split()
)
ADVERBS = frozenset(
    """also then just now really even never always once soon both all very so nearly almost again already
    still only quite truly either each together alone too today yesterday often finally recently later
    first""".split()
)

IRREGULAR_PAST = frozenset(
    """won ran swam led made grew drew wrote read sang built found gave got went took told brought came said
    saw sat shot spoke stood taught threw thought wore beat broke caught cut dug fell felt flew held hit
    kept knew laid lost met put rang rode sent set slept spent swept understood woke chose began became
    bought ate drank drove forgot hid hurt let lit paid rose sold shone slid stole stuck struck tore wound
    did had has spun split shook knelt leapt learnt dreamt burnt spelt spoilt bent lent fought sought
    swung rehearsed overcame withdrew knitted cycled""".split()
)
PRESENT_VERBS = frozenset(
    """loves likes says thinks wants plays reads writes runs swims sings dances wins scores makes takes shows
    tells gets gives leads helps joins enjoys celebrates shares explains paints draws builds bakes cooks
    performs presents represents plans dreams brings knows looks holds lifts receives collects earns beats
    breaks jumps throws catches kicks saves tackles teaches learns practises practices rehearses models
    poses smiles laughs waves cheers opens reaches finishes completes passes achieves excels tries uses
    asks answers reports recites competes trains visits meets walks cycles rides skates climbs does wears
    plants waters feeds counts solves invents designs creates edits films records raises sells buys finds
    hides digs races stars speaks tops hits turns becomes dives bowls bats steps sits stands dresses hosts
    interviews juggles knits sews goes got smashes returns arrives""".split()
)
AUXILIARIES = frozenset(
    """has have had is are was were does did can could will would should might must hasn isn wasn can't""".split()
)
# After "is", "was" or "has been": only a person is this.
PERSON_PREDICATES = frozenset(
    """delighted proud thrilled excited chuffed captain chosen picked named awarded crowned selected winner
    champion goalkeeper amazed nervous brave unstoppable determined kind poorly ill thoughtful polite star
    awesome invited elected voted nominated presented given told taught born able keen shy happy sad tired
    raising reading playing practising learning training working running swimming singing dancing helping
    baking making writing leading representing wearing holding showing teaching competing performing
    collecting growing off joining going moving leaving helped promoted one years our best charge four
    five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen""".split()
)
IRREGULAR_PARTICIPLES = frozenset(
    """drawn written taken given grown known shown thrown spoken broken chosen stolen worn torn driven ridden
    risen eaten forgotten hidden bitten beaten begun swum sung rung drunk run become done seen flown blown
    sewn sown shaken woken frozen""".split()
)
# What a virtue or a plant does, so no sign of a person; and what only a season does.
WORDLY_VERBS = frozenset(
    """springs remains means matters smells blooms bloomed flowered climbs covers covered spreads spread
    falls broke breaks grows needs lies shines shone fades faded based related themed inspired shaped
    coloured scented flavoured filled fills flows flowed rained prevails counts""".split()
)
SEASONS_VERBS = frozenset(
    """ended arrived began started passed finished came went comes goes fell flew flies kicked lasts lasted
    helps keeps brings brought moved moves calls called turned turns starts begins ends arrives returns
    returned closed closes opened opens bound approached followed saw means""".split()
)
# After a month, a season or a virtue: the thing it names. "May's newsletter", "Summer's end".
CALENDAR_THINGS = frozenset(
    """newsletter newsletters assembly assemblies menu menus dates date theme themes weather end beginning
    start day days night nights events event calendar holiday holidays challenge meeting diary sunshine
    heat value values lunch lunches timetable topic programme schedule rain breeze""".split()
)
PLACE_NOUNS = frozenset(
    """city town village country continent ocean mountain kingdom capital county miles minutes hours seaside
    island river region state""".split()
)
PLACE_THINGS = frozenset(
    """streets street beaches beach cathedral museum museums castle castles weather coast coastline skyline
    river hills countryside harbour market zoo station airport parks park library university history past
    people team stadium fans side shops city town centre best biggest finest tower cuisine culture capital
    railway underground villages moors seaside pier theatre theatres galleries gallery""".split()
)
PLACE_PREPOSITIONS = frozenset(
    """in at near via through towards around outside inside across visit visits visited visiting explore
    explored exploring leaving into throughout beyond above over north south east west past central
    greater upper lower nearby old new downtown left reach reached reaching rainy sunny stop destination
    bound""".split()
)
CALENDAR_PREPOSITIONS = frozenset(
    """in by since until during from to before after throughout around through into through-out of next last
    this late early mid every bank st nd rd th for on between""".split()
)
# "X is the capital of": what only a place is or does.
PLACE_VERBS = frozenset(
    """beat drew lost hosts hosted boasts lies sits stands v vs versus here calling""".split()
)

# Words of books, of the stage and of lessons, right before a name: no child is meant.
STAGE = frozenset(
    """production-of productions-of performance-of performances-of version-of retelling-of adaptation-of
    tickets-for tickets-to ticket-for songs-from song-from music-from scenes-from scene-from
    rehearsals-for rehearsal-for auditions-for cast-of film-of story-of tale-of story-about book-about
    film-about soundtrack-of soundtrack-to copy-of copies-of life-of reign-of legend-of myth-of part-of
    role-of character-of book-called film-called read-about reading-about learn-about learned-about
    learnt-about learning-about out-about discovered-about study-of facts-about taught-about research-on
    research-into research-about topic-on topic-about assembly-about dressed-as up-as starred-as cast-as
    role-as performing rehearsing staging perform studying studied sing-along musical panto pantomime film
    movie novel ballet opera starring-in act-in acting-in characters-from act-of history-of biography-of
    works-of stories-of parable-of lived-like""".split()
)
# The same, for a forename that is known as a title.
SEES = frozenset(
    """see seeing saw watch watching watched read reading enjoyed enjoying present presents presenting
    performed performs sang sing singing of like love loved loving by from book books play show story
    novels film movie musical series in""".split()
)
STAGE_WORDS = frozenset(
    """stage theatre musical production show shows play performance performances panto pantomime nativity
    tickets cast rehearsals film movie cinema book books novel chapter author character characters role
    costume drama script curtain sang sing songs choir platform reading readers story dahl act matinee""".split()
)
PUTS_ON = frozenset(
    """perform performs performed performing present presents presented presenting stage staged staging""".split()
)
PARTS = frozenset("played plays playing as".split())

# "This week's value is Hope": the words are named, nobody is.
VALUE_WORDS = frozenset(
    """value values virtue virtues theme themes word words ethos motto spelling synonyms""".split()
)
NOT_A_SURNAME = frozenset(
    """year years class reception nursery school primary academy mr mrs ms miss dr team and the a an i in on
    at for to of from with by is was has had will can could would should may might must who what when
    where why how if so but or as his her their our your my its she he they we you it this that these
    those there here then now well done thank thanks congratulations good great amazing brilliant
    fantastic superb happy go come see look wow yay also only all both monday tuesday wednesday thursday
    friday saturday sunday january february march april june july august september october november
    december christmas easter ks sports day week month star stars winner winners champion captain player
    player's head boy girl please join big huge read more click full house houses cup junior infant
    infants juniors won wins lol xx be been am are were do does did not no yes ok too very just even still
    again always never welcome back best wishes love photo photos credit gold silver bronze grade age aged
    up out off down over""".split()
)
KIN = frozenset(
    """twins twin siblings brothers sisters brother sister triplets children kids boys girls cousins sibling
    quads lads lasses duo bro bros""".split()
)
