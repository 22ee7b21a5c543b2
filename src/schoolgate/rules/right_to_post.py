"""The right to post: nothing that anyone grants from memory, but what follows from signatures and training.

Being named for the account, holding a post here and a place in good order are rules of their own
(`rules/posts/deciding.py`); here is what the policy asks somebody to have read, signed and been trained in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.signing import POLICY, TERMS, Document, document_of, is_signed

CONTENT = "content"
SETTING = "right_to_post"
# A noticeboard of this program, paper and walls need nobody to be trained on a platform.
PLATFORMS = (Channel.WEBSITE, Channel.SOCIAL)
PLATFORM_WORDS = {Channel.WEBSITE: "the website", Channel.SOCIAL: "social media"}


class Demand(StrEnum):
    """What a policy can ask of whoever posts."""

    POLICY = "policy"
    ACCEPTABLE_USE = "acceptable_use"
    TERMS = "terms"
    PLATFORM_TRAINING = "platform_training"
    CONTENT_TRAINING = "content_training"


DOCUMENT_OF: dict[str, str] = {
    Demand.POLICY: POLICY,
    Demand.ACCEPTABLE_USE: "acceptable_use",
    Demand.TERMS: TERMS,
}
# Whoever decides about a post knows the rules and what may be posted; the platform is its author's to know.
OF_WHO_DECIDES = (Demand.POLICY, Demand.ACCEPTABLE_USE, Demand.CONTENT_TRAINING)


def platform_course(channel: str) -> str:
    """What a course covers that trains for this kind of place."""
    return f"platform:{channel}"


def course_of_place(place: str) -> str:
    """What a course covers that trains for one platform: "facebook", or one of the school's register."""
    return f"place:{place}"


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A course that the school holds for the platform of one account, beside that for the kind of place."""

    covers: str
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody posts. `account` 0: anywhere in this channel."""

    channel: str
    account: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one person has signed, as (document, digest), and until when they are trained in what."""

    signed: frozenset[tuple[str, str]] = frozenset()
    trained: Mapping[str, date] = field(default_factory=dict)

    def has_ever_signed(self, document: str) -> bool:
        return any(key == document for key, _digest in self.signed)


NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Rights:
    """The evidence of some people. `since` is the first day of the policy lived by, `version_since` that of its
    newest version; without them nothing was adopted, and nobody can have signed. `own_courses` are by account."""

    of: Mapping[int, Evidence] = field(default_factory=dict)
    since: date | None = None
    version_since: date | None = None
    own_courses: Mapping[int, OwnCourse] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that somebody's right to post wants. It counts from the day `counts_on`."""

    demand: Demand
    words: str
    next_step: str
    counts_on: date
    channel: str = ""

    def counts(self, on: date) -> bool:
        return self.counts_on <= on


@lru_cache(maxsize=500)
def demands_of(policy: ResolvedPolicy) -> tuple[Demand, ...]:
    """What this policy asks before somebody posts. One adopted before there was such a setting asks nothing."""
    if (
        SETTING not in policy.settings
        or policy.strictness(Control.HAS_READ_SIGNED_AND_TRAINED) is Strictness.OFF
    ):
        return ()
    return tuple(Demand(one) for one in policy.setting(SETTING))


def documents_asked(policy: ResolvedPolicy) -> tuple[str, ...]:
    """The documents on which the right to post rests here."""
    return tuple(DOCUMENT_OF[demand] for demand in demands_of(policy) if demand in DOCUMENT_OF)


def missing(
    policy: ResolvedPolicy,
    rights: Rights,
    person_id: int,
    *,
    places: Collection[Where],
    on: date,
    of: Collection[Demand] = tuple(Demand),
) -> tuple[Missing, ...]:
    """What somebody still lacks to post in these places. Empty where nothing was adopted yet."""
    if rights.since is None or rights.version_since is None:
        return ()
    held = rights.of.get(person_id, NOTHING)
    days = timedelta(days=policy.setting("sign_within_days"))
    found: list[Missing] = []
    for demand in demands_of(policy):
        if demand not in of:
            continue
        if demand in DOCUMENT_OF:
            document = document_of(policy, DOCUMENT_OF[demand])
            begun = rights.version_since if held.has_ever_signed(document.key) else rights.since
            found += _unsigned(demand, document, held, begun + days)
        else:
            courses = _courses(demand, places, rights.own_courses, rights.since, days)
            found += _untrained(courses, demand, held, on)
    return tuple(found)


def _unsigned(demand: Demand, document: Document, held: Evidence, counts_on: date) -> Iterator[Missing]:
    if is_signed(document, held.signed):
        return
    again = " as it reads now" if held.has_ever_signed(document.key) else ""
    yield Missing(
        demand,
        f"“{document.title}” is not signed{again}",
        "Read it and sign; it takes a few minutes.",
        counts_on,
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """A course that is asked for: what it covers, in which words, where, and from when it counts."""

    covers: str
    words: str
    counts_on: date
    channel: str = ""


def _courses(
    demand: Demand, places: Collection[Where], owned: Mapping[int, OwnCourse], since: date, days: timedelta
) -> Iterator[_Course]:
    """The courses that posting in these places asks for. A platform with a course of its own asks for that one too."""
    counts_on = since + days
    if demand is Demand.CONTENT_TRAINING:
        yield _Course(CONTENT, "on what may be posted", counts_on)
        return
    for channel in PLATFORMS:
        here = [one for one in places if one.channel == channel]
        if here:
            yield _Course(platform_course(channel), f"on {PLATFORM_WORDS[channel]}", counts_on, channel.value)
        own = {owned[one.account] for one in here if one.account in owned}
        for course in sorted(own, key=lambda one: one.covers):
            from_on = max(counts_on, course.since + days)
            yield _Course(course.covers, f"“{course.title}”", from_on, channel.value)


def _untrained(courses: Iterable[_Course], demand: Demand, held: Evidence, on: date) -> Iterator[Missing]:
    for course in courses:
        until = held.trained.get(course.covers)
        if until is not None and until >= on:
            continue
        over = f" ended on {until.day} {until:%B %Y}" if until else " is missing"
        yield Missing(
            demand,
            f"the training {course.words}{over}",
            "Ask who keeps the training record for the next session.",
            course.counts_on,
            course.channel,
        )


def refusals_without_right(
    policy: ResolvedPolicy,
    rights: Rights,
    person_id: int,
    *,
    places: Collection[Where],
    on: date,
    decides: bool = False,
) -> Iterator[Refusal]:
    """One refusal for all that is missing, and one warning for what is only soon to count."""
    lacks = missing(
        policy,
        rights,
        person_id,
        places=places,
        on=on,
        of=OF_WHO_DECIDES if decides else tuple(Demand),
    )
    who = (
        "You do not have the right to decide about posts yet"
        if decides
        else "The author may not post here now"
    )
    firm = policy.strictness(Control.HAS_READ_SIGNED_AND_TRAINED) is Strictness.MUST
    for counts in (True, False):
        some = [one for one in lacks if one.counts(on) is counts]
        if some:
            yield _refusal(who if counts else "Soon to be done", some, warning=not (counts and firm))


def _refusal(who: str, lacks: list[Missing], *, warning: bool) -> Refusal:
    signing = any(one.demand in DOCUMENT_OF for one in lacks)
    return Refusal(
        Control.HAS_READ_SIGNED_AND_TRAINED,
        f"{who}: {' and '.join(one.words for one in lacks)}.",
        " ".join(dict.fromkeys(one.next_step for one in lacks)),
        about="right",
        ways=("sign_now",) if signing else ("my_right",),
        warning=warning,
    )
