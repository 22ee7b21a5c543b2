"""A leaver: every account, login, post, task and key of theirs, and what is done about each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import CharField, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.credentials.due import end_of
from schoolgate.credentials.models import HandedOver, Leaving, LoginOpening, LoginPerson, SharedLogin
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.here import holds_a_post
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.official_accounts.naming import refusals_to_take_over
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.people.sessions import device_words
from schoolgate.policies.forms_library import register_forms
from schoolgate.policies.queries import current_policy
from schoolgate.posts.models import Post
from schoolgate.registers.rota import REGISTER as ROTA
from schoolgate.registers.rota import turns_of
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.web.addresses import url

HANDOVER = "duty.leaver_handover"
DAYS_BEFORE = "leaver_handover_days"
# Posts that still need their author.
_IN_HAND = (State.WAITING, State.RETURNED, State.APPROVED, State.RELEASED, State.HELD)
LOOKS_AFTER = (AccountPerson.Does.LEAD, AccountPerson.Does.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a leaver: what it is, how it stands, and what is to be done."""

    key: str
    what: str
    standing: str
    is_done: bool
    href: str = ""
    act: str = ""
    may_be_handed_over: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind, under its heading."""

    heading: str
    lines: tuple[Line, ...]


# Rooms above hand in what they know of a leaver: keys for programs.
Part = Callable[[Leaving, datetime], Iterable[Line]]
# The heading may be translated when it is shown.
ALSO: list[tuple[Any, Part]] = []


def leaver_also_has(heading: Any, part: Part) -> None:
    """A room above tells what else a person leaves behind; called when it starts."""
    if (heading, part) not in ALSO:
        ALSO.append((heading, part))


def pass_on_by(school: School, last_on: date, today: date) -> datetime:
    """By when everything of somebody whose last day this is has been passed on: as many days before as the policy
    gives, while they can still show how; never in the past for that alone."""
    ahead = last_on - timedelta(days=current_policy(school).setting(DAYS_BEFORE))
    return end_of(min(last_on, max(ahead, today)))


def leaving_of(actor: Actor, leaving_id: int) -> QuerySet[Leaving]:
    """This leaver, with all that their page reads."""
    found = Leaving.objects.filter(pk=leaving_id, school=actor.school, stays_at__isnull=True)
    return found.select_related("person__user", "responsible", "certified_by", "school").prefetch_related(
        Prefetch("handed_over", queryset=HandedOver.objects.select_related("to"))
    )


def leavers(actor: Actor) -> QuerySet[Leaving]:
    """Everyone whose things are passed on, those who leave soonest first; those who are through at the end."""
    found = Leaving.objects.filter(school=actor.school, stays_at__isnull=True)
    return found.select_related("person", "responsible").order_by("certified_at", "last_on", "pk")


def sections(leaving: Leaving, now: datetime, policy: ResolvedPolicy | None = None) -> list[Section]:
    """Everything of theirs. Five queries, and one for each part that rooms above hand in."""
    over = {one.key: one for one in leaving.handed_over.all()}
    owed = _owed(leaving, over)
    found = [
        Section(
            _("Accounts they are named for"),
            tuple(_accounts(leaving, over, policy or current_policy(leaving.school))),
        ),
        Section(_("Logins they know or may open"), tuple(_logins(leaving, now))),
        Section(_("Posts not yet out"), tuple(_posts(leaving, over))),
        Section(_("Open tasks"), tuple(one for one in owed if one.key.startswith("duty:"))),
        Section(
            _("Days on which they are on duty"), tuple(one for one in owed if one.key.startswith("rota:"))
        ),
        Section(_("Devices they are signed in on"), tuple(_sessions(leaving))),
    ]
    found += [Section(str(heading), tuple(part(leaving, now))) for heading, part in ALSO]
    return found


def open_lines(found: Iterable[Section]) -> list[Line]:
    """What is still to be done."""
    return [line for section in found for line in section.lines if not line.is_done]


def _accounts(leaving: Leaving, over: dict[str, HandedOver], policy: ResolvedPolicy) -> Iterator[Line]:
    named = AccountPerson.objects.filter(account__people__person=leaving.person_id).select_related("account")
    # Whoever leaves before, or on the same day, does not look after it then.
    named = named.annotate(stays=holds_a_post(leaving.last_on + timedelta(days=1)))
    theirs: dict[OfficialAccount, list[AccountPerson]] = {}
    others: dict[int, set[int]] = {}
    for one in named.distinct().order_by("account__name", "pk"):
        if one.person_id == leaving.person_id:
            theirs.setdefault(one.account, []).append(one)
        elif one.does in LOOKS_AFTER and one.stays and (one.last_on is None or one.last_on > leaving.last_on):
            others.setdefault(one.account_id, set()).add(one.person_id)
    wanted = int(policy.setting("administrators_min"))
    for account, rows in theirs.items():
        yield _account_line(leaving, account, rows, len(others.get(account.pk, ())), wanted, over)


def _account_line(
    leaving: Leaving,
    account: OfficialAccount,
    rows: list[AccountPerson],
    others: int,
    wanted: int,
    over: dict[str, HandedOver],
) -> Line:
    key = f"account:{account.pk}"
    does = rows[-1].get_does_display()
    has_ended = all(one.last_on is not None and one.last_on <= leaving.last_on for one in rows)
    looked_after = any(one.does in LOOKS_AFTER for one in rows)
    page = url("official_accounts:account", school_slug=leaving.school.slug, account_id=account.pk)
    what = f"{account.name}: {does}"
    if account.standing == OfficialAccount.Standing.CLOSED:
        return Line(key, what, _("the account is closed"), True, page)
    if looked_after and others < wanted:
        left = ngettext(
            "%(many)s person looks after it then; our policy wants %(wanted)s",
            "%(many)s people look after it then; our policy wants %(wanted)s",
            others,
        ) % {"many": others, "wanted": wanted}
        return Line(key, what, left, False, page, _("Close it, or open it"), may_be_handed_over=True)
    if not has_ended and not looked_after:
        return Line(key, what, _("writes for it until their last day, and no longer"), True, page)
    if not has_ended:
        return Line(
            key, what, _("named beyond their last day"), False, page, _("Open"), may_be_handed_over=True
        )
    to = over.get(key)
    said = _("passed to %(name)s") % {"name": to.to} if to else _("ends with their last day")
    return Line(key, what, said, True, page)


def _logins(leaving: Leaving, now: datetime) -> Iterator[Line]:
    theirs = {"person": leaving.person_id}
    named = LoginPerson.objects.filter(login=OuterRef("pk"), **theirs)
    beyond = named.filter(Q(last_on__isnull=True) | Q(last_on__gt=leaving.last_on))
    opened = LoginOpening.objects.filter(login=OuterRef("pk"), **theirs)
    found = (
        SharedLogin.objects.filter(school=leaving.school)
        .annotate(
            seen_at=Max("openings__at", filter=Q(openings__person=leaving.person_id)),
            named=Exists(named),
            beyond=Exists(beyond),
        )
        .filter(Q(named=True) | Exists(opened) | Q(changed_by=leaving.person_id))
        .select_related("account")
        .order_by("name", "pk")
    )
    for login in found:
        yield _login_line(leaving, login)


def _login_line(leaving: Leaving, login: SharedLogin) -> Line:
    seen_at = login.seen_at  # type: ignore[attr-defined]  # annotated
    knows = (seen_at is not None and seen_at >= login.changed_at) or login.changed_by_id == leaving.person_id
    page = url("credentials:login", school_slug=leaving.school.slug, login_id=login.pk)
    what, key = f"{login.name} ({login.account.name})", f"login:{login.pk}"
    if login.removed_at is not None:
        return Line(key, what, _("removed"), True)
    if knows:
        return Line(key, what, _("they know it as it is now: it must be changed"), False, page, _("Open"))
    if login.beyond:  # type: ignore[attr-defined]  # annotated
        return Line(key, what, _("may open it beyond their last day"), False, page, _("End it"), True)
    if seen_at is None:
        return Line(key, what, _("never opened it"), True, page)
    return Line(key, what, _("changed since they last saw it"), True, page)


def _posts(leaving: Leaving, over: dict[str, HandedOver]) -> Iterator[Line]:
    found = Post.objects.filter(school=leaving.school, author=leaving.person_id, state__in=_IN_HAND)
    for post in found.only("pk", "title", "text", "state").order_by("goes_out_at", "pk"):
        page = url("posts:post", school_slug=leaving.school.slug, post_id=post.pk)
        yield _passed_on(f"post:{post.pk}", post.heading, page, over)


def _owed(leaving: Leaving, over: dict[str, HandedOver]) -> list[Line]:
    """What they still owe, but for what is about themselves: nobody signs, reads or learns for somebody else; and
    their turns in the rota beyond their last day. Both in one query, and what was passed on by now with them."""
    passed = {
        kind: [int(key.partition(":")[2]) for key in over if key.startswith(kind)]
        for kind in ("duty:", "rota:")
    }
    duties = Duty.objects.filter(
        Q(owed_by=leaving.person_id, done_at__isnull=True) | Q(pk__in=passed["duty:"]), school=leaving.school
    ).exclude(Q(about__endswith=f"person:{leaving.person_id}") | Q(about__startswith="note:"))
    turns = turns_of(leaving.school_id, leaving.person_id, beyond=leaving.last_on, also=passed["rota:"])
    rows = _rows(duties, "duty", "what", Value(""), "due_at").union(
        _rows(
            turns,
            "rota",
            KeyTextTransform("what", "answers"),
            KeyTextTransform("account", "answers"),
            "written_at",
        ),
        all=True,
    )
    return [_owed_line(leaving, over, *row) for row in rows.order_by("kind", "at", "number")]


def _rows(found: QuerySet[Any], kind: str, what: Any, more: Any, at: str) -> QuerySet[Any, Any]:
    words = [Cast(one, CharField()) for one in (what, more)]
    named = found.order_by().annotate(
        kind=Value(kind, CharField()), number=F("pk"), said=words[0], said_more=words[1], at=F(at)
    )
    return named.values_list("kind", "number", "said", "said_more", "at")


def _owed_line(
    leaving: Leaving,
    over: dict[str, HandedOver],
    kind: str,
    number: int,
    words: str,
    more: str,
    _at: datetime,
) -> Line:
    if kind == "duty":
        return _passed_on(f"duty:{number}", words, "", over)
    asked = register_forms()[ROTA].form.question("what")
    said = asked.choices.get(words, words) if asked else words
    page = url("registers:entry", school_slug=leaving.school.slug, entry_id=number)
    return _passed_on(f"rota:{number}", ", ".join(filter(None, [said, more])), page, over)


def _passed_on(key: str, what: str, page: str, over: dict[str, HandedOver]) -> Line:
    if key in over:
        return Line(key, what, _("passed to %(name)s") % {"name": over[key].to}, True, page)
    return Line(key, what, _("still with them"), False, page, _("Open") if page else "", True)


def _sessions(leaving: Leaving) -> Iterator[Line]:
    standing = _("opens nothing here after their last day")
    for one in UserSession.objects.filter(user=leaving.person.user_id).order_by("-created_at"):
        yield Line(f"session:{one.pk}", device_words(one.user_agent), standing, True)


def could_take_over(leaving: Leaving, on: date) -> list[Person]:
    """Everyone here who stays: not the leaver, and nobody else who leaves."""
    leave = Leaving.objects.filter(school=leaving.school, stays_at__isnull=True, last_on__gte=on)
    people = people_of(leaving.school, on).exclude(pk=leaving.person_id)
    return list(people.exclude(pk__in=leave.values("person_id")))


def refusals_to_hand_over(actor: Actor, leaving: Leaving, *, keys: Iterable[str], to: int) -> list[Refusal]:
    wanted = set(keys)
    if leaving.certified_at is not None:
        return [_is_through()]
    if to == leaving.person_id or to not in {one.pk for one in could_take_over(leaving, today_of(actor.now))}:
        return [Refusal(Control.STATE, "They cannot take it over.", "Choose somebody who stays.", about="to")]
    lines = {line.key for line in open_lines(sections(_whole(leaving), actor.now)) if line.may_be_handed_over}
    if not wanted or wanted - lines:
        return [
            Refusal(
                Control.STATE, "There is nothing to pass on here.", "Choose what to pass on.", about="keys"
            )
        ]
    needs_the_head = [key for key in wanted if key.startswith(("account:", "login:"))]
    if needs_the_head and not actor.may(Permission.ACCOUNT_NAME):
        return [
            Refusal(
                Control.APPOINTED_TO_POST,
                "Who runs an account or opens a login is the headteacher’s to say.",
                "Leave accounts and logins out here, and ask the headteacher to pass them on.",
                about="keys",
            )
        ]
    if any(key.startswith("account:") for key in wanted):
        return refusals_to_take_over(actor, to)
    return []


def refusals_to_certify(actor: Actor, leaving: Leaving, *, was_told: bool) -> list[Refusal]:
    if leaving.certified_at is not None:
        return [_is_through()]
    refusals = []
    if leaving.person_id == actor.person_id:
        refusals.append(Refusal(Control.FOUR_EYES, "This is about yourself.", "Somebody else signs it."))
    left = open_lines(sections(_whole(leaving), actor.now))
    if left:
        words = ngettext("%(many)s thing is still open.", "%(many)s things are still open.", len(left))
        refusals.append(Refusal(Control.STATE, words % {"many": len(left)}, "See to each of them first."))
    if not was_told:
        refusals.append(
            Refusal(
                Control.STATE,
                "They were not told that confidentiality goes on.",
                "Give them the page to sign, then tick the box.",
                about="was_told",
            )
        )
    return refusals


def refusals_to_find(actor: Actor, school: School, **_: object) -> list[Refusal]:
    """Only the clock may, which the permission says."""
    return []


def refusals_to_stay(actor: Actor, leaving: Leaving) -> list[Refusal]:
    return [_is_through()] if leaving.certified_at is not None else []


def _whole(leaving: Leaving) -> Leaving:
    found = Leaving.objects.select_related("person__user", "school")
    return found.prefetch_related(
        Prefetch("handed_over", queryset=HandedOver.objects.select_related("to"))
    ).get(pk=leaving.pk)


def _is_through() -> Refusal:
    return Refusal(Control.STATE, "This leaver is through already.", "Nothing is left to do.")
