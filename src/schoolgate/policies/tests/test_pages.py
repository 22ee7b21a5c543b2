"""The pages of policies: what they show, to whom, and in how many queries."""

from datetime import date

import pytest
from django.utils.html import escape as escaped
from django_scopes import scope

from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment
from schoolgate.policies import queries
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.policies.loading import library
from schoolgate.rules.policy.adoption import PaperSignature
from tests import make

pytestmark = pytest.mark.django_db
PAPER = (PaperSignature("chair", "Una Reed", date(2026, 11, 16)),)
HOME = "/schools/oakfield/policy/"


@pytest.fixture(autouse=True)
def at_that_moment(settings):
    settings.FIXED_NOW = make.NOW


@pytest.fixture
def adopted(cast):
    adopt_policy(cast.as_actor(cast.head), cast.oakfield, code="ST", checks=("equality",), on_paper=PAPER)
    return cast


def escape(words: str) -> str:
    """As Jinja writes words into a page."""
    return escaped(words).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_before_anything_is_adopted_the_page_says_which_rules_hold(cast):
    page = text_of(cast.browse_as(cast.head).get(HOME))
    assert "has not adopted a policy yet" in page
    assert "Choose a policy" in page


def test_everyone_of_the_school_reads_the_policy_with_its_clauses_opened_in_place(adopted):
    page = text_of(adopted.browse_as(adopted.volunteer).get(HOME))
    assert "Somebody else reads every post before it goes out." in page
    assert "The headteacher or a senior leader reads a post before it goes out." in page
    assert "ST-103" in page
    assert "Set otherwise" not in page
    assert "Una Reed" in page


def test_a_value_that_the_law_lifts_says_what_the_policy_said_and_why(adopted):
    page = text_of(adopted.browse_as(adopted.head).get(HOME))
    assert "The policy asks for less: A yes can be taken back: in writing." in page
    assert "Taking a yes back must be as easy as giving it" in page


def test_an_own_choice_stands_on_the_page_with_its_reason(adopted):
    head = adopted.as_actor(adopted.head)
    override_setting(
        head, adopted.oakfield, setting="minimum_age", value=15, reason="Our families asked for it."
    )
    page = text_of(adopted.browse_as(adopted.jo).get(HOME))
    assert "Our families asked for it." in page
    assert "No account for a pupil below 15 years." in page


def test_the_library_shows_six_policies(cast):
    page = text_of(cast.browse_as(cast.jo).get(f"{HOME}library/"))
    assert all(escape(policy.title) in page for policy in library().values())


@pytest.mark.parametrize("code", [code.lower() for code in library()])
def test_each_policy_says_what_it_means_in_ten_lines_and_what_is_stale_in_it(cast, code):
    policy = queries.policy_to_adopt(cast.oakfield, code.upper())
    page = text_of(cast.browse_as(cast.head).get(f"{HOME}library/{code}/"))
    for line in (*policy.in_ten_lines(), *(note.words for note in policy.stale)):
        assert escape(line) in page


def test_adopting_on_the_page_with_a_signature_on_paper(cast):
    client = cast.browse_as(cast.head)
    data = {
        "checks": ["equality"],
        "name_chair": "Una Reed",
        "day_chair": "2026-11-16",
        "reason": "It suits us.",
    }
    response = client.post(f"{HOME}library/st/", data, follow=True)
    assert "It holds from now on" in text_of(response)
    assert queries.current_policy(cast.oakfield).code == "ST"


def test_adopting_without_the_check_says_so_and_keeps_what_was_typed(cast):
    data = {"name_chair": "Una Reed", "day_chair": "2026-11-16"}
    page = text_of(cast.browse_as(cast.head).post(f"{HOME}library/st/", data))
    assert "It is not confirmed that it treats nobody worse" in page
    assert 'value="Una Reed"' in page
    assert queries.current_policy(cast.oakfield) == queries.fresh_policy()


def test_the_chair_reads_and_signs_what_waits(cast):
    chair = make.make_person(cast.oakfield, Role.CHAIR, forename="Una", surname="Reed")
    cast.browse_as(cast.head).post(f"{HOME}library/st/", {"checks": ["equality"]})
    client = cast.browse_as(chair)
    assert "Read and sign" in text_of(client.get(HOME))
    assert "Sign this version" in text_of(client.get(f"{HOME}versions/1/sign/"))
    assert "It holds from now on" in text_of(client.post(f"{HOME}versions/1/sign/", follow=True))
    assert queries.current_policy(cast.oakfield).code == "ST"


def test_a_form_posted_twice_adopts_once(cast):
    client = cast.browse_as(cast.head)
    data = {"checks": ["equality"], "name_chair": "Una Reed", "day_chair": "2026-11-16", "form_key": "k" * 32}
    client.post(f"{HOME}library/st/", data)
    assert client.post(f"{HOME}library/st/", data).status_code == 302
    assert queries.versions(cast.oakfield).count() == 1


