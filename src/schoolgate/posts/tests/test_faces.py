"""Every face in a picture: named, covered as a whole person, declared unrecognisable; drawn where it was missed."""

import re
from contextlib import contextmanager

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.media.covering import Box
from schoolgate.media.faces.growing import lies_under, person_around
from schoolgate.media.models import Appearance, Face
from schoolgate.media.queries import box_from, covers_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions import facing, picturing
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.covers import aim_from
from schoolgate.posts.digest import content_digest
from schoolgate.posts.faces import face_of
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import PostPicture
from schoolgate.posts.tests.writing import DRAWING, draft, kept, named, with_picture
from schoolgate.rules.posts.content import questions_for_the_author
from schoolgate.rules.posts.faces import COVERS_HIDE, faces_unsaid
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(cast, post):
    """A picture in which the machine found the three faces that are drawn in it."""
    return with_picture(cast, post, faces=DRAWING.boxes)


@pytest.fixture
def faces(picture):
    return list(Face.objects.filter(picture=picture.picture_id))


@pytest.fixture
def children(cast, post, picture):
    """Amara may be shown; Zoë and Ben may not, and nobody was told why."""
    amara, zoe, ben = (
        make.make_pupil(cast.oakfield, forename, surname, class_name="4A")
        for forename, surname in (("Amara", "Okello"), ("Zoë", "Kirk"), ("Ben", "Tarrant"))
    )
    make.consents(amara)
    return [named(cast, post, picture, pupil) for pupil in (amara, zoe, ben)]


def jo(cast):
    return cast.as_actor(cast.jo)


@contextmanager
def refused(words):
    with pytest.raises(Refused) as why:
        yield
    assert words in " ".join(one.words for one in why.value.refusals)


def unsaid(cast, post):
    post.refresh_from_db()
    return faces_unsaid(post_facts(post, cast.now).pictures[0])


def test_found_faces_are_kept_as_boxes_and_ask_for_an_answer_each(cast, post, picture, faces):
    assert picture.picture.faces_found == 3
    assert [box_from(one.box).pixels((1600, 1200)) for one in faces] == [
        box.pixels((1600, 1200)) for box in DRAWING.boxes
    ]
    assert unsaid(cast, post) == 3
    assert picture.people_count is None


def test_three_names_for_three_faces_are_enough(cast, post, children):
    assert unsaid(cast, post) == 0


def test_each_face_has_its_own_answer_which_can_be_taken_back(cast, post, picture, faces, children):
    amara, *_others = children
    one, two, three = faces
    here = {"picture": picture.pk}
    facing.place_face(jo(cast), post, **here, face=one.pk, appearance=amara.pk)
    facing.cover_face(jo(cast), post, **here, face=two.pk)
    facing.declare_unrecognisable(jo(cast), post, **here, faces=[three.pk])

    one, two, three = Face.objects.order_by("pk")
    assert one.appearance == amara
    assert (two.appearance.is_covered, two.appearance.visitor_words) == (True, "Somebody")
    assert lies_under(box_from(two.box), covers_of(picture.picture)[0])
    assert (three.unrecognisable_by, three.unrecognisable_at) == (cast.jo, cast.now)
    told = Event.objects.order_by("-pk").values_list("type", flat=True)[:3]
    assert list(told) == ["picture.people_named", "picture.people_covered", "picture.people_named"]

    facing.place_face(jo(cast), post, **here, face=three.pk, appearance=None)
    picturing.uncover_person(jo(cast), post, appearance=two.appearance_id)
    assert [one.appearance_id for one in Face.objects.order_by("pk")] == [amara.pk, None, None]
    assert not Face.objects.exclude(unrecognisable_by=None).exists()


def test_everybody_who_may_not_be_shown_is_covered_together(cast, post, picture, faces, children):
    _amara, zoe, ben = children
    with refused("not said yet which face"):
        facing.cover_all(jo(cast), post, picture=picture.pk)

    for face, one in zip(faces, children, strict=True):
        facing.place_face(jo(cast), post, picture=picture.pk, face=face.pk, appearance=one.pk)
    facing.cover_all(jo(cast), post, picture=picture.pk)

    assert set(Appearance.objects.filter(is_covered=True)) == {zoe, ben}
    whole = [person_around(box) for box in DRAWING.boxes[1:]]
    assert [box.pixels((800, 600)) for box in covers_of(picture.picture)] == [
        box.pixels((800, 600)) for box in whole
    ]
    assert unsaid(cast, post) == 0


