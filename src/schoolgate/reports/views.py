"""Today, and the way into each of one's schools."""

from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.people.desks import desk_of
from schoolgate.reports.today import today
from schoolgate.web.door import SchoolRequest, across_schools
from schoolgate.web.navigation import bar_at


@across_schools
def today_page(request: SchoolRequest) -> HttpResponse:
    """What needs me, soonest first; nothing else."""
    actor = request.actor
    groups, has_more = today(desk_of(actor.person, actor.now))
    return render(request, "reports/today.html", {"groups": groups, "has_more": has_more})


@across_schools
def schools_page(request: SchoolRequest) -> HttpResponse:
    """Each school where this person holds a post, or all of the trust, and the way into it."""
    actor = request.actor
    seats = desk_of(actor.person, actor.now).seats
    schools = [(seat.school, bar_at(seat.permissions, seat.school.slug)) for seat in seats]
    return render(request, "reports/schools.html", {"schools": schools})
