"""A roll as a management system writes it: four answers for each pupil, and the errors that such files have."""

import random
from datetime import date, timedelta

from benchmarks.names import whole_names
from schoolgate.rules.roll import check_letter

HEADER = (
    "Admission No,UPN,Legal Surname,Legal Forename,Date of Birth,Year,Class,"
    "Photo website,Photo social media,Photo noticeboard,Name noticeboard"
)
SEED = 20261117
# One row in a hundred has a date that is none and is not imported; one in 250 an answer that a person must read.
BAD_DATE_EVERY, UNREADABLE_EVERY = 100, 250


def roll_file(pupils: int, *, changed: int = 0) -> bytes:
    """The file; in the second term's, so many families who had said yes say no."""
    random_ = random.Random(SEED)
    lines = [HEADER]
    for number, (forename, surname) in enumerate(whole_names(random.Random(SEED), pupils)):
        year = number % 7
        born_on = date(2021 - year, 9, 1) + timedelta(days=random_.randrange(1, 360))
        born = "31/02/2017" if number % BAD_DATE_EVERY == 50 else f"{born_on:%d/%m/%Y}"
        answers = ["Y" if random_.random() < 0.85 else "N" for _ in range(4)]
        if number % UNREADABLE_EVERY == 3:
            answers[0] = "if asked"
        elif changed and answers[1] == "Y" and number % BAD_DATE_EVERY != 50:
            answers[1] = "N"
            changed -= 1
        label, room = (f"Year {year}", str(year)) if year else ("Reception", "R")
        cells = [f"{number:06d}", _upn(number), surname, forename, born, label, f"{room}{'ABC'[number % 3]}"]
        lines.append(",".join(cells + answers))
    return "\n".join([*lines, ""]).encode()


def _upn(number: int) -> str:
    rest = f"9389901{number:05d}"
    return check_letter(rest) + rest
