"""`schoolgate audit`, as an operator meets it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from schoolgate.audit import held
from schoolgate.audit.models import Checkpoint, Waiting
from schoolgate.audit.notes import parsed
from schoolgate.audit.tests.story import SCHOOL

pytestmark = pytest.mark.django_db


def run(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("audit", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*arguments) -> tuple[str, str]:
    err = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("audit", *arguments, stdout=StringIO(), stderr=err)
    assert error.value.returncode == 1
    return str(error.value), err.getvalue()


def test_a_whole_trail_is_said_to_be_whole(trail):
    assert run("verify") == ("The trail is whole: 8 events, nothing changed, removed or added.\n", "")


def test_a_fault_is_named_and_ends_with_status_1(trail, attack):
    attack("UPDATE audit_event SET actor_id = 'person:8' WHERE id = %s", [trail[3].pk])
    message, said = refused("verify")
    assert message == "The trail is not as it was. Faults found: 1."
    assert f"entry 4 (event {trail[3].pk}, post.approved" in said


def test_thousands_of_faults_are_not_all_printed(trail, write, attack):
    call_command("audit", "checkpoint", stdout=StringIO())
    write(30)
    run("checkpoint")
    attack("UPDATE audit_event SET actor_id = 'person:8'")
    message, said = refused("verify")
    assert message.endswith("Faults found: 38.")
    assert said.count("\n") == 21
    assert said.endswith("school:1: and more of this kind.\n")


def test_a_checkpoint_from_a_file_is_compared(trail, attack, tmp_path, keys_folder):
    printed = tmp_path / "chair.note"
    printed.write_text(held.remembered(SCHOOL))
    assert "is whole" in run("verify", "--held", str(printed))[0]
    attack("DELETE FROM audit_checkpoint")
    for path in (keys_folder / "signed").glob("*"):
        path.unlink()
    attack('DELETE FROM audit_leaf WHERE "index" = 7')
    attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [trail[7].pk])
    attack("DELETE FROM audit_event WHERE id = %s", [trail[7].pk])
    assert "is whole" in run("verify")[0]
    assert "entry 8 removed from the end" in refused("verify", "--held", str(printed))[1]


def test_a_file_that_is_not_there_is_said(trail, tmp_path):
    assert "cannot be read" in refused("verify", "--held", str(tmp_path / "nothing"))[0]


def test_a_log_that_is_not_there_is_said_with_those_that_are(trail):
    assert refused("verify", "--log", "school:77")[0] == "There is no log school:77. There are: school:1."
    assert "8 events" in run("verify", "--log", "school:1")[0]


def test_it_signs_and_prints_what_to_hand_on(write):
    write(3)
    out, _ = run("checkpoint")
    assert parsed(out).size == 3
    assert not Waiting.objects.exists()
    assert run("checkpoint")[0] == "Nothing has been recorded since the last checkpoint.\n"


def test_a_lost_key_is_said_and_a_new_one_can_be_made(trail, write, keys_folder):
    write(1)
    for path in keys_folder.glob("*.pem"):
        path.unlink()
    assert "checkpoint --new-key" in refused("checkpoint")[0]
    assert parsed(run("checkpoint", "--new-key")[0]).size == 9
    assert "is whole" in run("verify")[0]


def test_after_a_restore_it_signs_again_when_told_to(trail, write, attack):
    attack("DELETE FROM audit_checkpoint WHERE size = 8")
    for event in trail[5:]:
        attack("DELETE FROM audit_leaf WHERE event_id = %s", [event.pk])
        attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [event.pk])
        attack("DELETE FROM audit_event WHERE id = %s", [event.pk])
    write(1)
    assert "--after-restore" in refused("checkpoint")[0]
    assert parsed(run("checkpoint", "--after-restore")[0]).size == 6
    assert Checkpoint.objects.count() == 2


def test_it_prints_a_proof_and_the_public_key(trail):
    assert run("prove", str(trail[0].pk))[0].startswith("c2sp.org/tlog-proof@v1\n")
    nobodys = trail[-1].pk + 1
    assert f"There is no event {nobodys}" in refused("prove", str(nobodys))[0]
    assert run("key")[0].startswith(f"{Checkpoint.objects.first().log.origin}+")
