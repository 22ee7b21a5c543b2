"""Taking a post down."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.forms.publishing import TakeDownForm
from schoolgate.posts.models import Delivery
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC
from schoolgate.posts.views.finding import post_or_404
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POST_TAKE_DOWN)
def take_down(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Where it is, what happens, why, and the button."""
    post = post_or_404(request, post_id)
    form = TakeDownForm.of(request)
    if form.does(take_down_post, request.actor, post):
        say(request, _("It is coming down. We look again in an hour and tomorrow."))
        return redirect(post)
    places = list(Delivery.objects.filter(post=post, state__in=MAY_BE_PUBLIC).select_related("account"))
    return render(
        request,
        "posts/take_down.html",
        {
            "post": post,
            "form": form,
            "by_machine": [one.account.name for one in places if one.account.connector != "by_hand"],
            "by_hand": [one.account.name for one in places if one.account.connector == "by_hand"],
        },
        status=409 if form.refusals else 200,
    )
