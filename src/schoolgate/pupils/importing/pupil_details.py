"""What a roll tells of a pupil: the same fields in a row of a file and on the roll here."""

from dataclasses import dataclass, fields
from datetime import date


@dataclass(slots=True, kw_only=True)
class PupilDetails:
    """A pupil's numbers, names, dates and place. Empty where nothing is said.

    `in_care`: looked after by a local authority; None where the file says nothing of it.
    """

    admission_number: str = ""
    upn: str = ""
    former_upn: str = ""
    legal_surname: str = ""
    legal_forename: str = ""
    middle_names: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""
    born_on: date | None = None
    year_group: str = ""
    class_name: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    in_care: bool | None = None


DETAILS = tuple(one.name for one in fields(PupilDetails))
