"""The page where a frame is placed on a picture: for a cover, and for a face that was missed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from schoolgate.media.queries import covers_of
from schoolgate.posts.changing import refusals_to_change
from schoolgate.posts.covers import Aim
from schoolgate.posts.faces import faces_in
from schoolgate.posts.models import Post, PostPicture
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
) -> HttpResponse:
    """The picture with a frame that can be placed; `done` is what the button says that ends it."""
    context = {
        "inside": inside,
        "post": inside.post,
        "title": title,
        "done": done,
        "aim": aim,
        "others": covers_of(inside.picture),
        "faces": [one.box for one in faces_in([inside.picture_id])[inside.picture_id] if one.is_open],
        "back": back,
        "refusals": refusals,
    }
    return render(request, "posts/cover.html", context)


def inside_a_post(request: SchoolRequest, post_id: int, picture_id: int) -> PostPicture:
    """A picture of a post that this person may change."""
    post: Post = get_object_or_404(Post.objects.select_related("school__trust"), pk=post_id)
    if refusals_to_change(request.actor, post):
        raise Http404
    return get_object_or_404(
        PostPicture.objects.select_related("post__school", "picture"), pk=picture_id, post=post
    )
