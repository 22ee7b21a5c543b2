"""A copy of everything held on somebody: whole, without others, made by whoever leads on data protection."""

import io
import json
import re
import zipfile

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.media.models import Appearance, Picture
from schoolgate.personal_data import document
from schoolgate.personal_data.actions.giving import give_copy, hold_data, release_hold
from schoolgate.personal_data.copying import as_json
from schoolgate.personal_data.document import as_document
from schoolgate.personal_data.gathering import everything_on
from schoolgate.personal_data.mentions import NOT_LOOKED_THROUGH, looked_through, mentions_of
from schoolgate.personal_data.models import CopyGiven, LegalHold
from schoolgate.personal_data.others import Others
from schoolgate.personal_data.subjects import Subject, found
from schoolgate.posts.models import Post, PostPicture
from schoolgate.pupils.actions.adults import change_adult
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.models import Adult, Answer, Pupil, Responsibility
from schoolgate.pupils.naming import names_changed
from schoolgate.showing.models import Group, GroupMember
from tests import make
from tests.make import NOW

AT = "/schools/oakfield/personal-data"


def written(cast, *texts):
    return [
        Post.objects.create(
            school=cast.oakfield, author=cast.jo, state="draft", text=text, digest="d", created_at=NOW, changed_at=NOW
        )
        for text in texts
    ]  # fmt: skip


def of(amara, cast):
    return {"kind": "pupil", "number": amara.pk, "asked_as": "parent", "rows": 4}


def test_it_writes_down_that_a_copy_was_made_by_ids_only(cast, amara):
    give_copy(cast.as_actor(cast.dpo), cast.oakfield, **of(amara, cast))
    event = Event.objects.get(type=EventType.PERSONAL_DATA_COPIED)
    assert (event.subject_type, event.subject_id) == ("pupils.pupil", str(amara.pk))
    assert json.loads(EventDetail.objects.get(pk=event.pk).words) == {"asked_as": "parent", "rows": 4}
    assert CopyGiven.objects.get().made_by == cast.dpo


def test_only_who_leads_on_data_protection_makes_one(cast, amara):
    with pytest.raises(Refused):
        give_copy(cast.as_actor(cast.head), cast.oakfield, **of(amara, cast))
    elsewhere = make.make_pupil(cast.elmsgate)
    with pytest.raises(Refused):
        give_copy(cast.as_actor(cast.dpo), cast.oakfield, **{**of(amara, cast), "number": elsewhere.pk})
    with pytest.raises(NotHere):
        give_copy(cast.as_actor(cast.dpo), cast.elmsgate, **of(amara, cast))
    assert not CopyGiven.objects.exists()


def test_it_holds_every_answer_and_no_name_of_another(cast, amara):
    make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    Answer.objects.filter(pupil=amara).update(given_by="Ngozi Okello", evidence="said to Jo Ash")
    held = everything_on(Subject("pupil", amara, cast.oakfield))
    by_table = {part.table: part.rows for part in held.parts}
    assert by_table["pupils.pupil"][0]["upn"] == "A820200000001"
    assert [row["use"] for row in by_table["pupils.answer"]] == ["picture.website"]
    assert by_table["pupils.responsibility"][0]["relationship"] == "Mother"
    told = json.dumps([part.rows for part in held.parts], default=str)
    assert "Ngozi" not in told
    assert "Jo Ash" not in told


def test_a_former_name_goes_out_in_no_copy(cast, amara):
    Pupil.objects.filter(pk=amara.pk).update(former_names=["Adaeze Umeh"], former_upn="B820200000002")
    subject = Subject("pupil", Pupil.objects.get(pk=amara.pk), cast.oakfield)
    told = as_json(subject, everything_on(subject), NOW)
    assert "Okello" in told
    assert "Umeh" not in told
    assert "B820200000002" not in told


def test_the_document_says_it_in_words_and_whose_it_is_first(cast, amara, monkeypatch):
    set_from = []
    monkeypatch.setattr(document, "as_pdf", lambda *given: set_from.extend(given) or b"")
    make.consents(amara, "photo.website", "video.social")
    group = Group.objects.create(
        school=cast.oakfield, name="Choir", made_by=cast.jo, made_at=NOW, last_on=NOW.date()
    )
    GroupMember.objects.create(group=group, pupil=amara)
    subject = Subject("pupil", amara, cast.oakfield)
    as_document(subject, everything_on(subject), NOW)
    first, now, *others = set_from[2]
    assert ["Date of birth", "17 May 2018"] in [
        [name.capitalize(), words] for name, words in first["rows"][0]
    ]
    assert now["table"]["head"] == ["for what", "answer", "lawful basis"]
    assert ["photograph on the school website", "yes", "consent"] in now["table"]["rows"]
    told = json.dumps(set_from[2])
    assert "Choir" in told
    assert "photo.website" not in told
    assert "False" not in told
    assert others[-1]["title"] == "What you can ask for"


