"""The answers as a file for the management system: a row a pupil, found by number there, a column a use."""

from datetime import date

from django.db.models import Q

from schoolgate.people.models import School
from schoolgate.pupils.lists import said_in_effect, uses_of
from schoolgate.pupils.models import ConsentNow, Pupil
from schoolgate.rules.consents import Said, use_words

# The words that the import reads back as what they are.
WORDS = {
    Said.YES: "Granted",
    Said.NO: "Refused",
    Said.WITHDRAWN: "Withdrawn",
    Said.OBJECTED: "Refused",
    Said.NOT_ANSWERED: "Not requested",
}


def answers_for_file(
    school: School, today: date, *, only_given_here: bool
) -> tuple[list[str], list[list[str]]]:
    """Header and rows of everyone on the roll; or of those with an answer that came by no file. Four queries."""
    uses = uses_of(school)
    said = said_in_effect(school)
    given_here = ConsentNow.objects.filter(school=school, use__in=uses, answer__roll_import__isnull=True)
    answered_here = set(given_here.values_list("pupil_id", flat=True))
    on_roll = Pupil.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=today), school=school)
    rows = on_roll.order_by("legal_surname", "legal_forename", "pk").values_list(
        "pk", "admission_number", "upn", "legal_surname", "legal_forename", "class_name"
    )
    return (
        ["Adno", "UPN", "Legal Surname", "Legal Forename", "Class", *(_heading(use) for use in uses)],
        [
            [*cells, *(WORDS[said.get(pk, {}).get(use, Said.NOT_ANSWERED)] for use in uses)]
            for pk, *cells in rows
            if pk in answered_here or not only_given_here
        ],
    )


def _heading(use: str) -> str:
    return f"Consent: {use_words(use)}"
