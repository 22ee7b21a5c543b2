"""By when a login must be changed: who has seen it since it was changed last, and which reasons the policy counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q

from schoolgate.credentials.models import LoginOpening, LoginPerson, SharedLogin
from schoolgate.people.models import Appointment, School, Term
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules import credentials as rules

# In a school that has not said when its terms are.
A_TERM = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Due:
    """By when and why; both empty where nothing is asked."""

    at: datetime | None = None
    because: str = ""


def end_of(day: date) -> datetime:
    """The last minute of this day in London: what is due by then is said with the day itself."""
    return datetime.combine(day, time(23, 59), LONDON)


def dues_of(school: School, logins: Iterable[SharedLogin], now: datetime) -> dict[int, Due]:
    """For each of these logins. Five queries, whatever their number."""
    wanted = list(logins)
    reasons = current_policy(school).setting("login_change")
    known = _known_by(school, wanted, today_of(now))
    terms = list(Term.objects.filter(school=school).order_by("first_on").values_list("first_on", flat=True))
    found = {}
    for login in wanted:
        facts = rules.AgeFacts(
            login.changed_at, login.suspected_at, tuple(known[login.pk]), _next_term(login.changed_at, terms)
        )
        said = rules.due(facts, reasons)
        found[login.pk] = Due(*said) if said else Due()
    return found


def keep_due(login: SharedLogin, now: datetime) -> bool:
    """Write into this login, which is not saved yet, by when it must be changed; whether that is news."""
    found = dues_of(login.school, [login], now)[login.pk]
    is_news = (login.due_at, login.due_because) != (found.at, found.because)
    login.due_at, login.due_because = found.at, found.because
    return is_news


def last_days(school: School, people: Iterable[int], today: date) -> dict[int, date]:
    """The last day here of each of these people who has one; who stays is not among them."""
    here = Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id)
    posts = Appointment.objects.filter(here, person__in=list(people))
    stays = set(posts.filter(last_on__isnull=True).values_list("person_id", flat=True))
    ended = posts.values_list("person_id").annotate(last=Max("last_on")).order_by()
    return {person: last for person, last in ended if person not in stays and last is not None}


def _known_by(school: School, logins: list[SharedLogin], today: date) -> dict[int, list[rules.Knows]]:
    """Who was shown each login since it was changed, and whoever changed it."""
    changed = {login.pk: login.changed_at for login in logins}
    seen = [
        (one.login_id, one.person_id, one.at, one.is_emergency)
        for one in LoginOpening.objects.filter(login__in=changed)
        if one.at >= changed[one.login_id]
    ]
    seen += [(one.pk, one.changed_by_id, one.changed_at, False) for one in logins if one.changed_by_id]
    leaving = last_days(school, {person for _login, person, _at, _emergency in seen}, today)
    lost = _rights_lost(changed, today)
    found: dict[int, list[rules.Knows]] = defaultdict(list)
    for login, person, at, was_emergency in seen:
        gone_on, lost_on = leaving.get(person), lost.get((login, person))
        found[login].append(
            rules.Knows(
                at,
                gone_at=end_of(gone_on) if gone_on else None,
                lost_at=end_of(lost_on) if lost_on else None,
                was_emergency=was_emergency,
            )
        )
    return found


def _rights_lost(logins: Iterable[int], today: date) -> dict[tuple[int, int], date]:
    """(login, person) -> the last day of a right that has an end and is not followed by another."""
    lost: dict[tuple[int, int], date] = {}
    stays = set()
    for one in LoginPerson.objects.filter(login__in=list(logins)):
        pair = (one.login_id, one.person_id)
        if one.last_on is None:
            stays.add(pair)
        else:
            lost[pair] = max(one.last_on, lost.get(pair, one.last_on))
    return {pair: last for pair, last in lost.items() if pair not in stays}


def _next_term(changed_at: datetime, terms: list[date]) -> datetime:
    """By the end of the first day of the next term after the change."""
    changed_on = today_of(changed_at)
    later = next((first for first in terms if first > changed_on), None)
    return end_of(later) if later else changed_at + A_TERM
