"""Who may be appointed to what, when an appointment may end, and who may stand in for a leader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from schoolgate.rules.days import last_day_must_not_be_before_first
from schoolgate.rules.refusals import Control, Refusal


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that a person holds or is to hold, both days included; no last day means until further notice."""

    person_id: int
    role: str
    first_on: date
    last_on: date | None = None
    is_stand_in: bool = False

    def overlaps(self, other: "HeldPost") -> bool:
        """Whether both are held on some day."""
        return self.first_on <= (other.last_on or date.max) and other.first_on <= (self.last_on or date.max)

    def covers(self, first_on: date, last_on: date) -> bool:
        """Whether it is held on every one of these days."""
        return self.first_on <= first_on and last_on <= (self.last_on or date.max)


def refusals_to_appoint(
    wanted: HeldPost, *, appointer_id: int | None, roles_to_give: Iterable[str], held: Iterable[HeldPost]
) -> list[Refusal]:
    """Why this person can't be appointed so. `held` are the posts the person holds at the same place."""
    return [
        *last_day_must_not_be_before_first(wanted.first_on, wanted.last_on),
        *nobody_must_appoint_themselves(wanted, appointer_id),
        *role_must_be_one_to_give(wanted, roles_to_give),
        *post_must_not_be_held_already(wanted, held),
    ]


def refusals_to_end(
    post: HeldPost,
    last_on: date,
    *,
    today: date,
    roles_to_give: Iterable[str],
    others_who_appoint: Iterable[HeldPost],
    may_appoint: bool,
) -> list[Refusal]:
    """Why this appointment can't end on that day. `may_appoint`: whether the post is one that appoints people."""
    return [
        *role_must_be_one_to_give(post, roles_to_give),
        *last_day_must_not_be_before_first(post.first_on, last_on),
        *appointment_must_not_be_over(post, today),
        *(somebody_must_be_left_to_appoint(last_on, others_who_appoint) if may_appoint else ()),
    ]


def refusals_to_name_stand_in(
    wanted: HeldPost,
    *,
    leader_id: int,
    leader_posts: Iterable[HeldPost],
    stand_in_is_staff: bool,
    held: Iterable[HeldPost],
    today: date,
) -> list[Refusal]:
    """Why this person can't stand in for the leader on those days."""
    return [
        *last_day_must_not_be_before_first(wanted.first_on, wanted.last_on),
        *last_day_must_not_be_past(wanted, today),
        *stand_in_must_be_somebody_else(wanted, leader_id),
        *leader_must_hold_the_post(wanted, leader_posts),
        *stand_in_must_be_staff(stand_in_is_staff),
        *post_must_not_be_held_already(wanted, held),
    ]


def refusals_to_end_stand_in(post: HeldPost, last_on: date, *, today: date) -> list[Refusal]:
    """Why this stand-in can't end on that day."""
    return [
        *last_day_must_not_be_before_first(post.first_on, last_on),
        *appointment_must_not_be_over(post, today),
    ]


def refusals_to_change_person(*, works_elsewhere: Iterable[str]) -> list[Refusal]:
    """Why somebody can't change this person's name and address: other places rely on them too."""
    places = sorted(works_elsewhere)
    if not places:
        return []
    return [
        Refusal(
            Control.PERMISSION,
            f"They also have a role at {', '.join(places)}.",
            "Ask a trust officer to change their name or address.",
        )
    ]


def last_day_must_not_be_past(wanted: HeldPost, today: date) -> Iterator[Refusal]:
    if wanted.last_on is not None and wanted.last_on < today:
        yield Refusal(
            Control.STATE, "These days are over.", "Choose a last day from today on.", about="last_on"
        )


def nobody_must_appoint_themselves(wanted: HeldPost, appointer_id: int | None) -> Iterator[Refusal]:
    if wanted.person_id == appointer_id:
        yield Refusal(
            Control.PERMISSION,
            "Nobody can give a role to themselves.",
            "Ask somebody else who may appoint people.",
            about="person",
        )


def role_must_be_one_to_give(wanted: HeldPost, roles_to_give: Iterable[str]) -> Iterator[Refusal]:
    if wanted.role not in set(roles_to_give):
        yield Refusal(
            Control.PERMISSION,
            "You can't give or end this role.",
            "Roles for the whole trust are given and ended by a trust officer.",
            about="role",
        )


def post_must_not_be_held_already(wanted: HeldPost, held: Iterable[HeldPost]) -> Iterator[Refusal]:
    if any(post.role == wanted.role and post.overlaps(wanted) for post in held):
        yield Refusal(
            Control.STATE,
            "They already have this role on some of these days.",
            "Choose other days, or change nothing.",
            about="role",
        )


def appointment_must_not_be_over(post: HeldPost, today: date) -> Iterator[Refusal]:
    if post.last_on is not None and post.last_on < today:
        yield Refusal(
            Control.STATE, "This role is already over.", "There is nothing left to end.", about="last_on"
        )


def somebody_must_be_left_to_appoint(last_on: date, others: Iterable[HeldPost]) -> Iterator[Refusal]:
    """A school nobody can appoint people at could never mend itself."""
    if not any(not post.is_stand_in and (post.last_on or date.max) > last_on for post in others):
        yield Refusal(
            Control.STATE,
            "Nobody would be left who can appoint people.",
            "Appoint the next headteacher first. Then end this role.",
            about="last_on",
        )


def stand_in_must_be_somebody_else(wanted: HeldPost, leader_id: int) -> Iterator[Refusal]:
    if wanted.person_id == leader_id:
        yield Refusal(
            Control.STATE, "Nobody can stand in for themselves.", "Choose somebody else.", about="person"
        )


def leader_must_hold_the_post(wanted: HeldPost, leader_posts: Iterable[HeldPost]) -> Iterator[Refusal]:
    """In their own right: whoever stands in can't hand it on."""
    last_on = wanted.last_on or date.max
    own = [post for post in leader_posts if post.role == wanted.role and not post.is_stand_in]
    if not any(post.covers(wanted.first_on, last_on) for post in own):
        yield Refusal(
            Control.PERMISSION,
            "You do not have this role yourself on all of these days.",
            "Choose a role and days that are yours.",
            about="role",
        )


def stand_in_must_be_staff(stand_in_is_staff: bool) -> Iterator[Refusal]:
    if not stand_in_is_staff:
        yield Refusal(
            Control.PERMISSION,
            "A stand-in must work for the school on all of these days.",
            "Choose a member of staff, or fewer days.",
            about="person",
        )
