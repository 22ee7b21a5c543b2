"""Doing an action for a program: its subject, its parameters, once for each idempotency key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.apps import apps
from django.db import IntegrityError, models
from django.http import Http404
from django.shortcuts import get_object_or_404

from schoolgate.api import shown
from schoolgate.api.door import Call
from schoolgate.api.idempotency import form_key, same_call_only
from schoolgate.api.inputs import LARGEST_ID, Wrong, read, whole
from schoolgate.api.problems import Problem
from schoolgate.api.things import BY_MODEL
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Action, AlreadyDone, Done, Refused
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.models import UsedForm
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School, Trust
from schoolgate.rules.refusals import Control, Refusal


@dataclass(frozen=True, slots=True)
class Did:
    """An action was done: what it was done to, as it is now, and the event in the trail.

    `done_before` is true where the same idempotency key had done it already; nothing was done again.
    """

    subject: Any
    event: int | None
    done_before: bool = False


def do(call: Call) -> Did:
    operation = call.operation
    asked_nothing(call)
    key = form_key(call)
    subject = subject_of_call(call)
    given = read(operation.parts, body_of(call))
    given.update(_resolved(call, given))
    return done(call, subject, key, given)


def done(call: Call, subject: models.Model, key: str, given: Mapping[str, Any]) -> Did:
    """Do the action of this call once; with a key that was used before, say what it did then."""
    action = _action(call)
    with same_call_only(key):
        return _done_once(call, action, subject, key, given)


def _done_once(call: Call, action: Action, subject: models.Model, key: str, given: Mapping[str, Any]) -> Did:
    try:
        try:
            return _did(call.acting, action(call.acting, subject, form_key=key, **given))
        except IntegrityError:
            if not key or not UsedForm.objects.filter(key=key).exists():
                raise
            # The same call came twice at once, and the other was first.
            return _did(call.acting, action(call.acting, subject, form_key=key, **given))
    except AlreadyDone as before:
        return _did_before(call, key, before)


def _did(actor: Actor, finished: Done) -> Did:
    return Did(shown_subject(actor, finished.subject), finished.event_id)


def _did_before(call: Call, key: str, before: AlreadyDone) -> Did:
    actor = call.acting
    model = apps.get_model(before.subject_type)
    used = UsedForm.objects.get(key=key)
    event = Event.objects.filter(
        log_id=actor.log_key,
        subject_type=before.subject_type,
        subject_id=before.subject_id,
        at=used.at,
        type=_action(call).records,
    ).first()
    stand_in = model(pk=int(before.subject_id))
    return Did(shown_subject(actor, stand_in), event.pk if event else None, done_before=True)


def shown_subject(actor: Actor, subject: models.Model) -> Any:
    """The thing as it is now, for who may look at it; else only what it is."""
    thing = BY_MODEL.get(type(subject))
    if thing is not None and thing.one is not None and thing.found is not None and actor.may(thing.may):
        row = thing.found(actor).filter(pk=subject.pk).first() if actor.school is not None else None
        if row is not None:
            return thing.one(actor, row)
    return shown.SubjectShown(subject._meta.label_lower, subject.pk or 0)


def subject_of_call(call: Call) -> models.Model:
    """What the path names: the school, the trust, or a thing of the school that this person may name."""
    actor, thing, subject = call.acting, call.operation.thing, call.operation.subject
    if subject is School:
        return actor.school
    if subject is Trust:
        return get_object_or_404(Trust, pk=actor.trust_id)
    if thing is None or thing.found is None:
        raise Http404
    return get_object_or_404(thing.found(actor), pk=id_of(call))


def _resolved(call: Call, given: Mapping[str, Any]) -> dict[str, Any]:
    """Ids that stand for things, looked up among those of this school."""
    found: dict[str, Any] = {}
    for part in call.operation.parts:
        if part.model is not None and given.get(part.name) is not None:
            thing = BY_MODEL.get(part.model)
            row = (
                thing.found(call.acting).filter(pk=given[part.name]).first()
                if thing and thing.found
                else None
            )
            if row is None:
                raise Wrong({part.name: "There is none with this id at this school."})
            found[part.name] = row
    _must_be_places_here(call, given.get("places", ()))
    return found


def _must_be_places_here(call: Call, wanted: Iterable[int]) -> None:
    """The ids of a post's places: one that is no place of this school is said, not passed over."""
    unknown = set(wanted)
    if unknown:
        here = OfficialAccount.objects.filter(school=call.acting.school, pk__in=unknown)
        unknown -= set(here.values_list("pk", flat=True))
    if unknown:
        words = f"No place of this school has the id {min(unknown)}."
        raise Refused([Refusal(Control.STATE, words, "Take the id of one of its accounts.", about="places")])


def body_of(call: Call) -> Any:
    """The JSON of the call; nothing sent is an empty object."""
    body = call.request.body
    if not body:
        return {}
    if call.request.content_type != "application/json":
        raise Problem("wrong-type", "Send JSON, with “Content-Type: application/json”.")
    try:
        return whole(msgspec.json.decode(body))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as broken:
        raise Problem("unreadable", "This is not JSON.") from broken


def id_of(call: Call) -> int:
    number = call.ids.get("id", 0)
    if not 0 < number <= LARGEST_ID:
        raise Http404
    return number


def _action(call: Call) -> Action:
    if call.operation.action is None:
        raise Http404
    return call.operation.action


def asked_nothing(call: Call) -> None:
    """An address that takes no parameters says so."""
    if call.request.GET:
        raise Wrong(dict.fromkeys(call.request.GET, "There is no such parameter."))
