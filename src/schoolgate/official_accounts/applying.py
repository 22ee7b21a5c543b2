"""What the accounts have against an application: its name, its platform, its address, its people, its pupils' age."""

from collections.abc import Mapping
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.official_accounts.places import PLACES
from schoolgate.official_accounts.platforms import is_place, is_social, platforms_of
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.requests.queries import facts_for
from schoolgate.rules import account_application as rule
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.staffing import is_of

APPLICATION = "account_application"
# What refuses an application beside its own questions.
GATES = (
    "setting.account_purposes",
    "access.who_creates_accounts",
    Control.GROUP_CHATS.value,
    Control.PUPILS_AS_AUDIENCE.value,
    Control.WHO_MODERATES.value,
    Control.RISK_ASSESSED_FIRST.value,
    Control.OLD_ENOUGH.value,
    Control.ACCOUNT_IS_THE_SCHOOLS_OWN.value,
    Control.SCHOOL_ADDRESSES_ONLY.value,
    Control.ENOUGH_ADMINISTRATORS.value,
)


def against_applying(actor: Actor, answers: Mapping[str, Any]) -> list[Refusal]:
    """Everything that stands against an account like this, at this school, today. Six queries at most."""
    policy = current_policy(actor.school)
    runs_it = [answers.get("lead"), *answers.get("administrators", ())]
    return [
        *_name_must_be_free(actor.school, answers),
        *rule.refusals_to_apply(policy, _asked(actor, answers)),
        *_must_have_school_addresses(actor, [one for one in runs_it if one]),
    ]


def must_be_the_schools_own(school: School, email: str) -> list[Refusal]:
    """Against an account on somebody's own address."""
    somebodys = bool(email) and is_somebodys(school, email)
    return list(rule.must_be_the_schools_own(current_policy(school), email_is_somebodys=somebodys))


def is_somebodys(school: School, email: str) -> bool:
    """Whether this is the address of one person of the trust."""
    return Person.objects.filter(trust=school.trust_id, email__iexact=email).exists()


def may_run(actor: Actor, person: int, *, about: str) -> list[Refusal]:
    """What stands against this person running an account, whichever it is."""
    policy = current_policy(actor.school)
    staff = facts_for(actor.school, today_of(actor.now)).staff
    found = _must_have_school_addresses(actor, [person], about=about)
    if person not in staff and policy.setting("non_staff_administrators") == "no":
        found.append(rule.only_staff(about))
    return found


def _asked(actor: Actor, answers: Mapping[str, Any]) -> rule.Application:
    place = str(answers.get("place", ""))
    platforms = platforms_of(actor.school)
    social = is_place(place, platforms) and is_social(place)
    platform = platforms.get(place)
    youngest, email = answers.get("contributors_age"), str(answers.get("email", ""))
    people = {one for one in (answers.get("lead"), *answers.get("administrators", ())) if one}
    staff = facts_for(actor.school, today_of(actor.now)).staff
    return rule.Application(
        place=platform.name if platform else _words_of(place),
        is_social=social,
        standing=platform.standing if platform else "",
        youngest=youngest if isinstance(youngest, int) else None,
        platform_age=platform.minimum_age if platform else None,
        email_is_somebodys=bool(email) and is_somebodys(actor.school, email),
        people=len(people),
        staff=len(people & set(staff)),
        moderator_is_staff=answers.get("moderator") in staff,
        is_chat=platform is not None and platform.is_chat,
        is_for_pupils="pupils" in answers.get("audience", ()),
        is_by_pupils="pupils" in answers.get("contributors", ()),
    )


def _words_of(place: str) -> str:
    """How a place is called in a sentence: "Facebook" of "Facebook, by hand"."""
    return str(PLACES[place].words).partition(",")[0] if place in PLACES else place


def _name_must_be_free(school: School, answers: Mapping[str, Any]) -> list[Refusal]:
    if OfficialAccount.objects.filter(school=school, name__iexact=answers.get("name", "")).exists():
        return [
            Refusal(Control.STATE, "Another account has this name.", "Choose another name.", about="name")
        ]
    return []


def _must_have_school_addresses(
    actor: Actor, people: list[int], *, about: str = "administrators"
) -> list[Refusal]:
    domains, policy = actor.school.domains, current_policy(actor.school)
    if not domains or not rule.speaks_itself(policy, Control.SCHOOL_ADDRESSES_ONLY):
        return []
    staff = facts_for(actor.school, today_of(actor.now)).staff
    found: list[Refusal] = []
    for pk, email in Person.objects.filter(pk__in=people).values_list("pk", "email"):
        found += rule.managers_have_school_addresses(
            policy, has_one=is_of(email, domains), is_staff=pk in staff, about=about
        )
    return found[:1]
