"""The record of answers, a school year at a time, and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.families.actions.record import take_record
from schoolgate.families.forms import TakeForm
from schoolgate.families.record import HEADER, Year, pupils_in, record_of, years_of
from schoolgate.kernel.permissions import Permission
from schoolgate.pupils.importing.harmless import harmless_csv
from schoolgate.pupils.words import SAID_WORDS
from schoolgate.rules.consents import CAPACITY_WORDS
from schoolgate.web.door import SchoolRequest, screen

PER_PAGE = 30


@screen(Permission.PERSONAL_DATA_KEEP)
def record(request: SchoolRequest) -> HttpResponse:
    """Each pupil of a school year: who answered what for them, when and how."""
    school = request.actor.school
    years = years_of(school, request.actor.now)
    year = _chosen(request.GET.get("year", ""), years)
    form = TakeForm.of(request)
    if form.does(take_record, request.actor, school, begins=year.begins) and form.done is not None:
        data = harmless_csv(HEADER, form.done.subject.record_rows)
        response = HttpResponse(data, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="record-{school.slug}-{year.begins}.csv"'
        return response
    page = Paginator(pupils_in(school, year), PER_PAGE).get_page(request.GET.get("page"))
    given = {
        "form": form,
        "years": years,
        "year": year,
        "page": page,
        "lines": record_of(page.object_list, year),
        "said_words": SAID_WORDS,
        "capacity_words": CAPACITY_WORDS,
    }
    return render(request, "families/record.html", given)


def _chosen(asked: str, years: list[Year]) -> Year:
    return next((one for one in years if str(one.begins) == asked), years[0])
