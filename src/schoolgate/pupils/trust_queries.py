"""Reads of a trust's file: which school is which, and what stands against parting it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django_scopes import scopes_disabled

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.put_right import refusals_before_pupils_data
from schoolgate.people.models import School, Trust
from schoolgate.pupils import stored_rolls
from schoolgate.pupils.import_queries import WAITING
from schoolgate.pupils.importing.columns import known_headings
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.importing.parting import Parting, part_sheet
from schoolgate.pupils.importing.reading import read_file
from schoolgate.pupils.models import RollImport, SchoolCode, TrustRoll
from schoolgate.rules import roll_import as rules
from schoolgate.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PartFile:
    """One school's part, kept as a file of its own and ready to be its import."""

    key: str
    stored_as: str
    file_digest: str
    mapping: Mapping[str, Any]
    columns_are_known: bool


def schools_of(trust: Trust) -> list[School]:
    return list(School.objects.filter(trust=trust).select_related("trust").order_by("name"))


def waiting_roll(trust: Trust) -> TrustRoll | None:
    """The trust's file that nobody has parted yet."""
    return TrustRoll.objects.filter(trust=trust, state=TrustRoll.State.WAITING).order_by("-pk").first()


def past_rolls(trust: Trust) -> list[TrustRoll]:
    done = TrustRoll.objects.filter(trust=trust, state=TrustRoll.State.PARTED)
    return list(done.select_related("uploaded_by").order_by("-parted_at")[:10])


def parting_of(stored_as: str) -> Parting:
    """The stored file, parted. FileNotFoundError when it is gone."""
    with stored_rolls.opened(stored_as) as file:
        return part_sheet(read_file(file, known_headings))


def which_is_which(
    trust: Trust, parts: Iterable[Mapping[str, Any]], schools: Iterable[School]
) -> dict[str, int]:
    """The school that each part is proposed to be: as it was said before, else the one of the same name."""
    said = dict(SchoolCode.objects.filter(trust=trust).values_list("code", "school_id"))
    by_name = {folded(school.name): school.pk for school in schools}
    found = {part["key"]: said.get(part["key"]) or by_name.get(folded(part["name"])) for part in parts}
    return {key: school for key, school in found.items() if school is not None}


def schools_with_a_file(school_ids: Iterable[int]) -> set[int]:
    """The schools where another file waits to be confirmed; across schools, for the trust."""
    with scopes_disabled():
        waits = RollImport.objects.filter(school__in=list(school_ids), state__in=WAITING)
        return set(waits.values_list("school_id", flat=True))


def stored_names(names: Iterable[str]) -> set[str]:
    """Those of these files that an import holds; across schools, for the trust."""
    with scopes_disabled():
        held = RollImport.objects.filter(stored_as__in=list(names), state__in=WAITING)
        return set(held.values_list("stored_as", flat=True))


def refusals_to_upload(actor: Actor, trust: Trust, **_: object) -> list[Refusal]:
    return [
        *refusals_before_pupils_data(actor),
        *rules.refusals_to_upload(another_waits=waiting_roll(trust) is not None),
    ]


def refusals_to_part(
    actor: Actor, roll: TrustRoll, *, schools: Mapping[str, int] | None = None, **_: object
) -> list[Refusal]:
    chosen = {} if schools is None else schools
    ours = School.objects.filter(trust_id=roll.trust_id).in_bulk()
    return [
        *refusals_before_pupils_data(actor, [ours[one] for one in chosen.values() if one in ours]),
        *rules.refusals_to_part(
            is_waiting=roll.state == TrustRoll.State.WAITING,
            file_is_there=stored_rolls.is_there(roll.stored_as),
            is_asked=schools is not None,
            chosen=list(chosen.values()),
            are_ours=set(chosen.values()) <= ours.keys(),
        ),
    ]


def refusals_to_drop(actor: Actor, roll: TrustRoll, **_: object) -> list[Refusal]:
    return list(rules.refusals_to_drop(is_waiting=roll.state == TrustRoll.State.WAITING))
