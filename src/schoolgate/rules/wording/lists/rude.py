"""Rude words, insults and mockery. General British English, no school's own."""

# Rude wherever they stand; endings such as -s, -ing and -ed are taken off before a word is looked up.
SWEARING = frozenset(
    """arse arsehole arseholes asshole assholes badass bastard bastards bellend bellends bitch bitches bitchy
    bollock bollocks bugger buggers bullshit clusterfuck cock-up cocksucker crap crapper crappy cunt cunts
    dickhead dickheads dipshit douche douchebag dumbass faggot faggots ffs fuck fucked fucker fuckers
    fucking fuckwit gobshite goddamn gyppo horseshit jackass jizz kike knobend knobhead knobheads lardarse
    lezzer milf minger mong mongs motherfucker nigga nigger niggers nonce nonces omfg paki pakis pikey
    pikeys piss pissed pisses pissing poofter raghead retard retarded retards shag-bag shit shite shits
    shitshow shitty slapper slut sluts slutty smartarse spastic spastics spaz stfu tits-up tosser tossers
    tosspot tranny twat twats wank wanked wanker wankers wanking whore whores wog wogs wtf""".split()
)

# Beside these a word of the list above is an animal, a plant or a place.
HARMLESS_BESIDE = {
    "bastard": frozenset("toadflax cabbage balm wing saffron agrimony file killer sturgeon".split()),
    "bitch": frozenset("puppies pups litter kennel breed spayed terrier spaniel labrador".split()),
    "tranny": frozenset("van radio".split()),
    "nonce": frozenset("the value word words cryptographic".split()),
    "retard": frozenset("growth flame fire".split()),
    "cock": frozenset("robin bird".split()),
}

# Only ever said to hurt or to mock, so no sentence around them is needed.
SLIGHTS = frozenset(
    """airhead airheads bigot bigots bimbo bimbos birdbrain blockhead bonehead brainless buffoon buffoons
    busybodies busybody charlatan charlatans chav chavs cheapskate cheapskates cretin cretins crybabies
    crybaby degenerate degenerates delinquent delinquents dimwit dimwits dork dorks dosser dossers dozy
    dullard dullards dumbo dunce dunces fascist fascists fatso fatty freeloader freeloaders git gits gobby
    gormless gutless halfwit halfwits headcase hooligan hooligans idiot idiotic idiots ignoramus imbecile
    imbeciles imbecilic jobsworth jobsworths killjoy killjoys knucklehead lamebrain lardy layabout
    layabouts lout louts lowlife lowlifes meathead moaner moaners moron moronic morons nazi nazis
    nincompoop nitwit nitwits numpties numpty nutjob nutjobs nutter nutters oaf oafs pillock pillocks
    pinhead plonker plonkers ponce prat prats racist racists scrote scrotes scrounger scroungers scum
    scumbag scumbags shirker shirkers simpleton skank skiver skivers slacker slackers slob slobs sourpuss
    spineless sponger spongers swine thug thugs toerag toerags trollop twerp twerps wasteman wazzock
    wazzocks weirdo weirdos whingeing whinger whingers yob yobs""".split()
)

# Insults when they are said of people; elsewhere fog is thick and sloths are lazy.
INSULTING_ADJECTIVES = frozenset(
    """arrogant braindead clueless cowardly daft deluded dense dim disgraceful disgusting dumb evil fat
    filthy foolish hopeless ignorant incompetent inconsiderate lazy mental pathetic selfish shameless
    smelly stinky stupid talentless thick toothless two-faced ugly useless vile worthless""".split()
)

INSULTING_NOUNS = frozenset(
    """brat brats bullies bully cheat cheats clown clowns coward cowards creep creeps cripple crook crooks
    disgrace embarrassment fool fools freak freaks hag hypocrite hypocrites jerk jerks knob knobs leech
    leeches liar liars loser losers lunatic lunatics maniac maniacs muppet muppets parasite parasites
    prick pricks psycho psychos slag slags snob snobs sod sods vermin wallies wally wimp wimps wuss wusses""".split()
)

