"""Taking a picture out of the program: for what, and when a picture of pupils stays inside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.posts.facts import PictureFacts, PlaceFacts
from schoolgate.rules.posts.showing import everyone_recognisable_must_have_agreed
from schoolgate.rules.refusals import Control, Refusal

PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a picture leaves: in words, and the use by which it is asked whether everyone in it may be shown."""

    words: str
    channel: Channel | None = None


# What stays in school goes by the use "on display", so that nothing tells a restricted child from another.
PURPOSES: dict[str, Purpose] = {
    "display": Purpose("To hang up in school", Channel.DISPLAY),
    "lesson": Purpose("For a lesson", Channel.DISPLAY),
    "print": Purpose("For our printed material", Channel.PRINT),
    "press": Purpose("For a newspaper or somebody else outside", Channel.PRESS),
    PRIVATE: Purpose("For my own use"),
}


def refusals_to_take_out(
    picture: PictureFacts, policy: ResolvedPolicy, on: date, *, purpose: str, promised: bool
) -> list[Refusal]:
    """Why this picture does not leave now for this purpose. Covers stay on, whatever it is for."""
    found = [
        *a_purpose_must_be_said(purpose, promised),
        *private_use_needs_leave(picture, policy, purpose),
        *everyone_in_it_must_be_allowed(picture, policy, on, purpose),
    ]
    strictness = policy.strictness(Control.PICTURES_STAY_INSIDE)
    if strictness is Strictness.MUST:
        return found
    return [
        replace(one, warning=True) if one.control is Control.PICTURES_STAY_INSIDE else one for one in found
    ]


def a_purpose_must_be_said(purpose: str, promised: bool) -> Iterator[Refusal]:
    if purpose not in PURPOSES:
        yield Refusal(
            Control.PICTURES_STAY_INSIDE, "It is not said what it is for.", "Choose one.", about="purpose"
        )
    elif purpose != PRIVATE and not promised:
        yield Refusal(
            Control.PICTURES_STAY_INSIDE,
            "You have not confirmed that it goes on no account of your own.",
            "Tick the box, or leave the picture where it is.",
            about="promised",
        )


def private_use_needs_leave(picture: PictureFacts, policy: ResolvedPolicy, purpose: str) -> Iterator[Refusal]:
    if purpose != PRIVATE or not any(one.is_pupil for one in picture.shown):
        return
    on_request = policy.setting("own_use_of_pupil_pictures") == "on_request"
    yield Refusal(
        Control.PICTURES_STAY_INSIDE,
        "It shows pupils, and it would be for your own use.",
        "Each parent and the school must agree first: ask the headteacher in writing."
        if on_request
        else "Our policy never allows that.",
        about="purpose",
    )


def everyone_in_it_must_be_allowed(
    picture: PictureFacts, policy: ResolvedPolicy, on: date, purpose: str
) -> Iterable[Refusal]:
    channel = PURPOSES[purpose].channel if purpose in PURPOSES else None
    if channel is None:
        return
    outside = PlaceFacts(0, "a copy that leaves", channel)
    for refusal in everyone_recognisable_must_have_agreed(picture, [outside], policy, on):
        yield replace(
            refusal,
            words=refusal.words.replace(" in this picture", ""),
            next_step="Cover them in the post first, or choose another picture.",
            about="purpose",
            ways=(),
        )
