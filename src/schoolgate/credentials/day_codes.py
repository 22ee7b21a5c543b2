"""Codes of a day: what whoever signs is told, until when a code counts, and what stands against it."""

import unicodedata
from datetime import datetime, time, timedelta

from schoolgate.credentials.models import DayCode, DayEntry
from schoolgate.kernel.actor import Actor
from schoolgate.moments.telling import told_at
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules.refusals import Control, Refusal

# More people than any school has in for one day.
MOST_ENTRIES = 150
MOST_LINES = 8
# What binds whoever is here for a day, whatever the policy: the least that keeps children safe.
_FOR_EVERYBODY = (
    "Take no pictures of pupils with your own phone or camera.",
    "Put nothing about our pupils, families or staff on any network, group or website.",
    "If a pupil or a parent contacts you online, or something worries you, tell the school office today.",
)


def lines_of(school: School) -> list[str]:
    """The few lines that bind whoever is here for a day: what goes everywhere, then the policy's own."""
    told = told_at(current_policy(school), "contact_with_pupils_and_families")
    return [*_FOR_EVERYBODY, *(one.words for one in told if one.is_rule)][:MOST_LINES]


def code_of_today(school: School, now: datetime) -> DayCode | None:
    """The code that counts now, if one was made."""
    found = DayCode.objects.filter(school=school, on=today_of(now), ended_at__isnull=True)
    return found.select_related("made_by").first()


def counts(code: DayCode, now: datetime) -> bool:
    """Whether people may sign with it at this moment: on its day, in London, unless somebody ended it."""
    return code.ended_at is None and today_of(now) == code.on


def ends_at(code: DayCode) -> datetime:
    """The midnight at which it ends."""
    return datetime.combine(code.on + timedelta(days=1), time(0), LONDON)


def plain_name(written: str) -> str:
    """A name as it is kept: one line, without marks that nobody sees, spaces made one."""
    seen = "".join(
        one if unicodedata.category(one)[0] != "C" else " " for one in unicodedata.normalize("NFC", written)
    )
    return " ".join(seen.split())


def refusals_to_make(actor: Actor, school: School) -> list[Refusal]:
    if code_of_today(school, actor.now) is not None:
        return [Refusal(Control.STATE, "There is a code for today.", "Use that one, or end it first.")]
    return []


def refusals_to_end(actor: Actor, code: DayCode) -> list[Refusal]:
    return [] if counts(code, actor.now) else [_over()]


def refusals_to_sign(
    actor: Actor, code: DayCode, *, name: str, comes_from: str = "", agreed: bool
) -> list[Refusal]:
    if not counts(code, actor.now):
        return [_over()]
    refusals = []
    plain = plain_name(name)
    if len(plain) < 3 or not any(one.isalpha() for one in plain):
        refusals.append(
            Refusal(
                Control.STATE, "There is no name.", "Write your first name and your surname.", about="name"
            )
        )
    if not agreed:
        refusals.append(
            Refusal(
                Control.STATE, "You have not agreed.", "Read the lines, then tick the box.", about="agreed"
            )
        )
    if DayEntry.objects.filter(code=code).count() >= MOST_ENTRIES:
        refusals.append(
            Refusal(Control.STATE, "Too many people have signed today.", "Please go to the school office.")
        )
    return refusals


def _over() -> Refusal:
    return Refusal(Control.STATE, "This code is over.", "Ask the school office for the code of today.")
