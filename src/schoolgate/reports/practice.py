"""Whether the policy is lived, in numbers: signatures, training, duties open and late. Nobody is named."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Role
from schoolgate.moments.queries import documents_for, who_owes
from schoolgate.people.appointing import people_of
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.living import named
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.training import Training
from schoolgate.training.agreeing import classes_now
from schoolgate.training.queries import standings

NUMBERS = "access.governors_see_numbers"
SIGNATURES = "noun.reports.signatures"


# What the program asks for itself, whatever the policy says: no clause has a name for it.
_OUR_OWN: dict[str, str | Promise] = {
    "duty.asked_to_stay_out": gettext_lazy("Somebody asked to stay out of the school’s pictures"),
    "duty.backups_elsewhere": gettext_lazy("Copies of backups kept elsewhere"),
    "duty.complaint_acknowledged": gettext_lazy("Complaints about data acknowledged"),
    "duty.complaint_answered": gettext_lazy("Complaints about data answered"),
    "duty.complaint_records_said": gettext_lazy("Said whose records a complaint is about"),
    "duty.correction_told": gettext_lazy("Corrections told to who has the old data"),
    "duty.directed_measure": gettext_lazy("Measures that were decided"),
    "duty.left_up_looked_at": gettext_lazy("What stayed up, looked at"),
    "duty.looked_after_restore": gettext_lazy("Looked through after a restore"),
    "duty.older_posts_looked_through": gettext_lazy("Older posts looked through after a no"),
    "duty.sheet_destroyed": gettext_lazy("Sheets for whoever takes pictures, destroyed"),
    "duty.show_less": gettext_lazy("Pictures that could show less"),
    "duty.take_down_by_hand": gettext_lazy("Posts taken down by hand"),
    "duty.worries_looked_through": gettext_lazy("Worries looked through for a copy"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those concerned have done something; `late` of the others are past their day."""

    done: int
    of: int
    late: int


@dataclass(frozen=True, slots=True)
class Owed:
    """One kind of duty: how often it is open, late, and was done in the last twelve months."""

    title: str
    open: int
    late: int
    done: int


def signed_share(school: School, policy: ResolvedPolicy, now: datetime) -> Share:
    """People with something to sign, and those who have signed all of it."""
    everybody = people_of(school, today_of(now))
    bound = sum(
        bool(documents_for(policy, [Role(post.role) for post in person.posts_now]))  # type: ignore[attr-defined]
        for person in everybody
    )
    owing = who_owes(school, now)
    return Share(max(bound - len(owing), 0), bound, sum(one.due_at < now for one in owing))


def trained_share(school: School, now: datetime) -> Share:
    """Each person in each course that is for them, and those who are trained today."""
    found = standings(school, now)
    rest = [one for one in found if one.stands not in (Training.IN_DATE, Training.SOON)]
    late = sum(one.due_on < today_of(now) for one in rest)
    return Share(len(found) - len(rest), len(found), late)


@dataclass(frozen=True, slots=True)
class Knows:
    """Pupils by what their classes signed: how many have, of how many; and how many classes have all."""

    done: int
    of: int
    classes_done: int
    classes: int


def pupils_who_know(school: School) -> Knows:
    """Pupils in a class, and those who have signed what pupils sign here. Two queries."""
    found = classes_now(school)
    return Knows(
        sum(one.has_signed for one in found),
        sum(len(one.pupils) for one in found),
        sum(not one.unsigned for one in found),
        len(found),
    )


def duties_owed(school: School, policy: ResolvedPolicy, now: datetime, since: datetime) -> list[Owed]:
    """Every kind of duty there was, those that are late first. One query."""
    counted: dict[str, Counter[str]] = {}
    rows = Duty.objects.filter(school=school).exclude(done_at__lt=since)
    for key, due_at, done_at in rows.values_list("key", "due_at", "done_at"):
        how = "done" if done_at is not None else "late" if due_at < now else "open"
        counted.setdefault(key, Counter())[how] += 1
    return sorted(_owed(policy, counted.items()), key=lambda one: (-one.late, -one.open, one.title))


def _owed(policy: ResolvedPolicy, counted: Iterable[tuple[str, Counter[str]]]) -> Iterable[Owed]:
    for key, how in counted:
        title, _sentence = named(policy, key)
        if title == key:
            title = str(_OUR_OWN.get(key, _("Other tasks")))
        yield Owed(title, how["open"] + how["late"], how["late"], how["done"])
