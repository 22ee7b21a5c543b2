"""The trail's pages: what leaders read, what only keepers read, and what nobody can find out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.audit.checkpoints import checkpoint
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.audit.recording import record
from schoolgate.audit.sequencing import sequence
from schoolgate.kernel.permissions import Role
from schoolgate.posts.models import Recall
from schoolgate.reports.trail.lines import Search, page_of_trail
from schoolgate.reports.trail.seeing import ALIKE_TO_OTHERS, ONLY_KEEPERS, noun_of
from schoolgate.reports.trail.words import GROUPS
from tests.make import NOW, appoint, make_pupil

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys_folder(settings, tmp_path):
    settings.SCHOOLGATE_KEYS_DIR = tmp_path / "keys"


def happened(
    cast, type_=EventType.POST_APPROVED, *, by=None, subject=("posts.post", "12"), log=None, **given
) -> Event:
    return record(
        log_key=log or f"school:{cast.oakfield.pk}",
        type=type_,
        at=given.pop("at", NOW),
        actor_id=f"person:{(by or cast.head).pk}",
        subject_type=subject[0],
        subject_id=subject[1],
        **given,
    )


def lines(cast, person, **search):
    return page_of_trail(cast.as_actor(person), Search(**search))[0]


def page(cast, person, path="", school="oakfield"):
    return cast.browse_as(person).get(f"/schools/{school}/trail/{path}")


def test_a_leader_reads_who_did_what_to_what(cast):
    happened(
        cast, EventType.PERSON_APPOINTED, subject=("people.person", str(cast.jo.pk)), detail={"role": "staff"}
    )
    (line,) = lines(cast, cast.deputy)
    assert (line.what, line.who, line.about) == ("Person appointed", "Sam Hale", "Jo Ash")
    assert line.detail == [("Role", "staff")]


def test_ids_in_the_words_of_an_event_are_named_and_digests_are_cut_short(cast):
    happened(
        cast,
        EventType.DELIVERY_SENT,
        subject=("posts.delivery", "1"),
        detail={"account": cast.noticeboard.pk, "digest": "ab" * 32, "ways": ["a", "b"], "again": False},
    )
    (line,) = lines(cast, cast.deputy)
    assert dict(line.detail) == {
        "Account": "Noticeboard",
        "Digest": "abababababab…",
        "Ways": "a, b",
        "Again": "no",
    }


def test_every_type_of_event_belongs_to_one_group():
    nouns = [noun for _words, nouns in GROUPS.values() for noun in nouns]
    assert len(nouns) == len(set(nouns))
    assert {noun_of(type_) for type_ in EventType} <= set(nouns)


def test_the_newest_comes_first_and_older_pages_go_on(cast):
    events = [happened(cast, at=NOW + timedelta(minutes=number)) for number in range(60)]
    first, more = page_of_trail(cast.as_actor(cast.head), Search())
    assert [line.id for line in first] == [event.pk for event in events[:9:-1]]
    assert more
    second, more = page_of_trail(cast.as_actor(cast.head), Search(before=first[-1].id))
    assert [line.id for line in second] == [event.pk for event in events[9::-1]]
    assert not more


def test_it_is_found_by_person_by_what_happened_by_words_and_by_subject(cast):
    by_head = happened(cast)
    by_deputy = happened(
        cast, EventType.POST_RETURNED, by=cast.deputy, detail={"words": "The aardvark is missing"}
    )
    about_jo = happened(cast, EventType.PERSON_APPOINTED, subject=("people.person", str(cast.jo.pk)))
    assert [line.id for line in lines(cast, cast.head, words="dee mar")] == [by_deputy.pk]
    assert [line.id for line in lines(cast, cast.head, words="approved")] == [by_head.pk]
    assert [line.id for line in lines(cast, cast.head, words="AARDVARK")] == [by_deputy.pk]
    assert [line.id for line in lines(cast, cast.head, about=f"people.person:{cast.jo.pk}")] == [about_jo.pk]
    assert [line.id for line in lines(cast, cast.head, group="people")] == [about_jo.pk]
    assert lines(cast, cast.head, words="nothing like this") == []


def test_another_schools_trail_is_not_here(cast):
    event = happened(cast, log=f"school:{cast.elmsgate.pk}")
    assert lines(cast, cast.head) == []
    assert page(cast, cast.head, f"{event.pk}").status_code == 404
    assert page(cast, cast.head, school="elmsgate").status_code == 404
    assert page(cast, cast.head, school="farrow").status_code == 404


def test_who_may_not_read_the_trail_is_told_so(cast):
    for person in (cast.jo, cast.volunteer, cast.governor, cast.office):
        assert page(cast, person).status_code == 403


@pytest.fixture
def restricted_and_withdrawn(cast):
    """One child restricted, another whose family withdrew, and what follows each."""
    one, other = make_pupil(cast.oakfield, "Amara", "Okello"), make_pupil(cast.oakfield, "Tobi", "Marlow")
    restricted = happened(
        cast,
        EventType.PUPIL_RESTRICTED,
        by=cast.safeguarding,
        subject=("pupils.pupil", str(one.pk)),
        controls=["gate.restricted_never_shown"],
        detail={"reason": "A court order"},
    )
    withdrawn = happened(
        cast,
        EventType.CONSENT_WITHDRAWN,
        by=cast.office,
        subject=("pupils.pupil", str(other.pk)),
        controls=["gate.consent_for_every_use"],
        detail={"uses": ["photo.website"]},
    )
    happened(cast, EventType.FAMILY_TOLD, subject=("pupils.pupil", str(other.pk)), detail={"how": "e-mail"})
    happened(cast, EventType.RESTRICTED_LIST_READ, by=cast.safeguarding, subject=("people.school", "1"))
    happened(cast, EventType.PUPIL_UNRESTRICTED, by=cast.safeguarding, subject=("pupils.pupil", str(one.pk)))
    return restricted, withdrawn


def test_a_keeper_reads_the_true_cause(cast, restricted_and_withdrawn):
    found = {line.what: line for line in lines(cast, cast.head)}
    assert found["Pupil restricted"].about == "Amara Okello"
    assert found["Pupil restricted"].who == "Ros Keene"
    assert found["Pupil restricted"].detail == [("Reason", "A court order")]
    assert found["Pupil restricted"].controls == ["gate.restricted_never_shown"]
    assert len(found) == 5


def test_to_other_leaders_a_restriction_and_a_withdrawal_are_one_and_the_same_line(
    cast, restricted_and_withdrawn
):
    first, second = lines(cast, cast.deputy)
    for name in (
        "what",
        "who",
        "about",
        "about_href",
        "about_key",
        "controls",
        "detail",
        "is_detail_closed",
        "place",
    ):
        assert getattr(first, name) == getattr(second, name), name
    assert (first.what, first.who, first.about, first.place) == (
        "Somebody may no longer be shown",
        "",
        "",
        None,
    )
    assert list(first.controls) == ["gate.consent_for_every_use"]


@pytest.mark.parametrize(
    "search",
    [
        {"words": "Amara"},
        {"words": "court"},
        {"words": "restrict"},
        {"words": "Ros Keene"},
        {"words": "photo.website"},
        {"words": "withdrawn"},
        {"group": "pupils"},
        {"group": "posts"},
        {"group": "pupils", "words": "consent"},
        {"words": "Somebody may"},
    ],
)
def test_no_search_tells_the_two_apart(cast, restricted_and_withdrawn, search):
    restricted, withdrawn = restricted_and_withdrawn
    found = {line.id for line in lines(cast, cast.deputy, **search)}
    assert (restricted.pk in found) == (withdrawn.pk in found)
    assert found <= {restricted.pk, withdrawn.pk}


def test_neither_does_asking_for_the_child(cast, restricted_and_withdrawn):
    for event in restricted_and_withdrawn:
        assert lines(cast, cast.deputy, about=f"pupils.pupil:{event.subject_id}") == []


def test_the_pages_of_both_events_are_alike_and_the_others_are_not_there(cast, restricted_and_withdrawn):
    one, other = (
        page(cast, cast.deputy, str(event.pk)).content.decode() for event in restricted_and_withdrawn
    )
    assert one.partition("<main")[2] == other.partition("<main")[2]
    assert "Somebody may no longer be shown" in one
    for event in Event.objects.filter(type__in=ONLY_KEEPERS):
        assert page(cast, cast.deputy, str(event.pk)).status_code == 404
        assert page(cast, cast.head, str(event.pk)).status_code == 200


def test_every_type_that_speaks_of_restriction_is_closed():
    for type_ in EventType:
        if "restrict" in type_:
            assert type_ in ONLY_KEEPERS | ALIKE_TO_OTHERS


def test_why_a_copy_came_down_is_closed_to_others(cast):
    happened(cast, EventType.COPY_TAKEN_DOWN, subject=("posts.copy", "3"), detail={"why": "restriction"})
    (line,) = lines(cast, cast.deputy)
    assert (line.detail, line.is_detail_closed) == ([], True)
    assert lines(cast, cast.deputy, words="restriction") == []
    assert lines(cast, cast.head)[0].detail == [("Why", "restriction")]


def test_whoever_may_not_see_pupils_reads_no_pupils_name(cast):
    chair = cast.governor
    appoint(chair, Role.CHAIR, cast.oakfield)
    pupil = make_pupil(cast.oakfield, "Amara", "Okello")
    happened(
        cast, EventType.PUPIL_LEFT, subject=("pupils.pupil", str(pupil.pk)), detail={"forename": "Amara"}
    )
    happened(
        cast, EventType.CONSENT_ANSWERED, subject=("pupils.pupil", str(pupil.pk)), detail={"name": "Amara"}
    )
    assert "Amara" not in page(cast, chair).content.decode()
    assert lines(cast, chair, words="amara") == []
    assert len(lines(cast, chair)) == 2
    assert "Amara Okello" in page(cast, cast.head).content.decode()


def test_the_page_shows_the_lines_and_the_seal(cast):
    happened(cast)
    sequence(NOW)
    checkpoint(NOW)
    shown = page(cast, cast.head).content.decode()
    assert "Post approved" in shown
    assert "Sam Hale" in shown
    assert f"/school/{cast.oakfield.pk}" in shown


def test_what_is_typed_into_the_address_is_harmless(cast):
    happened(cast)
    for query in (
        "?before=x",
        "?before=-1",
        "?before=99999999999999999999999",
        "?group=x",
        "?about=",
        "?about=::'",
        "?words=%00",
    ):
        assert page(cast, cast.head, query).status_code == 200


def test_the_data_protection_lead_erases_words_and_the_trail_says_so(cast):
    event = happened(cast, EventType.POST_RETURNED, detail={"words": "Amara looks away"})
    client = cast.browse_as(cast.dpo)
    address = f"/schools/oakfield/trail/{event.pk}/erase"
    refused = client.post(address, {"reason": "", "form_key": "a"})
    assert refused.status_code == 200
    assert EventDetail.objects.filter(pk=event.pk).exists()
    done = client.post(address, {"reason": "A family asked for it", "form_key": "b"}, follow=True)
    assert "The words of this entry were erased" in done.content.decode()
    assert not EventDetail.objects.filter(pk=event.pk).exists()
    (erasure,) = Event.objects.filter(type=EventType.DETAIL_ERASED)
    assert erasure.actor_id == f"person:{cast.dpo.pk}"


def test_a_leader_without_that_post_cannot_erase(cast):
    event = happened(cast, detail={"words": "Amara"})
    assert (
        cast.browse_as(cast.deputy)
        .post(f"/schools/oakfield/trail/{event.pk}/erase", {"reason": "x", "form_key": "a"})
        .status_code
        == 403
    )
    assert EventDetail.objects.filter(pk=event.pk).exists()


def test_the_number_of_queries_does_not_grow(cast):
    client = cast.browse_as(cast.head)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/schools/oakfield/trail/").status_code == 200
        return len(queries)

    kinds = (EventType.POST_APPROVED, EventType.POST_RETURNED)
    for number in range(3):
        happened(cast, kinds[number % 2], subject=("people.person", str(cast.jo.pk)))
    count()
    few = count()
    for number in range(27):
        happened(cast, kinds[number % 2], by=cast.jo, subject=("people.person", str(cast.lee.pk)))
    assert count() == few <= 12


def test_a_child_put_on_hold_is_that_line_too_and_none_where_nothing_was_called_back(
    cast, restricted_and_withdrawn
):
    pupils = [make_pupil(cast.oakfield, name, "Orr") for name in ("Ned", "Nan")]
    held, quiet = (
        happened(
            cast,
            EventType.PUPIL_HELD,
            by=cast.safeguarding,
            subject=("pupils.pupil", str(one.pk)),
            controls=["noun.consents.giver"],
        )
        for one in pupils
    )
    Recall.objects.create(
        school=cast.oakfield, pupil=pupils[0], because_of_event=held, tells_family=False, asked_at=held.at
    )
    found = {line.id: line for line in lines(cast, cast.deputy)}
    assert quiet.pk not in found
    assert found[held.pk].what == "Somebody may no longer be shown"
    assert found[held.pk].who == ""
    assert found[held.pk].controls == found[restricted_and_withdrawn[0].pk].controls
    one, other = (
        page(cast, cast.deputy, str(event.pk)).content.decode().partition("<main")[2]
        for event in (held, restricted_and_withdrawn[1])
    )
    assert one == other
    assert quiet.pk in {line.id for line in lines(cast, cast.head)}
