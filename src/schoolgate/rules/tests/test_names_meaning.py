"""Whether a name is meant as a person: kinds of language, one sentence each."""

import pytest

from schoolgate.rules.names.folding import fold_text
from schoolgate.rules.names.meaning import Meaning, meaning_of
from schoolgate.rules.names.senses import Sense, sense_of
from schoolgate.rules.names.surroundings import Surroundings
from schoolgate.rules.names.titles import is_titled

SOMEBODY = (Meaning.PERSON, Meaning.LIKELY)


def meaning(sentence: str, *, tagged: bool = False) -> Meaning:
    """Judge the name in [brackets]."""
    start = sentence.index("[")
    name = sentence[start + 1 : sentence.index("]")]
    text = fold_text(sentence.replace("[", "").replace("]", ""))
    near = Surroundings(text, start + 1, start + 1 + len(name))
    folded = name.lower()
    return meaning_of(folded, sense_of(folded), near, tagged=tagged)


@pytest.mark.parametrize(
    "sentence",
    [
        "[Ursula] found a slow worm under the log.",
        "We are so proud of [Ursula].",
        "[Ursula]'s kite is in the tree.",
        "thanks [ursula], what a day",
        "BRILLIANT WORK [URSULA]",
        "[Daisy] dug the pond.",
        "Well done [Daisy]!",
        "Happy birthday, [Joy]!",
        "Thank you to [Joy] for the bunting.",
        "Three cheers for [Holly] and her team.",
        "Star of the week: [Amber].",
        "Our captain [Robin] lifted the cup.",
        "[Pearl], who swims for the county, is ten.",
        "[Pearl], 10, swims for the county.",
        "[Grant]'s rocket went furthest.",
        "[Iris] has been chosen as narrator.",
        "[Iris] is our new narrator.",
        "[June] and her dad baked scones.",
        "[April] read her poem to us all.",
        "[Autumn] caught a fish on her first try.",
        "[Rose]! What a catch.",
        "[Hope], you made us all laugh.",
        "We heard that [Ruby] can juggle.",
        "[Chester] climbed the rope to the top.",
        "A medal goes to [Brooklyn] for kindness.",
        "[Matilda] lost a glove.",
    ],
)
def test_somebody_is_meant(sentence):
    assert meaning(sentence) in SOMEBODY


@pytest.mark.parametrize(
    "sentence",
    [
        "A [daisy] grew by the gate.",
        "[Daisy] chains need patience.",
        "The [Ruby] slippers are lost.",
        "[Hope] you can all come.",
        "We [hope] it stays dry.",
        "[Will] you bring a cake?",
        "[Mark] your diaries now.",
        "Please [Mark] the date.",
        "[May] we remind you about nuts?",
        "The fair is in [May].",
        "On 3 [June] we walk to the wood.",
        "[June] 3 is a training day.",
        "Our [April] newsletter is here.",
        "[Autumn] is here and the leaves are down.",
        "This [Summer] we are off to camp.",
        "[Summer]'s end is near.",
        "The value of the month is [Patience].",
        "[Grace] and courtesy are the theme this week.",
        "The train from [Chester] was late.",
        "We stayed near [Kendal].",
        "[Chester] is a city on the Dee.",
        "[Sydney] 2, Perth 1.",
        "A day in [Vienna] with the choir.",
        "PLEASE BRING A [ROSE] FOR THE WREATH",
        "The [Victoria] line took us there.",
        "[Daisy] the school dog is three.",
        "Our hamster [Ursula] is missing.",
        "[Ursula]-themed cupcakes are on sale.",
        "[Ursula] Blenkinsop-Nobody sang.",
        "Marcus [James] came to sign books.",
        "Our production of [Annie] opens tonight.",
        "We performed [Matilda] twice.",
        "[Emil] and the Detectives is our book.",
        "[Thomas] the Tank Engine came by.",
        "[Anne] of Green Gables is next.",
        "“[Ursula]” is our song today.",
        "[Annie]! opens on Monday.",
        "[Robin] Hood robbed the rich.",
        "We learned about [Florence] in history.",
        "[Ursula], our caretaker, retires today.",
        "Hamlet was fine, but [Romeo] was played by a teddy.",
    ],
)
def test_nobody_is_meant(sentence):
    assert meaning(sentence) not in SOMEBODY


def test_a_class_beside_it_makes_any_word_a_person():
    assert meaning("[May] in 3K grew beans.", tagged=True) is Meaning.PERSON


def test_a_class_does_not_make_a_town_a_person():
    assert meaning("Welcome home from [Vienna], Year 6!", tagged=True) is Meaning.NOBODY


def test_nothing_tells_where_a_town_stands_alone():
    assert meaning("[Vienna]. What a place!") is Meaning.UNSURE


TITLED = "Mr |Frost; Mrs. |Frost; Miss |Frost; our teacher |Frost; Mrs Jean |Frost; Mr J. |Frost; King |Frost"
UNTITLED = "We will miss |Frost; Well done |Frost; The general |Frost; In his chair. |Frost"


@pytest.mark.parametrize("sentence", TITLED.split("; "))
def test_a_title_makes_an_adult(sentence):
    assert is_titled(fold_text(sentence.replace("|", "")), sentence.index("|") + 1)


@pytest.mark.parametrize("sentence", UNTITLED.split("; "))
def test_other_words_are_no_title(sentence):
    assert not is_titled(fold_text(sentence.replace("|", "")), sentence.index("|") + 1)


@pytest.mark.parametrize(
    ("name", "sense"),
    [
        ("ursula", Sense.ORDINARY),
        ("jack", Sense.FORENAME_FIRST),
        ("daisy", Sense.WORD),
        ("may", Sense.CALENDAR),
        ("vienna", Sense.PLACE),
        ("na", Sense.WORD),
    ],
)
def test_what_else_a_name_can_mean(name, sense):
    assert sense_of(name) is sense
