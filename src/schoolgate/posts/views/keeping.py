"""What is typed is kept by itself: after a pause, and when the page is left, in a draft of one's own."""

from contextlib import suppress
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.changing import refusals_to_change
from schoolgate.posts.composing import composed
from schoolgate.posts.models import Hand, Post
from schoolgate.posts.saving import Sent, keeps_itself, save_all, save_by_itself, sent
from schoolgate.posts.views.meaning import post_meant
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.web.door import SchoolRequest, screen

KEPT, KEPT_ALL, KEPT_WORDS = "Schoolgate-Kept", "all", "words"
"""The header that tells the page what of it is kept; without it, nothing is."""


@screen(Permission.POST_WRITE)
@require_POST
def keep(request: SchoolRequest) -> HttpResponse:
    """Keep the words, the descriptions and the answers. A new post is begun by the first check, not here."""
    post = post_meant(request)
    given = _in_order(request, post) if post is not None else None
    if post is None or given is None:
        return HttpResponse(status=204)
    try:
        save_by_itself(request.actor, request, given)
    except Refused:
        return HttpResponse(status=204)
    page = replace(given.page, post=Post.objects.get(pk=post.pk))
    context = {"form": given.words, "page": page, "keeps_itself": True}
    response = render(request, "posts/compose/key.html", context)
    response.headers[KEPT] = KEPT_WORDS
    return response


def keep_all(request: SchoolRequest) -> None:
    """Keep what stood on the page of a post that may be changed, as far as it is in order; where it came from another
    page, there is nothing to keep."""
    number = request.POST.get("post", "")
    posts = Post.objects.select_related("school__trust", "author")
    post = posts.filter(pk=number).first() if number.isdigit() and "text" in request.POST else None
    if post is None or refusals_to_change(request.actor, post) or changed_meanwhile(request, post):
        return
    given = sent(request, composed(request.actor, post))
    if given.is_valid():
        with suppress(Refused):
            save_all(request.actor, request, given)


def _in_order(request: SchoolRequest, post: Post) -> Sent | None:
    """What was sent, where it can be kept. An answer that lapsed is first to be asked anew, by the check."""
    actor = request.actor
    if not keeps_itself(actor, post) or refusals_to_change(actor, post) or changed_meanwhile(request, post):
        return None
    given = sent(request, composed(actor, post))
    if not given.is_valid() or any(given.has_lapsed(form) for form in given.questions):
        return None
    return given


def changed_meanwhile(request: SchoolRequest, post: Post | None) -> list[Refusal]:
    """Somebody else changed the post since this page was made: nothing of theirs is written over."""
    version = request.POST.get("version", "")
    if post is None or not version.isdigit():
        return []
    hand = (
        Hand.objects.filter(post=post, version__gt=int(version))
        .exclude(person=request.actor.person)
        .select_related("person")
        .first()
    )
    if hand is None:
        return []
    return [
        Refusal(
            Control.STATE,
            _("%(name)s changed this post meanwhile. What you typed is still here and not saved.")
            % {"name": hand.person},
            _("Copy your words, open the post again, and put them in."),
        )
    ]
