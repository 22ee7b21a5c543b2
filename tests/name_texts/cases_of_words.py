"""Names that are also words, months, places or titles: used as a name, and not. All sentences are invented."""

from tests.name_texts.case import Case

_A_PERSON = (
    "{a.first} in {a.room} has built a robot out of egg boxes.",
    "{a.first} won the egg and spoon race by a mile.",
    "Well done {a.first}! We knew you could do it.",
    "Thank you to {a.first} for lending us a tent.",
    "{a.first}'s scarecrow has frightened every crow in the county.",
    "Star of the week: {a.first}.",
    "Happy birthday {a.first}, six today!",
    "{a.first} and {b.first} ran the tuck shop on their own.",
    "Big smiles from {b.first}, {a.first} and {c.first} after the show.",
    "{a.full} has passed her cycling test.",
)
_FLOWERS = (
    "The {a.lower_first} beds by the gate need weeding on Saturday.",
    "Year 2 painted a {a.lower_first}, a beetle and a bee.",
    "{a.first} petals were pressed between heavy books.",
    "We planted {a.lower_first} for the bees.",
)
_GEMS = (
    "Year 3 know the difference between {a.lower_first} and {b.lower_first} now.",
    "The treasure chest held {a.lower_first}, gold and one sock.",
    "{a.first} beads for the necklace workshop, please.",
)
_VIRTUES = (
    "This half term we are learning about {a.lower_first} and respect.",
    "Our assembly theme is {a.lower_first}.",
    "It takes {a.lower_first} to wait for the bus in the rain.",
    "#{a.first}AndKindness week starts on Monday",
)
_MONTHS = (
    "The fair is in {a.first}. Helpers needed!",
    "Clubs finish on 14 {a.first} and start again in September.",
    "{a.first} half-price sale at the uniform shop.",
    "See you next {a.first}, new starters!",
    "By {a.first} the ducklings will have left the nest.",
    "Our {a.first} newsletter is in your inbox.",
)
_SEASONS = (
    "{a.first} term starts on a Tuesday this year.",
    "Our {a.lower_first} walk is moved to Thursday.",
    "{a.first} is here and so is the mud.",
    "A {a.lower_first} poem by Year 5 is on the website.",
)
_VERBS = (
    "Please do not {a.lower_first} anybody on the top field.",
    "We had to {a.lower_first} the plans again because of rain.",
)
_PLACES = (
    "Our coach to {a.first} leaves at eight sharp.",
    "A postcard has arrived from {a.first}, sent by our old caretaker.",
    "We spent the morning at {a.first} Castle.",
    "Year 5 are back from their residential in {a.first}.",
    "The museum near {a.first} has a real mammoth.",
    "Half of Year 6 have never been to {a.first}.",
)
_PLACE_AND_PERSON = (
    "{a.full} has an aunt in {a.first}.",
    "{a.first} Road is closed, but {b.full} made it.",
)
_WORKS = (
    "Our leavers' production of {a.first} sold out in a day.",
    "Tickets for {a.first} are on sale at the office.",
    "Our choir will sing songs from {a.first} at the fair.",
    "Year 4 are reading {a.first} and the Flying Umbrella this term.",
    "Forty of us went to see {a.first} at the theatre.",
)
_HISTORY = (
    "Year 6 have been learning about {a.first} Goodfellow-Strange, the first woman to fly the lake.",
    "{a.first} Thackwray wrote the hymn that we sang today.",
    "King {a.first} lost his crown in our play.",
)
_ANIMALS = (
    "Our school dog {a.first} is three today.",
    "{a.first} the hamster needs a home for the holidays.",
)
_FRIENDS = {"b": "plain", "c": "plain"}
_WORD_KINDS = ("flower", "gem", "virtue", "month", "season", "verb", "place")

WORD_CASES = (
    *(Case(f"{kind}_is_name", _A_PERSON, {"a": kind} | _FRIENDS) for kind in _WORD_KINDS),
    Case("title_is_name", _A_PERSON[:5], {"a": "title"} | _FRIENDS),
    Case("word_not_name", _FLOWERS, {"a": "flower"}, nobody="a"),
    Case("word_not_name", _GEMS, {"a": "gem", "b": "gem"}, nobody="ab"),
    Case("word_not_name", _VIRTUES, {"a": "virtue"}, nobody="a"),
    Case("word_not_name", _MONTHS, {"a": "month"}, nobody="a"),
    Case("word_not_name", _SEASONS, {"a": "season"}, nobody="a"),
    Case("word_not_name", _VERBS, {"a": "verb"}, nobody="a"),
    Case("place", _PLACES, {"a": "place"}, nobody="a"),
    Case("place_and_name", _PLACE_AND_PERSON[:1], {"a": "place"}),
    Case("place_and_name", _PLACE_AND_PERSON[1:], {"a": "place", "b": "plain"}, nobody="a"),
    Case("fiction", _WORKS, {"a": "title"}, nobody="a"),
    Case("history", _HISTORY, nobody="a"),
    Case("animal", _ANIMALS, nobody="a"),
    Case("animal", _ANIMALS, {"a": "flower"}, nobody="a"),
    Case(
        "capitals_none",
        ("PLEASE BRING {a.upper_first} BADGES AND A PACKED LUNCH.",),
        {"a": "flower"},
        nobody="a",
    ),
)
