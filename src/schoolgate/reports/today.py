"""Today: what needs this person, soonest first, at all of their schools; a fixed handful of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scope

from schoolgate.breaches import waiting as breaches_waiting
from schoolgate.concerns import waiting as concerns_waiting
from schoolgate.credentials import waiting as credentials
from schoolgate.duties import waiting as duties
from schoolgate.families import waiting as families_waiting
from schoolgate.official_accounts import waiting as accounts_waiting
from schoolgate.people.desks import Desk, Seat
from schoolgate.people.waiting import Part, Waiting, waiting_for
from schoolgate.policies import waiting as policies_waiting
from schoolgate.policies.queries import current_policies
from schoolgate.posts import waiting as posts
from schoolgate.pupils import waiting as pupils_waiting
from schoolgate.registers import waiting as registers_waiting
from schoolgate.reports.kinds import KINDS, Kind
from schoolgate.requests import waiting as requests_waiting
from schoolgate.rules.policy import Clause, ResolvedPolicy
from schoolgate.rules.posts.states import STATE_WORDS, State
from schoolgate.rules.school_time import local_day
from schoolgate.staffing import waiting as staffing_waiting

PARTS: tuple[Part, ...] = (
    posts.waiting_for,
    duties.waiting_for,
    policies_waiting.waiting_for,
    pupils_waiting.waiting_for,
    families_waiting.waiting_for,
    staffing_waiting.waiting_for,
    credentials.waiting_for,
    requests_waiting.waiting_for,
    registers_waiting.waiting_for,
    accounts_waiting.waiting_for,
    concerns_waiting.waiting_for,
    breaches_waiting.waiting_for,
)
# Nobody works through more at once; what is left comes up as this gets done.
MOST = 60


@dataclass(frozen=True, slots=True)
class ClauseOfControl:
    """A clause, called by what it asks for ("A second pair of eyes") where the control has a name."""

    id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of Today."""

    what: str
    more: str
    due_at: datetime | None
    has_deadline: bool
    is_since: bool
    clause: ClauseOfControl | None
    href: str
    act: str
    is_first_hand: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Overdue, Today, This week, Later."""

    name: str
    is_late: bool
    rows: tuple[Row, ...]


def today(desk: Desk) -> tuple[list[Group], bool]:
    """The groups that have something in them, and whether more waits than is shown."""
    with scope(school=desk.schools):
        found = waiting_for(desk, PARTS, most=MOST + 1)
        policies = current_policies(desk.schools) if found else {}
    seats = {seat.school.pk: seat for seat in desk.seats}
    rows: dict[str, list[Row]] = defaultdict(list)
    for one in found[:MOST]:
        row = _row(one, seats[one.school_id], policies, now=desk.now, several=len(seats) > 1)
        rows[_group_of(one, desk.now)].append(row)
    names = {"late": _("Overdue"), "today": _("Today"), "week": _("This week"), "later": _("Later")}
    groups = [
        Group(name, is_late=key == "late", rows=tuple(rows[key]))
        for key, name in names.items()
        if key in rows
    ]
    return groups, len(found) > MOST


def _group_of(one: Waiting, now: datetime) -> str:
    if one.due_at is None or not KINDS[one.kind].has_deadline:
        return "today"
    if one.due_at < now:
        return "late"
    days = (local_day(one.due_at) - local_day(now)).days
    return "today" if days == 0 else "week" if days < 7 else "later"


def _row(
    one: Waiting, seat: Seat, policies: dict[int, ResolvedPolicy], *, now: datetime, several: bool
) -> Row:
    kind = KINDS[one.kind]
    more = _more(one)
    if several:
        more = f"{more} · {seat.school.name}" if more else seat.school.name
    return Row(
        what=str(kind.says) % one.what,
        more=more,
        due_at=one.due_at,
        has_deadline=kind.has_deadline,
        # It waits since then; beside a post that came back stands when it was meant to go out.
        is_since=not kind.has_deadline and one.kind != "put_right" and bool(one.due_at and one.due_at <= now),
        clause=_clause(policies.get(one.school_id), one.control or kind.control),
        href=reverse(kind.url_name, kwargs=_where(kind, seat, one)),
        act=str(kind.act),
        is_first_hand=one.kind not in {"approve_notice", "name_people"},
    )


def _where(kind: Kind, seat: Seat, one: Waiting) -> dict[str, str | int]:
    where: dict[str, str | int] = {"school_slug": seat.school.slug}
    return where | {kind.about: one.about} if kind.about else where


def _more(one: Waiting) -> str:
    if one.kind == "put_right":
        state = STATE_WORDS[State(one.more)]
        return _("%(state)s, meant to go out") % {"state": state} if one.due_at else state
    if one.kind == "approve":
        by = _("by %(name)s") % {"name": one.more}
        pictures = ngettext("%(many)s picture", "%(many)s pictures", one.many) % {"many": one.many}
        return f"{pictures}, {by}" if one.many else by
    if one.kind == "late":
        return ngettext("%(many)s thing", "%(many)s things", one.many) % {"many": one.many}
    if one.kind == "account_people":
        words = ngettext("%(many)s person looks after it", "%(many)s people look after it", one.many)
        return words % {"many": one.many} if one.many else _("Nobody looks after it")
    if one.kind == "settle_questions":
        return ngettext("%(many)s question", "%(many)s questions", one.many) % {"many": one.many}
    return one.more


def _clause(policy: ResolvedPolicy | None, control: str) -> ClauseOfControl | None:
    clauses: Sequence[Clause] = policy.clauses_of(control) if policy and control else ()
    if policy is None or not clauses:
        return None
    gate = policy.gates.get(control)
    return ClauseOfControl(clauses[0].id, gate.definition.title if gate else "", clauses[0].words)
