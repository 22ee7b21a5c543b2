"""Signing what was adopted, for a school or for all schools of a trust."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import trust_actor_of
from schoolgate.policies import queries
from schoolgate.policies.actions import sign_policy, sign_policy_for_all
from schoolgate.policies.forms import PlainForm
from schoolgate.policies.views.reading import on_a_page
from schoolgate.policies.words import role_words
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POLICY_SIGN)
def sign(request: SchoolRequest, number: int) -> HttpResponse:
    """Read and sign one version."""
    actor = request.actor
    version = get_object_or_404(queries.versions(actor.school).select_related("school"), number=number)
    form = PlainForm.of(request)
    if form.does(sign_policy, actor, version):
        say_how_it_stands(request)
        return redirect("policies:policy", actor.school.slug)
    policy = queries.policy_of(version)
    trust_actor = trust_actor_of(actor.person, actor.school.trust, actor.now)
    return render(
        request,
        "policies/sign.html",
        {
            **on_a_page(policy),
            "version": version,
            "form": form,
            "stopping": form.refusals or sign_policy.why_not(actor, version),
            "signatures": list(version.signatures.all()),
            "missing": [role_words(policy, role) for role in queries.still_to_sign(version)],
            "may_sign_for_all": bool(queries.waiting_for_signature_of(trust_actor, actor.school.trust)),
        },
    )


@screen(Permission.POLICY_SIGN)
def sign_for_all(request: SchoolRequest) -> HttpResponse:
    """Sign, for the trust, what waits in each of its schools."""
    school = request.actor.school
    actor = for_the_trust(request, Permission.POLICY_SIGN)
    form = PlainForm.of(request)
    if form.does(sign_policy_for_all, actor, school.trust):
        say(request, _("Signed for all schools of the trust."))
        return redirect("policies:policy", school.slug)
    waiting = queries.waiting_for_signature_of(actor, school.trust)
    context = {
        "question": _("Sign for all schools of the trust?"),
        "what_happens": [
            _("You sign for: %(schools)s.") % {"schools": ", ".join(v.school.name for v in waiting)}
        ],
        "yes": _("Sign"),
        "back": reverse("policies:policy", kwargs={"school_slug": school.slug}),
        "form": form,
    }
    return render(request, "web/confirm.html", context)


def for_the_trust(request: SchoolRequest, permission: Permission) -> Actor:
    """The same person as the trust's; a 404 for whoever holds no such post at the trust."""
    actor = trust_actor_of(request.actor.person, request.actor.school.trust, request.actor.now)
    if not actor.may(permission):
        raise Http404
    return actor


def say_how_it_stands(request: SchoolRequest) -> None:
    """A confirmation that says whether the version holds, or whose signature it waits for."""
    version = queries.waiting_version(request.actor.school)
    if version is None:
        say(request, _("Adopted. It holds from now on."))
        return
    policy = queries.policy_of(version)
    missing = [role_words(policy, role) for role in queries.still_to_sign(version)]
    say(
        request,
        _("It waits for the signature of %(posts)s. Until then the policy from before holds.")
        % {"posts": _(" and ").join(missing)},
    )
