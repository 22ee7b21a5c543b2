"""We have read the rules: kept once for each wording, never asked twice, and counted without a name."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.families.actions.answering import say_rules_read
from schoolgate.families.models import RulesRead
from schoolgate.families.rules_for_families import told_families
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.people.queries import today_of
from tests.clauses.stage import adopt


def test_an_adult_says_so_once_and_it_is_counted(family, cast):
    adopt(cast, "ST")
    grace = family.link()
    page = grace.get()
    assert "I have read this" in page
    assert "You do not have to tap this." in page
    for _each in range(2):
        answer = grace.client.post(f"{grace.address}/rules?in=pl")
        assert answer["Location"] == f"{grace.address}?in=pl#rules"
    assert RulesRead.objects.get().adult == family.grace
    assert "You have said that you have read this." in grace.get()
    assert Event.objects.filter(type="family.read_rules").count() == 1
    told = told_families(cast.oakfield, today_of(cast.now))
    assert (told.adults, told.sent, told.read) == (2, 1, 1)


def test_after_another_wording_it_can_be_said_again(family, cast):
    adopt(cast, "ST")
    grace = family.link()
    say_rules_read(grace.actor, grace.link)
    RulesRead.objects.update(digest="what it said before")
    assert "I have read this" in grace.get()


def test_each_refusal_changes_nothing(family, cast):
    adopt(cast, "ST")
    grace, dan = family.link(), family.link(family.dan)
    with pytest.raises(Refused):
        say_rules_read(dan.actor, grace.link)
    with pytest.raises(Refused):
        say_rules_read(cast.as_actor(cast.office), grace.link)
    with pytest.raises(NotHere):
        say_rules_read(cast.as_actor(cast.stranger, cast.farrow), grace.link)
    assert not RulesRead.objects.exists()
