"""Goal 13: opening a shared login, recorded and safely on the disk, against a signed-in page that writes nothing."""

from itertools import count

from django.http import HttpRequest
from django_scopes import scope

from benchmarks import ground
from benchmarks.measuring import Arm, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from schoolgate.credentials.actions.keeping import add_login, name_for_login
from schoolgate.credentials.models import LoginOpening, SharedLogin
from schoolgate.official_accounts.models import OfficialAccount

ROUNDS = 61
PASSWORD = "walnut ferry copper lantern"  # noqa: S105 - invented


def main() -> None:
    ground.stand_on(reference_set())
    goal = Goal(13, "opening a shared login")
    head = ground.Visitor.head_of("deciding")
    with scope(school=head.school):
        login = _kept(head)
        keys = count()
        shown = ground.answer(press(head, login, next(keys)))
        ground.must(PASSWORD.encode() in shown.content, "the password is shown")
        queries = ground.queries_of(lambda: ground.answer(press(head, login, next(keys))))
        page = head.asks("/schools/deciding/posts/")
        ground.must(ground.answer(page()).status_code == 200, "the signed-in page opens")
        arms = {
            "a signed-in page": Arm(ground.answer, page),
            "opening": Arm(ground.answer, lambda: press(head, login, next(keys)), repeats=False),
        }
        run = side_by_side(arms, rounds=ROUNDS)
        ground.must(LoginOpening.objects.count() >= ROUNDS, "each opening is written down")
    ratio = run.ratio("opening", "a signed-in page")
    goal.claim("x a signed-in page", ratio, 2, ratio.median, run)
    goal.note(f"queries: {queries}; it locks, decides, writes three rows and commits")
    goal.note("; ".join(run.milliseconds(arm) for arm in arms))
    goal.note(run.words())
    goal.end()


def _kept(head: ground.Visitor) -> SharedLogin:
    account = OfficialAccount.objects.first()
    login: SharedLogin = add_login(head.actor(), account, name="Our page", password=PASSWORD).subject
    name_for_login(head.actor(), login, person=head.person.pk, first_on=ground.NOW.date())
    return login


def press(head: ground.Visitor, login: SharedLogin, number: int) -> HttpRequest:
    """The tap on Show the password."""
    path = f"/schools/deciding/logins/{login.pk}/show"
    return head.posts(path, {"what": "password", "form_key": f"opening-{number}"})


if __name__ == "__main__":
    main()
