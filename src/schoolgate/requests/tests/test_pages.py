"""Pages of requests: asked in two steps at most, decided, done, printed, made on screen."""

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.kernel.permissions import Role
from schoolgate.requests import queries
from schoolgate.requests.actions import draft_request, make_form, retire_form, send_request
from schoolgate.requests.models import FormVersion, Request
from schoolgate.rules.forms import Form
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt

APPLICATION = {
    "name": "Year 4 page",
    "place": "facebook",
    "purpose": "Parents see what we learn.",
    "objective": "education",
    "audience": ["families"],
    "email": "year4@oakfield.example",
    "risks": "Rude comments: We read them each day",
}


@pytest.fixture
def cast(db):
    found = assemble()
    found.oakfield.domains = ["oakfield.example"]
    found.oakfield.save()
    with scope(school=found.oakfield):
        yield found


def page(name, *parts):
    return reverse(f"requests:{name}", args=["oakfield", *parts])


def posted(cast, **changed):
    people = {"lead": cast.jo.pk, "administrators": [cast.lee.pk], "moderator": cast.office.pk}
    return {**APPLICATION, **people, **changed}


def read(client, *address, **query):
    return client.get(page(*address), query).content.decode()


def test_asked_looked_over_sent_and_decided_on_pages(cast):
    jo, head = cast.browse_as(cast.jo), cast.browse_as(cast.head)
    answer = jo.post(page("ask", "account_application"), posted(cast))
    request = Request.objects.get()
    assert answer.url == f"{page('change', request.pk)}?further=1#risks"
    answer = jo.post(page("change", request.pk), posted(cast))
    assert answer.url == page("request", request.pk)
    told = read(jo, "request", request.pk)
    assert "Send it" in told
    assert "We read them each day" in told
    assert "Lee Birch" in told
    jo.post(page("send", request.pk))
    request.refresh_from_db()
    assert "Your decision" in read(head, "request", request.pk)
    decision = {"says_yes": "yes", "seen": queries.turn_digest(request), "signs": ["content", "brand"]}
    assert head.post(page("decide", request.pk), decision).status_code == 302
    request.refresh_from_db()
    assert request.state == "granted"
    told = read(jo, "printed", request.pk)
    assert "Sam Hale" in told
    assert f"signed in; mark {request.digest[:12]}" in told
    assert f"{request.ended_at:%B %Y}" in told


def test_what_is_missing_stands_on_the_page_and_leads_to_the_question(cast):
    jo = cast.browse_as(cast.jo)
    jo.post(page("ask", "account_application"), posted(cast, email="", name=""))
    told = read(jo, "request", Request.objects.get().pk)
    assert "This is not answered: What will it be called?" in told
    assert "Put it right" in told
    assert "Send it" not in told


def test_what_an_answer_calls_for_is_asked_on_top_and_only_then(cast):
    adopt(cast, "ST")
    deputy = cast.browse_as(cast.deputy)
    assert "youngest" not in read(deputy, "ask", "account_application")
    answer = deputy.post(page("ask", "account_application"), posted(cast, audience=["pupils", "families"]))
    request = Request.objects.get()
    assert answer.url == f"{page('change', request.pk)}?further=1#audience_age"
    on_top = deputy.get(page("change", request.pk)).content.decode()
    assert "How old are the youngest" in on_top
    deputy.post(page("change", request.pk), posted(cast, audience=["pupils", "families"], audience_age="7"))
    request.refresh_from_db()
    assert request.answers["audience_age"] == 7
    assert request.answers["name"] == "Year 4 page"


def test_the_forms_of_st_print_under_the_name_by_which_the_school_knows_them(cast):
    adopt(cast, "ST")
    answers = {
        "addresses": "https://bad.example.org",
        "nature": "violent",
        "met_on": "2026-11-16",
        "where": "Room 4",
    }
    jo = cast.as_actor(cast.jo)
    given = {"form": "inappropriate_site_report", "answers": answers}
    request = draft_request(jo, cast.oakfield, **given).subject
    send_request(jo, request)
    printed = read(cast.browse_as(cast.jo), "printed", request.pk)
    assert "Appendix B of our policy" in printed
    assert "Sent, still to be done" in printed
    assert printed.index("Asked by") < printed.index("What is its web address")


