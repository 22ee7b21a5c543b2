"""Each piece of evidence taken away holds that person's scheduled posts; given back, nothing goes by itself."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.moments.models import SignedDocument
from schoolgate.official_accounts.actions import end_naming, name_for_account, suspend_account
from schoolgate.official_accounts.models import AccountPerson, AccountRecord
from schoolgate.people.actions.appointing import end_appointment
from schoolgate.policies.actions import override_setting
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.posts.models import Post
from schoolgate.posts.publishing import losing
from schoolgate.posts.publishing.losing import hold_without_right
from schoolgate.registers.actions import write_entry
from schoolgate.training.models import Attendance, Course
from tests import make
from tests.clauses.posting import Posting
from tests.clauses.stage import adopt

# Jo posts under the policy that asks most of whoever posts; everybody has signed and been trained.


@pytest.fixture(name="cast")
def living_by_st(cast):
    adopt(cast, "ST")
    return cast


TOMORROW = make.NOW + timedelta(days=1)
YESTERDAY = (make.NOW - timedelta(days=1)).date()


@pytest.fixture
def scheduled(cast):
    """Jo's approved post, for the website tomorrow."""
    return Posting(cast).approved(places=[cast.website], goes_out_at=TOMORROW)


def state(post):
    post.refresh_from_db()
    return post.state


def take_signature(cast):
    # What is signed is never changed or taken back; what is read changes, and then the signature is under other words.
    SignedDocument.objects.filter(person=cast.jo, document="terms").delete()


def end_training(covers):
    def end(cast):
        Attendance.objects.filter(person=cast.jo, covers=covers).update(until_on=YESTERDAY)

    return end


def end_the_naming(cast):
    named = AccountPerson.objects.get(account=cast.website, person=cast.jo)
    end_naming(cast.as_actor(cast.head), named, last_on=YESTERDAY)


def end_the_appointment(cast):
    end_appointment(cast.as_actor(cast.head), cast.jo.appointments.get(), last_on=YESTERDAY)


def ask_for_a_course_of_its_own(cast):
    """The website stands in the register of platforms by a name of its own, with a course that nobody came to."""
    AccountRecord.objects.create(school=cast.oakfield, account=cast.website, came="found", place="facebook")
    long_ago = make.NOW - timedelta(days=30)
    Course.objects.create(
        school=cast.oakfield, title="Writing on our website", covers="place:facebook", added_at=long_ago
    )


def keep_out(cast):
    today = make.NOW.date().isoformat()
    answers = {
        "who": "Jo",
        "what": ["posting"],
        "person": cast.jo.pk,
        "why": "Posted a child's work without asking.",
        "from_on": today,
    }
    write_entry(cast.as_actor(cast.head), cast.oakfield, register="bans", answers=answers)


EVIDENCE = {
    "terms": (
        take_signature,
        "“When you post for our school” is not signed",
        "gate.has_read_signed_and_trained",
    ),
    "content": (
        end_training("content"),
        "the training on what may be posted ended on 16 November 2026",
        "gate.has_read_signed_and_trained",
    ),
    "platform": (
        end_training("platform:website"),
        "the training on the website ended on 16 November 2026",
        "gate.has_read_signed_and_trained",
    ),
    "platform of its own": (
        ask_for_a_course_of_its_own,
        "the training “Writing on our website” is missing",
        "gate.has_read_signed_and_trained",
    ),
    "kept out": (keep_out, "may not post for the school now", "access.appointed_to_post"),
    "naming": (end_the_naming, "not among those who write for Website", "access.appointed_to_post"),
    "appointment": (end_the_appointment, "no longer holds a post", "gate.speaker_is_named"),
}


@pytest.mark.parametrize("piece", EVIDENCE)
def test_without_it_the_scheduled_post_is_held_the_same_minute_and_says_why(cast, scheduled, piece):
    take_away, words, control = EVIDENCE[piece]
    assert hold_without_right(make.NOW) == 0
    assert state(scheduled) == "approved"
    take_away(cast)
    assert hold_without_right(make.NOW) == 1
    assert state(scheduled) == "held"
    assert words in scheduled.held_because
    event = Event.objects.get(type="post.held")
    assert control in event.controls
    assert hold_without_right(make.NOW) == 0


