"""Who may decide a post, and the gate: rules as tables."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.consents import Basis, Channel, Medium, Said, Standing, use_of
from schoolgate.rules.policy import resolve
from schoolgate.rules.posts import deciding, publishing
from schoolgate.rules.posts.content import questions_to_ask
from schoolgate.rules.posts.facts import (
    NO_PUPIL_MEANT,
    Judged,
    NamedFacts,
    NamedFor,
    NamedPupil,
    PersonFacts,
    PictureFacts,
    PlaceFacts,
    PostFacts,
    ShownFacts,
    Suspected,
)
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
FRESH = resolve(library()["FS"])
WEBSITE = PlaceFacts(1, "Website", Channel.WEBSITE)
FACEBOOK = PlaceFacts(2, "Facebook", Channel.SOCIAL)
EVERYTHING = {use_of(medium, channel): Said.YES for medium in Medium for channel in Channel}
SAID_YES = Standing(EVERYTHING, {})
NO_ANSWER = Standing({}, {})
AUTHOR, APPROVER = 1, 2


def answered(*, has_pictures: bool = False, policy=FRESH) -> tuple[Judged, ...]:
    return tuple(
        Judged(question.key, is_yes=question.fine == "yes")
        for question in policy.questions
        if has_pictures or not question.pictures_only
    )


def words_only(**changed) -> PostFacts:
    post = PostFacts(
        id=1,
        state=State.WAITING,
        author_id=AUTHOR,
        text="The summer fair starts at two.",
        speaker="Year 4",
        voices=("Year 4",),
        objective="event",
        places=(WEBSITE,),
        judged=answered(),
        hands=frozenset({AUTHOR}),
        goes_out_at=NOW + timedelta(hours=5),
        digest="d",
        decided_digest="d",
    )
    return replace(post, **changed)


def with_picture(*shown: ShownFacts, **changed) -> PostFacts:
    picture = PictureFacts(9, "Children run on the field", people_count=len(shown), shown=shown)
    return words_only(
        **{
            "pictures": (picture,),
            "judged": answered(has_pictures=True),
            "places": (WEBSITE, FACEBOOK),
            **changed,
        }
    )


def pupil(id_: int = 5, standing: Standing = SAID_YES, **changed) -> ShownFacts:
    return ShownFacts(id_, f"Mia {id_}.", True, standing, **changed)


def controls(refusals) -> set[Control]:
    return {refusal.control for refusal in refusals if not refusal.warning}


def approve(post: PostFacts, *, by: int = APPROVER, roles=("senior_leader",), policy=FRESH):
    return deciding.refusals_to_approve(post, policy, NOW, approver=PersonFacts(by, frozenset(roles)))


def test_a_post_in_words_that_is_in_order_can_be_approved():
    assert controls(approve(words_only())) == set()


def test_a_picture_whose_people_all_agreed_can_be_approved():
    assert controls(approve(with_picture(pupil(5), pupil(6)))) == set()


@pytest.mark.parametrize(
    ("changed", "control"),
    [
        ({"text": "  "}, Control.STATE),
        ({"objective": ""}, Control.PURPOSE_CHOSEN),
        ({"places": ()}, Control.ONLY_OFFICIAL_ACCOUNTS),
        ({"places": (replace(WEBSITE, is_live=False),)}, Control.NOTHING_WHILE_SUSPENDED),
        ({"places": (replace(WEBSITE, longest_text=5),)}, Control.ONLY_OFFICIAL_ACCOUNTS),
        ({"goes_out_at": NOW}, Control.APPROVED_AS_IT_STANDS),
        ({"judged": ()}, Control.JUDGEMENT_ANSWERED),
        ({"suspected": (Suspected("political", "vote for"),)}, Control.JUDGEMENT_ANSWERED),
        ({"stop_words": "All posts are stopped."}, Control.NOTHING_WHILE_SUSPENDED),
        ({"author_may_write": False}, Control.SPEAKER_IS_NAMED),
        ({"kept_out": frozenset({AUTHOR})}, Control.APPOINTED_TO_POST),
        ({"kept_out": frozenset({APPROVER})}, Control.APPOINTED_TO_POST),
        ({"state": State.DRAFT}, Control.STATE),
        ({"hands": frozenset({AUTHOR, APPROVER})}, Control.FOUR_EYES),
        ({"author_id": APPROVER}, Control.FOUR_EYES),
    ],
)
def test_each_thing_out_of_order_is_refused_by_its_control(changed, control):
    assert control in controls(approve(words_only(**changed)))


def test_the_headteacher_who_touched_a_post_cannot_decide_it():
    post = words_only(hands=frozenset({AUTHOR, APPROVER}))
    assert Control.FOUR_EYES in controls(approve(post, roles=("headteacher",)))


def test_a_yes_to_a_question_needs_a_reason():
    first = FRESH.questions[0].key
    judged = tuple(replace(one, is_yes=one.question == first) for one in answered())
    assert Control.JUDGEMENT_ANSWERED in controls(approve(words_only(judged=judged)))
    told = tuple(replace(one, why="It thanks everyone.") if one.is_yes else one for one in judged)
    assert controls(approve(words_only(judged=told))) == set()


def test_a_suspicion_leaves_the_bundle_and_is_asked_alone_naming_the_words():
    post = words_only(suspected=(Suspected("political", "our local MP"),))
    alone = [words for key, about, words in questions_to_ask(post, FRESH) if about == "our local MP"]
    assert len(alone) == 1
    assert "our local MP" in alone[0]


@pytest.mark.parametrize("worse", ["offensive", "political"])
def test_an_insult_or_a_side_taken_is_not_asked_again_as_a_view(worse: str):
    both = (Suspected("opinion", "useless lot"), Suspected(worse, "useless lot"))
    other = Suspected("opinion", "a disgrace")
    asked = {
        (key, about) for key, about, _words in questions_to_ask(words_only(suspected=(*both, other)), FRESH)
    }
    assert {one for one in asked if one[1]} == {(worse, "useless lot"), ("opinion", "a disgrace")}


def test_words_ask_two_questions_and_pictures_three():
    assert len(questions_to_ask(words_only(), FRESH)) == 2
    assert len(questions_to_ask(with_picture(pupil()), FRESH)) == 3


def test_restricted_and_not_answered_are_one_refusal_word_for_word():
    restricted = Standing(EVERYTHING, {}, is_restricted=True)
    one = approve(with_picture(pupil(5, restricted), pupil(6)))
    other = approve(with_picture(pupil(5, NO_ANSWER), pupil(6)))
    assert controls(one) == {Control.CONSENT_FOR_EVERY_USE}
    assert one == other


def test_a_refusal_names_the_places_and_offers_ways_out():
    only_website = Standing({"photo.website": Said.YES}, {})
    (refusal,) = [one for one in approve(with_picture(pupil(5, only_website), pupil(6))) if not one.warning]
    assert "Facebook" in refusal.words
    assert "Website" not in refusal.words
    assert "leave_out:2" in refusal.ways


def test_a_covered_pupil_needs_no_answer():
    assert controls(approve(with_picture(pupil(5, NO_ANSWER, is_covered=True), pupil(6), pupil(7)))) == set()


def test_a_public_task_stands_until_somebody_objects():
    basis = {"photo.website": Basis.PUBLIC_TASK}
    silent = Standing({}, basis)
    objected = Standing({"photo.website": Said.OBJECTED}, basis)
    assert controls(approve(with_picture(pupil(5, silent), pupil(6), places=(WEBSITE,)))) == set()
    assert Control.CONSENT_FOR_EVERY_USE in controls(
        approve(with_picture(pupil(5, objected), pupil(6), places=(WEBSITE,)))
    )


def test_where_the_policy_says_public_task_somebody_never_asked_may_be_shown():
    hall = PlaceFacts(3, "Display in the hall", Channel.DISPLAY)
    assert FRESH.setting("lawful_basis")["display"] == Basis.PUBLIC_TASK
    assert controls(approve(with_picture(pupil(5, NO_ANSWER), pupil(6), places=(hall,)))) == set()
    objected = Standing({"photo.display": Said.OBJECTED}, {})
    assert controls(approve(with_picture(pupil(5, objected), pupil(6), places=(hall,)))) != set()


def test_a_leaver_is_no_longer_shown():
    gone = replace(SAID_YES, left_on=date(2026, 7, 20))
    assert Control.CONSENT_FOR_EVERY_USE in controls(approve(with_picture(pupil(5, gone), pupil(6))))


@pytest.mark.parametrize(("count", "refused"), [(None, True), (2, True), (1, False)])
def test_everyone_recognisable_is_named_or_left_out(count, refused):
    post = with_picture(pupil(5), single_pupil_reason="A prize")
    post = replace(post, pictures=(replace(post.pictures[0], people_count=count),))
    assert (Control.EVERY_PICTURE_LOOKED_AT in controls(approve(post))) is refused


def test_one_pupil_alone_needs_a_reason():
    assert Control.EVERY_PICTURE_LOOKED_AT in controls(approve(with_picture(pupil(5))))
    assert controls(approve(with_picture(pupil(5), single_pupil_reason="She won the prize"))) == set()


def named(
    words: str, *, certain: bool = True, full: bool = False, standing: Standing = SAID_YES
) -> NamedFacts:
    return NamedFacts(words, (NamedPupil(5, "Mia M.", standing),), certain, full)


def test_a_full_name_beside_a_picture_is_refused_and_a_first_name_offered():
    post = with_picture(pupil(5), pupil(6), named=(named("Mia Marsh", full=True),))
    (refusal,) = [one for one in approve(post) if not one.warning]
    assert refusal.control is Control.NO_FULL_NAME_BESIDE_PICTURE
    assert "“Mia”" in refusal.next_step


def test_a_first_name_needs_an_answer_of_its_own():
    assert controls(approve(words_only(named=(named("Mia"),)))) == set()
    refused = controls(approve(words_only(named=(named("Mia", standing=NO_ANSWER),))))
    assert refused == {Control.CONSENT_FOR_EVERY_USE}


def test_an_uncertain_name_can_be_ruled_out_by_the_author_but_a_certain_one_cannot():
    ruled_out = (*answered(), Judged(NO_PUPIL_MEANT, is_yes=False, about="May"))
    maybe = named("May", certain=False, standing=NO_ANSWER)
    assert Control.NO_PERSONAL_DETAILS_IN_WORDS in controls(approve(words_only(named=(maybe,))))
    assert controls(approve(words_only(named=(maybe,), judged=ruled_out))) == set()
    sure = named("May", standing=NO_ANSWER)
    assert controls(approve(words_only(named=(sure,), judged=ruled_out))) != set()


@pytest.mark.parametrize("code", ["AC", "ST", "AS", "AE", "BE", "FS"])
def test_a_pupils_picture_is_always_read_first_whatever_the_policy(code):
    policy = resolve(library()[code])
    post = with_picture(
        pupil(5), pupil(6), state=State.DRAFT, judged=answered(has_pictures=True, policy=policy)
    )
    refused = deciding.refusals_to_release(post, policy, NOW, reason="It is urgent")
    assert Control.FOUR_EYES in controls(refused)


def test_the_same_post_is_released_in_one_school_and_not_in_another():
    lenient, strict = resolve(library()["BE"]), resolve(library()["ST"])
    for policy, refused in ((lenient, False), (strict, True)):
        post = words_only(
            state=State.DRAFT, judged=answered(policy=policy), objective=policy.setting("post_objectives")[0]
        )
        found = controls(deciding.refusals_to_release(post, policy, NOW, reason="It cannot wait"))
        assert (Control.FOUR_EYES in found) is refused


def test_only_the_posts_a_policy_names_approve():
    policy = resolve(library()["ST"])
    named = replace(WEBSITE, named=(NamedFor(AUTHOR, NOW.date()),))
    aim = policy.setting("post_objectives")[0]
    post = words_only(judged=answered(policy=policy), objective=aim, places=(named,))
    assert Control.APPROVED_AS_IT_STANDS in controls(approve(post, roles=("staff",), policy=policy))
    assert controls(approve(post, roles=("headteacher",), policy=policy)) == set()


PUBLISHING = {
    "state": State.APPROVED,
    "goes_out_at": NOW - timedelta(minutes=1),
}


@pytest.mark.parametrize(
    ("changed", "control"),
    [
        ({}, None),
        ({"decided_digest": ""}, Control.APPROVED_AS_IT_STANDS),
        ({"goes_out_at": NOW + timedelta(minutes=1)}, Control.APPROVED_AS_IT_STANDS),
        ({"goes_out_at": NOW - timedelta(hours=13)}, Control.APPROVED_AS_IT_STANDS),
        ({"state": State.WAITING}, Control.STATE),
        ({"stop_words": "All posts are stopped."}, Control.NOTHING_WHILE_SUSPENDED),
        ({"author_may_write": False}, Control.SPEAKER_IS_NAMED),
        ({"places": (FACEBOOK,)}, Control.ONLY_OFFICIAL_ACCOUNTS),
        ({"places": (replace(WEBSITE, is_live=False),)}, Control.NOTHING_WHILE_SUSPENDED),
        ({"named": (named("Mia", standing=NO_ANSWER),)}, Control.CONSENT_FOR_EVERY_USE),
    ],
)
def test_at_the_moment_of_publishing_everything_is_judged_again(changed, control):
    post = words_only(**{**PUBLISHING, **changed})
    found = controls(publishing.refusals_to_publish(post, FRESH, NOW, place_id=1))
    assert (control in found) if control else found == set()
