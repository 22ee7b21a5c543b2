"""What is public of pupils: counted, getting less, suggested as tasks; and leavers whose pictures are due down."""

from datetime import date, timedelta

import pytest
from django.test import Client

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.media.models import Appearance, Face
from schoolgate.people.models import Term
from schoolgate.people.queries import today_of
from schoolgate.posts.models import Approval, Delivery, Post
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.pupils.models import Pupil
from schoolgate.rules.exposure import Less
from schoolgate.rules.posts.states import State
from schoolgate.showing import exposure
from schoolgate.showing.actions import ask_for_less
from schoolgate.showing.duty_subjects import leavers_shown
from tests.cast import Cast
from tests.counting import CheckGrowth
from tests.make import NOW, make_pupil

HOME = "/schools/oakfield/public-pictures/"
TODAY = today_of(NOW)


@pytest.fixture
def dpo(cast: Cast) -> Client:
    return cast.browse_as(cast.dpo)


def up(cast: Cast, *pupils: Pupil, days_ago: int = 10, account: str = "facebook") -> Post:
    """A post that is up there since so many days, with a picture that shows these pupils."""
    place = getattr(cast, account)
    post = waiting_post(cast, place, pupils=pupils)
    Post.objects.filter(pk=post.pk).update(state=State.UP)
    post.refresh_from_db()
    Approval.objects.create(post=post, digest=post.digest, by=cast.head, at=NOW)
    at = NOW - timedelta(days=days_ago)
    Delivery.objects.bulk_create(
        [
            Delivery(
                post=post,
                account=place,
                digest=post.digest,
                state=Delivery.State.UP,
                not_before=at,
                claimed_at=at,
                sent_at=at,
            )
        ]
    )
    return post


def why_not(cast: Cast, post: Post) -> str:
    with pytest.raises(Refused) as refused:
        ask_for_less(cast.as_actor(cast.dpo), post, less="cover")
    return refused.value.refusals[0].words


def test_it_counts_pictures_by_place_and_year_and_not_who_is_covered(cast: Cast, dpo: Client):
    ada = make_pupil(cast.oakfield, "Ada", "All", year_group="Year 4")
    bo = make_pupil(cast.oakfield, "Bo", "Cov", year_group="Year 2")
    up(cast, ada, bo)
    up(cast, ada, account="website")
    Appearance.objects.filter(pupil=bo).update(is_covered=True, box=[0.1, 0.1, 0.2, 0.2])
    years, lines = exposure.by_account(cast.oakfield)
    assert years == ["Year 4"]
    assert [(one.name, one.of("Year 4"), one.since) for one in lines] == [
        ("Facebook", 1, TODAY - timedelta(days=10)),
        ("Website", 1, TODAY - timedelta(days=10)),
    ]
    assert "Pictures and videos by place and year group" in dpo.get(HOME).content.decode()


def test_it_shows_how_it_shrinks_by_the_term(cast: Cast):
    Term.objects.filter(school=cast.oakfield).delete()
    Term.objects.create(
        school=cast.oakfield, name="Summer", first_on=date(2026, 4, 13), last_on=date(2026, 7, 22)
    )
    ada = make_pupil(cast.oakfield)
    up(cast, ada, days_ago=200)
    gone = up(cast, ada, days_ago=190)
    Delivery.objects.filter(post=gone).update(state=Delivery.State.DOWN, down_at=NOW - timedelta(days=1))
    found = exposure.over_the_terms(cast.oakfield, NOW, "today")
    assert [(one.words, one.many) for one in found] == [("Summer", 2), ("today", 1)]


