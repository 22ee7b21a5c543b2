"""What follows events here: logins that fall due, and who is told when one was opened in an emergency."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.credentials.actions.keeping import say_login_is_due
from schoolgate.credentials.actions.leaving import find_leaver, say_leaver_stays
from schoolgate.credentials.due import dues_of, last_days
from schoolgate.credentials.models import Leaving, SharedLogin
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import holders, today_of
from schoolgate.staffing.models import LineManager

# Whoever left longer ago than this is not looked for any more.
LATEST_FOUND = timedelta(days=60)


@follows(
    EventType.APPOINTMENT_ENDED,
    EventType.PERSON_APPOINTED,
    EventType.POLICY_IN_FORCE,
    EventType.POLICY_SETTING_OVERRIDDEN,
    EventType.POLICY_OVERRIDE_ENDED,
    EventType.CALENDAR_CHANGED,
)
def look_at_logins_again(event: Event, now: datetime) -> None:
    """Somebody leaves, or the policy asks for something else: logins may be due sooner."""
    school = school_of(event)
    if school is not None:
        say_what_is_due(school, now)


@follows(EventType.LOGIN_OPENED)
def look_at_the_opened_login(event: Event, now: datetime) -> None:
    """Whoever opened it may be leaving: then it is due by their last day."""
    school = school_of(event)
    if school is not None:
        say_what_is_due(school, now, only=int(event.subject_id))


@follows(EventType.LOGIN_OPENED_IN_EMERGENCY)
def tell_headteacher_and_chair(event: Event, now: datetime) -> None:
    """At once, and without a word of what it is: the page tells, to whoever may look."""
    school = school_of(event)
    if school is None:
        return
    told = holders(school, (Role.HEADTEACHER, Role.CHAIR), today_of(now))
    words = Words(
        _("A login was opened in an emergency"),
        (
            _("A leader of %(school)s opened a shared login in an emergency and gave a reason.")
            % {"school": school.name},
            _("Please look at it here:"),
        ),
        reverse("credentials:emergencies", kwargs={"school_slug": school.slug}),
    )
    recipients = [
        Recipient(f"person:{one.pk}", one.email) for one in told if f"person:{one.pk}" != event.actor_id
    ]
    letters.write(f"login:{event.subject_id}:emergency:{event.pk}", recipients, words, now=now)
    letters.send_due(now)


def say_what_is_due(school: School, now: datetime, *, only: int | None = None) -> int:
    """Each login of this school (or only this one) whose time has changed is said to be due then; how many."""
    said = 0
    with scope(school=school):
        found_logins = SharedLogin.objects.filter(school=school, removed_at__isnull=True)
        if only is not None:
            found_logins = found_logins.filter(pk=only)
        logins = list(found_logins.select_related("school"))
        if not logins:
            return 0
        found = dues_of(school, logins, now)
        for login in logins:
            due = found[login.pk]
            if (login.due_at, login.due_because) != (due.at, due.because):
                try:
                    say_login_is_due(clock(school, now), login)
                    said += 1
                except Refused:
                    continue  # It was removed meanwhile.
    return said


def school_of(event: Event) -> School | None:
    """The school in whose log the event stands; None for the trust's."""
    kind, _colon, key = event.log_id.partition(":")
    if kind != "school":
        return None
    return School.objects.select_related("trust").filter(pk=int(key)).first()


@follows(EventType.APPOINTMENT_ENDED, EventType.PERSON_APPOINTED, EventType.PERSON_ADDED)
def look_who_leaves(event: Event, now: datetime) -> None:
    """A post has an end, or there is another: whether its holder leaves, and whether somebody stays after all."""
    school = school_of(event)
    if school is None or not event.subject_id.isdigit():
        return
    by_appointment = event.type != EventType.PERSON_ADDED
    held = Appointment.objects.filter(pk=event.subject_id).first() if by_appointment else None
    person_id = held.person_id if held is not None else int(event.subject_id)
    with scope(school=school):
        _look_whether_they_leave(school, person_id, now)


def _look_whether_they_leave(school: School, person_id: int, now: datetime) -> None:
    today = today_of(now)
    last_on = last_days(school, [person_id], today).get(person_id)
    known = Leaving.objects.filter(
        school=school, person=person_id, stays_at__isnull=True, certified_at__isnull=True
    ).first()
    if last_on is None:
        if known is not None:
            say_leaver_stays(clock(school, now), known)
        return
    if (known is not None and known.last_on == last_on) or (known is None and last_on < today - LATEST_FOUND):
        return
    manager = LineManager.objects.filter(person=person_id).values_list("manager_id", flat=True).first()
    responsible = manager if manager and _sees_through(school, manager, today) else None
    find_leaver(clock(school, now), school, person=person_id, last_on=last_on, responsible=responsible)


def _sees_through(school: School, person_id: int, today: date) -> bool:
    roles = [role for role, granted in GRANTS.items() if Permission.LEAVER_SEE_THROUGH in granted]
    return holders(school, roles, today).filter(pk=person_id).exists()


@follows(EventType.COMPROMISE_SUSPECTED)
def tell_headteacher_of_a_compromise(event: Event, now: datetime) -> None:
    """At once, without a word of what it is."""
    school = school_of(event)
    if school is None:
        return
    told = holders(school, (Role.HEADTEACHER, Role.DATA_PROTECTION_LEAD), today_of(now))
    words = Words(
        _("An account was stopped at once"),
        (
            _(
                "Somebody may have broken into an account of %(school)s. Nothing goes there until it is in order."
            )
            % {"school": school.name},
            _("What is left to do stands on your page:"),
        ),
        reverse("today"),
    )
    recipients = [Recipient(f"person:{one.pk}", one.email) for one in told]
    letters.write(f"compromise:{event.pk}", recipients, words, now=now)
    letters.send_due(now)
