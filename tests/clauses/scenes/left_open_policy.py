"""The policy in short: for each audience, at work and in private, with its risks, its forms and its invitation."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Role
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read

FORMS = ("blocked_site_access", "inappropriate_site_report", "account_application")


@scene
def each_audience_has_its_page(stage: Stage) -> None:
    """From the policy one comes to a page for staff, for families and for pupils; what it says to all is on each."""
    words = stage.policy.clauses[stage.row.clause].words
    policy = stage.page_as_sent(stage.cast.volunteer, "policies:policy")
    for address in ("rules", "for_families", "for_pupils"):
        assert f'href="{_address(stage, f"moments:{address}")}"' in policy
    staff = stage.page(stage.cast.volunteer, "moments:rules")
    for page in (staff, _public(stage, "moments:for_families"), _public(stage, "moments:for_pupils")):
        assert stage.row.clause in page
        assert words in page


@scene
def work_and_private_life_stand_apart(stage: Stage) -> None:
    """One step from any page: what holds at work, and apart from it what holds in private."""
    there = _address(stage, "moments:rules")
    for address in ("posts:list", "policies:policy"):
        assert f'href="{there}"' in stage.page_as_sent(stage.cast.jo, address)
    page = stage.page_as_sent(stage.cast.jo, "moments:rules")
    assert stage.row.clause in page
    work = page.partition('id="work"')[2].partition("</section>")[0]
    private = page.partition('id="private"')[2].partition("</section>")[0]
    assert "Keep your private life and your work apart." in work
    assert "Never give a private view as the school's." in read(f"<p{private}")
    assert work.count("<li") >= 5
    assert private.count("<li") >= 5


@scene
def what_can_go_wrong_and_what_follows_is_read(stage: Stage) -> None:
    """The risks that the policy names and what misuse can lead to stand on the same page; the laws are signed."""
    page = stage.page_as_sent(stage.cast.jo, "moments:rules")
    assert stage.row.clause in page
    risks = page.partition('id="risks"')[2].partition("</section>")[0]
    for words in (
        "Risk: court cases.",
        "Risk: personal data lost or stolen.",
        "disciplinary procedure",
        "police",
    ):
        assert words in risks
    assert "Eight kinds of law" in stage.page(stage.cast.governor, "moments:sign")


@scene
def its_forms_open_from_the_policy(stage: Stage) -> None:
    """Each of the three forms is a link of the policy's page, opens, and is followed from there."""
    asks = stage.cast.deputy
    page = stage.page_as_sent(asks, "policies:policy")
    assert stage.row.clause in page
    forms = page.partition('id="its-forms"')[2].partition("</ul>")[0]
    for form in FORMS:
        assert f'href="{_address(stage, "requests:ask", key=form)}"' in forms
        assert "ST-" in stage.page(asks, "requests:ask", key=form)
    assert f'href="{_address(stage, "requests:requests")}"' in page


@scene
def families_read_how_they_are_reached(stage: Stage) -> None:
    """The page for families names every way of the policy, and a way that the school gave up no more."""
    page = _public(stage, "moments:for_families")
    assert stage.row.clause in page
    for way in (
        "letter", "telephone", "e-mail", "meeting", "website", "short posts such as tweets", "Facebook",
        "newsletter", "progress report", "parents' evening",
    ):  # fmt: skip
        assert way in page
    stage.sets("parent_channels", ["letter", "telephone"])
    assert "progress report" not in _public(stage, "moments:for_families")


def _address(stage: Stage, name: str, **words: str) -> str:
    return reverse(name, kwargs={"school_slug": stage.school.slug, **words})


def _public(stage: Stage, name: str) -> str:
    answer = Client().get(_address(stage, name))
    assert answer.status_code == 200
    return read(answer.content.decode())


@scene
def governors_see_in_numbers_how_it_is_lived(stage: Stage) -> None:
    """A governor reads how many have signed and are trained, which reviews are open and late; nobody is named."""
    nia = make.make_person(stage.school, Role.STAFF, forename="Nia", surname="Wold")
    Duty.objects.create(
        school=stage.school,
        key="duty.policy_review",
        what="Review the policy",
        owed_by_role=Role.HEADTEACHER,
        due_at=stage.cast.now - timedelta(days=3),
    )
    page = stage.page(stage.cast.governor, "practice")
    assert stage.row.clause in page
    assert "Read and signed" in page
    assert "Trained" in page
    assert "Policy review" in page
    for somebody in (nia, stage.cast.jo, stage.cast.lee):
        assert somebody.surname not in page
    stage.may_not_open(stage.cast.jo, "practice")
