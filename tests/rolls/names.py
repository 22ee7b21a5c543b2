"""Invented names, the pupils that stories refer to, staff and schools. Nobody in here is a real person."""

from typing import Any


def _list(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _background(group: str, weight: int, *, girls: str, boys: str, surnames: str) -> dict[str, Any]:
    """One background: how often it comes up, forenames, surnames ("his/hers" where they differ)."""
    pairs = [tuple(name.split("/")) if "/" in name else name for name in _list(surnames)]
    return {"group": group, "weight": weight, "F": _list(girls), "M": _list(boys), "sur": pairs}


def _pupil(key: str, fore: str, sur: str, sex: str, reg: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "fore": fore, "sur": sur, "sex": sex, "reg": reg, "year": reg[0], **more}


BACKGROUNDS = [
    _background(
        "english",
        40,
        girls="""Amelia, Isobel, Freya, Evie, Phoebe, Harriet, Matilda, Imogen, Beatrice, Eliza, Nancy,
        Martha, Lottie, Esme, Thea, Elsie, Mabel, Penelope, Annabel, Tabitha, Clara, Cecily,
        Winifred, Margot""",
        boys="""Oscar, Arthur, Archie, Theodore, Freddie, Alfie, Toby, Ralph, Stanley, Hugo, Rufus, Barnaby,
        Edmund, Wilfred, Jude, Caleb, Reuben, Elliot, Dexter, Rory, Seth, Felix, Monty, Albert""",
        surnames="""Barlow, Crowther, Dunmore, Fairclough, Garside, Inskip, Jessop, Kershaw, Loxley,
        Netherwood, Ogden, Pickersgill, Rigby, Sugden, Tattersall, Uttley, Varley, Whitworth, Yardley,
        Birtwistle, Cockroft, Dearden, Entwistle, Greenhalgh, Haslam, Illingworth, Lightfoot, Midgley, Ramsbottom,
        Sowerby, Thistlethwaite, Walmsley""",
    ),
    _background(
        "welsh",
        6,
        girls="Cerys, Lowri, Nia, Carys, Elin, Mali",
        boys="Rhys, Gethin, Iestyn, Macsen, Tomos, Osian",
        surnames="Gwilym, Bowen, Penry, Prydderch, Cadwaladr, Bevan",
    ),
    _background(
        "irish",
        7,
        girls="Aoife, Saoirse, Niamh, Róisín, Clodagh",
        boys="Oisín, Cillian, Fionn, Tadhg, Declan",
        surnames="O'Shea, O’Hanlon, McAvoy, Mac Giolla, Fitzgerald, O'Dwyer, Gallagher",
    ),
    _background(
        "polish",
        8,
        girls="Zofia, Maja, Łucja, Kinga, Oliwia, Nadia",
        boys="Kacper, Rafał, Wojciech, Szymon, Filip, Michał",
        surnames="""Wiśniewski/Wiśniewska, Zieliński/Zielińska, Dąbrowski/Dąbrowska, Kowalczyk, Wróbel, Gołąb,
        Krawczyk""",
    ),
    _background(
        "romanian",
        6,
        girls="Andreea, Ilinca, Mădălina, Bianca",
        boys="Mihai, Răzvan, Andrei, Cătălin",
        surnames="Popescu, Ionescu, Munteanu, Brânzaru, Ștefănescu, Ciobanu",
    ),
    _background(
        "urdu_arabic",
        12,
        girls="Zainab, Hafsa, Noor, Maryam, Fatima, Ayesha, Sumayyah",
        boys="Yusuf, Ibrahim, Bilal, Hamza, Zayn, Ismail, Mohammad",
        surnames="Khan, Hussain, Mahmood, El Amrani, Al-Masri, Begum, Qureshi, Malik-Shah",
    ),
    _background(
        "west_african",
        9,
        girls="Adaeze, Folasade, Chidinma, Abena, Ifeoma, Temitope",
        boys="Kojo, Tunde, Chukwuemeka, Obinna, Yaw, Babatunde",
        surnames="Mensah, Nwachukwu, Ogunleye, Diallo, Owusu, Adébọ̀wálé, Sarpong",
    ),
    _background(
        "chinese",
        5,
        girls="Xiao-Ling, Jia Yi, Yan, Hui",
        boys="Wei, Zhi Hao, Jun, Tian",
        surnames="Zhang, Wu, Xu, Ho, Zhao, Lam",
    ),
    _background(
        "portuguese",
        5,
        girls="Beatriz, Luísa, Matilde, Carolina",
        boys="Tiago, Bernardo, Rodrigo, Duarte",
        surnames="dos Santos, Ferreira, Conceição, Figueiredo, Pires",
    ),
    _background(
        "double_barrelled",
        5,
        girls="Arabella, Jemima, Clementine, Ottilie",
        boys="Jasper, Sebastian, Ludo, Barney",
        surnames="Hartley-Booth, Crewe-Mills, Ibbotson-Rao, Langley-Osei, Pell-Nowicki",
    ),
]

# Pupils with a difficulty each: a namesake, a name that is also a word, accents, one letter, twins.
CAST = [
    _pupil("amara", "Amara", "Okafor", "F", "4A"),
    _pupil("zoe", "Zoë", "Hartley", "F", "3B"),
    _pupil("andre", "André", "Vasconcelos", "M", "5A"),
    _pupil("sinead", "Sinéad", "O'Neill", "F", "6A", family="oneill"),
    _pupil("ronan", "Ronan", "O'Neill", "M", "3A", family="oneill"),
    _pupil("cormac", "Cormac", "O’Driscoll", "M", "2A"),
    _pupil("rose", "Rose", "Pennington", "F", "3B"),
    _pupil("summer", "Summer", "Ashworth", "F", "1A"),
    _pupil("hope", "Hope", "Ellery", "F", "5B"),
    _pupil("will", "William", "Standish", "M", "6B", pref="Will"),
    _pupil("mark", "Mark", "Duxbury", "M", "4B"),
    _pupil("grace", "Grace", "Morgan", "F", "2B"),
    _pupil("poppy", "Poppy", "Fielding", "F", "1B"),
    _pupil("faith", "Faith", "Adéyẹmí", "F", "4A"),
    _pupil("may", "May", "Chan", "F", "2A"),
    _pupil("lincoln", "Lincoln", "Hargreaves", "M", "5A"),
    _pupil("chelsea", "Chelsea", "Barraclough", "F", "6A"),
    _pupil("preston", "Preston", "Oyelaran", "M", "3A"),
    _pupil("florence", "Florence", "Rimmer", "F", "1B"),
    _pupil("paris", "Paris", "Whitlock", "F", "4B"),
    _pupil("devon", "Devon", "Clegg", "M", "6B"),
    _pupil("ethan", "Ethan", "Ng", "M", "6B"),
    _pupil("nali", "Na", "Li", "F", "4B", family="li"),
    _pupil("meili", "Mei", "Li", "F", "1A", family="li"),
    _pupil("jiho", "Ji-ho", "O", "M", "2B"),
    _pupil("lukasz", "Łukasz", "Wójcik", "M", "5B"),
    _pupil("stefan", "Ștefan", "Țurcanu", "M", "4B"),
    _pupil("yusuf", "Muhammad", "Siddiqui", "M", "3A", middle="Yaqub", pref="Yaqub"),
    _pupil("mohammed", "Mohammed", "Abdul-Rahman", "M", "6A"),
    _pupil("aisha", "Aisha", "Al-Rashid", "F", "1B"),
    _pupil("kwame", "Kwame", "Boateng-Hughes", "M", "5A"),
    _pupil("bella", "Isabella", "Fairweather-Jones", "F", "3B", pref="Bella"),
    _pupil("joao", "João", "Gonçalves", "M", "6B"),
    _pupil("ines", "Inês", "da Silva", "F", "2A"),
    _pupil("ffion", "Ffion", "Llewellyn", "F", "4A"),
    _pupil("sion", "Siôn", "Prosser", "M", "6A"),
    _pupil("oliver2", "Oliver", "Hughes", "M", "2B"),
    _pupil("oliver6", "Oliver", "Hughes", "M", "6A"),
    _pupil("james", "James", "Rhodes", "M", "4B"),
    _pupil("jj", "John-James", "Crabtree", "M", "5B", pref="JJ"),
    _pupil("lexi", "Alexandra", "Moorcroft", "F", "6B", pref="Lexi"),
    _pupil("tommy", "Thomas", "Ackroyd", "M", "1A", pref="Tommy"),
    _pupil("kit", "Katherine", "Winstanley", "F", "4A", pref="Kit"),
    _pupil("maryjane", "Mary-Jane", "Cartledge", "F", "3A"),
    _pupil("annmarie", "Ann Marie", "Dooley", "F", "5B"),
    _pupil("jeanluc", "Jean-Luc", "Traoré", "M", "2A"),
    _pupil("oskar", "Oskar", "Nowak", "M", "3A", family="nowak"),
    _pupil("hania", "Hania", "Nowak", "F", "1A", family="nowak"),
    _pupil("samd", "Samuel", "Dewhurst", "M", "5A", pref="Sam"),
    _pupil("samo", "Samantha", "Oduya", "F", "5B", pref="Sam"),
    _pupil("jking", "Jacob", "King", "M", "3B"),
    _pupil("eday", "Ella", "Day", "F", "2B"),
    _pupil("lyoung", "Leo", "Young", "M", "RA"),
    _pupil("mnull", "Maya", "Null", "F", "4A"),
    _pupil("tariq", "Tariq", "bin Saeed", "M", "3B"),
    _pupil("sophie", "Sophie", "van der Berg", "F", "5A"),
    _pupil("ben", "Benjamin", "St John-Pryce", "M", "6B", pref="Ben"),
    _pupil("max", "Maximilian", "Featherstonehaugh-Cholmeley", "M", "2A", pref="Max"),
    _pupil("kayla", "Kayla", "Bristow", "F", "4B", family="bristow", lac=True),
    _pupil("tyler", "Tyler", "Bristow", "M", "2B", family="bristow", lac=True),
    _pupil("iosif", "Iosif", "Petrescu", "M", "5A", lac=True),
    _pupil("dot", "Dorothy", "A", "F", "RB", pref="Dot"),
    _pupil("twin1", "Ada", "Ormerod", "F", "RA", family="orm", dob="2022-02-11"),
    _pupil("twin2", "Ned", "Ormerod", "M", "RB", family="orm", dob="2022-02-11"),
]

STAFF = [
    {"id": "S01", "title": "Mrs", "forename": "Diane", "surname": "Ashdown", "role": "Headteacher"},
    {
        "id": "S02",
        "title": "Miss",
        "forename": "Grace",
        "surname": "Morgan",
        "role": "Teacher, 5A",
        "note": "same full name as a pupil in 2B",
    },
    {"id": "S03", "title": "Mr", "forename": "Mark", "surname": "Turnbull", "role": "Teacher, 4A"},
    {
        "id": "S04",
        "title": "Mrs",
        "forename": "Jean",
        "surname": "Rose",
        "role": "Teacher, 1A",
        "note": "surname is a pupil's forename",
    },
    {
        "id": "S05",
        "title": "Mr",
        "forename": "Peter",
        "surname": "Hughes",
        "role": "Teacher, 6A",
        "note": "surname of two pupils",
    },
    {"id": "S06", "title": "Miss", "forename": "Poppy", "surname": "Lane", "role": "Teaching assistant, RA"},
    {
        "id": "S07",
        "title": "Mr",
        "forename": "Will",
        "surname": "Faith",
        "role": "Sports coach",
        "note": "both names are pupils' forenames",
    },
    {
        "id": "S08",
        "title": "Mrs",
        "forename": "Anita",
        "surname": "Okafor",
        "role": "Office manager",
        "note": "surname of a pupil (her mother)",
    },
]

ADULT_FORENAMES = {
    "F": _list("""Joanne, Claire, Nicola, Sarah, Rebecca, Katarzyna, Elena, Nasreen, Ngozi, Siobhan, Wendy,
        Marta, Helena, Farah, Gwen, Denise, Lorraine"""),
    "M": _list("""Darren, Stephen, Paul, Andrew, Gareth, Tomasz, Marius, Imran, Emeka, Brendan, Kevin, Rui,
        Jian, Keith, Neil, Craig"""),
}
ADULT_SURNAMES = _list(
    "Hadfield, Broadbent, Kaczmarek, Pryor, Anyanwu, Lister, Shaikh, Tavares, Doran, Beckwith"
)
STREETS = _list("""Larkmoor Lane, Old Tannery Row, Quarry Bank Close, Weaver's Fold, St Aldwyn's Road,
    Millrace Avenue, Nine Acre Drive, Cobbler's Rise, The Ginnel, Harrow Edge""")

# Name, phase, pupils (None: what is left of 9,000), local authority, establishment number. Numbers 99xx are
# believed never issued, so that no UPN made here belongs to a child.
SCHOOLS: list[tuple[str, str, int | None, int, int]] = [
    ("Larkmoor Primary School", "Primary", 280, 938, 9901),
    ("Ashenbeck Primary School", "Primary", 412, 938, 9902),
    ("Brindlecote Junior School", "Junior", 236, 938, 9903),
    ("Brindlecote Infant School", "Infant", 174, 938, 9904),
    ("Corrie Fell Primary School", "Primary", 97, 938, 9905),
    ("Dunsop Vale High School", "Secondary", 1310, 938, 9906),
    ("Eddlestone CE Primary School", "Primary", 208, 938, 9907),
    ("Fernhope Community School", "Primary", 418, 938, 9908),
    ("Gorsefield Academy", "Secondary", 1188, 938, 9909),
    ("Hallowmere RC Primary School", "Primary", 203, 938, 9910),
    ("Inglewick Primary Academy", "Primary", 356, 938, 9911),
    ("Kelbrough Grange School", "Secondary", 1046, 845, 9912),
    ("Lowmarsh Primary School", "Primary", 141, 845, 9913),
    ("Maplin Road Primary School", "Primary", 437, 845, 9914),
    ("Netherby Hall School", "Special", 118, 845, 9915),
    ("Oxcroft Primary School", "Primary", 315, 845, 9916),
    ("Priory Wharf Academy", "Secondary", 1214, 845, 9917),
    ("Quernmoor St Bede's Primary", "Primary", 209, 845, 9918),
    ("Ravensholme Primary School", "Primary", 262, 845, 9919),
    ("Scarcliffe All-Through Academy", "All-through", None, 845, 9920),
]

# Six pupils of the high school whom stories refer to.
TRUST_CAST = [
    {"key": "t_priya", "fore": "Priya", "sur": "Ramanathan", "sex": "F", "year": "11", "reg": "11K"},
    {"key": "t_dylan", "fore": "Dylan", "sur": "Peacock", "sex": "M", "year": "11", "reg": "11D"},
    {"key": "t_grace", "fore": "Grace", "sur": "Abara", "sex": "F", "year": "13", "reg": "13S"},
    {"key": "t_connor", "fore": "Connor", "sur": "O'Leary", "sex": "M", "year": "9", "reg": "9V"},
    {"key": "t_jade", "fore": "Jade", "sur": "Stone", "sex": "F", "year": "10", "reg": "10D"},
    {"key": "t_marek", "fore": "Marek", "sur": "Świątek", "sex": "M", "year": "12", "reg": "12S"},
]
