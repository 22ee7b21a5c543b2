"""Reads of wishes: those in force, and whether somebody in a picture is one of those who asked."""

from datetime import date

from django.db.models import QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.rules import wishes as rules
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.wishes import Lasts
from schoolgate.wishes.models import Wish


def in_force(school: School, today: date) -> QuerySet[Wish]:
    """Every wish that counts today, the newest first."""
    found = Wish.objects.filter(school=school, ended_at__isnull=True, until_on__gte=today)
    return found.select_related("noted_by").order_by("-noted_at", "-pk")


def wishes_at(school: School, occasion: str, today: date) -> list[Wish]:
    """Those for whoever takes pictures of this class, club or event: its own first, then those for everywhere."""
    found = in_force(school, today).filter(occasion__in={"", occasion})
    return sorted(found, key=lambda one: one.occasion == "")


def names_asked(school: School, today: date) -> list[str]:
    """The names of those who asked not to be shown. One query."""
    return list(in_force(school, today).exclude(name="").order_by().values_list("name", flat=True))


def refusals_to_note(
    actor: Actor,
    school: School,
    *,
    name: str = "",
    words: str = "",
    occasion: str = "",
    lasts: str = Lasts.DAY.value,
) -> list[Refusal]:
    return list(rules.refusals_to_note(name=name, words=words))


def refusals_to_end(actor: Actor, wish: Wish) -> list[Refusal]:
    if wish.ended_at is None:
        return []
    return [Refusal(Control.STATE, "This is over already.", "Nothing is left to do.")]
