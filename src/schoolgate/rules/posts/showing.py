"""The gate: may everyone who is shown or named be shown there, on that day? One function, asked everywhere.

A child on the restricted list and a child without consent are refused with the same control, the same words and
the same ways out, so that nothing tells which it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from schoolgate.rules.consents import CHANNEL_WORDS, Channel, Medium, Said, Standing, use_of
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.facts import NamedFacts, PictureFacts, PlaceFacts, PostFacts, ShownFacts
from schoolgate.rules.posts.lets_show import what_lets_show
from schoolgate.rules.posts.readable import what_can_be_read_must_be_settled
from schoolgate.rules.refusals import Control, Refusal


def everyone_must_be_allowed(post: PostFacts, policy: ResolvedPolicy, on: date) -> Iterator[Refusal]:
    """Everyone recognisable in a picture and every pupil named in words may be shown in each place on this day."""
    for picture in post.pictures:
        yield from everyone_recognisable_must_have_agreed(picture, post.places, policy, on)
        yield from what_can_be_read_must_be_settled(picture, post.places, policy, on)
    yield from names_must_be_allowed(post, policy, on)


def everyone_recognisable_must_have_agreed(
    picture: PictureFacts, places: Iterable[PlaceFacts], policy: ResolvedPolicy, on: date
) -> Iterator[Refusal]:
    medium = Medium.VIDEO if picture.film else Medium.PHOTO
    what = "video" if picture.film else "picture"
    rules = [(place, what_lets_show(medium, place.channel, policy, on)) for place in places]
    looked_at = (
        (
            shown,
            [
                place
                for place, lets_show in rules
                if not _may_be_in_a_picture(shown, place, lets_show, medium)
            ],
        )
        for shown in picture.recognisable
    )
    barred_from = [(shown, barred) for shown, barred in looked_at if barred]
    together = (f"cover_all:{picture.id}",) if picture.faces and len(barred_from) > 1 else ()
    for shown, barred in barred_from:
        yield Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            f"{shown.short_name} can’t be shown on {_and(place.name for place in barred)} in this {what}.",
            f"Cover them, leave that place out, or choose another {what}.",
            about=f"shown:{shown.id}",
            ways=(
                "cover",
                *together,
                *(f"leave_out:{place.id}" for place in barred),
                f"remove_picture:{picture.id}",
            ),
        )
        together = ()  # offered once


def _may_be_in_a_picture(
    shown: ShownFacts, place: PlaceFacts, lets_show: Callable[[Standing], bool], medium: Medium
) -> bool:
    if not shown.is_pupil:
        return a_grown_up_may_be_shown(shown.said, place.channel, agreed=shown.agreed, medium=medium)
    if shown.standing is None:
        return False
    return lets_show(shown.standing)


def a_grown_up_may_be_shown(
    answers: Mapping[str, Said], channel: Channel, *, agreed: bool, medium: Medium = Medium.PHOTO
) -> bool:
    """What they answered themselves goes before what an author was told of one picture (`agreed`)."""
    said = answers.get(use_of(medium, channel), Said.NOT_ANSWERED)
    return agreed if said is Said.NOT_ANSWERED else said is Said.YES


def policy_lets_show(
    standing: Standing, medium: Medium, channel: Channel, policy: ResolvedPolicy, on: date
) -> bool:
    """Whether a pupil of this standing may be shown (or named) there on this day, as the policy counts it."""
    return what_lets_show(medium, channel, policy, on)(standing)


def names_must_be_allowed(post: PostFacts, policy: ResolvedPolicy, on: date) -> Iterator[Refusal]:
    """Names of pupils: never where the policy says none; else a first name, where that pupil's answer allows it."""
    for named in post.pupils_named:
        if not named.is_certain or len(named.pupils) > 1:
            yield from _somebody_must_say_who_is_meant(post, named, policy, on)
        else:
            yield from _a_name_must_be_allowed(post, named, policy, on)


def _somebody_must_say_who_is_meant(
    post: PostFacts, named: NamedFacts, policy: ResolvedPolicy, on: date
) -> Iterator[Refusal]:
    if all(
        not list(_a_name_must_be_allowed(post, _only(named, pupil), policy, on)) for pupil in named.pupils
    ):
        return
    ways = ("take_out",) if named.is_certain else ("take_out", "no_pupil_meant")
    yield Refusal(
        Control.NO_PERSONAL_DETAILS_IN_WORDS,
        f"“{named.words}” could be a pupil here.",
        "Take it out, or say that no pupil is meant." if not named.is_certain else "Take it out.",
        about=f"words:{named.words}",
        ways=ways,
    )


def _a_name_must_be_allowed(
    post: PostFacts, named: NamedFacts, policy: ResolvedPolicy, on: date
) -> Iterator[Refusal]:
    if named.is_full_name and post.has_pictures:
        yield Refusal(
            Control.NO_FULL_NAME_BESIDE_PICTURE,
            f"“{named.words}” is a full name beside a picture.",
            f"Use “{_first_name(named)}”, or take the name out. A general label says enough: “sports day”, “Year 4”.",
            about=f"words:{named.words}",
            ways=("use_first_name", "take_out"),
        )
    elif policy.setting("naming_pupils") == "none":
        yield Refusal(
            Control.NO_PERSONAL_DETAILS_IN_WORDS,
            f"“{named.words}” names a pupil.",
            "Our policy names no pupils. Take the name out, or say “a pupil in Year 4”.",
            about=f"words:{named.words}",
            ways=("take_out",),
        )
    elif named.is_full_name:
        yield Refusal(
            Control.NO_PERSONAL_DETAILS_IN_WORDS,
            f"“{named.words}” is a pupil’s full name.",
            f"Use “{_first_name(named)}”, or take the name out.",
            about=f"words:{named.words}",
            ways=("use_first_name", "take_out"),
        )
    else:
        barred = [
            place
            for place in post.places
            if not all(
                policy_lets_show(pupil.standing, Medium.NAME, place.channel, policy, on)
                for pupil in named.pupils
            )
        ]
        if barred:
            yield Refusal(
                Control.CONSENT_FOR_EVERY_USE,
                f"“{named.words}” can’t be named on {_and(place.name for place in barred)}.",
                "Take the name out, or leave that place out.",
                about=f"words:{named.words}",
                ways=("take_out", *(f"leave_out:{place.id}" for place in barred)),
            )


def _only(named: NamedFacts, pupil: object) -> NamedFacts:
    return NamedFacts(named.words, (pupil,), is_certain=True, is_full_name=named.is_full_name)  # type: ignore[arg-type]


def _first_name(named: NamedFacts) -> str:
    return named.pupils[0].short_name.rsplit(" ", 1)[0] if named.pupils else "their first name"


def _and(names: Iterable[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1]


def channel_words(channel: Channel) -> str:
    """The channel as people say it."""
    return CHANNEL_WORDS[channel]
