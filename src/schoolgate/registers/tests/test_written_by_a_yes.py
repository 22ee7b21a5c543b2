"""What a form writes down with its last yes, and what becomes of it when the leave is taken back."""

import pytest
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.actor import clock
from schoolgate.policies.forms_library import register_forms, request_forms
from schoolgate.registers.actions import make_register_of_form, write_as_agreed
from schoolgate.registers.models import Entry
from schoolgate.requests import queries
from schoolgate.requests.actions import decide_request, draft_request, make_form, revoke_leave, send_request
from schoolgate.requests.models import Leave, Request
from schoolgate.requests.queries import turn_digest
from schoolgate.rules.forms import Form
from schoolgate.rules.forms.own import OwnForm, OwnQuestion
from tests.clauses.stage import adopt
from tests.following import follow_up

pytestmark = pytest.mark.django_db
TIE = {"kind": "friends", "with_whom": "The Harts", "platform": "Facebook", "need": "Neighbours"}
PLATFORM = {
    "name": "School Spider",
    "type": "app",
    "why": "Messages home",
    "minimum_age": 18,
    "rules_link": "https://spider.example/rules",
    "rules_checked_on": "2026-03-01",
    "risks": [["Wrong family", "The office sends"]],
}


def sent(cast, form, who=None, **answers) -> Request:
    actor = cast.as_actor(who or cast.jo)
    request = draft_request(actor, cast.oakfield, form=form, answers=answers).subject
    send_request(actor, request)
    request.refresh_from_db()
    return request


def yes(cast, request, **given):
    signs = [key for key, _words in request.turn.signs]
    seen = queries.turn_digest(request)
    decide_request(cast.as_actor(cast.head), request, says_yes=True, seen=seen, signs=signs, **given)


def test_a_tie_that_is_agreed_stands_among_the_exceptions_without_the_family(cast):
    request = sent(cast, "contact_exception", **TIE)
    follow_up(cast.now)
    assert not Entry.objects.exists()
    yes(cast, request, until=cast.now.date().replace(year=2027))
    follow_up(cast.now)
    follow_up(cast.now)
    entry = Entry.objects.get()
    assert (entry.key, entry.request, entry.written_by) == ("exceptions", request, cast.head)
    assert entry.answers["who"] == cast.jo.pk
    assert entry.answers["allowed_by"] == cast.head.pk
    assert entry.answers["until_on"].startswith("2027")
    assert "Hart" not in str(entry.answers)
    assert Event.objects.filter(type="entry.written").count() == 1


def test_leave_taken_back_ends_the_entry(cast):
    yes(cast, sent(cast, "contact_exception", **TIE))
    follow_up(cast.now)
    revoke_leave(cast.as_actor(cast.head), Leave.objects.get(), because="It was not kept.")
    follow_up(cast.now)
    follow_up(cast.now)
    entry = Entry.objects.get()
    assert entry.ended_at is not None
    assert "kept" not in entry.ended_because


def test_a_platform_that_is_agreed_stands_in_its_register_with_rules_age_and_risks(cast):
    request = sent(cast, "platform_use", **PLATFORM)
    yes(cast, request)
    follow_up(cast.now)
    entry = Entry.objects.get()
    assert entry.key == "platforms"
    assert entry.answers["standing"] == "approved"
    assert entry.answers["risks"] == [["Wrong family", "The office sends"]]
    assert entry.look_again_on is not None
    told = cast.browse_as(cast.jo).get(queries.page_of(request)).content.decode()
    assert "What came of it" in told
    assert f"/registers/entries/{entry.pk}" in told or "Platforms" in told


def test_a_no_and_a_form_that_writes_nothing_write_nothing(cast):
    adopt(cast, "AE")
    refused = sent(cast, "platform_use", **PLATFORM)
    seen = queries.turn_digest(refused)
    decide_request(cast.as_actor(cast.head), refused, says_yes=False, seen=seen, because="Not needed.")
    asked = {"words": "May I say this?", "place": "Facebook", "whose": "private", "doubt": "My tone"}
    yes(cast, sent(cast, "ask_first", **asked))
    follow_up(cast.now)
    assert not Entry.objects.exists()


def test_nothing_is_written_twice_nor_by_a_person_who_keeps_no_register(cast):
    request = sent(cast, "platform_use", **PLATFORM)
    actor = clock(cast.oakfield, cast.now)
    assert write_as_agreed.why_not(actor, cast.oakfield, request=request.pk)
    yes(cast, request)
    assert write_as_agreed.why_not(cast.as_actor(cast.jo), cast.oakfield, request=request.pk)
    write_as_agreed(actor, cast.oakfield, request=request.pk)
    assert write_as_agreed.why_not(actor, cast.oakfield, request=request.pk)


@pytest.mark.parametrize(
    "form", [one.form for one in request_forms().values() if one.form.writes], ids=lambda form: form.key
)
def test_what_a_form_writes_fits_its_register(form):
    register = register_forms()[form.writes["register"]]
    asked = {one.key: one for one in register.questions}
    assert set(form.writes) - {"register"} <= set(asked)
    assert {key for key, one in asked.items() if one.required} <= set(form.writes)
    for source in form.writes.values():
        if source[0] not in "@=" and source != form.writes["register"]:
            assert form.question(source) is not None, source
    assert Form.from_document(form.to_document()) == form


def test_a_form_with_its_steps_and_its_register_is_made_on_screen_only_and_used(cast, settings):
    """No line of code, no file: the head makes it, Jo asks, two people decide, and it stands in its register."""
    settings.FIXED_NOW = cast.now
    head, jo = cast.browse_as(cast.head), cast.browse_as(cast.jo)
    form = {
        "title": "A trip with cameras",
        "sentence": "Ask before you take one.",
        "open_to": ["staff"],
        "first": "senior_leader",
        "second": "headteacher",
        "keeps_register": "on",
        "asks_1": "Where to?",
        "kind_1": "line",
    }
    assert head.post(reverse("requests:make", args=["oakfield"]), form).status_code == 302
    follow_up(cast.now)
    follow_up(cast.now)
    jo.post(reverse("requests:ask", args=["oakfield", "own_a_trip_with_cameras"]), {"q1": "The farm"})
    request = Request.objects.get()
    jo.post(reverse("requests:send", args=["oakfield", request.pk]))
    for person in (cast.deputy, cast.head):
        request.refresh_from_db()
        given = {"says_yes": "yes", "seen": turn_digest(request)}
        path = reverse("requests:decide", args=["oakfield", request.pk])
        assert cast.browse_as(person).post(path, given).status_code == 302
    follow_up(cast.now)
    page = head.get(reverse("registers:register", args=["oakfield", "own_a_trip_with_cameras_agreed"]))
    words = page.content.decode()
    assert "A trip with cameras: agreed" in words
    assert "The farm" in words
    assert "Jo Ash" in words


def test_only_a_form_that_keeps_one_has_a_register_and_once(cast):
    made = [
        make_form(cast.as_actor(cast.head), cast.oakfield, document=_own(one).to_json()).subject
        for one in (0, 1)
    ]
    actor = clock(cast.oakfield, cast.now)
    assert make_register_of_form.why_not(actor, cast.oakfield, form_version=made[0].pk)
    make_register_of_form(actor, cast.oakfield, form_version=made[1].pk)
    assert make_register_of_form.why_not(actor, cast.oakfield, form_version=made[1].pk)


def _own(keeps_register):
    title = f"Trips {keeps_register}"
    return OwnForm(
        title, (OwnQuestion("Where to?"),), ("staff",), "", ("headteacher",), "", bool(keeps_register)
    )
