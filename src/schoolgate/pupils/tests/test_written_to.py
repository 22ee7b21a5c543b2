"""A family's link that ended is never written to again: also not by a letter that was waiting."""

from datetime import timedelta

from django.core import mail
from django.test import override_settings

from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.notifications.models import Letter
from schoolgate.pupils.actions.adults import change_adult
from schoolgate.pupils.actions.adults_writing import change_adults
from schoolgate.pupils.importing.plan import GuardianChange
from schoolgate.pupils.importing.vocabulary import Guardian
from schoolgate.pupils.models import Adult, Responsibility
from tests import make
from tests.make import NOW

LATER = NOW + timedelta(hours=1)


def family(cast):
    pupil = make.make_pupil(cast.oakfield)
    adults = [
        Adult.objects.create(school=cast.oakfield, name=name, email=f"{name[:2].lower()}@home.example")
        for name in ("Ngozi Okello", "Al Okello")
    ]
    for adult in adults:
        Responsibility.objects.create(pupil=pupil, adult=adult, relationship="Parent", may_answer=True)
    letters.write(
        "test:1",
        [Recipient(f"adult:{one.pk}", one.email) for one in adults],
        Words("Hello", ("Look",)),
        now=NOW,
    )
    return pupil, adults


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_a_letter_that_waits_does_not_go_to_an_adult_whom_the_roll_no_longer_names(cast):
    pupil, (mother, father) = family(cast)
    gone = GuardianChange(pupil.pk, before=Guardian(2, father.name), after=None)
    change_adults(cast.oakfield, [gone])
    assert letters.send_due(LATER) == 1
    assert [one.to for one in mail.outbox] == [[mother.email]]
    assert not Letter.objects.filter(recipient=f"adult:{father.pk}").exists()


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_nor_to_one_whom_the_office_writes_to_no_more_but_while_another_child_is_there(cast):
    pupil, (mother, _father) = family(cast)
    sister = make.make_pupil(cast.oakfield, "Ada", "Okello")
    Responsibility.objects.create(pupil=sister, adult=mother, relationship="Mother", may_answer=True)
    for tie in Responsibility.objects.filter(pupil=pupil):
        change_adult(cast.as_actor(cast.office), pupil, tie=tie.pk, may_answer=False, may_be_written_to=False)
    letters.send_due(LATER)
    assert [one.to for one in mail.outbox] == [[mother.email]]
