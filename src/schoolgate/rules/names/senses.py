"""What else a name can mean: a word, a time of the year, a place. General English, no school's own."""

from enum import Enum

# Virtues, plants, stones, animals, colours, weather, trades, titles, verbs, adjectives: words before names.
WORDS = """
    ace acorn aim alpha amber amen amethyst amity an and angel angelica angels any apple arch archer are
    arrow art ash aspen aster aura aurora azalea baby bacon baker ball balm bank banks barber bark barley
    baron barrow basil bass bat bath batt battle bay beach bean beans bear beau beautiful beauty beck bee
    beech bell bells belt bench berry beryl best beta bill bin birch bird birdie bishop black blade blaze
    bless blessed blessing bliss bloom blossom blue bluebell bold bolt bond bone bonny book booker boot
    booth bow bowl bowls box boy brand brandy brass brave bread breeze brew briar bridge bridges briggs
    bright brock bronze broom brother brown buck bud bull bun bunny burn burns burr bush butcher butler
    butter buttercup butterfly button buttons by cabbage cage cake camellia camp can candy cane cap cape
    capes captain car card care carpenter carver case cash cast castle cat catch cave cedar chance chandler
    chaplin charity charm chase cheer cheese cherish cherry chess chip chips choice christian christmas
    church cinder clark clay clear clerk clever cliff close cloud cloudy clove clover club coal coast coat
    coco coffee coin comet comfort cook cookie coral cord cork corn cosmos cotton couch country courage
    court cove cover cox crab crane creed creek crew crisp cross crow crown cruise crystal cub cup cupid
    curry curt cutter cypress dahlia daisy dale dance dancer dark darling dash dawn day dayes days deacon
    deal dean dear deer dell delta den destiny dew diamond dick did dill dish divine do dock doe dome dove
    downs drake draper draw dream drew drift driver drum duck duke dunk dusk dusty eagle ear earl early
    earnest earth easter echo eden eider elder elf elm ember emerald eve even ever fable fair fairy faith
    falcon fall fan fancy farmer faun favour fawn feather fell fen fern ferry field fielding fields fig
    finch finder fine fir firth fish fisher flake flame fleece fleet fletcher fleur flint flood flora flower
    flowers fly ford forest forge fort fortune foster fountain fowler fox foxe frank free freedom freeman
    french friend frost frosty fry fuller gage gain galaxy gale game gamma garden gardener gardner garland
    garment garnet garth gate gates gem gene genesis gent gentle gentry ghost gift ginger glad glade glass
    glen glitter glory glover go goal gold golden goldie good goode goodluck goodness goose gorge grace
    gracious grain grand granger grant grape grass grave graves gravy gray great green grey grove grow guard
    guest guide gull gun guy guys haf hale hall ham hammer hand hands happiness happy harbour hardy hare
    harmony harp hart harvest hat haven hawk hay hazel he head heal heart heath heather heaven heavenly
    hedge heir helm henna her herb herbs herd here hermit hero heron high hill hills him hind hip ho hob hog
    holiday holly holme holmes home honest honesty honey honor honour hood hook hooper hop hope horn horse
    house how hug humble hunt hunter hyacinth ice imp in indigo ink innocent ire iris iron is isle it ivory
    ivy jade jag jam jar jasmine jazz jeans jelly jem jester jet jewel jingle joker jolly journey joy joyce
    jubilee judge junior juniper jupiter just justice keen keep keeper kestrel key keys kin kind kindness
    king kings kit kite knight knot know lace lad lady lake lamb lamp lance land lane large lark larks last
    late laurel lavender law lawn laws lea leaf league legend lemon lent level liberty lie life light
    lightfoot lightning lilac lilies lily lime linden line link lion little live lively lock lodge log lolly
    long lord lots lotus loud love lovely low loyal luck lucky lull lunch lush lux lyric lyrics mace magic
    magnolia maid main majesty major man many maple march margin marigold mark market marks mars marsh
    marshal marvel mass master mat match matter maverick me mead meadow meadows melody memory mercury mercy
    merit merry midge mild miles mill miller mills mind mine minister mink mint miracle mist misty moat
    moment money monk moon moor moore moors moral more morning mortimer moss mossy moth mould mount mountain
    mule muse music my myrtle mystery neat nectar need neptune nest nettle new newman nice night nightingale
    no noble non noon north nova now null nun nurse nut nutmeg nutter oak oakes oaks oasis oat oats ocean
    odd ode of oil old olive omega on only onyx opal or orange orchard orchid organ osprey otter our over
    owl owls oxen pace pack page pain palm pan panda pansy park parks parr parrot parsley parsons part
    partridge party pass past pasture pat patch patience peace peaceful peach peacock peak pear pearl pearls
    pebble peel pen penny peony pepper peppermint perch perry pert petal petunia pheasant phoenix pickle pie
    pierce pike pilgrim pill pilot pin pine pink pioneer piper pit pitt pixie plain planet platt play player
    plaza plough plum plumb pluto poem poet point pole pond pool poole poor pop pope poplar poppy port
    porter post posy pot potter pound power powers praise precious presence pretty price pride priest
    primrose prince princess prior promise proper prosper prudence pry puck pumpkin pure purpose puzzle
    quality quarry queen queens quest quick quill quinn quiver radish rain rainbow rains rainy ram ramp
    ranger rave raven ray rays read reader reading real reason red reed reef reeve reign reserve rest rhyme
    ribbon rice rich riches rider ridge right ring ripple rise river rivers road rob robe robin rock rocket
    rockets rocks rod role roman root rose rosemary roses rosy round rover row rowan rowe royal royalty ruby
    rudd rue rug rule rush russet rust rye sable saddle sadler saffron saga sage sail sailor saint sale
    salmon salt sand sandal sanders sands sandy sapphire satchel satin saturn savage savannah save say scamp
    scarlet scholar school score scott scout sea seal season see self senior serenity service shade shadow
    sharp shaw she shell shelley shelly shepherd shield shiloh shine shiner ship shire shore short show shy
    side sights signal silk silly silver simple sing singer sire sister skinner skip skipper sky skylark
    slack slate slater sloan sloe small smart smile smith smoke smoky snow snowdrop so sol solace soldier
    solo somers song sonnet sonny sorrel soul south spark sparkle sparks sparrow speaker spear speed spice
    spike spirit spring sprout spruce spur squire squirrel stables stack staff stag stain star starling
    starr stars steel steer step sterling steward stock stokes stone storey storm stormy story stout strange
    stream street strong success sue sugar summit sun sunbeam sundance sunday sunflower sunny sunrise sunset
    sunshine sure surprise swain swallow swan swann sweep sweet sweety swift sword sycamore table tailor
    talent tall tan tansy tarn tatty tea teal teasel tempest temple tender testimony than thankful the
    thistle thorn thorne thunder thyme tide tie tiger tile tiller timber time tin tinsel tip to toffee toll
    tong topaz torn tower town townsend trail treasure tree trinity trip triumph trout true truffle truly
    trust truth tuba tucker tulip tuner turner turnip turquoise twigg twinkle twist unity up urban us usher
    vale valentine valiant valour van vane vans veil velvet venus very vesper vest vicar victory violet
    violets virtue vision vivid vow wade wake walk walker wall waller waltz wander war warbler ward ware
    warm warner warren warrior wash water waterfall waters wave way weaver web webb webber wedge weir
    welcome well wells welsh west whale wheat wheel wheeler whisper white whiting who wick wicket wicks wild
    wilder will willing willow willows wills win wind window wing winner winsome wisdom wise wish wolf wolfe
    wonder wood woods woody wool word work world worth wren wright xmas yard yarn yasmin year yellow yeoman
    yes yew you young zeal zebra zen zephyr zest zinnia
"""

