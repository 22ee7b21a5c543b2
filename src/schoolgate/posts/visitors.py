"""Visitors who asked not to be shown: their wish goes before whatever an author was told."""

from collections.abc import Mapping
from datetime import date

from schoolgate.people.models import School
from schoolgate.posts.around import Around
from schoolgate.rules.consents import ALL_USES, Said
from schoolgate.rules.wishes import is_about
from schoolgate.wishes.queries import names_asked

_NOWHERE: Mapping[str, Said] = dict.fromkeys(ALL_USES, Said.NO)


def visitors_who_asked(school: School, there: Around, today: date) -> dict[int, Mapping[str, Said]]:
    """A no for everything, by minus the id in the picture. One query, none where no visitor is to be seen."""
    visitors = [
        one
        for each in there.seen.values()
        for one in each
        if not one.pupil_id and not one.person_id and not one.is_covered
    ]
    names = names_asked(school, today) if visitors else []
    return {-one.id: _NOWHERE for one in visitors if any(is_about(name, one.name) for name in names)}
