"""A form of the index that stands in a text, before and after it is judged."""

from dataclasses import dataclass

from schoolgate.rules.names.facts import Form
from schoolgate.rules.names.meaning import Meaning
from schoolgate.rules.names.tables import Bearers


@dataclass(slots=True)
class Candidate:
    """`given` is the forename that stands there, `surname` the surname; either may be empty."""

    start: int
    end: int
    bearers: Bearers
    form: Form
    meaning: Meaning = Meaning.PERSON
    certain: bool = True
    given: str = ""
    surname: str = ""

    @property
    def is_full(self) -> bool:
        return bool(self.given and self.surname)