# Forenames first and words second: only in lower case are they taken for words.
FORENAMES_FIRST = """
    abbey abby ally arthur asher bailey barry billy blake bly bob bobby bonnie brook brooks bryony carol
    carroll carter chad chuck clementine cole colt cooper cosmo del dexter dolly dom don dot ebony eddie
    enzo ernest felicity frankie freddy gill harper harry harvey ike jack jasper jay jean jemima jerry jess
    kay ken kenny kitty lee leigh leo levi lou lucy luna mabel marshall martin mason max mel mia mick minnie
    mo molly nat nell nelly nick noel norm norman oscar owen parker percy peter pip polly raya rocky roger
    rusty sally sid sidney spence spencer stewart tally taylor ted teddy terry tess thea tiffany tim toby
    todd tom tommy tony tyler vera verity victor viola wallace walt wesley willy zara zion
"""

# Months, seasons, days and festivals.
CALENDAR = """
    january jan february march april may june july august september october november december
    spring summer summers autumn winter winters wynter
    monday tuesday wednesday thursday friday saturday sunday
    christmas easter noel advent lent eve diwali eid epiphany halloween holiday may
"""

# Towns, counties, countries, rivers, football clubs called after their town.
PLACES = """
    aberdeen acton adelaide africa albany alberta alexandria alton america andover antrim arizona arran
    ascot ashford ashton asia aspen assisi athens atlanta atlas austin australia avalon avon ayr baltimore
    banbury bangor barcelona bangladesh barnet barnsley barry bath bedford belfast berlin bethel bethlehem
    beverley bexley birmingham blackburn blackpool bodmin bologna bolton boston bournemouth bracknell
    bradford brazil brecon brent brentford brighton bristol britain britannia brittany brixton broadway
    bromley brooklyn burgess burnley burton bury bute buxton cairo caledonia california calais cambridge
    camden canaan canada canterbury cardiff carlisle carmel carolina chad chatham chelsea cheltenham chester
    chesterfield chicago chile china chorley clare clifton colchester colombia columbia como congo corby
    cordoba cork cornwall corsica coventry crawley creighton crete crewe cuba cumbria cyprus dakota dallas
    damascus darlington darwin dayton deal denmark denver derby derry devon dominica dorset douglas dover
    down dresden dubai dublin dudley dundee durham ealing easton edinburgh egypt eire ely england epsom
    essex eton europe everest everton exeter falmouth fareham farnham fife finland florence florida france
    fulham gambia ghana galway gateshead geneva genoa georgia germany gilford glasgow gloucester grantham
    granada greece greenland greenwich grimsby guernsey guildford guyana hackney haiti halifax hamburg
    hamilton hampshire hampton harlem harlow harrogate harrow hartlepool harwich hastings hatfield havana
    hawaii henley hereford hertford hexham hitchin holland hollywood horsham houston hove huddersfield hull
    huntingdon hyde iceland ilford india indiana inverness iona ipswich iran iraq ireland islay israel italy
    jamaica japan jarrow jersey jerusalem jordan jura kansas keighley kelso kendal kensington kent kentucky
    kenya kerry kettering kew kielder kildare kingston korea kuwait kyoto lagos lambeth lancaster leeds
    leicester leigh leith lewes lewisham libya limerick lincoln lisbon liverpool london lorraine
    loughborough louth lourdes lowestoft ludlow lundy luton luxembourg lydia lyme lynton macon madison
    madrid maidstone malaga malaysia maldon mali malta malton malvern manchester manila mansfield margate
    marlow maryland matlock mayo meath mecca melbourne melrose melton memphis mersey mexico miami milan
    milford milton minsk monaco mongolia montana montrose morocco moscow naples nairobi nazareth nebraska
    nelson nepal nevada newark newbury newcastle newham newport newquay newton nigeria nile norfolk normandy
    northampton norton norway norwich nottingham oban odessa ohio oldham oman orkney orlando orleans oslo
    ottawa oxford paisley pakistan palermo panama paris peebles penrith penzance persia perth peru
    peterborough petra phoenix pisa pitlochry plymouth poland pontefract poole portland portsmouth portugal
    prague preston queensland raleigh ramsey ramsgate reading redcar regina rhodes rhyl richmond rio ripley
    ripon rochdale rochester roma rome romford ross rotherham rugby russia rutland ryde rye salem salford
    salisbury samoa sandwich scarborough scotland seaford selby senegal seville shannon sheffield shetland
    shrewsbury siam sicily sidney siena sienna sierra singapore skipton skye slough sofia solihull somalia
    somerset southend southport southwark spain sparta stafford stamford stanford stirling stockholm
    stockport stratford stroud sudan suffolk sunderland surrey sussex sutton sweden swansea swindon
    switzerland sydney syria tasmania taunton telford tennessee texas thames thailand thanet tibet tobago
    tokyo toledo tonga torbay toronto torquay totnes trent trinidad tripoli troy truro tulsa tunbridge
    tuscany tyne tyrone uganda ukraine ulster umbria utah valencia vegas venice verona vienna vietnam
    virginia wakefield wales walsall waltham walton wareham warrington warsaw warwick washington watford
    wellington wells wembley westminster weston wetherby weymouth whitby wigan wight wiltshire wimbledon
    winchester windsor woking wolverhampton woodstock worcester worthing wrexham yale yarmouth yemen yeovil
    york yorkshire zambia zurich
"""

