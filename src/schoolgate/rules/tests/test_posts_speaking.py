"""Who speaks, whose work it is, with what it was taken, and what leaves: the rules about one post."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.consents import Channel, Medium, Said, Standing, use_of
from schoolgate.rules.policy import resolve
from schoolgate.rules.posts.cameras import CAMERAS, the_camera_must_be_allowed
from schoolgate.rules.posts.content import its_maker_must_be_named_in_the_words, places_must_be_ready
from schoolgate.rules.posts.facts import PictureFacts, PlaceFacts, PostFacts, ShownFacts
from schoolgate.rules.posts.speaking import signed, the_speaker_must_be_named, voices_of
from schoolgate.rules.posts.states import State
from schoolgate.rules.posts.taking_out import PURPOSES, refusals_to_take_out
from schoolgate.rules.refusals import Control

FRESH, ST, AE, AC = (resolve(library()[code]) for code in ("FS", "ST", "AE", "AC"))
ON = date(2026, 11, 17)
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
JO = {"name": "Jo Ash", "roles": ["staff"], "school": "Oakfield"}
EVERYTHING = {use_of(medium, channel): Said.YES for medium in Medium for channel in Channel}
AMARA = ShownFacts(1, "Amara O.", True, Standing(EVERYTHING, {}))
RESTRICTED = ShownFacts(2, "Ben T.", True, Standing(EVERYTHING, {}, is_restricted=True))
PICTURE = PictureFacts(9, "A choir", 1, (AMARA,))
POST = PostFacts(1, State.DRAFT, 7, "We sang.", speaker="Year 4", voices=("Year 4", "Jo Ash, staff"))


def test_each_way_of_signing_offers_its_names_the_usual_one_first():
    assert voices_of("person_and_role", team="Year 4", **JO) == ("Jo Ash, staff",)
    assert voices_of("team", team="Year 4", **JO) == ("Year 4", "Jo Ash, staff")
    assert voices_of("team", team="", **JO) == ("Jo Ash, staff",)
    assert voices_of("school", team="", **JO) == ("Oakfield", "Jo Ash, staff")


@pytest.mark.parametrize("speaker", ["", "Lee Birch, staff", "year 4"])
def test_only_one_of_the_authors_own_names_will_do(speaker):
    (refusal,) = the_speaker_must_be_named(replace(POST, speaker=speaker), FRESH)
    assert refusal.control is Control.SPEAKER_IS_NAMED
    assert not refusal.warning
    assert "“Year 4” or “Jo Ash, staff”" in refusal.next_step
    assert not list(the_speaker_must_be_named(POST, FRESH))


def test_a_notice_that_was_agreed_beforehand_needs_no_name_and_nobody_left_has_none():
    assert not list(the_speaker_must_be_named(replace(POST, speaker="", is_notice=True), FRESH))
    (refusal,) = the_speaker_must_be_named(replace(POST, voices=()), FRESH)
    assert "holds no post" in refusal.next_step


def test_the_signature_counts_where_it_goes_along_and_not_on_our_noticeboard():
    assert signed("We sang.\n", "Year 4") == "We sang.\n\n— Year 4"
    assert signed("We sang.", "") == "We sang."
    social = PlaceFacts(1, "X", Channel.SOCIAL, longest_text=10)
    board = PlaceFacts(2, "Noticeboard", Channel.NOTICEBOARD, longest_text=10)
    (refusal,) = places_must_be_ready(replace(POST, places=(social, board)))
    assert refusal.words == "X takes at most 10 characters; these are 18."


def test_whoever_made_it_is_named_in_the_words_without_how_they_agreed():
    theirs = replace(PICTURE, is_ours=False, credit="R. Vane, by e-mail")
    (refusal,) = its_maker_must_be_named_in_the_words(theirs, "We sang.")
    assert refusal.control is Control.RIGHTS_AND_CREDIT
    assert "“R. Vane” made a picture" in refusal.words
    assert not list(its_maker_must_be_named_in_the_words(theirs, "We sang. Picture: r. vane"))
    assert not list(its_maker_must_be_named_in_the_words(replace(theirs, is_ours=True), "We sang."))
    assert not list(its_maker_must_be_named_in_the_words(replace(theirs, credit=""), "We sang."))


def test_the_camera_is_asked_for_pictures_of_pupils_that_the_school_took():
    shown = replace(POST, pictures=(PICTURE,))
    assert [one.about for one in the_camera_must_be_allowed(shown, ST)] == ["taken_with"]
    assert not list(the_camera_must_be_allowed(replace(POST, pictures=(replace(PICTURE, shown=()),)), ST))
    assert not list(
        the_camera_must_be_allowed(replace(POST, pictures=(replace(PICTURE, is_ours=False),)), ST)
    )


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (ST, {"registered_school_device"}),
        (AE, {"registered_school_device", "any_school_device", "own_device_not_supervising"}),
    ],
    ids=["ST", "AE"],
)
def test_only_the_cameras_of_the_policy_will_do(policy, allowed):
    for camera in CAMERAS:
        said = replace(POST, pictures=(PICTURE,), taken_with=(camera,))
        assert (not list(the_camera_must_be_allowed(said, policy))) is (camera in allowed), camera


def test_where_the_policy_only_advises_silence_is_no_fault_and_the_rest_a_warning():
    shown = replace(POST, pictures=(PICTURE,))
    assert not list(the_camera_must_be_allowed(shown, FRESH))
    (refusal,) = the_camera_must_be_allowed(replace(shown, taken_with=("own_device_supervising",)), FRESH)
    assert refusal.warning


def _why_not(picture, policy, purpose, promised=True):
    return refusals_to_take_out(picture, policy, ON, purpose=purpose, promised=promised)


def test_a_picture_leaves_for_a_purpose_that_was_said_and_promised():
    assert not _why_not(PICTURE, FRESH, "lesson")
    assert [one.about for one in _why_not(PICTURE, FRESH, "")] == ["purpose"]
    assert [one.about for one in _why_not(PICTURE, FRESH, "print", promised=False)] == ["promised"]


def test_pupils_pictures_are_nobodys_own_whether_never_or_not_without_leave():
    (never,) = _why_not(PICTURE, ST, "private")
    assert never.next_step == "Our policy never allows that."
    (on_request,) = _why_not(PICTURE, AC, "private")
    assert "Each parent and the school must agree first" in on_request.next_step
    assert not _why_not(replace(PICTURE, shown=()), ST, "private")


def test_a_restricted_child_and_one_without_a_yes_are_refused_in_the_same_words():
    unasked = replace(RESTRICTED, standing=Standing({use_of(Medium.PHOTO, Channel.PRINT): Said.NO}, {}))
    for purpose in ("print", "press"):
        told = [_why_not(replace(PICTURE, shown=(one,)), FRESH, purpose) for one in (RESTRICTED, unasked)]
        assert told[0] == told[1] != []
    for purpose in set(PURPOSES) - {"private"}:
        assert _why_not(replace(PICTURE, shown=(RESTRICTED,)), FRESH, purpose)
    assert not _why_not(replace(PICTURE, shown=(replace(RESTRICTED, is_covered=True),)), FRESH, "print")
