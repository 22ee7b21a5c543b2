"""A school says who has read a translation: then nobody is told that nobody has; and takes it back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.families import checked, queries
from schoolgate.families.actions.checking import say_language_checked, withdraw_language_check
from schoolgate.families.checked import as_checked
from schoolgate.families.language import languages
from schoolgate.families.models import LanguageCheck
from schoolgate.kernel.actions import Refused
from schoolgate.people.queries import today_of

HOME = "/schools/oakfield/families/languages"
UNCHECKED = "Nikt jeszcze nie sprawdzi"


def says(cast, who, code="pl", **given):
    asked = {"checked_by": "A mother who teaches Polish", "checked_on": today_of(cast.now), **given}
    return say_language_checked(cast.as_actor(who), cast.oakfield, code=code, **asked).subject


def test_families_and_paper_are_told_by_whom_it_was_checked_until_it_is_taken_back(family, cast):
    office, grace = cast.browse_as(cast.office), family.link()
    assert UNCHECKED in grace.get(**{"in": "pl"})
    form = f"{HOME.removesuffix('/languages')}/letters/form?in=pl"
    two_sides = len(office.get(form).content)
    shown = office.get(f"{HOME}/pl").content.decode()
    assert "Save" in shown
    assert languages()["pl"].lines["save"] in shown
    given = {"checked_by": "A mother who teaches Polish", "checked_on": today_of(cast.now).isoformat()}
    assert office.post(f"{HOME}/pl", {**given, "checked_by": ""}).status_code == 409
    assert office.post(f"{HOME}/pl", {**given, "form_key": "k"}).status_code == 302
    assert UNCHECKED not in grace.get(**{"in": "pl"})
    assert len(office.get(form).content) < two_sides
    shown = office.get(HOME).content.decode()
    assert "by A mother who teaches Polish on" in shown
    assert (
        "Polish"
        not in office.get("/schools/oakfield/families").content.decode().split("nobody has checked")[1][:99]
    )
    found = LanguageCheck.objects.get()
    assert office.post(f"{HOME}/checks/{found.pk}/withdraw").status_code == 302
    assert UNCHECKED in grace.get(**{"in": "pl"})
    assert office.get(f"{HOME}/en").status_code == office.get(f"{HOME}/xx").status_code == 404
    kinds = (
        Event.objects.filter(type__startswith="family.language").order_by("pk").values_list("type", flat=True)
    )
    assert list(kinds) == ["family.language_checked", "family.language_unchecked"]


def test_it_counts_for_these_words_and_this_school_only(family, cast, monkeypatch):
    says(cast, cast.dpo)
    polish = languages()["pl"]
    assert as_checked(cast.oakfield, polish).is_checked
    assert not as_checked(cast.elmsgate, polish).is_checked
    reworded = replace(polish, lines={**polish.lines, "save": "Zachowaj"})
    assert not as_checked(cast.oakfield, reworded).is_checked
    gap = replace(polish, lines={key: line for key, line in polish.lines.items() if key != "save"})
    monkeypatch.setattr(queries, "languages", lambda: {**languages(), "pl": gap})
    with pytest.raises(Refused) as refused:
        says(cast, cast.dpo)
    assert "lines are missing" in refused.value.refusals[0].words
    assert [one.code for one in checked.unchecked(cast.oakfield)] == ["ar", "ro", "ur", "cy"]


@pytest.mark.parametrize("given", [{"code": "xx"}, {"checked_by": " "}, {"checked_on": None}, {"code": "en"}])
def test_it_is_refused_without_a_name_or_a_day_and_for_what_needs_none(family, cast, given):
    with pytest.raises(Refused):
        says(cast, cast.office, **given)
    with pytest.raises(Refused):
        says(cast, cast.office, checked_on=today_of(cast.now) + timedelta(days=1))
    assert not LanguageCheck.objects.exists()


def test_who_keeps_no_consents_says_nothing_and_twice_is_once(family, cast):
    with pytest.raises(Refused):
        says(cast, cast.jo)
    found = says(cast, cast.office)
    with pytest.raises(Refused):
        says(cast, cast.office)
    with pytest.raises(Refused):
        withdraw_language_check(cast.as_actor(cast.jo), found)
    withdraw_language_check(cast.as_actor(cast.dpo), found)
    with pytest.raises(Refused):
        withdraw_language_check(cast.as_actor(cast.dpo), found)
