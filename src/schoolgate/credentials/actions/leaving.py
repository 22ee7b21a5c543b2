"""A leaver is found, passes things on, and is certified; or stays after all."""

from collections.abc import Iterable
from datetime import date, timedelta

from schoolgate.audit.event_types import EventType
from schoolgate.credentials import leaving as reads
from schoolgate.credentials.due import keep_due
from schoolgate.credentials.models import HandedOver, Leaving, LoginPerson, SharedLogin
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.official_accounts.naming import keep_for_the_gate
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.registers.models import Entry, EntryVersion
from schoolgate.registers.rota import REGISTER as ROTA
from schoolgate.rules.refusals import Control
from schoolgate.web.addresses import url

HANDOVER = (reads.HANDOVER,)
APPOINTED = (Control.APPOINTED_TO_POST.value,)
_A_WEEK = timedelta(days=7)


@action(may=Permission.LOGIN_WATCH, unless=reads.refusals_to_find, records=EventType.LEAVER_FOUND)
def find_leaver(actor: Actor, school: School, *, person: int, last_on: date, responsible: int | None) -> Done:
    """Their last post here has a last day: whoever is responsible has their things passed on in time."""
    due_at = reads.pass_on_by(school, last_on, today_of(actor.now))
    found, _made = Leaving.objects.update_or_create(
        school=school,
        person_id=person,
        stays_at=None,
        certified_at=None,
        defaults={"last_on": last_on, "due_at": due_at, "responsible_id": responsible},
        create_defaults={
            "last_on": last_on,
            "due_at": due_at,
            "responsible_id": responsible,
            "found_at": actor.now,
        },
    )
    return Done(found, {"person": f"person:{person}", "last_on": last_on}, HANDOVER)


@action(may=Permission.LOGIN_WATCH, unless=reads.refusals_to_stay, records=EventType.LEAVER_STAYS)
def say_leaver_stays(actor: Actor, leaving: Leaving) -> Done:
    """They have another post here beyond that day: nothing is left to pass on."""
    leaving.stays_at = actor.now
    leaving.save(update_fields=["stays_at"])
    return Done(leaving, {"person": f"person:{leaving.person_id}"})


@action(
    may=Permission.LEAVER_SEE_THROUGH,
    unless=reads.refusals_to_hand_over,
    records=EventType.LEAVER_HANDED_OVER,
    in_person=True,
)
def hand_over(actor: Actor, leaving: Leaving, *, keys: Iterable[str], to: int) -> Done:
    """Pass these things of a leaver to somebody who stays, each from the day after at the latest."""
    also: list[Happened] = []
    for key in sorted(set(keys)):
        kind, _colon, number = key.partition(":")
        _PASSES[kind](actor, leaving, int(number), to, also)
        HandedOver.objects.update_or_create(
            leaving=leaving,
            key=key,
            defaults={"school": leaving.school, "to_id": to, "by": actor.person, "at": actor.now},
        )
    return Done(leaving, {"keys": sorted(set(keys)), "to": f"person:{to}"}, HANDOVER, tuple(also))


@action(
    may=Permission.LEAVER_SEE_THROUGH,
    unless=reads.refusals_to_certify,
    records=EventType.LEAVER_CERTIFIED,
    in_person=True,
)
def certify_leaver(actor: Actor, leaving: Leaving, *, was_told: bool) -> Done:
    """Everything of theirs is passed on, changed or closed, and they were told that confidentiality goes on."""
    leaving.certified_at, leaving.certified_by, leaving.was_told_at = actor.now, actor.person, actor.now
    leaving.save(update_fields=["certified_at", "certified_by", "was_told_at"])
    also: list[Happened] = []
    for account in OfficialAccount.objects.filter(
        school=leaving.school, people__person=leaving.person_id
    ).distinct():
        _end_namings(account, leaving, also)
    return Done(leaving, {"person": f"person:{leaving.person_id}"}, HANDOVER, tuple(also))


