"""The whole trust on a page, for those who answer for it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.reports.across_the_trust import answers_for_the_trust, signed_across, why
from schoolgate.web.door import SchoolRequest, screen

# Each school takes some queries of its own.
SCHOOLS_ON_A_PAGE = 20


@screen(Permission.NUMBERS_READ)
def signed(request: SchoolRequest) -> HttpResponse:
    """Who has read and signed, in each school of the trust. It is not there for those of one school."""
    actor = request.actor
    if not answers_for_the_trust(actor):
        raise Http404
    schools = School.objects.filter(trust_id=actor.trust_id).order_by("name", "pk")
    page = Paginator(schools, SCHOOLS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "trust": actor.school.trust,
        "schools": signed_across(actor, page.object_list),
        "may_know": actor.may(Permission.SIGNATURES_READ),
        "clauses": why(actor),
    }
    return render(request, "reports/trust.html", context)
