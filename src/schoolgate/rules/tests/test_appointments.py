"""Who may be appointed to what, when it may end, and who may stand in."""

from dataclasses import replace
from datetime import date

from schoolgate.rules.appointments import (
    HeldPost,
    refusals_to_appoint,
    refusals_to_change_person,
    refusals_to_end,
    refusals_to_end_stand_in,
    refusals_to_name_stand_in,
)
from schoolgate.rules.refusals import Control, Refusal

TODAY = date(2026, 11, 17)
HEAD, DEPUTY, TEACHER = 1, 2, 3
TEACHES = HeldPost(TEACHER, "staff", date(2026, 9, 1))
LEADS = HeldPost(HEAD, "headteacher", date(2020, 9, 1))
AWAY = HeldPost(DEPUTY, "headteacher", date(2026, 11, 23), date(2026, 11, 27), is_stand_in=True)


def words(refusals: list[Refusal]) -> list[str]:
    assert all(refusal.next_step for refusal in refusals)
    return [refusal.words for refusal in refusals]


def to_appoint(wanted: HeldPost, *held: HeldPost) -> list[str]:
    return words(refusals_to_appoint(wanted, appointer_id=HEAD, roles_to_give=["staff", "office"], held=held))


def test_somebody_new_may_be_appointed() -> None:
    assert to_appoint(TEACHES) == []


def test_nobody_appoints_themselves() -> None:
    assert to_appoint(replace(TEACHES, person_id=HEAD)) == ["Nobody can give a role to themselves."]


def test_a_role_beyond_ones_own_reach_is_not_given() -> None:
    assert to_appoint(replace(TEACHES, role="trust_officer")) == ["You can't give or end this role."]


def test_the_last_day_is_not_before_the_first() -> None:
    assert to_appoint(replace(TEACHES, last_on=date(2026, 8, 31))) == [
        "The last day is before the first day."
    ]
    assert to_appoint(replace(TEACHES, last_on=TEACHES.first_on)) == []


def test_the_same_role_is_not_given_twice_for_a_day() -> None:
    until_christmas = replace(TEACHES, last_on=date(2026, 12, 18))
    assert to_appoint(TEACHES, until_christmas) == ["They already have this role on some of these days."]
    assert to_appoint(replace(TEACHES, first_on=date(2026, 12, 18)), until_christmas) != []
    assert to_appoint(replace(TEACHES, first_on=date(2026, 12, 19)), until_christmas) == []
    assert to_appoint(replace(TEACHES, role="office"), until_christmas) == []


def to_end(post: HeldPost, last_on: date, *others: HeldPost, appoints: bool = False) -> list[str]:
    return words(
        refusals_to_end(
            post,
            last_on,
            today=TODAY,
            roles_to_give=["staff", "headteacher"],
            others_who_appoint=others,
            may_appoint=appoints,
        )
    )


def test_a_role_ends_on_any_day_from_its_first() -> None:
    assert to_end(TEACHES, TODAY) == []
    assert to_end(TEACHES, TEACHES.first_on) == []
    assert to_end(TEACHES, date(2026, 8, 31)) == ["The last day is before the first day."]


def test_a_role_that_is_over_is_not_ended_again() -> None:
    assert to_end(replace(TEACHES, last_on=date(2026, 11, 16)), TODAY) == ["This role is already over."]
    assert to_end(replace(TEACHES, last_on=TODAY), date(2026, 12, 1)) == []


def test_somebody_is_always_left_who_can_appoint() -> None:
    nobody_left = ["Nobody would be left who can appoint people."]
    next_head = HeldPost(DEPUTY, "headteacher", date(2027, 1, 1))
    assert to_end(LEADS, TODAY, appoints=True) == nobody_left
    assert to_end(LEADS, TODAY, replace(next_head, is_stand_in=True), appoints=True) == nobody_left
    assert (
        to_end(LEADS, TODAY, replace(next_head, first_on=TEACHES.first_on, last_on=TODAY), appoints=True)
        == nobody_left
    )
    assert to_end(LEADS, TODAY, next_head, appoints=True) == []


def test_a_role_of_the_trust_is_ended_by_the_trust() -> None:
    assert to_end(replace(TEACHES, role="trustee"), TODAY) == ["You can't give or end this role."]


def to_stand_in(
    wanted: HeldPost, *held: HeldPost, leader: HeldPost = LEADS, is_staff: bool = True
) -> list[str]:
    return words(
        refusals_to_name_stand_in(
            wanted, leader_id=HEAD, leader_posts=[leader], stand_in_is_staff=is_staff, held=held, today=TODAY
        )
    )


def test_a_colleague_may_stand_in() -> None:
    assert to_stand_in(AWAY) == []


def test_nobody_stands_in_for_themselves_twice_or_in_the_past() -> None:
    assert to_stand_in(replace(AWAY, person_id=HEAD)) == ["Nobody can stand in for themselves."]
    assert to_stand_in(AWAY, AWAY) == ["They already have this role on some of these days."]
    over = replace(AWAY, first_on=date(2026, 11, 1), last_on=date(2026, 11, 16))
    assert to_stand_in(over) == ["These days are over."]


def test_a_leader_gives_only_what_is_theirs_on_every_day() -> None:
    not_theirs = ["You do not have this role yourself on all of these days."]
    assert to_stand_in(replace(AWAY, role="safeguarding_lead")) == not_theirs
    assert to_stand_in(AWAY, leader=replace(LEADS, last_on=date(2026, 11, 26))) == not_theirs
    assert to_stand_in(AWAY, leader=replace(LEADS, is_stand_in=True)) == not_theirs


def test_a_stand_in_works_for_the_school() -> None:
    assert to_stand_in(AWAY, is_staff=False) == ["A stand-in must work for the school on all of these days."]


def test_a_stand_in_ends_sooner_but_not_again() -> None:
    assert words(refusals_to_end_stand_in(AWAY, date(2026, 11, 24), today=TODAY)) == []
    over = replace(AWAY, first_on=date(2026, 11, 1), last_on=date(2026, 11, 16))
    assert words(refusals_to_end_stand_in(over, TODAY, today=TODAY)) == ["This role is already over."]


def test_whoever_works_elsewhere_too_is_changed_by_the_trust() -> None:
    assert refusals_to_change_person(works_elsewhere=[]) == []
    (refusal,) = refusals_to_change_person(works_elsewhere={"Elmsgate", "Ashby"})
    assert refusal.control is Control.PERMISSION
    assert refusal.words == "They also have a role at Ashby, Elmsgate."
