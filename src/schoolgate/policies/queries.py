"""Reads of policies: the policy a school lives by, its versions, and what stands against a change."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django_scopes import scope

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School, Term, Trust
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.loading import FRESH, library
from schoolgate.policies.models import AdoptedPolicy, Override
from schoolgate.rules import policy as rules
from schoolgate.rules.policy import (
    Clause,
    PolicyError,
    ResolvedGate,
    ResolvedPolicy,
    ResolvedSetting,
    adoption,
    plain,
)
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.refusals import Control, Refusal

# Policies in process by digest, so that a hundred schools under one policy share one.
MOST_HELD = 300
# Where a school has told no terms, a year is looked at.
A_YEAR = timedelta(days=365)
_held: dict[str, ResolvedPolicy] = {}


def current_policy(school: School) -> ResolvedPolicy:
    """The policy this school lives by now: its latest version in force, or the fresh school's until it has one.

    One query; a second the first time this process meets the content.
    """
    row = in_force(school).values_list("pk", "digest").first()
    return fresh_policy() if row is None else held_policy(*row)


def current_policies(schools: Iterable[School]) -> dict[int, ResolvedPolicy]:
    """The policy of each of these schools, by school. One query, and one more for each content not met before."""
    found: dict[int, tuple[int, str]] = {}
    wanted = list(schools)
    with scope(school=wanted):
        newest_last = (
            AdoptedPolicy.objects.filter(school__in=wanted, in_force_at__isnull=False)
            .order_by("number")
            .values_list("school_id", "pk", "digest")
        )
        for school_id, pk, digest in newest_last:
            found[school_id] = (pk, digest)
        return {
            school.pk: held_policy(*found[school.pk]) if school.pk in found else fresh_policy()
            for school in wanted
        }


def policy_of(version: AdoptedPolicy) -> ResolvedPolicy:
    """The policy that this version holds."""
    return held_policy(version.pk, version.digest, version.document)


def policy_by_digest(school: School, digest: str) -> ResolvedPolicy | None:
    """The version with this content that a decision of the school points to; None if it never had one."""
    if digest == fresh_policy().digest:
        return fresh_policy()
    row = AdoptedPolicy.objects.filter(school=school, digest=digest).values_list("pk", "digest").first()
    return None if row is None else held_policy(*row)


@cache
def fresh_policy() -> ResolvedPolicy:
    """What holds where nothing was adopted."""
    return rules.resolve(library()[FRESH])


def held_policy(pk: int, digest: str, document: Any = None) -> ResolvedPolicy:
    """The policy of the version with this key and digest; a query the first time this process meets it."""
    if digest not in _held:
        stored = document or AdoptedPolicy.objects.values_list("document", flat=True).get(pk=pk)
        policy = ResolvedPolicy.from_document(stored)
        if policy.digest != digest:
            raise PolicyError(
                "document", "The stored policy is not the one that was adopted. Restore it from a backup."
            )
        if len(_held) >= MOST_HELD:
            _held.clear()
        _held[digest] = _with_what_came_later(policy)
    return _held[digest]


def _with_what_came_later(policy: ResolvedPolicy) -> ResolvedPolicy:
    """A version that was adopted before there was a setting says nothing of it: the fresh school's value holds."""
    fresh = fresh_policy().settings
    return replace(
        policy, later={key: each.value for key, each in fresh.items() if key not in policy.settings}
    )


def forget_policies_held() -> None:
    """Read every policy from the database again. For tests and after a restore."""
    _held.clear()


def versions(school: School) -> QuerySet[AdoptedPolicy]:
    """Every version of the school's policy, the latest first."""
    return AdoptedPolicy.objects.filter(school=school).order_by("-number")


def in_force(school: School) -> QuerySet[AdoptedPolicy]:
    """The versions that are or were in force, the latest first."""
    return versions(school).filter(in_force_at__isnull=False)


def waiting_version(school: School) -> AdoptedPolicy | None:
    """The version that waits for signatures: the newest one, unless it is in force."""
    newest = versions(school).select_related("school", "adopted_by").first()
    return newest if newest is not None and newest.in_force_at is None else None


def active_overrides(school: School) -> dict[str, rules.Override]:
    """What the school sets otherwise now, by setting or gate."""
    rows = Override.objects.filter(school=school, withdrawn_at__isnull=True).order_by("pk")
    return {row.setting: rules.Override(row.value, row.reason) for row in rows}


