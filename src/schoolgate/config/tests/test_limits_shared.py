"""Wrong passwords are counted together by every web process that shares a cache."""

from contextlib import suppress

import pytest
from django.core.cache import caches
from django.test import Client
from django.test.utils import override_settings

from schoolgate.config.databases import cache
from schoolgate.people.models import User

WRONG = {"login": "sam@oakfield.example", "password": "not the password"}


def forget_the_connection() -> None:
    with suppress(AttributeError):
        del caches["default"]


class AnotherProcess(Client):
    """A web process with nothing in its memory: every request begins with a fresh cache, connected anew."""

    def request(self, **given):
        forget_the_connection()
        return super().request(**given)


@pytest.fixture
def shared(redis, db):
    with override_settings(CACHES={"default": cache(redis.address)}):
        yield redis
        forget_the_connection()


@pytest.fixture
def sam(db):
    return User.objects.create_user(WRONG["login"], "the right password of Sam")


def tried(client) -> str:
    return client.post("/account/login/", WRONG).content.decode()


def test_ten_wrong_passwords_at_different_processes_are_ten(shared, sam):
    said = [tried(AnotherProcess()) for _ in range(11)]
    assert all("That was wrong too often" not in page for page in said[:10])
    assert "That was wrong too often" in said[10]


def test_a_cache_that_is_away_is_a_page_that_says_so_and_lets_nobody_try_without_a_count(shared, sam):
    shared.stop()
    client = AnotherProcess(raise_request_exception=False)
    page = client.post("/account/login/", WRONG)
    assert page.status_code == 503
    assert "Nothing that was saved before is lost" in page.content.decode()
    shared.start()
    assert client.post("/account/login/", WRONG).status_code == 200
