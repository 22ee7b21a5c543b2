"""The vault: sealed, opened one thing at a time to those named, after the second factor, and known ever after."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event, EventDetail
from schoolgate.credentials import vault_keys
from schoolgate.credentials.actions.keeping import (
    add_login,
    change_login,
    end_login_naming,
    name_for_login,
    remove_login,
    seal_logins_anew,
)
from schoolgate.credentials.actions.opening import open_login
from schoolgate.credentials.models import LoginChange, LoginOpening, LoginPerson, SharedLogin
from schoolgate.credentials.one_time_codes import code_at, seed_in
from schoolgate.credentials.sealing import CannotOpen, Content, opened, seal
from schoolgate.credentials.tests.invented import NEW_PASSWORD, PASSWORD, SECRETS, SEED, SIGN_IN_NAME
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import clock
from schoolgate.rules.refusals import Control
from tests.make import NOW

NEW = {"password": NEW_PASSWORD, "sign_in_name": SIGN_IN_NAME}


def open_as(cast, person, login, what="password", shown_at=NOW, now=NOW):
    return open_login(cast.as_actor(person, now=now), login, what=what, shown_at=shown_at).subject.shown


def refused_by(call):
    with pytest.raises(Refused) as refused:
        call()
    return {one.control for one in refused.value.refusals}, " ".join(
        f"{one.words} {one.next_step}" for one in refused.value.refusals
    )


def test_whoever_is_named_is_shown_the_password_and_it_is_one_event(cast, login):
    before = Event.objects.count()
    shown = open_as(cast, cast.jo, login)
    assert (shown.value, shown.sign_in_name) == (PASSWORD, SIGN_IN_NAME)
    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.type, event.actor_id) == ("login.opened", f"person:{cast.jo.pk}")
    opening = LoginOpening.objects.get()
    assert (opening.person, opening.what, opening.at) == (cast.jo, "password", NOW)


def test_of_the_seed_only_the_code_is_shown(cast, login):
    shown = open_as(cast, cast.jo, login, what="code")
    assert shown.value == code_at(SEED, NOW.timestamp())
    assert SEED not in repr(shown) + shown.value
    assert "code" in login.holds
    assert "seed" not in login.holds


def test_the_code_is_the_one_of_the_standard():
    # RFC 6238, appendix B, in six figures.
    assert code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59) == "287082"
    assert code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1111111109) == "081804"


@pytest.mark.parametrize(
    "written",
    ["jbsw y3dp ehpk 3pxp", "JBSWY3DPEHPK3PXP", "otpauth://totp/Oak:web?secret=JBSWY3DPEHPK3PXP&issuer=Oak"],
)
def test_a_seed_is_taken_as_places_show_it(written):
    assert seed_in(written) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize("who", ["head", "deputy", "lee", "office", "safeguarding"])
def test_nobody_else_is_shown_anything(cast, login, who):
    controls, words = refused_by(lambda: open_as(cast, getattr(cast, who), login))
    assert controls == {Control.NAMED_PEOPLE_OPEN_A_LOGIN}
    assert "Ask the headteacher" in words
    assert not LoginOpening.objects.exists()


@pytest.mark.parametrize("shown_at", [None, NOW - timedelta(minutes=6)])
def test_without_a_second_factor_just_now_nothing_is_shown(cast, login, shown_at):
    _controls, words = refused_by(lambda: open_as(cast, cast.jo, login, shown_at=shown_at))
    assert "too long ago" in words
    assert not LoginOpening.objects.exists()


def test_a_program_is_shown_nothing(cast, login):
    from dataclasses import replace

    actor = replace(cast.as_actor(cast.jo), token_id=7)
    _controls, words = refused_by(lambda: open_login(actor, login, what="password", shown_at=NOW))
    assert "by a person, not by a program" in words


def test_while_the_account_is_suspended_nothing_is_shown(cast, login):
    cast.facebook.standing = "suspended"
    cast.facebook.save()
    controls, _words = refused_by(lambda: open_as(cast, cast.jo, login))
    assert controls == {Control.NOTHING_WHILE_SUSPENDED}


def test_another_school_finds_no_login(cast, login):
    with pytest.raises(NotHere):
        open_login(cast.as_actor(cast.stranger, cast.farrow), login, what="password", shown_at=NOW)


def test_after_their_last_day_they_are_shown_nothing(cast, login):
    end_login_naming(cast.as_actor(cast.head), LoginPerson.objects.get(), last_on=NOW.date())
    assert open_as(cast, cast.jo, login).value == PASSWORD
    tomorrow = NOW + timedelta(days=1)
    controls, _ = refused_by(lambda: open_as(cast, cast.jo, login, now=tomorrow, shown_at=tomorrow))
    assert controls == {Control.NAMED_PEOPLE_OPEN_A_LOGIN}


def test_only_the_headteacher_names_people(cast, login):
    controls, _ = refused_by(
        lambda: name_for_login(cast.as_actor(cast.deputy), login, person=cast.lee.pk, first_on=NOW.date())
    )
    assert controls == {Control.PERMISSION}
    name_for_login(cast.as_actor(cast.head), login, person=cast.lee.pk, first_on=NOW.date())
    assert open_as(cast, cast.lee, login).value == PASSWORD


@pytest.mark.parametrize(
    ("who", "last", "says"),
    [
        ("jo", None, "named for this login"),
        ("governor", None, "role does not"),
        ("lee", -1, "before the first"),
    ],
)
def test_nobody_is_named_who_cannot_be(cast, login, who, last, says):
    last_on = None if last is None else NOW.date() + timedelta(days=last)
    given = {"person": getattr(cast, who).pk, "first_on": NOW.date(), "last_on": last_on}
    _controls, words = refused_by(lambda: name_for_login(cast.as_actor(cast.head), login, **given))
    assert says in words
    assert LoginPerson.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"password": "short"}, "fewer than 12"),
        ({"password": "password1234"}, "others try first"),
        ({"password": "aaaaaaaaaaaaaa"}, "others try first"),
        ({"password": "facebook facebook"}, "anybody could guess"),
        ({"password": "oakfield for ever"}, "anybody could guess"),
        ({}, "There is no password"),
        ({"password": NEW_PASSWORD, "kept_where": "the safe"}, "cannot be kept here and elsewhere"),
        ({"password": NEW_PASSWORD, "seed": "not a seed!"}, "no secret for an app"),
    ],
)
def test_what_is_weak_or_unclear_is_not_kept(cast, given, says):
    controls, words = refused_by(
        lambda: add_login(cast.as_actor(cast.deputy), cast.facebook, name="Our page", **given)
    )
    assert controls == {Control.VAULT_STORE}
    assert says in words
    assert not SharedLogin.objects.exists()


def test_one_that_is_kept_elsewhere_says_where_and_holds_nothing(cast):
    made = add_login(
        cast.as_actor(cast.deputy), cast.facebook, name="Our page", kept_where="Network manager's safe"
    ).subject
    assert (made.kept_where, made.sealed, made.holds) == ("Network manager's safe", "", [])


def test_changing_it_is_attested_and_the_old_one_is_gone(cast, login):
    old = login.box
    change_login(cast.as_actor(cast.jo), login, **NEW)
    login.refresh_from_db()
    assert opened(login.box).password == NEW_PASSWORD
    assert login.sealed != old.sealed
    change = LoginChange.objects.get()
    assert (change.person, change.at) == (cast.jo, NOW)
    assert login.changed_by == cast.jo


def test_the_password_that_was_there_before_is_no_change(cast, login):
    _controls, words = refused_by(lambda: change_login(cast.as_actor(cast.jo), login, password=PASSWORD))
    assert "there before" in words


def test_somebody_who_is_not_named_does_not_change_it(cast, login):
    controls, _ = refused_by(lambda: change_login(cast.as_actor(cast.lee), login, **NEW))
    assert controls == {Control.NAMED_PEOPLE_OPEN_A_LOGIN}


def test_what_is_removed_is_gone_and_who_saw_it_stays(cast, login):
    open_as(cast, cast.jo, login)
    remove_login(cast.as_actor(cast.deputy), login)
    login.refresh_from_db()
    assert (login.sealed, login.sealed_key, login.holds) == ("", "", [])
    assert LoginOpening.objects.count() == 1


def test_with_the_wrong_key_it_says_so_and_loses_nothing(cast, login, settings, tmp_path):
    right, settings.KEYS_DIR = settings.KEYS_DIR, tmp_path / "other keys"
    controls, words = refused_by(lambda: open_as(cast, cast.jo, login))
    assert controls == {Control.VAULT_STORE}
    assert "Nothing is lost" in words
    assert login.key_id in words
    assert not LoginOpening.objects.exists()
    settings.KEYS_DIR = right
    assert open_as(cast, cast.jo, login).value == PASSWORD


def test_a_key_file_with_other_content_is_not_taken_for_the_key(cast, login):
    path = vault_keys.folder() / f"{login.key_id}.key"
    kept = path.read_text()
    path.write_text("00" * 32)
    refused_by(lambda: open_as(cast, cast.jo, login))
    path.write_text("no key at all")
    refused_by(lambda: open_as(cast, cast.jo, login))
    path.write_text(kept)
    assert open_as(cast, cast.jo, login).value == PASSWORD


def test_a_box_opens_only_as_itself(cast, login):
    other = seal(Content(password="other words entirely"))
    moved = type(other)(other.id, login.key_id, login.sealed_key, login.sealed)
    with pytest.raises(CannotOpen):
        opened(moved)


def test_another_key_seals_anew_without_opening_what_is_inside(cast, login):
    old_key, content = login.key_id, login.sealed
    vault_keys.new_key()
    done = seal_logins_anew(clock(cast.oakfield, NOW), cast.oakfield)
    login.refresh_from_db()
    assert login.key_id != old_key
    assert login.sealed == content
    assert done.detail == {"sealed_anew": 1, "not_opened": 0}
    (vault_keys.folder() / f"{old_key}.key").unlink()
    assert open_as(cast, cast.jo, login).value == PASSWORD


def test_what_does_not_open_is_left_as_it_is_when_the_key_changes(cast, login):
    path = vault_keys.folder() / f"{login.key_id}.key"
    kept = path.read_text()
    path.unlink()
    vault_keys.new_key()
    done = seal_logins_anew(clock(cast.oakfield, NOW), cast.oakfield)
    assert done.detail == {"sealed_anew": 0, "not_opened": 1}
    path.write_text(kept)
    assert open_as(cast, cast.jo, login).value == PASSWORD


def test_nobody_but_the_clock_seals_anew(cast, login):
    controls, _ = refused_by(lambda: seal_logins_anew(cast.as_actor(cast.head), cast.oakfield))
    assert controls == {Control.PERMISSION}


def test_no_word_of_it_stands_in_any_event(cast, login):
    open_as(cast, cast.jo, login)
    open_as(cast, cast.jo, login, what="recovery")
    change_login(cast.as_actor(cast.jo), login, **NEW)
    kept = " ".join(EventDetail.objects.values_list("words", flat=True))
    kept += " ".join(bytes(one.leaf_bytes).decode() for one in Event.objects.all())
    assert len(kept) > 200
    assert not [one for one in SECRETS if one in kept]