def test_names_of_others_are_taken_out_of_words_and_ones_own_stay(cast, amara):
    make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    others = Others(Subject("pupil", amara, cast.oakfield))
    said = others.left_out_of({"words": ["Amara Okello hit Rafi Harlow, says Jo Ash."]})
    assert said == {"words": ["Amara Okello hit [somebody else], says [somebody else]."]}


def test_nothing_in_it_tells_whether_a_child_is_on_a_list_that_protects(cast, amara):
    def told():
        held = everything_on(Subject("pupil", amara, cast.oakfield))
        return json.dumps([held.parts, held.trail], default=lambda one: getattr(one, "rows", str(one)))

    before = told()
    make.restrict(amara)
    Responsibility.objects.update(may_be_written_to=False, may_answer=False)
    hold_data(cast.as_actor(cast.dpo), cast.oakfield, kind="pupil", number=amara.pk, why="case")
    assert told() == before


def test_a_picture_lies_beside_it_only_where_nobody_else_can_be_seen(cast, amara):
    rafi = make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    post = Post.objects.create(
        school=cast.oakfield,
        author=cast.jo,
        state="draft",
        text="",
        digest="d",
        created_at=NOW,
        changed_at=NOW,
    )
    pictures = [
        Picture.objects.create(
            school=cast.oakfield, stored_as=f"{number:032x}.jpg", width=9, height=9, sha256="", size=1, added_at=NOW
        )
        for number in range(3)
    ]  # fmt: skip
    for picture, count in zip(pictures, (1, 2, None), strict=True):
        PostPicture.objects.create(post=post, picture=picture, people_count=count)
        Appearance.objects.create(picture=picture, kind="pupil", pupil=amara, named_at=NOW)
    Appearance.objects.create(picture=pictures[1], kind="pupil", pupil=rafi, named_at=NOW)
    held = everything_on(Subject("pupil", amara, cast.oakfield))
    assert held.pictures == [pictures[0].pk]
    assert held.pictures_with_others == [pictures[1].pk, pictures[2].pk]


def test_of_somebody_who_works_here_it_says_what_they_did_and_when(cast, amara):
    Answer.objects.filter(pupil=amara).update(recorded_by=cast.jo)
    held = everything_on(Subject("person", cast.jo, cast.oakfield))
    assert {"pupils.answer"} == {one["table"] for one in held.did if one["as"] == "recorded_by"}
    assert {"people.person", "people.appointment", "people.user"} <= {part.table for part in held.parts}
    assert "password" not in json.dumps([part.rows for part in held.parts], default=str)


def test_a_hold_stands_once_and_is_released_once(cast, amara):
    lead = cast.as_actor(cast.dpo)
    hold_data(lead, cast.oakfield, kind="pupil", number=amara.pk, why="complaint")
    with pytest.raises(Refused):
        hold_data(lead, cast.oakfield, kind="pupil", number=amara.pk, why="case")
    release_hold(lead, LegalHold.objects.get())
    with pytest.raises(Refused):
        release_hold(lead, LegalHold.objects.get())
    with pytest.raises(Refused):
        hold_data(cast.as_actor(cast.head), cast.oakfield, kind="pupil", number=amara.pk, why="case")


def test_people_are_found_by_name_those_who_left_too(cast, amara):
    assert [one.name for one in found(cast.oakfield, "okel ama")] == ["Amara Okello"]
    assert {one.kind for one in found(cast.oakfield, "Okello")} == {"pupil", "adult"}
    assert [one.name for one in found(cast.oakfield, "Fenn")] == ["Max Fenn"]
    assert found(cast.oakfield, "Stone") == []


