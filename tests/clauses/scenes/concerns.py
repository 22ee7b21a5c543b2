"""Worries: to whom the policy names, never to whom it is about, looked at in time, closed with an answer."""

from datetime import timedelta

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schoolgate.concerns import queries
from schoolgate.concerns.actions import bring_into_concern, close_concern, look_at_concern
from schoolgate.concerns.models import Concern, ConcernReader
from schoolgate.concerns.ticks import pass_on_unread
from schoolgate.kernel.permissions import Role
from schoolgate.notifications.models import Letter
from schoolgate.people.models import Person
from schoolgate.registers.actions import write_entry
from schoolgate.staffing.models import LineManager
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

HEAD, LEAD, DEPUTY, SENIOR = "headteacher", "safeguarding_lead", "deputy_safeguarding_lead", "senior_leader"
SAID = {"step": "send", "matter": "worry", "about": "pupil", "what": "Something that worries me"}
MISUSE, ABUSE, CONTACT = {"matter": "misuse"}, {"matter": "abuse"}, {"matter": "contact"}
STAFF, FAMILY = {"about": "staff"}, {"about": "family"}
CHILD = {"page": "child/"}
# What is told, by whom ("" for somebody without a login), and the posts that the policy of the clause wants told.
TOLD: dict[str, tuple[dict[str, str], str, set[str]]] = {
    "FS-074": ({}, "", {LEAD}),
    "ST-053": ({**MISUSE, **FAMILY}, "jo", {HEAD}),
    "ST-063": (CHILD, "", {LEAD}),
    "ST-123": (CONTACT, "jo", {HEAD}),
    "ST-187": ({}, "jo", {LEAD}),
    "ST-192": ({}, "jo", {LEAD}),
    "AC-041": (MISUSE, "", {HEAD}),
    "AC-093": ({**MISUSE, **FAMILY}, "jo", {HEAD}),
    "AC-163": (ABUSE | STAFF, "jo", {HEAD}),
    "AC-167": (ABUSE | STAFF, "jo", {HEAD}),
    "AE-040": (ABUSE | STAFF, "jo", {HEAD}),
    "AE-154": ({**MISUSE, **FAMILY}, "", {HEAD}),
    "AS-015": (MISUSE, "volunteer", {LEAD, DEPUTY}),
    "AS-050": (MISUSE | STAFF, "jo", {LEAD, DEPUTY}),
    "AS-085": (CONTACT, "jo", {LEAD, DEPUTY}),
    "AS-100": (CHILD, "", {LEAD, DEPUTY}),
    "AS-150": (ABUSE | STAFF, "jo", {HEAD}),
    "AS-151": (ABUSE | STAFF, "volunteer", {HEAD}),
    "BE-074": (MISUSE | STAFF, "jo", {SENIOR}),
}


def told(stage: Stage, by: str = "", *, page: str = "", **said: str) -> Concern:
    """Somebody tells of a worry on the school's public page, and is given a code to come back with."""
    cache.clear()
    client = stage.cast.browse_as(getattr(stage.cast, by)) if by else Client()
    answer = client.post(f"/worry/{stage.school.slug}/{page}", {**SAID, **said})
    assert 'class="the-code"' in answer.content.decode()
    stage.time_passes()
    return Concern.objects.latest("pk")


def reads(stage: Stage, person: Person, concern: Concern) -> bool:
    address = f"/schools/{stage.school.slug}/worries/{concern.pk}"
    return bool(stage.cast.browse_as(person).get(address).status_code == 200)


def heard(concern: Concern) -> set[str]:
    """Who was written to because of it."""
    return set(Letter.objects.filter(occasion=f"concern:{concern.pk}").values_list("recipient", flat=True))


@scene
def it_goes_to_whom_the_policy_names(stage: Stage) -> None:
    """It lies before the posts that the policy names, who are written to at once; for nobody else it is there."""
    said, by, posts = TOLD[stage.row.clause]
    if "line manager" in stage.row.detail:
        LineManager.objects.create(
            school=stage.school, person=stage.cast.jo, manager=stage.cast.lee, since=stage.cast.now
        )
        said = {**said, "is_me": "on"}
    concern = told(stage, by, **said)
    assert set(ConcernReader.objects.exclude(role="").values_list("role", flat=True)) == posts
    readers = list(queries.readers_of(concern, stage.cast.now))
    assert readers
    assert ("line manager" in stage.row.detail) == (stage.cast.lee in readers)
    assert heard(concern) == {f"person:{one.pk}" for one in readers}
    assert all(reads(stage, one, concern) for one in readers)
    others = {stage.cast.deputy, stage.cast.office, stage.cast.head, stage.cast.safeguarding} - set(readers)
    assert not any(reads(stage, one, concern) for one in others)
    assert stage.row.clause in stage.page(readers[0], "concerns:concerns")


