"""Whom a policy binds, whose addresses it takes, and what stands against naming managers and adapting rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from schoolgate.rules.consents import Channel, Medium, Said, use_of
from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.refusals import Control, Refusal

# The kind of person, as a policy names it, that each role makes of somebody.
KIND_OF_ROLE: dict[str, str] = {
    "governor": "governor",
    "chair": "governor",
    "link_governor": "governor",
    "trustee": "trustee",
    "trust_officer": "staff",
    "executive_headteacher": "staff",
    "finance_director": "staff",
    "agency": "agency",
    "trainee": "trainee",
    "casual": "casual",
    "contractor": "contractor",
    "consultant": "consultant",
    "volunteer": "volunteer",
    "account_administrator": "account_runner",
    "moderator": "account_runner",
    "parent": "parent",
    "pupil": "pupil",
}
EMPLOYED = "staff"
# An adjustment is looked at again within a year.
LONGEST_ADJUSTMENT = timedelta(days=366)


def kinds_of(roles: Iterable[str]) -> frozenset[str]:
    """What kinds of person somebody with these roles is; who holds no other kind of role is staff."""
    return frozenset(KIND_OF_ROLE.get(role, EMPLOYED) for role in roles)


def bound_kinds(policy: ResolvedPolicy) -> tuple[str, ...]:
    """The kinds of person that the policy binds."""
    kinds: tuple[str, ...] = policy.setting("bound_people")
    return kinds


def is_bound(policy: ResolvedPolicy, roles: Iterable[str]) -> bool:
    """Whether the policy binds somebody with these roles. Nobody is let off: one bound role is enough."""
    return bool(kinds_of(roles) & set(bound_kinds(policy)))


def address_must_be_the_schools(
    email: str, domains: Collection[str], roles: Collection[str], policy: ResolvedPolicy
) -> Iterator[Refusal]:
    """Whoever works for the school is reached at an address of the school, where it has said what those are."""
    works_here = kinds_of(roles) & {EMPLOYED, "trainee", "agency", "casual", "account_runner"}
    if not email or not domains or not works_here or is_of(email, domains):
        return
    strictness = policy.strictness(Control.SCHOOL_ADDRESSES_ONLY)
    if strictness is Strictness.OFF:
        return
    yield Refusal(
        Control.SCHOOL_ADDRESSES_ONLY,
        "This is not an address of the school.",
        f"Use one that ends with {' or '.join(f'@{one}' for one in domains)}.",
        about="email",
        warning=strictness is Strictness.WARN,
    )


def is_of(email: str, domains: Iterable[str]) -> bool:
    """Whether the address belongs to one of these domains, or to a part of one."""
    domain = email.rpartition("@")[2].lower()
    return any(domain == one or domain.endswith(f".{one}") for one in domains)


def refusals_to_change_addresses(domains: Iterable[str]) -> Iterator[Refusal]:
    for one in filter(None, domains):
        name, dot, end = one.rpartition(".")
        if not (name and dot and len(end) > 1) or "@" in one or " " in one or "/" in one:
            yield Refusal(
                Control.STATE,
                f"“{one}” is not the end of an e-mail address.",
                "Write what stands after the @, such as ourschool.sch.uk.",
                about="domains",
            )


def refusals_to_name_manager(
    *, manager_id: int, people: Collection[int], here: Collection[int], staff: Collection[int]
) -> Iterator[Refusal]:
    """A manager works at the school and answers for others; `here` are all with a post, `staff` who work there."""
    if not people or not set(people) <= set(here):
        yield Refusal(Control.STATE, "Nobody was chosen.", "Choose who it is for.", about="people")
    if manager_id in people:
        yield Refusal(
            Control.STATE, "Nobody answers for themselves.", "Choose somebody else.", about="manager"
        )
    if manager_id not in staff:
        yield Refusal(
            Control.PERMISSION,
            "A manager works at the school.",
            "Choose a member of staff.",
            about="manager",
        )


def refusals_to_say_ties(*, is_own: bool, may_appoint: bool) -> Iterator[Refusal]:
    """One says it of oneself; whoever appoints people may write down what somebody said."""
    if not (is_own or may_appoint):
        yield Refusal(
            Control.PERMISSION,
            "This is for each person to say themselves.",
            "Ask them, or whoever appoints people.",
        )


def refusals_to_adjust(*, words: str, until: date, today: date, is_own: bool) -> Iterator[Refusal]:
    """An adjustment says what it is, ends on a day, and is agreed by somebody else."""
    if not words.strip():
        yield Refusal(
            Control.STATE, "It does not say what is adapted.", "Write it in one line.", about="words"
        )
    if not today < until <= today + LONGEST_ADJUSTMENT:
        yield Refusal(
            Control.STATE,
            "An adjustment ends within a year.",
            "Choose a day between tomorrow and a year from now. It can be agreed again.",
            about="until",
        )
    if is_own:
        yield Refusal(
            Control.PERMISSION,
            "Nobody agrees an adjustment with themselves.",
            "Ask the headteacher; a headteacher asks the chair.",
        )


def refusals_to_confirm_remit(*, role: str, is_over: bool, is_confirmed: bool) -> Iterator[Refusal]:
    if role != "safeguarding_lead" or is_over:
        yield Refusal(
            Control.STATE, "Only the safeguarding lead's work is confirmed.", "Look at the posts again."
        )
    elif is_confirmed:
        yield Refusal(Control.STATE, "This is confirmed already.", "Nothing is left to do.")


def refusals_to_answer_about_picture(
    *, is_own: bool, keeps_consents: bool, answers: Mapping[str, Said]
) -> Iterator[Refusal]:
    """A no needs no reason. Only the person themselves says yes for the person."""
    if not answers:
        yield Refusal(Control.CONSENT_FOR_EVERY_USE, "Nothing was answered.", "Choose yes or no.")
    if not is_own and not keeps_consents:
        yield Refusal(
            Control.PERMISSION, "This is for each person to say themselves.", "Ask them, or the office."
        )


# What a grown-up is asked about pictures of themselves: a question, and the uses that its answer stands for.
PICTURE_QUESTIONS: dict[str, tuple[Channel, ...]] = {
    "online": (Channel.WEBSITE, Channel.NOTICEBOARD, Channel.SOCIAL),
    "print": (Channel.PRINT, Channel.DISPLAY),
    "press": (Channel.PRESS,),
}


def uses_asked_by(question: str) -> tuple[str, ...]:
    """The uses that one answer of a grown-up stands for; videos as photographs."""
    media = (Medium.PHOTO, Medium.VIDEO)
    return tuple(use_of(medium, channel) for channel in PICTURE_QUESTIONS[question] for medium in media)
