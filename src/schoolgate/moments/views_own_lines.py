"""The page on which a school adds lines of its own, with no code."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.moments.actions import add_own_line, end_own_line
from schoolgate.moments.models import OwnLine
from schoolgate.moments.own_lines import own_lines as lines_of
from schoolgate.rules.duties.own import MOMENTS
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say

AUDIENCES = {
    "staff": gettext_lazy("staff"),
    "governor": gettext_lazy("governors"),
    "volunteer": gettext_lazy("volunteers"),
}
WHERE = {
    "while_drafting": gettext_lazy("Beside every draft"),
    "own_use": gettext_lazy("On “Your own accounts”"),
    "sign": gettext_lazy("On “Read and sign”: everybody it is for signs it"),
}


class LineForm(ActionForm):
    """A line of the school's own."""

    words = forms.CharField(
        label=gettext_lazy("What is to be said? One sentence."), max_length=300, required=False
    )
    moment = forms.ChoiceField(
        label=gettext_lazy("Where is it said?"),
        choices=[(key, WHERE[key]) for key in MOMENTS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose where it is said.")},
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("To whom?"),
        help_text=gettext_lazy("Choose nobody for everybody."),
        choices=list(AUDIENCES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class EndForm(ActionForm):
    """A button, nothing to fill in."""


@screen(Permission.FORM_MAKE)
def own_lines(request: SchoolRequest) -> HttpResponse:
    """Lines of our own: those that stand, and one more."""
    school = request.actor.school
    form = LineForm.of(request)
    if form.does(add_own_line, request.actor, school):
        say(request, _("It is said there from now on."))
        return redirect("moments:own_lines", school.slug)
    rows = [
        (one, WHERE[one.moment], ", ".join(str(AUDIENCES[each]) for each in one.audience))
        for one in lines_of(school)
    ]
    context = {"form": form, "rows": rows}
    return render(request, "moments/own_lines.html", context, status=409 if form.refusals else 200)


@screen(Permission.FORM_MAKE)
@require_POST
def end(request: SchoolRequest, line_id: int) -> HttpResponse:
    """It is said no more."""
    found = get_object_or_404(OwnLine, pk=line_id, ended_at__isnull=True)
    if EndForm.of(request).does(end_own_line, request.actor, found):
        say(request, _("It is said no more."))
    return redirect("moments:own_lines", request.actor.school.slug)
