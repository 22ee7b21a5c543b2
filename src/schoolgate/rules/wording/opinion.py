"""A contestable view or a complaint put out in the school's name; plain praise and invitations are none."""

from collections.abc import Iterable, Iterator

from schoolgate.rules.wording.facts import Kind, Suspicion
from schoolgate.rules.wording.lists import views
from schoolgate.rules.wording.politics import AGAINST, CAMPAIGN
from schoolgate.rules.wording.words import Phrases, Reading

_VIEW = "This sounds like an opinion or a complaint. Is it the school's to give?"
_WITH_INSULT = "An insult is also an opinion given in the school's name."
_WITH_SIDE = "Taking a side is also an opinion given in the school's name."

_OPINIONS = Phrases(views.OPINIONS)
_SAYS_WHAT_IT_THINKS = Phrases(views.SAYS_WHAT_IT_THINKS)
_IS = frozenset(
    "is are was were be been so such being utterly absolutely totally completely just simply".split()
)
_WEATHER = frozenset("weather rain snow wind fog storm mud heat forecast potion potions smell".split())
_OF = frozenset("of from with for in on at about".split())
_FINDS_FAULT = views.FINDS_FAULT | views.HARSH
_FAULTS = views.HARSH | views.VERDICTS
_ORDERS = frozenset("ban scrap abolish sack bin ditch axe".split())
_OURS = frozenset("we our us i my me".split())
_NOT_A_VIEW = frozenset("poll polls poem poems box piece pieces column".split())


def opinions(reading: Reading, others: Iterable[Suspicion]) -> Iterator[Suspicion]:
    """Views in the text, and those that lie in an insult or in taking a side (`others`)."""
    for first, past in [*_phrases(reading), *_verdicts(reading)]:
        if not _is_somebody_elses(reading, first):
            yield reading.suspicion(Kind.OPINION, first, past, _VIEW)
    for other in others:
        if other.kind is Kind.OFFENSIVE:
            yield Suspicion(other.start, other.end, Kind.OPINION, other.words, _WITH_INSULT)
        elif other.why in (AGAINST, CAMPAIGN):
            yield Suspicion(other.start, other.end, Kind.OPINION, other.words, _WITH_SIDE)


def _phrases(reading: Reading) -> Iterator[tuple[int, int]]:
    """Ways to give a view, and ways to say that one follows where the sentence also finds fault."""
    words = reading.words
    for first, past in _OPINIONS.in_text(reading):
        if not (words[past : past + 1] and words[past] in _NOT_A_VIEW):
            yield first, past
    for first, past in _SAYS_WHAT_IT_THINKS.in_text(reading):
        if not _FINDS_FAULT.isdisjoint(reading.words_beside(first)):
            yield first, past


def _verdicts(reading: Reading) -> Iterator[tuple[int, int]]:
    """ "The menu is dreadful", "Ridiculous.", "Ban them.", and fault found with what people complain about."""
    words = reading.words
    for place in reading.places_of(_FAULTS):
        word = words[place]
        begin, end = reading.sentence_of(place)
        beside = reading.words_beside(place)
        if not _WEATHER.isdisjoint(beside) or (place and words[place - 1] in _OF):
            continue
        if word in views.HARSH and not _IS.isdisjoint(words[max(begin, place - 4) : place]):
            yield place, place + 1
        else:
            alone = end - begin <= 2 and word in views.HARSH
            ordered = place == begin and word in _ORDERS and end - begin <= 5
            if alone or ordered or not views.COMPLAINED_ABOUT.isdisjoint(beside):
                yield place, place + 1


def _is_somebody_elses(reading: Reading, place: int) -> bool:
    """In a debate, a story or a conditional the view is not the school's own."""
    sentence = reading.words_beside(place)
    return not views.NOT_OUR_VIEW.isdisjoint(sentence) and _OURS.isdisjoint(sentence)
