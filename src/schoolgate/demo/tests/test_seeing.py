"""*See it* leads to the very state in a demonstration, and nowhere else."""

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.demo.models import Demonstration
from schoolgate.demo.seeing import FINDERS, in_the_story
from schoolgate.policies.living import named
from schoolgate.policies.queries import fresh_policy
from tests import make
from tests.cast import assemble
from tests.clauses.posting import Posting
from tests.clauses.stage import adopt


@pytest.fixture
def cast(db, settings, tmp_path):
    settings.FIXED_NOW, settings.MEDIA_STORE, settings.IS_DEMO = make.NOW, tmp_path / "media", True
    found = assemble()
    adopt(found, "ST")
    Demonstration.objects.create(made_at=make.NOW)
    with scope(school=[found.oakfield, found.elmsgate]):
        yield found


def page_of_clause(cast, clause):
    given = {"school_slug": cast.oakfield.slug, "clause": clause}
    return cast.browse_as(cast.jo).get(reverse("policies:clause", kwargs=given)).content.decode()


def test_it_opens_the_post_that_waits(cast):
    post = Posting(cast).waiting()
    there = reverse("posts:post", kwargs={"school_slug": cast.oakfield.slug, "post_id": post.pk})
    assert in_the_story(cast.oakfield, "gate.approved_as_it_stands") == there
    assert f'href="{there}"' in page_of_clause(cast, "ST-103")


def test_where_the_story_holds_no_such_state_nothing_is_offered(cast):
    assert in_the_story(cast.oakfield, "gate.approved_as_it_stands") == ""
    assert "See it" not in page_of_clause(cast, "ST-103")


def test_a_clause_that_is_not_served_has_nothing_to_see(cast):
    Posting(cast).waiting()
    assert "See it" not in page_of_clause(cast, "ST-206")


def test_a_real_installation_offers_nothing(cast, settings):
    Posting(cast).waiting()
    settings.IS_DEMO = False
    assert "See it" not in page_of_clause(cast, "ST-103")
    settings.IS_DEMO = True
    Demonstration.objects.all().delete()
    assert "See it" not in page_of_clause(cast, "ST-103")


@pytest.mark.parametrize("control", sorted(FINDERS))
def test_each_finder_looks_for_a_control_that_is_there(cast, control):
    title, _sentence = named(fresh_policy(), control)
    assert title != control
    assert not in_the_story(cast.elmsgate, control).startswith(f"/schools/{cast.oakfield.slug}/")
