"""Starting a post, changing it, taking an approver's wording."""

import json

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import AlreadyDone, NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.posts.actions.deciding import approve_post, propose_wording, submit_post
from schoolgate.posts.actions.drafting import draft_post, edit_post, take_proposal
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Approval, Hand, JudgementAnswer, Post, Proposal
from schoolgate.posts.saving import places_of
from schoolgate.posts.tests.writing import draft, events
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from tests import make
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NO_TO_BOTH = [Answer("could_harm", False), Answer("not_for_everyone", False)]


def as_it_is(post: Post, **changed: object) -> dict[str, object]:
    """What edit_post is given when only this changes."""
    names = ("text", "title", "objective", "speaker", "goes_out_at", "single_pupil_reason")
    return {**{name: getattr(post, name) for name in names}, "places": places_of(post), **changed}


def sent(cast: Cast) -> Post:
    post = draft(cast)
    answer_questions(cast.as_actor(cast.jo), post, answers=NO_TO_BOTH)
    submit_post(cast.as_actor(cast.jo), post)
    post.refresh_from_db()
    return post


def test_a_draft_is_its_authors_and_recorded_once(cast):
    post = draft(cast)

    assert post.state == State.DRAFT
    assert post.author == cast.jo
    assert list(Hand.objects.filter(post=post).values_list("person", "version")) == [(cast.jo.pk, 1)]
    assert post.digest == content_digest(post)
    assert events() == ["post.drafted"]


def test_the_same_form_sent_twice_starts_one_post(cast):
    actor = cast.as_actor(cast.jo)
    first = draft_post(actor, cast.oakfield, text="Hello", form_key="k").subject

    with pytest.raises(AlreadyDone) as before:
        draft_post(actor, cast.oakfield, text="Hello", form_key="k")

    assert before.value.subject_id == str(first.pk)
    assert Post.objects.count() == 1


def test_a_place_of_another_school_is_not_aimed_at(cast):
    elsewhere = make.make_account(cast.elmsgate)

    post = draft(cast, places=[cast.noticeboard.pk, elsewhere.pk])

    assert places_of(post) == (cast.noticeboard.pk,)


def test_changing_words_is_another_version_and_digest_by_this_hand(cast):
    post = draft(cast)
    before = post.digest

    edit_post(cast.as_actor(cast.lee), post, **as_it_is(post, text="We grew peas."))

    post.refresh_from_db()
    assert (post.text, post.version) == ("We grew peas.", 2)
    assert post.digest == content_digest(post) != before
    assert set(Hand.objects.filter(post=post).values_list("person", flat=True)) == {cast.jo.pk, cast.lee.pk}
    assert events() == ["post.drafted", "post.edited"]


def test_the_event_tells_what_changed(cast):
    post = draft(cast)

    edit_post(cast.as_actor(cast.jo), post, **as_it_is(post, title="Beans", places=[cast.website.pk]))

    assert json.loads(Event.objects.last().detail.words)["changed"] == ["title", "places"]


def test_any_change_voids_the_approval(cast):
    post = sent(cast)
    approve_post(cast.as_actor(cast.head), post)

    edit_post(cast.as_actor(cast.jo), post, **as_it_is(post, goes_out_at=make.NOW.replace(hour=15)))

    post.refresh_from_db()
    assert post.state == State.DRAFT
    assert Approval.objects.get(post=post).withdrawn_at == make.NOW


def test_what_was_judged_of_other_words_is_asked_again(cast):
    post = draft(cast)
    answers = [*NO_TO_BOTH, Answer("fit_to_show", True), Answer("political", False, about="beans")]
    answer_questions(
        cast.as_actor(cast.jo), post, answers=[*answers, Answer("political", False, about="grew")]
    )

    edit_post(cast.as_actor(cast.jo), post, **as_it_is(post, text="We ate beans."))

    left = set(JudgementAnswer.objects.filter(post=post).values_list("question", "about"))
    assert left == {("fit_to_show", ""), ("political", "beans")}


def test_what_was_judged_stays_when_only_the_time_changes(cast):
    post = draft(cast)
    answer_questions(cast.as_actor(cast.jo), post, answers=NO_TO_BOTH)

    edit_post(cast.as_actor(cast.jo), post, **as_it_is(post, goes_out_at=make.NOW.replace(hour=15)))

    assert JudgementAnswer.objects.filter(post=post).count() == 2


