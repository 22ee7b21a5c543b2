"""`schoolgate vault`: what it says, and what it changes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from schoolgate.audit.models import Event
from schoolgate.credentials import vault_keys
from schoolgate.credentials.sealing import opened
from schoolgate.credentials.tests.invented import PASSWORD, SECRETS


def said(subcommand):
    out = StringIO()
    call_command("vault", subcommand, stdout=out)
    return out.getvalue()


def test_status_names_the_keys_and_never_a_word_of_what_they_seal(cast, login):
    words = said("status")
    assert f"{login.key_id}: 1 logins, here" in words
    assert not [one for one in SECRETS if one in words]


def test_without_a_login_there_is_nothing_to_say(cast):
    assert "No login" in said("status")


def test_a_missing_key_is_said_and_ends_with_an_error(cast, login):
    (vault_keys.folder() / f"{login.key_id}.key").unlink()
    with pytest.raises(CommandError, match="1 logins do not open"):
        said("status")


def test_rotate_seals_everything_anew_and_records_it_for_each_school(cast, login):
    old = login.key_id
    words = said("rotate")
    login.refresh_from_db()
    assert login.key_id != old
    assert f"1 sealed with {login.key_id}" in words
    assert opened(login.box).password == PASSWORD
    assert Event.objects.filter(type="logins.sealed_anew").count() == 3


def test_keys_are_files_that_only_their_owner_reads(cast, login):
    (path,) = vault_keys.folder().glob("*.key")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stem == login.key_id
