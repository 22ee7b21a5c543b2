"""A duty's page."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.duties import queries
from schoolgate.duties.actions import do_duty
from schoolgate.kernel.permissions import Permission
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say


class DoDutyForm(ActionForm):
    """What came of it, in one line."""

    outcome = forms.CharField(label=gettext_lazy("What did you do or find?"), max_length=400, required=False)


@screen(Permission.DUTY_DO)
def do(request: SchoolRequest, duty_id: int) -> HttpResponse:
    """One duty of mine: what it is, until when, and saying that it is done."""
    duty = get_object_or_404(queries.owed_by(request.actor), pk=duty_id)
    if duty.closes_itself:
        return redirect(duty.link)
    form = DoDutyForm.of(request)
    if form.does(do_duty, request.actor, duty):
        say(request, _("Done. Thank you."))
        return redirect("today")
    return render(request, "duties/do.html", {"duty": duty, "form": form})
