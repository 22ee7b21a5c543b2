"""The page for writing a post. Whatever button is pressed, everything typed is saved first; then it does its own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.changing import refusals_to_change
from schoolgate.posts.composing import composed
from schoolgate.posts.fixing import standing
from schoolgate.posts.models import Post
from schoolgate.posts.saving import Sent, keeps_itself, save_all, sent
from schoolgate.posts.views.adding import take_pictures
from schoolgate.posts.views.compose_page import (
    at_its_address,
    compose_page,
    forms_of,
    further,
    lines_beside,
)
from schoolgate.posts.views.deeds import DEEDS, stay
from schoolgate.posts.views.keeping import KEPT, KEPT_ALL, changed_meanwhile
from schoolgate.posts.views.meaning import post_meant
from schoolgate.web.door import SchoolRequest, screen


@screen(Permission.POST_WRITE)
def new(request: SchoolRequest) -> HttpResponse:
    """A new post: pictures, words, who is in it, what for, where and when."""
    return _compose(request, None)


@screen(Permission.POST_WRITE)
def edit(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Go on with a post."""
    post: Post = get_object_or_404(Post.objects.select_related("school__trust", "author"), pk=post_id)
    why_not = refusals_to_change(request.actor, post)
    if why_not:
        return render(request, "posts/not_changed.html", {"post": post, "why_not": why_not}, status=409)
    return _compose(request, post)


@screen(Permission.POST_WRITE)
@require_POST
def check(request: SchoolRequest) -> HttpResponse:
    """The foot of the page for what is typed and not saved. A new post is saved the first time, so nothing is lost."""
    actor, post = request.actor, post_meant(request)
    if post is not None and refusals_to_change(actor, post):
        return HttpResponse(status=204)
    given = sent(request, composed(actor, post))
    if not given.is_valid():
        return HttpResponse(status=204)
    is_new = post is None
    if post is None:
        post = save_all(actor, request, given)
        page = composed(actor, post)
    else:
        page = composed(actor, post, given.typed())
    forms = forms_of(request, page, given)
    asked = " ".join(str(form.prefix) for form in forms["question_forms"])
    has_lapsed = any(given.has_lapsed(form) for form in given.questions)
    asked_further = further(page)
    context = {
        "page": page,
        "same_further": asked_further["further"] == request.POST.get("further", ""),
        **asked_further,
        "standing": standing(actor, page),
        "keeps_itself": keeps_itself(actor, post),
        "lines_beside": lines_beside(actor, page),
        "meanings": {question.key: question.meanings for question in page.policy.questions},
        "same_questions": asked == request.POST.get("questions", "") and not has_lapsed,
        **forms,
    }
    response = at_its_address(render(request, "posts/compose/checked.html", context), post)
    return _kept(response) if is_new else response


def _compose(request: SchoolRequest, post: Post | None) -> HttpResponse:
    if request.method != "POST":
        return compose_page(request, composed(request.actor, post))
    post = post or post_meant(request)
    given = sent(request, composed(request.actor, post))
    if not given.is_valid():
        return compose_page(request, given.page, given, status=422)
    meanwhile = changed_meanwhile(request, post)
    if meanwhile:
        return compose_page(request, given.page, given, refusals=meanwhile, status=409)
    try:
        saved = save_all(request.actor, request, given)
    except Refused as refused:
        return _refused(request, post, given, refused)
    try:
        return _kept(_do(request, saved))
    except Refused as refused:
        return _kept(_refused(request, post, given, refused))


def _refused(request: SchoolRequest, post: Post | None, given: Sent, refused: Refused) -> HttpResponse:
    return compose_page(request, composed(request.actor, post), given, refusals=refused.refusals, status=409)


def _kept(response: HttpResponse) -> HttpResponse:
    """Tell the page that everything on it is kept."""
    response.headers[KEPT] = KEPT_ALL
    return response


def _do(request: SchoolRequest, post: Post) -> HttpResponse:
    """What the pressed button does, once everything is saved."""
    name, _colon, what = request.POST.get("do", "stay").partition(":")
    refusals = take_pictures(request, post, key=request.POST.get("form_key", ""))
    if refusals:
        return compose_page(request, composed(request.actor, post), refusals=refusals, status=409)
    deed = DEEDS.get(name, stay)
    return deed(request, post, what)
