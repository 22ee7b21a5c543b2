"""The page for taking a picture out: what it is for, then the file, with its covers on."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from schoolgate.kernel.permissions import Permission
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import picture_bytes
from schoolgate.media.storing import PictureGone
from schoolgate.media.video.keeping import film_bytes
from schoolgate.posts.actions.taking_out import take_out_picture
from schoolgate.posts.forms.taking_out import TakeOutForm
from schoolgate.posts.models import PostPicture
from schoolgate.rules.posts.films import Film
from schoolgate.web.door import SchoolRequest, screen


@screen(Permission.PICTURE_TAKE_OUT)
def take_out(request: SchoolRequest, post_id: int, picture_id: int) -> HttpResponse:
    """Take a picture out, for a purpose that is written down."""
    inside: PostPicture = get_object_or_404(
        PostPicture.objects.select_related("post__school__trust", "post__author", "picture"),
        pk=picture_id,
        post=post_id,
        picture__removed_at=None,
    )
    form = TakeOutForm.of(request)
    if form.does(take_out_picture, request.actor, inside.post, picture=inside.pk):
        return _file(inside)
    status = 409 if form.refusals else 200
    return render(
        request, "posts/take_out.html", {"post": inside.post, "inside": inside, "form": form}, status=status
    )


def _film(inside: PostPicture) -> HttpResponse:
    """The video with its covers on, once it was made so."""
    if inside.picture.film != Film.READY:
        raise Http404
    try:
        content = film_bytes(inside.picture)
    except PictureGone as gone:
        raise Http404 from gone
    answer = HttpResponse(content, content_type="video/mp4")
    answer.headers["Content-Disposition"] = f'attachment; filename="video-{inside.position}.mp4"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _file(inside: PostPicture) -> HttpResponse:
    if inside.picture.film:
        return _film(inside)
    try:
        jpeg = picture_bytes(inside.picture, covers_of(inside.picture))
    except PictureGone as gone:
        raise Http404 from gone
    answer = HttpResponse(jpeg, content_type="image/jpeg")
    answer.headers["Content-Disposition"] = f'attachment; filename="picture-{inside.position}.jpg"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
