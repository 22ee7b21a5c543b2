"""What waits: a login that is to be changed, an opening in an emergency that nobody looked at."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from schoolgate.credentials.models import Leaving, LoginOpening, LoginPerson, SharedLogin
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.desks import Desk
from schoolgate.people.queries import current, today_of
from schoolgate.people.waiting import as_waiting

# A change that is due by its age is said a while before.
AHEAD = timedelta(days=14)


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """For whoever is named for a login, and for who keeps those for which nobody is named; for head and chair."""
    if desk.where(Permission.LOGIN_OPEN):
        yield _to_change(desk)
    if desk.where(Permission.LEAVER_SEE_THROUGH):
        yield _leavers(desk)
    for role, field in ((Role.HEADTEACHER, "head_looked_at"), (Role.CHAIR, "chair_looked_at")):
        schools = desk.where_one_of(role)
        if schools:
            found = LoginOpening.objects.filter(school__in=schools, is_emergency=True, **{field: None})
            yield as_waiting(
                found.exclude(person=desk.person), "login_emergency", what=F("login__name"), due="at"
            )


def _leavers(desk: Desk) -> QuerySet:
    """Those one is responsible for; the headteacher, those for whom nobody else is."""
    theirs = Q(responsible=desk.person) | Q(
        responsible__isnull=True, school__in=desk.where_one_of(Role.HEADTEACHER)
    )
    found = Leaving.objects.filter(
        theirs,
        school__in=desk.where(Permission.LEAVER_SEE_THROUGH),
        stays_at__isnull=True,
        certified_at__isnull=True,
    ).exclude(person=desk.person)
    name = Concat(F("person__forename"), Value(" "), F("person__surname"))
    return as_waiting(found, "leaver", what=name, due="due_at")


def _to_change(desk: Desk) -> QuerySet:
    named = LoginPerson.objects.filter(current(today_of(desk.now)), login=OuterRef("pk"))
    theirs = Exists(named.filter(person=desk.person))
    nobodys = Q(school__in=desk.where(Permission.LOGIN_KEEP)) & ~Exists(named)
    found = SharedLogin.objects.filter(
        Q(theirs) | nobodys,
        school__in=desk.where(Permission.LOGIN_OPEN),
        removed_at__isnull=True,
        due_at__lte=desk.now + AHEAD,
    )
    words = [When(due_because=one.value, then=Value(str(one.label))) for one in SharedLogin.Because]
    why = Case(*words, default=Value(""), output_field=CharField())
    return as_waiting(found, "change_login", what=F("name"), more=why, due="due_at")
