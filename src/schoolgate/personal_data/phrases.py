"""What the labels' words on keeping mean for the machine: every wording of every table is decided here.

The words themselves stand in the label of each table (`kernel.labels`), and nowhere else. A table whose words are not
here fails tests/test_held.py.
"""

from collections.abc import Mapping
from enum import StrEnum


class Goes(StrEnum):
    """How the rows of a table come to their end."""

    NEVER = "never"
    WITH = "with what it belongs to"
    NIGHT = "in a night, by its class of record"
    TICK = "by itself, within the day"
    THING = "when the thing itself ends"


PHRASES: Mapping[str, Goes] = {
    "for ever": Goes.NEVER,
    "for ever; it names nobody": Goes.NEVER,
    "for ever: it may have been signed": Goes.NEVER,
    "about a second": Goes.TICK,
    "30 days": Goes.TICK,
    "90 days": Goes.TICK,
    "until its last day: a month after the occasion, a year at most": Goes.NIGHT,
    "until it is ended; unconfirmed for 7 days": Goes.NIGHT,
    "one school year": Goes.THING,
    "one school year after its last day": Goes.NIGHT,
    "one year": Goes.NIGHT,
    "two years": Goes.NIGHT,
    "two years after its last day": Goes.NIGHT,
    "seven years": Goes.NIGHT,
    "seven years after it ended": Goes.NIGHT,
    "seven years after it came down": Goes.NIGHT,
    "seven years; the uploaded file only until it is confirmed or dropped": Goes.NIGHT,
    "seven years; the uploaded file only until it is parted or dropped": Goes.NIGHT,
    "one year after the post it belongs to came down": Goes.NIGHT,
    "one year after the last appointment ends": Goes.NIGHT,
    "six years after it was made": Goes.NIGHT,
    "six years after it was released": Goes.NIGHT,
    "six years after it was closed": Goes.NIGHT,
    "six years after its last day": Goes.WITH,
    "six years after the last day": Goes.NIGHT,
    "six years after the last appointment ends": Goes.NIGHT,
    "until one year after leaving, or while a picture of the pupil is up": Goes.NIGHT,
    "until six years after the pupil left": Goes.NIGHT,
    "until one year after the last child leaves": Goes.WITH,
    "until the pupil is 25": Goes.NIGHT,
    "until the child it is about would be 25; where it is about no child, six years after it was closed": Goes.NIGHT,
    "as the pupil": Goes.WITH,
    "as the pupil's answers": Goes.WITH,
    "as the answers; what the file says of a pupil only until the question is settled": Goes.WITH,
    "as the picture": Goes.WITH,
    "as the post": Goes.WITH,
    "as the group": Goes.WITH,
    "as long as the pupil is on the roll": Goes.WITH,
    "as long as the request": Goes.WITH,
    "as long as a request made on it": Goes.WITH,
    "as long as the entry": Goes.WITH,
    "as long as its entries": Goes.WITH,
    "as long as the duty": Goes.WITH,
    "as long as the note": Goes.WITH,
    "as long as the declaration": Goes.WITH,
    "as long as the subject's own record, then erased": Goes.WITH,
    "as the appointment": Goes.WITH,
    "as the person's appointments": Goes.WITH,
    "as the login": Goes.WITH,
    "as long as the account is open; its content until it is changed or removed": Goes.THING,
    "as long as the account is open, and seven years": Goes.THING,
    "as long as the school uses the program": Goes.THING,
    "as long as the trust uses it": Goes.THING,
    "as long as the installation": Goes.THING,
    "as long as the demonstration": Goes.THING,
}
