"""A new school year, a new child: answers end where the policy says so, and families are asked by themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.families.actions.links import send_links
from schoolgate.families.models import FamilyLink
from schoolgate.families.progress import asked_of, to_ask
from schoolgate.families.ticks import write_to_everybody
from schoolgate.kernel.actions import Refused
from schoolgate.policies.actions import override_setting
from schoolgate.pupils.actions.renewing import end_answers_everywhere, end_last_years_answers
from schoolgate.pupils.models import ConsentNow
from schoolgate.rules.consents import Said
from tests.clauses.stage import adopt
from tests.make import consents, make_pupil

SEPTEMBER = datetime(2027, 9, 1, 9, 30, tzinfo=UTC)  # a Wednesday


def answers() -> set[str]:
    return set(ConsentNow.objects.values_list("said", flat=True))


def test_a_yes_ends_with_the_school_year_where_the_policy_says_so_and_a_no_stays(family, cast):
    send_links(cast.as_actor(cast.office), cast.oakfield, adults=[family.grace.pk])
    consents(family.amara)
    consents(family.tobi, said=Said.NO)
    assert end_answers_everywhere(SEPTEMBER) == 0
    adopt(cast, "AC")
    each = {"setting": "consent_lasts", "value": "school_year", "reason": "Families want to be asked."}
    override_setting(cast.as_actor(cast.head), cast.oakfield, **each)
    assert end_answers_everywhere(SEPTEMBER - timedelta(days=2)) == 0
    assert answers() == {"yes", "no"}
    assert end_answers_everywhere(SEPTEMBER) == 1
    assert end_answers_everywhere(SEPTEMBER + timedelta(hours=1)) == 0
    assert answers() == {"not_answered", "no"}
    assert Event.objects.filter(type="consent.year_ended").count() == 1
    assert set(to_ask(asked_of(cast.oakfield, SEPTEMBER))) == {family.grace.pk, family.dan.pk}
    write_to_everybody(SEPTEMBER)
    assert FamilyLink.objects.filter(way="first").count() == 3
    with pytest.raises(Refused):
        end_last_years_answers(cast.as_actor(cast.office, now=SEPTEMBER), cast.oakfield)


def test_the_family_of_a_child_who_joins_is_asked_by_itself_also_where_a_sibling_was_asked_about(
    family, cast
):
    joins = cast.now + timedelta(days=20)
    newcomer = make_pupil(cast.oakfield, "Nia", "Okello", joined_on=joins.date())
    family.grace.responsibilities.create(pupil=newcomer, may_answer=True)
    write_to_everybody(cast.now)
    assert not FamilyLink.objects.exists()
    send_links(cast.as_actor(cast.office), cast.oakfield, adults=[family.grace.pk])
    consents(family.amara)
    consents(family.tobi)
    write_to_everybody(joins)
    write_to_everybody(joins + timedelta(hours=1))
    links = FamilyLink.objects.order_by("pk").values_list("adult", "way")
    assert list(links) == [(family.grace.pk, "first")] * 2
    assert not FamilyLink.objects.exclude(ended_at=None).exists()
