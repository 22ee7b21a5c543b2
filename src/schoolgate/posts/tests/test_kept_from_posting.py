"""A ban on posting: the right is gone at once, what was scheduled is held, and why is told to those entitled."""

from datetime import timedelta

import pytest

from schoolgate.kernel.actions import Refused
from schoolgate.people.desks import desk_of
from schoolgate.people.waiting import waiting_for
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.deciding import approve_post, release_post, submit_post
from schoolgate.posts.actions.noticing import approve_notice, prepare_notice
from schoolgate.posts.models import Post
from schoolgate.posts.publishing.losing import hold_without_right
from schoolgate.posts.waiting import waiting_for as posts_waiting
from schoolgate.registers.actions import end_entry, write_entry
from schoolgate.rights.queries import who_may_post
from schoolgate.rules.policy import ResolvedPolicy
from tests import make
from tests.cast import Cast
from tests.clauses.posting import Posting
from tests.clauses.stage import adopt, read

WHO = "/schools/oakfield/who-may-post"
MINE = "/schools/oakfield/my-right-to-post"
WHY = "Shared a parent's letter in a group."


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """By the policy that asks most of whoever posts; everybody has signed and been trained."""
    adopt(cast, "ST")
    return cast


@pytest.fixture
def policy(cast: Cast) -> ResolvedPolicy:
    return current_policy(cast.oakfield)


def ban(cast, person, *, what=("posting",), days=14, begins=0):
    today = make.NOW.date()
    answers = {
        "who": "Somebody of ours",
        "what": list(what),
        "person": person.pk,
        "why": WHY,
        "from_on": (today + timedelta(days=begins)).isoformat(),
        "until_on": (today + timedelta(days=days)).isoformat(),
    }
    return write_entry(cast.as_actor(cast.head), cast.oakfield, register="bans", answers=answers).subject


def line_of(cast, policy, person, now=make.NOW):
    return next(one for one in who_may_post(cast.oakfield, policy, now) if one.person == person)


def test_what_was_scheduled_is_held_the_same_minute_and_nothing_new_is_sent(cast):
    scheduled = Posting(cast).approved(goes_out_at=make.NOW + timedelta(hours=3))
    mine = Posting(cast).ready()
    entry = ban(cast, cast.jo)
    with pytest.raises(Refused) as refused:
        submit_post(cast.as_actor(cast.jo), mine)
    assert [one.words for one in refused.value.refusals] == [
        "Whoever wrote this may not post for the school now."
    ]
    assert hold_without_right(make.NOW) == 1
    scheduled = Post.objects.get(pk=scheduled.pk)
    assert scheduled.state == "held"
    page = cast.browse_as(cast.lee).get(f"/schools/oakfield/posts/{scheduled.pk}").content.decode()
    assert "may not post for the school now" in page
    assert "parent&#39;s letter" not in page
    end_entry(cast.as_actor(cast.head), entry, because="Talked over.")
    submit_post(cast.as_actor(cast.jo), mine)
    assert Post.objects.get(pk=scheduled.pk).state == "held"


def test_it_holds_on_its_days_and_only_for_posting_and_only_that_person(cast, policy):
    ban(cast, cast.lee, what=("equipment",))
    ban(cast, cast.deputy, begins=3)
    ban(cast, cast.jo, days=2)
    assert [line_of(cast, policy, one).is_kept_out for one in (cast.jo, cast.lee, cast.deputy)] == [
        True,
        False,
        False,
    ]
    later = make.NOW + timedelta(days=3)
    assert [line_of(cast, policy, one, later).is_kept_out for one in (cast.jo, cast.deputy)] == [False, True]
    assert not line_of(cast, policy, cast.jo).may_somewhere


def test_why_is_for_the_person_and_for_those_who_keep_the_register(cast):
    ban(cast, cast.jo)
    assert "Shared a parent's letter" in read(cast.browse_as(cast.jo).get(MINE).content.decode())
    assert "Shared a parent's letter" not in read(cast.browse_as(cast.lee).get(MINE).content.decode())
    page = read(cast.browse_as(cast.head).get(WHO).content.decode())
    assert "Jo Ash What is missing: kept from posting Why, and until when" in page


def test_whoever_may_not_post_agrees_to_nothing_either(cast):
    """Reading for the school is speaking for it: approving, letting go without a reader, agreeing to a notice."""
    waiting, mine = Posting(cast).waiting(cast.jo), Posting(cast).ready()
    notice = prepare_notice(
        cast.as_actor(cast.head),
        cast.oakfield,
        title="Closed",
        text="We are closed on [date].",
        reasons=[],
        accounts=[cast.website.pk],
    ).subject
    today = waiting_for(desk_of(cast.deputy, make.NOW), [posts_waiting], most=9)
    assert {one.kind for one in today} == {"approve", "approve_notice"}
    entry = ban(cast, cast.deputy)
    assert not waiting_for(desk_of(cast.deputy, make.NOW), [posts_waiting], most=9)
    said = "You may not post for the school now, so you cannot agree to a post either."
    deputy = cast.as_actor(cast.deputy)
    for refusals in (
        approve_post.why_not(deputy, waiting),
        release_post.why_not(deputy, mine, reason="It cannot wait."),
        approve_notice.why_not(deputy, notice),
    ):
        assert said in [one.words for one in refusals]
    page = read(
        cast.browse_as(cast.deputy).get(f"/schools/oakfield/posts/{waiting.pk}/approve").content.decode()
    )
    assert said in page
    assert WHY not in page
    page = read(cast.browse_as(cast.jo).get(f"/schools/oakfield/posts/{waiting.pk}").content.decode())
    assert str(cast.deputy) not in page
    end_entry(cast.as_actor(cast.head), entry, because="Talked over.")
    assert said not in [one.words for one in approve_post.why_not(deputy, waiting)]
