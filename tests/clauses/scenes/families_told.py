"""Staff, pupils and parents know what is theirs to do: how many of each, on one page for governors and leaders."""

import re
from datetime import date

from schoolgate.families.actions.answering import say_rules_read
from schoolgate.families.actions.links import send_links
from schoolgate.families.keys import as_family
from schoolgate.families.models import FamilyLink
from schoolgate.pupils.models import Adult, Responsibility
from schoolgate.training.actions import class_agrees
from schoolgate.training.agreeing import to_sign
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def it_shows_how_many_of_staff_pupils_and_parents_know(stage: Stage) -> None:
    """Two pupils of 4A, two parents: a class signs, a parent says that they have read it, and the numbers say so."""
    pupils = [make.make_pupil(stage.school, name, "Vale") for name in ("Uli", "Ida")]
    for pupil in pupils:
        pupil.class_name = "4A"
        pupil.save()
        adult = Adult.objects.create(
            school=stage.school, name=f"Parent of {pupil.legal_forename}", email="family@example.org"
        )
        Responsibility.objects.create(pupil=pupil, adult=adult, may_answer=True)
    page = stage.page(stage.cast.governor, "practice")
    assert stage.row.clause in page
    assert re.search(r"Staff\s+Read and signed: \d+ of \d+", page), page
    assert "0 of 2 adults were sent the page with our rules; 0 say that they have read them" in page
    one = Adult.objects.order_by("pk").first()
    stage.does(send_links, stage.cast.office, stage.school, adults=[one.pk])
    link = FamilyLink.objects.get()
    say_rules_read(as_family(link, stage.cast.now), link)
    document = to_sign(stage.policy)
    if document.lines:
        signed = {
            "class_name": "4A",
            "signed_on": date(2026, 11, 17),
            "form": "assembly",
            "digest": document.digest,
        }
        stage.does(class_agrees, stage.cast.jo, stage.school, **signed)
    page = stage.page(stage.cast.governor, "practice")
    assert "1 of 2 adults were sent the page with our rules; 1 say that they have read them" in page
    assert ("2 of 2 have signed" in page) == bool(document.lines)
    assert "Vale" not in page
    stage.may_not_open(stage.cast.jo, "practice")
