"""The library, and adopting one of its policies."""

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import ROLE_WORDS, Permission, Role
from schoolgate.people.models import School
from schoolgate.people.queries import trust_actor_of
from schoolgate.policies import queries
from schoolgate.policies.actions import adopt_policy, adopt_policy_for_all
from schoolgate.policies.forms import AdoptForm
from schoolgate.policies.loading import library as policies_of_library
from schoolgate.policies.views.reading import on_a_page
from schoolgate.policies.views.signing import for_the_trust, say_how_it_stands
from schoolgate.rules.policy import ResolvedPolicy, ResolvedSetting, adoption
from schoolgate.rules.refusals import Refusal
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

# What tells one policy from another, at a glance.
TELLING = ("second_reader", "post_approvers", "naming_pupils", "cameras_allowed", "private_messages")


@screen(Permission.POLICY_READ)
def library(request: SchoolRequest) -> HttpResponse:
    """The starting policies, and what tells them apart."""
    school = request.actor.school
    now = queries.current_policy(school)
    shown = list(queries.library_for(school).items())
    return render(
        request,
        "policies/library.html",
        {
            "shown": shown,
            "now": now,
            "telling": TELLING,
            "may_adopt": request.actor.may(Permission.POLICY_ADOPT),
        },
    )


@screen(Permission.POLICY_READ)
def adopt(request: SchoolRequest, code: str) -> HttpResponse:
    """What a policy of the library means here, and the form to adopt it."""
    actor = request.actor
    policy = _to_adopt(actor.school, code)
    form = AdoptForm.of(request, policy=policy, own_role=_own_role(actor, policy))
    if form.does(adopt_policy, actor, actor.school):
        say_how_it_stands(request)
        return redirect("today") if "first" in request.GET else redirect("policies:policy", actor.school.slug)
    trust_actor = trust_actor_of(actor.person, actor.school.trust, actor.now)
    context = {
        "stopping": form.refusals or _why_not(actor, form),
        "may_adopt": actor.may(Permission.POLICY_ADOPT),
        "may_adopt_for_all": trust_actor.may(Permission.POLICY_ADOPT),
        "is_first_visit": "first" in request.GET,
    }
    return render(request, "policies/adopt.html", {**_adopt_page(actor, policy, form), **context})


@screen(Permission.POLICY_ADOPT)
def adopt_for_all(request: SchoolRequest, code: str) -> HttpResponse:
    """A trust adopts a policy for all its schools."""
    school = request.actor.school
    actor = for_the_trust(request, Permission.POLICY_ADOPT)
    policy = _to_adopt(school, code)
    form = AdoptForm.of(request, policy=policy, own_role=_own_role(actor, policy))
    if form.does(adopt_policy_for_all, actor, school.trust):
        number = school.trust.schools.count()
        words = ngettext("Adopted for %(number)s school.", "Adopted for all %(number)s schools.", number)
        say(request, words % {"number": number})
        return redirect("policies:policy", school.slug)
    context = {"stopping": form.refusals, "may_adopt": True, "for_all": True}
    return render(request, "policies/adopt.html", {**_adopt_page(request.actor, policy, form), **context})


def _to_adopt(school: School, code: str) -> ResolvedPolicy:
    if code.upper() not in policies_of_library():
        raise Http404
    return queries.policy_to_adopt(school, code.upper())


def _own_role(actor: Actor, policy: ResolvedPolicy) -> str:
    """The post with which whoever adopts also signs; "" if none."""
    return next((role for role in adoption.signatories(policy) if role in actor.roles), "")


def _adopt_page(actor: Actor, policy: ResolvedPolicy, form: AdoptForm) -> dict[str, object]:
    now = queries.current_policy(cast(School, actor.school))
    own_role = _own_role(actor, policy)
    return {
        **on_a_page(policy),
        "form": form,
        "own_role": ROLE_WORDS[Role(own_role)] if own_role else "",
        "changes": _changes(now, policy),
        "own_choices": [setting for setting in policy.settings.values() if setting.otherwise is not None],
        "is_current": now.digest == policy.digest,
    }


def _changes(now: ResolvedPolicy, then: ResolvedPolicy) -> list[tuple[ResolvedSetting, ResolvedSetting]]:
    """The settings that would change, as they are and as they would be."""
    pairs = ((now.settings[key], setting) for key, setting in then.settings.items() if key in now.settings)
    return [(before, after) for before, after in pairs if before.value != after.value]


def _why_not(actor: Actor, form: AdoptForm) -> list[Refusal]:
    """What stands against adopting before anything is filled in: not the checks and signatures themselves."""
    if form.is_bound or not actor.may(Permission.POLICY_ADOPT):
        return []
    return adopt_policy.why_not(actor, cast(School, actor.school), code=form.code, checks=form.every_check)
