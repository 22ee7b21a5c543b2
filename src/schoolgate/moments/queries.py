"""Reads of signatures: what somebody has still to sign, who of a school owes it, and why it cannot be signed now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role, permissions_of
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.own_lines import own_documents, to_sign
from schoolgate.people.appointing import people_of, posts_of
from schoolgate.people.models import Person, School
from schoolgate.people.queries import LONDON, current, today_of
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.policies.queries import held_policy, in_force
from schoolgate.rules import signing as rules
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.right_to_post import documents_asked
from schoolgate.rules.signing import LEAVING, Document, ToRead, document_of, documents_to_sign, is_signed

READ_AND_SIGN = "duty.read_and_sign"
# Whoever leaves reads and signs what goes on after that, so long before their last day.
LEAVES_WITHIN = timedelta(days=60)
# By when in the day it is due.
DUE_AT = time(16, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands before one person: every document of theirs, those to sign now, and what of them is new."""

    version: AdoptedPolicy | None
    policy: ResolvedPolicy | None
    documents: tuple[Document, ...]
    unsigned: tuple[Document, ...]
    lines_signed: frozenset[str]

    @property
    def is_first(self) -> bool:
        """Whether they have never signed anything here: then the questions come with it."""
        return not self.lines_signed

    @property
    def to_read(self) -> list[tuple[Document, tuple[ToRead, ...], bool]]:
        """Each document to sign with the lines to read, and whether those are only what changed."""
        found = []
        for document in self.unsigned:
            new = document.not_among(self.lines_signed)
            only_changed = len(new) < len(document.lines)
            found.append((document, new, only_changed))
        return found

    @property
    def digest(self) -> str:
        return rules.digest_of(self.unsigned)


@dataclass(frozen=True, slots=True)
class Owes:
    """Somebody who has documents to sign, and by when."""

    person: Person
    unsigned: tuple[Document, ...]
    due_at: datetime


def reading_of(actor: Actor) -> Reading:
    """What this person has to read and sign at this school. Four queries. Nothing before a policy was adopted."""
    version = _version(actor.school)
    if version is None:
        return Reading(None, None, (), (), frozenset())
    policy = held_policy(version.pk, version.digest)
    own = own_documents(to_sign(actor.school), [role.value for role in actor.roles])
    documents = (*documents_for(policy, actor.roles, leaves=_leaves_soon(actor, policy)), *own)
    signed, lines = set(), set()
    rows = SignedDocument.objects.filter(school=actor.school, person=actor.person)
    for key, digest, each in rows.values_list("document", "digest", "lines"):
        signed.add((key, digest))
        lines.update(each)
    unsigned = tuple(one for one in documents if not is_signed(one, signed))
    return Reading(version, policy, documents, unsigned, frozenset(lines))


def _leaves_soon(actor: Actor, policy: ResolvedPolicy) -> bool:
    """Whether this person's last day here comes soon. One query, where our policy has something for leavers."""
    if not document_of(policy, LEAVING).lines:
        return False
    today = today_of(actor.now)
    return leaves_soon(
        posts_of(actor.person, actor.school).filter(current(today)).values_list("last_on", flat=True), today
    )


def leaves_soon(last_days: Iterable[date | None], today: date) -> bool:
    """Whether every post that somebody holds ends soon; without any post nobody leaves."""
    each = list(last_days)
    return bool(each) and all(day is not None and day <= today + LEAVES_WITHIN for day in each)


def documents_for(
    policy: ResolvedPolicy, roles: Iterable[Role], *, leaves: bool = False
) -> tuple[Document, ...]:
    """What somebody with these roles reads and signs under this policy."""
    held = frozenset(roles)
    posts = bool(permissions_of(held) & {Permission.POST_WRITE, Permission.POST_APPROVE})
    return documents_to_sign(
        policy,
        [role.value for role in held],
        posts=posts,
        asked_of_posters=documents_asked(policy),
        leaves=leaves,
    )


def signatures_of(people: Collection[int]) -> Mapping[int, set[tuple[str, str]]]:
    """What these people have signed at the school in scope, as (document, digest). One query."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = SignedDocument.objects.filter(person__in=people).values_list("person_id", "document", "digest")
    for person, key, digest in rows:
        found[person].add((key, digest))
    return found


def who_owes(school: School, now: datetime) -> list[Owes]:
    """Everybody with a role here who has something to sign, by name. Five queries, whatever their number."""
    version = _version(school)
    if version is None or version.in_force_at is None:
        return []
    policy = held_policy(version.pk, version.digest)
    people = list(people_of(school, today_of(now)))
    signed = signatures_of([one.pk for one in people])
    days = (
        timedelta(days=policy.setting("sign_within_days"))
        if "sign_within_days" in policy.settings
        else timedelta()
    )
    added = to_sign(school)
    found = []
    for person in people:
        posts = person.posts_now  # type: ignore[attr-defined]  # `people_of` adds it
        leaves = leaves_soon([post.last_on for post in posts], today_of(now))
        own = own_documents(added, [post.role for post in posts])
        documents = (*documents_for(policy, [Role(post.role) for post in posts], leaves=leaves), *own)
        unsigned = tuple(one for one in documents if not is_signed(one, signed[person.pk]))
        if unsigned:
            begun = max(today_of(version.in_force_at), min(post.first_on for post in posts))
            if all(one.key == rules.OWN_LINES for one in unsigned):
                begun = max(begun, *(today_of(line.added_at) for line in added))
            due_on = begun + days
            if all(one.key == LEAVING for one in unsigned):
                due_on = max(post.last_on for post in posts)
            found.append(Owes(person, unsigned, at_the_end_of(due_on)))
    return found


def at_the_end_of(day: date) -> datetime:
    """The hour of that day by which something is due."""
    return datetime.combine(day, DUE_AT, tzinfo=LONDON)


def _version(school: School) -> AdoptedPolicy | None:
    return in_force(school).only("pk", "digest", "number", "in_force_at", "school_id").first()


def refusals_to_sign(
    actor: Actor, person: Person, *, shown: str, answers: Mapping[str, str] | None = None
) -> list[Refusal]:
    if person.pk != actor.person_id:
        return [rules.only_oneself()]
    reading = reading_of(actor)
    return rules.refusals_to_sign(
        unsigned=reading.unsigned, shown=shown, answers=answers or {}, asks=reading.is_first
    )


def refusals_to_decline(actor: Actor, person: Person, *, words: str) -> list[Refusal]:
    if person.pk != actor.person_id:
        return [rules.only_oneself()]
    return rules.refusals_to_decline(unsigned=reading_of(actor).unsigned, words=words)


def refusals_to_remind(actor: Actor, school: School, *, people: Collection[int]) -> list[Refusal]:
    owing = {one.person.pk for one in who_owes(school, actor.now)}
    return rules.refusals_to_remind(people=people, owing=owing)
