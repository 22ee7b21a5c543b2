"""Where a grown-up may be shown: their own answer goes before what an author was told, and reaches what is public."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.pupils.grown_ups import said_by
from schoolgate.pupils.models import Answer
from schoolgate.rules.consents import Said
from schoolgate.rules.staffing import uses_asked_by
from schoolgate.staffing.actions import answer_about_picture
from tests import make

NO_ONLINE = dict.fromkeys(uses_asked_by("online"), Said.NO)


def test_somebody_answers_apart_for_online_print_and_newspapers(cast):
    lee = cast.browse_as(cast.lee)
    home = f"/schools/oakfield/bound/{cast.lee.pk}/"
    assert lee.post(f"{home}picture/", {"online": "no", "print": "yes"}).status_code == 302
    said = said_by(cast.lee.pk)
    assert said["photo.website"] is Said.NO
    assert said["photo.print"] is Said.YES
    assert "photo.press" not in said
    page = " ".join(lee.get(home).content.decode().split())
    assert "online: no" in page
    assert "in print: yes" in page
    assert "in newspapers and on other sites: not answered" in page
    assert Event.objects.filter(type="person.picture_answered").count() == 1


def test_the_newest_answer_counts_and_none_is_lost(cast):
    actor = cast.as_actor(cast.lee)
    answer_about_picture(actor, cast.lee, answers=NO_ONLINE)
    answer_about_picture(actor, cast.lee, answers=dict.fromkeys(NO_ONLINE, Said.YES))
    assert set(said_by(cast.lee.pk).values()) == {Said.YES}
    assert Answer.objects.filter(person=cast.lee, said=Said.NO).count() == len(NO_ONLINE)


def test_the_office_writes_down_what_a_colleague_said_but_other_colleagues_do_not(cast):
    answer_about_picture(cast.as_actor(cast.office), cast.lee, answers=NO_ONLINE)
    assert said_by(cast.lee.pk)["photo.social"] is Said.NO
    with pytest.raises(Refused):
        answer_about_picture(cast.as_actor(cast.jo), cast.lee, answers=NO_ONLINE)
    with pytest.raises(Refused):
        answer_about_picture(cast.as_actor(cast.lee), cast.lee, answers={})
    assert Event.objects.filter(type="person.picture_answered").count() == 1
    jo = cast.browse_as(cast.jo).get(f"/schools/oakfield/bound/{cast.lee.pk}/").content.decode()
    assert "May be shown" not in jo


def test_somebody_of_a_sister_school_is_not_here(cast):
    elsewhere = make.make_person(cast.elmsgate, Role.STAFF)
    with pytest.raises(Refused):
        answer_about_picture(cast.as_actor(cast.office), elsewhere, answers=NO_ONLINE)