@pytest.mark.parametrize("state", [State.UP, State.COMING_DOWN, State.DOWN, State.DISCARDED])
def test_what_is_public_or_put_away_cannot_be_changed(cast, state):
    post = draft(cast)
    Post.objects.filter(pk=post.pk).update(state=state)

    with pytest.raises(Refused) as refused:
        edit_post(cast.as_actor(cast.jo), post, **as_it_is(post, text="Other words"))

    assert refused.value.refusals[0].control is Control.STATE
    assert Post.objects.get(pk=post.pk).text == "We grew beans."
    assert events() == ["post.drafted"]


def test_who_may_not_write_cannot_start_or_change_a_post(cast):
    post = draft(cast)
    governor = cast.as_actor(cast.governor)

    for attempt in (
        lambda: draft_post(governor, cast.oakfield, text="Mine"),
        lambda: edit_post(governor, post, **as_it_is(post, text="Mine")),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.refusals[0].control is Control.PERMISSION
    assert Post.objects.count() == 1


def test_a_volunteer_changes_only_what_they_wrote(cast):
    theirs, own = draft(cast), draft(cast, author=cast.volunteer)
    volunteer = cast.as_actor(cast.volunteer)

    with pytest.raises(Refused) as refused:
        edit_post(volunteer, theirs, **as_it_is(theirs, text="Mine now"))
    edit_post(volunteer, own, **as_it_is(own, text="Better words"))

    assert "Somebody else wrote this post." in refused.value.refusals[0].words
    own.refresh_from_db()
    assert own.text == "Better words"


def test_for_another_school_the_post_does_not_exist(cast):
    post = draft(cast)

    with pytest.raises(NotHere):
        edit_post(cast.as_actor(cast.head_elsewhere, cast.elmsgate), post, **as_it_is(post, text="Ours"))


def test_proposed_words_are_taken_in_one_step_and_who_proposed_them_may_still_approve(cast):
    post = sent(cast)
    propose_wording(cast.as_actor(cast.head), post, text="Year 4 grew beans.")
    proposal = Proposal.objects.get(post=post)

    take_proposal(cast.as_actor(cast.jo), post, proposal=proposal.pk)

    post.refresh_from_db()
    proposal.refresh_from_db()
    assert (post.text, post.state) == ("Year 4 grew beans.", State.DRAFT)
    assert proposal.taken_at == make.NOW
    assert not Hand.objects.filter(post=post, person=cast.head).exists()
    answer_questions(cast.as_actor(cast.jo), post, answers=NO_TO_BOTH)
    submit_post(cast.as_actor(cast.jo), post)
    assert approve_post.why_not(cast.as_actor(cast.head), Post.objects.get(pk=post.pk)) == []


def test_a_proposal_is_taken_once(cast):
    post = sent(cast)
    propose_wording(cast.as_actor(cast.head), post, text="Year 4 grew beans.")
    proposal = Proposal.objects.get(post=post)
    take_proposal(cast.as_actor(cast.jo), post, proposal=proposal.pk)

    with pytest.raises(Refused, match=r"gate\.state"):
        take_proposal(cast.as_actor(cast.jo), post, proposal=proposal.pk)


def test_an_answer_makes_whoever_gave_it_a_hand_and_a_decision_did_not_know_it(cast):
    post = sent(cast)
    approve_post(cast.as_actor(cast.head), post)

    answer_questions(
        cast.as_actor(cast.lee), post, answers=[Answer("could_harm", True, why="It is a charity.")]
    )

    post.refresh_from_db()
    assert post.state == State.DRAFT
    assert Hand.objects.filter(post=post, person=cast.lee).exists()
    assert JudgementAnswer.objects.get(post=post, question="could_harm").why == "It is a charity."
    assert events()[-1] == "post.judged"


def test_who_may_not_write_cannot_answer(cast):
    post = draft(cast)
    pupil = make.make_person(cast.oakfield, Role.PUPIL)

    with pytest.raises(Refused):
        answer_questions(cast.as_actor(pupil), post, answers=NO_TO_BOTH)

    assert not JudgementAnswer.objects.exists()