# Insults only to somebody's face: "you pig".
INSULTS_TO_THE_FACE = frozenset(
    """animal animals babies baby cock cow cows dick dicks dog dogs donkey donkeys filth joke monster
    monsters nobodies nobody peasant peasants pig pigs rat rats rubbish snake snakes tart trash weasel
    weasels witch""".split()
)

STRENGTHENERS = frozenset(
    """a absolute absolutely all also always an as big bloody both bunch but clearly complete completely
    dirty frankly greedy horrible just little load lot most nasty nothing obviously of old pack plain
    pretty proper quite real really right rotten rude shower simply slimy so such the too total totally
    utter utterly very what""".split()
)

# Who may be insulted, besides "you" and somebody named.
PEOPLE = frozenset(
    """anybody anyone board boy boys builders captain child children class coach coaches company council
    councillor councillors crew cyclists dad dads defender driver drivers everybody everyone families
    family fans girl girls goalkeeper governors guy guys he head headteacher inspector inspectors keeper
    kid kids lads linesman man men minister ministers motorists mp mps mum mums neighbour neighbours
    officers officials opponents opposition organisers owner owners parent parents people player players
    police politician politicians pupil pupils ref referee referees refs residents rival rivals she
    shoppers side sides someone staff striker students teacher teachers team teams them they umpire
    visitors who whoever woman women you""".split()
)

# Mockery that needs no rude word.
MOCKERY = """
    as useful as a chocolate; bad losers; blind as a bat; bloody awful; bloody hell; bloody idiots;
    bloody useless; bloody well; bog off; brain cell; brain cells; brain of a; brains of a;
    brightest button; bunch of cheats; bunch of losers; can't count to; can't even count; can't even read;
    can't even spell; can't spell her own; can't spell his own; can't spell their own; can't tie her own;
    can't tie his own; cats being strangled; couldn't catch a bus; couldn't catch a cold;
    couldn't even count; couldn't even spell; couldn't hit a barn; couldn't organise a; couldn't pour water;
    couldn't score in; damn them; damn you; dead weight; deserve a slap; deserves a slap; dragged through;
    dragged up; drama queen; drop dead; dumb as; eyes tested; eyes testing; face like a; fat lump;
    get a life; get back to your own; get lost you; get stuffed; go back to where; go to hell; half a brain;
    hang their heads; hang your head; he smells; he stinks; head examined; head examining; kick ~ teeth in;
    kill yourself; kiss my; know it all; laughing stock; lazy lump; learn to speak; lick my;
    lights are on but; like a bunch of; like a bunch of girls; like a drunk; like a girl; like a herd of;
    like a sack of; like a strangled; like cats being; like drunk; like girls; litter louts;
    looks like a monkey; looks like a pig; low life; mad as a box; make me sick; make us sick;
    makes me sick; makes us sick; misery guts; must be blind; mutton dressed; naff off; needs a new brain;
    needs glasses ref; needs locking up; no one likes; nobody home; nobody likes; not all there;
    not the brightest; not the sharpest; old gits; one sandwich short; only losers; pea brain;
    punch ~ in the; sandwich short of; send them back; serves them right; serves you right; shame on you;
    sharpest tool; she smells; she stinks; should be shot; shut up; shut your; size of a pea; slow as a;
    smack ~ in the; smells like a; so and so; sod it; sod off; sod them; sore losers; stinks of;
    stinks the place; string them up; stupid lump; they smell; they stink; thick as; tiny brain; toe rag;
    toe rags; two short planks; ugly as; useless lump; want slapping; wants shooting; wants slapping;
    waste of oxygen; waste of skin; waste of space; wet lettuce; what a loser; what the hell;
    who ate all the;
"""
