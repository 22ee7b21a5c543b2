"""Reads of profiles: what the columns of an export mean, as this school and others of its trust have said."""

from dataclasses import dataclass

from django.db.models import Q
from django_scopes import scopes_disabled

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.pupils.import_queries import WAITING
from schoolgate.pupils.models import ImportProfile, RollImport
from schoolgate.rules import roll_import as rules
from schoolgate.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Offer:
    """A profile that can be taken over, and what it is called on a page."""

    id: int
    words: str


def profiles_of(school: School) -> list[ImportProfile]:
    """The school's own, the latest first."""
    return list(ImportProfile.objects.filter(school=school).order_by("-saved_at"))


def visible_to(school: School) -> list[ImportProfile]:
    """The school's own and those that others of its trust share, by name. One query."""
    with scopes_disabled():
        found = ImportProfile.objects.filter(
            Q(school=school) | Q(school__trust_id=school.trust_id, is_shared=True)
        )
        return sorted(found.exclude(name="").select_related("school"), key=lambda one: one.name.casefold())


def offers(school: School) -> list[Offer]:
    """The named profiles that this school may take over."""
    return [
        Offer(one.pk, one.name if one.school_id == school.pk else f"{one.name} ({one.school.name})")
        for one in visible_to(school)
    ]


def profile_for(school: School, profile_id: int) -> ImportProfile | None:
    """This profile, where the school may take it over."""
    return next((one for one in visible_to(school) if one.pk == profile_id), None)


def refusals_to_save(
    actor: Actor, profile: ImportProfile, *, name: str = "", is_shared: bool = False, **_: object
) -> list[Refusal]:
    return list(rules.refusals_to_save_profile(name=name, is_shared=is_shared))


def refusals_to_take(
    actor: Actor, roll_import: RollImport, *, profile: int = 0, **_: object
) -> list[Refusal]:
    is_there = profile == 0 or profile_for(actor.school, profile) is not None
    return list(rules.refusals_to_take_profile(is_waiting=roll_import.state in WAITING, is_there=is_there))