def _end_namings(account: OfficialAccount, leaving: Leaving, also: list[Happened]) -> None:
    """Whoever comes back one day is named anew by the headteacher, or not."""
    for one in AccountPerson.objects.filter(account=account, person=leaving.person_id):
        if one.last_on is None or one.last_on > leaving.last_on:
            one.last_on = max(leaving.last_on, one.first_on)
            one.save(update_fields=["last_on"])
            words = {"person": f"person:{leaving.person_id}"}
            also.append(Happened(EventType.ACCOUNT_PERSON_ENDED, account, words, APPOINTED))
    keep_for_the_gate(account)


def _pass_account(actor: Actor, leaving: Leaving, number: int, to: int, also: list[Happened]) -> None:
    """The leaver's naming ends with their last day; the other is named for the same, from today."""
    account = OfficialAccount.objects.select_for_update(no_key=True).get(pk=number, school=leaving.school)
    named = list(AccountPerson.objects.filter(account=account, person=leaving.person_id))
    has_it = {
        one.does
        for one in AccountPerson.objects.filter(account=account, person=to)
        if one.last_on is None or one.last_on > leaving.last_on
    }
    for does in {one.does for one in named} - has_it:
        AccountPerson.objects.create(
            school=leaving.school,
            account=account,
            person_id=to,
            does=does,
            first_on=today_of(actor.now),
            named_by=actor.person,
            named_at=actor.now,
        )
        also.append(Happened(EventType.ACCOUNT_PERSON_NAMED, account, {"person": f"person:{to}"}, APPOINTED))
    _end_namings(account, leaving, also)


def _pass_login(actor: Actor, leaving: Leaving, number: int, to: int, also: list[Happened]) -> None:
    login = SharedLogin.objects.select_for_update(no_key=True).get(pk=number, school=leaving.school)
    for one in LoginPerson.objects.filter(login=login, person=leaving.person_id):
        if one.last_on is None or one.last_on > leaving.last_on:
            one.last_on = max(leaving.last_on, one.first_on)
            one.save(update_fields=["last_on"])
    if not LoginPerson.objects.filter(login=login, person=to, last_on__isnull=True).exists():
        LoginPerson.objects.create(
            school=leaving.school,
            login=login,
            person_id=to,
            first_on=today_of(actor.now),
            named_by=actor.person,
            named_at=actor.now,
        )
    login.school = leaving.school
    keep_due(login, actor.now)
    login.save(update_fields=["due_at", "due_because"])
    also.append(Happened(EventType.LOGIN_PERSON_NAMED, login, {"person": f"person:{to}"}))


def _pass_post(actor: Actor, leaving: Leaving, number: int, to: int, also: list[Happened]) -> None:
    """The post keeps its author, for the trail; the other has the task to see to it."""
    Duty.objects.create(
        school=leaving.school,
        key=reads.HANDOVER,
        what="See to a post of somebody who leaves",
        link=url("posts:post", school_slug=leaving.school.slug, post_id=number),
        owed_by_id=to,
        about=f"post:{number}",
        due_at=max(leaving.due_at, actor.now + _A_WEEK),
    )


def _pass_duty(actor: Actor, leaving: Leaving, number: int, to: int, also: list[Happened]) -> None:
    duty = Duty.objects.select_for_update().get(pk=number, school=leaving.school, owed_by=leaving.person_id)
    duty.owed_by = Person.objects.get(pk=to)
    duty.save(update_fields=["owed_by"])


def _pass_rota(actor: Actor, leaving: Leaving, number: int, to: int, also: list[Happened]) -> None:
    """The other is on duty on those days; who was before stays readable."""
    entry = Entry.objects.select_for_update(no_key=True).get(pk=number, school=leaving.school, key=ROTA)
    entry.answers = {**entry.answers, "person": to}
    entry.written_by, entry.written_at = actor.person, actor.now
    entry.save(update_fields=["answers", "written_by", "written_at"])
    EntryVersion.objects.create(
        school=entry.school, entry=entry, answers=entry.answers, written_by=actor.person, written_at=actor.now
    )
    also.append(Happened(EventType.ENTRY_CHANGED, entry, {"register": ROTA}))


_PASSES = {
    "account": _pass_account,
    "login": _pass_login,
    "post": _pass_post,
    "duty": _pass_duty,
    "rota": _pass_rota,
}