@scene
def a_colleague_names_who_else_reads_it(stage: Stage) -> None:
    """Jo tells of a worry and names who is to read it besides: they are written to at once, and it stands with them."""
    cast = stage.cast
    deputy = make.make_person(stage.school, Role.DEPUTY_SAFEGUARDING_LEAD, forename="Una", surname="Reed")
    LineManager.objects.create(school=stage.school, person=cast.jo, manager=cast.lee, since=cast.now)
    form = cast.browse_as(cast.jo).post(
        f"/worry/{stage.school.slug}/", {"matter": "misuse", "about": "pupil"}
    )
    assert "Who else should read it?" in form.content.decode()
    both = {HEAD: cast.head, "line_manager": cast.lee}
    who = {"AC-035": both, "AS-144": {**both, LEAD: cast.safeguarding, DEPUTY: deputy}}[stage.row.clause]
    for post, person in who.items():
        concern = told(stage, "jo", **MISUSE, also=post, is_me="on")
        assert person in queries.readers_of(concern, cast.now)
        assert f"person:{person.pk}" in heard(concern)
        assert reads(stage, person, concern)
    about_the_head = told(stage, "jo", **MISUSE, about="headteacher", also=HEAD, is_me="on")
    assert cast.head not in queries.readers_of(about_the_head, cast.now)
    assert stage.row.clause in stage.page(cast.head, "concerns:concerns")


@scene
def who_works_for_the_trust_tells_human_resources(stage: Stage) -> None:
    """Somebody employed by the trust is abused online and says who they are: human resources read it, the headteacher
    not; of a colleague of the school the headteacher hears."""
    hr = make.make_person(stage.school, Role.HR, forename="Hal", surname="Reyes")
    stage.cast.volunteer.appointments.update(school=None, role=Role.STAFF)
    central = told(stage, "volunteer", **ABUSE, **STAFF, is_me="on")
    assert set(queries.readers_of(central, stage.cast.now)) == {hr}
    assert heard(central) == {f"person:{hr.pk}"}
    of_the_school = told(stage, "jo", **ABUSE, **STAFF, is_me="on")
    assert set(queries.readers_of(of_the_school, stage.cast.now)) == {stage.cast.head}
    assert stage.row.clause in stage.page(hr, "concerns:concerns")


@scene
def whoever_it_is_about_never_sees_it(stage: Stage) -> None:
    """Told of a colleague by name, or of the headteacher: it is there for the one the policy names, not for them."""
    chair = make.make_person(stage.school, Role.CHAIR, forename="Cy", surname="Wynn")
    leader = make.make_person(stage.school, Role.SENIOR_LEADER, forename="Bea", surname="Crane")
    cast = stage.cast
    said, subject, reader = {
        "ST-189": ({**STAFF, "about_name": "Jo Ash"}, cast.jo, cast.head),
        "ST-191": ({"about": "headteacher"}, cast.head, chair),
        "BE-091": ({**ABUSE, **STAFF, "about_name": "Dee Marsh"}, cast.deputy, leader),
    }[stage.row.clause]
    concern = told(stage, "lee", **said)
    assert set(queries.readers_of(concern, cast.now)) == {reader}
    assert heard(concern) == {f"person:{reader.pk}"}
    assert not reads(stage, subject, concern)
    assert concern.number not in stage.today(subject)
    assert concern.number in stage.today(reader)
    assert stage.row.clause in stage.page(reader, "concerns:concern", concern_id=concern.pk)


@scene
def somebody_looks_in_time(stage: Stage) -> None:
    """By when somebody looks stands on the page and on Today; unread until then, the next in line hears of it."""
    concern = told(stage, "jo", **ABUSE, **STAFF)
    reader = stage.cast.head
    assert f"Read a worry: {concern.number}" in stage.today(reader)
    page = stage.page(reader, "concerns:concern", concern_id=concern.pk)
    assert "To be read tomorrow by 16:30" in page
    assert stage.row.clause in page
    assert pass_on_unread(concern.look_due_at - timedelta(minutes=1)) == 0
    assert pass_on_unread(concern.look_due_at) == 1
    assert reads(stage, stage.cast.safeguarding, concern)
    stage.does(look_at_concern, reader, concern)
    page = stage.page(reader, "concerns:concern", concern_id=concern.pk)
    assert "Sam Hale" in page.partition("Who has read it")[2]
    danger = told(stage, in_danger="yes")
    assert danger.look_due_at - danger.told_at == timedelta(hours=1)
    assert len(heard(danger)) >= 2


