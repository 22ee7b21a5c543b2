"""Asking for the noticeboard by e-mail, confirming it, ending it. A GET never changes anything."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from schoolgate.kernel.actor import clock
from schoolgate.people.models import School
from schoolgate.posts.actions.reading_along import ask_to_read, confirm_reading, end_reading
from schoolgate.posts.forms.deciding import PlainForm
from schoolgate.posts.models import Reader
from schoolgate.web.door import moment, public
from schoolgate.web.forms import ActionForm, say


class AskToReadForm(ActionForm):
    """An e-mail address."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "Once a week, on Friday: words and links, no pictures. You can end it at any time."
        ),
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@public
def ask(request: HttpRequest, school_slug: str) -> HttpResponse:
    """Ask for the weekly e-mail. The answer is the same whether the address is known or not."""
    school = get_object_or_404(School, slug=school_slug, noticeboard_is_open=True)
    form = AskToReadForm.of(request)
    with scope(school=school):
        if form.does(ask_to_read, clock(school, moment()), school):
            say(request, _("We have sent you an e-mail. Open its link to confirm."))
            return redirect("posts:noticeboard", school.slug)
    return _never_kept(render(request, "posts/ask_to_read.html", {"school": school, "form": form}))


@public
def reading(request: HttpRequest, school_slug: str, key: str) -> HttpResponse:
    """The page behind the link in every e-mail: confirm, or get no more."""
    reader = get_object_or_404(
        Reader._base_manager.select_related("school__trust"), key=key, school__slug=school_slug, ended_at=None
    )
    form = PlainForm.of(request)
    actor = clock(reader.school, moment())
    with scope(school=reader.school):
        if "end" in request.POST and form.does(end_reading, actor, reader):
            say(request, _("You get no more e-mail from us. Your address is forgotten."))
            return redirect("posts:noticeboard", school_slug)
        if "end" not in request.POST and form.does(confirm_reading, actor, reader):
            say(request, _("Thank you. You get the next e-mail on Friday."))
            return redirect("posts:noticeboard", school_slug)
    return _never_kept(
        render(request, "posts/reading_along.html", {"reader": reader, "school": reader.school, "form": form})
    )


def _never_kept(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    # Nobody elsewhere learns the address; with "no-referrer" a browser would not say where the form comes from.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
