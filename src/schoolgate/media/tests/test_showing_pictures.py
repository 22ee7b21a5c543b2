"""The one way to a picture: through the door, covered as it is now, and nothing about it can run or be kept."""

from io import BytesIO

import pytest
from django_scopes import scope
from PIL import Image, ImageStat

from schoolgate.media.covering import Box
from schoolgate.media.decoding.jpeg_parts import size_of_plain_jpeg
from schoolgate.media.models import Appearance, Picture
from schoolgate.media.showing import Look, picture_bytes, picture_store
from tests import make
from tests.cast import assemble
from tests.hostile.pictures import encoded, grain

pytestmark = pytest.mark.django_db

BOX = [0.25, 0.25, 0.5, 0.5]


@pytest.fixture
def cast(settings, tmp_path):
    settings.MEDIA_STORE = tmp_path / "media"
    settings.FIXED_NOW = make.NOW
    found = assemble()
    with scope(school=found.oakfield):
        yield found


@pytest.fixture
def picture(cast) -> Picture:
    master = encoded(grain(1200, 900), quality=90)
    return Picture.objects.create(
        school=cast.oakfield,
        stored_as=picture_store().keep(cast.oakfield.pk, master),
        width=1200,
        height=900,
        sha256="0" * 64,
        size=len(master),
        added_at=make.NOW,
    )


def address(picture: Picture, look: str = "large", school: str = "oakfield") -> str:
    return f"/schools/{school}/pictures/{picture.pk}/{look}"


def cover(picture: Picture, box: list[float]) -> Appearance:
    return Appearance.objects.create(
        picture=picture, kind="visitor", visitor_words="Somebody", box=box, is_covered=True, named_at=make.NOW
    )


def detail_in_the_middle(jpeg: bytes) -> float:
    """How much the pixels of the covered area differ from each other, block by block."""
    image = Image.open(BytesIO(jpeg)).convert("L")
    width, height = image.size
    return ImageStat.Stat(
        image.crop((width * 5 // 16, height * 5 // 16, width * 6 // 16, height * 6 // 16))
    ).stddev[0]


def test_a_picture_is_shown_as_a_picture_and_nothing_else(cast, picture):
    answer = cast.browse_as(cast.governor).get(address(picture))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == 'inline; filename="picture.jpg"'
    assert size_of_plain_jpeg(answer.content) == (1200, 900)
    assert picture.stored_as not in str(answer.headers)


def test_the_thumbnail_is_small(cast, picture):
    answer = cast.browse_as(cast.jo).get(address(picture, "thumbnail"))

    assert size_of_plain_jpeg(answer.content) == (480, 360)


@pytest.mark.parametrize("look", ["large", "thumbnail"])
def test_who_is_covered_is_covered_for_everybody(cast, picture, look):
    cover(picture, BOX)

    answer = cast.browse_as(cast.jo).get(address(picture, look))

    assert detail_in_the_middle(answer.content) < 3


def test_only_those_who_write_posts_see_what_is_under_a_cover(cast, picture):
    cover(picture, BOX)

    assert cast.browse_as(cast.governor).get(address(picture, "bare")).status_code == 403
    answer = cast.browse_as(cast.jo).get(address(picture, "bare"))
    assert detail_in_the_middle(answer.content) > 3


def test_what_was_kept_of_the_uncovered_picture_goes_when_a_cover_comes(cast, picture):
    picture_bytes(picture, [])
    derived = picture_store().root / str(cast.oakfield.pk) / picture.stored_as.removesuffix(".jpg")
    before = set(derived.iterdir())

    covered = picture_bytes(picture, [Box(*BOX)])

    after = set(derived.iterdir())
    assert len(after) == 1
    assert not before & after
    assert picture_bytes(picture, [Box(*BOX)]) == covered == next(iter(after)).read_bytes()


def test_a_removed_picture_takes_everything_made_of_it_along(cast, picture):
    for look in Look:
        picture_bytes(picture, [], look)

    picture_store().remove(cast.oakfield.pk, picture.stored_as)

    assert [file for file in picture_store().root.rglob("*") if file.is_file()] == []
    assert cast.browse_as(cast.jo).get(address(picture)).status_code == 404


def test_for_another_school_and_under_another_look_there_is_nothing(cast, picture):
    for person, school in (
        (cast.head_elsewhere, "elmsgate"),
        (cast.head_elsewhere, "oakfield"),
        (cast.stranger, "oakfield"),
    ):
        for look in ("large", "thumbnail", "bare"):
            assert cast.browse_as(person).get(address(picture, look, school)).status_code == 404
    assert cast.browse_as(cast.jo).get(address(picture, "original")).status_code == 404


def test_who_is_not_signed_in_is_asked_to(cast, picture, client):
    assert client.get(address(picture)).status_code == 302


def test_a_removed_picture_is_not_shown_even_while_its_file_is_there(cast, picture):
    Picture.objects.filter(pk=picture.pk).update(removed_at=make.NOW)

    assert cast.browse_as(cast.jo).get(address(picture)).status_code == 404


def test_showing_costs_a_fixed_number_of_queries(cast, picture, queries_do_not_grow):
    client = cast.browse_as(cast.jo)

    def more(number: int) -> None:
        for one in range(number):
            cover(picture, [one / 100, 0.1, 0.05, 0.05])

    assert queries_do_not_grow(more, lambda: client.get(address(picture)), at_most=6)
