"""An action is a sentence: who may, unless what, and which event it records.

    @action(may=Permission.POST_APPROVE, unless=refusals_to_approve, records=EventType.POST_APPROVED)
    def approve_post(actor, post, *, note=""): ...

The machinery keeps its promises for every state change: in one durable transaction it locks and re-reads the
subject, compares its school with the actor's, checks the permission, asks the rules, lets the body write, records
exactly one event and queues what follows. A body only writes; it never calls the network or another action.
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models, transaction

from schoolgate.audit import recording
from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.adding import add
from schoolgate.kernel.follow_ups import queue_follow_ups
from schoolgate.kernel.kept import Kept, kept
from schoolgate.kernel.models import UsedForm
from schoolgate.kernel.permissions import PERMISSION_WORDS, Permission
from schoolgate.rules.refusals import Control, Refusal

Detail = Mapping[str, Any]


class Refused(Exception):
    """The action did not happen, and nothing was changed. `refusals` say why."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{refusal.control}: {refusal.about}" for refusal in refusals))
        self.refusals = tuple(refusals)


class NotHere(Exception):
    """The subject belongs to another school or is gone: for this actor it does not exist."""


class AlreadyDone(Exception):
    """The same form was posted before; `subject_id` is what it made or changed then."""

    def __init__(self, subject_type: str, subject_id: str) -> None:
        super().__init__(f"{subject_type} {subject_id}")
        self.subject_type, self.subject_id = subject_type, subject_id


