"""An author's own posts that are up: each stays, is written anew, or comes down."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.own_posts import look_at_own_post
from schoolgate.posts.forms.deciding import PlainForm
from schoolgate.posts.models import OwnLook, Post
from schoolgate.posts.own_posts import OWN_POSTS, own_to_look_through
from schoolgate.posts.views.finding import post_or_404
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

PER_PAGE = 20


@screen(Permission.POST_WRITE)
def own(request: SchoolRequest) -> HttpResponse:
    """What waits to be looked through, the oldest first."""
    actor = request.actor
    waiting = own_to_look_through(actor).select_related("school").prefetch_related("targets__account")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    clauses = current_policy(actor.school).clauses_of(OWN_POSTS)
    return render(
        request, "posts/own.html", {"page": page, "form": PlainForm.of(request), "clauses": clauses}
    )


@screen(Permission.POST_WRITE)
@require_POST
def look(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Keep it, or begin a new post with its words."""
    post = post_or_404(request, post_id)
    said = request.POST.get("said", "")
    form = PlainForm.of(request)
    if not form.does(look_at_own_post, request.actor, post, said=said):
        say(request, " ".join(one.words for one in form.refusals) or _("Nothing was changed."))
    elif said == OwnLook.Said.UPDATE and not form.was_done_before:
        return redirect("posts:edit", request.actor.school.slug, _written_anew(request, post).pk)
    else:
        say(request, _("It stays as it is."))
    return redirect("posts:own", request.actor.school.slug)


def _written_anew(request: SchoolRequest, post: Post) -> Post:
    """A draft with the words and places of the old post; its pictures are added anew, with who is in them."""
    new: Post = draft_post(
        request.actor,
        request.actor.school,
        text=post.text,
        title=post.title,
        objective=post.objective,
        places=list(post.targets.values_list("account_id", flat=True)),
    ).subject
    say(request, _("Here are its words. When the new post is up, take the old one down."))
    return new
