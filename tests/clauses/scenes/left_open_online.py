"""What a class does online: no account for whoever is too young, and families read it on their own page."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from schoolgate.families.keys import new_links
from schoolgate.families.models import FamilyLink
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.requests.actions import revoke_leave, send_request
from schoolgate.requests.models import Leave
from schoolgate.requests.queries import forms_of
from schoolgate.rules.refusals import Control
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import all_agree, cast_of_deciders, drafted, form_of
from tests.clauses.stage import Stage, read

FORM = "pupil_activity_online"
IT = {
    "class_name": "4A",
    "purpose": "They write a diary of the pond.",
    "platforms": "Pondbook",
    "from_on": "2026-11-20",
    "until_on": "2026-12-18",
}


@scene
def no_account_for_a_pupil_too_young(stage: Stage) -> None:
    """A class is to get accounts: whoever is below the age is found on the roll, or said, and it is refused with it."""
    jo = stage.cast.jo
    form = forms_of(stage.school)[FORM]
    of_the_roll = drafted(stage, jo, form, **IT, own_accounts="yes", youngest=15)
    stage.does(send_request, jo, of_the_roll)
    make.make_pupil(stage.school, "Amara", "Okello", class_name="4A", born_on=date(2017, 3, 4))
    again = drafted(stage, jo, form, **IT, own_accounts="yes", youngest=15)
    stage.refuses(send_request, jo, again, says="below 13. The youngest of them is 9.")
    said = drafted(stage, jo, form, **{**IT, "class_name": "Chess club"}, own_accounts="yes", youngest=12)
    stage.refuses(send_request, jo, said, says="below 13. The youngest of them is 12.")
    without = drafted(stage, jo, form, **IT, own_accounts="no")
    stage.does(send_request, jo, without)
    assert stage.is_cited(Control.OLD_ENOUGH)


@scene
def families_read_what_their_child_does_online(stage: Stage) -> None:
    """Agreed, it stands on the page of each family of that class: what, on which platforms, whom from school they meet;
    on no other family's, and no more once it is taken back."""
    amara = make.make_pupil(stage.school, "Amara", "Okello", class_name="4A")
    ben = make.make_pupil(stage.school, "Ben", "Stone", class_name="5B")
    hers, his = _page_of(stage, amara), _page_of(stage, ben)
    request = drafted(stage, stage.cast.jo, form_of(stage), **IT, who_is_there="Jo Ash, nobody else")
    assert stage.row.clause in stage.page(stage.cast.jo, "requests:ask", key=FORM)
    stage.does(send_request, stage.cast.jo, request)
    request.refresh_from_db()
    assert "Pondbook" not in hers()
    all_agree(stage, request, cast_of_deciders(stage))
    page = hers()
    for words in (
        "They write a diary of the pond.",
        "Where: Pondbook",
        "From school they meet there: Jo Ash, nobody else",
    ):
        assert words in page
    assert "Pondbook" not in his()
    stage.does(revoke_leave, stage.cast.head, Leave.objects.get(request=request), because="It was too early.")
    assert "Pondbook" not in hers()


def _page_of(stage: Stage, pupil: Pupil) -> Callable[[], str]:
    """Opens this family's own page, by a link that was sent to a parent."""
    adult = Adult.objects.create(
        school=stage.school, name=f"Pat {pupil.legal_surname}", email="pat@example.org"
    )
    Responsibility.objects.create(pupil=pupil, adult=adult, may_answer=True)
    ((link, address),) = new_links(
        stage.school, [adult.pk], FamilyLink.Way.FIRST, by=stage.as_actor(stage.cast.office)
    )
    link.save()

    def opened() -> str:
        answer = Client().get(address)
        assert answer.status_code == 200
        return read(answer.content.decode())

    return opened