# Books, plays, films and their heroes known by one forename.
WORKS = """
    aladdin alice anastasia anna annie arthur bambi beowulf bluey bolt cinderella coco coraline dumbo elsa
    emil emma encanto evita gandhi goldilocks hamlet heidi hercules jaws joseph lassie luca macbeth madeline
    mary matilda merlin moana moses mulan narnia nemo noah oliver othello paddington pandora percy peppa
    pinocchio pocahontas pollyanna rapunzel rebecca robin romeo rudolph shrek skellig sophie tarzan thor
    tommy titanic wonka zog charlie goliath daniel david jonah judith esther ruth samson delilah barnum
    hairspray hamilton elf rudolf stuart
"""


class Sense(Enum):
    """What a name means when nobody is meant by it."""

    ORDINARY = "only a name"
    FORENAME_FIRST = "a name, a word in lower case"
    WORD = "a word"
    CALENDAR = "a time of the year"
    PLACE = "a place"


def _senses() -> dict[str, Sense]:
    senses = dict.fromkeys(FORENAMES_FIRST.split(), Sense.FORENAME_FIRST)
    senses |= dict.fromkeys(PLACES.split(), Sense.PLACE)
    senses |= dict.fromkeys(WORDS.split(), Sense.WORD)
    senses |= dict.fromkeys(CALENDAR.split(), Sense.CALENDAR)
    return senses


_SENSES = _senses()
WORK_TITLES = frozenset(WORKS.split())


def sense_of(name: str) -> Sense:
    """The other meaning of a folded name. Names of one or two letters are taken for words: Na, Jo, O."""
    if len(name) < 3:
        return Sense.WORD
    return _SENSES.get(name, Sense.ORDINARY)


def is_surely_a_name(sense: Sense) -> bool:
    """Whether a capital is enough for it to be a person."""
    return sense in (Sense.ORDINARY, Sense.FORENAME_FIRST)
