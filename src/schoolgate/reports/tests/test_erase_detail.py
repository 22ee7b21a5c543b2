"""Erasing words of the trail: the five habits."""

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.audit.recording import record
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.erasing import erase_detail
from schoolgate.rules.refusals import Control
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast) -> Event:
    return record(
        log_key=f"school:{cast.oakfield.pk}",
        type=EventType.POST_RETURNED,
        at=NOW,
        actor_id="person:1",
        subject_type="posts.post",
        subject_id="1",
        detail={"words": "Amara looks away"},
    )


def refused(cast, person, event, reason="They asked") -> Control:
    before = (Event.objects.count(), EventDetail.objects.count())
    with pytest.raises(Refused) as why:
        erase_detail(cast.as_actor(person), event, reason=reason)
    assert (Event.objects.count(), EventDetail.objects.count()) == before
    (refusal,) = why.value.refusals
    return refusal.control


def test_it_deletes_the_words_and_records_one_event(cast, event):
    erase_detail(cast.as_actor(cast.dpo), event, reason="They asked")
    assert not EventDetail.objects.filter(pk=event.pk).exists()
    (erasure,) = Event.objects.exclude(pk=event.pk)
    assert (erasure.type, erasure.subject_id) == (EventType.DETAIL_ERASED, str(event.pk))
    assert "They asked" in erasure.detail.words


def test_without_a_reason_nothing_is_erased(cast, event):
    assert refused(cast, cast.dpo, event, reason="  ") == Control.STATE


def test_what_is_gone_cannot_be_erased_again(cast, event):
    erase_detail(cast.as_actor(cast.dpo), event, reason="They asked")
    assert refused(cast, cast.dpo, event) == Control.STATE


def test_the_proof_of_an_erasure_stays(cast, event):
    erase_detail(cast.as_actor(cast.dpo), event, reason="They asked")
    erasure = Event.objects.get(type=EventType.DETAIL_ERASED)
    assert refused(cast, cast.dpo, erasure) == Control.STATE


def test_only_those_who_answer_for_data_protection_may(cast, event):
    for person in (cast.deputy, cast.jo, cast.office, cast.governor):
        assert refused(cast, person, event) == Control.PERMISSION


def test_another_schools_event_is_not_here(cast, event):
    with pytest.raises(NotHere):
        erase_detail(cast.as_actor(cast.head_elsewhere, cast.elmsgate), event, reason="They asked")
    assert EventDetail.objects.filter(pk=event.pk).exists()
