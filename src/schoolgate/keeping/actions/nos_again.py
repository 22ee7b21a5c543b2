"""Nos that the journal kept, written down again where a database put back from a backup has lost them.

A no stays a no: what was taken back since by a yes is asked again, for no restore turns a no into a yes.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from schoolgate.keeping.journal import Entry
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.pupils.answering import Given, NewAnswer, write_answers
from schoolgate.pupils.models import ConsentNow, KeptApart, OnHold, Pupil, Responsibility, Restriction
from schoolgate.rules.consents import Capacity, Said


def say_nos_again(actor: Actor, school: School, entries: Iterable[Entry]) -> list[Pupil]:
    """Answers and restrictions; the pupils for whom something changed."""
    nos: dict[int, dict[str, Said]] = {}
    restricted: set[int] = set()
    held: set[int] = set()
    for entry in entries:
        if entry.kind == "nos":
            for pupil, uses in entry.facts["pupils"].items():
                nos.setdefault(int(pupil), {}).update({use: Said(said) for use, said in uses.items()})
        elif entry.kind == "restricted":
            restricted.add(entry.facts["pupil"])
        elif entry.kind == "held":
            held.add(entry.facts["pupil"])
    pupils = Pupil._base_manager.filter(school=school).in_bulk({*nos, *restricted, *held})
    changed = _answers(actor, school, {pk: uses for pk, uses in nos.items() if pk in pupils})
    changed |= _restrictions(actor, school, restricted & pupils.keys())
    changed |= _holds(actor, school, held & pupils.keys())
    return [pupils[pk] for pk in sorted(changed)]


def _answers(actor: Actor, school: School, nos: dict[int, dict[str, Said]]) -> set[int]:
    now = {
        (pupil, use): said
        for pupil, use, said in ConsentNow.objects.filter(pupil__in=nos).values_list(
            "pupil_id", "use", "said"
        )
    }
    new = [
        NewAnswer(pupil, use, said)
        for pupil, uses in nos.items()
        for use, said in uses.items()
        if now.get((pupil, use), Said.YES) == Said.YES
    ]
    given = Given("", Capacity.SCHOOL_RECORD, _("Kept in the journal, put back after a restore"), actor.now)
    write_answers(actor, school, new, given)
    return {one.pupil_id for one in new}


def _holds(actor: Actor, school: School, pupils: set[int]) -> set[int]:
    """On hold again; who decides is not in the journal and is said once more."""
    known = OnHold.objects.filter(pupil__in=pupils, ended_at__isnull=True)
    new = pupils - set(known.values_list("pupil_id", flat=True))
    OnHold.objects.bulk_create(
        OnHold(school=school, pupil_id=pupil, why=OnHold.Why.FILE, since=actor.now) for pupil in new
    )
    return new


def _restrictions(actor: Actor, school: School, pupils: set[int]) -> set[int]:
    there = set(
        Restriction.objects.filter(pupil__in=pupils, lifted_at__isnull=True).values_list(
            "pupil_id", flat=True
        )
    )
    Restriction.objects.bulk_create(
        Restriction(
            school=school,
            pupil_id=pupil,
            reason=_("Put back after a restore. The reason is not in the journal: ask whoever knew it."),
            since=actor.now,
        )
        for pupil in pupils - there
    )
    return pupils - there


_NOBODY = {"may_answer": False, "may_be_written_to": False}


def limit_adults_again(school: School, entries: Sequence[Entry]) -> int:
    """Adults who may not answer for a child, or may not be written to; how many ties changed."""
    changed = _end_ties_again(school, entries) + _write_to_nobody(school, entries)
    for entry in (one for one in entries if one.kind == "adult"):
        limits = {name: False for name in ("may_answer", "may_be_written_to") if entry.facts[name] is False}
        tie = Responsibility.objects.filter(
            pupil_id=entry.facts["pupil"], adult_id=entry.facts["adult"], pupil__school=school
        )
        changed += tie.exclude(**limits).update(**limits)
    return changed


def _end_ties_again(school: School, entries: Iterable[Entry]) -> int:
    """Whom a file no longer named is written to no more."""
    ended = {tuple(tie) for entry in entries if entry.kind == "adults" for tie in entry.facts["ties"]}
    ties = Responsibility.objects.filter(pupil__school=school, pupil__in={pupil for pupil, _ in ended})
    found = [pk for pk, *tie in ties.exclude(**_NOBODY).values_list("pk", "pupil_id", "adult_id")
             if tuple(tie) in ended]  # fmt: skip
    return Responsibility.objects.filter(pk__in=found).update(**_NOBODY)


def _write_to_nobody(school: School, entries: Iterable[Entry]) -> int:
    """A court kept somebody from these children, and who it was is lost: nobody is written to until it is known."""
    pupils = {pupil for entry in entries if entry.kind == "apart" for pupil in entry.facts["pupils"]}
    known = KeptApart.objects.filter(pupil__in=pupils, released_at__isnull=True)
    unknown = pupils - set(known.values_list("pupil_id", flat=True))
    ties = Responsibility.objects.filter(pupil__school=school, pupil__in=unknown)
    return ties.exclude(**_NOBODY).update(**_NOBODY)
