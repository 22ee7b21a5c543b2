"""A grown-up's no reaches what is public; a child put on hold too; and what came down can be written again."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.kernel.actions import Refused
from schoolgate.media.models import Appearance
from schoolgate.notifications.models import Letter
from schoolgate.posts.actions.putting_back import put_post_back
from schoolgate.posts.models import Delivery, Post, Recall
from schoolgate.posts.publishing import ticks
from schoolgate.posts.queries import judged
from schoolgate.posts.tests.going_out import approved_post
from schoolgate.pupils.actions.holds import hold_pupil, say_who_decides
from schoolgate.pupils.models import OnHold
from schoolgate.rules.consents import Said
from schoolgate.rules.posts.states import State
from schoolgate.rules.staffing import uses_asked_by
from schoolgate.staffing.actions import answer_about_picture
from schoolgate.wishes.actions import note_wish
from tests import make


def up(cast, *pupils) -> Post:
    post = approved_post(cast, pupils=pupils)
    ticks.publish_due(make.NOW)
    run_all(make.NOW)
    found = Post.objects.get(pk=post.pk)
    assert found.state == State.UP
    return found


@pytest.fixture
def mia(cast):
    found = make.make_pupil(cast.oakfield, "Mia", "Moss")
    make.consents(found)
    return found


def with_lee(cast, post: Post, *, agreed: bool = True) -> None:
    Appearance.objects.create(
        picture=post.pictures.get().picture,
        kind="staff",
        person=cast.lee,
        visitor_agreed=agreed,
        named_at=make.NOW,
    )


def lee_says(cast, said: Said, question: str) -> None:
    answer_about_picture(
        cast.as_actor(cast.lee), cast.lee, answers=dict.fromkeys(uses_asked_by(question), said)
    )
    run_all(make.NOW)


def test_what_shows_a_grown_up_comes_down_after_their_no_and_they_hear_of_it(cast, mia):
    post = up(cast, mia)
    with_lee(cast, post)
    lee = cast.browse_as(cast.lee)
    page = lee.get("/schools/oakfield/pictures-of-me/").content.decode()
    assert page.count("<h1") == 1
    assert post.heading in page
    lee_says(cast, Said.NO, "press")
    assert Post.objects.get(pk=post.pk).state == State.UP
    lee_says(cast, Said.NO, "online")
    assert Post.objects.get(pk=post.pk).state == State.DOWN
    assert Delivery.objects.get(post=post).taken_down_for.why == "recall"
    (letter,) = Letter.objects.filter(recipient=f"person:{cast.lee.pk}", occasion__startswith="stays-out")
    assert letter.subject == "Your answer about pictures of you"
    run_all(make.NOW)
    assert Event.objects.filter(type="post.taken_down").count() == 1
    assert post.heading not in lee.get("/schools/oakfield/pictures-of-me/").content.decode()


def test_a_child_put_on_hold_comes_down_as_after_any_no_and_the_keeper_puts_it_back(cast, mia):
    post = up(cast, mia)
    keeper = cast.as_actor(cast.safeguarding)
    hold_pupil(keeper, mia, why="in_care")
    run_all(make.NOW)
    assert Post.objects.get(pk=post.pk).state == State.DOWN
    recall = Recall.objects.get()
    assert (recall.posts_found, recall.tells_family) == (1, False)
    say_who_decides(keeper, OnHold.objects.get(), decides="parents", seen_in="Plan")
    browser = cast.browse_as(cast.safeguarding)
    page = browser.get(f"/schools/oakfield/pupils/{mia.pk}/came-down").content.decode()
    assert page.count("<h1") == 1
    assert f"/posts/{post.pk}/again" in page
    assert browser.get(f"/schools/oakfield/posts/{post.pk}/again").status_code == 200
    answer = browser.post(f"/schools/oakfield/posts/{post.pk}/again")
    again = Post.objects.exclude(pk=post.pk).get()
    assert answer.url == f"/schools/oakfield/posts/{again.pk}/edit"
    assert (again.state, again.text, again.author) == (State.DRAFT, post.text, cast.safeguarding)
    assert again.pictures.get().picture == post.pictures.get().picture
    assert cast.browse_as(cast.office).get(f"/schools/oakfield/pupils/{mia.pk}/came-down").status_code == 403


def test_only_what_is_gone_is_written_again(cast, mia):
    post = up(cast, mia)
    with pytest.raises(Refused):
        put_post_back(cast.as_actor(cast.jo), post)
    Post.objects.filter(pk=post.pk).update(state=State.DOWN)
    with pytest.raises(Refused):
        put_post_back(cast.as_actor(cast.governor), post)
    assert Post.objects.count() == 1


def test_of_a_child_whom_nobody_ever_allowed_a_hold_makes_no_task(cast):
    ned = make.make_pupil(cast.oakfield, "Ned", "Orr")
    hold_pupil(cast.as_actor(cast.safeguarding), ned, why="in_care")
    run_all(make.NOW)
    assert not Recall.objects.exists()


def test_a_visitor_who_asked_is_shown_nowhere_whatever_the_author_was_told(cast, mia):
    post = up(cast, mia)
    visitor = Appearance.objects.create(
        picture=post.pictures.get().picture,
        kind="visitor",
        visitor_words="R. Vane, author",
        visitor_agreed=True,
        named_at=make.NOW,
    )
    note_wish(cast.as_actor(cast.jo), cast.oakfield, words="A tall man")
    run_all(make.NOW)
    assert Post.objects.get(pk=post.pk).state == State.UP
    facts, _policy = judged(cast.as_actor(cast.jo), Post.objects.get(pk=post.pk))
    assert shown_of(facts, visitor).said == {}
    note_wish(cast.as_actor(cast.jo), cast.oakfield, name="Rosa Vane")
    facts, _policy = judged(cast.as_actor(cast.jo), Post.objects.get(pk=post.pk))
    assert shown_of(facts, visitor).said["photo.website"] is Said.NO
    run_all(make.NOW)
    assert Post.objects.get(pk=post.pk).state == State.DOWN


def shown_of(facts, visitor):
    (found,) = [one for one in facts.pictures[0].shown if one.id == visitor.pk]
    return found
