"""The roll as it is here, in the shape that a file is compared with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import F, QuerySet, Subquery

from schoolgate.audit.models import Event
from schoolgate.people.models import School
from schoolgate.pupils.importing.plan import CurrentPupil, consent_question_key
from schoolgate.pupils.importing.pupil_details import DETAILS
from schoolgate.pupils.importing.vocabulary import Guardian
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import Answer, ConsentNow, KeptApart, OfficeQuestion, Pupil, Responsibility
from schoolgate.pupils.reading_as_no import reading_as_no
from schoolgate.rules.consents import Said
from schoolgate.rules.roll import InFile, Recorded


def current_pupils(school: School) -> list[CurrentPupil]:
    """Everyone who is or was on this roll. Six queries, whatever their number.

    Whose pages say no whatever was answered is compared with that no: what is answered behind it shows in no
    preview, or the preview would tell who is on the restricted list. Always in the same order: whoever confirms a
    preview names all of it by one digest.
    """
    consents = _consents(school)
    masked = reading_as_no(school)
    uses = uses_of(school) if masked else ()
    adults = _adults(school)
    apart = _kept_apart(school)
    return [
        CurrentPupil(
            key=key,
            **dict(zip(DETAILS, values, strict=True)),
            consents=consents.get(key, {}) if key not in masked else _as_no(consents.get(key, {}), uses),
            unseen=consents.get(key, {}) if key in masked else None,
            guardians=tuple(adults[key, True]),
            former_guardians=tuple(adults[key, False]),
            kept_apart=tuple(apart.get(key, ())),
        )
        for key, *values in Pupil.objects.filter(school=school).order_by("pk").values_list("pk", *DETAILS)
    ]


def mark_of(school: School) -> tuple[object, ...]:
    """Another one whenever what a file is compared with has changed: nothing changes without an event. One query."""

    def newest(rows: QuerySet[Any]) -> Subquery:
        return Subquery(rows.order_by("-pk").values("pk")[:1])

    found = School.objects.filter(pk=school.pk).values_list(
        "roll_version",
        "leading_register",
        newest(Event.objects.all()),
        newest(Pupil.objects.filter(school=school)),
        newest(Answer.objects.filter(school=school)),
        newest(OfficeQuestion.objects.filter(school=school)),
    )
    return (school.pk, *found.get())


def _consents(school: School) -> dict[int, dict[str, Recorded]]:
    by_file = _said_by_file(school)
    rows = (
        ConsentNow.objects.filter(school=school)
        .order_by("pk")
        .values_list("pupil_id", "use", "said", "answer_id", "answer__roll_import_id")
    )
    consents: dict[int, dict[str, Recorded]] = defaultdict(dict)
    known = {said.value: said for said in Said}
    for pupil, use, word, answer, roll_import in rows.iterator(chunk_size=5000):
        came_by_file, said = roll_import is not None, known[word]
        file_said = said if came_by_file else by_file.get((pupil, use))
        consents[pupil][use] = Recorded(said, came_by_file, file_said, str(answer))
    return consents


def _as_no(recorded: dict[str, Recorded], uses: Iterable[str]) -> dict[str, Recorded]:
    """What the pages say of such a pupil: no to every use. What the last file said stays known: it is no news."""
    return {use: replace(recorded.get(use, Recorded()), said=Said.NO) for use in (*uses, *recorded)}


def _said_by_file(school: School) -> dict[tuple[int, str], Said]:
    """What the last file said where somebody has said yes here since."""
    rows = (
        Answer.objects.filter(
            school=school,
            roll_import__isnull=False,
            pupil__consents_now__use=F("use"),
            pupil__consents_now__said=Said.YES,
            pupil__consents_now__answer__roll_import__isnull=True,
        )
        .order_by("pk")
        .values_list("pupil_id", "use", "said")
    )
    return {(pupil, use): Said(said) for pupil, use, said in rows}


def _adults(school: School) -> dict[tuple[int, bool], list[Guardian]]:
    rows = (
        Responsibility.objects.filter(pupil__school=school)
        .order_by("pk")
        .values_list(
            "pupil_id",
            "may_be_written_to",
            "position",
            "adult__name",
            "relationship",
            "adult__email",
            "adult__telephone",
            "has_responsibility",
        )
    )
    adults: dict[tuple[int, bool], list[Guardian]] = defaultdict(list)
    for pupil, may_be_written_to, place, name, relationship, email, telephone, responsible in rows:
        guardian = Guardian(place, name, relationship, email, telephone, responsible)
        adults[pupil, may_be_written_to].append(guardian)
    return adults


def _kept_apart(school: School) -> dict[int, list[Guardian]]:
    """Whom a court keeps from which pupil. For comparing only; no page of an import tells of it."""
    rows = (
        KeptApart.objects.filter(school=school, released_at__isnull=True)
        .order_by("pk")
        .values_list("pupil_id", "name", "relationship", "email", "telephone")
    )
    apart: dict[int, list[Guardian]] = defaultdict(list)
    for pupil, name, relationship, email, telephone in rows:
        apart[pupil].append(Guardian(0, name, relationship, email, telephone))
    return apart


def keys_of_questions(school: School) -> tuple[set[str], set[str]]:
    """The keys of all questions ever put, and of the rows that a person said to take as they are.

    An answer that settled a question is not put to the office again because the file still says what it said.
    """
    asked: set[str] = set()
    taken: set[str] = set()
    rows = OfficeQuestion.objects.filter(school=school).values_list(
        "key", "answer", "who", "use", "said_in_file", "words", "settled_with_id"
    )
    for key, answer, who, use, said_in_file, words, settled_with in rows:
        asked.add(key)
        if answer == OfficeQuestion.Settled.TAKEN:
            taken.add(key)
        if settled_with is not None:
            asked.add(consent_question_key(who, use, InFile(said_in_file), words, str(settled_with)))
    return asked, taken


def names_of(keys: Iterable[int]) -> dict[int, str]:
    """The full name of each of these pupils of the school in scope, with the class. One query."""
    wanted = set(keys)
    if not wanted:
        return {}
    pupils = Pupil.objects.filter(pk__in=wanted)
    return {
        pupil.pk: f"{pupil.full_name}, {pupil.class_name}" if pupil.class_name else pupil.full_name
        for pupil in pupils
    }
