"""An account of one's own on an address of the school: only once leaders have agreed to it."""

from django.urls import reverse

from schoolgate.moments.actions import declare
from schoolgate.moments.models import Declaration
from schoolgate.people.models import School
from schoolgate.requests.queries import forms_of
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import all_agree, cast_of_deciders, sent
from tests.clauses.scenes.own_use import NO
from tests.clauses.stage import Stage

FORM = "school_details_on_a_personal_account"


def _on(address: str) -> dict[str, object]:
    return {**NO, "names_school": {"yes": True, "words": f"Photos, {address}", "profile": "private"}}


def _ours(stage: Stage) -> None:
    School.objects.filter(pk=stage.school.pk).update(domains=["oakfield.example"])
    stage.school.refresh_from_db()


@scene
def an_own_account_on_a_school_address_needs_leave_first(stage: Stage) -> None:
    """Jo declares an account of her own on an address of the school: refused; with another address it is taken, and
    with this one once leaders have agreed."""
    jo = stage.cast.jo
    _ours(stage)
    says = "on an address of the school"
    stage.refuses(declare, jo, jo, answers=_on("jo@oakfield.example"), says=says)
    assert not Declaration.objects.exists()
    stage.does(declare, jo, jo, answers=_on("jo@mail.example"))
    request = sent(stage, jo, forms_of(stage.school)[FORM])
    all_agree(stage, request, cast_of_deciders(stage))
    stage.does(declare, jo, jo, answers=_on("jo@oakfield.example"))


@scene
def leave_is_offered_where_a_school_address_is_declared(stage: Stage) -> None:
    """Jo sends such a declaration: the page says why not, and offers the form for leave with the clause."""
    _ours(stage)
    said = {"checked": "yes", "names_school": "yes", "names_school_words": "jo@oakfield.example"}
    answer = stage.cast.browse_as(stage.cast.jo).post(
        reverse("moments:declare", args=[stage.school.slug]),
        {**said, "profile": "private", "earns": "no", "ties": "no"},
    )
    page = answer.content.decode()
    assert "Ask for leave first" in page
    offered = page.partition("Ask for leave where it is needed")[2].partition("</ul>")[0]
    assert f"/{FORM}" in offered
    assert stage.row.clause in offered
