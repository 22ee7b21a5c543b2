"""Shared logins in the vault, who opens them, when they are changed; leavers; an account that may be broken into."""

from datetime import date, timedelta

from schoolgate.credentials.actions.keeping import add_login, change_login, name_for_login
from schoolgate.credentials.actions.leaving import certify_leaver, hand_over
from schoolgate.credentials.actions.opening import open_login, open_login_in_an_emergency
from schoolgate.credentials.actions.suspecting import suspect_compromise
from schoolgate.credentials.leaving import leaving_of, open_lines, sections
from schoolgate.credentials.models import Compromise, Leaving, LoginOpening, SharedLogin
from schoolgate.notifications.models import Letter
from schoolgate.official_accounts.actions import name_for_account
from schoolgate.official_accounts.models import AccountPerson
from schoolgate.people.actions.appointing import end_appointment
from schoolgate.people.models import Term
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read
from tests.make import NOW

TODAY = NOW.date()
LAST = TODAY + timedelta(days=10)
PASSWORD, OTHER = "walnut ferry copper lantern", "zinc harvest violin comet"
REASON = "Jo is ill and a wrong post is up"


@scene
def weak_logins_are_refused_and_strong_ones_hidden(stage: Stage) -> None:
    """A short password is refused; a strong one is kept, with its second step said, and stands on no page."""
    head = stage.cast.head
    weak = {"name": "Our page", "password": "short one"}
    stage.refuses(add_login, head, stage.cast.facebook, says="fewer than 12 characters", **weak)
    login = _kept(stage, has_two_steps=True)
    page = stage.page_as_sent(head, "credentials:login", login_id=login.pk)
    assert PASSWORD not in page
    assert PASSWORD not in SharedLogin.objects.get().sealed
    assert "two steps to sign in" in page
    assert "Sealed with key" in page


@scene
def each_login_says_where_it_is_kept_and_when_it_was_changed(stage: Stage) -> None:
    """Two logins, one here, one in a safe: each page says where it lies and when it was changed last."""
    stage.refuses(
        add_login, stage.cast.head, stage.cast.facebook, says="There is no password", name="Our page"
    )
    here, elsewhere = _kept(stage), _kept(stage, password="", kept_where="The safe of the school")
    page = stage.page(stage.cast.head, "credentials:login", login_id=here.pk)
    assert "Sealed with key" in page
    assert "Last changed" in page
    page = stage.page(stage.cast.head, "credentials:login", login_id=elsewhere.pk)
    assert "Kept elsewhere: The safe of the school" in page


@scene
def only_the_named_open_a_login_and_each_opening_is_written_down(stage: Stage) -> None:
    """Jo is refused until the headteacher names her; then she opens it, and the page says so."""
    login, jo = _kept(stage), stage.cast.jo
    stage.refuses(open_login, jo, login, says="not among those who may open", what="password", shown_at=NOW)
    stage.refuses(open_login, stage.cast.deputy, login, says="not among those", what="password", shown_at=NOW)
    stage.does(name_for_login, stage.cast.head, login, person=jo.pk, first_on=TODAY)
    assert stage.does(open_login, jo, login, what="password", shown_at=NOW).subject.shown.value == PASSWORD
    page = stage.page(stage.cast.head, "credentials:login", login_id=login.pk)
    assert "Jo Ash" in page.partition("Who was shown what")[2]
    assert "the password" in page.partition("Who was shown what")[2]


@scene
def leaders_open_any_login_in_an_emergency(stage: Stage) -> None:
    """With a reason only, to leaders only; the headteacher sees who, when and why, and it is to be changed."""
    login, given = _kept(stage), {"what": "password", "shown_at": NOW}
    stage.refuses(
        open_login_in_an_emergency, stage.cast.deputy, login, says="There is no reason", reason="", **given
    )
    stage.does(open_login_in_an_emergency, stage.cast.deputy, login, reason=REASON, **given)
    assert LoginOpening.objects.get().is_emergency
    page = stage.page(stage.cast.head, "credentials:emergencies")
    assert REASON in page
    assert "Dee Marsh" in page
    assert stage.row.clause in page
    login.refresh_from_db()
    assert login.due_because == "emergency_use"
    assert "Change a login: Our page" in stage.today(stage.cast.deputy)


@scene
def logins_are_changed_every_term(stage: Stage) -> None:
    """The page says by when: the next term begins. After a change it is due a term later."""
    for name, first in (("Spring", date(2027, 1, 5)), ("Summer", date(2027, 4, 12))):
        Term.objects.create(
            school=stage.school, name=name, first_on=first, last_on=first + timedelta(days=70)
        )
    login = _kept(stage)
    assert login.due_because == "term"
    page = stage.page(stage.cast.head, "credentials:login", login_id=login.pk)
    assert "a new term begins" in page
    assert stage.row.clause in page


@scene
def logins_are_changed_when_something_happened_and_every_year(stage: Stage) -> None:
    """A year after the last change, and sooner after an emergency."""
    login = _kept(stage)
    assert login.due_because == "year"
    page = stage.page(stage.cast.head, "credentials:login", login_id=login.pk)
    assert "it is a year old" in page
    assert stage.row.clause in page
    given = {"what": "password", "shown_at": NOW, "reason": REASON}
    stage.does(open_login_in_an_emergency, stage.cast.deputy, login, **given)
    login.refresh_from_db()
    assert login.due_because == "emergency_use"