@dataclass(frozen=True, slots=True)
class Happened:
    """One change of a batch that has follow-ups of its own: a withdrawal, a restriction, a leaver."""

    type: EventType
    subject: models.Model
    detail: Detail = field(default_factory=dict)
    controls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What an action did: the subject as it is now, and the words of its event (`detail`).

    `detail` may tell of people; it is kept apart from the envelope and can be erased. `controls` name the
    controls this event is evidence for. `also` are the further events of a batch.
    """

    # Any, for each action knows which model it gives back; the machinery only needs its primary key.
    subject: Any
    detail: Detail = field(default_factory=dict)
    controls: tuple[str, ...] = ()
    also: tuple[Happened, ...] = ()
    # The id of the event that was recorded; the machinery fills it in.
    event_id: int | None = None


Body = Callable[..., Done]
Unless = Callable[..., Iterable[Refusal]]
Locks = Callable[..., None]


# What a program is told that asks for something only a person may do.
IN_PERSON = Refusal(
    Control.PERMISSION,
    "This is done by a person, not by a program.",
    "Sign in to Schoolgate and do it there.",
)


def nothing_refuses(actor: Actor, subject: models.Model, **_: object) -> list[Refusal]:
    """For the few actions that nothing but the permission stops; said in words so that it is a decision."""
    return []


class Action:
    """A state change as the rest of the program sees it: call it, or ask it why not."""

    def __init__(
        self,
        body: Body,
        may: Permission,
        unless: Unless,
        records: EventType,
        locks: Locks | None,
        in_person: bool,
    ) -> None:
        functools.update_wrapper(self, body)
        self.body, self.may, self.unless, self.records = body, may, unless, records
        self.locks, self.in_person = locks, in_person
        self.name = body.__name__
        self.noun = body.__module__.split(".")[1]

    def __call__(self, actor: Actor, subject: models.Model, *, form_key: str = "", **given: Any) -> Done:
        """Do it, or raise Refused, NotHere or AlreadyDone with nothing changed."""
        with transaction.atomic(durable=True):
            if self.locks is not None:
                self.locks(actor, subject, **given)
            subject = _locked(subject, form_key)
            _must_be_of_the_same_school(actor, subject)
            _with_the_actors_school(actor, subject)
            refusals = [refusal for refusal in self._asked(actor, subject, given) if not refusal.warning]
            if refusals:
                raise Refused(refusals)
            done = self.body(actor, subject, **given)
            done = replace(done, event_id=self._record(actor, done))
            _remember_form(form_key, done, actor)
        return done

    def why_not(self, actor: Actor, subject: models.Model, **given: Any) -> list[Refusal]:
        """Every reason why this actor could not do it now; warnings too. Empty when it can be done."""
        _must_be_of_the_same_school(actor, subject)
        return self._asked(actor, subject, given)

    def _asked(self, actor: Actor, subject: models.Model, given: Mapping[str, Any]) -> list[Refusal]:
        if not actor.may(self.may):
            return [
                Refusal(
                    Control.PERMISSION,
                    f"Your role does not let you {PERMISSION_WORDS[self.may]}.",
                    "Ask the headteacher if you think it should.",
                )
            ]
        if self.in_person and actor.token_id is not None:
            return [IN_PERSON]
        return list(self.unless(actor, subject, **given))

    def _record(self, actor: Actor, done: Done) -> int:
        """Record the event, and those of a batch; the id of the first."""
        happened = [Happened(self.records, done.subject, done.detail, done.controls), *done.also]
        entries = [
            recording.Entry(
                log_key=actor.log_key,
                type=one.type,
                at=actor.now,
                actor_id=actor.id,
                subject_type=one.subject._meta.label_lower,
                subject_id=str(one.subject.pk),
                controls=one.controls,
                detail=_with_the_token(actor, one.detail),
            )
            for one in happened
        ]
        events = recording.record_many(entries)
        queue_follow_ups(events, actor.now)
        return events[0].pk

    def __repr__(self) -> str:
        return f"<action {self.noun}.{self.name}>"


ACTIONS: dict[str, Action] = {}


def action(
    *,
    may: Permission,
    unless: Unless,
    records: EventType,
    locks: Locks | None = None,
    in_person: bool = False,
) -> Callable[[Body], Action]:
    """Make a body an action. `locks` takes further rows in the one order (trust, school, account, people, pupils);
    `in_person` marks what no token may do."""

    def register(body: Body) -> Action:
        made = Action(body, may, unless, records, locks, in_person)
        ACTIONS[f"{made.noun}.{made.name}"] = made
        return made

    return register


def _locked(subject: models.Model, form_key: str) -> models.Model:
    """The subject as the database has it now, locked until the transaction ends.

    The lock lets others write rows that point to the subject (NO KEY on PostgreSQL): their own locks keep order,
    and without it two who each point to what the other has locked would wait for each other. The form is looked up
    when the lock is held, so that of two at once the second knows of the first.
    """
    found = _row_of(type(subject)).one(subject.pk)
    _use_form_once(form_key)
    if found is None:
        raise NotHere
    return found


@functools.cache
def _row_of(model: type[models.Model]) -> Kept[[Any], models.Model]:
    def rows(pk: Any) -> models.QuerySet[models.Model]:
        return model._base_manager.select_for_update(no_key=True).filter(pk=pk)

    return kept(rows)


def _must_be_of_the_same_school(actor: Actor, subject: models.Model) -> None:
    """A school's actor sees that school's things; a trust's actor those of the trust; an event is its log's."""
    if subject._meta.label == "audit.Event":
        if subject.log_id != actor.log_key:  # type: ignore[attr-defined]  # it is an Event
            raise NotHere
        return
    school_id = subject.pk if subject._meta.label == "people.School" else getattr(subject, "school_id", None)
    if actor.school is not None and school_id is not None:
        if school_id != actor.school_id:
            raise NotHere
        return
    trust_id = subject.pk if subject._meta.label == "people.Trust" else getattr(subject, "trust_id", None)
    if trust_id is None or trust_id != actor.trust_id:
        raise NotHere


def _with_the_actors_school(actor: Actor, subject: models.Model) -> None:
    """The subject's school is the actor's, which is read already."""
    has_a_school = any(field.name == "school" for field in subject._meta.concrete_fields)
    if actor.school is not None and has_a_school and subject.school_id == actor.school_id:  # type: ignore[attr-defined]
        subject.school = actor.school  # type: ignore[attr-defined]


def _with_the_token(actor: Actor, detail: Detail) -> Detail:
    """What a program did in somebody's name says by which key."""
    return detail if actor.token_id is None else {**detail, "token": actor.token_id}


@kept
def _forms_used(key: str) -> models.QuerySet[UsedForm]:
    return UsedForm.objects.filter(key=key)


def _use_form_once(form_key: str) -> None:
    if form_key:
        used = _forms_used.one(form_key)
        if used is not None:
            raise AlreadyDone(used.subject_type, used.subject_id)


def _remember_form(form_key: str, done: Done, actor: Actor) -> None:
    if form_key:
        add(
            UsedForm(
                key=form_key,
                subject_type=done.subject._meta.label_lower,
                subject_id=str(done.subject.pk),
                at=actor.now,
            )
        )
