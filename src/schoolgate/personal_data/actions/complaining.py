"""Complaints about how data are handled: made, acknowledged, answered; and who answers in law."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.personal_data import queries
from schoolgate.personal_data.models import Controller, DataComplaint, LegalHold
from schoolgate.rules.keeping_times import ACKNOWLEDGED_WITHIN_DAYS

ACKNOWLEDGE, ANSWER = "duty.complaint_acknowledged", "duty.complaint_answered"
WHOSE = "duty.complaint_records_said"
_ANSWERED_WITHIN = timedelta(days=90)
# Until it is said, more is kept than has to be.
_SAID_WITHIN = timedelta(days=2)


@action(
    may=Permission.DATA_COMPLAINT_MAKE,
    unless=queries.refusals_to_complain,
    records=EventType.DATA_COMPLAINT_MADE,
)
def make_data_complaint(
    actor: Actor,
    school: School,
    *,
    comes_from: str,
    about_the_lead: bool,
    words: str,
    reach: str,
    code_digest: str,
) -> Done:
    """Somebody complains: to whoever leads on data protection, or to the headteacher where it is about them."""
    due_on = today_of(actor.now) + timedelta(days=ACKNOWLEDGED_WITHIN_DAYS)
    made = DataComplaint.objects.create(
        school=school,
        comes_from=comes_from,
        about_the_lead=about_the_lead,
        words=words.strip(),
        reach=reach.strip(),
        code_digest=code_digest,
        came_at=actor.now,
        due_on=due_on,
    )
    _ask(
        made,
        ACKNOWLEDGE,
        _("Acknowledge a complaint about data"),
        actor.now + timedelta(days=ACKNOWLEDGED_WITHIN_DAYS),
    )
    said_by = actor.now + _SAID_WITHIN
    _ask(made, WHOSE, _("Say whose records a complaint is about: till then too much is kept"), said_by)
    return Done(made, controls=(ACKNOWLEDGE,))


@action(
    may=Permission.DATA_COMPLAINT_READ,
    unless=queries.refusals_to_acknowledge,
    records=EventType.DATA_COMPLAINT_ACKNOWLEDGED,
    in_person=True,
)
def acknowledge_complaint(actor: Actor, complaint: DataComplaint, *, says_now: str = "") -> Done:
    """Say that it has come, and what happens next."""
    complaint.acknowledged_at, complaint.acknowledged_by = actor.now, actor.person
    complaint.says_now = says_now.strip()
    complaint.save(update_fields=["acknowledged_at", "acknowledged_by", "says_now"])
    _close(actor, complaint, ACKNOWLEDGE)
    _ask(complaint, ANSWER, _("Answer a complaint about data"), complaint.came_at + _ANSWERED_WITHIN)
    return Done(complaint, controls=(ACKNOWLEDGE,))


@action(
    may=Permission.DATA_COMPLAINT_READ,
    unless=queries.refusals_to_answer_complaint,
    records=EventType.DATA_COMPLAINT_ANSWERED,
    in_person=True,
)
def answer_complaint(actor: Actor, complaint: DataComplaint, *, upheld: bool, outcome: str) -> Done:
    """Say what came of it. To answer acknowledges too; what was kept because of it is let go."""
    complaint.upheld, complaint.outcome = upheld, outcome.strip()
    complaint.closed_at, complaint.closed_by = actor.now, actor.person
    if complaint.acknowledged_at is None:
        complaint.acknowledged_at, complaint.acknowledged_by = actor.now, actor.person
    complaint.save()
    complaint.holds.filter(released_at__isnull=True).update(released_at=actor.now, released_by=actor.person)
    for key in (ACKNOWLEDGE, ANSWER, WHOSE):
        _close(actor, complaint, key)
    return Done(complaint, {"upheld": upheld}, controls=(ANSWER,))


@action(
    may=Permission.DATA_COMPLAINT_READ,
    unless=queries.refusals_to_say_whose,
    records=EventType.DATA_COMPLAINT_RECORDS_SAID,
    in_person=True,
)
def say_whose_records(
    actor: Actor, complaint: DataComplaint, *, kind: str = "", number: int | None = None
) -> Done:
    """Say whose records it is about, one after another: they are kept until it is closed. No kind: nobody's here."""
    if kind:
        LegalHold.objects.create(
            school=complaint.school,
            **{f"{kind}_id": number},
            why=LegalHold.Why.COMPLAINT,
            since=actor.now,
            held_by=actor.person,
            complaint=complaint,
        )
    complaint.records_said_at = actor.now
    complaint.save(update_fields=["records_said_at"])
    _close(actor, complaint, WHOSE)
    return Done(complaint, {"holds": complaint.holds.count()})


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=nothing_refuses,
    records=EventType.CONTROLLER_SET,
    in_person=True,
)
def set_controller(actor: Actor, school: School, *, who: str, registration: str, officer: str) -> Done:
    """Say who answers in law: the governing body or the trust, and how their officer is reached."""
    Controller.objects.update_or_create(
        school=school,
        defaults={
            "who": who,
            "registration": registration.strip(),
            "officer": officer.strip(),
            "set_at": actor.now,
            "set_by": actor.person,
        },
    )
    return Done(school, {"who": who})


def _ask(complaint: DataComplaint, key: str, what: str, due_at: datetime) -> None:
    """On Today of whoever answers it; done by the answer itself."""
    Duty.objects.create(
        school=complaint.school,
        key=key,
        about=f"complaint:{complaint.pk}",
        what=what,
        link=reverse("personal_data:complaint", args=[complaint.school.slug, complaint.pk]),
        closes_itself=True,
        owed_by_role=Role.HEADTEACHER if complaint.about_the_lead else Role.DATA_PROTECTION_LEAD,
        due_at=due_at,
    )


def _close(actor: Actor, complaint: DataComplaint, key: str) -> None:
    Duty.objects.filter(
        school=complaint.school, key=key, about=f"complaint:{complaint.pk}", done_at__isnull=True
    ).update(done_at=actor.now, done_by=actor.person, outcome=_("Done on its page."))
