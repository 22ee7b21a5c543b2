"""Pages of who asks: what there is to ask for, the form in one go, what is asked on top, and sending it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.people.appointing import people_of
from schoolgate.people.queries import today_of
from schoolgate.requests import queries
from schoolgate.requests.actions import change_request, draft_request, send_request, withdraw_request
from schoolgate.requests.concerned import GATES, fitted
from schoolgate.requests.forms import ButtonForm
from schoolgate.requests.models import Request
from schoolgate.rules.forms import Form, Kind, Question, asked_now
from schoolgate.web.asking import AnswersForm
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.REQUEST_ASK)
def ask(request: SchoolRequest, key: str) -> HttpResponse:
    """A form, fresh. What is asked only after a certain answer comes on the next page."""
    actor = request.actor
    offered = next((one for one in queries.forms_for(actor) if one.key == key), None)
    if offered is None:
        raise Http404
    form = fitted(actor.school, offered)
    questions = [one for one in form.questions if one.when is None]
    filled = AnswersForm.of(request, questions=questions, people=_people(request, questions))
    if filled.does(draft_request, actor, actor.school, form=key):
        return _next_page(request, int(filled.done_id))
    return _form_page(request, form, filled, questions)


@screen(Permission.REQUEST_ASK)
def change(request: SchoolRequest, request_id: int) -> HttpResponse:
    """The same form with its answers; everything that these answers call for is on it."""
    actor = request.actor
    found = _own(request, request_id)
    questions = list(asked_now(found.form, found.answers))
    initial = AnswersForm.shown(found.answers, found.form.questions)
    filled = AnswersForm.of(request, questions=questions, people=_people(request, questions), initial=initial)
    if filled.is_bound and filled.is_valid():
        # Only what was on this page is answered anew.
        given = {**found.answers, **filled.answers()}
        filled.given = lambda: {"answers": given}  # type: ignore[method-assign]
        if filled.does(change_request, actor, found):
            return _next_page(request, found.pk)
    return _form_page(request, found.form, filled, questions, found)


@screen(Permission.REQUEST_ASK)
@require_POST
def send(request: SchoolRequest, request_id: int) -> HttpResponse:
    """Off to whoever decides."""
    found = _own(request, request_id)
    form = ButtonForm.of(request)
    if form.does(send_request, request.actor, found):
        say(request, _("Sent. You will hear by e-mail, and you can follow it here."))
        return redirect("requests:request", request.actor.school.slug, found.pk)
    from schoolgate.requests.views.reading import request_page

    return request_page(request, found.pk, form)


@screen(Permission.REQUEST_ASK)
def withdraw(request: SchoolRequest, request_id: int) -> HttpResponse:
    """Are you sure; then it is taken back."""
    found = _own(request, request_id)
    form = ButtonForm.of(request)
    if form.does(withdraw_request, request.actor, found):
        say(request, _("Withdrawn."))
        return redirect("requests:requests", request.actor.school.slug)
    back = queries.page_of(found)
    context = {
        "form": form,
        "question": _("Withdraw this request?"),
        "what_happens": _("Nobody decides on it any more. You can ask again."),
        "yes": _("Withdraw it"),
        "back": back,
        "nav_current": "requests",
    }
    return render(request, "web/confirm.html", context, status=409 if form.refusals else 200)


def _own(request: SchoolRequest, request_id: int) -> Request:
    mine = Request.objects.filter(applicant=request.actor.person).select_related("form_version")
    return get_object_or_404(mine, pk=request_id)


def _people(request: SchoolRequest, questions: list[Question]) -> list[tuple[int, str]]:
    if not any(one.kind in (Kind.PERSON, Kind.PEOPLE) for one in questions):
        return []
    return [(one.pk, str(one)) for one in people_of(request.actor.school, today_of(request.actor.now))]


def _next_page(request: SchoolRequest, request_id: int) -> HttpResponse:
    """What is still asked because of these answers, once; then everything to look over."""
    found = _own(request, request_id)
    on_top = [
        one for one in asked_now(found.form, found.answers) if one.when and one.key not in found.answers
    ]
    slug = request.actor.school.slug
    if on_top and any(one.required for one in on_top) and "further" not in request.GET:
        say(request, _("Kept. Your answers call for a little more."))
        return redirect(f"{queries.page_of(found)}/change?further=1#{on_top[0].key}")
    return redirect("requests:request", slug, found.pk)


def _form_page(
    request: SchoolRequest,
    form: Form,
    filled: AnswersForm,
    questions: list[Question],
    found: Request | None = None,
) -> HttpResponse:
    titles = {part.key: part.title for part in form.parts}
    parts: dict[str, list[Question]] = {}
    for one in questions:
        parts.setdefault(titles.get(one.part, ""), []).append(one)
    context = {
        "asked": form,
        "form": filled,
        "parts": list(parts.items()),
        "found": found,
        "controls": (form.control, *GATES.get(form.key, ())),
    }
    return render(request, "requests/ask.html", context, status=409 if filled.refusals else 200)
