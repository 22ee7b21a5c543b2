"""*See it* outside the story: the page of the control, or who can open it."""

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.demo.models import Demonstration
from schoolgate.demo.schools import CAST, OFFICER
from schoolgate.demo.single_people import CONTRACTOR
from schoolgate.demo.states import BY_KIND, STATES
from schoolgate.kernel.permissions import Role, permissions_of
from schoolgate.policies.loading import library
from tests import make
from tests.cast import assemble
from tests.clauses.posting import Posting
from tests.clauses.stage import adopt

# Who of the story is of no school's cast.
BESIDES = {OFFICER: (Role.TRUST_OFFICER,), CONTRACTOR: (Role.CONTRACTOR,)}


@pytest.fixture
def cast(db, settings, tmp_path):
    settings.FIXED_NOW, settings.MEDIA_STORE = make.NOW, tmp_path / "media"
    found = assemble()
    adopt(found, "ST")
    with scope(school=[found.oakfield, found.elmsgate]):
        yield found


def page_of_clause(cast, clause, person=None):
    given = {"school_slug": cast.oakfield.slug, "clause": clause}
    return cast.browse_as(person or cast.jo).get(reverse("policies:clause", kwargs=given)).content.decode()


def test_a_real_installation_leads_to_the_page_of_the_control(cast):
    Posting(cast).waiting()
    there = reverse("posts:list", kwargs={"school_slug": cast.oakfield.slug})
    page = page_of_clause(cast, "ST-103")
    assert f'href="{there}?see=ST-103">See it<' in page
    assert "step in" not in page


def test_whoever_may_not_open_it_is_told_who_can(cast):
    page = page_of_clause(cast, "ST-156", cast.volunteer)
    assert ">See it<" not in page
    assert "Ask the headteacher or the school office." in page


def test_a_clause_that_is_not_served_has_nothing_to_see(cast):
    rows = library()["ST"].rows
    served = {row.clause for row in rows if row.lives.is_proved}
    not_yet = next(row.clause for row in rows if row.clause not in served)
    assert "See it" not in page_of_clause(cast, not_yet)


def test_where_the_story_is_not_there_it_is_the_page_of_the_control(cast, settings):
    """A demonstration's mark alone makes no story."""
    settings.IS_DEMO = True
    Demonstration.objects.create(made_at=make.NOW)
    there = reverse("posts:list", kwargs={"school_slug": cast.oakfield.slug})
    assert f'href="{there}?see=ST-103">See it<' in page_of_clause(cast, "ST-103")


@pytest.mark.parametrize("state", [*STATES.values(), *BY_KIND.values()], ids=[*STATES, *BY_KIND])
def test_each_state_is_meant_for_somebody_of_the_cast_who_may_open_it(state):
    roles = {one.key: one.roles for one in CAST} | BESIDES
    assert state.permission in permissions_of(frozenset(roles[state.part]))
