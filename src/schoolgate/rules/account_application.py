"""What stands against a new account, or against somebody running one: its platform, its address, its people, ages."""

from collections.abc import Iterator
from dataclasses import dataclass

from schoolgate.rules.policy import ResolvedPolicy, Source, Strictness
from schoolgate.rules.policy.resolved import FRESH
from schoolgate.rules.refusals import Control, Refusal

APPROVED, REFUSED = "approved", "refused"
# Values of `group_chats` and of `pupil_contact_online` at their two ends.
NO_CHATS, CHATS_AS_ANY = "not_allowed", "listed"
STAFF_OF_A_CHAT = 2
NOT_FOR_PUPILS, PUPILS_TAKE_PART = "none", "approved_activity"
# Values of `non_staff_administrators` under which an account still has as many staff as it needs people.
NEEDS_STAFF = ("same_tests", "head_decides_and_same_tests", "listed_only")


@dataclass(frozen=True, slots=True)
class Application:
    """An account as it is asked for. `standing` is how its platform stands in the register ("" where it is not there).

    `staff` and `people` count who would look after it, its lead among them; `youngest` is the age of the youngest pupil
    who would put something on it, None where none would. `is_chat`: the register calls its platform a messenger.
    """

    place: str
    is_social: bool = False
    standing: str = ""
    youngest: int | None = None
    platform_age: int | None = None
    email_is_somebodys: bool = False
    people: int = 0
    staff: int = 0
    moderator_is_staff: bool = True
    is_chat: bool = False
    is_for_pupils: bool = False
    is_by_pupils: bool = False


def refusals_to_apply(policy: ResolvedPolicy, asked: Application) -> list[Refusal]:
    """Everything at once, so that it is put right at once."""
    return [
        *platform_must_be_agreed(policy, asked),
        *must_be_a_chat_we_run(policy, asked),
        *must_reach_pupils_as_we_do(policy, asked),
        *must_be_old_enough(policy, asked),
        *must_be_the_schools_own(policy, email_is_somebodys=asked.email_is_somebodys),
        *must_have_enough_staff(policy, asked),
        *moderator_must_be_staff(policy, is_staff=asked.moderator_is_staff, about="moderator"),
    ]


def platform_must_be_agreed(policy: ResolvedPolicy, asked: Application) -> Iterator[Refusal]:
    """A platform that the school refused is not used. One that nobody looked at stops only where the policy says so."""
    control = Control.RISK_ASSESSED_FIRST
    strictness = policy.strictness(control)
    if not asked.is_social or asked.standing == APPROVED or strictness is Strictness.OFF:
        return
    if asked.standing == REFUSED:
        words = f"Our school has decided not to use {asked.place}."
        yield Refusal(
            control, words, "Choose another place, or ask whoever keeps the register.", about="place"
        )
        return
    yield Refusal(
        control,
        f"Nobody has looked yet whether our school may use {asked.place}.",
        "Ask for it under “May we use a platform?”; then ask for the account.",
        about="place",
        warning=strictness is Strictness.WARN or not speaks_itself(policy, control),
    )


def must_be_a_chat_we_run(policy: ResolvedPolicy, asked: Application) -> Iterator[Refusal]:
    """A chat group is not run at all, or is for announcements with two of staff, or is as any account."""
    rule, control = policy.setting("group_chats"), Control.GROUP_CHATS
    if not asked.is_chat or rule == CHATS_AS_ANY:
        return
    if rule == NO_CHATS:
        yield Refusal(control, "Our school runs no chat groups.", "Choose another place.", about="place")
        return
    if asked.staff < STAFF_OF_A_CHAT:
        yield Refusal(
            control,
            f"Two members of staff run a chat group; named are {asked.staff}.",
            "Name another member of staff.",
            about="administrators",
        )
    words = "A chat group of our school carries announcements only."
    yield Refusal(control, words, "Set it so that nobody else can write.", about="place", warning=True)


def must_reach_pupils_as_we_do(policy: ResolvedPolicy, asked: Application) -> Iterator[Refusal]:
    """Whether an account may be for pupils, and whether pupils may put something on it. A policy that reaches no
    pupils may still know activities with them: it is told. Where the school chose so itself, it stops."""
    rule, control = policy.setting("pupil_contact_online"), Control.PUPILS_AS_AUDIENCE
    if asked.is_for_pupils and rule == NOT_FOR_PUPILS:
        yield Refusal(
            control,
            "The accounts of our school are not for pupils.",
            "Leave pupils out of those it is for.",
            about="audience",
            warning=policy.settings["pupil_contact_online"].source is not Source.OVERRIDDEN,
        )
    if asked.is_by_pupils and rule != PUPILS_TAKE_PART:
        yield Refusal(
            control,
            "Pupils put nothing on the accounts of our school.",
            "Leave pupils out; staff can put their work up for them.",
            about="contributors",
        )


