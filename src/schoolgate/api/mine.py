"""What belongs to no one school, and what is one thing of a school: whose key, Today, the policy."""

from dataclasses import replace

from schoolgate.api import filling_in, shown
from schoolgate.api.asking import Listed
from schoolgate.api.doing import asked_nothing
from schoolgate.api.door import Call, Handler
from schoolgate.api.problems import Problem
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import desk_of
from schoolgate.policies.queries import current_policy, library_for
from schoolgate.reports.today import today as today_of_desk
from schoolgate.rules.policy import ResolvedPolicy


def _me(call: Call) -> shown.MeShown:
    asked_nothing(call)
    token = call.token
    schools = [
        shown.SchoolShown(
            seat.school.slug,
            seat.school.name,
            seat.school.nation,
            sorted(one.value for one in call.leaves(seat.permissions)),
        )
        for seat in desk_of(call.person, call.now).seats
    ]
    return shown.MeShown(
        call.person.pk, str(call.person), token.prefix, token.may_write, token.ends_on, schools
    )


def _today(call: Call) -> Listed:
    """What waits, as far as this key may know: a right it does not have brings no lines."""
    asked_nothing(call)
    desk = desk_of(call.person, call.now)
    seats = tuple(replace(seat, permissions=call.leaves(seat.permissions)) for seat in desk.seats)
    if not any(Permission.DUTY_DO in seat.permissions for seat in seats):
        raise Problem("not-allowed", "This key was not made to do and close one's own tasks.")
    groups, _has_more = today_of_desk(replace(desk, seats=seats))
    return Listed(
        [
            shown.TodayShown(
                group.name, row.what, row.more, row.due_at, row.clause.id if row.clause else None, row.href
            )
            for group in groups
            for row in group.rows
        ],
        None,
    )


def _policy(call: Call) -> shown.PolicyShown:
    asked_nothing(call)
    return policy_shown(current_policy(call.acting.school))


def _library(call: Call) -> Listed:
    asked_nothing(call)
    return Listed([policy_shown(one) for one in library_for(call.acting.school).values()], None)


def _forms(call: Call) -> Listed:
    asked_nothing(call)
    return Listed(filling_in.forms(call.acting), None)


def _registers(call: Call) -> Listed:
    asked_nothing(call)
    return Listed(filling_in.registers(call.acting), None)


def policy_shown(policy: ResolvedPolicy) -> shown.PolicyShown:
    """A policy whole: what it stops, what it sets, what it asks, and every clause."""
    return shown.PolicyShown(
        code=policy.code,
        title=policy.title,
        digest=policy.digest,
        gates=[
            shown.GateShown(key, gate.definition.title, gate.strictness.value, list(gate.clauses))
            for key, gate in policy.gates.items()
        ],
        settings=[
            shown.SettingShown(key, one.definition.title, one.in_words, list(one.clauses))
            for key, one in policy.settings.items()
        ],
        questions=[question.key for question in policy.questions],
        clauses=[shown.ClauseShown(one.id, one.words) for one in policy.clauses.values()],
    )


OWN: dict[str, Handler] = {
    "me": _me,
    "today": _today,
    "policy": _policy,
    "library": _library,
    "forms": _forms,
    "registers": _registers,
}
