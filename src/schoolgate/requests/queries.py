"""Reads of requests: which forms are there for whom, who sees and decides what, and what stands against it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import STAFF_ROLES, Permission, Role
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import current, today_of
from schoolgate.policies.forms_library import forms_under
from schoolgate.policies.queries import current_policy
from schoolgate.requests.concerned import FURTHER, against_a_yes, fitted
from schoolgate.requests.models import Decision, FormVersion, Leave, Request
from schoolgate.rules.forms import (
    Deciders,
    Facts,
    Form,
    FormError,
    refusals_to_answers,
    shapes_refused,
    tidied,
)
from schoolgate.rules.forms import refusals_to_decide as rule_to_decide
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Control, Refusal

State = Request.State
DESIGNATED = frozenset(
    {Role.HEADTEACHER, Role.EXECUTIVE_HEADTEACHER, Role.SENIOR_LEADER, Role.MARKETING_OFFICER,
     Role.NETWORK_MANAGER, Role.ACCOUNT_ADMINISTRATOR}
)  # fmt: skip
OPEN_TO: dict[str, frozenset[Role]] = {
    "staff": STAFF_ROLES | {Role.EXECUTIVE_HEADTEACHER},
    "designated_staff": DESIGNATED,
    "volunteer": frozenset({Role.VOLUNTEER}),
    "parent": frozenset({Role.PARENT}),
    "governor": frozenset({Role.GOVERNOR, Role.CHAIR, Role.LINK_GOVERNOR, Role.TRUSTEE}),
    "with_a_staff_lead": frozenset(
        {Role.VOLUNTEER, Role.PARENT, Role.GOVERNOR, Role.LINK_GOVERNOR, Role.CHAIR}
    ),
}


def forms_of(school: School, policy: ResolvedPolicy | None = None) -> dict[str, Form]:
    """Every form the school offers now, by key: those of its policy, and its own."""
    own = FormVersion.objects.filter(school=school, is_own=True, retired_at__isnull=True).order_by("pk")
    return forms_under(policy or current_policy(school)) | {one.key: one.form for one in own}


def is_open_to(form: Form, policy: ResolvedPolicy, actor: Actor) -> bool:
    """Whether the policy lets people in one of this actor's posts ask for it."""
    kinds = policy.setting(form.open_to_setting) if form.open_to_setting else form.open_to
    return any(OPEN_TO.get(kind, frozenset()) & actor.roles for kind in kinds)


def forms_for(actor: Actor) -> list[Form]:
    """What this person can ask for."""
    policy = current_policy(actor.school)
    return [form for form in forms_of(actor.school, policy).values() if is_open_to(form, policy, actor)]


def may_ask_for(actor: Actor, key: str) -> bool:
    """Whether the policy has this form and opens it to this person."""
    policy = current_policy(actor.school)
    form = forms_under(policy).get(key)
    return form is not None and is_open_to(form, policy, actor)


def held_posts(school: School, on: date) -> dict[str, set[int]]:
    """Who holds each post at this school on this day, trust posts too. One query."""
    here = Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id)
    found: dict[str, set[int]] = defaultdict(set)
    for role, person in Appointment.objects.filter(here, current(on)).values_list("role", "person_id"):
        found[role].add(person)
    return found


def facts_for(school: School, on: date) -> Facts:
    """What answers are held against. One query."""
    held = held_posts(school, on)
    people = {person for post, those in held.items() if post != Role.PUPIL for person in those}
    staff = {person for post, those in held.items() if post in OPEN_TO["staff"] for person in those}
    return Facts(on, people, staff, tuple(school.domains), held)


def may_see(actor: Actor) -> Q:
    """The requests this person sees: their own, those of their posts, and open ones where they decide at all."""
    theirs = Q(is_closed=False) if actor.may(Permission.REQUEST_DECIDE) else Q(pk__in=())
    for role in actor.roles:
        theirs |= Q(seen_by__contains=f"|{role.value}|")
    return (theirs & ~Q(state=State.DRAFT)) | Q(applicant_id=actor.person_id)


def requests_of(actor: Actor) -> QuerySet[Request]:
    """Every request that this person may see, the newest first."""
    return Request.objects.filter(may_see(actor)).select_related("applicant", "form_version", "leave")


