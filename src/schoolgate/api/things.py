"""The things of a school as programs find them: each a collection, with the permission and the query of its page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

from django.db import models
from django.db.models import Q, QuerySet

from schoolgate.api import filling_in, showing, shown
from schoolgate.api.asking import Asks, Page, Short, page_of
from schoolgate.api.models import Token
from schoolgate.api.tokens import tokens_of
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.duties.queries import owed_by
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.official_accounts.queries import accounts_of
from schoolgate.people.appointing import people_of, stand_ins_of
from schoolgate.people.calendars import closed_stretches, terms_of
from schoolgate.people.models import Appointment, Person, Term
from schoolgate.people.queries import today_of
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.policies.queries import versions
from schoolgate.posts.lists import Lines
from schoolgate.posts.models import Delivery, NoticeTemplate, Post, Release, Stop
from schoolgate.posts.stopping import stop_in_force
from schoolgate.pupils import lists
from schoolgate.pupils.models import OfficeQuestion, Pupil, Restriction, RollImport
from schoolgate.registers.models import Entry
from schoolgate.registers.queries import registers_for
from schoolgate.reports.trail.lines import Search, line_of, page_of_trail, visible
from schoolgate.reports.trail.words import GROUPS
from schoolgate.requests.models import Request
from schoolgate.requests.queries import requests_of
from schoolgate.rules.posts.states import State
from schoolgate.staffing.models import Adjustment
from schoolgate.training.models import Course
from schoolgate.training.queries import courses_of

P = Permission
Rows = Callable[[Actor, dict[str, Any]], Page]
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of thing: where it is found, who may look, what is shown of it.

    `rows` is the list (None: there is none), `found` all of them that this actor may name by id, `one` shows one.
    """

    collection: str
    words: str
    may: Permission
    shown: type | None = None
    model: type[models.Model] | None = None
    rows: Rows | None = None
    found: Callable[[Actor], QuerySet] | None = None
    many: Callable[[Actor, Any], list] | None = None
    one: Callable[[Actor, Any], Any] | None = None
    asks: Asks = field(default_factory=dict)


def _here(actor: Actor) -> Q:
    return Q(school=actor.school) | Q(school__isnull=True, trust_id=actor.trust_id)


def _found_posts(actor: Actor) -> QuerySet:
    return Post.objects.prefetch_related("targets")


def _posts(actor: Actor, asked: dict[str, Any]) -> Page:
    author = actor.person_id if asked.get("mine") == "true" else None
    page = page_of(Lines(asked.get("state"), asked.get("words"), author), asked)
    rows = _found_posts(actor).in_bulk([line.pk for line in page.rows])
    return Page([rows[line.pk] for line in page.rows if line.pk in rows], page.next)


def _people_here(actor: Actor) -> QuerySet:
    """Whoever has, had or will have a role here; and oneself, wherever one holds one."""
    held = Appointment.objects.filter(_here(actor)).values("person_id")
    return Person.objects.filter(Q(pk__in=held) | Q(pk=actor.person_id), trust_id=actor.trust_id)


def _person(actor: Actor, row: Person) -> Any:
    now = people_of(actor.school, today_of(actor.now)).filter(pk=row.pk)
    return (showing.people(actor, now) or [shown.PersonShown(row.pk, str(row), row.team, [])])[0]


def _roll(actor: Actor, asked: dict[str, Any]) -> Page:
    narrowed = {name: asked.get(name, "") for name in ("words", "class_name")}
    ids = lists.found_on_roll(actor.school, today_of(actor.now), **narrowed, left=asked.get("left") == "true")
    return page_of(ids, asked)


def _events(actor: Actor, asked: dict[str, Any]) -> Page:
    search = Search(words=asked.get("words", ""), group=asked.get("group", ""), before=asked.get("before"))
    lines, has_more = page_of_trail(actor, search)
    return Page(lines, {"before": lines[-1].id} if has_more else None)


def _stops(actor: Actor, asked: dict[str, Any]) -> Page:
    found = stop_in_force(actor.school)
    return Page([found] if found is not None else [], None)


def _listed(query: Callable[..., Any]) -> Rows:
    """A list that only depends on who asks."""
    return lambda actor, asked: page_of(query(actor), asked)


def _same(rows: Callable[[Actor, Iterable[Any]], list]) -> Callable[[Actor, Any], Any]:
    """One is shown as it is shown in the list."""
    return lambda actor, row: rows(actor, [row])[0]


def _by_id(rows: Callable[[Actor, Sequence[int]], list]) -> Callable[[Actor, Any], Any]:
    return lambda actor, row: rows(actor, [row.pk])[0]


