"""Pictures that come into a post: all that were sent with the form, or one at a time with its own progress."""

from dataclasses import replace

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.actions import AlreadyDone, Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Picture
from schoolgate.posts.actions.picturing import KeptPicture, add_pictures
from schoolgate.posts.changing import MOST_PICTURES, refusals_to_change
from schoolgate.posts.composing import composed
from schoolgate.posts.file_names import remember
from schoolgate.posts.models import Post
from schoolgate.posts.saving import save_all, sent
from schoolgate.posts.taking_in import put_away, take_in
from schoolgate.posts.views.meaning import post_meant
from schoolgate.registers.tying import device_of
from schoolgate.rules.refusals import Refusal
from schoolgate.web.door import SchoolRequest, screen


@screen(Permission.POST_WRITE)
@require_POST
def add_one(request: SchoolRequest) -> HttpResponse:
    """One of many pictures. A new post is saved with the first of them; what is typed later is saved with the page."""
    actor, post = request.actor, post_meant(request)
    try:
        if post is None:
            given = sent(request, composed(actor, None))
            if not given.is_valid():
                return _answer(None, [_("Put the words right first, then choose the pictures again.")])
            post = save_all(actor, request, given)
        why_not = refusals_to_change(actor, post)
        refusals = tuple(why_not) or take_pictures(request, post, key=request.POST.get("picture_key", ""))
    except Refused as refused:
        refusals = tuple(refused.refusals)
    return _answer(post, [f"{one.words} {one.next_step}".strip() for one in refusals])


def _answer(post: Post | None, refused: list[str]) -> JsonResponse:
    version = Post.objects.values_list("version", flat=True).get(pk=post.pk) if post else ""
    return JsonResponse({"post": post.pk if post else "", "version": version, "refused": refused})


def take_pictures(request: SchoolRequest, post: Post, *, key: str) -> tuple[Refusal, ...]:
    """Take in what came with the form; the pictures that are in order are in the post, the others told of."""
    school = request.actor.school
    there = list(Picture.objects.filter(in_posts__post=post).values_list("sha256", flat=True))
    taken = take_in(request, school, there_already=there, room=MOST_PICTURES - len(there))
    if not taken.kept:
        return taken.refusals
    device = device_of(request, request.actor)
    kept = [replace(one, from_device=device) for one in taken.kept]
    try:
        add_pictures(request.actor, post, pictures=kept, form_key=f"{key}:pictures" if key else "")
    except (Refused, AlreadyDone) as why:
        put_away(school, taken.kept)
        return (*taken.refusals, *getattr(why, "refusals", ()))
    _remember_names(request, post, taken.kept)
    return taken.refusals


def _remember_names(request: SchoolRequest, post: Post, kept: tuple[KeptPicture, ...]) -> None:
    named = {one.sha256: one.named_by_file for one in kept if one.named_by_file}
    if named and request.actor.may(Permission.PUPIL_NAME):
        added = Picture.objects.filter(in_posts__post=post, sha256__in=named).values_list("pk", "sha256")
        remember(request.session, {pk: named[sha256] for pk, sha256 in added})
