"""The roll as it is here, in the shape that a file is compared with."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F

from schoolgate.people.models import School
from schoolgate.pupils.importing.plan import CurrentPupil, consent_question_key
from schoolgate.pupils.importing.vocabulary import Guardian
from schoolgate.pupils.models import Answer, ConsentNow, OfficeQuestion, Pupil, Responsibility
from schoolgate.rules.consents import Said
from schoolgate.rules.roll import InFile, Recorded

_FIELDS = (
    "admission_number",
    "upn",
    "former_upn",
    "legal_surname",
    "legal_forename",
    "middle_names",
    "preferred_surname",
    "preferred_forename",
    "born_on",
    "year_group",
    "class_name",
    "joined_on",
    "left_on",
)


def current_pupils(school: School) -> list[CurrentPupil]:
    """Everyone who is or was on this roll. Four queries, whatever their number."""
    consents = _consents(school)
    adults = _adults(school)
    return [
        CurrentPupil(
            key=key,
            **dict(zip(_FIELDS, values, strict=True)),
            consents=consents.get(key, {}),
            guardians=tuple(adults[key, True]),
            former_guardians=tuple(adults[key, False]),
        )
        for key, *values in Pupil.objects.filter(school=school).values_list("pk", *_FIELDS)
    ]


def _consents(school: School) -> dict[int, dict[str, Recorded]]:
    by_file = _said_by_file(school)
    rows = ConsentNow.objects.filter(school=school).values_list(
        "pupil_id", "use", "said", "answer_id", "answer__roll_import_id"
    )
    consents: dict[int, dict[str, Recorded]] = defaultdict(dict)
    for pupil, use, said, answer, roll_import in rows:
        came_by_file = roll_import is not None
        file_said = Said(said) if came_by_file else by_file.get((pupil, use))
        consents[pupil][use] = Recorded(Said(said), came_by_file, file_said, str(answer))
    return consents


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
    rows = Responsibility.objects.filter(pupil__school=school).values_list(
        "pupil_id",
        "may_be_written_to",
        "position",
        "adult__name",
        "relationship",
        "adult__email",
        "adult__telephone",
    )
    adults: dict[tuple[int, bool], list[Guardian]] = defaultdict(list)
    for pupil, may_be_written_to, place, name, relationship, email, telephone in rows:
        guardian = Guardian(place, name, relationship, email, telephone)
        adults[pupil, may_be_written_to].append(guardian)
    return adults


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
    return {pupil.pk: pupil.full_name for pupil in Pupil.objects.filter(pk__in=wanted)}
