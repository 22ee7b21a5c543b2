"""Reads of duties: whose they are, and why one cannot be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext_lazy

from schoolgate.duties.models import Duty, OwnDuty
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.duties_library import clauses_of, task_named
from schoolgate.policies.queries import current_policy
from schoolgate.rules.duties import OwnDuty as Described
from schoolgate.rules.duties import own as own_rules
from schoolgate.rules.policy import Clause
from schoolgate.rules.refusals import Control, Refusal

MEASURE = "duty.directed_measure"
MEASURES = {"security": gettext_lazy("Security"), "data_protection": gettext_lazy("Data protection")}
# Who is asked to put a measure in place.
PUT_IN_PLACE_BY = ("network_manager", "data_protection_lead")
# How far back the page shows what was done.
DONE_LATELY = timedelta(days=60)


def owed_by(actor: Actor) -> QuerySet[Duty]:
    """Open duties of this person, or of a post they hold, soonest first."""
    return Duty.objects.filter(
        Q(owed_by_id=actor.person_id)
        | Q(owed_by__isnull=True, owed_by_role__in=[role.value for role in actor.roles]),
        done_at__isnull=True,
    ).order_by("due_at")


def refusals_to_do(actor: Actor, duty: Duty, *, outcome: str) -> list[Refusal]:
    """Somebody else's duty, one that is done, or one without a word on what came of it."""
    control = Control.STATE
    if duty.done_at is not None:
        return [Refusal(control, "This is done already.", "Nothing is left to do.")]
    theirs = duty.owed_by_id == actor.person_id or (
        duty.owed_by_id is None and duty.owed_by_role in {role.value for role in actor.roles}
    )
    if not theirs:
        return [Refusal(control, "This is somebody else’s to do.", "Tell them if it cannot wait.")]
    if duty.closes_itself:
        return [
            Refusal(
                control,
                "This closes by itself once the work is done.",
                "Open what it is about, and do it there.",
            )
        ]
    if not outcome.strip():
        return [
            Refusal(
                control,
                "It is not said what came of it.",
                "Write one line, for whoever asks later.",
                about="outcome",
            )
        ]
    return []


def own_duties(school: School) -> QuerySet[OwnDuty]:
    """The school's own duties that still come."""
    return OwnDuty.objects.filter(school=school, ended_at__isnull=True).select_related("made_by")


def refusals_to_make(
    actor: Actor,
    school: School,
    *,
    what: str,
    more: str = "",
    owed_by: str = "",
    each_of: Sequence[str] = (),
    every: str = "once",
    due_on: date | None = None,
) -> list[Refusal]:
    made = Described(what, more, owed_by, tuple(each_of), every, due_on)
    keys = own_duties(school).values_list("key", flat=True)
    return list(own_rules.refusals_to_make(made, today=today_of(actor.now), keys=keys))


def refusals_to_end(actor: Actor, own: OwnDuty) -> list[Refusal]:
    return [own_rules.is_over()] if own.ended_at is not None else []


def refusals_to_direct(
    actor: Actor, school: School, *, what: str, kind: str, owed_by: str, due_on: date
) -> list[Refusal]:
    found = []
    if not what.strip():
        found.append(_refusal("It does not say what is to be put in place.", "Write it in a line.", "what"))
    if kind not in MEASURES:
        found.append(_refusal("It is security or data protection.", "Choose one of the two.", "kind"))
    if owed_by not in PUT_IN_PLACE_BY:
        found.append(_refusal("Nobody like that can do it.", "Choose from the list.", "owed_by"))
    if kind == "data_protection" and owed_by == "network_manager":
        found.append(
            _refusal(
                "Data protection is signed off by its lead.", "Choose the data protection lead.", "owed_by"
            )
        )
    if due_on < today_of(actor.now):
        found.append(_refusal("That day has been.", "Choose a day to come.", "due_on"))
    return found


def _refusal(words: str, next_step: str, about: str) -> Refusal:
    return Refusal(Control.STATE, words, next_step, about=about)


def clauses_behind(school: School, duty: Duty) -> tuple[Clause, ...]:
    """The clauses of the school's policy that ask for this duty."""
    policy = current_policy(school)
    task = task_named(duty.key, duty.task) if duty.task else None
    return clauses_of(policy, duty.key, task) if task else policy.clauses_of(duty.key)


def said_of(duty: Duty) -> str:
    """The word that stands in the form to begin with, where one tap is to do it."""
    task = task_named(duty.key, duty.task) if duty.task else None
    return task.says if task else ""


def measures(school: School) -> QuerySet[Duty]:
    """Every measure that the headteacher asked for, the open ones first."""
    return (
        Duty.objects.filter(school=school, key=MEASURE)
        .select_related("done_by")
        .order_by("done_at", "due_at")
    )


def seen_by(actor: Actor) -> QuerySet[Duty]:
    """What is owed at this school, the longest due first: for leaders all, for others what they were told is late.

    Cases, posts and talks about somebody stand where they belong, and not here.
    """
    found = (
        _told_openly(actor)
        .filter(done_at__isnull=True)
        .select_related("owed_by")
        .prefetch_related("told__person")
        .order_by("due_at", "pk")
    )
    if actor.may(Permission.DUTIES_READ):
        return found
    return found.filter(told__person=actor.person).distinct()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one kind of duty stands: how many are open, when the next of them is due, when one was last done."""

    open: int
    next_due_at: datetime | None
    done_at: datetime | None


def how_each_stands(actor: Actor) -> dict[str, Standing]:
    """Each kind of duty that ever came here, by its control. One query."""
    open_now = Q(done_at__isnull=True)
    found = (
        _told_openly(actor)
        .values("key")
        .annotate(
            open=Count("pk", filter=open_now),
            next_due_at=Min("due_at", filter=open_now),
            last_done_at=Max("done_at"),
        )
        .order_by()
    )
    return {one["key"]: Standing(one["open"], one["next_due_at"], one["last_done_at"]) for one in found}


def done_lately(actor: Actor) -> QuerySet[Duty]:
    """What was done in the last two months, the newest first."""
    since = actor.now - DONE_LATELY
    return (
        _told_openly(actor).filter(done_at__gte=since).select_related("done_by").order_by("-done_at", "-pk")
    )


def _told_openly(actor: Actor) -> QuerySet[Duty]:
    """Duties of the policy and the school's own, but for talks about somebody."""
    named = Q(key__startswith="duty.") | Q(key__startswith="own.")
    return Duty.objects.filter(named, school=actor.school).exclude(about__startswith="declined:")
