"""Names of people who work here in the words: asked about where the policy wants it, and not once they have agreed."""

import pytest
from django_scopes import scope

from schoolgate.policies.queries import current_policy
from schoolgate.posts.colleagues import colleagues_named
from schoolgate.rules.consents import Said
from schoolgate.rules.staffing import uses_asked_by
from schoolgate.staffing.actions import answer_about_picture
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings):
    settings.FIXED_NOW = make.NOW
    found = assemble()
    adopt(found, "AE")
    with scope(school=found.oakfield):
        yield found


def named(cast, words):
    school = cast.oakfield
    found = colleagues_named(school, current_policy(school), words, make.NOW.date(), author=cast.jo.pk)
    return [one.words for one in found]


def test_a_full_name_and_a_title_with_a_surname_are_found(cast):
    full, titled = f"{cast.lee.forename} {cast.lee.surname}", f"Mr {cast.lee.surname}"
    assert named(cast, f"{full} won.") == [full]
    assert named(cast, f"Thanks to {titled}!") == [titled]


def test_a_surname_alone_the_authors_own_name_and_strangers_are_not(cast):
    assert named(cast, f"{cast.lee.surname} Lane is closed.") == []
    assert named(cast, f"{cast.jo.forename} {cast.jo.surname} wrote this.") == []
    assert named(cast, "Nia Wold came to see us.") == []


def test_whoever_has_agreed_is_not_asked_about_and_a_no_is(cast):
    full = f"{cast.lee.forename} {cast.lee.surname}"
    lee = cast.as_actor(cast.lee)
    answer_about_picture(lee, cast.lee, answers=dict.fromkeys(uses_asked_by("online"), Said.YES))
    assert named(cast, f"{full} won.") == []
    answer_about_picture(lee, cast.lee, answers=dict.fromkeys(uses_asked_by("online"), Said.NO))
    assert named(cast, f"{full} won.") == [full]


def test_a_policy_that_does_not_ask_costs_no_query(cast, django_assert_num_queries):
    adopt(cast, "BE")
    policy = current_policy(cast.oakfield)
    with django_assert_num_queries(0):
        assert not colleagues_named(cast.oakfield, policy, "Lee", make.NOW.date(), author=cast.jo.pk)
