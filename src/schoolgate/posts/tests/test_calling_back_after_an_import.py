"""A no that comes by the management system's file reaches what is public, also where no yes was ever needed."""

import pytest

from schoolgate.people.queries import today_of
from schoolgate.posts.models import Delivery, Recall
from schoolgate.posts.tests.going_out import approved_post, delivery_of
from schoolgate.pupils import import_queries, stored_rolls
from schoolgate.pupils.actions.importing import confirm_import, upload_roll
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Basis, Said
from tests import make

FILE = (
    "Adno,UPN,Surname,Forename,DOB,Year,Class,Photo Noticeboard\r\n"
    "008001,,Okello,Amara,12/03/2018,Year 4,4A,{said}\r\n"
)


@pytest.fixture
def amara(cast):
    """Shown on the basis of the school's public task: nobody was ever asked."""
    pupil = make.make_pupil(cast.oakfield, "Amara", "Okello", born_on="2018-03-12")
    Pupil.objects.filter(pk=pupil.pk).update(admission_number="008001")
    make.consents(pupil, "photo.noticeboard", said=Said.NOT_ANSWERED, basis=Basis.PUBLIC_TASK)
    return pupil


def bring_in(cast, said: str) -> None:
    import_queries.forget_results()
    actor = cast.as_actor(cast.office)
    stored_as = stored_rolls.keep([FILE.format(said=said).encode()])
    with stored_rolls.opened(stored_as) as file:
        sheet = import_queries.read_file(file, import_queries.known_headings)
    mapping, _ = import_queries.mapping_for(cast.oakfield, sheet)
    roll_import = upload_roll(
        actor,
        cast.oakfield,
        file_name="roll.csv",
        file_digest=sheet.digest,
        stored_as=stored_as,
        mapping=mapping.to_json(),
        columns_are_known=True,
    ).subject
    seen = import_queries.plan_of(roll_import, today_of(actor.now)).digest
    confirm_import(actor, roll_import, seen=seen, absent="stay")


def test_an_objection_in_the_file_brings_down_what_is_public(cast, clock, amara):
    post = approved_post(cast, pupils=(amara,))
    clock.run()
    assert delivery_of(post).state == Delivery.State.UP
    bring_in(cast, "No")
    clock.run()
    assert Recall.objects.get().pupil_id == amara.pk
    assert delivery_of(post).state == Delivery.State.DOWN


def test_a_yes_in_the_file_brings_nothing_down(cast, clock, amara):
    post = approved_post(cast, pupils=(amara,))
    clock.run()
    bring_in(cast, "Yes")
    clock.run()
    assert not Recall.objects.exists()
    assert delivery_of(post).state == Delivery.State.UP


def test_a_no_of_a_pupil_who_is_shown_nowhere_calls_nothing_back(cast, clock, amara):
    bring_in(cast, "No")
    clock.run()
    assert not Recall.objects.exists()
