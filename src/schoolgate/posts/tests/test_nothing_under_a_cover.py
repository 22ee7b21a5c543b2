"""What is covered is destroyed in every copy that leaves: each is opened again and looked at."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from schoolgate.media.covering import Box
from schoolgate.media.faces.growing import person_around
from schoolgate.media.models import Appearance, Face, Picture
from schoolgate.media.queries import box_to
from schoolgate.media.showing import picture_store
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.actions.facing import cover_face
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.noticeboard import picture_names
from schoolgate.posts.publishing.outgoing import outgoing_post
from schoolgate.posts.tests.going_out import delivery_of, waiting_post, wordpress_account
from tests import make

pytestmark = pytest.mark.django_db

FACE = Box(0.2, 0.2, 0.1, 0.15)
COVERED = person_around(FACE)
WIDTH, HEIGHT = 2000, 1500
SEEN, HIDDEN = (
    12,
    6,
)  # mean difference of a pixel from four plain blocks across: a face's, and a cover's at most


def detailed() -> bytes:
    """A picture with something to be seen everywhere: dark and light by turns, in bits as large as an eye."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    paper = ImageDraw.Draw(picture)
    for top in range(0, HEIGHT, 20):
        for left in range(top % 40, WIDTH, 40):
            paper.rectangle((left, top, left + 19, top + 19), fill=(left % 200, 60, top % 150))
    written = BytesIO()
    picture.save(written, "JPEG", quality=92)
    return written.getvalue()


def detail(jpeg: bytes, area: Box) -> float:
    """How much there is to be seen in this area, beside plain blocks."""
    with Image.open(BytesIO(jpeg)) as picture:
        inside = picture.convert("L").crop(area.pixels(picture.size))
    edge = max(2, inside.width // 20)
    inside = inside.crop((edge, edge, inside.width - edge, inside.height - edge))
    largest = max(inside.size) / 4
    grid = tuple(max(1, round(side / largest)) for side in inside.size)
    plain = inside.resize(grid, Image.Resampling.BOX).resize(inside.size, Image.Resampling.NEAREST)
    return ImageStat.Stat(ImageChops.difference(inside, plain)).mean[0]


@pytest.fixture
def post(cast, website) -> Post:
    """One may be shown and one is covered, by a tap on the face; it waits for approval for both kinds of place."""
    pupil = make.make_pupil(cast.oakfield, "Amara", "Okello")
    make.consents(pupil)
    post = waiting_post(cast, cast.noticeboard, wordpress_account(cast, website), pupils=(pupil,))
    picture = PostPicture.objects.get(post=post).picture
    Picture.objects.filter(pk=picture.pk).update(
        stored_as=picture_store().keep(cast.oakfield.pk, detailed()), width=WIDTH, height=HEIGHT
    )
    return post


def test_no_copy_that_leaves_shows_what_is_covered(cast, clock, website, post):
    inside = PostPicture.objects.get(post=post)
    face = Face.objects.create(picture=inside.picture, box=box_to(FACE))
    client = cast.browse_as(cast.jo)
    bare = client.get(f"/schools/oakfield/pictures/{inside.picture_id}/bare").content
    assert detail(bare, COVERED) > SEEN

    cover_face(cast.as_actor(cast.jo), post, picture=inside.pk, face=face.pk)
    Post.objects.filter(pk=post.pk).update(state="waiting")
    post.refresh_from_db()
    approve_post(cast.as_actor(cast.head), post)
    clock.run()

    copies = {
        look: client.get(f"/schools/oakfield/pictures/{inside.picture_id}/{look}").content
        for look in ("large", "thumbnail")
    }
    delivery = delivery_of(post, cast.noticeboard)
    copies["handed to a place"] = outgoing_post(delivery).pictures[0].bytes_of()
    [name] = picture_names(delivery, 1)
    copies["noticeboard"] = picture_store().copy(cast.oakfield.pk, name)
    [slug] = [one.slug for one in website.pictures.values()]
    copies["WordPress"] = website.files[f"{slug}.jpg"]
    assert Appearance.objects.filter(is_covered=True).count() == 1
    assert {where: detail(jpeg, COVERED) < HIDDEN for where, jpeg in copies.items()} == dict.fromkeys(
        copies, True
    )
    beside = Box(0.6, 0.2, COVERED.width, COVERED.height)
    assert all(detail(jpeg, beside) > SEEN for where, jpeg in copies.items() if where != "thumbnail")
