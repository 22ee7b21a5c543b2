"""What people declare: the yearly look at one's own use, and that somebody got in touch; and where a yes leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from schoolgate.kernel.actor import Actor
from schoolgate.moments.models import Declaration
from schoolgate.people.models import Person
from schoolgate.people.queries import today_of
from schoolgate.policies.forms_library import forms_under
from schoolgate.policies.queries import current_policy
from schoolgate.requests.models import Leave
from schoolgate.rules.own_use import (
    ADDRESS,
    INTEREST,
    OF_SAFEGUARDING,
    TIE,
    Flag,
    Profile,
    With,
    flags_of,
    names_an_address,
)
from schoolgate.rules.own_use import refusals_to_talk_over as rules_of_a_talk
from schoolgate.rules.policy import Strictness
from schoolgate.rules.refusals import Control, Refusal

YEARLY_CHECK = "duty.yearly_personal_use_check"
CONTACT = "moment.contact_with_pupils_and_families"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its words, what a yes asks to be written, and the request that it leads to."""

    key: str
    words: str
    more: str
    request: str = ""


QUESTIONS: tuple[Asked, ...] = (
    Asked(
        "checked",
        "Have you looked at the privacy settings and at whom you are connected with, on every account of your own?",
        "",
    ),
    Asked(
        "names_school",
        "Does an account of your own name our school, or show that you work here?",
        "Which account is it?",
    ),
    Asked(
        "earns",
        "Does anything you do online earn money, or could it sit badly with your work here?",
        "What is it, and where?",
        INTEREST,
    ),
    Asked(
        "ties",
        "Are you in touch online with a pupil, a former pupil or a family from here, or did one of them get in touch?",
        "Who is it in a word (a relative, a friend’s child), where, and since when?",
        TIE,
    ),
)
# To the first question a no leads on: then something is still to be done.
NEEDS_WORDS = {"names_school", "earns", "ties"}
# What a yes is asked besides its words: one of these, or several.
PROFILES: dict[str, str] = {
    Profile.PRIVATE: "a private account",
    Profile.PROFESSIONAL: "a professional network",
}
WHOM: dict[str, str] = {
    With.PUPIL: "a pupil",
    With.FORMER: "a former pupil",
    With.FORMER_AT_WORK: "a former pupil, on a professional network only",
    With.FAMILY: "a pupil’s family",
}
WHO_GOT_IN_TOUCH = (With.PUPIL, With.FORMER, With.FAMILY)
DID: dict[str, str] = {
    "declined": "I said no, or did not accept it",
    "left": "I did not answer",
    "answered": "I answered",
}


def refusals_to_declare(
    actor: Actor, person: Person, *, answers: Mapping[str, Mapping[str, Any]]
) -> list[Refusal]:
    """Only for oneself; every question is answered, and a yes says what it is."""
    if person.pk != actor.person_id:
        return [_only_oneself()]
    found = []
    for question in QUESTIONS:
        said = answers.get(question.key)
        if said is None:
            found.append(_missing("This question is not answered yet.", "Choose yes or no.", question.key))
        elif said.get("yes"):
            found += _refusals_to_a_yes(question.key, said)
    return [*found, *_addresses_need_leave(actor, person, answers)]


def _addresses_need_leave(
    actor: Actor, person: Person, answers: Mapping[str, Mapping[str, Any]]
) -> Iterator[Refusal]:
    """An account of one's own on an address of the school: leave comes first, where the policy gives such leave."""
    said = " ".join(str(each.get("words", "")) for each in answers.values() if each.get("yes"))
    policy = current_policy(actor.school)
    if not names_an_address(said, actor.school.domains) or ADDRESS not in forms_under(policy):
        return
    strictness = policy.strictness(Control.SCHOOL_ADDRESSES_ONLY)
    if strictness is Strictness.OFF or ADDRESS in leaves_in_force(actor, person):
        return
    yield Refusal(
        Control.SCHOOL_ADDRESSES_ONLY,
        "An account of your own is on an address of the school, and nobody has agreed to that.",
        "Ask for leave first, or put another address on that account.",
        about="names_school_words",
        warning=strictness is Strictness.WARN,
    )


def _refusals_to_a_yes(key: str, said: Mapping[str, Any]) -> list[Refusal]:
    found = []
    if key in NEEDS_WORDS and not str(said.get("words", "")).strip():
        found.append(_missing("It does not say what it is.", "Write one line.", f"{key}_words"))
    if key == "names_school" and said.get("profile") not in PROFILES:
        found.append(_missing("It does not say what kind of account it is.", "Choose one.", "profile"))
    if key == "ties" and not (set(said.get("with", ())) and set(said.get("with", ())) <= set(WHOM)):
        found.append(_missing("It does not say with whom.", "Choose at least one.", "with"))
    return found


def _only_oneself() -> Refusal:
    return Refusal(Control.PERMISSION, "Nobody declares for somebody else.", "Ask them to do it themselves.")


def _missing(words: str, next_step: str, about: str) -> Refusal:
    return Refusal(Control.STATE, words, next_step, about=about)


def refusals_to_tell(actor: Actor, person: Person, *, who: str, did: str, words: str) -> list[Refusal]:
    """Only for oneself; who it was and what one did is said, and where."""
    if person.pk != actor.person_id:
        return [_only_oneself()]
    found = []
    if who not in WHO_GOT_IN_TOUCH:
        found.append(_missing("It does not say who got in touch.", "Choose one.", "who"))
    if did not in DID:
        found.append(_missing("It does not say what you did.", "Choose one.", "did"))
    if not words.strip():
        found.append(_missing("It does not say where.", "Write one line.", "words"))
    return found


def refusals_to_talk_over(actor: Actor, declaration: Declaration, *, words: str) -> list[Refusal]:
    return list(
        rules_of_a_talk(
            is_own=declaration.person_id == actor.person_id,
            is_open=declaration.waits_for_a_talk,
            words=words,
        )
    )


def leaves_in_force(actor: Actor, person: Person) -> set[str]:
    """The requests of one's own use for which this person holds a yes today. One query."""
    today = today_of(actor.now)
    held = Leave.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        request__applicant=person,
        request__key__in=(INTEREST, TIE, ADDRESS),
        from_on__lte=today,
        revoked_at__isnull=True,
    )
    return set(held.annotate(key=F("request__key")).values_list("key", flat=True))


def flags_now(actor: Actor, person: Person, answers: Mapping[str, Mapping[str, Any]]) -> tuple[Flag, ...]:
    """What of these answers wants to be talked over today."""
    return flags_of(current_policy(actor.school), answers, leaves_in_force(actor, person))


def is_for_safeguarding(flags: tuple[Flag, ...]) -> bool:
    """Whether the safeguarding lead talks it over, not the headteacher."""
    return bool(set(flags) & OF_SAFEGUARDING)


def declarations_of(person: Person) -> list[Declaration]:
    """What this person declared at the school in scope, the newest first."""
    return list(Declaration.objects.filter(person=person).select_related("talk")[:10])
