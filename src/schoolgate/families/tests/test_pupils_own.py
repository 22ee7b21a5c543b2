"""A pupil who understands what it means answers alone: the code from a tutor, the page, and who is told."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from schoolgate.audit.models import Event
from schoolgate.families.actions.codes import answer_by_code, give_codes
from schoolgate.families.codes import as_pupil, digest_of
from schoolgate.families.models import PupilCode
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.notifications.models import Letter
from schoolgate.pupils.actions.holds import hold_pupil, say_who_decides
from schoolgate.pupils.actions.understanding import assess_pupil
from schoolgate.pupils.models import Answer, ClassTaught, ConsentNow, OnHold
from schoolgate.rules.consents import Said
from tests import make

USE, ME = "photo.website", "/family/oakfield/me"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


def understands(cast, pupil, *, says=True, tells_parents=False):
    talked = {"because": "Talked it through.", "tells_parents": tells_parents}
    assess_pupil(cast.as_actor(cast.dpo), pupil, understands=says, **talked)


def code_for(cast, *pupils, by=None):
    done = give_codes(cast.as_actor(by or cast.office), cast.oakfield, pupils=[one.pk for one in pupils])
    return done.subject.slips[0].code


def now_of(pupil, use=USE):
    return ConsentNow.objects.filter(pupil=pupil, use=use).values_list("said", flat=True).first()


def sent(code, pupil=None, said="", do="open", **more):
    chosen = {f"a-{pupil.pk}-{USE}": said} if pupil else {}
    return Client().post(ME, {"code": code, "do": do, **chosen, **more})


def test_the_pupil_answers_alone_by_a_code_that_works_once(family, cast):
    understands(cast, family.amara)
    code = code_for(cast, family.amara)
    asks = sent(code.lower().replace("-", " "))
    page = re.sub(r"</?bdi>", "", asks.content.decode())
    assert "Photographs and videos of you, Amara" in page
    assert "We do not write to your parents about it." in page
    assert page.count("<h1") == 1
    assert " checked" not in page
    assert asks["Cache-Control"] == "no-store"
    check = sent(code, family.amara, "yes", do="save").content.decode()
    assert "Before we save this" in check
    assert now_of(family.amara) is None
    saved = sent(code, family.amara, "yes", do="confirm", form_key="k")
    assert saved["Location"] == f"{ME}?done=1"
    assert "Ask your teacher for a new code." in Client().get(saved["Location"]).content.decode()
    answer = Answer.objects.get()
    assert (answer.said, answer.capacity, answer.given_by, answer.recorded_by) == (
        "yes",
        "pupil",
        "Amara Okello",
        None,
    )
    event = Event.objects.get(type="consent.answered")
    assert event.actor_id == f"pupil:{family.amara.pk}"
    assert sent(code, family.amara, "no", do="confirm").status_code == 422
    assert sent(code_for(cast, family.amara), family.amara, "no", do="confirm").status_code == 302
    assert now_of(family.amara) == "no"
    assert not Letter.objects.filter(occasion__startswith="pupil-answered").exists()


def test_parents_are_told_that_and_not_what_where_the_assessment_says_so(family, cast):
    understands(cast, family.amara, tells_parents=True)
    code = code_for(cast, family.amara)
    assert "We write to your parents that you have answered." in sent(code).content.decode()
    assert sent(code, family.amara, "no", do="confirm").status_code == 302
    told = Letter.objects.filter(occasion__startswith="pupil-answered")
    assert sorted(told.values_list("recipient", flat=True)) == sorted(
        f"adult:{one.pk}" for one in (family.grace, family.dan)
    )
    assert "Amara" not in told[0].text


def test_a_code_that_opens_nothing_says_one_sentence_whatever_the_reason(family, cast):
    understands(cast, family.amara)
    old, taken_over, ended = (code_for(cast, family.amara) for _each in range(3))
    PupilCode.objects.filter(digest=digest_of(ended)).update(ends_at=cast.now)
    pages = {
        re.sub(r'value="[^"]{20,}"', "", sent(one).content.decode()) for one in (old, taken_over, ended, "x")
    }
    assert len(pages) == 1
    assert "This code does not open anything." in pages.pop()
    live = code_for(cast, family.amara)
    understands(cast, family.amara, says=False)
    assert sent(live).status_code == 422
    for _each in range(20):
        sent("K7M2-9QXR")
    assert sent(live).status_code == 429
    assert Client().get(ME).status_code == 200


def test_a_yes_for_whom_somebody_else_decides_is_kept_and_not_in_effect(family, cast):
    understands(cast, family.amara)
    keeper = cast.as_actor(cast.safeguarding)
    hold_pupil(keeper, family.amara, why=OnHold.Why.IN_CARE)
    said = {"decides": OnHold.Decides.ORDER, "decider": "Fay Stone", "seen_in": "Order"}
    say_who_decides(keeper, OnHold.objects.get(), **said)
    assert sent(code_for(cast, family.amara), family.amara, "yes", do="confirm").status_code == 302
    assert now_of(family.amara) != "yes"
    page = sent(code_for(cast, family.amara)).content.decode()
    assert page.count("Not shown at present") == 1


def test_who_gives_codes_and_what_stands_against_it(family, cast):
    understands(cast, family.amara)
    family.amara.class_name = "5B"
    family.amara.save()
    give = {"pupils": [family.amara.pk]}
    with pytest.raises(Refused):
        give_codes(cast.as_actor(cast.jo), cast.oakfield, **give)  # Jo teaches no class here.
    ClassTaught.objects.create(school=cast.oakfield, person=cast.jo, class_name="5B")
    give_codes(cast.as_actor(cast.jo), cast.oakfield, **give)
    for pupils in ([], [family.tobi.pk]):
        with pytest.raises(Refused):
            give_codes(cast.as_actor(cast.office), cast.oakfield, pupils=pupils)
    with pytest.raises(NotHere):
        give_codes(cast.as_actor(cast.office), cast.elmsgate, **give)
    with pytest.raises(Refused):
        give_codes(cast.as_actor(cast.governor), cast.oakfield, **give)
    event = Event.objects.get(type="family.codes_given")
    assert "Amara" not in event.detail.words


def test_another_pupils_code_answers_for_nobody_else(family, cast):
    understands(cast, family.amara)
    understands(cast, family.tobi)
    code_for(cast, family.amara, family.tobi)
    own = PupilCode.objects.get(pupil=family.amara)
    with pytest.raises(Refused):
        answer_by_code(as_pupil(own, cast.now), family.tobi, code=own.pk, answers={USE: Said.NO})
    later = as_pupil(own, cast.now + timedelta(days=15))
    with pytest.raises(Refused):
        answer_by_code(later, family.amara, code=own.pk, answers={USE: Said.NO})
    assert not Answer.objects.exists()


def test_its_page_gives_slips_once_and_asks_as_many_queries_for_thirty(
    family, cast, django_assert_max_num_queries
):
    home = "/schools/oakfield/families/codes"
    office = cast.browse_as(cast.office)
    assert "Nobody here answers alone." in office.get(home).content.decode()
    for number in range(30):
        pupil = make.make_pupil(cast.oakfield, f"Child{number}", "Vale")
        pupil.class_name = "9B"
        pupil.save()
        understands(cast, pupil)
    with django_assert_max_num_queries(20):
        page = office.get(f"{home}?class=9B").content.decode()
    assert "Slips for 30 pupils" in page
    answer = office.post(f"{home}?class=9B")
    codes = re.findall(r'slip__code">(\S{9})<', answer.content.decode())
    assert len(set(codes)) == 30
    assert "no-store" in answer["Cache-Control"]
    assert PupilCode.objects.filter(digest=digest_of(codes[7])).exists()
    assert "Nobody here" in cast.browse_as(cast.jo).get(home).content.decode()
