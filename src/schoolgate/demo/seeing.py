"""*See it*: where in the demonstration's story the very state stands that a clause speaks of.

Read only, and only where this is a demonstration. What the story holds for a school is told from the clauses its
policy has (`posts_wanted`), so that each that is served can be seen there.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from schoolgate.demo import (  # noqa: F401  (add their states)
    states_audiences,
    states_breaches,
    states_duties,
    states_own_use,
    states_people,
    states_pictures,
    states_requests,
)
from schoolgate.demo.models import Demonstration
from schoolgate.demo.schools import CAST, OFFICER, address_of_the_officer
from schoolgate.demo.states import State, state_of
from schoolgate.kernel.permissions import permissions_of
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School
from schoolgate.policies.duties_library import duty_kinds
from schoolgate.policies.forms_library import forms_under, register_forms
from schoolgate.policies.living import known_row, pages
from schoolgate.policies.queries import current_policy
from schoolgate.policies.seeing import Sight, guide
from schoolgate.posts.models import Post, PostPicture
from schoolgate.pupils.models import Pupil, Responsibility
from schoolgate.registers.queries import rows_for
from schoolgate.requests.models import Request
from schoolgate.rules.forms import Form
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.policy.library import Row


@guide
def in_the_story(school: School, row: Row) -> Sight | None:
    """Where this row's clause is seen at work in this school; None outside a demonstration."""
    if not settings.IS_DEMO or not Demonstration.objects.exists():
        return None
    state = state_to_see(row)
    if state is None:
        return None
    person, about = _person(school, state.part), _about(school, state)
    if person is None or about is None:
        return None
    state = _at_its_place(school, row, state)
    address = reverse(state.page, kwargs={"school_slug": school.slug, **about})
    query = f"?{state.query}" if state.query else ""
    return Sight(
        address=f"{address}{query}{state.anchor.format(clause=row.clause)}",
        shows=str(state.shows),
        permission=state.permission,
        person=person,
        is_for_them=state.is_for_them,
        step_in=reverse("demo:step", kwargs={"person_id": person.pk}),
    )


def state_to_see(row: Row) -> State | None:
    """The state written for the row's scene; else the page on which its control lives, where the clause stands."""
    written = state_of(row.instance, row.scene)
    page = pages().get(row.instance)
    if written is not None or page is None:
        return written
    part = next((one for one in CAST if page.permission in permissions_of(frozenset(one.roles))), None)
    return State(part.key, page.address, page.permission, page.title) if part else None


def _at_its_place(school: School, row: Row, state: State) -> State:
    """The state with the place of its page where this clause stands, on the pages that have one for each clause."""
    key = row.instance.partition(".")[2]
    policy = current_policy(school)
    if state.page == "duties:duties" and row.instance in duty_kinds():
        return replace(state, query=f"open={row.instance}", anchor=f"#duty-{key}")
    if state.page == "registers:register":
        wants = {one.clause for one in rows_for(school, register_forms()[state.of])}
        return replace(state, anchor="#wants-{clause}") if row.clause in wants else state
    if state.page == "requests:ask":
        return replace(state, anchor=_question_of(forms_under(policy)[state.of], row.clause))
    return state


def _question_of(form: Form, clause: str) -> str:
    """The place of the question that a clause asks; of one that is asked only after another, the place of that."""
    asked = next((one for one in form.questions if clause in one.clauses), None)
    if asked is None or asked.when is None:
        return f"#asks-{clause}" if asked else ""
    while asked is not None and asked.when is not None:
        asked = form.question(asked.when.question)
    return f"#{asked.key}" if asked else ""


def posts_wanted(policy: ResolvedPolicy) -> set[str]:
    """The titles of the posts in which some clause of this policy's own is seen."""
    return {state.of for state in _states(policy) if state.page.startswith("posts:")}


def _states(policy: ResolvedPolicy) -> Iterator[State]:
    own = (known_row(row) for row in policy.rows if row.clause.startswith(f"{policy.code}-"))
    for row in own:
        state = state_of(row.instance, row.scene) if row is not None and row.lives.is_proved else None
        if state is not None:
            yield state


def _person(school: School, part: str) -> Person | None:
    if part == OFFICER:
        return Person.objects.filter(trust_id=school.trust_id, user__email=address_of_the_officer()).first()
    return Person.objects.filter(user__email=f"{part.replace('_', '-')}@{school.slug}.example").first()


def _about(school: School, state: State) -> dict[str, int | str] | None:
    """What the page is about, as its address wants it; None where the story holds no such thing."""
    if not state.of:
        return {}
    key, find = FINDERS[state.page]
    found = find(school, state.of)
    return None if found is None else {key: found}


def _post(school: School, title: str) -> int | None:
    found = Post.objects.filter(school=school, title=title).order_by("pk")
    return found.values_list("pk", flat=True).first()


def _picture(school: School, title: str) -> int | None:
    found = PostPicture.objects.filter(post__school=school, post__title=title, picture__removed_at=None)
    return found.order_by("pk").values_list("picture_id", flat=True).first()


def _account(school: School, name: str) -> int | None:
    found = OfficialAccount.objects.filter(school=school, name=name)
    return found.values_list("pk", flat=True).first()


def _pupil(school: School, which: str) -> int | None:
    here = Pupil.objects.filter(school=school)
    found = {
        "a pupil": here.filter(answers__isnull=False, left_on__isnull=True),
        "a pupil who understands": here.filter(understandings__understands=True),
        "a pupil with an aunt": here.filter(
            pk__in=Responsibility.objects.filter(relationship="Aunt", may_answer=False).values("pupil_id")
        ),
        "a yes taken back": here.filter(answers__said="withdrawn"),
        "a pupil who has left": here.filter(left_on__isnull=False),
    }[which]
    return found.order_by("pk").values_list("pk", flat=True).first()


def _colleague(school: School, which: str) -> int | None:
    person = _person(school, "second_teacher")
    return person.pk if person else None


def _by_key(school: School, key: str) -> str:
    return key


def _request(school: School, form: str) -> int | None:
    """The newest that waits for somebody."""
    found = Request.objects.filter(school=school, form_version__key=form, state=Request.State.WAITING)
    return found.order_by("-pk").values_list("pk", flat=True).first()


FINDERS: dict[str, tuple[str, Callable[[School, str], int | str | None]]] = {
    "requests:ask": ("key", _by_key),
    "requests:request": ("request_id", _request),
    "registers:register": ("key", _by_key),
    "official_accounts:review": ("account_id", _account),
    "posts:edit": ("post_id", _post),
    "posts:approve": ("post_id", _post),
    "posts:post": ("post_id", _post),
    "posts:look": ("post_id", _post),
    "posts:wrong_picture": ("picture_id", _picture),
    "official_accounts:account": ("account_id", _account),
    "pupils:pupil": ("pupil_id", _pupil),
    "staffing:person": ("person_id", _colleague),
}
