"""Where pictures are taken, as rooms above this one know it: the names of classes, clubs and events of today."""

from collections.abc import Callable, Iterable
from datetime import date

from schoolgate.people.models import School

NAMED_BY: list[Callable[[School, date], Iterable[str]]] = []


def occasions_now(school: School, today: date) -> list[str]:
    """The names of all of them, each once, in the order they were told."""
    told = (one for named in NAMED_BY for one in named(school, today))
    return list(dict.fromkeys(told))
