"""The first page of all, the first visit of a new installation, and further schools of a trust."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.people.actions.opening import first_trust, open_school
from schoolgate.people.forms.opening import OpenSchoolForm, SetUpForm
from schoolgate.people.models import School
from schoolgate.people.opening import ONWARD, is_set_up, whoever_sets_up
from schoolgate.people.queries import trust_actor_of
from schoolgate.people.second_factor import METHODS
from schoolgate.web.addresses import address_or_nothing
from schoolgate.web.door import SchoolRequest, across_schools, moment, not_allowed, public, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url
from schoolgate.web.networks import is_this_machine


@public
def start(request: SchoolRequest) -> HttpResponse:
    """Where "/" leads: to set-up on the first visit, in a demonstration to its cast, else to Today."""
    if request.user.is_authenticated:
        return redirect("/today")
    cast = address_or_nothing("demo:cast") if settings.IS_DEMO else ""
    return redirect(cast or ("/today" if is_set_up() else "people:set_up"))


@public
def set_up(request: SchoolRequest) -> HttpResponse:
    """The first school, its headteacher, and then the policy it adopts."""
    if is_set_up():
        return redirect("/today")
    now = moment()
    form = SetUpForm.of(request, needs_code=not is_this_machine(request))
    if form.is_bound and form.is_valid():
        trust = first_trust(now)
        if form.does(open_school, whoever_sets_up(trust, now), trust):
            school = School.objects.select_related("trust").get(pk=form.done_id)
            head = school.appointments.select_related("person__user").get().person
            login(request, head.user, backend=settings.AUTHENTICATION_BACKENDS[0])
            request.session[METHODS] = [{"method": "password", "at": now.timestamp(), "email": head.email}]
            onward = _policy_step(school, form.cleaned_data["policy"])
            request.session[ONWARD] = onward
            return redirect(f"{url('people:second_factor')}?{urlencode({'next': onward})}")
    return render(request, "people/set_up.html", {"form": form})


def _policy_step(school: School, code: str) -> str:
    """The last step: reading and adopting the policy that was chosen; Today where that is put off."""
    if not code:
        return "/today"
    return f"{url('policies:adopt', school_slug=school.slug, code=code.lower())}?first=yes"


@across_schools
def go_on(request: SchoolRequest) -> HttpResponse:
    """Signing in is protected now: on to where the first visit was going, else to Today."""
    return redirect(request.session.pop(ONWARD, "/today"))


@screen(Permission.PERSON_READ)
def add_school(request: SchoolRequest) -> HttpResponse:
    """A further school of the trust, by a trust officer."""
    trust = request.actor.school.trust
    actor = trust_actor_of(request.actor.person, trust, request.actor.now)
    if not actor.may(Permission.SCHOOL_SET_UP):
        return not_allowed(request, Permission.SCHOOL_SET_UP)
    form = OpenSchoolForm.of(request)
    if form.does(open_school, actor, trust):
        opened = School.objects.get(pk=form.done_id)
        say(request, _("%(name)s is open. Its headteacher gets an e-mail.") % {"name": opened.name})
        return redirect("people:people", school_slug=opened.slug)
    return render(request, "people/add_school.html", {"form": form})