@pytest.mark.parametrize(
    ("key", "data", "value"),
    [
        ("minimum_age", {"value": "15"}, 15),
        ("second_reader", {"value": "if_controversial"}, "if_controversial"),
        ("post_objectives", {"value": ["event", "learning"]}, ("event", "learning")),
        ("quiet_hours", {"value": "17:30 - 08:00"}, "17:30-08:00"),
        ("political_words", {"value": "Labour\n\n  Tory \n"}, ("Labour", "Tory")),
        ("blocked_platforms", {"value_pupils": ["x"], "value_staff": [], "value_account_team": []}, ("x",)),
    ],
)
def test_each_shape_of_setting_can_be_set_otherwise_on_its_page(adopted, key, data, value):
    client = adopted.browse_as(adopted.head)
    address = f"{HOME}otherwise/{key}/"
    assert "Set otherwise" in text_of(client.get(address))
    response = client.post(address, {**data, "reason": "Our governors decided so."})
    assert response.status_code == 302, text_of(response)
    held = queries.current_policy(adopted.oakfield).setting(key)
    assert (held["pupils"] if key == "blocked_platforms" else held) == value


def test_below_the_floor_the_page_says_why_and_nothing_changes(adopted):
    page = text_of(
        adopted.browse_as(adopted.head).post(
            f"{HOME}otherwise/minimum_age/", {"value": "9", "reason": "Our governors decided so."}
        )
    )
    assert "Children below 13 cannot agree" in page
    assert queries.current_policy(adopted.oakfield).setting("minimum_age") == 13


def test_an_own_choice_is_undone_from_the_confirmation(adopted):
    client = adopted.browse_as(adopted.head)
    data = {"value": "15", "reason": "Our governors decided so."}
    page = text_of(client.post(f"{HOME}otherwise/minimum_age/", data, follow=True))
    assert f'action="{HOME}otherwise/minimum_age/end/"' in page
    assert client.post(f"{HOME}otherwise/minimum_age/end/").status_code == 302
    assert queries.current_policy(adopted.oakfield).setting("minimum_age") == 13


@pytest.mark.parametrize(
    "path", ["otherwise/colour/", "otherwise/gate.permission/", "library/xx/", "versions/9/"]
)
def test_what_is_not_there_is_not_found(adopted, path):
    assert adopted.browse_as(adopted.head).get(f"{HOME}{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["otherwise/minimum_age/", "otherwise/minimum_age/end/", "library/st/for-all/"]
)
def test_who_may_not_change_the_policy_is_told_so(adopted, path):
    assert adopted.browse_as(adopted.jo).get(f"{HOME}{path}").status_code == 403


def test_a_headteacher_finds_no_page_for_the_whole_trust(adopted):
    client = adopted.browse_as(adopted.head)
    assert client.get(f"{HOME}library/as/for-all/").status_code == 404
    assert client.get(f"{HOME}sign-for-all/").status_code == 404
    assert "for all schools" not in text_of(client.get(f"{HOME}library/as/"))


def test_a_trust_officer_adopts_for_all_on_one_page(cast):
    person = make.make_person(cast.oakfield, forename="Ted", surname="Bly")
    Appointment.objects.create(
        person=person, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=date(2026, 1, 1)
    )
    client = cast.browse_as(person)
    address = f"{HOME}library/as/for-all/"
    assert "Adopt for all schools" in text_of(client.get(address))
    checks = ["equality", "unions_if_recognised"]
    data = {"checks": checks, "name_trustee": "Ada Wren", "day_trustee": "2026-11-16"}
    assert "Adopted for all 2 schools" in text_of(client.post(address, data, follow=True))
    with scope(school=cast.elmsgate):
        assert queries.current_policy(cast.elmsgate).code == "AS"


@pytest.mark.parametrize("path", ["", "versions/", "library/", "library/st/"])
def test_a_stranger_finds_nothing(adopted, path):
    assert adopted.browse_as(adopted.stranger).get(f"{HOME}{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "versions/", "versions/1/", "library/", "library/ac/", "otherwise/minimum_age/"]
)
def test_pages_do_not_grow_with_the_versions(adopted, path, queries_do_not_grow):
    client = adopted.browse_as(adopted.head)
    head = adopted.as_actor(adopted.head)
    ages = iter(range(1, 200))

    def make_versions(number: int) -> None:
        for _ in range(number):
            reason = f"Reason number {next(ages)} of many."
            override_setting(head, adopted.oakfield, setting="minimum_age", value=15, reason=reason)

    queries_do_not_grow(make_versions, lambda: client.get(f"{HOME}{path}"), at_most=14)


def test_refusals_on_other_pages_find_their_clauses(adopted, rf):
    request = rf.get("/")
    request.actor = adopted.as_actor(adopted.head)
    clauses_of = queries.clauses_of_everything(request)["clauses_of"]
    assert [clause.id for clause in clauses_of("gate.no_full_name_beside_picture")] == ["ST-179", "ST-182"]
    assert clauses_of("gate.state") == ()


def test_where_nobody_acts_there_are_no_clauses(rf):
    assert queries.clauses_of_everything(rf.get("/"))["clauses_of"]("gate.four_eyes") == ()
