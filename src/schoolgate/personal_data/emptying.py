"""Taking a person out of the record while the fact stays: called by what erases, by the night, and after a restore.

A row that others point to stays, without a name. What was only about the person goes.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import Model, Q

from schoolgate.audit.erasing import erasure_of
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Happened
from schoolgate.notifications.models import Letter
from schoolgate.people.models import Person, User
from schoolgate.personal_data.emptied import NOBODY_ANY_MORE
from schoolgate.pupils.models import Adult, Answer, OfficeQuestion, Pupil, Responsibility, Understanding
from schoolgate.pupils.naming import names_changed

# Only about the person, and of no use without them.
OF_STAFF = (
    "moments.talkedover:declaration__person", "moments.declaration:person", "moments.declinedsigning:person",
    "moments.noteread:person", "moments.profilelook:person", "moments.signeddocument:person",
    "staffing.adjustment:person", "staffing.tie:person", "training.attendance:person", "pupils.classtaught:person",
    "staffing.linemanager:person", "staffing.linemanager:manager", "staffing.confirmedremit:appointment__person",
    "people.appointment:person", "personal_data.copygiven:person", "personal_data.correction:person",
)  # fmt: skip
_OF_PUPIL = ("showing.groupmember", "training.pupilagreed")


def empty_pupil(pupil: Pupil) -> None:
    """Who it was goes: names, numbers, class, adults, free words. What was said and when stays."""
    Pupil._base_manager.filter(pk=pupil.pk).update(
        admission_number="", upn="", former_upn="", legal_forename=NOBODY_ANY_MORE, legal_surname="",
        preferred_forename="", preferred_surname="", middle_names="", former_names=[], born_on=None, year_group="",
        class_name="", joined_on=None, in_care=False,
    )  # fmt: skip
    adults = list(Responsibility.objects.filter(pupil=pupil).values_list("adult_id", flat=True))
    Responsibility.objects.filter(pupil=pupil).delete()
    for adult in Adult._base_manager.filter(pk__in=adults, responsibilities__isnull=True):
        empty_adult(adult)
    for table in _OF_PUPIL:
        apps.get_model(table)._base_manager.filter(pupil=pupil).delete()
    OfficeQuestion._base_manager.filter(pupil=pupil).delete()
    Answer._base_manager.filter(pupil=pupil).update(given_by="", evidence="")
    Understanding._base_manager.filter(pupil=pupil).update(because="")
    names_changed(pupil.school_id)


def empty_adult(adult: Adult) -> None:
    """An adult of a family goes with their links and what they sent; letters to them too."""
    Letter.objects.filter(recipient=f"adult:{adult.pk}").delete()
    adult.delete()


def empty_person(person: Person) -> None:
    """Somebody who worked here: their sign-in, their own papers and their name go; what they decided stays."""
    for table, _colon, way in (one.partition(":") for one in OF_STAFF):
        apps.get_model(table)._base_manager.filter(**{way: person}).delete()
    Answer._base_manager.filter(person=person).update(given_by="", evidence="")
    Letter.objects.filter(recipient=f"person:{person.pk}").delete()
    end_login(person.user)
    Person.objects.filter(pk=person.pk).update(
        title="", forename=NOBODY_ANY_MORE, surname="", email="", team=""
    )


def end_login(user: User | None) -> None:
    """The login goes, with every address, passkey and session of it."""
    if user is None:
        return
    Person.objects.filter(user=user).update(user=None)
    for model in (Authenticator, EmailAddress, UserSession, SocialAccount):
        model.objects.filter(user=user).delete()
    user.delete()


def words_of(log_key: str, rows: Iterable[tuple[str, Any]], reason: str) -> tuple[Happened, ...]:
    """What the trail says of these (type and number), to be erased: recording each deletes its words."""
    wanted: dict[str, list[str]] = {}
    for type_, pk in rows:
        wanted.setdefault(type_, []).append(str(pk))
    about = Q(pk__in=[])
    for type_, ids in wanted.items():
        about |= Q(subject_type=type_, subject_id__in=ids)
    events = Event.objects.filter(about, log_id=log_key, detail__isnull=False).exclude(
        type=EventType.DETAIL_ERASED
    )
    return tuple(
        Happened(EventType.DETAIL_ERASED, event, erasure_of(event, reason)) for event in events.order_by("pk")
    )


def empty(row: Model) -> None:
    """Whichever of the three it is."""
    if isinstance(row, Pupil):
        empty_pupil(row)
    elif isinstance(row, Person):
        empty_person(row)
    elif isinstance(row, Adult):
        empty_adult(row)