def policy_to_adopt(school: School, code: str) -> ResolvedPolicy:
    """A policy of the library as this school would live by it, with its own choices on top. PolicyError if not."""
    if code not in library():
        raise PolicyError("code", "There is no such policy in the library.")
    return rules.resolve(library()[code], active_overrides(school))


def to_choose_from() -> list[tuple[str, str, str]]:
    """Each policy of the library: its code, its title, what it is like."""
    return [(code, policy.title, policy.description) for code, policy in library().items()]


def library_for(school: School) -> dict[str, ResolvedPolicy]:
    """Every policy of the library as this school would live by it."""
    own = active_overrides(school)
    return {code: rules.resolve(policy, own) for code, policy in library().items()}


def signed_roles(version: AdoptedPolicy) -> list[str]:
    """The posts whose signature stands under this version."""
    return list(version.signatures.values_list("role", flat=True))


def still_to_sign(version: AdoptedPolicy) -> tuple[str, ...]:
    """The posts whose signature is missing."""
    return adoption.still_to_sign(policy_of(version), signed_roles(version))


def refusals_to_adopt(
    actor: Actor,
    school: School,
    *,
    code: str,
    checks: Iterable[str] = (),
    on_paper: Iterable[PaperSignature] = (),
    reason: str = "",
) -> list[Refusal]:
    """Why this school cannot adopt this policy now."""
    try:
        policy = policy_to_adopt(school, code)
    except PolicyError as error:
        return [Refusal(Control.POLICY_MAY_BE_ADOPTED, error.words, "Look at your own choices first.")]
    return [
        *_the_trust_must_not_have_decided(school),
        *_it_must_be_another_one(school, policy),
        *adoption.refusals_to_adopt(policy, checks=checks, on_paper=on_paper, today=today_of(actor.now)),
    ]


def refusals_to_adopt_for_all(
    actor: Actor,
    trust: Trust,
    *,
    code: str,
    checks: Iterable[str] = (),
    on_paper: Iterable[PaperSignature] = (),
    reason: str = "",
) -> list[Refusal]:
    """Why a trust cannot adopt this policy for all its schools now."""
    found: dict[Refusal, None] = {}
    for school in trust.schools.order_by("pk"):
        with scope(school=school):
            try:
                policy = policy_to_adopt(school, code)
            except PolicyError as error:
                words = f"{school.name}: {error.words}"
                found[Refusal(Control.POLICY_MAY_BE_ADOPTED, words, "Ask that school first.")] = None
                continue
            against = adoption.refusals_to_adopt(
                policy, checks=checks, on_paper=on_paper, today=today_of(actor.now)
            )
            found |= dict.fromkeys(against)
    return list(found)


def refusals_to_sign(actor: Actor, version: AdoptedPolicy) -> list[Refusal]:
    """Why this person cannot sign this version now."""
    waiting = waiting_version(version.school)
    if version.signatures.filter(signed_by=actor.person).exists():
        words = "You have signed this version. Each signature is somebody else's."
        return [Refusal(Control.POLICY_MAY_BE_ADOPTED, words, "Ask whoever holds the other post.")]
    return adoption.refusals_to_sign(
        policy_of(version),
        waits=waiting is not None and waiting.pk == version.pk,
        signed=signed_roles(version),
        roles=actor.roles,
    )


def refusals_to_sign_for_all(actor: Actor, trust: Trust) -> list[Refusal]:
    """Why this person cannot sign for all the trust's schools now."""
    if waiting_for_signature_of(actor, trust):
        return []
    words = "No policy of the trust waits for your signature."
    return [Refusal(Control.POLICY_MAY_BE_ADOPTED, words, "Look at the policy again.")]


def waiting_for_signature_of(actor: Actor, trust: Trust) -> list[AdoptedPolicy]:
    """The versions, one a school at most, that the trust adopted and this person is asked to sign."""
    found = []
    for school in trust.schools.order_by("pk"):
        with scope(school=school):
            version = waiting_version(school)
            if (
                version is not None
                and version.by_trust_id == trust.pk
                and not refusals_to_sign(actor, version)
            ):
                found.append(version)
    return found


