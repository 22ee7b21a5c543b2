"""Which platforms the school has looked at: the register of platforms, as accounts and applications read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from schoolgate.official_accounts.places import PLACES, Place
from schoolgate.people.models import School
from schoolgate.registers.models import Entry
from schoolgate.rules.consents import Channel
from schoolgate.rules.forms import Form, When

REGISTER = "platforms"
OF_THE_REGISTER = "platform_"
# Names that people write for a place of the list.
ALSO_CALLED = {"twitter": "x", "x (twitter)": "x", "x, formerly twitter": "x"}


@dataclass(frozen=True, slots=True)
class Platform:
    """An entry of the register of platforms; `place` is how accounts name it."""

    place: str
    entry_id: int
    name: str
    standing: str
    minimum_age: int | None
    rules_link: str
    rules_checked_on: date | None
    has_risks: bool
    is_chat: bool = False


def platforms_of(school: School) -> dict[str, Platform]:
    """What stands in the register of platforms, by place: a place of our list, or one of the register alone. One query.

    Of two entries for one place the newer counts.
    """
    entries = Entry.objects.filter(school=school, key=REGISTER, ended_at__isnull=True).order_by("pk")
    found = [_platform(entry.pk, entry.answers) for entry in entries]
    return {one.place: one for one in found}


def kind_of(place: str) -> Place:
    """How a post gets to this place; one that only the register knows is served by hand."""
    return PLACES["other"] if place.startswith(OF_THE_REGISTER) else PLACES[place]


def choices(platforms: Mapping[str, Platform]) -> dict[str, str]:
    """The platforms that only the register knows, as further choices of a list of places."""
    return {key: one.name for key, one in platforms.items() if key.startswith(OF_THE_REGISTER)}


def to_be_trained_on(school: School) -> dict[str, str]:
    """The platforms that a course can be for, by place: of the list, and of the register alone. One query."""
    ours = {
        key: str(one.words).partition(",")[0]
        for key, one in PLACES.items()
        if one.channel == Channel.SOCIAL and key != "other"
    }
    return {**ours, **choices(platforms_of(school))}


def is_place(place: str, platforms: Mapping[str, Platform]) -> bool:
    return place in PLACES or place in platforms


def fit_application(school: School, form: Form) -> Form:
    """The application with every platform of the register offered. Risks are asked where the register has none."""
    platforms = platforms_of(school)
    place = form.question("place")
    if place is None:
        return form
    offered = {**place.choices, **choices(platforms)}
    known = {key for key, one in platforms.items() if one.has_risks}
    unknown = tuple(key for key in offered if key not in known)
    questions = []
    for one in form.questions:
        if one.key == "place":
            one = replace(one, choices=offered)
        if one.key == "risks":
            one = replace(one, when=When("place", unknown))
        questions.append(one)
    return replace(form, questions=tuple(questions))


def is_social(place: str) -> bool:
    """Whether it is somebody else's platform, with rules of its own."""
    return kind_of(place).channel == Channel.SOCIAL


def _platform(entry_id: int, said: Mapping[str, object]) -> Platform:
    name = str(said.get("name", ""))
    plain = " ".join(name.casefold().split())
    place = ALSO_CALLED.get(plain, plain)
    checked, age = said.get("rules_checked_on"), said.get("minimum_age")
    return Platform(
        place=place if place in PLACES else f"{OF_THE_REGISTER}{entry_id}",
        entry_id=entry_id,
        name=name,
        standing=str(said.get("standing", "")),
        minimum_age=age if isinstance(age, int) else None,
        rules_link=str(said.get("rules_link", "")).partition("\n")[0],
        rules_checked_on=date.fromisoformat(str(checked)) if checked else None,
        has_risks=bool(said.get("risks")),
        is_chat=said.get("type") == "chat",
    )
