"""A link alone may say no; a yes needs a child's date of birth once; another's no is stronger, and tells nothing."""

from datetime import date, timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.families.actions.answering import answer_by_link, ask_to_take_down, end_own_link, give_fact
from schoolgate.families.answers import own_answers
from schoolgate.families.keys import as_family
from schoolgate.families.models import FamilyMatter
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.pupils.models import Answer, ConsentNow, Responsibility
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.families import MOST_TRIES
from tests.make import make_pupil

USE = "photo.website"


def refused(do) -> str:
    before = (Answer.objects.count(), Event.objects.count())
    with pytest.raises(Refused) as found:
        do()
    assert (Answer.objects.count(), Event.objects.count()) == before
    return found.value.refusals[0].words


def test_a_no_counts_at_once_as_the_parents_own_and_records_one_event(family):
    grace = family.link()
    grace.says(family.amara, Said.NO)
    kept = Answer.objects.get()
    assert (kept.said, kept.given_by, kept.capacity) == ("no", "Grace Okello", Capacity.PARENT)
    assert kept.evidence == f"The family's own link (adult {family.grace.pk})"
    assert kept.recorded_by is None
    event = Event.objects.get()
    assert (event.type, event.actor_id) == ("consent.answered", f"adult:{family.grace.pk}")
    assert "Okello" not in event.detail.words


def test_a_yes_needs_a_childs_date_of_birth_once(family):
    grace = family.link()
    assert "so that we know it is you" in refused(lambda: grace.says(family.amara, Said.YES))
    give_fact(grace.actor, grace.link, born_on=date(2000, 1, 1))
    assert "so that we know it is you" in refused(lambda: grace.says(family.amara, Said.YES))
    grace.proves()
    grace.says(family.amara, Said.YES)
    grace.says(family.tobi, Said.YES)
    assert set(ConsentNow.objects.values_list("said", flat=True)) == {"yes"}
    assert [one.type for one in Event.objects.order_by("pk")][:2] == ["family.fact_given"] * 2


def test_dates_can_be_tried_a_few_times_with_all_links_together(family):
    grace, other = family.link(), family.link()
    for _each in range(MOST_TRIES):
        give_fact(grace.actor, grace.link, born_on=None)
    words = refused(lambda: give_fact(other.actor, other.link, born_on=family.amara.born_on))
    assert words == "The date of birth was wrong too often."
    grace.says(family.amara, Said.NO)


def test_a_yes_taken_back_is_a_withdrawal_whose_follow_up_takes_pictures_down(family):
    grace = family.link().proves()
    grace.says(family.amara, Said.YES)
    grace.says(family.amara, Said.NO)
    withdrawn = Event.objects.get(type="consent.withdrawn")
    assert withdrawn.subject_id == str(family.amara.pk)
    assert {one.handler.rpartition(".")[2] for one in withdrawn.follow_ups.all()} >= {
        "call_back_after_a_withdrawal"
    }


def test_another_adults_no_is_stronger_and_the_office_is_told(family):
    family.link(family.dan).says(family.amara, Said.NO)
    grace = family.link().proves()
    grace.says(family.amara, Said.YES, USE, "photo.print")
    assert dict(ConsentNow.objects.values_list("use", "said")) == {USE: "no", "photo.print": "yes"}
    matter = FamilyMatter.objects.get()
    assert (matter.kind, matter.uses, matter.adult) == ("held_yes", [USE], family.grace)
    own = own_answers(family.grace, [family.amara.pk])[family.amara.pk, USE]
    assert (own.says_yes, own.counts) == (True, False)
    grace.says(family.amara, Said.NO)
    matter.refresh_from_db()
    assert matter.settled_at is not None
    assert not own_answers(family.grace, [family.amara.pk])[family.amara.pk, USE].says_yes


def test_saying_no_and_then_yes_does_not_lift_the_no_of_the_other(family):
    family.link(family.dan).says(family.amara, Said.NO)
    grace = family.link().proves()
    grace.says(family.amara, Said.NO)
    grace.says(family.amara, Said.YES)
    assert ConsentNow.objects.get().said == Said.NO
    family.link(family.dan).proves().says(family.amara, Said.YES)
    assert ConsentNow.objects.get().said == Said.YES


def test_where_two_adults_have_the_same_name_only_a_no_counts_and_each_sees_their_own(family):
    other = family.adult("Grace  OKELLO", family.amara)
    family.link(other).says(family.amara, Said.NO)
    grace = family.link().proves()
    assert "the same name" in refused(lambda: grace.says(family.amara, Said.YES))
    assert not own_answers(family.grace, [family.amara.pk])
    assert own_answers(other, [family.amara.pk])


def test_nobody_answers_for_another_child_for_another_use_or_with_anothers_link(family):
    grace, dan = family.link().proves(), family.link(family.dan)
    ben = make_pupil(family.cast.oakfield, "Ben", "Tull")
    assert "cannot answer for this child" in refused(lambda: grace.says(ben, Said.NO))
    assert "cannot answer for this child" in refused(lambda: grace.says(family.amara, Said.NO, "photo.moon"))
    answers = {USE: Said.NO}
    assert "has ended" in refused(
        lambda: answer_by_link(grace.actor, family.amara, link=dan.link.pk, answers=answers)
    )
    away = make_pupil(family.cast.elmsgate, "Ada", "Vale")
    with pytest.raises(NotHere):
        grace.says(away, Said.NO)
    with pytest.raises(Refused):
        answer_by_link(
            family.cast.as_actor(family.cast.office), family.amara, link=grace.link.pk, answers=answers
        )


def test_an_old_or_ended_link_answers_nothing(family):
    grace = family.link()
    late = as_family(grace.link, family.cast.now + timedelta(days=401))
    answers = {USE: Said.NO}
    assert "has ended" in refused(
        lambda: answer_by_link(late, family.amara, link=grace.link.pk, answers=answers)
    )
    end_own_link(grace.actor, grace.link)
    assert FamilyMatter.objects.get().kind == "not_mine"
    assert "has ended" in refused(lambda: grace.says(family.amara, Said.NO))


def test_who_lost_parental_responsibility_answers_no_more(family):
    grace = family.link()
    Responsibility.objects.filter(adult=family.grace).update(may_answer=False)
    assert "cannot answer for this child" in refused(lambda: grace.says(family.amara, Said.NO))


def test_a_wish_to_take_a_picture_down_reaches_the_office_without_its_words_in_the_trail(family):
    grace = family.link()
    ask_to_take_down(grace.actor, grace.link, words="The website, sports day, second picture")
    matter = FamilyMatter.objects.get()
    assert (matter.kind, matter.adult) == ("take_down", family.grace)
    assert Event.objects.get(type="family.wrote").detail.words == "{}"
    assert "which picture" in refused(lambda: ask_to_take_down(grace.actor, grace.link, words=" "))


def test_two_parents_at_once_each_keep_their_answer_and_the_no_counts(family):
    """Both opened the page before either had answered; hers is sent after his."""
    grace, dan = family.link().proves(), family.link(family.dan)
    sent = {f"a-{family.amara.pk}-{USE}": "yes"}
    assert " checked" not in grace.get() + dan.get()
    assert dan.post(do="save", **{f"a-{family.amara.pk}-{USE}": "no"}).status_code == 302
    saved = grace.post(do="save", **sent)
    page = grace.client.get(saved["Location"]).content.decode()
    assert "Done. Your answers count from now on." in page
    assert page.count("Not shown at present") == 1
    assert ConsentNow.objects.get(pupil=family.amara, use=USE).said == Said.NO
    assert FamilyMatter.objects.get().kind == "held_yes"
