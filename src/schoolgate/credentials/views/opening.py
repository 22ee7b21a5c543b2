"""Opening a login: after the second factor, on a page that is kept nowhere and gone after a minute."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.credentials.actions.opening import look_at_opening, open_login, open_login_in_an_emergency
from schoolgate.credentials.forms import ButtonForm, EmergencyForm, OpenForm
from schoolgate.credentials.fresh import ask_again, is_fresh, shown_at
from schoolgate.credentials.models import LoginOpening, SharedLogin
from schoolgate.credentials.queries import looks_as
from schoolgate.credentials.showing import SHOWN_FOR_S, Shown
from schoolgate.credentials.views.logins import found_login, page_of_login, reverse_of
from schoolgate.kernel.permissions import Permission
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

NEWEST = 50


@screen(Permission.LOGIN_OPEN)
def show(request: SchoolRequest, login_id: int) -> HttpResponse:
    """One thing of it, once. Posted again it is not shown again; opened as a page it leads to where the button is."""
    found = found_login(request, login_id)
    page = reverse_of(request, "login", found.pk)
    if request.method != "POST":
        return redirect(page)
    if not is_fresh(request):
        return ask_again(request, page)
    form = OpenForm.of(request)
    if form.does(open_login, request.actor, found, shown_at=shown_at(request)):
        return _shown_or_back(request, form, found, page)
    return page_of_login(request, found, form)


@screen(Permission.LOGIN_EMERGENCY)
def emergency(request: SchoolRequest, login_id: int) -> HttpResponse:
    """A leader opens it with a reason, and others hear of it."""
    found: SharedLogin = get_object_or_404(
        SharedLogin.objects.select_related("account"), pk=login_id, removed_at__isnull=True
    )
    here = reverse_of(request, "emergency", found.pk)
    if not is_fresh(request):
        return ask_again(request, here)
    form = EmergencyForm.of(request)
    if form.does(open_login_in_an_emergency, request.actor, found, shown_at=shown_at(request)):
        return _shown_or_back(request, form, found, reverse_of(request, "login", found.pk))
    context = {
        "form": form,
        "question": _("Open %(name)s in an emergency") % {"name": found.name},
        "back": reverse_of(request, "login", found.pk),
        "intro": _("For when nobody who is named can be reached. The headteacher and the chair of governors are "
                   "told at once, and it is to be changed within a day."),
        "yes": _("Open it"),
    }  # fmt: skip
    return render(request, "credentials/form.html", context, status=409 if form.refusals else 200)


@screen(Permission.LOGIN_LOOK)
def emergencies(request: SchoolRequest) -> HttpResponse:
    """Every opening in an emergency: who, what, why, and who has looked at it."""
    found = LoginOpening.objects.filter(is_emergency=True).select_related("login__account", "person")
    mine = looks_as(request.actor)
    rows = [
        (one, bool(mine) and one.person_id != request.actor.person_id
         and any(getattr(one, field) is None for field in mine))
        for one in found[:NEWEST]
    ]  # fmt: skip
    return render(request, "credentials/emergencies.html", {"rows": rows, "form": ButtonForm.of(request)})


@screen(Permission.LOGIN_LOOK)
def look(request: SchoolRequest, opening_id: int) -> HttpResponse:
    """I have seen it."""
    found: LoginOpening = get_object_or_404(
        LoginOpening.objects.select_related("login", "person"), pk=opening_id, is_emergency=True
    )
    if request.method != "POST":
        return redirect("credentials:emergencies", request.actor.school.slug)
    form = ButtonForm.of(request)
    if form.does(look_at_opening, request.actor, found):
        say(request, _("Noted that you have seen it."))
        return redirect("credentials:emergencies", request.actor.school.slug)
    for refusal in form.refusals:
        say(request, f"{refusal.words} {refusal.next_step}")
    return redirect("credentials:emergencies", request.actor.school.slug)


def _shown_or_back(request: SchoolRequest, form: OpenForm, found: SharedLogin, page: str) -> HttpResponse:
    if form.done is None:
        say(request, _("It was shown once already. Open it again if you still need it."))
        return redirect(page)
    shown: Shown = form.done.subject.shown
    words = dict(LoginOpening.What.choices)[shown.what]
    context = {"login": found, "shown": shown, "what_words": words, "back": page, "seconds": SHOWN_FOR_S}
    response = render(request, "credentials/shown.html", context)
    response.headers["Cache-Control"] = "no-store, private, max-age=0"
    response.headers["Pragma"] = "no-cache"
    response.headers["Referrer-Policy"] = "same-origin"
    # Without a script, too, it leaves the screen after a minute.
    response.headers["Refresh"] = f"{SHOWN_FOR_S}; url={page}"
    return response
