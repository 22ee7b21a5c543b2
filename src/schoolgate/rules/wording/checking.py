"""One reading of a text for everything but names."""

from schoolgate.rules.wording.contact import contact_details
from schoolgate.rules.wording.facts import Suspicion, WordLists
from schoolgate.rules.wording.offensive import offensive_words
from schoolgate.rules.wording.opinion import opinions
from schoolgate.rules.wording.personal import personal_details
from schoolgate.rules.wording.plain_english import hard_sentences, jargon
from schoolgate.rules.wording.politics import political_words
from schoolgate.rules.wording.words import Reading

_DEFAULT = WordLists()


def check_wording(text: str, *, lists: WordLists | None = None) -> list[Suspicion]:
    """What in the text a person should look at: contact details, homes, birthdays, politics, opinion, offence, style.

    Each suspicion names the words that raised it; they come in the order of the text, and none twice.
    """
    lists = lists or _DEFAULT
    reading = Reading(text)
    views = [*offensive_words(reading, lists), *political_words(reading, lists)]
    found = {
        *contact_details(reading),
        *personal_details(reading),
        *views,
        *opinions(reading, views),
        *jargon(reading, lists),
        *hard_sentences(reading, lists),
    }
    return sorted(found)
