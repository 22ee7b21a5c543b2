"""A picture taken by mistake that could be misused is deleted at once."""

from django.urls import reverse

from schoolgate.audit.models import Event, EventDetail
from schoolgate.media.models import Picture
from schoolgate.media.showing import picture_store
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.states import State
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def a_compromising_picture_is_deleted_at_once(stage: Stage) -> None:
    """A colleague sees it in a post that is out: with one button it is gone, and only that it went is written down."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.approved(pupils=(amara,))
    stage.time_passes()
    picture = Picture.objects.get()
    asked = stage.page(stage.cast.lee, "posts:wrong_picture", picture_id=picture.pk)
    assert "Delete this picture now: it is compromising" in asked
    assert f"{stage.row.clause} " in asked, "the page does not say which clause asks for it"
    address = reverse("posts:wrong_picture", args=[stage.school.slug, picture.pk])
    done = stage.cast.browse_as(stage.cast.lee).post(address, {"wrong": "compromising"}, follow=True)
    assert "Delete it where it was taken too" in done.content.decode()
    stage.time_passes()
    stage.time_passes()
    assert list(picture_store().names(stage.school.pk)) == []
    assert Post.objects.get(pk=post.pk).state == State.DOWN
    assert not picture.appearances.exists()
    assert PostPicture.objects.get().alt == ""
    kept = Event.objects.get(type="picture.deleted")
    assert kept.actor_id == f"person:{stage.cast.lee.pk}"
    assert EventDetail.objects.get(pk=kept.pk).words == f'{{"posts":[{post.pk}]}}'
