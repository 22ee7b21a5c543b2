"""Letters with a link of their own for whoever has no e-mail, and what comes back on paper or by word, keyed in."""

import re
from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.families.actions.keying import key_answer_in, print_letters
from schoolgate.families.keys import link_of
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.policies.actions import override_setting
from schoolgate.pupils.models import Answer, ConsentNow
from schoolgate.rules.consents import Said
from tests import make
from tests.clauses.stage import adopt

HOME = "/schools/oakfield/families"


def test_each_adult_without_an_address_has_a_letter_with_a_link_of_their_own(family, cast):
    office = cast.browse_as(cast.office)
    with pytest.raises(Refused):
        print_letters(cast.as_actor(cast.office), cast.oakfield)
    for adult in (family.grace, family.dan):
        adult.email = ""
        adult.save()
    assert b"2 adults have" in office.get(f"{HOME}/letters").content
    answer = office.post(f"{HOME}/letters", {"language": "en", "as": "page"})
    page = answer.content.decode()
    keys = re.findall(r"/family/oakfield/([\w-]{43})", page)
    assert [link_of("oakfield", key, cast.now).adult.name for key in keys] == ["Dan Okello", "Grace Okello"]
    assert page.count("<svg") >= 2
    assert page.count("<caption>Amara</caption>") == 2
    assert "no-store" in answer["Cache-Control"]
    assert [one.type for one in Event.objects.all()] == ["family.letters_printed"]
    with pytest.raises(Refused):
        print_letters(cast.as_actor(cast.jo), cast.oakfield)


def test_a_class_is_one_accessible_document_in_the_language_that_was_chosen(family, cast):
    family.amara.class_name = "4A"
    family.amara.save()
    make.consents(family.tobi, said=Said.NO)
    office = cast.browse_as(cast.office)
    answer = office.post(f"{HOME}/letters", {"language": "cy", "class_name": "4A", "easy": "on"})
    document = answer.content
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert b"pdfuaid:part>1<" in document
    assert b"/Lang" in document
    assert document.count(b"/Type /Page\n") == 4 or document.count(b"/Type/Page") >= 4
    assert Event.objects.get().type == "family.letters_printed"
    nobody_left = office.post(f"{HOME}/letters", {"language": "en", "class_name": ""})
    assert nobody_left.status_code == 409
    assert "or choose a class" in nobody_left.content.decode()


def test_a_language_without_a_typeface_here_is_not_offered_and_the_blank_form_is(
    family, cast, settings, tmp_path
):
    office = cast.browse_as(cast.office)
    settings.PAPER_FONTS = tmp_path / "none"
    page = office.get(f"{HOME}/letters").content.decode()
    assert "No typeface for Arabic and Urdu is here." in page
    assert office.get(f"{HOME}/letters/form?in=ur").status_code == 404
    assert office.get(f"{HOME}/letters/form?in=pl&easy=1").content.startswith(b"%PDF")
    settings.PAPER_FONTS.mkdir()
    (settings.PAPER_FONTS / "NotoNaskhArabic_400Regular.ttf").touch()
    assert "No typeface" not in office.get(f"{HOME}/letters").content.decode()


def test_a_spoken_answer_takes_who_and_yes_or_no_and_says_who_heard_it(family, cast):
    make.consents(family.tobi, said=Said.NO)
    office = cast.browse_as(cast.office)
    page = office.get(f"{HOME}/key-in/{family.amara.pk}").content.decode()
    assert " checked" not in page
    assert page.count("<h1") == 1
    given = {"adult": str(family.grace.pk), "how": "spoken", "everything": "no"}
    answer = office.post(f"{HOME}/key-in/{family.amara.pk}", given)
    assert answer["Location"] == HOME
    assert set(ConsentNow.objects.filter(pupil=family.amara).values_list("said", flat=True)) == {
        "no",
        "objected",
    }
    heard = Answer.objects.filter(pupil=family.amara)[0]
    assert (heard.given_by, heard.recorded_by) == ("Grace Okello", cast.office)
    assert heard.evidence == f"Spoken; heard by {cast.as_actor(cast.office).name}"
    assert Event.objects.get().type == "consent.answered"


def test_a_form_is_keyed_one_use_after_the_other_and_the_next_child_follows(family, cast):
    for child in (family.amara, family.tobi):
        child.class_name = "4A"
        child.save()
    sent = {
        "adult": str(family.dan.pk),
        "how": "paper",
        "everything": "each",
        "use_photo_website": "yes",
        "use_video_social": "no",
    }
    answer = cast.browse_as(cast.office).post(f"{HOME}/key-in/{family.amara.pk}", sent)
    assert answer["Location"] == f"{HOME}/key-in/{family.tobi.pk}"
    now = dict(ConsentNow.objects.filter(pupil=family.amara).values_list("use", "said"))
    assert now == {"photo.website": "yes", "video.social": "no"}


def test_a_paper_is_not_keyed_over_what_came_by_link_meanwhile_unless_somebody_says_that_it_is_newer(
    family, cast, settings
):
    office, address = cast.browse_as(cast.office), f"{HOME}/key-in/{family.amara.pk}"
    opened = re.compile(r'name="opened" value="([^"]+)"')
    paper = {"adult": str(family.grace.pk), "how": "paper", "everything": "yes"}
    paper["opened"] = opened.search(office.get(address).content.decode()).group(1)
    family.link(family.grace).says(family.amara, Said.NO)

    settings.FIXED_NOW += timedelta(minutes=1)
    told = office.post(address, paper).content.decode()
    assert "came while you had this page open" in told
    assert ConsentNow.objects.get(pupil=family.amara).said == Said.NO
    assert office.post(address, paper | {"opened": opened.search(told).group(1)}).status_code == 302
    assert ConsentNow.objects.get(pupil=family.amara, use="photo.website").said == Said.YES


def test_each_refusal_changes_nothing(family, cast):
    office = cast.as_actor(cast.office)
    yes, no = {"photo.website": Said.YES}, {"photo.website": Said.NO}
    stranger = family.adult("Una Vale", make.make_pupil(cast.oakfield, "Uli", "Vale"))

    def refused(actor=office, adult=family.grace, how="paper", answers=yes):
        with pytest.raises(Refused):
            key_answer_in(actor, family.amara, adult=adult.pk, how=how, answers=answers)

    refused(adult=stranger)
    refused(how="")
    refused(answers={})
    refused(actor=cast.as_actor(cast.jo))
    elsewhere = make.make_pupil(cast.elmsgate)
    with pytest.raises(NotHere):
        key_answer_in(office, elsewhere, adult=family.grace.pk, how="paper", answers=yes)
    adopt(cast, "AC")
    in_writing = {
        "setting": "consent_giver",
        "value": "parent_in_writing",
        "reason": "We want it in writing.",
    }
    override_setting(cast.as_actor(cast.head), cast.oakfield, **in_writing)
    refused(how="spoken")
    assert not Answer.objects.exists()
    key_answer_in(office, family.amara, adult=family.grace.pk, how="spoken", answers=no)
    assert Answer.objects.count() == 1
