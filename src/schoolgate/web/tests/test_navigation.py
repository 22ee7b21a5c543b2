from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.web import navigation
from schoolgate.web.navigation import Place, menu_for, put_in_menu

START = Place("today", "Today", "start", is_one_school=False)


@pytest.fixture(autouse=True)
def only_these_places(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(navigation, "_places", {})
    put_in_menu()  # what was worked out for the others is forgotten
    yield
    monkeypatch.undo()
    put_in_menu()


def person(*permissions: Permission, school: object = None) -> Actor:
    return Actor(
        person=SimpleNamespace(pk=1),
        school=school,
        trust_id=1,
        now=datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
        permissions=frozenset(permissions),
    )


def keys_of(menu: navigation.Menu) -> list[str]:
    return [link.key for group in menu.more for link in group.links]


def test_nobody_signed_in_has_an_empty_menu():
    put_in_menu(START)
    menu = menu_for(None)
    assert (menu.bar, menu.more, menu.new_post, menu.stop_all_posts) == ((), (), "", "")


def test_a_place_that_a_person_may_not_see_is_not_shown():
    put_in_menu(START, Place("trail", "Trail", "start", Permission.TRAIL_READ, is_one_school=False))
    assert menu_for(person()).more == ()
    assert keys_of(menu_for(person(Permission.TRAIL_READ))) == ["trail"]


def test_the_bar_keeps_its_order_whoever_registers_first():
    put_in_menu(
        Place("policy", "Policy", "start", is_one_school=False),
        Place("people", "People", "start", is_one_school=False),
        START,
    )
    menu = menu_for(person(), "policy")
    assert [(link.key, link.is_current) for link in menu.bar] == [("today", False), ("policy", True)]
    assert keys_of(menu) == ["people"]


def test_what_belongs_together_stands_together_and_a_new_place_at_the_end():
    put_in_menu(
        *(
            Place(key, key, "start", is_one_school=False)
            for key in ("people", "of_tomorrow", "worries", "worry")
        )
    )
    groups = menu_for(person()).more
    assert [[link.key for link in group.links] for group in groups] == [
        ["worry", "worries"],
        ["people", "of_tomorrow"],
    ]


def test_a_place_of_one_school_is_not_shown_to_somebody_who_acts_for_none():
    put_in_menu(Place("posts", "Posts", "posts:list"))
    assert menu_for(person()).bar == ()


def test_stopping_all_posts_is_only_for_those_who_may():
    put_in_menu(Place("stop_all_posts", "Stop", "start", Permission.POSTS_STOP, is_one_school=False))
    assert menu_for(person()).stop_all_posts == ""
    assert menu_for(person(Permission.POSTS_STOP)).stop_all_posts == "/"