@scene
def a_colleague_is_brought_in_by_name(stage: Stage) -> None:
    """Whoever is brought in is written to and reads this one, and no other."""
    concern, other = told(stage), told(stage)
    reader = queries.readers_of(concern, stage.cast.now)[0]
    stage.does(look_at_concern, reader, concern)
    assert not reads(stage, stage.cast.lee, concern)
    stage.does(bring_into_concern, reader, concern, person=stage.cast.lee.pk)
    stage.time_passes()
    assert f"person:{stage.cast.lee.pk}" in heard(concern)
    assert reads(stage, stage.cast.lee, concern)
    assert not reads(stage, stage.cast.lee, other)
    page = stage.page(reader, "concerns:concern", concern_id=concern.pk)
    assert "Lee Birch, brought in" in page
    assert stage.row.clause in page


@scene
def no_indecent_picture_is_ever_taken_in(stage: Stage) -> None:
    """The page takes words only, says what not to do with such a picture, and so does the page of who reads it."""
    first = {key: SAID[key] for key in ("about",)} | {"matter": "image"}
    form = Client().post(f"/worry/{stage.school.slug}/", first).content.decode()
    assert 'type="file"' not in form
    assert "Do not save it, change it, copy it or send it" in form
    sent = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0", content_type="image/jpeg")
    refused = Client().post(f"/worry/{stage.school.slug}/", {**SAID, "matter": "image", "picture": sent})
    assert "We take no pictures or files here" in refused.content.decode()
    assert not Concern.objects.exists()
    concern = told(stage, matter="image")
    reader = queries.readers_of(concern, stage.cast.now)[0]
    stage.does(look_at_concern, reader, concern)
    page = stage.page_as_sent(reader, "concerns:concern", concern_id=concern.pk)
    assert "Do not save it, change it, copy it or send it" in page
    assert "against the law" in page
    assert "<img" not in page
    assert 'type="file"' not in page
    assert stage.is_cited()
    assert stage.row.clause in page.partition("Do not look at it again")[2]


@scene
def it_closes_with_what_was_done_and_an_answer(stage: Stage) -> None:
    """Without what was done, and a word to whoever told it, it stays open; then both are kept with their day."""
    concern = told(stage)
    reader = queries.readers_of(concern, stage.cast.now)[0]
    stage.does(look_at_concern, reader, concern)
    stage.refuses(close_concern, reader, concern, says="not said what was done", outcome="", told="Thank you")
    stage.refuses(close_concern, reader, concern, says="gets no answer", outcome="We spoke", told="")
    stage.does(close_concern, reader, concern, outcome="We spoke with them", told="It is dealt with")
    page = stage.page(reader, "concerns:concern", concern_id=concern.pk)
    assert "We spoke with them" in page
    assert "Said to whoever told us: It is dealt with" in page


@scene
def nobody_is_told_who_need_not_know(stage: Stage) -> None:
    """Somebody who is not harmed tells of it: it is taken, and only those it is for are written to."""
    concern = told(stage, **MISUSE, about_name="Mia")
    readers = queries.readers_of(concern, stage.cast.now)
    assert heard(concern) == {f"person:{one.pk}" for one in readers}
    assert Letter.objects.count() == len(readers)
    assert stage.row.clause in stage.page(readers[0], "concerns:concerns")


@scene
def where_and_when_are_asked_and_nowhere_is_refused(stage: Stage) -> None:
    """The form asks where and when; outside school, at a weekend, is taken like anything else."""
    form = Client().post(f"/worry/{stage.school.slug}/", {"matter": "misuse", "about": "pupil"})
    assert "Where?" in form.content.decode()
    assert "When?" in form.content.decode()
    concern = told(stage, **MISUSE, place="at home, in a game", at_what_time="on Saturday night")
    reader = queries.readers_of(concern, stage.cast.now)[0]
    stage.does(look_at_concern, reader, concern)
    page = stage.page(reader, "concerns:concern", concern_id=concern.pk)
    assert "at home, in a game" in page
    assert "on Saturday night" in page
    assert stage.row.clause in stage.page(reader, "concerns:concerns")


@scene
def a_comment_that_did_not_belong_is_written_down(stage: Stage) -> None:
    """The register asks for it by its clause; what is written is found again by its words, and only by its readers."""
    key, head = "inappropriate_comments", stage.cast.head
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=key)
    answers = {
        "seen_on": "2026-11-16",
        "place": "Our Facebook page",
        "kind": "rude",
        "words": "An insult to the cook",
        "who": "A parent",
        "done": "Hidden, and written to them",
    }
    stage.does(write_entry, head, stage.school, register=key, answers=answers, clause=stage.row.clause)
    page = stage.page(head, "registers:register", key=key)
    assert f"{stage.row.clause} · written down" in page
    assert "Hidden, and written to them" in page