def test_a_suggestion_becomes_a_task_once(cast: Cast, dpo: Client):
    post = up(cast, make_pupil(cast.oakfield))
    (found,) = exposure.suggestions(cast.oakfield, NOW)
    assert (found.post_id, found.suggestion.less) == (post.pk, "cover")
    dpo.post(f"{HOME}{post.pk}/less", {"less": "cover"})
    duty = Duty.objects.get(key="duty.show_less")
    assert duty.link == f"/schools/oakfield/posts/{post.pk}/take-down"
    assert duty.owed_by_role == "data_protection_lead"
    assert Event.objects.filter(type=EventType.LESS_ASKED_FOR).count() == 1
    assert why_not(cast, post) == "Somebody was asked already."
    page = dpo.get(HOME).content.decode()
    assert "Make it a task" not in page
    Delivery.objects.filter(post=post).update(state=Delivery.State.DOWN, down_at=NOW)
    assert why_not(cast, post) == "Nothing of this post is public any more."


def test_a_leavers_pictures_are_due_down_when_the_policy_says_so(cast: Cast, dpo: Client):
    old = make_pupil(cast.oakfield, "Old", "Leaver", left_on=TODAY - timedelta(days=500))
    make_pupil(cast.oakfield, "Never", "Shown", left_on=TODAY - timedelta(days=500))
    new = make_pupil(cast.oakfield, "New", "Leaver", left_on=TODAY - timedelta(days=5))
    here = make_pupil(cast.oakfield, "Ada", "Here")
    post = up(cast, old, new, here)
    assert [one.words for one in leavers_shown(cast.oakfield, TODAY)] == ["Old L."]
    assert "Due now: Old L.<" in dpo.get(HOME).content.decode()
    (found,) = exposure.suggestions(cast.oakfield, NOW)
    assert found.suggestion.rank == 0
    Delivery.objects.filter(post=post).update(state=Delivery.State.DOWN, down_at=NOW)
    assert not leavers_shown(cast.oakfield, TODAY)


def test_nothing_public_is_said_so_and_teachers_do_not_look(cast: Cast, dpo: Client):
    assert "No picture and no video is public" in dpo.get(HOME).content.decode()
    assert cast.browse_as(cast.jo).get(HOME).status_code == 403
    assert cast.browse_as(cast.head_elsewhere).get(HOME).status_code == 404


def test_another_schools_post_is_not_there(cast: Cast):
    post = up(cast, make_pupil(cast.oakfield))
    client = cast.browse_as(cast.head_elsewhere)
    answer = client.post(f"/schools/elmsgate/public-pictures/{post.pk}/less", {"less": "remove"})
    assert answer.status_code == 404
    assert not Duty.objects.filter(key="duty.show_less").exists()


def test_its_queries_do_not_grow(cast: Cast, dpo: Client, queries_do_not_grow: CheckGrowth):
    def make(many: int) -> None:
        for _ in range(many):
            up(cast, make_pupil(cast.oakfield))

    queries_do_not_grow(make, lambda: dpo.get(HOME), at_most=20)


def test_a_face_that_is_near_and_looks_at_the_camera_could_be_smaller(cast: Cast, dpo: Client):
    ada, bo = (make_pupil(cast.oakfield, name, "All") for name in ("Ada", "Bo"))
    straight, turned = up(cast, ada, bo), up(cast, ada, bo)
    for post, frontal in ((straight, 0.9), (turned, 0.2)):
        shown = Appearance.objects.filter(picture__in_posts__post=post, pupil=ada).get()
        Face.objects.create(
            picture=shown.picture, box=[0.1, 0.1, 0.2, 0.25], appearance=shown, frontal=frontal
        )
    assert exposure.nearness(cast.oakfield, NOW) == exposure.Nearness(posts=2, large=0, straight=1)
    [found] = exposure.suggestions(cast.oakfield, NOW)
    assert (found.post_id, found.suggestion.less) == (straight.pk, Less.SMALLER)
    page = dpo.get(HOME).content.decode()
    assert "Posts: 2. A face fills more than a third of a picture in 0 of them" in page
    assert "looks straight at the camera in 1." in page
    assert "put up a smaller picture" in page
    ask_for_less(cast.as_actor(cast.dpo), straight, less="smaller")
    assert Duty.objects.get(key="duty.show_less").what.endswith("put it up again smaller")