def test_the_face_that_is_left_is_the_one_of_whoever_is_left(cast, post, picture, faces, children):
    amara, zoe, ben = children
    assert face_of(ben) is None
    for face, one in ((faces[0], amara), (faces[2], zoe)):
        facing.place_face(jo(cast), post, picture=picture.pk, face=face.pk, appearance=one.pk)
    assert face_of(ben) == faces[1]
    assert face_of(zoe) == faces[2]


def test_a_face_that_was_missed_is_drawn_and_one_that_left_its_cover_is_open_again(
    cast, post, picture, faces
):
    here = {"picture": picture.pk}
    facing.mark_face(jo(cast), post, **here, box=[0.01, 0.01, 0.05, 0.05])
    facing.cover_face(jo(cast), post, **here, face=faces[0].pk)
    assert (unsaid(cast, post), Face.objects.count()) == (3, 4)

    facing.mark_face(jo(cast), post, **here, box=[0.9, 0.01, 0.05, 0.05], face=faces[0].pk)
    moved = Face.objects.get(pk=faces[0].pk)
    assert (moved.appearance, moved.marked_by) == (None, cast.jo)
    with refused("does not lie in the picture"):
        facing.mark_face(jo(cast), post, **here, box=[2, 2, 0.1, 0.1])


def test_faces_of_another_picture_are_out_of_reach(cast, post, picture, faces):
    other = draft(cast, text="Another post.")
    picturing.add_pictures(jo(cast), other, pictures=[kept(cast)])
    theirs = PostPicture.objects.get(post=other)
    for deed in (
        lambda: facing.place_face(jo(cast), other, picture=theirs.pk, face=faces[0].pk, appearance=None),
        lambda: facing.cover_face(jo(cast), other, picture=theirs.pk, face=faces[0].pk),
        lambda: facing.declare_unrecognisable(jo(cast), other, picture=theirs.pk, faces=[faces[0].pk]),
        lambda: facing.mark_face(jo(cast), other, picture=theirs.pk, box=[0, 0, 0.1, 0.1], face=faces[0].pk),
    ):
        with refused("no longer in the picture"):
            deed()


def test_whether_covers_hide_is_judged_anew_when_a_cover_changes(cast, post, picture, faces, children):
    facing.cover_face(jo(cast), post, picture=picture.pk, face=faces[0].pk)
    post.refresh_from_db()
    facts = post_facts(post, cast.now)
    with refused("Could anyone who knows them"):
        submit_post(jo(cast), post)
    asked = questions_for_the_author(facts, current_policy(post.school))
    answer_questions(jo(cast), post, answers=[Answer(key, key == "fit_to_show") for key, *_rest in asked])
    assert COVERS_HIDE in {one.question for one in post_facts(post, cast.now).judged}

    covered = Appearance.objects.get(is_covered=True)
    picturing.cover_person(jo(cast), post, picture=picture.pk, box=[0, 0, 1, 1], appearance=covered.pk)
    post.refresh_from_db()
    assert COVERS_HIDE not in {one.question for one in post_facts(post, cast.now).judged}


def test_the_page_goes_from_face_to_face_with_plain_forms(cast, post, picture, faces, children):
    amara, zoe, _ben = children
    client = cast.browse_as(cast.jo)
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{picture.pk}/faces"
    page = client.get(address).content.decode()
    assert "3 faces have no answer yet." in page
    assert page.count("<h1") == 1
    assert f'<option value="pupil:{amara.pupil_id}">Amara O., 4A</option>' in page

    answer = client.post(
        address, {f"who-{faces[0].pk}": f"pupil:{zoe.pupil_id}", "do": f"place:{faces[0].pk}"}
    )
    assert answer["Location"].endswith(f"#face-{faces[1].pk}")
    client.post(address, {"do": "cover_all"})
    assert Appearance.objects.get(is_covered=True) == zoe
    client.post(address, {"do": "nobody_else"})
    page = client.get(address).content.decode()
    assert "Every face has an answer." in page
    assert re.search(r"Face 1:\s+covered, Zoë K\.", page)

    drawn = client.post(
        f"{address}/draw", {"x": ".5", "y": ".5", "width": ".1", "height": ".1", "do": "cover"}
    )
    assert drawn["Location"].endswith(f"{address}#face-{Face.objects.latest('pk').pk}")
    assert client.post(address, {"do": "anything:1"}).status_code == 404
    assert cast.browse_as(cast.stranger).get(address).status_code == 404