def test_the_page_shows_what_is_held_and_gives_the_file(cast, amara, queries_do_not_grow):
    lead = cast.browse_as(cast.dpo)
    make.make_pupil(cast.oakfield, "Amara", "Stone")
    page = lead.get(f"{AT}/pupils/{amara.pk}").content.decode()
    assert "Everything held on Amara Okello" in page
    written(cast, "Amara Okello painted the mural.", "Amara came first.")
    before = lead.get(f"{AT}/pupils/{amara.pk}/copy").content.decode()
    assert "a task to look goes to Ros Keene." in before
    assert before.count("May be about them or about somebody of the same name") == 1
    assert before.count(" checked>") == 1
    ticked = re.findall(r'name="mention" value="([^"]+)" checked', before)
    answer = lead.post(
        f"{AT}/pupils/{amara.pk}/copy", {"asked_as": "parent", "form_key": "k", "mention": ticked}
    )
    assert answer["Content-Disposition"] == f'attachment; filename="everything-pupil-{amara.pk}.zip"'
    pack = zipfile.ZipFile(io.BytesIO(answer.content))
    assert json.loads(pack.read("everything.json"))["about"] == "Amara Okello"
    named = json.loads(pack.read("everything.json"))["named_in_words"]
    assert [one["words"] for one in named] == ["Amara Okello painted the mural."]
    document = pack.read("everything.pdf")
    assert document.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in document
    assert CopyGiven.objects.filter(pupil=amara).exists()
    queries_do_not_grow(
        lambda number: make.consents(amara, *(f"use{number}.{one}" for one in range(number))),
        lambda: lead.get(f"{AT}/pupils/{amara.pk}"),
    )
    queries_do_not_grow(
        lambda number: written(cast, *["Amara Okello sang."] * number),
        lambda: lead.get(f"{AT}/pupils/{amara.pk}/copy"),
    )
    assert lead.get(f"{AT}?q=okello").content.decode().count("Okello</a>") == 2


def test_words_that_name_them_are_found_and_a_namesake_is_said_to_be_one(cast, amara):
    make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    make.make_pupil(cast.oakfield, "Amara", "Stone")
    written(
        cast, "Amara Okello and Rafi Harlow won.\nThe sun shone.", "Well done, Amara!", "Amara Stone won.",
        "Jo Ash sang.",
    )  # fmt: skip
    found = mentions_of(Subject("pupil", amara, cast.oakfield))
    assert [(one.words, one.is_certain) for one in found] == [
        ("Amara Okello and [somebody else] won.", True),
        ("Well done, Amara!", False),
    ]
    of_jo = mentions_of(Subject("person", cast.jo, cast.oakfield))
    assert [(one.words, one.is_certain) for one in of_jo] == [("Jo Ash sang.", True)]
    mother = Adult.objects.get(name="Ngozi Okello")
    written(cast, "Thank you, Ngozi Okello.")
    assert [one.words for one in mentions_of(Subject("adult", mother, cast.oakfield))] == [
        "Thank you, Ngozi Okello."
    ]


def test_somebody_who_left_long_ago_is_found_and_never_for_sure(cast, amara):
    Pupil.objects.filter(pk=amara.pk).update(left_on="2020-07-20")
    make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    Pupil.objects.filter(legal_forename="Rafi").update(left_on="2026-07-20")
    names_changed(cast.oakfield.pk)
    cast.oakfield.refresh_from_db()
    written(cast, "Amara Okello painted this.")
    amara.refresh_from_db()
    found = mentions_of(Subject("pupil", amara, cast.oakfield))
    assert [(one.words, one.is_certain) for one in found] == [("Amara Okello painted this.", False)]


def test_words_that_may_protect_a_child_and_complaints_are_not_looked_through():
    tables = {model._meta.label_lower for model, _columns in looked_through()}
    assert {"posts.post", "requests.request", "registers.entry", "moments.staffnote"} <= tables
    forbidden = {"duties.duty", "posts.takedown", "personal_data.datacomplaint", "concerns.concern"}
    assert tables.isdisjoint(forbidden | set(NOT_LOOKED_THROUGH))


def test_an_entry_of_the_trail_says_what_it_tells_of_them_and_no_id_of_another(cast, amara):
    withdraw_consent(cast.as_actor(cast.office), amara, uses=["picture.website"], given_by="Ngozi Okello")
    tie = Responsibility.objects.get()
    change_adult(cast.as_actor(cast.office), amara, tie=tie.pk, may_answer=False, may_be_written_to=True)
    trail = {
        one["what"]: one.get("details") for one in everything_on(Subject("pupil", amara, cast.oakfield)).trail
    }
    assert trail["consent.withdrawn"] == {"uses": ["picture.website"]}
    assert trail["adult.changed"] is None


def test_whoever_leads_on_safeguarding_is_asked_to_look_at_what_is_withheld(cast, amara):
    give_copy(cast.as_actor(cast.dpo), cast.oakfield, **of(amara, cast))
    give_copy(cast.as_actor(cast.dpo), cast.oakfield, **of(amara, cast))
    duty = Duty.objects.get(key="duty.worries_looked_through")
    assert (duty.owed_by_role, "Amara" in f"{duty.what}{duty.more}") == ("safeguarding_lead", False)
