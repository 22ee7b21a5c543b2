"""Pupils sign by class: a teacher writes down who did, who was away stays open, and a change of words opens it anew."""

import pytest
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.duties.asking import ask_at
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.policies.queries import current_policy
from schoolgate.training.actions import class_agrees
from schoolgate.training.agreeing import classes_now, to_sign
from schoolgate.training.models import ClassAgreed, PupilAgreed
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt, read

CLASSES = "/schools/oakfield/lessons/signed"


@pytest.fixture
def cast(db, settings):
    settings.FIXED_NOW = make.NOW
    cast = assemble()
    adopt(cast, "ST")
    with scope(school=cast.oakfield):
        make.Pupil.objects.all().delete()
        cast.amara, cast.ben = (make.make_pupil(cast.oakfield, class_name="4A") for _ in range(2))
        yield cast


def signs(cast, *absent, person=None, **otherwise):
    given = {
        "class_name": "4A",
        "signed_on": make.NOW.date(),
        "form": "assembly",
        "digest": to_sign(current_policy(cast.oakfield)).digest,
        "absent": [one.pk for one in absent],
        **otherwise,
    }
    return class_agrees(cast.as_actor(person or cast.jo), cast.oakfield, **given)


def stands(cast):
    [found] = [one for one in classes_now(cast.oakfield) if one.name == "4A"]
    return found


def test_all_but_those_who_were_away_have_signed_and_they_sign_later(cast):
    agreed = signs(cast, cast.ben).subject
    assert agreed.lines[0].startswith("Keep to our school’s rules when you are online.")
    assert stands(cast).unsigned == (cast.ben,)
    assert Event.objects.filter(type="lesson.class_agreed").count() == 1
    signs(cast)
    assert stands(cast).unsigned == ()
    newcomer = make.make_pupil(cast.oakfield, class_name="4A")
    assert stands(cast).unsigned == (newcomer,)


def test_other_words_are_signed_anew(cast):
    signs(cast)
    ClassAgreed.objects.update(digest="0" * 64)
    assert stands(cast).has_signed == 0


@pytest.mark.parametrize(
    ("otherwise", "about"),
    [
        ({"class_name": "9Z"}, "class_name"),
        ({"digest": "0" * 64}, ""),
        ({"signed_on": make.NOW.date().replace(year=2027)}, "signed_on"),
        ({"absent": [10**6]}, "absent"),
    ],
)
def test_each_refusal_changes_nothing(cast, otherwise, about):
    with pytest.raises(Refused) as refused:
        signs(cast, **otherwise)
    assert about in {one.about for one in refused.value.refusals}
    assert not PupilAgreed.objects.exists()


def test_if_all_were_away_nobody_has_signed(cast):
    with pytest.raises(Refused):
        signs(cast, cast.amara, cast.ben)
    with pytest.raises(Refused):
        signs(cast, person=cast.governor)
    assert not PupilAgreed.objects.exists()


def test_the_teacher_of_the_class_owes_it_until_it_is_written_down(cast):
    ask_at(cast.oakfield, make.NOW)
    owed = Duty.objects.filter(what="4A reads and signs our rules for pupils")
    assert [one.owed_by for one in owed] == [cast.jo]
    signs(cast)
    assert owed.get().done_at is not None


def test_its_pages(cast):
    page = cast.browse_as(cast.jo)
    assert "0 of 2" in read(page.get(CLASSES).content.decode())
    shown = page.get(f"{CLASSES}/4A")
    assert "Be as good online as you are in school." in shown.content.decode()
    digest = to_sign(current_policy(cast.oakfield)).digest
    sent = {
        "signed_on_0": "17",
        "signed_on": "2026-11-17",
        "form": "lesson",
        "digest": digest,
        "absent": [cast.ben.pk],
    }
    answer = page.post(f"{CLASSES}/4A", sent)
    assert answer.status_code == 302
    assert "1 of 2" in read(page.get(CLASSES).content.decode())
    assert page.get(f"{CLASSES}/9Z").status_code == 404
    assert cast.browse_as(cast.governor).get(CLASSES).status_code == 403
    assert cast.browse_as(cast.head_elsewhere).get(CLASSES).status_code == 404
