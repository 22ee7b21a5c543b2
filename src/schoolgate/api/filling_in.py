"""What a program needs to know before it fills anything in: the forms and registers of the school, as data."""

from collections.abc import Iterable

from schoolgate.api import shown
from schoolgate.kernel.actor import Actor
from schoolgate.registers.models import Entry
from schoolgate.registers.queries import registers_for
from schoolgate.requests.models import FormVersion, Request
from schoolgate.requests.queries import forms_for
from schoolgate.rules.forms import Question
from schoolgate.training.models import Course


def forms(actor: Actor) -> list[shown.FormShown]:
    """The forms that are open to whose key this is. Never paged: there are some dozens."""
    made = FormVersion.objects.filter(school=actor.school, is_own=True, retired_at__isnull=True)
    own = dict(made.values_list("key", "pk"))
    return [
        shown.FormShown(one.key, one.title, one.sentence, own.get(one.key), _asked(one.questions))
        for one in forms_for(actor)
    ]


def registers(actor: Actor) -> list[shown.RegisterShown]:
    """The registers that whose key this is may read."""
    return [
        shown.RegisterShown(one.key, one.title, one.sentence, one.looked_at_months, _asked(one.questions))
        for one in registers_for(actor).values()
    ]


def requests(actor: Actor, rows: Iterable[Request]) -> list[shown.RequestShown]:
    return [
        shown.RequestShown(
            one.pk,
            one.key,
            one.title,
            one.state,
            one.applicant_id,
            one.answers,
            one.drafted_at,
            one.sent_at,
            one.due_at,
            one.ended_at,
        )
        for one in rows
    ]


def entries(actor: Actor, rows: Iterable[Entry]) -> list[shown.EntryShown]:
    return [
        shown.EntryShown(
            one.pk,
            one.key,
            one.clause,
            one.answers,
            one.written_by_id,
            one.written_at,
            one.look_again_on,
            one.ended_at,
        )
        for one in rows
    ]


def courses(actor: Actor, rows: Iterable[Course]) -> list[shown.CourseShown]:
    return [
        shown.CourseShown(one.pk, one.title, one.covers, list(one.audience), one.every_months) for one in rows
    ]


def _asked(questions: Iterable[Question]) -> list[shown.AskedShown]:
    return [
        shown.AskedShown(
            one.key,
            one.asks,
            one.kind.value,
            one.required,
            dict(one.choices),
            {} if one.when is None else {one.when.question: list(one.when.is_one_of)},
        )
        for one in questions
    ]
