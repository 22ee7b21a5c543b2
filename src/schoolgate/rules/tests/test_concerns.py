"""Who hears of a worry, by when somebody looks, and whom words name."""

from datetime import UTC, datetime

import pytest

from schoolgate.policies.queries import fresh_policy
from schoolgate.rules.concerns import (
    POSTS_OUT,
    About,
    Line,
    Matter,
    groups_of,
    is_named,
    look_by,
    meant,
    next_in_line,
    posts_told,
    route,
)
from schoolgate.rules.school_time import Nation, SchoolCalendar

FRESH = fresh_policy().setting("concern_recipients")
HELD = {
    "headteacher": frozenset({1}),
    "safeguarding_lead": frozenset({2}),
    "deputy_safeguarding_lead": frozenset({3}),
    "chair": frozenset({4}),
    "data_protection_lead": frozenset({5}),
}


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("about", About)
@pytest.mark.parametrize("urgent", [False, True])
def test_somebody_always_hears_and_never_whom_it_is_about(matter, about, urgent):
    out = frozenset().union(*(HELD.get(post, frozenset()) for post in POSTS_OUT.get(about, ())))
    line = Line(HELD, out)
    found = route(matter, about, urgent=urgent, recipients=FRESH, line=line)
    reached = frozenset().union(*(line.readers(post) for post in found.posts))
    assert reached
    assert not reached & out
    assert not set(found.posts) & POSTS_OUT.get(about, frozenset())
    if urgent:
        assert len(reached) >= 2


def test_the_headteacher_goes_to_the_chair_and_the_lead_to_the_head_and_deputy():
    told = posts_told(Matter.WORRY, About.HEADTEACHER, urgent=False, recipients=FRESH)
    assert told == ("chair",)
    told = posts_told(Matter.MISUSE, About.SAFEGUARDING_LEAD, urgent=False, recipients=FRESH)
    assert told == ("headteacher", "deputy_safeguarding_lead")
    assert groups_of(Matter.WORRY, About.HEADTEACHER, urgent=True) == ("headteacher", "safeguarding")


def test_whoever_is_named_is_out_though_their_post_hears():
    line = Line({"headteacher": frozenset({1, 9})}, out=frozenset({9}))
    found = route(Matter.MISUSE, About.STAFF, urgent=False, recipients=FRESH, line=line)
    assert line.readers(found.posts[0]) == {1}


def test_where_the_only_one_is_named_the_next_in_line_hears():
    line = Line(HELD, out=frozenset({1}))
    found = route(Matter.MISUSE, About.STAFF, urgent=False, recipients=FRESH, line=line)
    assert found.posts == ("headteacher", "safeguarding_lead")


def test_a_school_without_any_post_still_keeps_it_for_who_comes():
    assert route(Matter.WORRY, About.PUPIL, urgent=False, recipients=FRESH, line=Line({})).posts


def test_the_line_manager_of_who_tells_hears_and_not_where_it_is_about_them():
    recipients = {**FRESH, "misuse": ("headteacher", "line_manager")}
    told = {"urgent": False, "recipients": recipients}
    assert route(Matter.MISUSE, About.STAFF, line=Line(HELD, manager=7), **told).people == {7}
    about_them = Line(HELD, frozenset({7}), manager=7)
    assert route(Matter.MISUSE, About.STAFF, line=about_them, **told).people == frozenset()


def test_a_policy_of_an_older_version_decides_by_whom_it_is_about():
    older = {key: FRESH[key] for key in ("pupil", "staff", "family", "headteacher", "safeguarding")}
    assert posts_told(Matter.ABUSE, About.STAFF, urgent=False, recipients=older) == ("headteacher",)
    assert posts_told(Matter.CONTACT, About.PUPIL, urgent=False, recipients=older) == ("safeguarding_lead",)


def test_who_is_next_in_line_has_not_heard_and_is_not_out():
    line = Line(HELD, frozenset({2}))
    assert next_in_line(About.PUPIL, ["headteacher"], {1}, line) == "deputy_safeguarding_lead"
    everybody = set().union(*HELD.values())
    assert next_in_line(About.PUPIL, list(HELD), everybody, Line(HELD)) is None


def test_danger_within_the_hour_all_else_within_school_days():
    calendar = SchoolCalendar(Nation.ENGLAND)
    friday_night = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
    assert look_by(friday_night, calendar, urgent=True, school_days=1) == datetime(
        2026, 11, 20, 23, 0, tzinfo=UTC
    )
    assert look_by(friday_night, calendar, urgent=False, school_days=1) == datetime(
        2026, 11, 23, 15, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("written", "is_them"),
    [
        ("Jo Ash", True),
        ("Mr Ash", True),
        ("mrs ashe", True),
        ("the teacher, Ms ASH", True),
        ("Miss Jo", True),
        ("Joan", False),
        ("Ms Birch", False),
        ("", False),
        ("he washes", False),
    ],
)
def test_words_name_somebody_also_slightly_mistyped(written, is_them):
    assert is_named(written, "Jo", "Ash") is is_them


def test_short_names_stand_for_the_whole_one():
    assert is_named("Miss Liz", "Elizabeth", "Crane")
    assert is_named("Bill", "William", "Crane")
    assert not is_named("Mr Bill from the office", "William", "Crane")


def test_a_name_of_two_parts_and_accents_is_found():
    assert is_named("Mme Lefevre-Dubois", "Anaïs", "Lefèvre-Dubois")
    assert is_named("mr keen", "Ros", "Keene")
    assert not is_named("Dubois", "Anaïs", "Lefèvre-Dubois")


@pytest.mark.parametrize(
    ("does", "them"),
    [
        ("", {1, 2, 3}),
        ("leads", {1}),
        ("teaches", {1, 2}),  # A headteacher may teach: in doubt it is them.
        ("helps", {3}),
        ("governs", {1, 2, 3}),
        ("anything else", {1, 2, 3}),
    ],
)
def test_what_somebody_does_tells_them_from_others_of_the_name(does, them):
    assert meant({1: ["headteacher"], 2: ["staff"], 3: ["volunteer"]}, does) == them


def test_a_post_of_which_nothing_is_said_here_may_be_known_as_anything():
    assert meant({1: ["trust_officer"], 2: ["volunteer"], 3: ["staff", "governor"]}, "helps") == {1, 2}
