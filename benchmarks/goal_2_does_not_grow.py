"""Goal 2: the same check in a school of 108,000 names and in one of 500."""

from collections.abc import Callable

from django_scopes import scope

from benchmarks import gate_post, ground
from benchmarks.measuring import Arm, side_by_side
from benchmarks.sets import FEW, MANY, two_rolls
from benchmarks.verdicts import Goal
from schoolgate.people.models import School
from schoolgate.posts.models import Post
from schoolgate.pupils.models import Pupil


def main() -> None:
    ground.stand_on(two_rolls())
    goal = Goal(2, f"the same check among {MANY:,} names and among {FEW}, two schools of one database")
    made: dict[str, gate_post.GatePost] = {}
    posts: dict[str, Post] = {}
    for slug, pupils in (("few", FEW), ("many", MANY)):
        school = School.objects.get(slug=slug)
        with scope(school=school):
            ground.must(Pupil.objects.count() == pupils, "the size of the roll")
            made[slug] = gate_post.make(school)
            gate_post.must_be_right(made[slug])
            posts[slug] = made[slug].post
            queries = ground.queries_of(lambda slug=slug: gate_post.check(posts[slug]))
            goal.note(f"among {pupils:,}: {queries} queries")
    ground.must(posts["few"].text == posts["many"].text, "the same words")
    run = side_by_side(
        {
            "few": Arm(_in_scope(gate_post.check), before=made["few"].another),
            "many": Arm(_in_scope(gate_post.check), before=made["many"].another),
            "names of few": Arm(_in_scope(gate_post.names_alone), before=made["few"].another),
            "names of many": Arm(_in_scope(gate_post.names_alone), before=made["many"].another),
        },
        rounds=121,
    )
    ratio = run.ratio("many", "few")
    goal.claim(f"the check among {MANY:,}, x among {FEW}", ratio, 1.2, ratio.median, run)
    goal.note(f"its names alone: {run.ratio('names of many', 'names of few')} x")
    goal.note(f"{run.milliseconds('few')}; {run.milliseconds('many')}")
    goal.note(run.words())
    goal.end()


def _in_scope(does: Callable[[Post], object]) -> Callable[[Post], object]:
    def within(post: Post) -> object:
        with scope(school=post.school):
            return does(post)

    return within


if __name__ == "__main__":
    main()
