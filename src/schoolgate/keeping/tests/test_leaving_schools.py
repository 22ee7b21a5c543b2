"""A school takes everything with it, and a trust of a hundred schools loses just that one."""

import csv
import io
import json
import zipfile
from base64 import b64decode
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction

from schoolgate.audit.models import Checkpoint, Event, EventDetail
from schoolgate.audit.verifying import verify
from schoolgate.keeping import databases
from schoolgate.keeping.actions.leaving_schools import export_school
from schoolgate.keeping.actions.testing_mail import send_me_a_test
from schoolgate.keeping.backing_up import pictures
from schoolgate.keeping.exporting import write_export
from schoolgate.keeping.whole_school import people_of_only, rows_of, ways
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person, School, User
from schoolgate.policies.models import AdoptedPolicy, PolicySignature
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.posts.models import Delivery, Post
from schoolgate.posts.tests.going_out import approved_post, wordpress_account
from schoolgate.rules.merkle import Frontier, leaf_hash
from tests import make


@pytest.fixture
def post(cast, machine):
    pupil = make.make_pupil(cast.oakfield, "=Amara")
    make.consents(pupil)
    post = approved_post(cast, cast.noticeboard, pupils=(pupil,))
    machine.passes(minutes=1)
    return post


@pytest.fixture
def exported(cast, post, tmp_path, machine):
    place = tmp_path / "export.zip"
    write_export(cast.oakfield, place, machine.now)
    with zipfile.ZipFile(place) as packed:
        yield packed


def lines(packed, name):
    return [json.loads(line) for line in packed.read(name).decode().splitlines()]


def test_every_table_of_the_school_is_in_it_whole(cast, exported):
    for model in ways():
        told = lines(exported, f"tables/{model._meta.label_lower}.jsonl")
        assert len(told) == rows_of(model, cast.oakfield).count(), model
        assert len(
            list(csv.reader(io.StringIO(exported.read(f"tables/{model._meta.label_lower}.csv").decode())))
        ) == (len(told) + 1)
    assert len(lines(exported, "tables/people.person.jsonl")) == 9
    meanings = json.loads(exported.read("tables/README.json"))
    assert meanings["pupils.pupil"]["columns"]["legal_surname"] == "a name"
    assert "sealed_key" in meanings["official_accounts.officialaccount"]["left_out"]


def test_no_secret_no_formula_and_nothing_of_another_school(cast, exported, machine):
    wordpress = lines(exported, "tables/official_accounts.officialaccount.jsonl")
    assert wordpress
    assert "sealed_key" not in wordpress[0]
    whole = b"".join(exported.read(name) for name in exported.namelist())
    assert b"Elmsgate" not in whole
    assert cast.oakfield.calendar_feed.encode() not in whole
    assert "'=Amara" in exported.read("tables/pupils.pupil.csv").decode()
    assert lines(exported, "tables/pupils.pupil.jsonl")[0]["legal_forename"] == "=Amara"


def test_the_pictures_are_the_pictures_and_the_trail_proves_itself(cast, exported, machine):
    from schoolgate.audit.checkpoints import checkpoint
    from schoolgate.audit.sequencing import sequence

    (picture,) = [name for name in exported.namelist() if name.startswith("pictures/")]
    assert sha256(exported.read(picture)).hexdigest() in {
        sha256(path.read_bytes()).hexdigest() for path in pictures()
    }
    sequence(machine.now)
    checkpoint(machine.now)
    tree = Frontier()
    for entry in lines(exported, "trail/events.jsonl"):
        assert leaf_hash(b64decode(entry["bytes"])).hex() == entry["leaf"]
        tree.append(bytes.fromhex(entry["leaf"]))
    point = Checkpoint.objects.get(log_id=f"school:{cast.oakfield.pk}")
    assert (point.size, point.root) == (tree.size, tree.root().hex())


def test_the_headteacher_saves_it_in_person_and_it_is_recorded(cast, post):
    client = cast.browse_as(cast.head)
    address = "/schools/oakfield/take-everything-out"
    assert client.get(address).status_code == 200
    answer = client.post(address)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        assert "README.txt" in packed.namelist()
    assert Event.objects.filter(type="school.exported").count() == 1
    assert export_school.in_person
    with pytest.raises(Refused, match="permission"):
        export_school(cast.as_actor(cast.jo), cast.oakfield)
    assert cast.browse_as(cast.jo).get(address).status_code == 403
    assert cast.browse_as(cast.head_elsewhere).get(address).status_code == 404


