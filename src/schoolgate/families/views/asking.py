"""A link that opens nothing, and how to get a new one. The answer is the same whoever asks."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_scopes import scope

from schoolgate.families.actions.links import send_link_again
from schoolgate.families.views.private import never_kept, query_of, shown
from schoolgate.kernel.actor import clock
from schoolgate.people.models import School
from schoolgate.web.door import moment, public
from schoolgate.web.forms import ActionForm


class AskForLinkForm(ActionForm):
    """An e-mail address."""

    email = forms.EmailField(max_length=254)


def over(request: HttpRequest, school_slug: str) -> HttpResponse:
    """A key that opens nothing: too old, ended, never there. Which of them, nobody is told."""
    school = get_object_or_404(School, slug=school_slug)
    return shown(request, "families/over.html", {"school": school, "is_over": True}, status=404)


@public
def ask(request: HttpRequest, school_slug: str) -> HttpResponse:
    """Ask for a new link."""
    school = get_object_or_404(School.objects.select_related("trust"), slug=school_slug)
    form = AskForLinkForm.of(request)
    with scope(school=school):
        if form.does(send_link_again, clock(school, moment()), school):
            here = reverse("families:ask", kwargs={"school_slug": school.slug})
            return never_kept(redirect(here + query_of(request, done="1")))
    given = {"school": school, "form": form, "is_done": request.GET.get("done") == "1"}
    return shown(request, "families/over.html", given, status=422 if form.errors else 200)
