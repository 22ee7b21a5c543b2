"""Reads for whoever takes pictures: the groups, and who in a class or group may be shown where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.lists import classes_of, uses_of
from schoolgate.pupils.models import ClassTaught, Pupil
from schoolgate.pupils.queries import pupils_now
from schoolgate.rules import before_pictures as rules
from schoolgate.rules.before_pictures import TAKEN, MayBeShown, Where
from schoolgate.rules.consents import CHANNEL_WORDS, Channel, Medium
from schoolgate.rules.posts.showing import what_lets_show
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.showing.models import Group, GroupMember


@dataclass(frozen=True, slots=True)
class Line:
    """One pupil as whoever holds the camera sees them."""

    name: str
    shown: MayBeShown

    @property
    def words(self) -> str:
        """Where, in words: the same for everyone to whom the same applies."""
        if self.shown.where is not Where.SOME:
            return ""
        photos, videos = (_places(self.shown.places[medium]) for medium in TAKEN)
        if photos == videos:
            return _("photographs and videos: %(places)s") % {"places": photos}
        return _("photographs: %(photos)s; videos: %(videos)s") % {"photos": photos, "videos": videos}


def _places(channels: Iterable[Channel]) -> str:
    return ", ".join(CHANNEL_WORDS[channel] for channel in channels) or _("nowhere")


@dataclass(frozen=True, slots=True)
class Lines:
    """Everyone of a class or group, in three parts. Nobody is left out: who is missing would be known by it."""

    nowhere: list[Line]
    some: list[Line]
    everywhere: list[Line]

    @property
    def many(self) -> int:
        return len(self.nowhere) + len(self.some) + len(self.everywhere)


def here(today: date) -> Q:
    """Pupils on the roll on this day."""
    return Q(left_on__isnull=True) | Q(left_on__gte=today)


def pupils_of_class(school: School, class_name: str, today: date) -> QuerySet[Pupil]:
    return Pupil.objects.filter(here(today), school=school, class_name=class_name)


def pupils_of_group(group: Group, today: date) -> QuerySet[Pupil]:
    goes = GroupMember.objects.filter(group=group, pupil=OuterRef("pk"))
    return Pupil.objects.filter(here(today), Exists(goes), school_id=group.school_id)


def lines_of(school: School, pupils: QuerySet[Pupil], today: date) -> Lines:
    """Who of these may be shown where, on this day, as the gate before publishing judges. Two queries."""
    found = sorted(pupils, key=lambda one: (one.forename.casefold(), one.surname.casefold(), one.pk))
    now = pupils_now(one.pk for one in found)
    asked = _asked(school)
    policy = current_policy(school)
    rules_of = {one: what_lets_show(*one, policy, today) for one in asked}
    names = rules.names_apart((one.short_name, one.full_name) for one in found)
    lines = [
        Line(name, _shown({use for use in asked if rules_of[use](now[one.pk].standing)}, asked))
        for name, one in zip(names, found, strict=True)
    ]
    return Lines(*([one for one in lines if one.shown.where is where] for where in Where))


def _shown(allowed: Collection[tuple[Medium, Channel]], asked: list[tuple[Medium, Channel]]) -> MayBeShown:
    return rules.may_be_shown_in(allowed, asked)


def _asked(school: School) -> list[tuple[Medium, Channel]]:
    """The uses of photographs and videos that families are asked about here."""
    pairs = [(Medium(use.partition(".")[0]), Channel(use.partition(".")[2])) for use in uses_of(school)]
    return [one for one in pairs if one[0] in TAKEN]


def groups_of(school: School, today: date) -> QuerySet[Group]:
    """Clubs, trips and events that are not over, the next end first."""
    found = Group.objects.filter(school=school, ended_at__isnull=True, last_on__gte=today)
    return found.order_by("last_on", "name", "pk")


def names_of_occasions(school: School, today: date) -> list[str]:
    """Clubs, trips and events first, then classes: where somebody can ask not to be filmed. Two queries."""
    return [*(one.name for one in groups_of(school, today)), *classes_of(school, today)]


def own_classes(actor: Actor) -> list[str]:
    """The classes that this person teaches, to stand first."""
    taught = ClassTaught.objects.filter(school=actor.school, person=actor.person_id)
    return sorted(taught.values_list("class_name", flat=True))


def members_in(group: Group, class_name: str) -> set[int]:
    found = GroupMember.objects.filter(group=group, pupil__class_name=class_name)
    return set(found.values_list("pupil_id", flat=True))


def refusals_to_make_group(
    actor: Actor, school: School, *, name: str, sort: str, last_on: date, classes: Collection[str] = ()
) -> list[Refusal]:
    today = today_of(actor.now)
    known = classes_of(school, today) if classes else ()
    return list(
        rules.refusals_to_make_group(name=name, last_on=last_on, classes=classes, known=known, today=today)
    )


def refusals_to_change_group(actor: Actor, group: Group, **_: object) -> list[Refusal]:
    if group.ended_at is None:
        return []
    return [Refusal(Control.STATE, "This is over.", "Make a new one.")]


def refusals_to_print(
    actor: Actor, school: School, *, class_name: str = "", group_id: int | None = None, **_: object
) -> list[Refusal]:
    if group_id is not None:
        exists = Group.objects.filter(pk=group_id, ended_at__isnull=True).exists()
    else:
        exists = class_name in classes_of(school, today_of(actor.now))
    if exists:
        return []
    return [Refusal(Control.STATE, "There is nobody to print.", "Choose a class, club or trip.")]