@scene
def a_login_a_leaver_knows_is_changed(stage: Stage) -> None:
    """Jo opened it and leaves: it is due by the end of her last day, on whose Today it stands; a change settles it."""
    login = _kept(stage)
    for person in (stage.cast.jo, stage.cast.lee):
        stage.does(name_for_login, stage.cast.head, login, person=person.pk, first_on=TODAY)
    stage.does(open_login, stage.cast.jo, login, what="password", shown_at=NOW)
    _jo_leaves(stage)
    login.refresh_from_db()
    assert login.due_because == "leaving"
    page = stage.page(stage.cast.lee, "credentials:login", login_id=login.pk)
    assert "somebody who knows it leaves" in page
    assert stage.row.clause in page
    assert "Change a login: Our page" in stage.today(stage.cast.lee)
    later = stage.cast.as_actor(stage.cast.lee, now=NOW + timedelta(hours=1))
    stage.does(change_login, later, login, password=OTHER)
    login.refresh_from_db()
    assert login.due_because != "leaving"


@scene
def everything_of_a_leaver_is_passed_on(stage: Stage) -> None:
    """Her account and login stand open on her page until each is passed on; nobody signs before."""
    login = _kept(stage)
    stage.does(name_for_login, stage.cast.head, login, person=stage.cast.jo.pk, first_on=TODAY)
    _runs(stage, "administrator", stage.cast.jo, stage.cast.lee, stage.cast.deputy)
    leaving = _jo_leaves(stage)
    assert "Pass on what belongs to Jo Ash" in stage.today(stage.cast.head)
    page = stage.page(stage.cast.head, "credentials:leaver", leaving_id=leaving.pk)
    assert "Facebook: looks after it" in page
    assert "Our page (Facebook)" in page
    assert stage.row.clause in page
    _not_yet(stage, leaving, "still open")
    _pass_on(stage, leaving)
    stage.does(certify_leaver, stage.cast.head, leaving, was_told=True)


@scene
def an_account_whose_lead_leaves_is_closed_or_passed_on(stage: Stage) -> None:
    """Jo leads it alone: it stands open until somebody takes over or it is closed, and the sheet proves which."""
    _runs(stage, "lead", stage.cast.jo)
    leaving = _jo_leaves(stage)
    page = stage.page(stage.cast.head, "credentials:leaver", leaving_id=leaving.pk)
    assert "Facebook: leads it" in page
    assert "Close it, or open it" in page
    assert stage.row.clause in page
    _not_yet(stage, leaving, "still open")
    stage.cast.facebook.standing = "closed"
    stage.cast.facebook.save(update_fields=["standing"])
    _pass_on(stage, leaving)
    stage.does(certify_leaver, stage.cast.head, leaving, was_told=True)
    printed = stage.page(stage.cast.head, "credentials:certificate", leaving_id=leaving.pk)
    assert "the account is closed" in printed


@scene
def a_leaver_signs_that_confidentiality_goes_on(stage: Stage) -> None:
    """The sheet says it, with room to sign; without that nobody certifies the leaver."""
    leaving = _jo_leaves(stage)
    printed = stage.page(stage.cast.head, "credentials:certificate", leaving_id=leaving.pk)
    assert "stays between us, online too" in printed
    assert "Signed by Jo Ash" in printed
    assert stage.row.clause in printed
    assert stage.is_cited()
    _pass_on(stage, leaving)
    _not_yet(stage, leaving, "not told that confidentiality goes on", was_told=False)
    stage.does(certify_leaver, stage.cast.head, leaving, was_told=True)


@scene
def the_headteacher_hears_at_once_of_a_compromise(stage: Stage) -> None:
    """One button: the account is stopped, the headteacher has a letter and a task, the breach has its page."""
    words = "A post went up that nobody wrote"
    stage.does(suspect_compromise, stage.cast.deputy, stage.cast.facebook, words=words)
    stage.time_passes()
    stage.cast.facebook.refresh_from_db()
    assert stage.cast.facebook.standing == "suspended"
    assert Letter.objects.filter(recipient=f"person:{stage.cast.head.pk}", occasion__startswith="compromise:")
    assert "Somebody may have broken into Facebook" in stage.today(stage.cast.head)
    found = Compromise.objects.get()
    page = read(stage.page_as_sent(stage.cast.head, "credentials:compromise", compromise_id=found.pk))
    assert words in page
    assert stage.row.clause in page


def _kept(stage: Stage, **given: object) -> SharedLogin:
    wanted = {"name": "Our page", "password": PASSWORD, **given}
    login: SharedLogin = stage.does(add_login, stage.cast.head, stage.cast.facebook, **wanted).subject
    return login


def _runs(stage: Stage, does: str, *people: object) -> None:
    """Nobody but these, for the one account."""
    AccountPerson.objects.all().delete()
    for person in people:
        given = {"person": person.pk, "does": does, "first_on": TODAY}  # type: ignore[attr-defined]
        stage.does(name_for_account, stage.cast.head, stage.cast.facebook, **given)


def _jo_leaves(stage: Stage) -> Leaving:
    AccountPerson.objects.filter(person=stage.cast.jo).exclude(account=stage.cast.facebook).delete()
    AccountPerson.objects.filter(person=stage.cast.jo, does="writer").delete()
    for held in stage.cast.jo.appointments.all():
        stage.does(end_appointment, stage.cast.head, held, last_on=LAST)
    stage.time_passes()
    return Leaving.objects.get(person=stage.cast.jo)


def _pass_on(stage: Stage, leaving: Leaving) -> None:
    """Whatever is open, to Lee."""
    found = leaving_of(stage.as_actor(stage.cast.head), leaving.pk).get()
    keys = [line.key for line in open_lines(sections(found, NOW))]
    if keys:
        stage.does(hand_over, stage.cast.head, leaving, keys=keys, to=stage.cast.lee.pk)


def _not_yet(stage: Stage, leaving: Leaving, says: str, *, was_told: bool = True) -> None:
    refusals = certify_leaver.why_not(stage.as_actor(stage.cast.head), leaving, was_told=was_told)
    assert any(says in one.words for one in refusals), refusals