def whole(actor: Actor) -> QuerySet[Request]:
    """The same, with their decisions."""
    said = Prefetch("decisions", Decision.objects.select_related("by").order_by("pk"), to_attr="said")
    return requests_of(actor).prefetch_related(said)


def leave_given(school: School, key: str, on: date) -> QuerySet[Leave]:
    """The leave of this kind that holds on this day: given, carried out where somebody has to, not taken back."""
    return Leave.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        school=school,
        request__key=key,
        request__state__in=(State.GRANTED, State.DONE),
        from_on__lte=on,
        revoked_at__isnull=True,
    ).select_related("request__applicant")


def control_of(form: Form) -> Control:
    """What refuses where somebody would decide their own."""
    return Control.NO_ACCOUNT_WITHOUT_APPROVAL if form.key == "account_application" else Control.STATE


def refusals_to_draft(
    actor: Actor, school: School, *, form: str, answers: Mapping[str, Any]
) -> list[Refusal]:
    """No such form, not for them, or what is no answer at all. What is missing is asked when it is sent."""
    policy = current_policy(school)
    found = forms_of(school, policy).get(form)
    if found is None:
        return [Refusal(Control.STATE, "There is no such form.", "Choose one of the list.", about="form")]
    if not is_open_to(found, policy, actor):
        return [
            Refusal(
                Control.NO_ACCOUNT_WITHOUT_APPROVAL if form == "account_application" else Control.PERMISSION,
                "Your policy does not let people in your post ask for this.",
                "Talk to somebody who may.",
                about="form",
            )
        ]
    return shapes_refused(fitted(school, found), answers)


def refusals_to_change(actor: Actor, request: Request, *, answers: Mapping[str, Any]) -> list[Refusal]:
    if request.applicant_id != actor.person_id:
        return [Refusal(Control.STATE, "Only who asked can change this.", "Ask them.")]
    if request.state not in (State.DRAFT, State.WAITING):
        return [Refusal(Control.STATE, "This is decided, so it stays as it is.", "Ask again.")]
    if request.state == State.DRAFT:
        return shapes_refused(request.form, answers)
    return against_sending(actor, request, tidied(request.form, answers))


def refusals_to_send(actor: Actor, request: Request) -> list[Refusal]:
    if request.applicant_id != actor.person_id:
        return [Refusal(Control.STATE, "Only who asked can send this.", "Ask them.")]
    if request.state != State.DRAFT:
        return [Refusal(Control.STATE, "This was sent already.", "Nothing is left to do.")]
    return against_sending(actor, request, request.answers)


def against_sending(actor: Actor, request: Request, answers: Mapping[str, Any]) -> list[Refusal]:
    """Everything that is missing or wrong in these answers, and a form that nobody could decide."""
    today = today_of(actor.now)
    found = refusals_to_answers(request.form, answers, facts_for(actor.school, today))
    if not found:
        found = [refusal for further in FURTHER[request.key] for refusal in further(actor, answers)]
    if request.form.steps and not steps_of(request, today):
        found.append(
            Refusal(
                control_of(request.form),
                "Nobody but you could decide this.",
                "Ask the headteacher or the chair to appoint somebody who can.",
            )
        )
    return found


def steps_of(request: Request, on: date) -> tuple[Deciders, ...]:
    """Who decides it, in order, as posts are held on this day."""
    policy = current_policy(request.school)
    wanted = {step.setting for step in request.form.steps if step.setting}
    return Deciders.of(
        request.form,
        held=held_posts(request.school, on),
        applicant=request.applicant_id,
        set_posts={setting: policy.setting(setting) for setting in wanted},
    )


def passed_over(request: Request, on: date) -> list[str]:
    """The posts that the policy wants asked about this too, and that nobody holds. Two queries while it waits."""
    settings = [one.setting for one in request.form.steps if one.setting and not one.first_of_setting]
    if request.state != State.WAITING or not settings:
        return []
    policy, held = current_policy(request.school), held_posts(request.school, on)
    return [post for setting in settings for post in policy.setting(setting) if not held.get(post)]


