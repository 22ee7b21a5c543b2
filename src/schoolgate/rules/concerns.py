"""Worries: what they can be about, who hears of one by the policy, by when somebody looks, whom nobody tells."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from re import findall
from unicodedata import normalize

from schoolgate.rules.names.short_names import short_names_of
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.school_time import SchoolCalendar

# Danger is looked at within the hour, day and night; then somebody else hears of it too.
URGENT_LOOK = timedelta(hours=1)
# After the first look somebody looks again within so many school days, until it is closed.
LOOKED_AT_AGAIN = 5
LOOKED_AT_AGAIN_IN_DANGER = 1
LONGEST = 4000
_NEARLY_THE_SAME = 0.8
_SHORTEST_TO_MISTYPE = 4
_LINE_MANAGER = "line_manager"
# Whom a colleague who tells of something can name to read it besides those whom the policy names.
CAN_BE_NAMED = (_LINE_MANAGER, "safeguarding_lead", "deputy_safeguarding_lead", "headteacher")


class Matter(StrEnum):
    """What a worry is about, in six plain choices."""

    WORRY = "worry"
    MISUSE = "misuse"
    CONTACT = "contact"
    ABUSE = "abuse"
    BREACH = "breach"
    IMAGE = "image"


class About(StrEnum):
    """Whom it is about."""

    PUPIL = "pupil"
    STAFF = "staff"
    HEADTEACHER = "headteacher"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    GOVERNOR = "governor"
    FAMILY = "family"
    UNKNOWN = "unknown"


class Does(StrEnum):
    """What a named grown-up does at the school, as somebody from outside can tell."""

    LEADS = "leads"
    TEACHES = "teaches"
    WORKS = "works"
    GOVERNS = "governs"
    HELPS = "helps"


# As what the holder of a post can be known. A post that is not here can be known as any of them.
_KNOWN_AS: dict[str, frozenset[Does]] = {
    **dict.fromkeys(("headteacher", "executive_headteacher"), frozenset({Does.LEADS, Does.TEACHES})),
    **dict.fromkeys(("chair", "governor", "link_governor", "trustee"), frozenset({Does.GOVERNS})),
    **dict.fromkeys(("office", "network_manager", "hr", "marketing_officer"), frozenset({Does.WORKS})),
    "senior_leader": frozenset({Does.LEADS, Does.TEACHES, Does.WORKS}),
    "staff": frozenset({Does.TEACHES, Does.WORKS}),
    "volunteer": frozenset({Does.HELPS}),
    **dict.fromkeys(("contractor", "consultant"), frozenset({Does.HELPS, Does.WORKS})),
}
# The posts that never hear of a worry about one of their holders.
POSTS_OUT: dict[About, frozenset[str]] = {
    About.HEADTEACHER: frozenset({"headteacher"}),
    About.SAFEGUARDING_LEAD: frozenset({"safeguarding_lead"}),
    About.GOVERNOR: frozenset({"chair", "governor", "link_governor", "trustee"}),
}
# Who is told when nobody of those whom the policy names can be, or nobody has looked.
_NEXT = (
    "safeguarding_lead",
    "headteacher",
    "deputy_safeguarding_lead",
    "chair",
    "executive_headteacher",
    "trust_officer",
)
# Above a headteacher stand the governors and the trust; the headteacher's own staff come last.
_NEXT_ABOVE_THE_HEAD = (
    "chair",
    "trust_officer",
    "executive_headteacher",
    "link_governor",
    "safeguarding_lead",
)
# Each post that can be told of a worry.
POSTS_TOLD = frozenset(
    {
        *_NEXT,
        *_NEXT_ABOVE_THE_HEAD,
        "senior_leader",
        "data_protection_lead",
        "network_manager",
        "hr",
        "marketing_officer",
    }
)
_GROUP_OF_MATTER = {
    Matter.MISUSE: "misuse",
    Matter.CONTACT: "contact",
    Matter.ABUSE: "abuse_of_staff",
    Matter.BREACH: "breach",
    Matter.IMAGE: "safeguarding",
}
_GROUP_OF_WHOM = {
    About.PUPIL: "pupil",
    About.STAFF: "staff",
    About.GOVERNOR: "staff",
    About.FAMILY: "family",
    About.UNKNOWN: "pupil",
}
_OWN_GROUP = {About.HEADTEACHER: "headteacher", About.SAFEGUARDING_LEAD: "safeguarding_lead"}


@dataclass(frozen=True, slots=True)
class Line:
    """Who stands where: the holders of each post, who is kept out, and the line manager of whoever tells.

    `is_central`: whoever tells is employed by the trust, not by this school.
    """

    holders: Mapping[str, frozenset[int]]
    out: frozenset[int] = frozenset()
    manager: int | None = None
    is_central: bool = False

    def readers(self, post: str) -> frozenset[int]:
        """The people who would hear of it through this post."""
        if post == _LINE_MANAGER:
            return frozenset({self.manager} if self.manager else ()) - self.out
        return self.holders.get(post, frozenset()) - self.out


@dataclass(frozen=True, slots=True)
class Route:
    """Through which posts people hear of a worry, and which people besides."""

    posts: tuple[str, ...]
    people: frozenset[int] = frozenset()


def is_urgent(matter: Matter, *, in_danger: bool) -> bool:
    """Whether somebody must look at any hour: danger now, or a sexual picture of a child."""
    return in_danger or matter is Matter.IMAGE


def groups_of(matter: Matter, about: About, *, urgent: bool, is_central: bool = False) -> tuple[str, ...]:
    """The groups of the policy's table that decide who hears of it."""
    first = _OWN_GROUP.get(about) or _GROUP_OF_MATTER.get(matter) or _GROUP_OF_WHOM[about]
    if is_central and first == _GROUP_OF_MATTER[Matter.ABUSE]:
        first = "central_staff"
    return tuple(dict.fromkeys((first, "safeguarding") if urgent else (first,)))