def _adults(actor: Actor, row: Pupil) -> shown.AdultsShown:
    return shown.AdultsShown(
        row.pk,
        [
            shown.AdultShown(tie.pk, tie.adult.name, tie.relationship, tie.may_answer, tie.may_be_written_to)
            for tie in lists.adults_of(row)
        ],
    )


def _found_entries(actor: Actor) -> QuerySet:
    return Entry.objects.filter(key__in=registers_for(actor))


def _entries(actor: Actor, asked: dict[str, Any]) -> Page:
    found = _found_entries(actor).order_by("-pk")
    if asked.get("register"):
        found = found.filter(key=asked["register"])
    for word in asked.get("words", "").split()[:8]:
        found = found.filter(words__icontains=word)
    return page_of(found, asked)


def _requests(actor: Actor, asked: dict[str, Any]) -> Page:
    found = requests_of(actor).order_by("-pk")
    return page_of(found.filter(state=asked["state"]) if "state" in asked else found, asked)


_STATE: Any = Literal[tuple(state.value for state in State)]
_REQUEST_STATE: Any = Literal[tuple(Request.State.values)]
_ROLE: Any = Literal[tuple(role.value for role in Role)]
_GROUP: Any = Literal[tuple(GROUPS)]
_YES_NO = Literal["true", "false"]

