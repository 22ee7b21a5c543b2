"""People and characters everybody knows, so that a lesson about them names no pupil. General knowledge.

One phrase each, folded, and holding the forename it explains: "noah s ark" is no Noah of the school.
"""

from collections import defaultdict

PHRASES = """
    hey jude; flat stanley; goodnight mister tom; tom s midnight; felix the cat; stanley knife; albert hall;
    ada lovelace; adam and eve; agatha christie; agnes grey; alan turing; albert einstein; alex rider;
    alex scott; alexander graham bell; alexander technique; alexander the great; alfred nobel;
    alfred the great; alice in wonderland; alice through the looking; alice walker; amanda gorman;
    amelia earhart; amelia fang; amy johnson; andy warhol; angel gabriel; anna and elsa from; anne boleyn;
    anne bonny; anne frank; anne of cleves; anne of green gables; annie the musical; aretha franklin;
    arthur christmas; arthur conan; aunt sally; baby jesus; barack obama; barbara hepworth; beatrix potter;
    benjamin franklin; benjamin zephaniah; beth mead; beth tweddle; bill gates; billy elliot; billy goat;
    billy goats; bloody mary; bob cratchit; bob marley; bob the builder; bobby moore; brian cox;
    bridget riley; bugsy malone; captain tom; carl linnaeus; catherine howard; catherine of aragon;
    catherine parr; cathy freeman; charles babbage; charles darwin; charles dickens; charlie and lola;
    charlie and the chocolate; charlie brown; charlie bucket; charlie chaplin; charlotte bronte;
    charlotte russe; charlotte s web; christopher columbus; christopher robin; christopher wren;
    clara barton; clarice bean; claude monet; clement attlee; daniel and the lion; daniel craig;
    daniel in the lion; daniel radcliffe; danny the champion; danny zuko; david and goliath;
    david attenborough; david beckham; david bowie; david hockney; david livingstone; david walliams;
    dennis the menace; desmond tutu; dick turpin; dick whittington; dora the explorer; dorothy and toto;
    dorothy hodgkin; edgar allan; edgar degas; edith cavell; edward elgar; edward jenner; edward lear;
    edward tulane; eleanor of; elizabeth fry; elizabeth garrett; ella fitzgerald; ellen macarthur;
    elmer the; elsa and anna from; emily bronte; emily davison; emily dickinson; emma raducanu; emma watson;
    emmeline pankhurst; enid blyton; eric carle; eric liddell; ernest hemingway; ernest shackleton;
    ethel smyth; eva peron; florence nightingale; frances hodgson; francis bacon; francis drake;
    francis of assisi; frank sinatra; frankie dettori; franz schubert; freddie mercury; frida kahlo;
    gabriel and mary; gareth bale; gareth southgate; george and the dragon; george eliot; george harrison;
    george michael; george orwell; george s marvellous; george stephenson; george washington; good king;
    grace darling; grace hopper; grace kelly; granny smith; greta thunberg; gustav holst; guy fawkes;
    hannah montana; hans christian; hansel and gretel; harper lee; harriet tubman; harry and meghan;
    harry houdini; harry kane; harry potter; harry styles; hedy lamarr; helen keller; henri matisse;
    henry ford; henry hoover; henry moore; henry the eighth; henry tudor; horatio nelson; horrid henry;
    hugo cabret; ian fleming; isaac newton; isadora moon; isambard kingdom; jack and jill;
    jack and the beanstalk; jack be nimble; jack frost; jack in the box; jack knife; jack o lantern;
    jack o lanterns; jack of all; jack russell; jack sparrow; jack sprat; jack the ripper; jackie robinson;
    jacqueline wilson; jacques cousteau; james and the giant; james bond; james cook; james watt;
    jane austen; jane eyre; jane goodall; jane seymour; jean paul; jerry can; jesse owens; jessica ennis;
    jesus and his; jesus christ; joan of arc; joe bloggs; joey and albert; johann sebastian; john constable;
    john lennon; john logie; john steinbeck; john the baptist; john wesley; jolly roger; jonah and the;
    jordan river; joseph and his; joseph and mary; joseph and the amazing; joseph lister; joseph s coat;
    julia child; julia donaldson; julius caesar; katherine johnson; katherine rundell; katie morag;
    katniss everdeen; kelly holmes; kylie minogue; leah williamson; leonardo da vinci; lewis carroll;
    lewis hamilton; lily allen; little jack horner; little tommy tucker; lord jesus; louis armstrong;
    louis braille; louis pasteur; lucy and mr tumnus; lucy bronze; lucy pevensie; ludwig van; luke and leia;
    luke skywalker; mae jemison; malala yousafzai; malorie blackman; marcus aurelius; marcus brutus;
    marcus rashford; margaret thatcher; maria montessori; maria von trapp; marie curie; mark twain;
    martin luther; mary and joseph; mary anning; mary berry; mary earps; mary had a little; mary jackson;
    mary jones; mary magdalene; mary mary quite; mary poppins; mary quant; mary queen of; mary seacole;
    mary shelley; mary tudor; matilda the musical; matilda wormwood; matthew mark; max verstappen;
    maya angelou; maya the bee; michael faraday; michael jackson; michael jordan; michael morpurgo;
    michael rosen; michelle obama; mickey mouse; mildred hubble; millie bobby; minnie mouse;
    minnie the minx; mo farah; mo salah; molly malone; morris dancers; morris dancing; mother teresa;
    nadia comaneci; nancy drew; neil armstrong; nelson mandela; nicola adams; nikola tesla; nina simone;
    noah and the; noah s ark; nosy parker; of jesus; oliver cromwell; oliver jeffers; oliver the musical;
    oliver twist; olivia colman; olivia rodrigo; oscar the grouch; oscar wilde; otto frank; pablo picasso;
    paddington bear; paul klee; paul mccartney; peppa pig; percy jackson; peter and the wolf; peter out;
    peter pan; peter parker; peter piper; peter rabbit; philip pullman; phillis wheatley; phoebe waller;
    pippi longstocking; plain jane; plaster of paris; polly put the; postman pat; queen victoria;
    quentin blake; rachel carson; raymond briggs; rebecca adlington; richard iii; richard the lionheart;
    river jordan; roald dahl; robert burns; robert falcon; robert scott; robin hood; robinson crusoe;
    roger that; romeo and juliet; rosa luxemburg; rosa parks; rosalind franklin; rosemary and thyme;
    rosie and jim; rosie s walk; rudyard kipling; ruth and naomi; sally army; sally ride; sam gamgee;
    samuel johnson; samuel pepys; sarah storey; scott of the; sherlock holmes; sid vicious; simon says;
    simone biles; simple simon; smart alec; sophie and the bfg; sophie s world; stella mccartney;
    stephen hawking; stephen lawrence; steve jobs; sylvia pankhurst; sylvia plath; taylor swift; ted hughes;
    teddy bear; teddy bears; terry pratchett; theodore roosevelt; thomas becket; thomas cromwell;
    thomas edison; thomas hardy; thomas more; thomas telford; thomas the tank; tim berners; tim peake;
    tin lizzie; tiny tim; toby jug; toby jugs; tom and jerry; tom daley; tom gates; tom holland; tom sawyer;
    tom thumb; tommy gun; tommy tucker; toni morrison; tony ross; tracy beaker; uncle sam; union jack;
    usain bolt; valentina tereshkova; vera lynn; victor hugo; victoria cross; victoria line; victoria plum;
    victoria sponge; victoria station; vincent van; violet beauregarde; virginia creeper; virginia woolf;
    vivienne westwood; walt disney; walter raleigh; walter tull; wangari maathai; wassily kandinsky;
    wendy darling; wendy house; wilbur wright; wilfred owen; will shakespeare; william blake;
    william caxton; william harvey; william morris; william shakespeare; william tell;
    william the conqueror; william wallace; william wilberforce; winnie the pooh; winnie the witch;
    winston churchill; wolfgang amadeus; zog and the;
"""


def _by_forename() -> dict[str, list[tuple[list[str], list[str]]]]:
    """For each word of a phrase, what stands before and after it there."""
    by_word: defaultdict[str, list[tuple[list[str], list[str]]]] = defaultdict(list)
    for phrase in PHRASES.split(";"):
        words = phrase.split()
        for place, word in enumerate(words):
            if len(word) > 2 and word not in ("the", "and"):
                by_word[word].append((words[:place], words[place + 1 :]))
    return dict(by_word)


_BY_WORD = _by_forename()
_REACH = 30


def is_in_a_known_phrase(name: str, words: str, start: int, end: int) -> bool:
    """Whether the folded `name` at `start:end` of the folded text stands inside one of the phrases."""
    phrases = _BY_WORD.get(name)
    if not phrases:
        return False
    left = words[max(0, start - _REACH) : start].split()
    right = words[end : end + _REACH].split()
    return any(
        right[: len(after)] == after and left[len(left) - len(before) :] == before
        for before, after in phrases
    )