def refusals_to_decide(
    actor: Actor,
    request: Request,
    *,
    says_yes: bool,
    seen: str,
    because: str = "",
    signs: tuple[str, ...] | list[str] = (),
    conditions: str = "",
    until: date | None = None,
) -> list[Refusal]:
    found = rule_to_decide(
        request.turn,
        control=control_of(request.form),
        decider=actor.person_id,
        roles=[role.value for role in actor.roles],
        applicant=request.applicant_id,
        says_yes=says_yes,
        because=because,
        signs=signs,
        seen=seen,
        digest=turn_digest(request),
    )
    if until is not None and until < today_of(actor.now):
        found.append(Refusal(Control.STATE, "This day is over.", "Choose a later day.", about="until"))
    if says_yes and not found:
        found.extend(against_a_yes(actor, request))
    return found


def turn_digest(request: Request) -> str:
    """What a decider's page has seen: these answers, at this step."""
    return f"{request.digest[:32]}-{request.step}"


def refusals_to_withdraw(actor: Actor, request: Request) -> list[Refusal]:
    if request.applicant_id != actor.person_id:
        return [Refusal(Control.STATE, "Only who asked can withdraw this.", "Ask them.")]
    if request.state not in (State.DRAFT, State.WAITING):
        return [Refusal(Control.STATE, "This is decided already.", "Tell whoever decided it.")]
    return []


def refusals_to_mark_done(actor: Actor, request: Request, *, words: str) -> list[Refusal]:
    if request.state != State.TO_DO:
        return [Refusal(Control.STATE, "Nothing is to be done here now.", "Look at it again.")]
    if not set(request.form.done_by) & {role.value for role in actor.roles}:
        return [Refusal(Control.STATE, "This is somebody else's to do.", "Tell them if it cannot wait.")]
    if not words.strip():
        return [Refusal(Control.STATE, "It is not said what was done.", "Write one line.", about="words")]
    return []


def refusals_to_revoke(actor: Actor, leave: Leave, *, because: str) -> list[Refusal]:
    return [
        *_leave_must_hold(leave),
        *_must_be_their_word(actor, leave),
        *([] if because.strip() else [_say("Why is it taken back?", "because")]),
    ]


def refusals_to_review(actor: Actor, leave: Leave, *, again_on: date) -> list[Refusal]:
    late = again_on <= today_of(actor.now)
    return [
        *_leave_must_hold(leave),
        *_must_be_their_word(actor, leave),
        *([_say("The next look must be later than today.", "again_on")] if late else []),
    ]


def _leave_must_hold(leave: Leave) -> list[Refusal]:
    if leave.revoked_at is not None:
        return [Refusal(Control.STATE, "This leave was taken back already.", "Nothing is left to do.")]
    return []


def _must_be_their_word(actor: Actor, leave: Leave) -> list[Refusal]:
    posts = {post for step in leave.request.deciders for post in step.posts}
    if actor.person_id == leave.request.applicant_id or not posts & {role.value for role in actor.roles}:
        return [Refusal(Control.STATE, "Whoever can give this leave looks at it.", "Ask them.")]
    return []


def _say(words: str, about: str) -> Refusal:
    return Refusal(Control.STATE, words, "Put it right.", about=about)


def page_of(request: Request) -> str:
    """Where the request is read."""
    return reverse("requests:request", kwargs={"school_slug": request.school.slug, "request_id": request.pk})


def refusals_to_make(actor: Actor, school: School, *, document: Mapping[str, Any]) -> list[Refusal]:
    """What makes no form, and a name that another form has."""
    try:
        made = Form.from_document(document)
    except FormError as wrong:
        return [Refusal(Control.STATE, wrong.words, "Put it right.", about="title")]
    if made.key in forms_of(school) or FormVersion.objects.filter(digest=made.digest).exists():
        return [_say("Another form has this name, or had it.", "title")]
    return []


def refusals_to_retire(actor: Actor, form_version: FormVersion) -> list[Refusal]:
    if not form_version.is_own or form_version.retired_at is not None:
        return [Refusal(Control.STATE, "This is no form of your own in use.", "Nothing is left to do.")]
    return []
