"""What can be read in a picture, one by one: covered, or said to be no pupil's name; and covering what was missed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.reading import cover_area, cover_words, let_words_stand
from schoolgate.posts.covers import aim_from
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import PostPicture
from schoolgate.posts.readable import WordsShown, words_of
from schoolgate.posts.views.aiming import aim_page, inside_a_post
from schoolgate.posts.views.meanwhile import (
    COVERED,
    OPEN,
    STANDS,
    still_to_do,
    stood_on_page,
    words_stand,
)
from schoolgate.rules.posts.facts import PictureFacts
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POST_WRITE)
def words(request: SchoolRequest, post_id: int, picture_id: int) -> HttpResponse:
    """Each name and private detail that can be read; every button does one thing and comes back."""
    inside = inside_a_post(request, post_id, picture_id)
    refusals: Any = ()
    if request.method == "POST":
        try:
            _settle(request, inside, request.POST.get("do", ""))
        except Refused as refused:
            refusals = refused.refusals
        else:
            return redirect(request.path)
    read, found = _read(request, inside)
    context = {
        "inside": inside,
        "post": inside.post,
        "found": found,
        "stood": " ".join(f"{one.id}:{words_stand(one)}" for one in found),
        "open_words": [one for one in found if one.is_open],
        "reading": read.reading,
        "refusals": refusals,
        "back": f"{reverse('posts:edit', args=[request.actor.school.slug, inside.post_id])}#about-{inside.pk}",
    }
    return render(request, "posts/words.html", context)


@screen(Permission.POST_WRITE)
def draw(request: SchoolRequest, post_id: int, picture_id: int) -> HttpResponse:
    """Cover words that the machine missed: by dragging, by a tap, by buttons."""
    inside = inside_a_post(request, post_id, picture_id)
    aim = aim_from(request.POST, inside.picture.width, inside.picture.height, None)
    back = reverse("posts:words", args=[request.actor.school.slug, post_id, picture_id])
    refusals: Any = ()
    if request.method == "POST" and request.POST.get("do") == "cover" and aim is not None:
        sides = [aim.box.left, aim.box.top, aim.box.width, aim.box.height]
        try:
            cover_area(request.actor, inside.post, picture=inside.pk, box=sides)
        except Refused as refused:
            refusals = refused.refusals
        else:
            _say_covered(request)
            return redirect(back)
    return aim_page(
        request,
        inside,
        aim,
        back,
        refusals,
        title=_("Cover words"),
        done=_("Cover this"),
        first=_("Tap the words, or drag a frame over them. You can move it then."),
    )


def _read(request: SchoolRequest, inside: PostPicture) -> tuple[PictureFacts, list[WordsShown]]:
    """What is known of the picture, and of the words in it."""
    facts = post_facts(inside.post, request.actor.now)
    read = next(one for one in facts.pictures if one.id == inside.pk)
    return read, words_of(inside.picture_id, read)


def _settle(request: SchoolRequest, inside: PostPicture, do: str) -> None:
    """What a button says, of the words whose ids it names."""
    name, _colon, what = do.partition(":")
    meant = [int(one) for one in what.split(",") if one.isdigit()]
    if name not in _WANTED:
        raise Http404
    now = {one.id: words_stand(one) for one in _read(request, inside)[1]}
    left = still_to_do(stood_on_page(request), now, meant, _WANTED[name])
    if meant and not left:
        return
    if name == "cover":
        cover_words(request.actor, inside.post, words=left)
        _say_covered(request)
    elif name == "stand":
        let_words_stand(request.actor, inside.post, words=left)
    else:
        cover_words(request.actor, inside.post, words=left, undone=True)


_WANTED = {"cover": COVERED, "stand": STANDS, "again": OPEN}


def _say_covered(request: SchoolRequest) -> None:
    say(request, _("Covered. Nobody can make it visible again in what goes out."))
