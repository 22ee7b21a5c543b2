"""The page where a frame is placed on a picture: for a cover, and for a face that was missed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from schoolgate.media.queries import covers_of
from schoolgate.posts.changing import refusals_to_change
from schoolgate.posts.covers import Aim
from schoolgate.posts.faces import faces_in
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.views.meanwhile import picture_gone
from schoolgate.posts.views.moments import Moment
from schoolgate.rules.refusals import Control
from schoolgate.web.door import SchoolRequest


def aim_page(
    request: SchoolRequest,
    inside: PostPicture,
    aim: Aim | None,
    back: str,
    refusals: Any,
    *,
    title: str,
    done: str,
    first: str = "",
    moment: Moment | None = None,
) -> HttpResponse:
    """The picture with a frame that can be placed; `first` says what to do, `done` is what the button says."""
    context = {
        "inside": inside,
        "post": inside.post,
        "title": title,
        "first": first or _("Tap the face, or drag a frame. You can move it then."),
        "done": done,
        "aim": aim,
        "others": covers_of(inside.picture) if moment is None else [],
        "faces": [
            one.box
            for one in (faces_in([inside.picture_id])[inside.picture_id] if moment is None else ())
            if one.is_open
        ],
        **(moment.told() if moment is not None else {}),
        "back": back,
        "refusals": refusals,
    }
    return render(request, "posts/cover.html", context)


def inside_a_post(request: SchoolRequest, post_id: int, picture_id: int) -> PostPicture:
    """A picture of a post that this person may change."""
    post: Post = get_object_or_404(Post.objects.select_related("school__trust"), pk=post_id)
    why_not = refusals_to_change(request.actor, post)
    if any(one.control is Control.PERMISSION for one in why_not):
        raise Http404
    pictures = PostPicture.objects.select_related("post__school", "picture")
    found: PostPicture | None = None if why_not else pictures.filter(pk=picture_id, post=post).first()
    if found is None:
        raise picture_gone()
    return found
