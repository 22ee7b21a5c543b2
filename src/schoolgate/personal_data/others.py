"""Names of others in words about somebody: they are left out of a copy that somebody gets."""

import re
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.people.models import Person
from schoolgate.personal_data.subjects import Subject
from schoolgate.pupils.models import Adult
from schoolgate.pupils.naming import names_in


class Others:
    """Everybody of the school but one. Their names are looked up once, when there are words to look through."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def left_out_of(self, value: Any) -> Any:
        """The same with every name of somebody else taken out, also inside lists and answers."""
        if isinstance(value, str):
            return self._without_names(value)
        if isinstance(value, list):
            return [self.left_out_of(one) for one in value]
        if isinstance(value, dict):
            return {key: self.left_out_of(one) for key, one in value.items()}
        return value

    def _without_names(self, text: str) -> str:
        if not text.strip():
            return text
        subject = self._subject
        for found in reversed(names_in(subject.school, text)):
            if subject.kind != "pupil" or subject.row.pk not in found.pupil_ids:
                text = f"{text[: found.start]}{_('[somebody else]')}{text[found.end :]}"
        return self._grown_ups.sub(_("[somebody else]"), text)

    @cached_property
    def _grown_ups(self) -> re.Pattern[str]:
        """Full names of the trust's people and of the families' adults, but the one whose data it is."""
        subject = self._subject
        people = Person.objects.filter(trust_id=subject.school.trust_id)
        adults = Adult.objects.filter(school=subject.school)
        if subject.kind == "person":
            people = people.exclude(pk=subject.row.pk)
        if subject.kind == "adult":
            adults = adults.exclude(pk=subject.row.pk)
        names = {str(one) for one in people} | {one.short_name for one in people if one.title}
        names |= set(adults.values_list("name", flat=True))
        longest_first = sorted((name for name in names if len(name) > 2), key=len, reverse=True)
        if not longest_first:
            return re.compile(r"(?!)")
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
