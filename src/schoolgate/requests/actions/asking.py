"""Filling in a form, sending it, changing it while it waits, and taking it back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.requests import queries
from schoolgate.requests.concerned import fitted
from schoolgate.requests.models import Decision, FormVersion, Request
from schoolgate.rules.forms import Deciders, tidied

State = Request.State


@action(may=Permission.REQUEST_ASK, unless=queries.refusals_to_draft, records=EventType.REQUEST_DRAFTED)
def draft_request(actor: Actor, school: School, *, form: str, answers: Mapping[str, Any]) -> Done:
    """Keep what is answered so far. The form is kept as it is today, whatever becomes of it."""
    asked = fitted(school, queries.forms_of(school)[form])
    version, _made = FormVersion.objects.get_or_create(
        school=school,
        digest=asked.digest,
        defaults={"key": form, "document": asked.to_document(), "made_at": actor.now},
    )
    given = tidied(asked, answers)
    request = Request.objects.create(
        school=school,
        form_version=version,
        key=form,
        title=asked.title_of(given),
        applicant=actor.person,
        answers=given,
        is_closed=asked.is_closed,
        drafted_at=actor.now,
    )
    return Done(request, {"form": form}, controls=(asked.control,))


@action(may=Permission.REQUEST_ASK, unless=queries.refusals_to_change, records=EventType.REQUEST_CHANGED)
def change_request(actor: Actor, request: Request, *, answers: Mapping[str, Any]) -> Done:
    """Answer otherwise. What anybody has decided is void, and the deciders begin again."""
    request.answers = tidied(request.form, answers)
    request.title = request.form.title_of(request.answers)
    request.save(update_fields=["answers", "title"])
    if request.state == State.WAITING:
        Decision.objects.filter(request=request, void_at__isnull=True).update(void_at=actor.now)
        _to_the_first(actor, request)
    return Done(request, {"form": request.key}, controls=(request.form.control,))


@action(may=Permission.REQUEST_ASK, unless=queries.refusals_to_send, records=EventType.REQUEST_SENT)
def send_request(actor: Actor, request: Request) -> Done:
    """Send it to whoever decides first, or to whoever does it where nobody decides."""
    request.sent_at = actor.now
    _to_the_first(actor, request)
    return Done(request, {"form": request.key, "digest": request.digest}, controls=(request.form.control,))


@action(may=Permission.REQUEST_ASK, unless=queries.refusals_to_withdraw, records=EventType.REQUEST_WITHDRAWN)
def withdraw_request(actor: Actor, request: Request) -> Done:
    """Take it back before it is decided."""
    request.state, request.waits_for, request.ended_at = State.WITHDRAWN, "", actor.now
    request.save(update_fields=["state", "waits_for", "ended_at"])
    return Done(request, {"form": request.key})


def _to_the_first(actor: Actor, request: Request) -> None:
    steps = queries.steps_of(request, today_of(actor.now))
    request.steps = [[list(one.posts), [list(pair) for pair in one.signs], one.days] for one in steps]
    request.step = 0
    if steps:
        request.state, posts, days = State.WAITING, steps[0].posts, steps[0].days
    else:
        request.state, posts, days = State.TO_DO, request.form.done_by, request.form.done_days
    request.waits_for = between_bars(posts)
    request.seen_by = between_bars(_everyone(request, steps))
    request.due_at = actor.now + timedelta(days=days)
    request.save(update_fields=["steps", "step", "state", "waits_for", "seen_by", "due_at", "sent_at"])


def _everyone(request: Request, steps: tuple[Deciders, ...]) -> tuple[str, ...]:
    """The posts of every step, of whoever does it and of whoever is told, each once."""
    posts = [post for step in steps for post in step.posts]
    return tuple(dict.fromkeys([*posts, *request.form.done_by, *request.form.told]))


def between_bars(posts: tuple[str, ...]) -> str:
    """Posts as a text in which each is found whole: "|headteacher|chair|"."""
    return f"|{'|'.join(posts)}|"
