"""Pictures of a post: added, described, who is in them, covered, removed."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.media.followers import delete_removed_picture
from schoolgate.media.models import Appearance, Picture
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.posts.actions import picturing
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.changing import MOST_PICTURES
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture
from schoolgate.posts.tests.writing import DRAWING, draft, events, kept, named, with_picture
from schoolgate.rules.refusals import Control
from tests import make

pytestmark = pytest.mark.django_db

FACE = [DRAWING.boxes[0].left, DRAWING.boxes[0].top, DRAWING.boxes[0].width, DRAWING.boxes[0].height]


@pytest.fixture
def picture(cast, post):
    return with_picture(cast, post)


@pytest.fixture
def amara(cast):
    return make.make_pupil(cast.oakfield, "Amara", "Okello")


def jo(cast):
    return cast.as_actor(cast.jo)


def test_pictures_are_added_in_order_and_recorded_once(cast, post):
    picturing.add_pictures(jo(cast), post, pictures=[kept(cast), kept(cast)])

    assert list(PostPicture.objects.filter(post=post).values_list("position", flat=True)) == [1, 2]
    assert events() == ["post.drafted", "picture.added"]
    post.refresh_from_db()
    assert post.version == 2
    assert post.digest == content_digest(post)


def test_one_picture_too_many_is_refused(cast, post, picture):
    one = kept(cast)

    with pytest.raises(Refused) as refused:
        picturing.add_pictures(jo(cast), post, pictures=[one] * MOST_PICTURES)

    assert "at most 30 pictures" in refused.value.refusals[0].words
    assert PostPicture.objects.filter(post=post).count() == 1


def test_a_picture_that_came_has_not_been_judged(cast, post):
    answers = [
        Answer("could_harm", False),
        Answer("fit_to_show", True),
        Answer("political", False, about="beans"),
    ]
    answer_questions(jo(cast), post, answers=answers)

    with_picture(cast, post)

    assert list(JudgementAnswer.objects.values_list("about", flat=True)) == ["beans"]


def test_several_pictures_are_described_in_one_event(cast, post):
    picturing.add_pictures(jo(cast), post, pictures=[kept(cast), kept(cast)])
    first, second = PostPicture.objects.filter(post=post)

    picturing.describe_pictures(
        jo(cast),
        post,
        said=[
            picturing.PictureSaid(first.pk, "Beans in a row", 0),
            picturing.PictureSaid(
                second.pk, "Two children dig", 2, rights="permission", credit="The Gazette"
            ),
        ],
    )

    second.refresh_from_db()
    assert (second.alt, second.people_count, second.credit) == ("Two children dig", 2, "The Gazette")
    assert events()[-1] == "picture.described"
    assert Event.objects.last().controls == [Control.EVERY_PICTURE_LOOKED_AT.value]


def test_pupils_are_named_in_one_event_and_once(cast, post, picture, amara):
    other = make.make_pupil(cast.oakfield, "Tobi", "Okello")

    picturing.name_pupils(jo(cast), post, picture=picture.pk, pupils=[amara.pk, other.pk])
    picturing.name_pupils(jo(cast), post, picture=picture.pk, pupils=[amara.pk])

    assert Appearance.objects.filter(picture=picture.picture).count() == 2
    assert events().count("picture.people_named") == 2


def test_naming_more_than_were_counted_raises_the_count_but_never_counts_by_itself(
    cast, post, picture, amara
):
    named(cast, post, picture, amara)
    picture.refresh_from_db()
    assert picture.people_count is None

    picturing.describe_pictures(jo(cast), post, said=[picturing.PictureSaid(picture.pk, "Beans", 1)])
    named(cast, post, picture, make.make_pupil(cast.oakfield, "Tobi", "Okello"))

    picture.refresh_from_db()
    assert picture.people_count == 2


def test_a_pupil_of_another_school_cannot_be_named(cast, post, picture):
    stranger = make.make_pupil(cast.elmsgate, "Ola", "Far")

    with pytest.raises(Refused, match=r"gate\.state"):
        picturing.name_pupils(jo(cast), post, picture=picture.pk, pupils=[stranger.pk])

    assert not Appearance.objects.exists()


def test_who_is_not_staff_names_no_pupil(cast, amara):
    post = draft(cast, author=cast.volunteer)
    picture = with_picture(cast, post)

    with pytest.raises(Refused) as refused:
        picturing.name_pupils(cast.as_actor(cast.volunteer), post, picture=picture.pk, pupils=[amara.pk])

    assert refused.value.refusals[0].control is Control.PERMISSION
    assert not Appearance.objects.exists()


def test_a_colleague_who_names_somebody_becomes_a_hand(cast, amara):
    post = draft(cast, author=cast.volunteer)
    picture = with_picture(cast, post)

    picturing.name_pupils(cast.as_actor(cast.lee), post, picture=picture.pk, pupils=[amara.pk])

    assert Hand.objects.filter(post=post, person=cast.lee).exists()


def test_a_colleague_and_a_visitor_are_named_with_whether_they_agreed(cast, post, picture):
    picturing.name_adult(jo(cast), post, picture=picture.pk, person=cast.lee.pk)
    picturing.name_adult(jo(cast), post, picture=picture.pk, person=cast.lee.pk, agreed=True)
    picturing.name_adult(jo(cast), post, picture=picture.pk, visitor=" A firefighter ", agreed=True)

    found = Appearance.objects.filter(picture=picture.picture).values_list(
        "kind", "visitor_words", "visitor_agreed"
    )
    assert sorted(found) == [("staff", "", True), ("visitor", "A firefighter", True)]


@pytest.mark.parametrize("who", [{"visitor": "  "}, {"person": 999_999}])
def test_a_grown_up_who_is_nobody_is_refused(cast, post, picture, who):
    with pytest.raises(Refused):
        picturing.name_adult(jo(cast), post, picture=picture.pk, **who)

    assert not Appearance.objects.exists()


def test_somebody_of_another_school_is_no_colleague(cast, post, picture):
    with pytest.raises(Refused, match=r"gate\.state"):
        picturing.name_adult(jo(cast), post, picture=picture.pk, person=cast.head_elsewhere.pk)


def test_a_name_can_be_taken_off(cast, post, picture, amara):
    shown = named(cast, post, picture, amara)

    picturing.take_name_off(jo(cast), post, appearance=shown.pk)

    assert not Appearance.objects.exists()


def test_a_cover_is_kept_with_the_picture_and_changes_what_is_approved(cast, post, picture, amara):
    shown = named(cast, post, picture, amara)
    post.refresh_from_db()
    before = post.digest

    picturing.cover_person(jo(cast), post, picture=picture.pk, appearance=shown.pk, box=FACE)

    assert [cover.left for cover in covers_of(picture.picture)] == [round(FACE[0], 5)]
    post.refresh_from_db()
    assert post.digest != before
    assert events()[-1] == "picture.people_covered"


def test_somebody_without_a_name_can_be_covered_and_counts_as_accounted_for(cast, post, picture):
    picturing.cover_person(jo(cast), post, picture=picture.pk, box=FACE)

    shown = Appearance.objects.get()
    assert (shown.kind, shown.visitor_words, shown.is_covered) == ("visitor", "Somebody", True)


def test_a_cover_can_be_taken_away_again(cast, post, picture, amara):
    shown = named(cast, post, picture, amara)
    picturing.cover_person(jo(cast), post, picture=picture.pk, appearance=shown.pk, box=FACE)

    picturing.uncover_person(jo(cast), post, appearance=shown.pk)

    assert covers_of(picture.picture) == []


def test_nobody_of_another_picture_is_covered_or_uncovered(cast, post, picture, amara):
    elsewhere = draft(cast)
    shown = named(cast, elsewhere, with_picture(cast, elsewhere), amara)

    for attempt in (
        lambda: picturing.cover_person(jo(cast), post, picture=picture.pk, appearance=shown.pk, box=FACE),
        lambda: picturing.uncover_person(jo(cast), post, appearance=shown.pk),
        lambda: picturing.take_name_off(jo(cast), post, appearance=shown.pk),
        lambda: picturing.remove_picture(jo(cast), post, picture=999_999),
    ):
        with pytest.raises(Refused, match=r"gate\.state"):
            attempt()


def test_a_removed_picture_leaves_the_post_and_then_the_disk(cast, post, picture, amara):
    named(cast, post, picture, amara)
    file = picture.picture

    picturing.remove_picture(jo(cast), post, picture=picture.pk)
    event = Event.objects.last()
    delete_removed_picture(event, make.NOW)
    delete_removed_picture(event, make.NOW)

    assert not PostPicture.objects.exists()
    assert not Appearance.objects.exists()
    assert Picture.objects.get(pk=file.pk).removed_at == make.NOW
    with pytest.raises(PictureGone):
        picture_store().read(cast.oakfield.pk, file.stored_as)


def test_a_picture_that_another_post_uses_stays(cast, post, picture):
    other = draft(cast)
    PostPicture.objects.create(post=other, picture=picture.picture)

    picturing.remove_picture(jo(cast), post, picture=picture.pk)
    delete_removed_picture(Event.objects.last(), make.NOW)

    assert picture_store().read(cast.oakfield.pk, picture.picture.stored_as)


def test_for_another_school_the_picture_does_not_exist(cast, post, picture):
    with pytest.raises(NotHere):
        picturing.remove_picture(cast.as_actor(cast.head_elsewhere, cast.elmsgate), post, picture=picture.pk)

    assert Post.objects.get(pk=post.pk).version == 2
