"""The answers as a file for the management system."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils.actions.exporting import export_answers
from schoolgate.pupils.answers_export import answers_for_file
from schoolgate.pupils.importing.harmless import harmless_csv
from schoolgate.web.door import SchoolRequest, screen


class ExportForm(forms.Form):
    """Of whom."""

    only_given_here = forms.BooleanField(
        label=gettext_lazy("Only pupils with an answer that was given here, not brought in by a file"),
        required=False,
    )


@screen(Permission.CONSENT_READ)
def answers(request: SchoolRequest) -> HttpResponse:
    """Take the answers out. That it was done is recorded."""
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "pupils/export_answers.html", {"form": form})
    only_given_here = form.cleaned_data["only_given_here"]
    school = request.actor.school
    header, rows = answers_for_file(school, today_of(request.actor.now), only_given_here=only_given_here)
    export_answers(request.actor, school, count=len(rows), only_given_here=only_given_here)
    response = HttpResponse(harmless_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="consents-{school.slug}.csv"'
    return response
