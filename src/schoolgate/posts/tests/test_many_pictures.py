"""Many pictures at once, each for itself; and what the names of their files say, which nobody keeps."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from schoolgate.audit.models import EventDetail
from schoolgate.media.models import Appearance
from schoolgate.posts.changing import MOST_PICTURES
from schoolgate.posts.file_names import pupils_in_file_name
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.writing import draft
from tests import make

pytestmark = pytest.mark.django_db


def small(name: str, shade: int = 0) -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (64, 48), (shade * 40, 90, 120)).save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")


def send_one(client, cast, file, **said):
    address = reverse("posts:add_picture", args=[cast.oakfield.slug])
    return client.post(address, {"pictures": file, "picture_key": file.name, **said}).json()


def test_the_first_of_many_saves_the_post_and_one_that_fails_takes_nothing_with_it(cast):
    client = cast.browse_as(cast.jo)
    typed = {"text": "Thirty of them", "form_key": "k" * 24}
    first = send_one(client, cast, small("one.jpg", 1), **typed)
    assert first["refused"] == []
    broken = send_one(client, cast, SimpleUploadedFile("two.jpg", b"no picture"), post=first["post"])
    assert len(broken["refused"]) == 1
    assert broken["refused"][0].startswith("two.jpg: ")
    third = send_one(client, cast, small("three.jpg", 3), post=first["post"])
    assert third["refused"] == []
    post = Post.objects.get(pk=first["post"])
    assert (post.text, post.pictures.count()) == ("Thirty of them", 2)
    assert third["version"] == post.version


def test_the_same_picture_sent_twice_is_in_once(cast):
    client, post = cast.browse_as(cast.jo), draft(cast)
    for _again in range(2):
        answer = send_one(client, cast, small("one.jpg", 1), post=post.pk)
        assert answer["refused"] == []
    assert post.pictures.count() == 1


def test_those_for_which_there_is_no_room_are_named_and_the_others_are_in(cast, monkeypatch):
    monkeypatch.setattr("schoolgate.posts.views.adding.MOST_PICTURES", 2)
    client, post = cast.browse_as(cast.jo), draft(cast)
    address = reverse("posts:edit", args=[cast.oakfield.slug, post.pk])
    files = [small(f"{number}.jpg", number) for number in range(3)]
    page = client.post(address, {"text": post.text, "form_key": "k" * 24, "do": "stay", "pictures": files})
    assert f"2.jpg: A post takes at most {MOST_PICTURES} pictures." in page.content.decode()
    assert post.pictures.count() == 2


def test_nobody_else_puts_pictures_into_a_post(cast):
    post = draft(cast)
    address = reverse("posts:add_picture", args=[cast.oakfield.slug])
    sent = {"pictures": small("one.jpg"), "post": post.pk, "picture_key": "k"}
    assert cast.browse_as(cast.stranger).post(address, sent).status_code == 404
    assert not PostPicture.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["Amara Okello sports day.jpg", "amara_okello-2.JPG", "AmaraOkello.png", "2026-11-03 Amara.jpeg"],
)
def test_the_name_of_a_file_is_matched_with_the_roll(cast, name):
    amara = make.make_pupil(cast.oakfield, "Amara", "Okello")
    assert pupils_in_file_name(cast.oakfield, name) == (amara.pk,)
    assert pupils_in_file_name(cast.oakfield, "IMG_20261103_0012.jpg") == ()


def test_whom_a_file_names_is_offered_and_never_named_by_it_and_the_name_is_kept_nowhere(cast):
    amara = make.make_pupil(cast.oakfield, "Amara", "Okello", class_name="2B")
    client, post = cast.browse_as(cast.jo), draft(cast)
    send_one(client, cast, small("Amara Okello.jpg"), post=post.pk)
    inside = PostPicture.objects.get(post=post)
    address = reverse("posts:edit", args=[cast.oakfield.slug, post.pk])
    page = client.get(address).content.decode()
    assert "The name of the file mentions them." in page
    assert f'id="who-{inside.pk}-pupil-{amara.pk}"' in page
    assert not Appearance.objects.exists()
    assert client.session["named_by_files"] == {str(inside.picture_id): [amara.pk]}
    assert not EventDetail.objects.filter(words__icontains="okello").exists()


def test_whoever_is_not_staff_is_told_of_nobody(cast):
    make.make_pupil(cast.oakfield, "Amara", "Okello")
    client, post = cast.browse_as(cast.volunteer), draft(cast, cast.volunteer)
    send_one(client, cast, small("Amara Okello.jpg"), post=post.pk)
    assert post.pictures.count() == 1
    assert "named_by_files" not in client.session
