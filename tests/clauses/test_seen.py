"""*See it*: in the demonstration each served clause of each school's policy is seen where the program says.

The address answers for the person it is meant for, the place of the page it leads to is there, and what proves the
clause can be read: its number, the refusal, or the line. There is one demonstration, and each page is fetched once.
"""

import html
import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from schoolgate.clockwork.ticks import TICKS
from schoolgate.demo.schools import SCHOOLS
from schoolgate.demo.seeing import in_the_story, state_to_see
from schoolgate.demo.states import STATES
from schoolgate.people.desks import desk_of
from schoolgate.people.models import Person, School
from schoolgate.people.second_factor import METHODS
from schoolgate.people.waiting import waiting_for
from schoolgate.policies.seeing import Sight
from schoolgate.reports.today import PARTS
from schoolgate.rules.policy.library import Row
from tests.clauses.rows import FIVE, proved_rows
from tests.demonstration import NOW, copied_to

SCHOOL_OF = {plan.policy: plan.slug for plan in SCHOOLS}
ROWS = [row for row in proved_rows() if row.clause[:2] in FIVE]

Fetch = Callable[[Person, str], str]


@pytest.fixture(scope="module")
def schools(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, School]]:
    """The five schools of the demonstration, by their policy."""
    with (
        django_db_blocker.unblock(),
        copied_to(tmp_path_factory.mktemp("demonstration")),
        override_settings(IS_DEMO=True, ROOT_URLCONF="tests.clauses.demo_urls"),
        scopes_disabled(),
    ):
        yield {code: School.objects.get(slug=slug) for code, slug in SCHOOL_OF.items()}


@pytest.fixture(scope="module")
def fetch(schools) -> Fetch:
    """A page as this person gets it; each is fetched once."""
    pages: dict[tuple[int, str], str] = {}
    clients: dict[int, Client] = {}

    def fetched(person: Person, address: str) -> str:
        if (person.pk, address) not in pages:
            client = clients.setdefault(person.pk, signed_in(person))
            answer = client.get(address)
            assert answer.status_code == 200, f"{address} answers {answer.status_code} to {person.email}"
            pages[person.pk, address] = answer.content.decode()
        return pages[person.pk, address]

    return fetched


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    session = client.session
    session[METHODS] = [{"method": "mfa", "at": NOW.timestamp(), "type": "totp"}]
    session.save()
    return client


def sight_of(schools: dict[str, School], row: Row) -> Sight:
    school = schools[row.clause[:2]]
    with scope(school=school):
        sight = in_the_story(school, row)
    assert sight is not None, (
        f"the story of {school.slug} holds nothing in which {row.key} is seen ({row.scene})"
    )
    return sight


@pytest.mark.parametrize("row", ROWS, ids=[row.key for row in ROWS])
def test_a_served_clause_is_seen_in_the_demonstration(row, schools, fetch):
    sight = sight_of(schools, row)
    address, _hash, anchor = sight.address.partition("#")
    page = fetch(sight.person, address)
    assert not anchor or page.count(f'id="{anchor}"') == 1, f"#{anchor} is not in {address}"
    stands = state_to_see(row).stands_for(row.clause)
    reach = within_reach(page, anchor)
    assert stands in reach, f"“{stands}” cannot be read at {sight.address}"
    if anchor.startswith("wants-"):
        assert ">written down<" in reach, f"the story has nothing written down for {row.clause}"


def within_reach(page: str, anchor: str) -> str:
    """The page as it is read: its own part, without menus; where it leads to a clause's own line, that line.

    A question of a form is named by its clause where the clauses behind the form stand, at its head.
    """
    main = page.partition("<main")[2]
    if anchor.startswith("wants-"):
        main = main.partition(f'id="{anchor}"')[2].partition("</li>")[0]
    elif 'class="asked-for"' not in main and anchor.startswith(("says-", "asks-")):
        main = main.partition(f'id="{anchor}"')[2].partition("</li>")[0]
        main = main if anchor.startswith("says-") else main.partition("</p>")[0]
    return html.unescape(re.sub(r"\s+", " ", main))


def test_a_clause_says_see_it_and_whoever_may_not_steps_in(schools, fetch):
    """A volunteer is shown the way into the school office for what only it may open."""
    school = schools["ST"]
    office = Person.objects.get(user__email="office@oakfield.example")
    volunteer = Person.objects.get(user__email="volunteer@oakfield.example")
    there = reverse("policies:clause", kwargs={"school_slug": school.slug, "clause": "ST-156"})
    own = fetch(office, there)
    assert ">See it<" in own
    assert "?see=ST-156#silence" in own
    others = fetch(volunteer, there)
    assert ">See it<" not in others
    assert f"See it as {office}" in others


def test_stepping_in_leads_to_what_is_seen_and_never_elsewhere(schools):
    office = Person.objects.get(user__email="office@oakfield.example")
    volunteer = signed_in(Person.objects.get(user__email="volunteer@oakfield.example"))
    step = reverse("demo:step", kwargs={"person_id": office.pk}, urlconf="tests.clauses.demo_urls")
    there = "/schools/oakfield/pupils/#silence"
    assert volunteer.post(step, {"next": there}).headers["Location"] == there
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)", ""):
        assert volunteer.post(step, {"next": elsewhere}).headers["Location"] == "/today"


def test_every_state_belongs_to_a_scene():
    scenes = {row.scene for row in proved_rows()}
    assert {key.rpartition("/")[2] for key in STATES} <= scenes


def test_the_page_says_which_clause_one_came_to_see_and_nothing_else_can_be_put_there(schools, fetch):
    head = Person.objects.get(user__email="head@oakfield.example")
    there = reverse("policies:clause", kwargs={"school_slug": "oakfield", "clause": "ST-232"})
    [link] = re.findall(r'href="([^"]*/duties/\?open[^"]*)"', html.unescape(fetch(head, there)))
    opened = fetch(head, link.partition("#")[0])
    assert "You came to see" in opened
    assert 'id="duty-policy_review" open' in opened
    assert "Consents kept current: every half term, every year and once when something calls for it" in opened
    assert 'data-stands="duty.policy_review"><b>Open now' in opened
    assert "You came to see" not in fetch(head, "/schools/oakfield/duties/?see=%3Cb%3EST-232")


def test_one_thing_owed_is_late_where_the_whole_story_is_and_by_a_few_days(schools):
    """Last, for the clock asks here for whatever is owed by now."""
    oakfield = schools["ST"]
    for tick in TICKS:
        if tick.name.startswith("ask_"):
            tick.run(NOW)
    late = {
        (one.kind, one.what): NOW - one.due_at
        for person in Person.objects.filter(user__isnull=False)
        for one in waiting_for(desk_of(person, NOW), PARTS, most=500)
        if one.kind in ("duty", "late", "check_consents")
        and one.due_at < NOW
        and (one.school_id == oakfield.pk or one.kind == "check_consents")
    }
    assert set(late) == {("check_consents", oakfield.name)}
    assert timedelta(days=1) < late.popitem()[1] < timedelta(days=7)
