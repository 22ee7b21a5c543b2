"""Pages of a request: all that one may see, one of them, and what can be done with it now."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.policies.forms_library import known_as
from schoolgate.policies.queries import current_policy
from schoolgate.requests import queries, showing
from schoolgate.requests.actions import decide_request, mark_done, review_leave, revoke_leave, send_request
from schoolgate.requests.concerned import against_a_yes, came_of
from schoolgate.requests.forms import ButtonForm, DecideForm, DoneForm, ReviewForm, RevokeForm
from schoolgate.requests.models import Request
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say

PER_PAGE = 25


@screen(Permission.REQUEST_ASK)
def requests(request: SchoolRequest) -> HttpResponse:
    """What there is to ask for, and what was asked: mine, and what my post may see."""
    actor = request.actor
    seen = queries.requests_of(actor).defer("answers", "form_version__document")
    page = Paginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "requests/requests.html",
        {"offered": queries.forms_for(actor), "page": page, "me": actor.person_id},
    )


@screen(Permission.REQUEST_ASK)
def one(request: SchoolRequest, request_id: int) -> HttpResponse:
    """One request: what was answered, who decides, and what I can do about it."""
    return request_page(request, request_id)


@screen(Permission.REQUEST_DECIDE)
@require_POST
def decide(request: SchoolRequest, request_id: int) -> HttpResponse:
    """Yes or no, in my turn."""
    found = get_object_or_404(queries.requests_of(request.actor), pk=request_id)
    form = _decide_form(request, found)
    if form.does(decide_request, request.actor, found):
        say(request, _("Your decision is kept, and who asked will hear of it."))
        return redirect("requests:request", request.actor.school.slug, found.pk)
    return request_page(request, request_id, form)


@screen(Permission.REQUEST_DECIDE)
@require_POST
def done(request: SchoolRequest, request_id: int) -> HttpResponse:
    """What was agreed is done."""
    found = get_object_or_404(queries.requests_of(request.actor), pk=request_id)
    form = DoneForm.of(request)
    if form.does(mark_done, request.actor, found):
        say(request, _("Done. Who asked will hear of it."))
        return redirect("requests:request", request.actor.school.slug, found.pk)
    return request_page(request, request_id, form)


@screen(Permission.REQUEST_DECIDE)
@require_POST
def revoke(request: SchoolRequest, request_id: int) -> HttpResponse:
    """Take leave back."""
    found = get_object_or_404(queries.requests_of(request.actor), pk=request_id, leave__isnull=False)
    form = RevokeForm.of(request)
    if form.does(revoke_leave, request.actor, found.leave):
        say(request, _("The leave is taken back, from now on."))
        return redirect("requests:request", request.actor.school.slug, found.pk)
    return request_page(request, request_id, form)


@screen(Permission.REQUEST_DECIDE)
@require_POST
def review(request: SchoolRequest, request_id: int) -> HttpResponse:
    """It still holds; look again later."""
    found = get_object_or_404(queries.requests_of(request.actor), pk=request_id, leave__isnull=False)
    form = ReviewForm.of(request)
    if form.does(review_leave, request.actor, found.leave):
        say(request, _("Kept."))
        return redirect("requests:request", request.actor.school.slug, found.pk)
    return request_page(request, request_id, form)


@screen(Permission.REQUEST_ASK)
def printed(request: SchoolRequest, request_id: int) -> HttpResponse:
    """The request as a form on paper: each question, each answer, each decision with name, day and mark."""
    found = get_object_or_404(queries.whole(request.actor), pk=request_id)
    name = known_as(current_policy(request.actor.school), found.key)
    context = {**_shown(found), "on_paper": showing.on_paper, "known_as": name}
    return render(request, "requests/printed.html", context)


def request_page(request: SchoolRequest, request_id: int, form: ActionForm | None = None) -> HttpResponse:
    """One request, with this form as it was posted, if one was."""
    actor = request.actor
    found = get_object_or_404(queries.whole(actor), pk=request_id)
    leave = getattr(found, "leave", None)
    is_own, roles = found.applicant_id == actor.person_id, {role.value for role in actor.roles}
    decides = not is_own and found.turn is not None and bool(set(found.turn.posts) & roles)
    does = found.state == Request.State.TO_DO and bool(set(found.form.done_by) & roles)
    looks_after = (
        leave is not None and leave.revoked_at is None and not is_own
        and any(f"|{role}|" in leave.given_by_posts for role in roles)
    )  # fmt: skip
    is_draft = is_own and found.state == Request.State.DRAFT
    against = send_request.why_not(actor, found) if is_draft else []
    context = {
        **_shown(found),
        "form": form,
        "is_own": is_own,
        "why_not": [one for one in against if not one.warning],
        "mind": [one for one in against if one.warning],
        "came_of": came_of(actor, found),
        "against_yes": against_a_yes(actor, found) if decides else [],
        "send_form": ButtonForm.of(request) if is_draft else None,
        "decide_form": _or(form, DecideForm, lambda: _decide_form(request, found, fresh=True))
        if decides
        else None,
        "done_form": _or(form, DoneForm, DoneForm) if does else None,
        "revoke_form": _or(form, RevokeForm, RevokeForm) if looks_after else None,
        "review_form": _or(form, ReviewForm, ReviewForm) if looks_after else None,
        "today": today_of(actor.now),
        "passed_over": showing.each_post_in_words(queries.passed_over(found, today_of(actor.now))),
    }
    return render(request, "requests/request.html", context, status=409 if form is not None else 200)


def _or(form: ActionForm | None, kind: type[ActionForm], fresh: type | object) -> ActionForm:
    return form if isinstance(form, kind) else fresh()  # type: ignore[operator]


def _decide_form(request: SchoolRequest, found: Request, *, fresh: bool = False) -> DecideForm:
    leave = found.form.leave
    more: dict[str, Any] = {
        "signs": found.turn.signs if found.turn else (),
        "has_conditions": bool(leave and leave.has_conditions),
        "has_end": bool(leave and leave.has_end),
    }
    if fresh:
        return DecideForm(initial={"seen": queries.turn_digest(found)}, **more)
    return DecideForm.of(request, **more)


def _shown(found: Request) -> dict[str, object]:
    said = found.said  # type: ignore[attr-defined]  # fetched with it
    return {
        "found": found,
        "parts": showing.answered(found.form, found.answers),
        "steps": showing.steps_shown(found, said),
        "void": [one for one in said if one.void_at is not None],
        "waits_for": showing.posts_in_words(tuple(found.waits_for.strip("|").split("|")))
        if found.waits_for
        else "",
        "leave": getattr(found, "leave", None),
        "done_by": showing.posts_in_words(found.form.done_by) if found.form.done_by else "",
    }