def refusals_to_override(
    actor: Actor, school: School, *, setting: str, value: Any, reason: str
) -> list[Refusal]:
    """Why the school cannot set this otherwise now: no policy yet, one that waits, or below the floor."""
    against = refusals_to_start_overriding(school)
    if against:
        return against
    base = rules.without_overrides(current_policy(school))
    return rules.refusals_to_override(base, {setting: rules.Override(value, reason)})


def refusals_to_end_override(actor: Actor, school: School, *, setting: str) -> list[Refusal]:
    """Why the school cannot go back to its policy here."""
    against = refusals_to_start_overriding(school)
    if not against and setting not in active_overrides(school):
        words = "Here the policy itself holds already."
        return [Refusal(Control.STATE, words, "Look at the policy again.")]
    return against


def refusals_to_start_overriding(school: School) -> list[Refusal]:
    """Why nothing can be set otherwise just now, whatever it is."""
    return list(_a_version_must_stand(school))


def as_it_stands(held: ResolvedSetting | ResolvedGate) -> str:
    """What holds for one setting or gate, as a word for the page on which it is set otherwise."""
    value = held.value if isinstance(held, ResolvedSetting) else held.strictness
    return sha256(json.dumps(plain(value), sort_keys=True).encode()).hexdigest()[:16]


def set_meanwhile(actor: Actor, held: ResolvedSetting | ResolvedGate, stood: str) -> tuple[Refusal, ...]:
    """Somebody else set this otherwise since the page was made: nothing of theirs is written over unseen."""
    newest = versions(cast(School, actor.school)).select_related("adopted_by").first()
    if not stood or stood == as_it_stands(held) or newest is None or newest.adopted_by_id == actor.person_id:
        return ()
    words = f"{newest.adopted_by} set this otherwise meanwhile. What you chose is still here and not set."
    return (
        Refusal(Control.STATE, words, "Look at what holds now. Press the button again to set yours instead."),
    )


def _a_version_must_stand(school: School) -> Iterable[Refusal]:
    if waiting_version(school) is not None:
        yield Refusal(
            Control.POLICY_MAY_BE_ADOPTED,
            "A new version waits for its signatures, so nothing of it can be changed.",
            "Wait until it is signed, or adopt another.",
        )
    elif not in_force(school).exists():
        yield Refusal(
            Control.POLICY_MAY_BE_ADOPTED,
            "Your school has not adopted a policy yet.",
            "Adopt one from the library first.",
        )


def _the_trust_must_not_have_decided(school: School) -> Iterable[Refusal]:
    newest = versions(school).select_related("by_trust").first()
    if newest is not None and newest.by_trust is not None:
        yield Refusal(
            Control.POLICY_MAY_BE_ADOPTED,
            f"{newest.by_trust.name} has adopted a policy for all its schools.",
            "Set single things otherwise, with a reason, or ask the trust.",
        )


def _it_must_be_another_one(school: School, policy: ResolvedPolicy) -> Iterable[Refusal]:
    newest = versions(school).first()
    if newest is not None and newest.digest == policy.digest:
        words = "Your school has adopted exactly this policy already."
        yield Refusal(Control.POLICY_MAY_BE_ADOPTED, words, "Choose another, or set single things otherwise.")


def clauses_of_everything(request: HttpRequest) -> dict[str, Any]:
    """For every page: `clauses_of(control)` gives the clauses of this school's policy behind a refusal."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.school is None:
        return {"clauses_of": _no_clauses}
    held: list[ResolvedPolicy] = []

    def clauses_of(control: str) -> tuple[Clause, ...]:
        if not held:
            with scope(school=actor.school):
                held.append(current_policy(actor.school))
        return held[0].clauses_of(control)

    return {"clauses_of": clauses_of}


def _no_clauses(control: str) -> tuple[Clause, ...]:
    return ()


def term_began(school: School, now: datetime) -> datetime:
    """When the term began in which we are, or the last one; a year ago where no terms are told."""
    first_on = (
        Term.objects.filter(school=school, first_on__lte=today_of(now))
        .order_by("-first_on")
        .values_list("first_on", flat=True)
        .first()
    )
    if first_on is None:
        return now - A_YEAR
    return now.astimezone(LONDON).replace(
        year=first_on.year, month=first_on.month, day=first_on.day, hour=0, minute=0, second=0, microsecond=0
    )
