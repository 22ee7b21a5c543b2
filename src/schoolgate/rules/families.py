"""When a family's own link may answer, and whom the school may send one."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from schoolgate.rules.consents import Said
from schoolgate.rules.refusals import Control, Refusal

# Dates of birth that may be tried, with all links of one adult together, before the office has to help.
MOST_TRIES = 5
MOST_REMINDERS = 2
# Letters to families go in the day, Monday to Friday.
FROM_HOUR, TO_HOUR = 9, 17
# New links that one adult gets by asking, and that one school sends so, in a day.
MOST_ASKED = 3
MOST_ASKED_OF_A_SCHOOL = 200
MOST_OPEN_WISHES = 10
# An objection is answered within a month by law; the lead is asked for it so much earlier.
OBJECTION_DECIDED_IN = timedelta(days=21)
# How long a pupil's code opens their questions, and wrong ones that a school, and one place, may send in an hour.
CODE_LASTS = timedelta(days=14)
MOST_WRONG_CODES = 300
MOST_WRONG_CODES_OF_A_PLACE = 20


def refusals_to_answer_by_link(
    *,
    is_open: bool,
    may_answer: bool,
    answers: Collection[Said],
    is_proven: bool,
    is_alone_with_the_name: bool,
) -> Iterator[Refusal]:
    """A link alone may say no. A yes needs a second fact, once; and somebody whom no namesake can be taken for."""
    yield from link_must_be_open(is_open)
    if not may_answer:
        yield Refusal(
            Control.CONSENT_GIVER, "You cannot answer for this child here.", "Ask the school office."
        )
    if not answers:
        yield Refusal(Control.CONSENT_FOR_EVERY_USE, "Nothing was chosen.", "Choose yes or no.")
    if Said.YES in answers:
        if not is_proven:
            yield Refusal(
                Control.CONSENT_GIVER,
                "A yes needs one more thing, so that we know it is you.",
                "Write a child's date of birth, or ask the school office.",
                about="born_on",
            )
        if not is_alone_with_the_name:
            yield Refusal(
                Control.CONSENT_GIVER,
                "Two adults of this child have the same name.",
                "Ask the school office to write your yes down. A no counts here.",
            )


def refusals_to_give_fact(*, is_open: bool, is_proven: bool, tries: int) -> Iterator[Refusal]:
    """A date of birth may be tried a few times."""
    yield from link_must_be_open(is_open)
    if is_proven:
        yield Refusal(Control.STATE, "We know that it is you.", "Nothing is left to do.")
    elif tries >= MOST_TRIES:
        yield Refusal(
            Control.CONSENT_GIVER,
            "The date of birth was wrong too often.",
            "Ask the school office. You can still say no here.",
            about="born_on",
        )


def refusals_to_write(*, is_open: bool, words: str, wishes_open: int) -> Iterator[Refusal]:
    """Something is to be said; and not the same ten times over."""
    yield from link_must_be_open(is_open)
    if not words.strip():
        yield Refusal(
            Control.STATE, "It does not say which picture.", "Write where you saw it.", about="words"
        )
    if wishes_open >= MOST_OPEN_WISHES:
        yield Refusal(
            Control.STATE, "The school has not yet answered what you sent.", "Ask the school office."
        )


def refusals_to_read_rules(*, is_open: bool, are_any: bool, is_read: bool) -> Iterator[Refusal]:
    yield from link_must_be_open(is_open)
    if is_read or not are_any:
        yield Refusal(Control.STATE, "There is nothing new to read.", "Nothing is left to do.")


def refusals_to_send_links(
    *, wanted: Collection[int], reachable: Collection[int], may_be_reminded: Collection[int] | None
) -> Iterator[Refusal]:
    """Whom a link may go to: adults with parental responsibility and an address; a reminder twice at most."""
    if not wanted:
        yield Refusal(Control.STATE, "Nobody is left to write to.", "Nothing is left to do.")
    elif set(wanted) - set(reachable):
        yield Refusal(
            Control.CONSENT_GIVER,
            "Somebody among them may not answer for a child by a link, or has no e-mail address.",
            "Look on the pupil's page what they may do.",
        )
    elif may_be_reminded is not None and set(wanted) - set(may_be_reminded):
        yield Refusal(
            Control.STATE,
            "Somebody among them was reminded twice, was written to a few days ago, or has answered.",
            "Silence is no. Leave it at that, or send one link from the list.",
        )


def refusals_to_take_links(*, wanted: Collection[int]) -> Iterator[Refusal]:
    if not wanted:
        yield Refusal(
            Control.STATE,
            "Nobody who has still to answer has a telephone number.",
            "Nothing is left to do.",
        )


PAPER, SPOKEN = "paper", "spoken"


def refusals_to_print_letters(*, wanted: Collection[int]) -> Iterator[Refusal]:
    if not wanted:
        yield Refusal(
            Control.STATE,
            "Everybody whom these letters are for has answered, or has an e-mail address.",
            "Send links by e-mail instead, or choose a class.",
        )


def refusals_to_key_in(*, is_of_the_family: bool, how: str) -> Iterator[Refusal]:
    """An answer that the office keys in is one adult's of the family, on paper or by word."""
    if not is_of_the_family:
        yield Refusal(
            Control.CONSENT_GIVER, "It does not say who answered.", "Choose the adult.", about="adult"
        )
    if how not in (PAPER, SPOKEN):
        yield Refusal(
            Control.CONSENT_GIVER, "It does not say how it came.", "Choose paper or by word.", about="how"
        )


