"""How I sign in: the second factor to choose, my devices, my passkeys."""

from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from schoolgate.people.actions.signing_in import end_sessions
from schoolgate.people.forms.signing_in import EndSessionsForm
from schoolgate.people.second_factor import has_shown_one
from schoolgate.people.sessions import open_sessions
from schoolgate.web.door import SchoolRequest, across_schools, public
from schoolgate.web.forms import say


@across_schools
def second_factor(request: SchoolRequest) -> HttpResponse:
    """Why a second factor is needed, and the two ways to have one."""
    wanted = request.GET.get("next", "")
    onward = (
        wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else "/today"
    )
    if has_shown_one(request):
        return redirect(onward)
    return render(request, "people/second_factor.html")


@across_schools
def sessions(request: SchoolRequest) -> HttpResponse:
    """Where I am signed in, and with what."""
    mine = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    return render(
        request,
        "people/sessions.html",
        {
            "sessions": open_sessions(request.user, request.session.session_key),
            "passkeys": [one for one in mine if one.type == Authenticator.Type.WEBAUTHN],
            "has_app": any(one.type == Authenticator.Type.TOTP for one in mine),
            "has_recovery_codes": any(one.type == Authenticator.Type.RECOVERY_CODES for one in mine),
            "has_password": request.actor.person.user.has_usable_password(),
            "form": EndSessionsForm.of(request),
        },
    )


@across_schools
def end(request: SchoolRequest, session_id: int) -> HttpResponse:
    """End one session, or with 0 all but this one."""
    if request.method != "POST":
        return redirect("people:sessions")
    others = [
        one.id for one in open_sessions(request.user, request.session.session_key) if not one.is_this_one
    ]
    form = EndSessionsForm.of(request)
    # Signing in belongs to the trust's log, whichever school one is at.
    actor = replace(request.actor, school=None)
    if form.does(end_sessions, actor, actor.person, sessions=[session_id] if session_id else others):
        say(request, _("Signed out there."))
    else:
        say(request, _("That session had ended already."))
    return redirect("people:sessions")


@public
def to_sessions(request: SchoolRequest) -> HttpResponse:
    """The sign-in library's own overviews: ours shows the same and more."""
    return redirect("people:sessions")


@public
def not_offered(request: SchoolRequest) -> HttpResponse:
    """Pages of the sign-in library that this program does not have: addresses are given by whoever appoints."""
    raise Http404
