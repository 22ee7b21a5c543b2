"""What concerns one person, where the policy speaks of it: a tie told of, a rule adapted, somebody from outside."""

from datetime import datetime, timedelta
from typing import Any

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment, Person, User
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.requests import queries
from schoolgate.requests.actions import draft_request, send_request
from schoolgate.rules.forms import asked_now
from schoolgate.staffing.actions import agree_adjustment

TIE = "contact_exception"
# Whoever is let in from outside signs before anything opens, where the policy asks for it.
LETS_IN = "AC-029"
CONTRACTOR = "contractor"


def concern_single_people(stage: Stage, now: datetime) -> None:
    """By the real actions, each only where the school's policy has a clause for it."""
    own = {row.instance for row in current_policy(stage.school).rows if not row.clause.startswith("FS-")}
    if f"request.{TIE}" in own:
        _tell_of_a_tie(stage, now - timedelta(days=1))
    if "noun.people.adjustments" in own:
        _adapt_a_rule(stage, now - timedelta(days=9))
    if LETS_IN in current_policy(stage.school).clauses:
        _let_in_from_outside(stage, now)


def _tell_of_a_tie(stage: Stage, then: datetime) -> None:
    """Another teacher's families are friends; the headteacher has not decided yet."""
    form = queries.forms_of(stage.school)[TIE]
    said: dict[str, Any] = {
        "kind": "friends",
        "with_whom": "The family next door",
        "platform": "A messenger",
        "need": "Our children have been friends since before I worked here.",
        "talked_with": stage.cast["safeguarding"].pk,
        "talked_on": today_of(then).isoformat(),
    }
    asked = {one.key for one in asked_now(form, said)}
    answers = {key: value for key, value in said.items() if key in asked}
    request = draft_request(
        as_part(stage, "second_teacher", then), stage.school, form=TIE, answers=answers
    ).subject
    send_request(as_part(stage, "second_teacher", then + timedelta(minutes=9)), request)


def _adapt_a_rule(stage: Stage, then: datetime) -> None:
    until = today_of(then) + timedelta(days=120)
    words = "Reads and signs on paper, in large print, and has a week more for it."
    agree_adjustment(as_part(stage, "head", then), stage.cast["second_teacher"], words=words, until=until)


def _let_in_from_outside(stage: Stage, now: datetime) -> None:
    """Somebody who looks after the computers begins today, and has signed nothing yet."""
    email = f"{CONTRACTOR}@{stage.plan.slug}.example"
    person = Person.objects.create(
        trust=stage.school.trust,
        user=User.objects.create_user(email),
        title="Mx",
        forename="Sandy",
        surname="Quayle",
        email=email,
    )
    Appointment.objects.create(
        person=person,
        role=Role.CONTRACTOR,
        school=stage.school,
        trust=stage.school.trust,
        first_on=today_of(now),
    )
