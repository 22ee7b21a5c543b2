"""Reads of holds: which schools are held after a restore, and why a hold cannot be lifted yet."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from schoolgate.keeping.models import Hold
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.holding import Holds
from schoolgate.people.models import School
from schoolgate.rules.refusals import Control, Refusal


def hold_of(school: School) -> Hold | None:
    """The hold of this school that nobody has lifted."""
    return Hold._base_manager.filter(school=school, lifted_at__isnull=True).first()


def _words(school_id: int) -> str:
    if not Hold._base_manager.filter(school_id=school_id, lifted_at__isnull=True).exists():
        return ""
    return _("The school was put back from a backup.")


def _only_read_back(rows: QuerySet[Any], school: str) -> QuerySet[Any]:
    unread = Hold._base_manager.filter(
        school_id=OuterRef(f"{school}_id"), lifted_at__isnull=True, read_back_at__isnull=True
    )
    return rows.filter(~Exists(unread))


HOLDS = Holds(words=_words, only_read_back=_only_read_back)


def refusals_to_lift(actor: Actor, hold: Hold) -> list[Refusal]:
    """Not before its places were looked at, and once."""
    if hold.lifted_at is not None:
        return [Refusal(Control.STATE, "Posts go out again already.", "Nothing is left to do.")]
    if hold.read_back_at is None:
        return [
            Refusal(
                Control.NOTHING_WHILE_SUSPENDED,
                "We are still looking at what is public.",
                "Wait a few minutes, then open this page again.",
            )
        ]
    return []


def refusals_to_record_reading(actor: Actor, hold: Hold, **_: object) -> list[Refusal]:
    if hold.lifted_at is None:
        return []
    return [Refusal(Control.STATE, "Posts go out again already.", "Nothing is left to do.")]


def refusals_to_put_back(actor: Actor, school: School, **_: object) -> list[Refusal]:
    """A school is put back as often as its database is; what is put back twice is the same."""
    return []
