"""Reads of the right to post: the evidence of some people in one query, and who may post where in three."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Concat, TruncDate
from django.utils.translation import gettext

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.kept import kept
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.moments.models import SignedDocument
from schoolgate.official_accounts.models import AccountRecord, OfficialAccount
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import LONDON, current, today_of
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.policies.queries import current_policy, fresh_policy
from schoolgate.registers.bans import bans_on_posting, kept_from_posting
from schoolgate.registers.models import Entry
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Control
from schoolgate.rules.right_to_post import (
    Evidence,
    Missing,
    OwnCourse,
    Rights,
    Where,
    course_of_place,
    demands_of,
    missing,
)
from schoolgate.rules.training import counts_until
from schoolgate.training.models import Attendance, Course
from schoolgate.training.queries import EVERYONE_EVERY

WHO_MAY_WRITE = tuple(role.value for role in Role if Permission.POST_WRITE in GRANTS[role])
_SIGNED, _TRAINED, _VERSION, _OWN_COURSE = range(4)


def rights_of(school: School, policy: ResolvedPolicy, people: Collection[int]) -> Rights:
    """What these people have signed and been trained in at this school; as `rights_at`."""
    return rights_at({school: policy}, people)[school.pk]


def rights_at(policies: Mapping[School, ResolvedPolicy], people: Collection[int]) -> dict[int, Rights]:
    """The same for several schools, each with the policy it lives by. One query; none where no policy asks anything,
    or where a school has adopted none and nothing could have been signed."""
    asking = [
        school for school, policy in policies.items() if policy is not fresh_policy() and demands_of(policy)
    ]
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    if asking:
        for school_id, *row in _evidence_of(schools=asking, people=sorted(set(people))):
            rows[school_id].append(tuple(row))
    return {school.pk: _rights(rows[school.pk], policy) for school, policy in policies.items()}


def _rights(rows: Sequence[tuple[Any, ...]], policy: ResolvedPolicy) -> Rights:
    signed: dict[int, set[tuple[str, str]]] = defaultdict(set)
    trained: dict[int, dict[str, date]] = defaultdict(dict)
    begun: list[tuple[int, str, date]] = []
    own: dict[int, OwnCourse] = {}
    for kind, one, words, digest, on in rows:
        if kind == _SIGNED:
            signed[one].add((words, digest))
        elif kind == _TRAINED:
            until = counts_until(
                on,
                covers=words,
                held_on=date.fromisoformat(digest),
                everyone_every=policy.setting(EVERYONE_EVERY),
            )
            trained[one][words] = max(until, trained[one].get(words, until))
        elif kind == _OWN_COURSE:
            own[one] = OwnCourse(words, digest, on)
        else:
            begun.append((one, words, on))
    if not begun:
        return Rights()
    _number, code, version_since = max(begun)
    return Rights(
        of={one: Evidence(frozenset(signed[one]), trained[one]) for one in {*signed, *trained}},
        since=min(on for _number, each, on in begun if each == code),
        version_since=version_since,
        own_courses=own,
    )


@kept
def _evidence_of(*, schools: Collection[School], people: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    signed = SignedDocument.objects.filter(school__in=schools, person_id__in=people)
    came = Attendance.objects.filter(school__in=schools, person_id__in=people, came=True)
    versions = AdoptedPolicy.objects.filter(school__in=schools, in_force_at__isnull=False)
    in_force_on = Cast(TruncDate("in_force_at", tzinfo=LONDON), DateField())
    return _rows(signed, _SIGNED, "person_id", "document", "digest", "signed_on").union(
        _rows(came, _TRAINED, "person_id", "covers", "session__held_on", "until_on"),
        _rows(versions, _VERSION, "number", "library_code", Value(""), in_force_on),
        _rows(_with_a_course(schools), _OWN_COURSE, "account_id", "covers", "title", "since"),
        all=True,
    )


def _with_a_course(schools: Collection[School]) -> QuerySet[AccountRecord]:
    """The accounts on whose platform the school holds a course of its own, with the first of them."""
    covers = Concat(Value(course_of_place("")), "place")
    held = Course.objects.filter(school=OuterRef("school"), covers=OuterRef("covers"), ended_at__isnull=True)
    first = held.order_by("added_at", "pk")
    since = Cast(TruncDate(Subquery(first.values("added_at")[:1]), tzinfo=LONDON), DateField())
    found = AccountRecord.objects.filter(school__in=schools).exclude(place="").annotate(covers=covers)
    return found.annotate(title=Subquery(first.values("title")[:1]), since=since).filter(title__isnull=False)


def _rows(
    found: QuerySet[Any], kind: int, one: str, words: str, digest: str | Value, on: str | Cast
) -> QuerySet[Any, tuple[Any, ...]]:
    """Each in one shape, so that one query holds them all: where, what it is, whose, two words, a day."""
    return found.order_by().values_list(
        "school_id",
        Value(kind, IntegerField()),
        Cast(one, BigIntegerField()),
        Cast(words, CharField()),
        Cast(digest, CharField()),
        on if isinstance(on, Cast) else Cast(on, DateField()),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one account: what is missing. `is_named` is the headteacher's word."""

    account: OfficialAccount
    is_named: bool
    asks_naming: bool
    lacks: tuple[Missing, ...]
    on: date
    is_kept_out: bool = False

    @property
    def may(self) -> bool:
        return (
            self.account.standing == OfficialAccount.Standing.LIVE
            and not self.is_kept_out
            and (self.is_named or not self.asks_naming)
            and not any(one.counts(self.on) for one in self.lacks)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One person with every account of the school."""

    person: Person
    cells: tuple[Cell, ...]

    @property
    def is_kept_out(self) -> bool:
        """Whether the register of bans keeps them from posting now."""
        return bool(self.person.is_kept_out)  # type: ignore[attr-defined]  # `_writers` adds it

    @property
    def lacks(self) -> tuple[Missing, ...]:
        """Everything that is missing anywhere, each once."""
        return tuple(dict.fromkeys(one for cell in self.cells for one in cell.lacks))

    @property
    def may_somewhere(self) -> bool:
        return any(cell.may for cell in self.cells)


def who_may_post(
    school: School, policy: ResolvedPolicy, now: datetime, *, people: Collection[int] = ()
) -> list[Line]:
    """Everybody whose role lets them write posts at this school, or these of them; as `who_may_post_at`."""
    return who_may_post_at({school: policy}, now, people=people)[school.pk]


def who_may_post_at(
    policies: Mapping[School, ResolvedPolicy], now: datetime, *, people: Collection[int] = ()
) -> dict[int, list[Line]]:
    """Everybody whose role lets them write posts at these schools, by school, with each account and what is missing.
    Three queries, whatever the number of schools and of people: people, accounts, evidence."""
    on = today_of(now)
    writers = _writers(policies, on, people)
    accounts: dict[int, list[OfficialAccount]] = defaultdict(list)
    open_ones = OfficialAccount.objects.filter(school__in=list(policies))
    for account in open_ones.exclude(standing=OfficialAccount.Standing.CLOSED).order_by("name"):
        accounts[account.school_id].append(account)
    rights = rights_at(policies, [pk for some in writers.values() for pk in some])
    return {
        school.pk: _lines(writers[school.pk].values(), accounts[school.pk], policy, rights[school.pk], on)
        for school, policy in policies.items()
    }


def _writers(schools: Iterable[School], on: date, people: Collection[int]) -> dict[int, dict[int, Person]]:
    """Each of them once, by school, in the order of their names."""
    held = Appointment.objects.filter(current(on), school__in=list(schools), role__in=WHO_MAY_WRITE)
    if people:
        held = held.filter(person__in=people)
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    kept_out = kept_from_posting(on, person="person_id", school="school_id")
    named = held.select_related("person").annotate(kept_out=kept_out)
    for one in named.order_by("person__surname", "person__forename", "person_id"):
        one.person.is_kept_out = one.kept_out  # type: ignore[attr-defined]
        found[one.school_id][one.person_id] = one.person  # type: ignore[index]  # only those of a school
    return found


def _lines(
    people: Iterable[Person],
    accounts: Sequence[OfficialAccount],
    policy: ResolvedPolicy,
    rights: Rights,
    on: date,
) -> list[Line]:
    named = [(account, account.named_for()) for account in accounts]
    firmly = policy.asks_firmly(Control.APPOINTED_TO_POST)
    return [
        Line(
            person,
            tuple(
                Cell(
                    account,
                    any(one.person_id == person.pk and one.holds_on(on) for one in names),
                    firmly or bool(names),
                    missing(policy, rights, person.pk, places=[Where(account.channel, account.pk)], on=on),
                    on,
                    person.is_kept_out,  # type: ignore[attr-defined]
                )
                for account, names in named
            ),
        )
        for person in people
    ]


def lacking_at(
    actor: Actor, account: OfficialAccount, policy: ResolvedPolicy
) -> dict[int, tuple[str, ...]] | None:
    """What everybody whose role lets them write lacks to post on this account today, in words, for whoever reads
    signatures. Three queries."""
    if not actor.may(Permission.SIGNATURES_READ):
        return None
    lines = who_may_post(actor.school, policy, actor.now)
    here = [(line, cell) for line in lines for cell in line.cells if cell.account.pk == account.pk]
    return {line.person.pk: tuple(_lacked(cell)) for line, cell in here}


def _lacked(cell: Cell) -> Iterator[str]:
    if cell.is_kept_out:
        yield gettext("kept from posting for now")
    yield from (one.words for one in cell.lacks if one.counts(cell.on))


def my_right(actor: Actor) -> tuple[ResolvedPolicy, Line | None]:
    """One's own line; None for whoever writes no posts by their role."""
    policy = current_policy(actor.school)
    if actor.person_id is None:
        return policy, None
    lines = who_may_post(actor.school, policy, actor.now, people=[actor.person_id])
    return policy, lines[0] if lines else None


def keeps_me_out(actor: Actor) -> Entry | None:
    """The ban that keeps this person from posting now, newest first: they are entitled to read it."""
    if actor.person_id is None:
        return None
    return bans_on_posting(today_of(actor.now), people=[actor.person_id]).first()


def bans_by_person(actor: Actor, people: Collection[int]) -> dict[int, Entry]:
    """The bans of these people, for whoever keeps registers; nothing for anybody else."""
    if not actor.may(Permission.REGISTER_KEEP):
        return {}
    found = bans_on_posting(today_of(actor.now), people=people).order_by("pk")
    return {int(one.answers["person"]): one for one in found}