def refusals_to_give_codes(
    *, wanted: Collection[int], alone: Collection[int], own: Collection[int] | None
) -> Iterator[Refusal]:
    """A code is for a pupil who was assessed as able to answer alone; a teacher gives them to `own` pupils only."""
    if not wanted:
        yield Refusal(
            Control.CONSENT_GIVER,
            "Nobody here answers alone.",
            "Whether a pupil does is written down on the pupil's page.",
        )
    elif set(wanted) - set(alone):
        yield Refusal(
            Control.CONSENT_GIVER,
            "Somebody among them has not been assessed as understanding what it means.",
            "Write the assessment down first, on the pupil's page.",
        )
    elif own is not None and set(wanted) - set(own):
        yield Refusal(
            Control.CONSENT_GIVER,
            "You give codes to pupils of your own class.",
            "Ask the office for the others.",
        )


def refusals_to_answer_by_code(*, is_open: bool, asks_them: bool) -> Iterator[Refusal]:
    """A pupil's own code, while it opens, for the questions that the school asks."""
    if not is_open:
        yield Refusal(Control.STATE, "This code has ended.", "Ask your teacher for a new one.")
    elif not asks_them:
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE, "The school does not ask this.", "Answer what is on the page."
        )


def refusals_to_decide_objection(*, is_open: bool, is_upheld: bool, grounds: str) -> Iterator[Refusal]:
    """Once; and to go on against an objection needs grounds, which whoever objected is told."""
    if not is_open:
        yield Refusal(Control.STATE, "This is decided already.", "Nothing is left to do.")
    elif not is_upheld and not grounds.strip():
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            "To go on in spite of it needs compelling grounds.",
            "Write them in words that the family understands, or let it stay a no.",
            about="grounds",
        )


def refusals_to_say_checked(
    *,
    is_known: bool,
    is_checked: bool,
    is_whole: bool,
    checked_by: str,
    checked_on: date | None,
    today: date,
) -> Iterator[Refusal]:
    """A whole translation, read by somebody who is named, on a day that is past."""
    if not is_known:
        yield Refusal(Control.STATE, "There is no such language.", "Choose one from the list.")
    elif is_checked:
        yield Refusal(Control.STATE, "Somebody has checked this already.", "Nothing is left to do.")
    elif not is_whole:
        yield Refusal(
            Control.STATE,
            "Some of its lines are missing, and are said in English.",
            "Put them into its file first.",
        )
    else:
        if not checked_by.strip():
            yield Refusal(
                Control.STATE,
                "It does not say who has read it.",
                "Write who, and how they know the language.",
                about="checked_by",
            )
        if checked_on is None or checked_on > today:
            yield Refusal(
                Control.STATE,
                "That day is still to come, or is missing.",
                "Write the day.",
                about="checked_on",
            )


def refusals_to_withdraw_check(*, stands: bool) -> Iterator[Refusal]:
    """Once."""
    if not stands:
        yield Refusal(Control.STATE, "This was taken back already.", "Nothing is left to do.")


def refusals_to_settle_matter(*, is_open: bool, outcome: str) -> Iterator[Refusal]:
    """Once, with what came of it."""
    if not is_open:
        yield Refusal(Control.STATE, "This is settled already.", "Nothing is left to do.")
    elif not outcome.strip():
        yield Refusal(
            Control.STATE, "It does not say what came of it.", "Write it in one line.", about="outcome"
        )


def may_remind(*, reminders: int, last_sent_at: datetime | None, now: datetime, after: timedelta) -> bool:
    """Whether somebody who was asked so long ago, and has not answered, may be reminded now."""
    return last_sent_at is not None and reminders < MOST_REMINDERS and now - last_sent_at >= after


def is_time_for_letters(there: datetime) -> bool:
    """Whether letters that nobody waits for may go now; `there` is the time where the school is."""
    return there.weekday() < 5 and FROM_HOUR <= there.hour < TO_HOUR


def link_must_be_open(is_open: bool) -> Iterator[Refusal]:
    if not is_open:
        yield Refusal(Control.STATE, "This link has ended.", "Ask for a new one.")
