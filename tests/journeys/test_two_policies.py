"""The same post, refused in one school and allowed in another: only the policies that they adopted differ."""

from datetime import date
from pathlib import Path

import pytest
from django_scopes import scope

from schoolgate.demo.drawing import Scene, draw
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person, School
from schoolgate.policies.actions import adopt_policy
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.posts.models import Post
from schoolgate.pupils.models import ClassTaught
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.posts.states import State
from tests import make
from tests.browser import Site
from tests.cast import Cast, assemble
from tests.composing import comes, make_class_4a, put_in, say_the_rest, say_what_it_shows, send, what_is_wrong

NAMES_AMARA = "A big thank you to Amara for the song in assembly."


@pytest.fixture
def cast(site: Site, settings: object) -> Cast:
    """Oakfield has adopted one policy of the library, Elmsgate another; both have a class 4A and its teacher."""
    everyone = assemble()
    settings.FIXED_NOW = everyone.now
    adopts(everyone, everyone.oakfield, everyone.head, "ST")
    adopts(everyone, everyone.elmsgate, everyone.head_elsewhere, "AC")
    make.make_account(everyone.elmsgate)
    for school in (everyone.oakfield, everyone.elmsgate):
        with scope(school=school):
            make_class_4a(school)
    return everyone


@pytest.fixture
def teachers(cast: Cast) -> dict[str, Person]:
    kit = make.make_person(cast.elmsgate, Role.STAFF, forename="Kit", surname="Moor", team="Year 4")
    ClassTaught.objects.create(school=cast.elmsgate, person=kit, class_name="4A")
    make.let_write(cast.oakfield)
    make.let_write(cast.elmsgate)
    return {"oakfield": cast.jo, "elmsgate": kit}


def adopts(cast: Cast, school: School, head: Person, code: str) -> None:
    with scope(school=school):
        policy = policy_to_adopt(school, code)
        signed = tuple(
            PaperSignature(role, "Una Reed", date(2026, 9, 1))
            for role in policy.setting("policy_signatories")
            if role != Role.HEADTEACHER
        )
        adopt_policy(
            cast.as_actor(head, school),
            school,
            code=code,
            checks=policy.setting("adoption_checks"),
            on_paper=signed,
        )


def states_of(*schools: School) -> dict[str, str]:
    return dict(Post._base_manager.filter(school__in=schools).values_list("school__slug", "state"))


def test_a_first_name_goes_where_the_policy_lets_pupils_be_named_and_not_where_it_names_none(
    cast, teachers, visitor
):
    shown = {}
    for slug, teacher in teachers.items():
        page = comes(visitor, teacher).page(f"/schools/{slug}/posts/new")
        say_the_rest(page, "Noticeboard", words=NAMES_AMARA)
        send(page)
        page.locator("#problems .refusal, .story").first.wait_for()
        shown[slug] = page
    refused = what_is_wrong(shown["elmsgate"])
    assert "“Amara” names a pupil." in refused
    assert "Our policy names no pupils." in refused
    assert "AC-" in refused
    assert states_of(cast.oakfield, cast.elmsgate) == {"oakfield": State.WAITING, "elmsgate": State.DRAFT}


def test_a_picture_of_one_pupil_goes_where_the_policy_allows_it_and_asks_why_where_it_does_not(
    cast, teachers, visitor, tmp_path: Path
):
    alone = tmp_path / "alone.jpg"
    alone.write_bytes(draw(Scene.ART_WALL, seed=3, children=1).jpeg)
    shown = {}
    for slug, teacher in teachers.items():
        page = comes(visitor, teacher).page(f"/schools/{slug}/posts/new")
        put_in(page, alone)
        say_what_it_shows(page, "Amara")
        say_the_rest(page, "Noticeboard", words="Our wall of printed leaves is finished.")
        send(page)
        page.locator("#problems .refusal, .story").first.wait_for()
        shown[slug] = page
    refused = what_is_wrong(shown["oakfield"])
    assert "A picture shows one pupil alone." in refused
    assert "ST-" in refused
    assert states_of(cast.oakfield, cast.elmsgate) == {"oakfield": State.DRAFT, "elmsgate": State.WAITING}
