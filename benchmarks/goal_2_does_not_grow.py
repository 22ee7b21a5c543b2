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
    posts: dict[str, Post] = {}
    for slug, pupils in (("few", FEW), ("many", MANY)):
        school = School.objects.get(slug=slug)
        with scope(school=school):
            ground.must(Pupil.objects.count() == pupils, "the size of the roll")
            posts[slug] = gate_post.make(school)
            gate_post.must_be_right(posts[slug])
            queries = ground.queries_of(lambda slug=slug: gate_post.check(posts[slug]))
            goal.note(f"among {pupils:,}: {queries} queries")
    ground.must(posts["few"].text == posts["many"].text, "the same words")
    run = side_by_side(
        {
            "few": Arm(_in_scope(posts["few"], gate_post.check)),
            "many": Arm(_in_scope(posts["many"], gate_post.check)),
            "names of few": Arm(_in_scope(posts["few"], gate_post.names_alone)),
            "names of many": Arm(_in_scope(posts["many"], gate_post.names_alone)),
        },
        rounds=121,
    )
    ratio = run.ratio("many", "few")
    goal.claim(f"the check among {MANY:,}, x among {FEW}", ratio, 1.2, ratio.median, run)
    goal.note(f"its names alone: {run.ratio('names of many', 'names of few')} x")
    goal.note(f"{run.milliseconds('few')}; {run.milliseconds('many')}")
    goal.note(run.words())
    goal.end()


def _in_scope(post: Post, does: Callable[[Post], object]) -> Callable[[object], object]:
    def within(_: object) -> object:
        with scope(school=post.school):
            return does(post)

    return within


if __name__ == "__main__":
    main()