def posts_told(
    matter: Matter,
    about: About,
    *,
    urgent: bool,
    recipients: Mapping[str, Sequence[str]],
    is_central: bool = False,
) -> tuple[str, ...]:
    """The posts that the policy wants told, in its order, without those it is about."""
    wanted: list[str] = []
    for group in groups_of(matter, about, urgent=urgent, is_central=is_central):
        # A policy adopted by an older version of the program knows fewer groups.
        wanted += recipients.get(group) or recipients.get(_GROUP_OF_WHOM.get(about, "staff"), ())
    return tuple(dict.fromkeys(post for post in wanted if post not in POSTS_OUT.get(about, ())))


def route(
    matter: Matter,
    about: About,
    *,
    urgent: bool,
    recipients: Mapping[str, Sequence[str]],
    line: Line,
    also: Collection[str] = (),
) -> Route:
    """Who hears of it: by the policy, and `also` whom the teller names; where that reaches nobody, the next in line; of
    danger at least two people.
    """
    told = posts_told(matter, about, urgent=urgent, recipients=recipients, is_central=line.is_central)
    told = tuple(dict.fromkeys((*told, *can_be_named(about, also))))
    posts = [post for post in told if post != _LINE_MANAGER]
    people = line.readers(_LINE_MANAGER) if _LINE_MANAGER in told else frozenset()
    reached = people.union(*(line.readers(post) for post in posts))
    while len(reached) < (2 if urgent else 1):
        further = next_in_line(about, posts, reached, line)
        if further is None:
            break
        posts.append(further)
        reached |= line.readers(further)
    return Route(tuple(posts) or _chain(about)[:1], people)


def can_be_named(about: About, posts: Collection[str] = CAN_BE_NAMED) -> tuple[str, ...]:
    """Those of these posts that a teller may name: never one that it is about."""
    out = POSTS_OUT.get(about, frozenset())
    return tuple(post for post in CAN_BE_NAMED if post in posts and post not in out)


def next_in_line(about: About, posts: Collection[str], reached: Collection[int], line: Line) -> str | None:
    """The next post that hears of it, with somebody in it who has not heard yet; None where there is none left."""
    for post in _chain(about):
        if post not in posts and line.readers(post) - set(reached):
            return post
    return None


