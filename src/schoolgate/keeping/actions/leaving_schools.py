"""A school takes everything with it, and is removed. What stays is the trail's envelopes, which name nobody."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from schoolgate.audit.erasing import erasure_of
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.keeping.leaving_schools import refusals_to_remove
from schoolgate.keeping.whole_school import Model, of_people_alone, people_of_only, rows_of, ways
from schoolgate.kernel.actions import Done, Happened, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.models import FollowUp
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.models import Letter
from schoolgate.people.models import Person, School, User
from schoolgate.pupils.models import Adult


@action(
    may=Permission.SCHOOL_EXPORT, unless=nothing_refuses, records=EventType.SCHOOL_EXPORTED, in_person=True
)
def export_school(actor: Actor, school: School) -> Done:
    """Take out everything that is kept of the school. That it was done is kept too."""
    return Done(school)


@action(may=Permission.INSTALLATION_KEEP, unless=refusals_to_remove, records=EventType.SCHOOL_EXPORTED)
def erase_words_of_school(actor: Actor, school: School) -> Done:
    """Every word of the school's trail is erased; that each stood there stays provable."""
    events = Event.objects.filter(log_id=actor.log_key, detail__isnull=False)
    erased = [
        Happened(EventType.DETAIL_ERASED, event, erasure_of(event, "the school has left"))
        for event in events.exclude(type=EventType.DETAIL_ERASED).order_by("pk")
    ]
    return Done(school, {"entries": len(erased)}, also=tuple(erased))


@action(may=Permission.INSTALLATION_KEEP, unless=refusals_to_remove, records=EventType.SCHOOL_REMOVED)
def remove_school(actor: Actor, school: School) -> Done:
    """Every row of the school goes, with the people who belong to no other; the trust's trail says that it left."""
    number, people = school.pk, people_of_only(school)
    adults = [f"adult:{pk}" for pk in Adult._base_manager.filter(school=school).values_list("pk", flat=True)]
    Letter.objects.filter(recipient__in=[*adults, *(f"person:{one.pk}" for one in people)]).delete()
    events = Event.objects.filter(log_id=f"school:{number}")
    FollowUp.objects.filter(event__in=events).delete()
    # The school first: what the database keeps for as long as there is a school, an adopted policy, then lets go.
    School.objects.filter(pk=number)._raw_delete(School.objects.db)
    gone = {model._meta.label_lower: _delete(model, school) for model in _children_first()}
    _forget_people(people)
    school.pk = number
    rows = {name: count for name, count in gone.items() if count}
    return Done(school, {"rows": rows, "people": len(people)})


def _delete(model: Model, school: School) -> int:
    """At once, without asking what hangs on it: that goes in the same transaction, which the database checks."""
    rows = model._base_manager.filter(pk__in=list(rows_of(model, school).values_list("pk", flat=True)))
    return rows._raw_delete(rows.db) or 0


def _children_first() -> Iterator[Model]:
    """The longest ways first, so that a row is found while what leads to its school is still there."""
    yield from sorted(ways(), key=lambda model: -ways()[model].count("__"))


def _forget_people(people: list[Person]) -> None:
    users = [one.user_id for one in people if one.user_id]
    for rows in of_people_alone(people):
        rows.delete()
    for model in (Authenticator, EmailAddress, UserSession):
        model.objects.filter(user__in=users).delete()
    Person.objects.filter(pk__in=[one.pk for one in people]).delete()
    User.objects.filter(pk__in=users).delete()
