"""What goes tonight, and how long each class of record is kept."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.personal_data.actions.destroying import set_keeping_time
from schoolgate.personal_data.classes import CLASSES, Does
from schoolgate.personal_data.destroyed import nights_of
from schoolgate.personal_data.forms import TimeForm
from schoolgate.personal_data.night import named, what_goes
from schoolgate.personal_data.periods import years_of
from schoolgate.personal_data.queries import refusals_to_destroy
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.PERSONAL_DATA_KEEP)
def tonight(request: SchoolRequest) -> HttpResponse:
    """By class of record: how many go, who of them can still be named; and what went in the nights before."""
    school, now = request.actor.school, request.actor.now
    classes = what_goes(school, now)
    going = [one for one in classes if one.ids]
    return render(
        request,
        "personal_data/tonight.html",
        {
            "going": [(one, named(one)) for one in going],
            "kept": [one for one in classes if one.held],
            "is_emptied": Does.EMPTIED,
            "why_not": refusals_to_destroy(request.actor, school),
            "nights": nights_of(school),
            "titles": {one.key: one.title for one in CLASSES},
        },
    )


@screen(Permission.PERSONAL_DATA_KEEP)
def times(request: SchoolRequest) -> HttpResponse:
    """Every class of record with its years, counted from when; one can be set."""
    school = request.actor.school
    form = TimeForm.of(request)
    if form.does(set_keeping_time, request.actor, school):
        say(request, _("Saved. It counts from tonight."))
        return redirect(url("personal_data:set_keeping_time", school_slug=school.slug))
    years = years_of(school)
    rows = [(one, years[one.key]) for one in CLASSES]
    return render(request, "personal_data/times.html", {"rows": rows, "form": form})
