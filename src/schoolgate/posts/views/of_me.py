"""Pictures of oneself that are public; and what came down of a pupil, for those who keep the restricted list."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.putting_back import put_post_back
from schoolgate.posts.forms.deciding import PlainForm
from schoolgate.posts.models import Post
from schoolgate.posts.publishing.staying_out import shown_in
from schoolgate.posts.views.finding import post_or_404
from schoolgate.pupils.grown_ups import said_by
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Said, use_words
from schoolgate.rules.posts.states import IS_OR_WAS_PUBLIC, STATE_WORDS
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

MOST = 100


@screen(Permission.OWN_PICTURE)
def shows_me(request: SchoolRequest) -> HttpResponse:
    """What one has answered about pictures of oneself, and every post that is up and shows one."""
    me = request.actor.person_id or 0
    said = said_by(me)
    posts: dict[int, list[str]] = {}
    headings: dict[int, Post] = {}
    for one in shown_in(me)[:MOST]:
        posts.setdefault(one.post_id, []).append(one.account.name)
        headings[one.post_id] = one.post
    return render(
        request,
        "posts/shows_me.html",
        {
            "yes": [use_words(use) for use, answer in sorted(said.items()) if answer is Said.YES],
            "no": [use_words(use) for use, answer in sorted(said.items()) if answer is not Said.YES],
            "posts": [(headings[pk], places) for pk, places in posts.items()],
        },
    )


@screen(Permission.PUPIL_RESTRICT)
def came_down(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """What was called back of one pupil: once it is said who decides, it can be put back."""
    pupil = get_object_or_404(Pupil, pk=pupil_id, school=request.actor.school)
    posts = Post.objects.filter(take_downs__recall__pupil=pupil, state__in=IS_OR_WAS_PUBLIC)
    return render(
        request,
        "posts/came_down.html",
        {
            "pupil": pupil,
            "posts": posts.select_related("school").distinct().order_by("-up_at", "-pk")[:MOST],
            "state_words": STATE_WORDS,
        },
    )


@screen(Permission.POST_WRITE)
def put_back(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Begin a post that came down again, as a draft."""
    post = post_or_404(request, post_id)
    slug = request.actor.school.slug
    form = PlainForm.of(request)
    if form.does(put_post_back, request.actor, post):
        say(request, _("Here it is again. It goes nowhere before it is checked and approved."))
        return redirect("posts:edit", slug, form.done_id)
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Write this post again?"),
            "what_happens": _(
                "You get a draft with the same words and pictures. Who may be shown is looked up anew, "
                "and somebody approves it as every post."
            ),
            "yes": _("Write it again"),
            "back": url("posts:post", school_slug=slug, post_id=post.pk),
            "form": form,
        },
    )