def _chain(about: About) -> tuple[str, ...]:
    chain = _NEXT_ABOVE_THE_HEAD if about is About.HEADTEACHER else _NEXT
    return tuple(post for post in chain if post not in POSTS_OUT.get(about, ()))


def look_by(now: datetime, calendar: SchoolCalendar, *, urgent: bool, school_days: int) -> datetime:
    """By when somebody looks: danger within the hour at any hour, all else within school days."""
    return now + URGENT_LOOK if urgent else calendar.school_days_after(now, school_days)


def is_named(written: str, forename: str, surname: str) -> bool:
    """Whether these words name this person, also slightly mistyped: "Mr Ashe" for Jo Ash, "Miss Liz" for
    Elizabeth Crane. In doubt, yes."""
    said = _words(written)
    family = _words(surname)
    if family and all(any(_is_nearly(one, each) for each in said) for one in family):
        return True
    called = set(_words(forename)[:1]).union(*(short_names_of(one) for one in _words(forename)[:1]))
    return len(said) <= 2 and bool(said) and said[-1] in called


def meant(named: Mapping[int, Collection[str]], does: str) -> frozenset[int]:
    """Which of those whom a name fits (`named`: the posts of each) it is about. Everybody, unless what they do at the
    school fits some of them: then those whom it fits, and whoever may be known as that. In doubt it is them."""
    if does not in set(Does):
        return frozenset(named)
    fits = {
        one
        for one, posts in named.items()
        if any(does in _KNOWN_AS.get(post, frozenset(Does)) for post in posts)
    }
    return frozenset(fits or named)


def _words(written: str) -> list[str]:
    plain = normalize("NFKD", written.casefold())
    return findall(r"[^\W\d_]+", "".join(one for one in plain if not "\u0300" <= one <= "\u036f"))


def _is_nearly(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_TO_MISTYPE - 1:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _NEARLY_THE_SAME


def refusals_to_raise(*, what: str, has_files: bool = False) -> Iterator[Refusal]:
    """A worry says something, in words only: a picture is never taken in, whatever it shows."""
    if has_files:
        yield Refusal(
            Control.INDECENT_IMAGE_NEVER_STORED,
            "We take no pictures or files here.",
            "Send your words alone.",
        )
    if sum(one.isalpha() for one in what) < 3:
        yield Refusal(Control.STATE, "There are no words yet.", "Write what worries you.", about="what")
    if len(what) > LONGEST:
        yield Refusal(
            Control.STATE, "This is longer than we can keep.", "Write the most important first.", about="what"
        )


def refusals_to_close(*, is_closed: bool, outcome: str, told: str) -> Iterable[Refusal]:
    """It is closed once, with what was done, and whoever told of it gets an answer."""
    if is_closed:
        return [Refusal(Control.STATE, "This worry is closed already.", "Nothing is left to do.")]
    refusals = []
    if not outcome.strip():
        refusals.append(
            Refusal(
                Control.CASE_STEPS_BEFORE_CLOSING,
                "It is not said what was done.",
                "Write it in a line.",
                about="outcome",
            )
        )
    if not told.strip():
        refusals.append(
            Refusal(
                Control.CASE_STEPS_BEFORE_CLOSING,
                "Whoever told you gets no answer.",
                "Write a line for them. They read it with their code.",
                about="told",
            )
        )
    return refusals


def refusals_to_hand_over(*, is_closed: bool, to: str, reference: str) -> Iterable[Refusal]:
    """It says to whom, and how they call it."""
    if is_closed:
        return [Refusal(Control.STATE, "This worry is closed already.", "Tell of it anew.")]
    missing = {
        "to": (to, "It is not said who has it now.", "Write who: the police, children’s services."),
        "reference": (reference, "There is no reference.", "Ask them for one, or write with whom you spoke."),
    }
    return [
        Refusal(Control.STATE, words, next_step, about=about)
        for about, (given, words, next_step) in missing.items()
        if not given.strip()
    ]
