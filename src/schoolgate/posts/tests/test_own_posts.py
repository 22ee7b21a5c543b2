"""Authors look through their own posts that are up: who is asked, what is said, and what stands against it."""

from datetime import timedelta

import pytest
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.posts.actions.own_posts import ask_authors, look_at_own_post
from schoolgate.posts.models import OwnLook, Post
from schoolgate.posts.publishing.asking_authors import ask_everybody
from schoolgate.rules.posts.states import State
from tests import make
from tests.cast import assemble
from tests.clauses.posting import Posting
from tests.clauses.stage import adopt

pytestmark = pytest.mark.django_db
HOME = "/schools/oakfield/posts/own"
LONG_AGO = make.NOW - timedelta(days=400)


@pytest.fixture
def cast(settings):
    settings.FIXED_NOW = make.NOW
    found = assemble()
    adopt(found, "BE")
    with scope(school=found.oakfield):
        yield found


def up(cast, author=None, *, at=LONG_AGO):
    post = Posting(cast).draft(author)
    Post.objects.filter(pk=post.pk).update(state=State.UP, up_at=at)
    return Post.objects.get(pk=post.pk)


def test_only_whoever_has_something_older_up_is_asked_and_once(cast):
    up(cast)
    up(cast, cast.lee, at=make.NOW - timedelta(hours=1))
    assert ask_everybody(make.NOW) == 1
    assert ask_everybody(make.NOW) == 0
    assert [one.owed_by for one in Duty.objects.filter(key="duty.own_posts_looked_at")] == [cast.jo]


def test_the_last_one_does_the_duty_and_next_term_it_comes_again(cast):
    first, second = up(cast), up(cast)
    ask_everybody(make.NOW)
    jo = cast.as_actor(cast.jo)
    look_at_own_post(jo, first, said="keep")
    assert Duty.objects.filter(key="duty.own_posts_looked_at", done_at=None).exists()
    look_at_own_post(jo, second, said="update")
    assert not Duty.objects.filter(key="duty.own_posts_looked_at", done_at=None).exists()
    assert Event.objects.filter(type="post.looked_through").count() == 2
    assert ask_everybody(make.NOW + timedelta(days=240)) == 1


def test_what_has_come_down_is_owed_no_more(cast):
    post = up(cast)
    ask_everybody(make.NOW)
    Post.objects.filter(pk=post.pk).update(state=State.DOWN)
    ask_everybody(make.NOW + timedelta(days=1))
    assert not Duty.objects.filter(key="duty.own_posts_looked_at", done_at=None).exists()


@pytest.mark.parametrize("said", ["", "gossip"])
def test_it_must_be_said_what_becomes_of_it(cast, said):
    with pytest.raises(Refused):
        look_at_own_post(cast.as_actor(cast.jo), up(cast), said=said)
    assert not OwnLook.objects.exists()


def test_a_colleague_does_not_answer_for_the_author_nor_anybody_for_what_is_down(cast):
    post = up(cast)
    with pytest.raises(Refused):
        look_at_own_post(cast.as_actor(cast.head), post, said="keep")
    Post.objects.filter(pk=post.pk).update(state=State.DOWN)
    with pytest.raises(Refused):
        look_at_own_post(cast.as_actor(cast.jo), Post.objects.get(pk=post.pk), said="keep")


def test_only_the_clock_asks(cast):
    given = {"authors": [cast.jo], "finished": [], "due_at": make.NOW}
    with pytest.raises(Refused):
        ask_authors(cast.as_actor(cast.head), cast.oakfield, **given)
    assert not Duty.objects.filter(key="duty.own_posts_looked_at").exists()
    up(cast)
    ask_everybody(make.NOW)
    assert Event.objects.filter(type="posts.asked_about").count() == 1


def test_the_page_keeps_one_and_begins_another_with_the_same_words(cast):
    kept, old = up(cast), up(cast)
    jo = cast.browse_as(cast.jo)
    page = jo.get(HOME).content.decode()
    assert page.count('value="keep"') == 2
    assert jo.post(f"/schools/oakfield/posts/{kept.pk}/own", {"said": "keep"}).status_code == 302
    answer = jo.post(f"/schools/oakfield/posts/{old.pk}/own", {"said": "update"})
    new = Post.objects.latest("pk")
    assert answer["Location"].endswith(f"/posts/{new.pk}/edit") or str(new.pk) in answer["Location"]
    assert (new.text, new.state, new.author) == (old.text, State.DRAFT, cast.jo)
    assert "Nothing of yours waits" in jo.get(HOME).content.decode()


def test_somebody_of_another_trust_and_somebody_who_writes_no_posts(cast):
    post = up(cast)
    assert cast.browse_as(cast.stranger).get(HOME).status_code == 404
    assert cast.browse_as(cast.stranger).post(f"/schools/oakfield/posts/{post.pk}/own").status_code == 404
    assert cast.browse_as(cast.governor).get(HOME).status_code == 403


def test_the_page_takes_the_same_queries_with_thirty_posts(cast, queries_do_not_grow):
    jo = cast.browse_as(cast.jo)
    queries_do_not_grow(lambda number: [up(cast) for _ in range(number)], lambda: jo.get(HOME), at_most=16)
