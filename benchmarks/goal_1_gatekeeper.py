"""Goal 1: may everyone who is shown or named be shown there? 2,000 characters, 30 appearances, against one ORM get."""

from django_scopes import scope

from benchmarks import gate_post, ground
from benchmarks.measuring import Arm, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from schoolgate.pupils.models import Pupil


def main() -> None:
    ground.stand_on(reference_set())
    head = ground.Visitor.head_of("school-1")
    goal = Goal(1, "the gatekeeper, 2,000 characters and 30 appearances")
    with scope(school=head.school):
        made = gate_post.make(head.school)
        gate_post.must_be_right(made)
        anyone = Pupil.objects.values_list("pk", flat=True).first()
        queries = ground.queries_of(lambda: gate_post.check(made.post))
        run = side_by_side(
            {
                "one get": Arm(lambda _: Pupil.objects.get(pk=anyone)),
                "the gate": Arm(gate_post.check, before=made.another),
                "who is shown and named": Arm(gate_post.people_alone, before=made.another),
                "its names": Arm(gate_post.names_alone, before=made.another),
                "its wording": Arm(gate_post.wording_alone, before=made.another),
                "its rows": Arm(gate_post.rows_alone, before=made.another),
            },
            rounds=121,
        )
    ratio = run.ratio("the gate", "one get")
    goal.claim("queries, the post given", queries, 2, queries)
    goal.claim("the whole check, x one ORM get", ratio, 8, ratio.median, run)
    people = run.ratio("who is shown and named", "one get")
    goal.claim("who may be shown and named, wording left out, x one ORM get", people, 4, people.median, run)
    goal.note("nicknames and one-letter errors are looked for in both, and no text is the one before")
    for part in ("one get", "the gate", "who is shown and named", "its names", "its wording", "its rows"):
        goal.note(f"{run.milliseconds(part)} = {run.ratio(part, 'one get').median:.1f} x")
    goal.note(run.words())
    goal.end()


if __name__ == "__main__":
    main()
