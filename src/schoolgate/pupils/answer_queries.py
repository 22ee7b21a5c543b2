"""Reads for answers, questions and the restricted list: what stands against writing them down."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.put_right import refusals_before_pupils_data
from schoolgate.people.queries import today_of
from schoolgate.pupils.givers import refusals_to_this_giver
from schoolgate.pupils.importing.vocabulary import Code
from schoolgate.pupils.models import Answer, ConsentNow, OfficeQuestion, Pupil, Restriction
from schoolgate.pupils.records import finding_from_json
from schoolgate.rules import answers as rules
from schoolgate.rules.consents import Said
from schoolgate.rules.refusals import Control, Refusal

# A row with one of these cannot be taken as it is: whom it tells of has to be put right at its source.
NEVER_TAKEN = frozenset({Code.NUMBER_OF_ANOTHER_PUPIL})


def said_now(pupil: Pupil) -> dict[str, Said]:
    """What holds now for this pupil, by use."""
    return {
        use: Said(said) for use, said in ConsentNow.objects.filter(pupil=pupil).values_list("use", "said")
    }


def refusals_to_record_answer(
    actor: Actor,
    pupil: Pupil,
    *,
    answers: Mapping[str, Said] | None = None,
    given_by: str = "",
    capacity: str = "",
    evidence: str = "",
    answered_on: date | None = None,
) -> list[Refusal]:
    if answers is None:
        return []
    today = today_of(actor.now)
    on = answered_on or today
    return [
        *rules.refusals_to_record_answer(
            answers=[said for said in answers.values() if said],
            given_by=given_by,
            capacity=capacity,
            evidence=evidence,
            answered_on=on,
            today=today,
        ),
        *rules.a_yes_must_not_be_older_than_a_no(answers, on, _noes(pupil) if on < today else {}),
        *refusals_to_this_giver(pupil, answers, given_by=given_by, capacity=capacity, evidence=evidence),
    ]


def _noes(pupil: Pupil) -> dict[str, date]:
    """The day on which each no was said that holds now, by use."""
    held = ConsentNow.objects.filter(pupil=pupil, said__in=(Said.NO, Said.WITHDRAWN, Said.OBJECTED))
    return {use: today_of(at) for use, at in held.values_list("use", "answer__answered_at")}


def answered_meanwhile(actor: Actor, pupil: Pupil, opened: str) -> tuple[Refusal, ...]:
    """Somebody else's answer came since the page was made, as by a family's link: what is newer is for a person to say.

    The page says only when it was opened, for what it said of the answers would tell whose pages read as a no; and
    nobody is told what was answered.
    """
    try:
        moment = datetime.fromisoformat(opened)
    except ValueError:
        return ()
    since = Answer.objects.filter(pupil=pupil, recorded_at__gte=moment) if moment.tzinfo else None
    if since is None or not since.exclude(recorded_by=actor.person_id).exists():
        return ()
    return (
        Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            _("Another answer for this child came while you had this page open. Yours is not written down."),
            _("Find out which of the two is newer. If it is yours, press the button again."),
        ),
    )


def refusals_to_withdraw(
    actor: Actor, pupil: Pupil, *, uses: Iterable[str] | None = None, **_: object
) -> list[Refusal]:
    return [] if uses is None else list(rules.refusals_to_withdraw(uses=uses))


def refusals_to_restrict(
    actor: Actor, pupil: Pupil, *, reason: str | None = None, **_: object
) -> list[Refusal]:
    is_restricted = Restriction.objects.filter(pupil=pupil, lifted_at__isnull=True).exists()
    return list(
        rules.refusals_to_restrict(is_restricted=is_restricted, reason="-" if reason is None else reason)
    )


def refusals_to_lift(
    actor: Actor, restriction: Restriction, *, because: str | None = None, **_: object
) -> list[Refusal]:
    is_lifted = restriction.lifted_at is not None
    return list(rules.refusals_to_lift(is_lifted=is_lifted, because="-" if because is None else because))


def refusals_to_change_adult(
    actor: Actor, pupil: Pupil, *, may_answer: bool = False, may_be_written_to: bool = True, **_: object
) -> list[Refusal]:
    return list(rules.refusals_to_change_adult(may_answer=may_answer, may_be_written_to=may_be_written_to))


def choices_of(question: OfficeQuestion) -> list[str]:
    """The answers that settle this question."""
    if question.about == OfficeQuestion.About.CONSENT:
        return [OfficeQuestion.Settled.YES, OfficeQuestion.Settled.NO]
    codes = {finding_from_json(kept).code for kept in question.findings}
    if codes & NEVER_TAKEN:
        return [OfficeQuestion.Settled.LEFT_OUT]
    return [OfficeQuestion.Settled.TAKEN, OfficeQuestion.Settled.LEFT_OUT]


def refusals_to_settle(
    actor: Actor,
    question: OfficeQuestion,
    *,
    answer: str | None = None,
    given_by: str = "",
    evidence: str = "",
    **_: object,
) -> list[Refusal]:
    choices = choices_of(question)
    if answer is None:
        answer, given_by, evidence = choices[-1], "-", "-"
    # A row that an import held may bring the first pupil in.
    first = refusals_before_pupils_data(actor) if answer == OfficeQuestion.Settled.TAKEN else []
    return [
        *first,
        *rules.refusals_to_settle(
            is_open=question.answered_at is None,
            answer=answer,
            choices=choices,
            given_by=given_by,
            evidence=evidence,
            number_is_taken=answer == OfficeQuestion.Settled.TAKEN and _number_is_taken(question),
        ),
    ]


def _number_is_taken(question: OfficeQuestion) -> bool:
    """True where the pupil of a held row cannot be added because somebody on the roll has the number by now."""
    if question.pupil_id is not None or not question.record:
        return False
    numbers = {name: question.record[name] for name in ("upn", "admission_number") if question.record[name]}
    taken = (
        Pupil.objects.filter(school=question.school, **{name: number}) for name, number in numbers.items()
    )
    return any(found.exists() for found in taken)
