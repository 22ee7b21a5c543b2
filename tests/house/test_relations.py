"""No row of one school points at a row of another: every relation between things that belong to a school."""

from collections import deque
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F
from django_scopes import scopes_disabled

from schoolgate.people.models import School, Trust
from tests.demonstration import copied_to
from tests.make import NOW, make_account, make_person, make_school

FIVE = 5
OURS = [model for model in apps.get_models() if model.__module__.startswith("schoolgate.")]


def way_to(target: type[models.Model], model: type[models.Model]) -> str | None:
    """The shortest way along relations that are always there: "post__school"; "pk" for the target itself."""
    ways = deque([(model, "")])
    seen = {model}
    while ways:
        here, way = ways.popleft()
        if here is target:
            return f"{way}pk" if not way else way.removesuffix("__")
        for field in here._meta.local_fields:
            if isinstance(field, models.ForeignKey) and not field.null and field.related_model not in seen:
                seen.add(field.related_model)
                ways.append((field.related_model, f"{way}{field.name}__"))
    return None


def relations(target: type[models.Model]) -> list[tuple[models.ForeignKey, str, str]]:
    """Every relation whose both ends belong to such a thing, with the way to it from each end."""
    found = []
    for model in OURS:
        own = way_to(target, model)
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model in OURS and own is not None:
                other = way_to(target, field.related_model)
                if (
                    other is not None
                    and own not in {field.name, "pk"}
                    and not own.startswith(f"{field.name}__")
                ):
                    found.append((field, own, field.name if other == "pk" else f"{field.name}__{other}"))
    return found


def strangers(target: type[models.Model]) -> dict[str, int]:
    """How many rows point across, by relation."""
    counts = {}
    with scopes_disabled():
        for field, own, other in relations(target):
            rows = field.model._base_manager.filter(**{f"{field.name}__isnull": False}).exclude(
                **{own: F(other)}
            )
            if many := rows.count():
                counts[f"{field.model.__name__}.{field.name}"] = many
    return counts


def test_it_knows_the_ways():
    assert way_to(School, apps.get_model("posts.Post")) == "school"
    assert way_to(School, apps.get_model("posts.Copy")) == "delivery__post__school"
    assert way_to(Trust, apps.get_model("posts.Copy")) == "delivery__post__school__trust"
    assert way_to(School, apps.get_model("people.Person")) is None
    assert len(relations(School)) > 15
    assert len(relations(Trust)) > 30


@pytest.mark.django_db
def test_it_would_notice_a_row_that_points_across():
    one, other = make_school(), make_school()
    post = apps.get_model("posts.Post")._base_manager.create(
        school=one, author=make_person(other), text="x", digest="d", created_at=NOW, changed_at=NOW
    )
    apps.get_model("posts.PostTarget")._base_manager.create(post=post, account=make_account(other))
    assert strangers(School) == {"PostTarget.account": 1}
    assert strangers(Trust) == {"Post.author": 1, "PostTarget.account": 1}


@pytest.fixture
def demonstration(django_db_setup, django_db_blocker, tmp_path) -> Iterator[None]:
    """The term of five schools."""
    with django_db_blocker.unblock(), copied_to(tmp_path):
        yield


def test_a_term_of_five_schools_lives_without_a_row_that_points_across(demonstration):
    assert School.objects.count() == FIVE
    assert strangers(School) == {}
    assert strangers(Trust) == {}
