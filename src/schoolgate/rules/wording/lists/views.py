"""Words with which people give their view and find fault."""

# A view put out in the school's name, whatever it is about.
OPINIONS = """
    a bad joke; a complete farce; a con; a cop out; a disgrace; a kick in the teeth; a laughing stock;
    a national embarrassment; a relic of; a rip off; a scandal; a shambles; a sick joke; a slap in the face;
    a stitch up; a total farce; a total joke; a travesty; about time too; absolute rubbish; adds insult;
    am i the only one; an absolute farce; an absolute mess; an embarrassment; an own goal; and that is that;
    apology for a; are a joke; are nonsense; are the worst; are we the only ones; ashamed of;
    asleep at the wheel; asleep on the job; back in the day; badly organised; badly run; badly thought out;
    badly wrong; be under no illusion; bean counters; beat ~ every time; beggars belief; begs belief;
    betrayed; better than that lot; better than those; better than ~ rivals; beyond a joke; biased against;
    box ticking; bring back the; bureaucracy; bureaucrats; call it what it is; call that; call themselves;
    call yourselves; can't be trusted; can't stand; cannot be trusted; cannot stand; cash cow; cash grab;
    cheated out; cheated us; cheers for nothing; clueless; common sense would; complete nonsense;
    complete rubbish; completely pointless; completely wrong; couldn't care less; couldn't organise;
    couldn't run; couldn't run a; country has gone; daylight robbery; dead wrong; defies belief;
    deserve better; deserved to win; deserves better; disgraceful; do better next time; do their job;
    do their jobs; do your job; don't get me started; don't get us started; don't hold your breath;
    drive us mad; drives us mad; driving us mad; dug up again; embarrassment to; end of rant;
    enough is enough; everybody knows; everyone knows; excuse for a; expected better; failed our; failed us;
    failing our; far too; fed up of; fed up with having; fed up with parents; fed up with people;
    fed up with the; fed up with ~ being; get a grip; get it wrong; get your act together; gets it wrong;
    gets worse; getting worse; give it a rest; give us back; going downhill; gone downhill; gone mad;
    gone to the dogs; good riddance; got it wrong; got lucky; got this wrong; got worse; greedy;
    had enough of; had it up to here; half baked; hands down better; hardly rocket science; has no idea;
    has no place; has to go; hate it when; have no place; have to go before; health and safety gone;
    high time; hot take; how dare; how hard can it be; how many times; how ridiculous; i am angry;
    i am annoyed; i am appalled; i am ashamed; i am disgruntled; i am disgusted; i am dismayed; i am fuming;
    i am furious; i am horrified; i am livid; i am outraged; i am unimpressed; i despair; i hate; i said it;
    i strongly; i wish ~ would; i would ban; i would scrap; if you ask me; if you ask us; ill thought out;
    in my day; in my humble; in my opinion; in my view; in our day; in our humble; in our opinion it;
    in our opinion that; in our opinion the; in our opinion there; in our opinion this; in our opinion ~ is;
    in our opinion ~ should; in our view; in what world; incompetence; incompetent; insult to; is a farce;
    is a fix; is a joke; is a relic; is it any wonder; is it just me; is it just us; is it too much to ask;
    is madness; is nonsense; is not teaching; is not working; is shocking that; is the worst;
    isn't rocket science; isn't working; it isn't fair; it's a shame some; it's about time; it's not fair;
    it's unfair; ivory tower; joke of a; just saying; just wrong; kids today; learn to count;
    learn to drive; learn to park; learn to read; less said ~ the better; let down by;
    let our children down; let us be clear; let us down; let's be clear; let's be honest; let's face it;
    lied to us; load of hot air; load of nonsense; load of old; load of rubbish; load of tosh; mad world;
    make no mistake; makes my blood boil; makes our blood boil; mark our words; mean spirited;
    means nothing; money grabbing; more harm than good; much too; must be banned; must be blind;
    must be sacked; must be scrapped; must go; nanny state; narrow minded; need to be scrapped;
    needs scrapping; needs to be scrapped; needs to go; never a goal; never a penalty; never a save;
    never been worse; never get back; no common sense; no one cares; no one listens; no one wanted;
    no thanks to; no wonder; nobody asked; nobody cares; nobody listens; nobody wanted; nobody wants;
    not before time; not fair that; not fit for purpose; not good enough; not holding our breath;
    not rocket science; not the brightest; not worth the paper; nothing but; nothing changes;
    nothing ever changes; nowhere near good enough; on what planet; only candidate who; only one that cares;
    only party that; open your eyes; ought to be ashamed; ought to be banned; ought to be made to;
    ought to be scrapped; out of touch; outrageous that; overpaid; overpriced; paper exercise;
    parents today; pen pushers; penny pinching; pigs might fly; plain wrong; political correctness;
    poor excuse; poorly organised; poorly thought out; pull ~ finger out; pure nonsense; put ~ to shame;
    rant over; red tape; ruined our; ruined the; ruining our; ruins our; second rate; see sense; shame on;
    sheer madness; short sighted; should be abolished; should be ashamed; should be banned;
    should be made to; should be sacked; should be scrapped; should have known better; should never have;
    sick and tired; sick of; sick to death; simply wrong; since when; small minded; so called; so much for;
    so unfair; so wrong; some people can't; some people cannot; somebody has to say; someone has to say;
    sorry not sorry; sort it out; sort yourselves out; spoiled our; spoilt our; stop complaining;
    stop moaning; stop whinging; sub standard; superior to; surely we are not the only; system is broken;
    takes the biscuit; takes the mickey; taking the mickey; taste buds testing; tell you nothing;
    tells you nothing; thanks for nothing; the fact is; the only ~ who cares; the truth is; there i said it;
    there we said it; these days nobody; they have no idea; third rate; through hoops; tick box; time they;
    time to ban; time to scrap; tired of being; told you so; tone deaf; too little too late; too many rules;
    too much testing; too much to ask; took the biscuit; total nonsense; total rubbish; totally wrong;
    turned a blind eye; underpaid; unfit for purpose; unlike that lot; unlike ~ other schools;
    unpopular opinion; utter nonsense; utter rubbish; utterly pointless; utterly ridiculous; wake up;
    was a fix; was a joke; was lucky to; was robbed; was the worst; waste of paper; waste of public money;
    waste of ~ money; waste of ~ space; waste of ~ time; way too; we all know; we are angry; we are annoyed;
    we are appalled; we are ashamed; we are disgruntled; we are disgusted; we are dismayed;
    we are fed up with; we are fuming; we are furious; we are horrified; we are livid; we are outraged;
    we are unimpressed; we can't be the only; we cannot be the only; we demand; we deserved to win;
    we despair; we despise; we disagree; we do not care what; we don't care what; we hate;
    we have always said; we object; we oppose; we refuse to; we said it; we said so; we strongly;
    we told you so; we were robbed; we will not forget; we wish ~ would; we won't forget; we would ban;
    we would scrap; we're angry; we're annoyed; we're appalled; we're ashamed; we're disgruntled;
    we're disgusted; we're dismayed; we're fuming; we're furious; we're horrified; we're livid;
    we're outraged; we're unimpressed; we've always said; were asleep; were lucky; were robbed;
    were the worst; what a farce; what a joke; what a pity some; what a shame some; what is it with;
    what nonsense; what was he thinking; what was she thinking; what were they thinking;
    when will they learn; who are they kidding; who are you kidding; who asked; who cares what; who decided;
    who designed this; who on earth thought; who thought it; whose idea was; why do we always;
    why is it always; why should our; why should we; will never forgive; will not be told;
    will they never learn; with eyes; won't be told; words fail me; words fail us; world has gone;
    worse every year; worse ~ every; worst ~ ever; worst ~ in the; would not trust; wouldn't trust;
    you couldn't make it up; young people today;
"""

