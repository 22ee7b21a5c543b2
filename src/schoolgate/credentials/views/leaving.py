"""Leavers: all of them, one with everything that is theirs, passing on, and the certificate at the end."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.credentials.actions.leaving import certify_leaver, hand_over
from schoolgate.credentials.forms import CertifyForm, HandOverForm
from schoolgate.credentials.leaving import (
    HANDOVER,
    could_take_over,
    leavers,
    leaving_of,
    open_lines,
    sections,
)
from schoolgate.credentials.models import Leaving
from schoolgate.credentials.views.logins import reverse_of
from schoolgate.kernel.permissions import Permission
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.telling import told_at
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules.signing import LEAVING
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

SHOWN = 100


@screen(Permission.LEAVER_SEE_THROUGH)
def all_leavers(request: SchoolRequest) -> HttpResponse:
    """Everyone who leaves, soonest first."""
    return render(request, "credentials/leavers.html", {"leavers": list(leavers(request.actor)[:SHOWN])})


@screen(Permission.LEAVER_SEE_THROUGH)
def leaver(request: SchoolRequest, leaving_id: int) -> HttpResponse:
    """Everything of one leaver, and how each thing stands."""
    found = _found(request, leaving_id)
    policy = current_policy(request.actor.school)
    parts = sections(found, request.actor.now, policy)
    left = open_lines(parts)
    context = {
        "leaving": found,
        "clauses": policy.clauses_of(HANDOVER),
        "sections": parts,
        "many": sum(len(part.lines) for part in parts),
        "left": len(left),
        "can_pass_on": any(line.may_be_handed_over for line in left) and found.certified_at is None,
    }
    return render(request, "credentials/leaver.html", context)


@screen(Permission.LEAVER_SEE_THROUGH)
def pass_on(request: SchoolRequest, leaving_id: int) -> HttpResponse:
    """Several things at once, to one person who stays."""
    found = _found(request, leaving_id)
    lines = [line for line in open_lines(sections(found, request.actor.now)) if line.may_be_handed_over]
    people = could_take_over(found, today_of(request.actor.now))
    form = HandOverForm.of(request, lines=lines, people=people)
    if form.does(hand_over, request.actor, found):
        say(request, _("Passed on."))
        return redirect("credentials:leaver", request.actor.school.slug, found.pk)
    context = {
        "form": form,
        "question": _("Pass on what belongs to %(name)s") % {"name": found.person},
        "back": reverse_of(request, "leaver", found.pk),
        "yes": _("Pass it on"),
        "nav_current": "leavers",
    }
    return render(request, "credentials/form.html", context, status=409 if form.refusals else 200)


@screen(Permission.LEAVER_SEE_THROUGH)
def certify(request: SchoolRequest, leaving_id: int) -> HttpResponse:
    """All is done: sign for it."""
    found = _found(request, leaving_id)
    form = CertifyForm.of(request)
    if form.does(certify_leaver, request.actor, found):
        say(request, _("Done. Print the page for the file."))
        return redirect("credentials:certificate", request.actor.school.slug, found.pk)
    context = {
        "form": form,
        "question": _("Is everything of %(name)s passed on?") % {"name": found.person},
        "intro": _("Print the page for them to sign first: confidentiality goes on after leaving."),
        "back": reverse_of(request, "leaver", found.pk),
        "yes": _("Sign"),
        "nav_current": "leavers",
    }
    return render(request, "credentials/form.html", context, status=409 if form.refusals else 200)


@screen(Permission.LEAVER_SEE_THROUGH)
def certificate(request: SchoolRequest, leaving_id: int) -> HttpResponse:
    """On one sheet of paper: each thing and how it stands, what goes on after leaving, and room for signatures."""
    found = _found(request, leaving_id)
    parts = sections(found, request.actor.now)
    policy = current_policy(request.actor.school)
    signed = SignedDocument.objects.filter(person=found.person_id, document=LEAVING)
    context = {
        "leaving": found,
        "sections": parts,
        "left": len(open_lines(parts)),
        "goes_on": told_at(policy, LEAVING),
        "signed_on": signed.values_list("signed_on", flat=True).first(),
    }
    return render(request, "credentials/certificate.html", context)


def _found(request: SchoolRequest, leaving_id: int) -> Leaving:
    return get_object_or_404(leaving_of(request.actor, leaving_id))
