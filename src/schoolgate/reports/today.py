"""Today: what needs this person, soonest first, at all of their schools; a fixed handful of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
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
from schoolgate.requests import waiting as requests_waiting
from schoolgate.rules.policy import Clause, ResolvedPolicy
from schoolgate.rules.posts.states import STATE_WORDS, State
from schoolgate.rules.school_time import local_day
from schoolgate.staffing import waiting as staffing_waiting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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
class Kind:
    """How one kind of waiting thing is said: "Approve: …", the page that does it, the control behind it."""

    says: "StrOrPromise"
    act: "StrOrPromise"
    url_name: str
    about: str
    control: str
    has_deadline: bool = True


KINDS: dict[str, Kind] = {
    "approve": Kind(
        gettext_lazy("Approve: %s"), gettext_lazy("Look"), "posts:approve", "post_id", "gate.four_eyes"
    ),
    "put_right": Kind(
        gettext_lazy("Put right: %s"),
        gettext_lazy("Open"),
        "posts:edit",
        "post_id",
        "gate.approved_as_it_stands",
        has_deadline=False,
    ),
    "look": Kind(
        gettext_lazy("Look at what went out unread: %s"),
        gettext_lazy("Look"),
        "posts:look",
        "post_id",
        "gate.four_eyes",
    ),
    "by_hand": Kind(
        gettext_lazy("Put it up: %s"),
        gettext_lazy("Open"),
        "posts:confirm",
        "delivery_id",
        "gate.approved_as_it_stands",
        has_deadline=False,
    ),
    "unknown": Kind(
        gettext_lazy("Look whether it is up: %s"),
        gettext_lazy("Look"),
        "posts:confirm",
        "delivery_id",
        "gate.approved_as_it_stands",
        has_deadline=False,
    ),
    "name_people": Kind(
        gettext_lazy("Name who is in a picture: %s"),
        gettext_lazy("Open"),
        "posts:edit",
        "post_id",
        "gate.every_picture_looked_at",
        has_deadline=False,
    ),
    "approve_notice": Kind(
        gettext_lazy("Approve an urgent notice: %s"),
        gettext_lazy("Look"),
        "posts:approve_notice",
        "notice_id",
        "gate.four_eyes",
        has_deadline=False,
    ),
    "sign_policy": Kind(
        gettext_lazy("Sign our policy: %s"),
        gettext_lazy("Read"),
        "policies:sign",
        "number",
        "gate.policy_may_be_adopted",
        has_deadline=False,
    ),
    "answer_first": Kind(
        gettext_lazy("Answer a question about a post: %s"),
        gettext_lazy("Answer"),
        "posts:answer_first",
        "post_id",
        "gate.open_question_holds",
        has_deadline=False,
    ),
    "decide_request": Kind(
        gettext_lazy("Decide: %s"), gettext_lazy("Look"), "requests:request", "request_id", ""
    ),
    "held_back": Kind(
        gettext_lazy("Hold it back until it is talked over: %s"),
        gettext_lazy("Look"),
        "requests:request",
        "request_id",
        "",
        has_deadline=False,
    ),
    "do_request": Kind(
        gettext_lazy("Do what was asked: %s"), gettext_lazy("Open"), "requests:request", "request_id", ""
    ),
    "review_leave": Kind(
        gettext_lazy("Look again at the leave you gave: %s"),
        gettext_lazy("Look"),
        "requests:request",
        "request_id",
        "",
        has_deadline=False,
    ),
    "review_account": Kind(
        gettext_lazy("Review the account: %s"),
        gettext_lazy("Review"),
        "official_accounts:review",
        "account_id",
        "duty.account_review",
        has_deadline=False,
    ),
    "look_at_entry": Kind(
        gettext_lazy("Is this still right? %s"),
        gettext_lazy("Look"),
        "registers:entry",
        "entry_id",
        "",
        has_deadline=False,
    ),
    "fill_post": Kind(
        gettext_lazy("Nobody holds this post: %s"),
        gettext_lazy("Appoint"),
        "staffing:posts",
        "",
        "noun.people.posts_held",
        has_deadline=False,
    ),
    "confirm_import": Kind(
        gettext_lazy("Look through the roll and confirm it: %s"),
        gettext_lazy("Look"),
        "pupils:confirm_import",
        "import_id",
        "",
        has_deadline=False,
    ),
    "broken_file": Kind(
        gettext_lazy("The roll could not be read: %s"),
        gettext_lazy("Look"),
        "pupils:roll_folder",
        "",
        "gate.roll_import",
        has_deadline=False,
    ),
    "check_consents": Kind(
        gettext_lazy("Look through the record of consents: %s"),
        gettext_lazy("Look"),
        "pupils:current",
        "",
        "duty.consents_kept_current",
    ),
    "pupil_on_hold": Kind(
        gettext_lazy("Say who decides for a child%s"),
        gettext_lazy("Look"),
        "pupils:say_who_decides",
        "hold_id",
        "noun.consents.giver",
        has_deadline=False,
    ),
    "family_matter": Kind(
        gettext_lazy("From a family: %s"),
        gettext_lazy("Look"),
        "families:matter",
        "matter_id",
        "noun.consents.answers",
        has_deadline=False,
    ),
    "objection": Kind(
        gettext_lazy("Decide about an objection of a family%s"),
        gettext_lazy("Decide"),
        "families:objection",
        "objection_id",
        "noun.consents.withdrawal",
    ),
    "settle_questions": Kind(
        gettext_lazy("Settle what an import left open: %s"),
        gettext_lazy("Settle"),
        "pupils:confirm_import",
        "import_id",
        "gate.consent_for_every_use",
        has_deadline=False,
    ),
    "change_login": Kind(
        gettext_lazy("Change a login: %s"),
        gettext_lazy("Open"),
        "credentials:login",
        "login_id",
        "duty.login_changed",
    ),
    "leaver": Kind(
        gettext_lazy("Pass on what belongs to %s, who leaves"),
        gettext_lazy("Open"),
        "credentials:leaver",
        "leaving_id",
        "duty.leaver_handover",
    ),
    "login_emergency": Kind(
        gettext_lazy("Opened in an emergency: %s"),
        gettext_lazy("Look"),
        "credentials:emergencies",
        "",
        "access.leadership_opens_logins",
        has_deadline=False,
    ),
    "read_worry": Kind(
        gettext_lazy("Read a worry: %s"),
        gettext_lazy("Open"),
        "concerns:concern",
        "concern_id",
        "duty.act_on_concern",
    ),
    "see_to_worry": Kind(
        gettext_lazy("See to a worry: %s"),
        gettext_lazy("Open"),
        "concerns:concern",
        "concern_id",
        "duty.act_on_concern",
    ),
    "decide_breach": Kind(
        gettext_lazy("Decide who is told of breach %s"),
        gettext_lazy("Open"),
        "breaches:breach",
        "breach_id",
        "case.information_breach",
    ),
    "see_to_breach": Kind(
        gettext_lazy("See to breach %s"),
        gettext_lazy("Open"),
        "breaches:breach",
        "breach_id",
        "case.information_breach",
    ),
    "duty": Kind(gettext_lazy("%s"), gettext_lazy("Open"), "duties:do", "duty_id", ""),
    "late": Kind(
        gettext_lazy("Somebody is late at %s"),
        gettext_lazy("Look"),
        "duties:duties",
        "",
        "access.head_sees_all_open",
        has_deadline=False,
    ),
}


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
        row = _row(one, seats[one.school_id], policies, several=len(seats) > 1)
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


def _row(one: Waiting, seat: Seat, policies: dict[int, ResolvedPolicy], *, several: bool) -> Row:
    kind = KINDS[one.kind]
    more = _more(one)
    if several:
        more = f"{more} · {seat.school.name}" if more else seat.school.name
    return Row(
        what=str(kind.says) % one.what,
        more=more,
        due_at=one.due_at,
        has_deadline=kind.has_deadline,
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
        return STATE_WORDS[State(one.more)]
    if one.kind == "approve":
        by = _("by %(name)s") % {"name": one.more}
        pictures = ngettext("%(many)s picture", "%(many)s pictures", one.many) % {"many": one.many}
        return f"{pictures}, {by}" if one.many else by
    if one.kind == "late":
        return ngettext("%(many)s thing", "%(many)s things", one.many) % {"many": one.many}
    if one.kind == "settle_questions":
        return ngettext("%(many)s question", "%(many)s questions", one.many) % {"many": one.many}
    return one.more


def _clause(policy: ResolvedPolicy | None, control: str) -> ClauseOfControl | None:
    clauses: Sequence[Clause] = policy.clauses_of(control) if policy and control else ()
    if policy is None or not clauses:
        return None
    gate = policy.gates.get(control)
    return ClauseOfControl(clauses[0].id, gate.definition.title if gate else "", clauses[0].words)
