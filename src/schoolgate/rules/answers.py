"""When a family's answer may be written down, and when a child may be put on the restricted list."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from schoolgate.rules.consents import Basis, Capacity, Said, use_words
from schoolgate.rules.refusals import Control, Refusal

# The list of the school's own management system is no answer that a person gave.
CAPACITIES = (Capacity.PARENT, Capacity.OTHER_RESPONSIBLE, Capacity.PUPIL)


def refusals_to_record_answer(
    *, answers: Iterable[Said], given_by: str, capacity: str, evidence: str, answered_on: date, today: date
) -> Iterator[Refusal]:
    """A yes needs to be somebody's, in a capacity, on evidence. A no needs nothing but to be said."""
    said = list(answers)
    if not said:
        yield _nothing_said()
    if answered_on > today:
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            "The day of the answer lies ahead.",
            "Write the day on which it was given.",
            about="answered_on",
        )
    if Said.YES in said:
        yield from _a_yes_must_be_somebodys(given_by, capacity, evidence)


def a_yes_must_not_be_older_than_a_no(
    answers: Mapping[str, Said], answered_on: date, noes: Mapping[str, date]
) -> Iterator[Refusal]:
    """A form found in a drawer does not undo what was said after it. `noes`: the day of each no that holds, by use."""
    later = [
        use for use, said in answers.items() if said == Said.YES and noes.get(use, answered_on) > answered_on
    ]
    if later:
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            f"A later answer says no: {', '.join(use_words(use) for use in sorted(later))}.",
            "An older yes does not undo it. If they said yes again since, write the day on which they did.",
            about="answered_on",
        )


def _a_yes_must_be_somebodys(given_by: str, capacity: str, evidence: str) -> Iterator[Refusal]:
    if not given_by.strip():
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            "A yes must be somebody's.",
            "Write who gave it.",
            about="given_by",
        )
    if capacity not in set(CAPACITIES):
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            "Only the pupil or somebody with parental responsibility can say yes.",
            "Choose which of them it was.",
            about="capacity",
        )
    if not evidence.strip():
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            "A yes must be shown later.",
            "Write where it can be seen: a form, an e-mail, a note of a call.",
            about="evidence",
        )


def refusals_to_this_giver(
    *,
    rule: str,
    capacity: str,
    understands: bool,
    is_known_without_responsibility: bool,
    another_said_no: bool,
    evidence: str = "",
) -> Iterator[Refusal]:
    """Whose yes counts for a pupil. `rule` is the policy's; a no counts from anybody and is never asked about."""
    yield from it_must_be_in_writing(rule, evidence)
    pupils_count = rule == PUPIL_OR_PARENT
    if capacity == Capacity.PUPIL and not (pupils_count and understands):
        yield Refusal(
            Control.CONSENT_GIVER,
            "The pupil has not been assessed as understanding what it means."
            if pupils_count
            else "Our policy asks a person with parental responsibility.",
            "Write down the assessment first, or ask a parent."
            if pupils_count
            else "Ask a parent. A no of the pupil counts at once.",
            about="capacity",
        )
    if capacity in (Capacity.PARENT, Capacity.OTHER_RESPONSIBLE):
        if pupils_count and understands:
            yield Refusal(
                Control.CONSENT_GIVER,
                "This pupil understands what it means and answers alone.",
                "Ask the pupil. A no of a parent is written down as ever.",
                about="capacity",
            )
        if is_known_without_responsibility:
            yield Refusal(
                Control.CONSENT_GIVER,
                "This adult is not known to have parental responsibility.",
                "Ask somebody who has, or put right on the pupil's page what they may do.",
                about="given_by",
            )
        if another_said_no:
            yield Refusal(
                Control.CONSENT_GIVER,
                "Somebody else of the family said no.",
                "The no counts until that person says yes too. Write down their answer then.",
                about="given_by",
            )


PUPIL_OR_PARENT = "competent_pupil_or_parent"
IN_WRITING = "parent_in_writing"
_SPOKEN = re.compile(
    r"\b(call(ed)?|(tele)?phoned?|rang|told|spoke(n)?|said|verbal(ly)?|orally)\b", re.IGNORECASE
)


def it_must_be_in_writing(rule: str, evidence: str) -> Iterator[Refusal]:
    """Where the policy asks for a yes in writing, a call that the office noted is none."""
    if rule == IN_WRITING and _SPOKEN.search(evidence):
        yield Refusal(
            Control.CONSENT_GIVER,
            "Our policy asks for a yes in writing, and this one was spoken.",
            "Ask for a form, a letter or an e-mail, and write down which.",
            about="evidence",
        )


def refusals_to_assess(*, because: str) -> Iterator[Refusal]:
    if not because.strip():
        yield Refusal(
            Control.CONSENT_GIVER,
            "It does not say what this rests on.",
            "Write it in a line: who talked with the pupil, and when.",
            about="because",
        )


def refusals_to_withdraw(*, uses: Iterable[str]) -> Iterator[Refusal]:
    """Withdrawing is as easy as giving: it needs nothing but a use."""
    if not list(uses):
        yield _nothing_said()


def _nothing_said() -> Refusal:
    return Refusal(Control.CONSENT_FOR_EVERY_USE, "Nothing was chosen.", "Choose at least one use.")


def said_when_withdrawn(basis: Basis) -> Said:
    """Where a use rests on consent it is withdrawn; where it is a public task somebody objects."""
    return Said.OBJECTED if basis is Basis.PUBLIC_TASK else Said.WITHDRAWN


def refusals_to_change_adult(*, may_answer: bool, may_be_written_to: bool) -> Iterator[Refusal]:
    """Who may not be written to about a child cannot be asked about the child."""
    if may_answer and not may_be_written_to:
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            "Somebody who is not written to cannot be asked.",
            "Choose one of the two.",
            about="may_answer",
        )


def refusals_to_restrict(*, is_restricted: bool, reason: str) -> Iterator[Refusal]:
    """A child is on the list once, with the reason for which."""
    if is_restricted:
        yield Refusal(Control.STATE, "This child is already on the list.", "Open the entry to read it.")
    if not reason.strip():
        yield Refusal(
            Control.RESTRICTED_NEVER_SHOWN,
            "There is no reason.",
            "Write why, in one line. Only the keepers of the list read it.",
            about="reason",
        )


def refusals_to_lift(*, is_lifted: bool, because: str) -> Iterator[Refusal]:
    """A child leaves the list once, with the reason for which."""
    if is_lifted:
        yield Refusal(Control.STATE, "This entry has already ended.", "Nothing to do.")
    if not because.strip():
        yield Refusal(
            Control.RESTRICTED_NEVER_SHOWN,
            "There is no reason.",
            "Write why the child may be shown again.",
            about="because",
        )


def refusals_to_settle(
    *,
    is_open: bool,
    answer: str,
    choices: Iterable[str],
    given_by: str,
    evidence: str,
    number_is_taken: bool = False,
) -> Iterator[Refusal]:
    """A question is settled once, by one of its answers; a yes must be somebody's."""
    if not is_open:
        yield Refusal(Control.STATE, "This question is already settled.", "Nothing to do.")
        return
    if answer not in set(choices):
        yield Refusal(
            Control.ROLL_IMPORT, "Nothing was chosen.", "Choose one of the answers.", about="answer"
        )
    if answer == Said.YES:
        yield from _a_yes_must_be_somebodys(given_by, Capacity.PARENT, evidence)
    if number_is_taken:
        yield Refusal(
            Control.ROLL_IMPORT,
            "Somebody on the roll has this number by now.",
            "Leave the row out and import again.",
            about="answer",
        )
