"""A leader's stand-ins."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import ROLE_WORDS, Permission, Role
from schoolgate.people.actions.standing_in import end_stand_in, name_stand_in
from schoolgate.people.appointing import stand_ins_of
from schoolgate.people.forms.appointing import EndForm, StandInForm, may_lead
from schoolgate.people.models import Appointment
from schoolgate.people.queries import today_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.STAND_IN_NAME)
def stand_in(request: SchoolRequest) -> HttpResponse:
    """Who decides while I am away; naming somebody, and who is named."""
    actor = request.actor
    form = StandInForm.of(request, actor=actor, initial={"first_on": today_of(actor.now)})
    if form.does(name_stand_in, actor, actor.school):
        said = form.cleaned_data
        role = ROLE_WORDS[Role(said["role"])]
        say(request, _("%(name)s stands in for you as %(role)s.") % {"name": said["person"], "role": role})
        return redirect("people:stand_in", school_slug=actor.school.slug)
    return render(
        request,
        "people/stand_in.html",
        {
            "form": form,
            "named": stand_ins_of(actor.school, today_of(actor.now), leader=actor.person),
            "may_name": bool(may_lead(actor)),
        },
    )


@screen(Permission.STAND_IN_NAME)
def end(request: SchoolRequest, appointment_id: int) -> HttpResponse:
    """I am back sooner."""
    actor = request.actor
    named = get_object_or_404(
        Appointment.objects.select_related("person").filter(stands_in_for=actor.person),
        pk=appointment_id,
        school=actor.school,
    )
    form = EndForm.of(request, initial={"last_on": max(today_of(actor.now), named.first_on)})
    if form.does(end_stand_in, actor, named):
        say(request, _("%(name)s stands in for you until then.") % {"name": named.person})
        return redirect("people:stand_in", school_slug=actor.school.slug)
    return render(request, "people/end.html", {"form": form, "post": named, "is_stand_in": True})