# A view, if the sentence also finds fault.
SAYS_WHAT_IT_THINKS = """
    again; apparently; as always; as usual; clearly; frankly; honestly; i believe; i feel; i reckon;
    i think; not impressed; obviously; once again; personally; seriously; so disappointed; surely;
    to be honest; we are disappointed; we are not happy; we believe; we feel; we reckon; we think;
    we're disappointed; we're not happy; what is the point; what's the point; who needs; why are; why can't;
    why do; why does; why is; why won't; yet again;
"""

FINDS_FAULT = frozenset(
    """abolish appalling awful bad badly ban better biased blind boring broken cheated cheating cruel daft
    disappointing disappointment dreadful dull fail failed failing fails failure forgotten harm harmful
    harms hate hated hopeless ignored joke laughable lazy mean mess mistake neglected never nobody
    nonsense outdated overlooked overpriced overrated pointless poor poorly ridiculous robbed rubbish rude
    ruined scrap shambles shameful shoddy silly sloppy spoil spoiled spoilt stressful stupid terrible
    testing ugly unacceptable unfair unnecessary useless waste wasted worse worst wrong""".split()
)

# Whose verdict on a thing is a view: "the new menu is dreadful".
HARSH = frozenset(
    """absurd abysmal appalling atrocious awful baffling barmy bonkers boring chaotic crazy cruel daft
    diabolical dire disappointing disgraceful disgusting dismal disrespectful dreadful dull embarrassing
    farcical grim heartless hideous hopeless idiotic illogical inept inexcusable infuriating insane
    insanity insulting joyless lamentable laughable ludicrous maddening madness meaningless mindless
    misguided narrow nonsense nonsensical outdated outrageous overrated pathetic patronising petty pitiful
    pointless ridiculous rubbish rubbishy scandal scandalous senseless shambolic shameful shocking shoddy
    soulless spiteful substandard tedious terrible thoughtless toxic unacceptable unfair unforgivable
    unhelpful unjust unreasonable unworkable useless woeful worthless wrong""".split()
)

