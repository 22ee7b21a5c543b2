"""The five routes to an account, each under its own policy: asked for on a phone, decided, and in the register. And a
sixth form, which a school makes for itself."""

import pytest
from django_scopes import scope
from playwright.sync_api import expect

from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person
from schoolgate.registers.actions import write_entry
from schoolgate.requests.models import Request
from tests import make
from tests.browser import Site
from tests.cast import Cast, assemble
from tests.clauses.stage import adopt
from tests.composing import comes
from tests.passing_time import Time

WORDS = {
    "What will it be called?": "Year 4 page",
    "For which class, team or group is it?": "Year 4",
    "How much time will staff give it": "Ten minutes a week; comments stay closed.",
    "How will people hear of it?": "By letter home.",
    "What is it for, what will be on it": "Families see what we learn; half of them read it by July.",
    "Which e-mail address of the school": "year4@oakfield.example",
}
TICKS = {
    "Where will it be?": "Facebook",
    "Who is it for?": "our pupils' families",
    "Who may put something on it?": "our staff",
    "Can everybody see it": "everybody can see it",
    "Can parents and carers post": "no",
}


@pytest.fixture
def cast(site: Site, settings: object) -> Cast:
    everyone = assemble()
    everyone.oakfield.domains = ["oakfield.example", "example.org"]
    everyone.oakfield.save()
    settings.SITE_ADDRESS = site.address
    return everyone


@pytest.fixture
def time(cast: Cast, settings: object) -> Time:
    return Time(settings, cast.now)


def fill_in(page, cast: Cast) -> None:
    """Whatever this school's form asks, and nothing else."""
    page.get_by_label("Who leads it?").wait_for()
    page.wait_for_load_state()
    for words, said in WORDS.items():
        for box in page.get_by_label(words).all():
            box.fill(said)
    for words, said in TICKS.items():
        for group in page.get_by_role("group", name=words).all():
            group.get_by_label(said, exact=True).first.check()
    for group in page.get_by_role("group", name="Which purpose of our policy").all():
        group.get_by_role("radio").first.check()
    page.get_by_label("Who leads it?").select_option(label=str(cast.jo))
    page.get_by_role("group", name="Who else can always get in").get_by_label(str(cast.lee)).check()
    page.get_by_label("Who keeps an eye").select_option(label=str(cast.office))
    for box in page.get_by_label("When should it go live?").all():
        box.fill("2026-12-01")


def decides(visitor, who: Person, request: Request) -> None:
    page = comes(visitor, who).page("/today")
    page.get_by_role("link", name="Look: Decide: A new account").or_(
        page.locator("a", has_text="Look").first
    ).first.click()
    page.wait_for_url(f"**/requests/{request.pk}*")
    page.get_by_label("Yes", exact=True).check()
    page.wait_for_load_state()
    for box in page.get_by_role("group", name="With a yes you sign off").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Your decision is kept")).to_be_visible()


@pytest.mark.parametrize(
    ("policy", "applicant", "decide"),
    [
        ("ST", "deputy", ("marketing", "head")),
        ("BE", "volunteer", ("deputy",)),
        ("AS", "jo", ("head",)),
        ("AC", "jo", ("marketing", "head")),
        ("AE", "jo", ("marketing", "head")),
    ],
)
def test_a_route(cast, visitor, time, policy, applicant, decide):
    with scope(school=cast.oakfield):
        marketing = make.make_person(cast.oakfield, Role.MARKETING_OFFICER, forename="Mar", surname="Bright")
        adopt(cast, policy)
        platform = {"name": "Facebook", "type": "network", "standing": "approved"}
        write_entry(cast.as_actor(cast.head), cast.oakfield, register="platforms", answers=platform)
    page = comes(visitor, getattr(cast, applicant)).page("/schools/oakfield/requests/new/account_application")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("This is not answered: What will it be called?").first).to_be_visible()
    page.get_by_role("link", name="Put it right").click()
    fill_in(page, cast)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What could go wrong").fill("Rude comments: we read them each day")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Waits for a decision")).to_be_visible()
    request = Request._base_manager.get()
    people = {"marketing": marketing, "head": cast.head, "deputy": cast.deputy}
    for part in decide:
        assert not OfficialAccount._base_manager.filter(name="Year 4 page").exists()
        decides(visitor, people[part], request)
    time.passes(minutes=1)
    page.reload()
    expect(page.get_by_text("Agreed", exact=True)).to_be_visible()
    register = comes(visitor, cast.head).page("/schools/oakfield/accounts/")
    register.get_by_role("link", name="Year 4 page").click()
    for words in ("asked for and agreed", "year4@oakfield.example", f"{cast.jo} leads it"):
        expect(register.get_by_text(words).first).to_be_visible()


def test_a_form_of_ones_own_with_its_steps_and_its_register_is_made_on_screen_and_used(cast, visitor, time):
    """No code and no file: the headteacher makes it, Jo asks, two people decide, and it stands in its register."""
    head = comes(visitor, cast.head).page("/schools/oakfield/requests/make")
    head.locator("[name=title]").fill("A trip with cameras")
    head.locator("[name=sentence]").fill("Ask before you take one along.")
    head.get_by_role("group", name="Who can ask?").get_by_label("staff", exact=True).check()
    head.get_by_label("Who decides first?").select_option("senior_leader")
    head.get_by_label("Who decides after that?").select_option("headteacher")
    head.get_by_label("Write each yes into a register of its own").check()
    head.locator("[name=asks_1]").fill("Where to?")
    head.get_by_role("button", name="Make it").click()
    expect(head.get_by_role("link", name="A trip with cameras")).to_be_visible()
    time.passes(minutes=1)
    page = comes(visitor, cast.jo).page("/schools/oakfield/requests/")
    page.get_by_role("link", name="A trip with cameras").click()
    page.get_by_label("Where to?").fill("The farm")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Waits for a decision")).to_be_visible()
    request = Request._base_manager.get()
    for decider in (cast.deputy, cast.head):
        decides(visitor, decider, request)
    time.passes(minutes=1)
    register = comes(visitor, cast.head).page("/schools/oakfield/registers/")
    register.get_by_role("link", name="A trip with cameras: agreed").click()
    expect(register.get_by_role("heading", level=1, name="A trip with cameras: agreed")).to_be_visible()
    for words in ("The farm", str(cast.jo)):
        expect(register.get_by_text(words).first).to_be_visible()
