"""What can be read in a video: a few moments of it are read, and what was found is watched for once more."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.media.models import Picture, SeenWords
from schoolgate.media.words_seen.finding import Seen
from schoolgate.media.words_seen.lines import Line
from schoolgate.posts import reading_pictures, taking_in
from schoolgate.posts.actions.reading import cover_words
from schoolgate.posts.composing import composed
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.compose_page import edit, page_of, typed
from schoolgate.posts.tests.writing import draft
from schoolgate.rules.posts.readable import WORDS_READABLE
from schoolgate.rules.posts.words_seen import Reading
from tests import make
from tests.films import drawn_film

pytestmark = pytest.mark.django_db


def seen(words: str, left: float) -> Seen:
    right = left + 0.2
    return Seen(Line(((left, 0.1), (right, 0.1), (right, 0.2), (left, 0.2))), words)


def question_about(cast, post: Post) -> list[str]:
    page = composed(cast.as_actor(cast.jo), Post.objects.get(pk=post.pk))
    return [one.words for one in page.questions if one.key == WORDS_READABLE]


def test_moments_of_a_video_are_read_and_the_author_is_asked_only_where_words_were_found(cast, monkeypatch):
    make.make_pupil(cast.oakfield, "Ben", "Tarrant")
    # The poster and two frames of five seconds: a name that stands still, and is seen once more further on.
    moments = [(), (seen("Ben Tarrant", 0.1),), (seen("Ben Tarrant", 0.12), seen("Ben Tarrant", 0.6))]
    read = []
    monkeypatch.setattr(
        reading_pictures, "read_picture", lambda jpeg: read.append(jpeg) or moments[len(read) - 1]
    )
    for room in (taking_in, reading_pictures):
        monkeypatch.setattr(room, "models_are_there", lambda: True)
    jo, post = cast.browse_as(cast.jo), draft(cast)
    film = SimpleUploadedFile("fair.mp4", drawn_film(5.0, size=(64, 64), frames=4, sound=False))
    jo.post(edit(post), {**typed(post), "pictures": [film], "do": "stay"})
    assert Picture.objects.get().reading == Reading.WAITING
    assert question_about(cast, post) == []

    run_all(make.NOW)

    assert len(set(read)) == len(moments)
    assert Picture.objects.get().reading == Reading.READ
    assert [round(one.box[0], 2) for one in SeenWords.objects.order_by("pk")] == [0.1, 0.6]
    (asked,) = question_about(cast, post)
    assert "Watch it to its end" in asked
    page = page_of(jo, reverse("posts:words", args=["oakfield", post.pk, PostPicture.objects.get().pk]))
    assert "2 names or private details have no answer yet." in page
    assert "<video" in page
    assert "face__crop" not in page
    cover_words(
        cast.as_actor(cast.jo), Post.objects.get(), words=list(SeenWords.objects.values_list("pk", flat=True))
    )
    assert question_about(cast, post) == [asked]
    SeenWords.objects.all().delete()
    assert question_about(cast, post) == []