def test_the_page_of_the_post_asks_for_faces_instead_of_a_number(
    cast, post, picture, faces, queries_do_not_grow
):
    client = cast.browse_as(cast.jo)
    page = client.get(f"/schools/oakfield/posts/{post.pk}/edit").content.decode()
    assert "3 faces were found." in page
    assert "How many people could be recognised?" not in page
    assert "3 faces have no name yet." in page
    assert page.count('class="face-frame"') == 3

    def more(number):
        Face.objects.bulk_create(
            Face(picture=picture.picture, box=[0.1, 0.1, 0.1, 0.1]) for _one in range(number)
        )

    address = f"/schools/oakfield/posts/{post.pk}/pictures/{picture.pk}/faces"
    queries_do_not_grow(more, lambda: client.get(address), at_most=30)


@pytest.mark.parametrize(
    ("at", "expected"),
    [((0.25, 0.25), person_around(Box(0.2, 0.2, 0.1, 0.1))), ((0.8, 0.8), None)],
)
def test_a_tap_on_a_face_aims_at_the_whole_person(at, expected):
    sent = {"at.x": str(at[0] * 300), "at.y": str(at[1] * 200), "shown_width": "300", "shown_height": "200"}
    aimed = aim_from(sent, 1500, 1000, None, [Box(0.2, 0.2, 0.1, 0.1)]).box
    if expected is not None:
        assert aimed.pixels((1500, 1000)) == pytest.approx(expected.pixels((1500, 1000)), abs=1)
    else:
        assert (aimed.left + aimed.width / 2, aimed.top + aimed.height / 2) == pytest.approx(at)


def test_a_cover_is_the_whole_person_and_stays_in_the_picture():
    whole = person_around(Box(0.45, 0.3, 0.05, 0.1))
    assert (whole.left, whole.top, whole.width, whole.height) == pytest.approx((0.395, 0.24, 0.16, 0.76))
    assert person_around(Box(0.0, 0.0, 0.2, 0.2)).left == 0


def test_whoever_approves_reads_what_was_declared_and_a_declaration_is_content(cast, post, picture, faces):
    before = content_digest(post)
    facing.declare_unrecognisable(jo(cast), post, picture=picture.pk, faces=[faces[0].pk, faces[1].pk])
    assert content_digest(post) != before
    page = cast.browse_as(cast.head).get(f"/schools/oakfield/posts/{post.pk}/approve").content.decode()
    assert "2 faces cannot be recognised, says the author." in page


def test_a_face_alone_is_covered_of_a_named_grown_up_and_of_no_pupil(cast, post, picture, faces, children):
    jo, face = cast.as_actor(cast.jo), box_from(faces[0].box)
    alone = (face.left, face.top, face.width, face.height)
    for whom in (children[0].pk, children[1].pk, None):
        with pytest.raises(Refused) as refused:
            picturing.cover_person(jo, post, picture=picture.pk, box=alone, appearance=whom)
        assert refused.value.refusals[0].words == "This covers a face alone."
    assert not Appearance.objects.filter(is_covered=True).exists()
    picturing.name_adult(jo, post, picture=picture.pk, person=cast.lee.pk)
    lee = Appearance.objects.get(person=cast.lee)
    picturing.cover_person(jo, post, picture=picture.pk, box=alone, appearance=lee.pk)
    assert Appearance.objects.get(is_covered=True) == lee
    whole = person_around(face)
    sides = (whole.left, whole.top, whole.width, whole.height)
    picturing.cover_person(jo, post, picture=picture.pk, box=sides, appearance=children[1].pk)


def test_many_faces_are_named_in_one_go_and_somebody_of_another_class_is_found(cast, post, picture, faces):
    amara = make.make_pupil(cast.oakfield, "Amara", "Okello", class_name="4A")
    efa = make.make_pupil(cast.oakfield, "Efa", "Birkett", class_name="6B")
    client = cast.browse_as(cast.jo)
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{picture.pk}/faces"
    assert "Efa B." not in client.get(address).content.decode()
    chosen = {f"who-{faces[0].pk}": f"pupil:{amara.pk}"}
    page = client.post(address, {"do": "find", "letters": "Efa", **chosen}).content.decode()
    assert f'value="pupil:{efa.pk}"' in page
    assert Event.objects.filter(type="look_up.made").exists()
    both = {f"who-{faces[1].pk}": f"pupil:{efa.pk}", f"who-{faces[2].pk}": ""}
    client.post(address, {"do": "place_all", **both})
    placed = Face.objects.filter(picture=picture.picture_id).order_by("pk")
    assert [face.appearance.pupil if face.appearance else None for face in placed] == [amara, efa, None]