def test_of_a_hundred_schools_one_is_removed_and_ninety_nine_are_as_they_were(cast, machine, post, tmp_path):
    for number in range(97):
        school = make.make_school(cast.trust, f"School {number}")
        make.make_person(school, Role.HEADTEACHER)
        make.make_pupil(school)
    make.appoint(cast.jo, Role.STAFF, cast.elmsgate)
    machine.passes(minutes=1)
    place = tmp_path / "oakfield.zip"
    call_command("export", "oakfield", place)
    number, before = cast.oakfield.pk, databases.counts()
    own = {model._meta.db_table: rows_of(model, cast.oakfield).count() for model in ways()}
    assert len(people_of_only(cast.oakfield)) == 8
    call_command("remove_school", "oakfield", exported=place)
    after = databases.counts()
    for table, rows in own.items():
        assert after[table] == before[table] - rows, table
    assert School.objects.count() == 99
    assert not User.objects.filter(email=cast.head.email).exists()
    assert Person.objects.filter(pk=cast.jo.pk).exists()
    assert not list(machine.settings.MEDIA_STORE.rglob("*.jpg"))
    machine.passes(minutes=1)
    assert not [one for one in verify(machine.now) if one.is_fault]
    kept = EventDetail.objects.filter(event__log_id=f"school:{number}")
    assert set(kept.values_list("event__type", flat=True)) <= {"detail.erased", "school.exported"}
    assert not [
        words for words in kept.values_list("words", flat=True) if "Okello" in words or "Hale" in words
    ]
    assert Event.objects.filter(log_id=f"trust:{cast.trust.pk}", type="school.removed").count() == 1
    assert cast.browse_as(cast.head_elsewhere).get("/schools/elmsgate/people").status_code == 200


def test_its_adopted_policy_goes_along_and_no_other_is_let_go(cast, machine, tmp_path):
    """As every real school has one, with its signatures."""
    policies = []
    for school, head in ((cast.oakfield, cast.head), (cast.elmsgate, cast.head_elsewhere)):
        fresh = policy_to_adopt(school, "FS")
        policy = AdoptedPolicy._base_manager.create(
            school=school, number=1, library_code="FS", title=fresh.title, signatories=["headteacher"],
            document={}, digest=fresh.digest, adopted_at=machine.now, adopted_by=head,
        )  # fmt: skip
        PolicySignature._base_manager.create(
            policy=policy,
            role="headteacher",
            signed_by=head,
            name="",
            signed_on=machine.now,
            digest=fresh.digest,
        )
        policies.append(policy)
    call_command("export", "oakfield", tmp_path / "oakfield.zip")
    call_command("remove_school", "oakfield", exported=tmp_path / "oakfield.zip")
    assert list(AdoptedPolicy._base_manager.all()) == [policies[1]]
    (signature,) = PolicySignature._base_manager.all()
    for kept in (signature, policies[1]):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            type(kept)._base_manager.filter(pk=kept.pk)._raw_delete("default")


def test_it_is_removed_only_after_an_export_and_when_nothing_is_left_public(cast, machine, website, tmp_path):
    approved_post(cast, wordpress_account(cast, website))
    machine.passes(minutes=1)
    with pytest.raises(CommandError, match="is no export"):
        call_command("remove_school", "oakfield", exported=tmp_path / "none.zip")
    call_command("export", "elmsgate", tmp_path / "elmsgate.zip")
    with pytest.raises(CommandError, match="of another school, elmsgate"):
        call_command("remove_school", "oakfield", exported=tmp_path / "elmsgate.zip")
    call_command("export", "oakfield", tmp_path / "before.zip")
    send_me_a_test(cast.as_actor(cast.head, now=machine.now), cast.oakfield)
    with pytest.raises(CommandError, match="after this export"):
        call_command("remove_school", "oakfield", exported=tmp_path / "before.zip")
    call_command("export", "oakfield", tmp_path / "oakfield.zip")
    with pytest.raises(CommandError, match="call them back"):
        call_command("remove_school", "oakfield", exported=tmp_path / "oakfield.zip")
    assert Post.objects.filter(school=cast.oakfield).exists()
    call_command("remove_school", "oakfield", exported=tmp_path / "oakfield.zip", leave_what_is_up=True)
    assert not Delivery.objects.exists()
    with pytest.raises(CommandError, match="There is no school"):
        call_command("export", "oakfield")
