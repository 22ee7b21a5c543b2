"""One post at one place, for a person: put it up, say what became of it, take it down, try again."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.connectors.contract import AskPerson, Credentials, Facts
from schoolgate.kernel.actions import Action
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.publishing import add_link, confirm_not_up, confirm_up, try_again
from schoolgate.posts.actions.taking_down import confirm_gone, leave_up
from schoolgate.posts.forms.deciding import PlainForm
from schoolgate.posts.forms.publishing import ConfirmUpForm, LeaveUpForm, LinkForm
from schoolgate.posts.models import Copy, Delivery, PostPicture
from schoolgate.posts.publishing.outgoing import outgoing_post
from schoolgate.posts.publishing.queries import may_be_left_up
from schoolgate.posts.publishing.starting import connector_of
from schoolgate.rules.posts.speaking import signed
from schoolgate.rules.refusals import Refusal
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say


@screen(Permission.POST_CONFIRM)
def confirm(request: SchoolRequest, delivery_id: int) -> HttpResponse:
    """The page for whatever a person has to do with this delivery now."""
    return _page(request, _delivery(delivery_id))


@screen(Permission.POST_CONFIRM)
@require_POST
def is_up(request: SchoolRequest, delivery_id: int) -> HttpResponse:
    """It is up."""
    return _does(
        request, delivery_id, ConfirmUpForm.of(request), confirm_up, _("Thank you. It is written down as up.")
    )


@screen(Permission.POST_CONFIRM)
@require_POST
def is_not_up(request: SchoolRequest, delivery_id: int) -> HttpResponse:
    """It is not up, and will not be put up."""
    return _does(
        request, delivery_id, PlainForm.of(request), confirm_not_up, _("Thank you. It is not up there.")
    )


@screen(Permission.POST_CONFIRM)
@require_POST
def is_gone(request: SchoolRequest, delivery_id: int) -> HttpResponse:
    """It is gone."""
    return _does(
        request, delivery_id, PlainForm.of(request), confirm_gone, _("Thank you. It is written down as gone.")
    )


@screen(Permission.POST_TAKE_DOWN)
@require_POST
def left_up(request: SchoolRequest, delivery_id: int) -> HttpResponse:
    """It cannot be taken down, and why."""
    done = _("Thank you. The data protection lead looks at it.")
    return _does(request, delivery_id, LeaveUpForm.of(request), leave_up, done)


@screen(Permission.POST_CONFIRM)
@require_POST
def link(request: SchoolRequest, delivery_id: int) -> HttpResponse:
    """The link that follows."""
    return _does(request, delivery_id, LinkForm.of(request), add_link, _("The link is kept."))


@screen(Permission.POST_CONFIRM)
@require_POST
def again(request: SchoolRequest, delivery_id: int) -> HttpResponse:
    """Send once more."""
    return _does(request, delivery_id, PlainForm.of(request), try_again, _("It is being sent again."))


def _does(
    request: SchoolRequest, delivery_id: int, form: ActionForm, action: Action, done: str
) -> HttpResponse:
    delivery = _delivery(delivery_id)
    if form.does(action, request.actor, delivery):
        say(request, done)
        return redirect(delivery.post)
    return _page(request, delivery, form=form, status=409)


def _delivery(delivery_id: int) -> Delivery:
    return get_object_or_404(
        Delivery.objects.select_related("post__school__trust", "post__author", "account", "taken_down_for"),
        pk=delivery_id,
    )


def _page(
    request: SchoolRequest, delivery: Delivery, *, form: ActionForm | None = None, status: int = 200
) -> HttpResponse:
    told: tuple[str, ...] = ()
    if delivery.state == Delivery.State.ASKED:
        asked = connector_of(delivery.account).publish(
            outgoing_post(delivery), Credentials(), remembered={}, remember=_forget
        )
        told = asked.steps if isinstance(asked, AskPerson) else ()
    context = {
        "delivery": delivery,
        "post": delivery.post,
        "words": signed(delivery.post.text, delivery.post.speaker),
        "steps": told,
        "pictures": list(PostPicture.objects.filter(post=delivery.post).select_related("picture")),
        "links": list(Copy.objects.filter(delivery=delivery, kind="page").exclude(url="")),
        "form": form,
        "confirm_form": form if isinstance(form, ConfirmUpForm) else ConfirmUpForm(),
        "leave_up_form": form if isinstance(form, LeaveUpForm) else LeaveUpForm(),
        "may_be_left_up": delivery.state == Delivery.State.COMING_DOWN
        and request.actor.may(Permission.POST_TAKE_DOWN)
        and may_be_left_up(delivery),
        "link_form": form if isinstance(form, LinkForm) else LinkForm(),
        "refusals": _refusals(form),
    }
    return render(request, "posts/confirm.html", context, status=status)


def _forget(facts: Facts) -> None:
    """By hand there is nothing to remember."""


def _refusals(form: ActionForm | None) -> tuple[Refusal, ...]:
    return form.refusals if form is not None else ()
