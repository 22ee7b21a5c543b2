"""Parties, those in office, and the campaigns people disagree about."""

# Parties, under every usual name. "Labour", "Green" and "Reform" alone are too common: see politics.py.
PARTIES = frozenset(
    """tory tories conservatives labourites corbynites ukip snp dup sdlp libdem libdems plaid starmer farage
    corbyn sunak truss badenoch swinney brexiteers remainers""".split()
)

PARTY_PHRASES = """
    alliance party; conservative candidate; conservative councillor; conservative government;
    conservative mp; conservative party; green candidate; green councillor; green party; labour are;
    labour candidate; labour councillor; labour government; labour has; labour have; labour mp;
    labour party; labour's plan; labour's plans; labour's promise; lib dem; lib dems; liberal democrat;
    liberal democrats; plaid cymru; reform candidate; reform party; reform uk; scottish national party;
    sinn fein; under labour; vote conservative; vote green; vote labour; vote reform; votes labour;
    voting conservative; voting green; voting labour; voting reform; workers party;
"""

# Who stands for office or governs.
OFFICE_HOLDERS = frozenset(
    """candidate candidates chancellor cllr cllrs councillor councillors government lords manifesto mayor
    minister ministers mp mps parliament parliamentarian parliamentarians party politician politicians
    premier tories westminster""".split()
)

OFFICE_PHRASES = """
    downing street; education secretary; health secretary; home secretary; left wing; local authority;
    no 10; number ten; prime minister; right wing; secretary of state; the left; the right wing;
    trade union;
"""

# Said for somebody in office, with her after it within a few words.
TAKES_SIDES = """
    backing; campaigning for; canvassing for; elect; elected by; endorse; endorsing; every success to;
    get behind; gets behind; good luck to; join; leaflets for; lobby; must back; please back; posters for;
    proud of; re elect; right behind; rooting for; say yes to; should back; stand behind; stand by;
    stand with; standing behind; standing with; stands with; support; supporting; tell; to back; vote for;
    voted for; votes for; voting for; we back; will back; write to;
"""

# The same, against her.
SPEAKS_AGAINST = """
    against; blame; defeat; defy; down with; fight; fighting; get rid of; kick; message to; oust; out with;
    pressure on; remove; sack; say no to; shame on; stand up against; stand up to; thanks to the government;
    thanks to this; vote against; voting against;
"""

# Said of somebody in office, before or after her.
ATTACKS = frozenset(
    """abandoned abandons ashamed austerity betray betrayal betrayed betrays broken clueless corrupt
    corruption cruel cut cuts cutting destroyed destroying disaster disastrous disgrace disgraceful fail
    failed failing fails failure forgets forgotten greedy heartless hopeless hypocrisy hypocrite
    hypocrites ignored ignoring incompetence incompetent joke kick kicked let-down liar liars lied lies
    lying mess neglect neglected neglects oust ousted petition privatise privatising promised promises
    protest protests quit resign resigned resigns rid robbed robbing ruin ruined ruining ruins scandal
    selfish sell shambles shambolic shame shameful slash slashed slashes slashing sold spineless
    squandered starved starving steal stealing steals stolen stopped strike strikes u-turn underfunded
    underfunding useless wasted wasting worst wrecked wrecking wrecks wrong""".split()
)

# Campaigns that people in a school's street disagree about.
CAMPAIGNS = """
    a government that; against the closure; against the cuts; against the plans; all lives matter;
    at the polls; axe the; back the strike; ballot box; black lives matter; brexit; brexiteer; council cuts;
    culture war; cuts to education; cuts to our; cuts to schools; defund the; demonstrate against;
    deserves our vote; deserves your vote; down with the; down with this; election campaign launch;
    email your councillor; email your mp; extinction rebellion; fight the closure; fight the cuts;
    fight these cuts; free palestine; funding cuts; get our vote; get them out; gets our vote;
    government cuts; hands off; hands off our; has my vote; has our vote; illegal immigrants;
    illegal migrants; immigration is; in power; independence referendum; indyref; join our strike;
    join the march; join the picket; join the protest; join the rally; join the strike;
    join us on the march; just stop oil; keep ~ academy; kick him out; kick them out; kick ~ out;
    leave the eu; leaving the eu; lobby parliament; lobby your mp; low traffic neighbourhood must;
    low traffic neighbourhoods are; make your vote count for; march against; march on parliament;
    march with us; no to academies; no to academisation; no to fracking; no to the; no to ulez;
    object to the plan; object to the plans; object to this planning; on the picket line; only one party;
    oppose the plan; oppose the plans; our children deserve a government; out of our town;
    out of our village; parking tax; petition against; petition to parliament; petition to save;
    petition to stop; pro choice; pro life; protest against; protest outside; rally against; rally for;
    re elect; reject the plan; reject the plans; rejoin the eu; remainer; running for mayor;
    running for office; running for parliament; running for ~ council; save our bus; save our buses;
    save our fields; save our green belt; save our high street; save our hospital; save our library;
    save our nhs; save our park; save our playing; save our pool; save our post office; save our school;
    save our schools; save our services; say no to; say yes to; school cuts; scottish independence;
    scrap the tax; sign our petition; sign the petition; sign this petition; sign ~ petition to;
    stand up for our schools; stand up for rural; stand up for state; stand with israel;
    stand with ~ strikers; standing for election; standing for mayor; standing for parliament;
    standing for ~ council; stop hs2; stop the academisation; stop the airport; stop the boats;
    stop the bypass; stop the closure; stop the closures; stop the cuts; stop the development;
    stop the estate; stop the expansion; stop the incinerator; stop the merger; stop the quarry;
    stop the war; strike with us; support the strike; support the strikers; support ~ strike;
    take back control; tax the rich; tell our mp; tell your mp; tell ~ councillor;
    they only care about votes; this government; throw them out; throw ~ out of office; tory cuts;
    trans rights; turf them out; ulez; vote for a; vote for change; vote her out; vote him out; vote leave;
    vote no; vote out; vote remain; vote tactically; vote them out; vote yes; vote ~ out;
    write to your councillor; write to your mp; your vote counts for;
"""

# Elections and campaigns inside the school, and lessons about the others.
INSIDE_THE_SCHOOL = """
    best dressed; book award; class rep; class reps; class vote; class votes; community award;
    community fund; eco committee; eco council; favourite book; friends of; head boy; head girl; head pupil;
    head pupils; house captain; house captains; junior leadership; lunch menu; mascot; mock election; pta;
    pupil council; pupil parliament; school council; school name; school parliament; sports captain;
    student council; talent show; vote for our favourite; vote for our garden; vote for our school;
    vote for us; vote for your favourite; youth parliament;
"""