def test_a_post_that_the_policy_wants_asked_and_nobody_holds_is_said(cast):
    adopt(cast, "ST")
    given = {"form": "account_application", "answers": {"name": "Year 4 page"}}
    request = draft_request(cast.as_actor(cast.deputy), cast.oakfield, **given).subject
    Request.objects.update(state="waiting", steps=[[["headteacher"], [], 10]], seen_by="|headteacher|")
    told = "nobody holds the post: marketing officer"
    page = read(cast.browse_as(cast.head), "request", request.pk)
    assert told in page
    assert "A new account that speaks for the school: Year 4 page" in page
    make.make_person(cast.oakfield, Role.MARKETING_OFFICER)
    assert told not in read(cast.browse_as(cast.head), "request", request.pk)


def test_people_find_only_what_is_open_to_them(cast):
    adopt(cast, "ST")
    assert "A new account" not in read(cast.browse_as(cast.volunteer), "requests")
    assert cast.browse_as(cast.volunteer).get(page("ask", "account_application")).status_code == 404
    assert "A new account" in read(cast.browse_as(cast.deputy), "requests")
    assert cast.browse_as(cast.head).get(page("ask", "no_such_form")).status_code == 404


def test_somebody_elses_draft_is_nobodys_business(cast):
    cast.browse_as(cast.jo).post(page("ask", "account_application"), posted(cast))
    request = Request.objects.get()
    for name in ("request", "printed", "change", "withdraw"):
        assert cast.browse_as(cast.head).get(page(name, request.pk)).status_code == 404


def a_form_on_screen(**changed):
    return {
        "title": "A trip with cameras",
        "sentence": "Ask before you take one.",
        "open_to": ["staff"],
        "first": "senior_leader",
        "second": "headteacher",
        "asks_1": "Where to?",
        "kind_1": "line",
        "asks_2": "Who comes?",
        "kind_2": "people",
        **changed,
    }


def test_a_sixth_form_made_on_a_page_is_asked_decided_and_kept(cast):
    head, jo = cast.browse_as(cast.head), cast.browse_as(cast.jo)
    answer = head.post(page("make"), a_form_on_screen())
    assert answer.status_code == 302, answer.content.decode()
    made = FormVersion.objects.get()
    assert Form.from_document(made.document) == made.form
    assert "A trip with cameras" in read(jo, "requests")
    jo.post(page("ask", made.key), {"q1": "The farm", "q2": [cast.jo.pk]})
    request = Request.objects.get()
    jo.post(page("send", request.pk))
    for person in (cast.deputy, cast.head):
        request.refresh_from_db()
        given = {"says_yes": "yes", "seen": queries.turn_digest(request)}
        assert cast.browse_as(person).post(page("decide", request.pk), given).status_code == 302
    request.refresh_from_db()
    assert request.state == "granted"


def test_a_form_that_nobody_decides_or_of_a_taken_name_is_refused_and_one_can_be_retired(cast):
    head = cast.browse_as(cast.head)
    assert head.post(page("make"), a_form_on_screen(first="", second="")).status_code == 409
    assert head.post(page("make"), a_form_on_screen(asks_1="", asks_2="")).status_code == 409
    head.post(page("make"), a_form_on_screen())
    assert head.post(page("make"), a_form_on_screen()).status_code == 409
    made = FormVersion.objects.get()
    assert make_form.why_not(cast.as_actor(cast.jo), cast.oakfield, document=made.document)
    head.post(page("retire", made.pk))
    assert made.key not in queries.forms_of(cast.oakfield)
    made.refresh_from_db()
    assert retire_form.why_not(cast.as_actor(cast.head), made)


def test_the_same_queries_for_three_requests_and_for_thirty(cast, django_assert_max_num_queries):
    jo = cast.browse_as(cast.jo)
    for number in range(30):
        jo.post(page("ask", "account_application"), posted(cast, name=f"Page {number}"))
    with django_assert_max_num_queries(9):
        jo.get(page("requests"))
    with django_assert_max_num_queries(14):
        jo.get(page("request", Request.objects.first().pk))