@pytest.mark.parametrize("piece", EVIDENCE)
def test_without_it_nothing_is_published_even_if_no_clock_came_by(cast, scheduled, piece):
    EVIDENCE[piece][0](cast)
    with pytest.raises(Refused) as refused:
        claim_delivery(clock(cast.oakfield, TOMORROW), scheduled, account_id=cast.website.pk)
    assert EVIDENCE[piece][2] in {one.control for one in refused.value.refusals}
    assert state(scheduled) == "approved"


def test_every_scheduled_post_is_looked_at_however_many_there_are(cast, monkeypatch):
    monkeypatch.setattr(losing, "AT_A_TIME", 2)
    posts = [Posting(cast).approved(places=[cast.website], goes_out_at=TOMORROW) for _ in range(3)]
    take_signature(cast)
    assert hold_without_right(make.NOW) == 3
    assert {state(post) for post in posts} == {"held"}


def test_a_suspended_account_takes_nothing_though_the_right_still_stands(cast, scheduled):
    suspend_account(cast.as_actor(cast.head), cast.website, because="Somebody else got in.")
    with pytest.raises(Refused) as refused:
        claim_delivery(clock(cast.oakfield, TOMORROW), scheduled, account_id=cast.website.pk)
    assert "gate.nothing_while_suspended" in {one.control for one in refused.value.refusals}


def test_the_posts_of_others_stay(cast):
    lees = Posting(cast).approved(author=cast.lee, places=[cast.website], goes_out_at=TOMORROW)
    take_signature(cast)
    assert hold_without_right(make.NOW) == 0
    assert state(lees) == "approved"


def test_given_back_it_is_looked_at_anew_and_never_goes_by_itself(cast, scheduled):
    end_training("content")(cast)
    hold_without_right(make.NOW)
    with pytest.raises(Refused):
        submit_post(cast.as_actor(cast.jo), scheduled)
    make.train(cast.oakfield, "content", cast.jo)
    assert hold_without_right(make.NOW) == 0
    assert state(scheduled) == "held"
    submit_post(cast.as_actor(cast.jo), scheduled)
    approve_post(cast.as_actor(cast.head), scheduled)
    assert state(scheduled) == "approved"


def test_new_terms_count_after_the_days_that_the_policy_gives(cast, scheduled):
    SignedDocument.objects.filter(person=cast.jo, document="terms").delete()
    head = cast.as_actor(cast.head)
    override_setting(head, cast.oakfield, setting="sign_within_days", value=40, reason="We need longer here.")
    assert hold_without_right(make.NOW) == 0
    assert hold_without_right(make.NOW + timedelta(days=11)) == 0
    later = Post.objects.get(pk=scheduled.pk)
    later.goes_out_at = make.NOW + timedelta(days=20)
    later.save(update_fields=["goes_out_at"])
    assert hold_without_right(make.NOW + timedelta(days=12)) == 1


def test_whoever_decides_must_be_trained_on_what_may_be_posted(cast):
    post = Posting(cast).waiting()
    Attendance.objects.filter(person=cast.head, covers="content").update(until_on=YESTERDAY)
    with pytest.raises(Refused) as refused:
        approve_post(cast.as_actor(cast.head), post)
    [one] = refused.value.refusals
    assert one.control == "gate.has_read_signed_and_trained"
    assert "You do not have the right to decide about posts yet" in one.words


def test_the_foot_of_the_page_says_it_while_one_writes_and_leads_to_the_signature(cast):
    SignedDocument.objects.filter(person=cast.jo).delete()
    post = Posting(cast).draft()
    page = cast.browse_as(cast.jo).get(f"/schools/oakfield/posts/{post.pk}/edit").content.decode()
    assert "“When you post for our school” is not signed" in page
    assert "/schools/oakfield/read-and-sign" in page


def test_the_clock_looks_in_as_many_queries_for_thirty_posts_as_for_three(cast, queries_do_not_grow):
    def more(number):
        for _ in range(number):
            Posting(cast).approved(places=[cast.website], goes_out_at=TOMORROW)

    queries_do_not_grow(more, lambda: hold_without_right(make.NOW), at_most=8)


def test_naming_somebody_again_lets_them_send_again(cast, scheduled):
    end_the_naming(cast)
    hold_without_right(make.NOW)
    assert state(scheduled) == "held"
    name_for_account(
        cast.as_actor(cast.head), cast.website, person=cast.jo.pk, does="writer", first_on=make.NOW.date()
    )
    submit_post(cast.as_actor(cast.jo), scheduled)
    assert state(scheduled) == "waiting"
