"""Which languages a person has checked: said by the file for everybody, or by a school for itself, in this wording."""

from collections.abc import Iterable
from dataclasses import replace

from django_scopes import scope

from schoolgate.families.language import Language, languages
from schoolgate.families.models import LanguageCheck
from schoolgate.people.models import School


def standing_checks(school: School, wanted: Iterable[Language]) -> dict[str, LanguageCheck]:
    """Of these languages the checks that hold: not withdrawn, and of the lines as they are now. One query."""
    digests = {one.code: one.digest for one in wanted}
    with scope(school=school):
        found = LanguageCheck.objects.filter(school=school, code__in=digests, withdrawn_at__isnull=True)
        return {one.code: one for one in found.select_related("said_by") if one.digest == digests[one.code]}


def as_checked(school: School, language: Language) -> Language:
    """This language as the school knows it. No query where its file says that a person has checked it."""
    if language.is_checked or language.code not in standing_checks(school, [language]):
        return language
    return replace(language, is_checked=True)


def unchecked(school: School) -> list[Language]:
    """Those that nobody has checked: their English counts."""
    asked = [one for one in languages().values() if not one.is_checked]
    checked = standing_checks(school, asked)
    return [one for one in asked if one.code not in checked]
