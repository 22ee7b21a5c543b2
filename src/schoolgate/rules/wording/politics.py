"""Party politics: for or against a party, a candidate, those in office, a contested campaign.

The news that there is an election, a trip to Parliament and a vote inside the school are none of it.
"""

from collections.abc import Iterator

from schoolgate.rules.wording.facts import Kind, Suspicion, WordLists
from schoolgate.rules.wording.lists import politics as words_of_politics
from schoolgate.rules.wording.words import Phrases, Reading

_PARTY = "This names a political party."
_SIDE = "This takes a side for somebody in office or who wants to be."
AGAINST = "This speaks against somebody in office."
CAMPAIGN = "This takes a side in a campaign."

_PARTY_PHRASES = Phrases(words_of_politics.PARTY_PHRASES)
_OFFICE_PHRASES = Phrases(words_of_politics.OFFICE_PHRASES)
_TAKES_SIDES = Phrases(words_of_politics.TAKES_SIDES)
_AGAINST = Phrases(words_of_politics.SPEAKS_AGAINST)
_CAMPAIGNING = Phrases(
    "campaign; campaigns; campaigning; election; re elected; manifesto; hustings; her seat; his seat"
)
_CAMPAIGNS = Phrases(words_of_politics.CAMPAIGNS)
_INSIDE = Phrases(words_of_politics.INSIDE_THE_SCHOOL)
_LESSONS = Phrases(
    "learn about; learned about; learnt about; learning about; history of; suffragettes; history lesson; studied"
)
_REACH = 6  # words between taking a side and whose side it is
_ELECTION_WORDS = frozenset("thursday election elections polling ballot ward may candidate seat".split())


def political_words(reading: Reading, words: WordLists) -> Iterator[Suspicion]:
    """Each phrase that takes a side."""
    yield from _parties(reading, words)
    yield from _campaigns(reading)
    yield from _office_holders(reading)
    yield from _votes_for_a_name(reading)


def _parties(reading: Reading, words: WordLists) -> Iterator[Suspicion]:
    found = [(place, place + 1) for place in reading.places_of(words.parties)]
    for first, past in [*found, *_PARTY_PHRASES.in_text(reading)]:
        if not _is_inside_the_school(reading, first) and not _is_a_lesson(reading, first):
            attacked = not words_of_politics.ATTACKS.isdisjoint(reading.words_beside(first))
            yield reading.suspicion(Kind.POLITICAL, first, past, AGAINST if attacked else _PARTY)


def _campaigns(reading: Reading) -> Iterator[Suspicion]:
    for first, past in _CAMPAIGNS.in_text(reading):
        if not _is_inside_the_school(reading, first):
            yield reading.suspicion(Kind.POLITICAL, first, past, CAMPAIGN)


def _office_holders(reading: Reading) -> Iterator[Suspicion]:
    """Somebody in office, and a side taken in the same sentence."""
    for first, past in _holders(reading):
        begin, _ = reading.sentence_of(first)
        if _is_inside_the_school(reading, first):
            continue
        if _is_near(_AGAINST, reading, begin, first) or not words_of_politics.ATTACKS.isdisjoint(
            reading.words_beside(first)
        ):
            yield reading.suspicion(Kind.POLITICAL, first, past, AGAINST)
        elif _is_near(_TAKES_SIDES, reading, begin, first) or reading.says_beside(_CAMPAIGNING, first):
            yield reading.suspicion(Kind.POLITICAL, first, past, _SIDE)


def _is_near(sides: Phrases, reading: Reading, begin: int, holder: int) -> bool:
    """Whether a side is taken so shortly before the holder that it is hers."""
    begin = max(begin, holder - _REACH - sides.longest)
    return any(past <= holder <= past + _REACH for _, past in sides.find(reading.words, begin, holder))


def _holders(reading: Reading) -> Iterator[tuple[int, int]]:
    for place in reading.places_of(words_of_politics.OFFICE_HOLDERS):
        yield place, place + 1
    yield from _OFFICE_PHRASES.in_text(reading)


def _votes_for_a_name(reading: Reading) -> Iterator[Suspicion]:
    """ "Vote Bramley on Thursday"."""
    for place in reading.places_of(("vote", "elect")):
        _, end = reading.sentence_of(place)
        name = place + 2 if reading.words[place + 1 : place + 2] == ["for"] else place + 1
        named = name < end and reading.is_capital(name)
        if (
            named
            and not _ELECTION_WORDS.isdisjoint(reading.words_beside(place))
            and not _is_inside_the_school(reading, place)
        ):
            yield reading.suspicion(Kind.POLITICAL, place, name + 1, _SIDE)


def _is_inside_the_school(reading: Reading, place: int) -> bool:
    return reading.says_beside(_INSIDE, place)


def _is_a_lesson(reading: Reading, place: int) -> bool:
    return reading.says_beside(_LESSONS, place)
