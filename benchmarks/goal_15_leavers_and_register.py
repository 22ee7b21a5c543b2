"""Goal 15: a leaver's page, and the register of accounts, in as many queries for much as for little."""

from django_scopes import scope

from benchmarks import ground
from benchmarks.on_set import REGISTER, OnSet
from benchmarks.sets import larger_set, reference_set
from benchmarks.verdicts import Goal
from schoolgate.credentials.actions.keeping import add_login, name_for_login
from schoolgate.credentials.models import Leaving
from schoolgate.duties.models import Duty
from schoolgate.people.models import Person
from tests import make

FEW, MANY = 3, 30


def main() -> None:
    ground.stand_on(reference_set())
    goal = Goal(15, "a leaver's page, and the register of accounts")
    few, many = (_queries_for(slug, things) for slug, things in (("quiet", FEW), ("deciding", MANY)))
    goal.claim(f"queries for a leaver with {MANY} accounts, logins and tasks and 220 posts", many, 12, many)
    goal.claim(f"queries more than for one with {FEW} of each", many - few, 0, abs(many - few))
    larger = larger_set()
    for name in ("S", larger):
        ground.stand_on(reference_set(name))
    with OnSet("S") as small, OnSet(larger) as large:
        for on in (small, large):
            on.arm(REGISTER).took()
        more = large.queries(REGISTER) - small.queries(REGISTER)
        goal.claim(
            f"register: queries more on {larger} than on S ({small.queries(REGISTER)})", more, 0, abs(more)
        )
    if larger != "L":
        goal.note("the goal's set L: SET=L")
    goal.end()


def _queries_for(slug: str, things: int) -> int:
    """The queries of the page of somebody who leaves and passes on so many of each kind."""
    head = ground.Visitor.head_of(slug)
    with scope(school=head.school):
        leaver = Person.objects.filter(appointments__school=head.school, appointments__role="staff").first()
        ground.must(leaver is not None, "somebody who leaves")
        for one in range(things):
            account = make.make_account(head.school, f"Page {one}", "by_hand", make.Channel.WEBSITE)
            make.let_write(head.school, leaver)
            login = add_login(head.actor(), account, name=f"Login {one}", password="walnut ferry").subject  # noqa: S106 (invented)
            name_for_login(head.actor(), login, person=leaver.pk, first_on=ground.NOW.date())
            Duty.objects.create(
                school=head.school,
                key="duty.bench",
                about=f"bench:{one}",
                what=f"Task {one}",
                owed_by=leaver,
                due_at=ground.NOW,
            )
        leaving = Leaving.objects.create(
            school=head.school,
            person=leaver,
            last_on=ground.NOW.date(),
            due_at=ground.NOW,
            found_at=ground.NOW,
        )
    page = head.asks(f"/schools/{slug}/leavers/{leaving.pk}")
    shown = ground.answer(page())
    ground.must(shown.status_code == 200, f"the leaver's page: {shown.status_code}")
    for kind in ("Page", "Login", "Task"):
        ground.must(f"{kind} {things - 1}".encode() in shown.content, f"every {kind}")
    return ground.queries_of(lambda: ground.answer(page()))


if __name__ == "__main__":
    main()
