"""A first no that a file brings: an event of its own for who was on the roll, so that what is public is found."""

import json

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.models import FollowUp
from schoolgate.pupils.models import Pupil
from tests.cast import Cast
from tests.make import make_pupil

HEADER = "Adno,UPN,Surname,Forename,DOB,Year,Class,Photo Website,Photo Social Media"

NAMES = {"1": "Petra", "2": "Olek", "3": "Wilhelmina", "4": "Ravi"}


def a_file(*answers: tuple[str, str]) -> bytes:
    rows = [
        f"00800{number},,Quorvane,{NAMES[number]},1{number}/03/2019,Year 3,3A,{said}"
        for number, said in answers
    ]
    return "\r\n".join([HEADER, *rows, ""]).encode()


def on_the_roll(cast: Cast, number: str) -> Pupil:
    pupil = make_pupil(cast.oakfield, NAMES[number], "Quorvane", born_on=f"2019-03-1{number}")
    Pupil.objects.filter(pk=pupil.pk).update(admission_number=f"00800{number}")
    return pupil


def answered() -> list[Event]:
    return list(Event.objects.filter(type=EventType.CONSENT_ANSWERED).order_by("pk"))


def test_a_first_no_of_a_pupil_on_the_roll_is_followed_up(cast: Cast, bring_in):
    pupil = on_the_roll(cast, "1")
    bring_in(a_file(("1", "N,Y")))
    (event,) = answered()
    assert (event.subject_type, event.subject_id) == ("pupils.pupil", str(pupil.pk))
    assert json.loads(event.detail.words)["answers"] == {"photo.website": "no"}
    assert FollowUp.objects.filter(event=event, handler__endswith="call_back_after_an_answer").exists()


def test_who_joins_with_a_no_has_nothing_that_could_be_public(cast: Cast, bring_in):
    bring_in(a_file(("1", "N,N")))
    assert answered() == []
    assert Event.objects.filter(type=EventType.ROLL_IMPORTED).count() == 1


def test_a_no_in_place_of_a_yes_is_a_withdrawal_and_nothing_else(cast: Cast, bring_in):
    on_the_roll(cast, "1")
    bring_in(a_file(("1", "Y,Y")))
    bring_in(a_file(("1", "N,Y")))
    assert answered() == []
    assert Event.objects.filter(type=EventType.CONSENT_WITHDRAWN).count() == 1


def test_a_yes_that_must_rest_until_it_is_read_is_followed_up_too(cast: Cast, bring_in):
    pupil = on_the_roll(cast, "1")
    bring_in(a_file(("1", "Y,Y")))
    bring_in(a_file(("1", "only if asked,Y")))
    (event,) = answered()
    assert event.subject_id == str(pupil.pk)


def test_a_batch_of_many_is_one_event_and_one_for_each_that_has_follow_ups(cast: Cast, bring_in):
    for number in "123":
        on_the_roll(cast, number)
    bring_in(a_file(("1", "N,N"), ("2", "Y,Y"), ("3", "N,Y"), ("4", "N,N")))
    assert len(answered()) == 2
    assert Event.objects.filter(type=EventType.ROLL_IMPORTED).count() == 1
