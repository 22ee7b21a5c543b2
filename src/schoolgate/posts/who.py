"""Who is in a picture, as chips to tick: those named already, own pupils, and those that were looked for.

A chip's value is "pupil:7", "person:3" or, for somebody who is only in this picture, "shown:12".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import STAFF_ROLES, Permission
from schoolgate.media.models import Appearance
from schoolgate.people.models import Person
from schoolgate.people.queries import current, today_of
from schoolgate.pupils.completing import (
    FEWEST_LETTERS,
    PupilFound,
    folded,
    pupils_of_classes,
    pupils_of_school,
    pupils_with_classes,
)


@dataclass(frozen=True, slots=True)
class Chip:
    """Somebody who is, or may be, in the picture."""

    value: str
    name: str
    more: str = ""
    is_ticked: bool = False
    is_covered: bool = False
    is_barred: bool = False
    is_adult: bool = False
    has_agreed: bool = False
    shown: int = 0
    how: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found. `is_beyond` says that it went beyond own classes, which is written down."""

    chips: tuple[Chip, ...] = ()
    letters: str = ""
    is_beyond: bool = False


def value_of(one: Appearance) -> str:
    """The chip of somebody who is named in a picture."""
    if one.pupil_id is not None:
        return f"pupil:{one.pupil_id}"
    return f"person:{one.person_id}" if one.person_id is not None else f"shown:{one.pk}"


def named_chips(
    actor: Actor,
    appearances: Iterable[Appearance],
    *,
    barred: Iterable[int] = (),
    ticked: set[str] | None = None,
) -> list[Chip]:
    """Those who are named in the picture. Whoever is not staff sees no pupil's name. One query at most."""
    listed = list(appearances)
    may_see = actor.may(Permission.PUPIL_NAME)
    pupils = pupils_with_classes(one.pupil_id for one in listed if one.pupil_id) if may_see else {}
    stopped = set(barred)
    return [
        Chip(
            value_of(one),
            _name_of(one, pupils),
            pupils[one.pupil_id].class_name if one.pupil_id in pupils else "",
            is_ticked=ticked is None or value_of(one) in ticked,
            is_covered=one.is_covered,
            is_barred=one.pk in stopped,
            is_adult=one.pupil_id is None and not (one.person_id is None and one.is_covered),
            has_agreed=one.visitor_agreed,
            shown=one.pk,
            how=_how(one),
        )
        for one in listed
        if may_see or one.pupil_id is None
    ]


def ticked_chips(actor: Actor, values: Iterable[str]) -> list[Chip]:
    """Those who are ticked on the page but not saved yet. Two queries at most."""
    values = list(values)
    people = ids_in(values, "person")
    pupils = pupils_with_classes(ids_in(values, "pupil")) if actor.may(Permission.PUPIL_NAME) else {}
    chips = [replace(_chip(one), is_ticked=True) for one in pupils.values()]
    if people:
        found = Person.objects.filter(pk__in=people, trust_id=actor.trust_id)
        chips += [Chip(f"person:{one.pk}", one.short_name, is_ticked=True, is_adult=True) for one in found]
    return chips


def classmate_chips(actor: Actor, classes: Sequence[str], letters: str = "") -> list[Chip]:
    """Own pupils, to tick. One query, none without a class."""
    return [_chip(one) for one in pupils_of_classes(actor, classes, letters)] if classes else []


def look_for(actor: Actor, classes: Sequence[str], letters: str, *, everywhere: bool = False) -> Found:
    """Own pupils first; the whole school where none of them is meant or it was asked for; colleagues last."""
    letters = letters.strip()
    own = classmate_chips(actor, classes, letters)
    if len(letters) < FEWEST_LETTERS:
        return Found(tuple(own), letters)
    colleagues = _colleagues(actor, letters)
    if own and not everywhere:
        return Found((*own, *colleagues), letters)
    mine = {chip.value for chip in own}
    others = [chip for one in pupils_of_school(actor, letters) if (chip := _chip(one)).value not in mine]
    return Found((*own, *others, *colleagues), letters, is_beyond=True)


def ids_in(values: Iterable[str], kind: str) -> list[int]:
    """The ids of the chips of this kind."""
    return [
        int(what)
        for name, _colon, what in (value.partition(":") for value in values)
        if name == kind and what.isdigit()
    ]


def _chip(one: PupilFound) -> Chip:
    return Chip(f"pupil:{one.id}", one.name, one.class_name)


def _name_of(one: Appearance, pupils: Mapping[int, PupilFound]) -> str:
    if one.pupil_id is not None:
        return pupils[one.pupil_id].name if one.pupil_id in pupils else ""
    return one.person.short_name if one.person is not None else one.visitor_words


def _how(one: Appearance) -> str:
    """How somebody agreed, as whoever looks at the post reads it."""
    if not one.agreed_how:
        return ""
    words = {"who": one.agreed_words}
    if one.agreed_how == Appearance.Agreed.WRITTEN:
        return _("in writing: %(who)s") % words
    return _("said to %(who)s") % words if one.agreed_words else _("by word")


def _colleagues(actor: Actor, letters: str) -> list[Chip]:
    """Members of staff whose name begins so. One query."""
    held = Q(appointments__school=actor.school, appointments__role__in=[role.value for role in STAFF_ROLES])
    people = Person.objects.filter(current(today_of(actor.now), "appointments__"), held).distinct()
    wanted = folded(letters).split()
    return [
        Chip(f"person:{one.pk}", one.short_name, one.team, is_adult=True)
        for one in people.order_by("surname", "forename")
        if all(any(part.startswith(word) for part in folded(str(one)).split()) for word in wanted)
    ][:4]