THINGS: tuple[Thing, ...] = (
    Thing(
        "posts", "posts, newest first", P.POST_READ, shown.PostShown, Post,
        rows=_posts,
        found=_found_posts, many=showing.posts, one=showing.post,
        asks={"state": _STATE, "words": Short, "mine": _YES_NO},
    ),
    Thing(
        "deliveries", "posts on their way to a place, or there", P.POST_CONFIRM, shown.DeliveryShown, Delivery,
        rows=_listed(lambda _actor: Delivery.objects.order_by("-pk")),
        found=lambda _actor: Delivery.objects.all(),
        many=showing.deliveries, one=_same(showing.deliveries),
    ),
    Thing(
        "notices", "urgent notices", P.POST_READ, shown.NoticeShown, NoticeTemplate,
        rows=_listed(lambda _actor: NoticeTemplate.objects.prefetch_related("accounts").order_by("title", "pk")),
        found=lambda _actor: NoticeTemplate.objects.prefetch_related("accounts"),
        many=showing.notices, one=_same(showing.notices),
    ),
    Thing(
        "pupils", "the roll", P.PUPIL_READ, shown.PupilShown, Pupil, rows=_roll,
        found=lambda _actor: Pupil.objects.all(), many=showing.pupils, one=_by_id(showing.pupils),
        asks={"words": Short, "class_name": Short, "left": _YES_NO},
    ),
    Thing(
        "consents", "what holds now for each pupil, by use", P.CONSENT_READ, shown.ConsentShown, rows=_roll,
        found=lambda _actor: Pupil.objects.all(), many=showing.consents, one=_by_id(showing.consents),
        asks={"words": Short, "class_name": Short, "left": _YES_NO},
    ),
    Thing(
        "families", "the adults of one pupil’s family", P.CONSENT_READ, shown.AdultsShown,
        found=lambda _actor: Pupil.objects.all(), one=_adults,
    ),
    Thing(
        "people", "people with a role at the school today", P.PERSON_READ, shown.PersonShown, Person,
        rows=lambda actor, asked: page_of(
            people_of(
                actor.school, today_of(actor.now), words=asked.get("words", ""), role=asked.get("role", "")
            ),
            asked,
        ),
        found=_people_here, many=showing.people, one=_person, asks={"words": Short, "role": _ROLE},
    ),
    Thing(
        "appointments", "roles held here, now and later", P.PERSON_READ, shown.AppointmentShown, Appointment,
        rows=_listed(
            lambda actor: Appointment.objects.filter(
                _here(actor), Q(last_on__isnull=True) | Q(last_on__gte=today_of(actor.now))
            ).order_by("pk")
        ),
        found=lambda actor: Appointment.objects.filter(_here(actor)),
        many=showing.appointments, one=_same(showing.appointments),
    ),
    Thing(
        "stand-ins", "who decides for an absent leader", P.PERSON_READ, shown.AppointmentShown,
        rows=_listed(lambda actor: stand_ins_of(actor.school, today_of(actor.now))),
        many=showing.appointments,
    ),
    Thing(
        "accounts", "official accounts, what needs a hand first", P.ACCOUNT_READ, shown.AccountShown,
        OfficialAccount, rows=_listed(lambda actor: accounts_of(actor.school)),
        found=lambda _actor: OfficialAccount.objects.all(),
        many=showing.accounts, one=_same(showing.accounts),
    ),
    Thing(
        "duties", "the person’s open tasks, soonest first", P.DUTY_DO, shown.DutyShown, Duty,
        rows=_listed(owed_by), found=owed_by, many=showing.duties, one=_same(showing.duties),
    ),
    Thing(
        "policies", "versions of the policy, the latest first", P.POLICY_READ, shown.VersionShown, AdoptedPolicy,
        rows=_listed(lambda actor: versions(actor.school)), found=lambda actor: versions(actor.school),
        many=showing.versions, one=_same(showing.versions),
    ),
    Thing(
        "events", "the trail: envelopes, the newest first", P.TRAIL_READ, shown.EventShown, Event, rows=_events,
        found=visible, many=showing.events,
        one=lambda actor, row: showing.events(actor, [line_of(actor, row)])[0],
        asks={"words": Short, "group": _GROUP, "before": int},
    ),
    Thing(
        "terms", "terms that are not over", P.POLICY_READ, shown.TermShown, Term,
        rows=_listed(lambda actor: terms_of(actor.school, today_of(actor.now))),
        found=lambda _actor: Term.objects.all(), many=showing.terms, one=_same(showing.terms),
    ),
    Thing(
        "closed-days", "days without school, from a year ago on", P.POLICY_READ, shown.ClosedShown,
        rows=_listed(lambda actor: closed_stretches(actor.school, today_of(actor.now) - A_YEAR)),
        many=showing.closed_days,
    ),
    Thing(
        "imports", "rolls that were uploaded, the latest first", P.ROLL_IMPORT, shown.ImportShown, RollImport,
        rows=_listed(lambda _actor: RollImport.objects.order_by("-pk")),
        found=lambda _actor: RollImport.objects.select_related("school"),
        many=showing.imports, one=showing.roll_import,
    ),
    Thing(
        "questions", "what imports left open", P.CONSENT_MAINTAIN, shown.QuestionShown, OfficeQuestion,
        rows=_listed(lambda actor: lists.open_questions(actor.school)),
        found=lambda _actor: OfficeQuestion.objects.select_related("pupil", "roll_import"),
        many=showing.questions, one=_same(showing.questions),
    ),
    Thing(
        "stops", "the stop of all posts that is in force", P.POST_READ, shown.StopShown, Stop, rows=_stops,
        many=showing.stops,
    ),
    Thing(
        "keys", "the person’s own keys", P.TOKEN_KEEP, shown.TokenShown, Token,
        rows=_listed(lambda actor: tokens_of(actor.person)), found=lambda actor: tokens_of(actor.person),
        many=showing.tokens, one=_same(showing.tokens),
    ),
    Thing(
        "adjustments", "rules adapted to one person", P.ADJUSTMENT_KEEP, shown.AdjustmentShown, Adjustment,
        rows=_listed(lambda _actor: Adjustment.objects.order_by("-pk")),
        found=lambda _actor: Adjustment.objects.all(),
        many=showing.adjustments, one=_same(showing.adjustments),
    ),
    Thing(
        "requests", "what was asked for, newest first", P.REQUEST_ASK, shown.RequestShown, Request,
        rows=_requests, found=requests_of,
        many=filling_in.requests, one=_same(filling_in.requests), asks={"state": _REQUEST_STATE},
    ),
    Thing(
        "entries", "entries of registers, newest first", P.REGISTER_READ, shown.EntryShown, Entry,
        rows=_entries, found=_found_entries, many=filling_in.entries, one=_same(filling_in.entries),
        asks={"register": Short, "words": Short},
    ),
    Thing(
        "courses", "courses that are held", P.TRAINING_KEEP, shown.CourseShown, Course,
        rows=_listed(lambda actor: courses_of(actor.school)), found=lambda actor: courses_of(actor.school),
        many=filling_in.courses, one=_same(filling_in.courses),
    ),
    # Named by id in a path, for actions that are done in person; looked at in Schoolgate only.
    Thing("releases", "posts that went out unread", P.POST_APPROVE, model=Release),
    Thing("restrictions", "the restricted list", P.PUPIL_RESTRICT, model=Restriction),
)  # fmt: skip

BY_MODEL: dict[type[models.Model], Thing] = {one.model: one for one in THINGS if one.model is not None}


def thing_of(model: type[models.Model], may: Permission) -> Thing | None:
    """The thing of this model. One that is named above nowhere, but belongs to a school, is only named by its id."""
    if model in BY_MODEL:
        return BY_MODEL[model]
    if "school" not in {field.name for field in model._meta.local_fields}:
        return None
    words = f"things of the kind {model._meta.verbose_name}"
    return Thing(
        f"{model._meta.model_name}s",
        words,
        may,
        model=model,
        found=lambda actor: model._default_manager.filter(school=actor.school),
    )
