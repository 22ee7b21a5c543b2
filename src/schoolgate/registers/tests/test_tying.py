"""A school device is tied by a code of half an hour; then it is known until it is untied or leaves the register."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django_scopes import scope

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.registers.actions import end_entry, make_tie_code, tie_device, untie_device, write_entry
from schoolgate.registers.models import TiedDevice
from schoolgate.registers.tying import (
    COOKIE,
    device_of,
    digest_of,
    new_code,
)
from tests import make
from tests.cast import assemble
from tests.make import NOW


@pytest.fixture
def cast(db, settings):
    settings.FIXED_NOW = NOW
    found = assemble()
    found.network = make.make_person(found.oakfield, Role.NETWORK_MANAGER, forename="Nat", surname="Wire")
    with scope(school=found.oakfield):
        yield found


def tablet(cast, approved_on="2026-11-17"):
    said = {
        "what": "Year 4 tablet",
        "kind": "camera",
        "approved_by": cast.network.pk,
        "approved_on": approved_on,
        "filtered": "yes",
    }
    keeper = cast.as_actor(cast.network)
    return write_entry(keeper, cast.oakfield, register="devices", answers=said).subject


def page(name, cast, **words):
    return reverse(f"registers:{name}", kwargs={"school_slug": cast.oakfield.slug, **words})


def known_as(cast, browser, *fields):
    request = HttpRequest()
    request.FILES.update({name: SimpleUploadedFile("a.jpg", b"") for name in fields})
    request.COOKIES = {COOKIE: browser.cookies[COOKIE].value}
    return device_of(request, cast.as_actor(cast.jo))


def test_a_code_on_one_screen_ties_the_device_on_the_other(cast):
    entry = tablet(cast)
    keeper, teacher = cast.browse_as(cast.network), cast.browse_as(cast.jo)
    assert (
        page("tied", cast, entry_id=entry.pk)
        in keeper.get(page("entry", cast, entry_id=entry.pk)).content.decode()
    )
    made = keeper.post(page("tied", cast, entry_id=entry.pk)).content.decode()
    code = re.search(r"<b>(\w{5}-\w{5})</b>", made)[1]
    assert code not in keeper.get(page("tied", cast, entry_id=entry.pk)).content.decode()
    assert code.replace("-", "") not in str(TiedDevice.objects.values())
    wrong = teacher.post(page("tie", cast), {"code": "22222-22222"})
    assert "We do not know this code" in wrong.content.decode()
    answer = teacher.post(page("tie", cast), {"code": code.lower().replace("-", " ")})
    kept = answer.cookies[COOKIE]
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"
    assert kept.value not in str(TiedDevice.objects.values())
    assert "Year 4 tablet" in teacher.get(page("tie", cast)).content.decode()
    assert known_as(cast, teacher) == "Year 4 tablet"
    # A second browser does not come in by the same code.
    assert cast.browse_as(cast.lee).post(page("tie", cast), {"code": code}).status_code == 409
    end_entry(cast.as_actor(cast.network), entry, because="Stolen on the trip.")
    assert known_as(cast, teacher) == ""


def test_it_is_refused_before_it_is_approved_after_half_an_hour_and_for_whoever_keeps_no_register(cast):
    later = (NOW + timedelta(days=3)).date().isoformat()
    entry, digest = tablet(cast, approved_on=later), digest_of("code", new_code())
    with pytest.raises(Refused, match="allowed_camera"):
        make_tie_code(cast.as_actor(cast.network), entry, code_digest=digest)
    entry = tablet(cast)
    with pytest.raises(Refused):
        make_tie_code(cast.as_actor(cast.jo), entry, code_digest=digest)
    tie = make_tie_code(cast.as_actor(cast.network), entry, code_digest=digest).subject
    late = cast.as_actor(cast.jo, now=NOW + timedelta(minutes=31))
    with pytest.raises(Refused):
        tie_device(late, tie, kept_digest=digest_of("word", "w"))
    tie_device(cast.as_actor(cast.jo), tie, kept_digest=digest_of("word", "w"))
    untie_device(cast.as_actor(cast.network), tie)
    with pytest.raises(Refused):
        untie_device(cast.as_actor(cast.network), tie)


def test_where_only_its_camera_counts_a_picture_of_its_library_is_asked_about_as_ever(cast):
    keeper, entry = cast.browse_as(cast.network), tablet(cast)
    teacher = {}
    for only in ("", "on"):
        asked = keeper.get(page("tied", cast, entry_id=entry.pk)).content.decode()
        assert "a picture from its photo library too, wherever it came from" in asked
        given = {"camera_only": only} if only else {}
        made = keeper.post(page("tied", cast, entry_id=entry.pk), given).content.decode()
        teacher[only] = cast.browse_as(cast.jo)
        teacher[only].post(page("tie", cast), {"code": re.search(r"<b>(\w{5}-\w{5})</b>", made)[1]})
    assert known_as(cast, teacher[""], "pictures") == "Year 4 tablet"
    assert known_as(cast, teacher["on"], "camera") == "Year 4 tablet"
    assert known_as(cast, teacher["on"], "pictures") == ""
    assert known_as(cast, teacher["on"], "camera", "pictures") == ""
    assert "Those from its photo library do" in teacher["on"].get(page("tie", cast)).content.decode()
    assert "Those from its photo library do" not in teacher[""].get(page("tie", cast)).content.decode()
    assert "Only its camera counts." in keeper.get(page("tied", cast, entry_id=entry.pk)).content.decode()