# What people complain about in a school's street.
COMPLAINED_ABOUT = frozenset(
    """academies academy airline app authority board boards bosses buses cards caterers company consultants
    contractor contractors council crossing curriculum cuts decision decisions department dfe driver
    drivers exam exams experts fees fines firm forms government homework inspection inspections inspector
    inspectors instagram judge judges junction linesman managers marking media minister ministers ministry
    neighbours newspaper newspapers officials ofsted parking phones pitch policies policy potholes prices
    provider queue queues railway ref referee referees refs residents roadworks rule rules sats scheme
    screens snapchat software supplier syllabus system tables television test testing tests tiktok
    timetable timetables trains tv umpire uniform uniforms website xbox youtube""".split()
)

# What they say of it. Plain news (late, lost, closed) is not among them.
VERDICTS = frozenset(
    """abolish abolished absurd appalling awful axe axed ban banned banning betrayed biased bin binned blame
    blunder blunders bonkers botched bungled careless cheated clueless crazy cruel daft damage damages
    damaging destroy destroyed destroying destroys detest dire disappointed disappointing disgrace
    disgusting ditch ditched dreadful excuse excuses failed failing fails failure farce fault forgotten
    frustrating greedy harm harming harms hate hated hates heartless hideous hopeless horrible idiotic
    incompetent infuriating joke lazy lied lies loathe lying mad madness mean mess nonsense outdated
    overpriced overrated pathetic pointless poor ridiculous robbed rotten rubbish ruin ruined ruining
    ruins sack sacked scrap scrapped scrapping shambles shame shocking silly spoil spoiled spoils spoilt
    stolen stupid terrible unacceptable unfair unjust unnecessary useless waste wasted wastes wasting
    worse wreck wrecked wrecks wrong""".split()
)

# A debate or a story, where the view is not the school's.
NOT_OUR_VIEW = frozenset(
    """argued argument arguments asked character characters debate debated debates debating discussed
    discussion if imagine learned learnt persuasive play poem poems pretend quiz said says sketch stories
    story whether wrote""".split()
)