def must_be_old_enough(policy: ResolvedPolicy, asked: Application) -> Iterator[Refusal]:
    """Pupils put something on a platform only from its own age on, and never below the policy's."""
    least = max(int(policy.setting("minimum_age")), asked.platform_age or 0)
    if asked.is_social and asked.youngest is not None and asked.youngest < least:
        yield Refusal(
            Control.OLD_ENOUGH,
            f"Pupils below {least} cannot put anything on {asked.place} themselves.",
            "Leave pupils out; staff can put their work up for them.",
            about="contributors_age",
        )


def pupils_must_be_old_enough(policy: ResolvedPolicy, youngest: int) -> Iterator[Refusal]:
    """No account is made for a pupil who is younger than the policy's age, whatever a platform would let in."""
    least = int(policy.setting("minimum_age"))
    if youngest < least:
        yield Refusal(
            Control.OLD_ENOUGH,
            f"No account is made for a pupil below {least}. The youngest of them is {youngest}.",
            "Let them work without accounts of their own, or on one of the class that staff run.",
            about="own_accounts",
        )


def must_be_the_schools_own(policy: ResolvedPolicy, *, email_is_somebodys: bool) -> Iterator[Refusal]:
    """An account that belongs to somebody's own address leaves with that person."""
    strictness = policy.strictness(Control.ACCOUNT_IS_THE_SCHOOLS_OWN)
    if email_is_somebodys and strictness is not Strictness.OFF:
        yield Refusal(
            Control.ACCOUNT_IS_THE_SCHOOLS_OWN,
            "This is one person’s address, so the account would be theirs and not the school’s.",
            "Give an address that stays when people leave, like news@ or page@.",
            about="email",
            warning=strictness is Strictness.WARN,
        )


def must_have_enough_staff(policy: ResolvedPolicy, asked: Application) -> Iterator[Refusal]:
    """As many of those who look after it are staff as the policy wants, where outsiders may help at all."""
    outsiders = policy.setting("non_staff_administrators")
    if outsiders == "no" and asked.staff < asked.people:
        yield only_staff()
    wanted = int(policy.setting("administrators_min"))
    strictness = policy.strictness(Control.ENOUGH_ADMINISTRATORS)
    if outsiders in NEEDS_STAFF and asked.staff < wanted and strictness is not Strictness.OFF:
        yield Refusal(
            Control.ENOUGH_ADMINISTRATORS,
            f"At least {wanted} of those who run it must be staff; named are {asked.staff}.",
            "Name another member of staff.",
            about="administrators",
            warning=strictness is Strictness.WARN,
        )


def moderator_must_be_staff(policy: ResolvedPolicy, *, is_staff: bool, about: str) -> Iterator[Refusal]:
    """Whoever keeps an eye on what others write is staff, where the policy says who moderates."""
    if not is_staff and policy.asks_firmly(Control.WHO_MODERATES):
        yield Refusal(
            Control.WHO_MODERATES,
            "Only a member of staff keeps an eye on what others write there.",
            "Name somebody who works here.",
            about=about,
        )


def only_staff(about: str = "administrators") -> Refusal:
    """Nobody else runs an account, where the policy says so."""
    return Refusal(
        Control.ACCOUNT_IS_THE_SCHOOLS_OWN,
        "Only staff run our school’s accounts.",
        "Name somebody who works here.",
        about=about,
    )


def managers_have_school_addresses(
    policy: ResolvedPolicy, *, has_one: bool, is_staff: bool, about: str
) -> Iterator[Refusal]:
    """Whoever runs an account does it from an address of the school; outsiders too, unless the policy lets them in."""
    control = Control.SCHOOL_ADDRESSES_ONLY
    outsiders_come_in = bool(own_clauses(policy, "setting.non_staff_administrators"))
    if has_one or not speaks_itself(policy, control) or (not is_staff and outsiders_come_in):
        return
    if policy.strictness(control) is Strictness.OFF:
        return
    yield Refusal(
        control,
        "They have no address of the school, and accounts are run from one.",
        "Give them an address of the school first, or name somebody else.",
        about=about,
        warning=policy.strictness(control) is Strictness.WARN,
    )


def speaks_itself(policy: ResolvedPolicy, control: str) -> bool:
    """Whether the policy's own clauses stand behind a control, not the fresh school's that fill its silence."""
    return bool(own_clauses(policy, control)) and policy.code != FRESH


def own_clauses(policy: ResolvedPolicy, control: str) -> tuple[str, ...]:
    """The policy's own clauses behind a control."""
    return tuple(one.id for one in policy.clauses_of(control) if one.id.startswith(f"{policy.code}-"))
