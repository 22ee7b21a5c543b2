"""Adults whom a court keeps from a child: for the keepers of the restricted list alone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import apart_queries as queries
from schoolgate.pupils.actions.apart import read_kept_apart, release_adult
from schoolgate.pupils.forms.apart import ReleaseForm
from schoolgate.pupils.models import KeptApart
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.PUPIL_RESTRICT)
def apart(request: SchoolRequest) -> HttpResponse:
    """Who is kept apart, and why. That it was opened is recorded."""
    read_kept_apart(request.actor, request.actor.school)
    return render(request, "pupils/apart.html", {"kept": queries.kept_apart(request.actor.school)})


@screen(Permission.PUPIL_RESTRICT)
def release(request: SchoolRequest, kept_id: int) -> HttpResponse:
    """Let an adult go whose order forbids no contact."""
    kept: KeptApart = get_object_or_404(KeptApart.objects.select_related("pupil"), pk=kept_id)
    form = ReleaseForm.of(request)
    if form.does(release_adult, request.actor, kept):
        say(
            request,
            _("Done. This adult may be written to. Whether they may answer is said on the pupil's page."),
        )
        return redirect(url("pupils:kept_apart", school_slug=request.actor.school.slug))
    return render(request, "pupils/release.html", {"form": form, "kept": kept})
