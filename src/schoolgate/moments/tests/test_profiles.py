"""The list for one's own profiles: worked through, its day kept, and seen by nobody else."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.moments.actions import look_at_profiles
from schoolgate.moments.models import ProfileLook
from schoolgate.moments.profiles import checklist, looked_of
from schoolgate.policies.queries import current_policy
from tests import make
from tests.clauses.stage import read
from tests.staging import adopted

PAGE = "/schools/oakfield/your-own-accounts/profiles"


def test_it_is_worked_through_and_the_day_is_kept(cast, settings):
    adopted(cast, "AE")
    lines = checklist(current_policy(cast.oakfield))
    assert lines[0].is_rule
    jo = cast.browse_as(cast.jo)
    jo.post(PAGE, {"in_order": [lines[0].digest, lines[1].digest]})
    [look] = ProfileLook.objects.all()
    assert (look.person, look.looked_on) == (cast.jo, make.NOW.date())
    page = jo.get(PAGE).content.decode()
    assert page.count("checked>") == 2
    assert f"{len(lines) - 2} lines are left" in read(page)
    own_page = read(jo.get("/schools/oakfield/your-own-accounts").content.decode())
    assert "You last went through this:" in own_page
    settings.FIXED_NOW = make.NOW + timedelta(days=1)
    jo.post(PAGE, {"in_order": [line.digest for line in lines]})
    assert ProfileLook.objects.count() == 2
    assert "Everything was in order on" in read(jo.get(PAGE).content.decode())


def test_nobody_else_sees_it_not_even_in_the_trail(cast):
    adopted(cast, "AE")
    first, *_others = checklist(current_policy(cast.oakfield))
    look_at_profiles(cast.as_actor(cast.jo), cast.jo, in_order=[first.digest])
    assert "checked>" not in cast.browse_as(cast.head).get(PAGE).content.decode()
    [event] = Event.objects.filter(type="profiles.looked_at")
    assert first.digest not in event.detail.words
    with pytest.raises(Refused):
        look_at_profiles(cast.as_actor(cast.head), cast.jo, in_order=[])


def test_a_line_that_reads_otherwise_now_is_looked_at_anew(cast):
    adopted(cast, "ST")
    policy = current_policy(cast.oakfield)
    look_at_profiles(cast.as_actor(cast.jo), cast.jo, in_order=[line.digest for line in checklist(policy)])
    assert looked_of(cast.jo, policy).left == ()
    adopted(cast, "BE")
    left = looked_of(cast.jo, current_policy(cast.oakfield))
    assert {line.key for line in left.rules_left} == {
        "own_profile_checklist.logo",
        "own_profile_checklist.your_own_views",
    }


def test_what_stands_not_on_the_list_is_refused(cast):
    adopted(cast, "AE")
    with pytest.raises(Refused) as refused:
        look_at_profiles(cast.as_actor(cast.jo), cast.jo, in_order=["0" * 64])
    assert "has changed" in refused.value.refusals[0].words
    assert not ProfileLook.objects.exists()
