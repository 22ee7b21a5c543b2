"""Today."""

from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.people.desks import desk_of
from schoolgate.reports.today import today
from schoolgate.web.door import SchoolRequest, across_schools


@across_schools
def today_page(request: SchoolRequest) -> HttpResponse:
    """What needs me, soonest first; nothing else."""
    actor = request.actor
    groups, has_more = today(desk_of(actor.person, actor.now))
    return render(request, "reports/today.html", {"groups": groups, "has_more": has_more})
