"""Queries that are written once: they give what the query set gives, and are scoped like every query."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q, QuerySet, Value
from django.test.utils import CaptureQueriesContext
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from schoolgate.kernel.kept import held, hold, kept
from schoolgate.people.models import Appointment, School, Term
from tests import make
from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@kept
def terms(last_on: date | None, with_autumn: bool) -> QuerySet[Term]:
    found = Term.objects.order_by("name")
    if last_on is not None:
        found = found.filter(last_on__lte=last_on)
    return found if with_autumn else found.exclude(name="Autumn")


@kept
def named(names: Collection[str]) -> QuerySet[Term]:
    return Term.objects.filter(name__in=names).order_by("name")


@kept
def with_words(words: str) -> QuerySet[Term, tuple[Any, ...]]:
    return Term.objects.filter(Q(name__icontains=words)).order_by("pk").values_list("name", "last_on")


@kept
def names_of(school: School) -> QuerySet[Term, str]:
    return Term.objects.filter(school=school).order_by("name").values_list("name", flat=True)


@kept
def appointments(person_id: int) -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(person_id=person_id)
        .select_related("person", "school__trust")
        .annotate(colleagues=Count("school__appointments"))
        .order_by("pk")
    )


@kept
def schools_since(moment: datetime) -> QuerySet[School]:
    return School.objects.filter(created_at__gte=moment).order_by("pk")


def add_terms(school: School, *names: str) -> None:
    for place, name in enumerate(names):
        first = date(2026, 9, 1) + timedelta(days=30 * place)
        Term.objects.create(school=school, name=name, first_on=first, last_on=first + timedelta(days=20))


def test_it_gives_what_the_query_set_gives(cast: Cast):
    ordinary = list(
        Appointment.objects.filter(person=cast.head)
        .select_related("person", "school__trust")
        .annotate(colleagues=Count("school__appointments"))
        .order_by("pk")
    )
    found = appointments(cast.head.pk)
    with CaptureQueriesContext(connection) as asked:
        assert [(one, one.person, one.school.trust, one.colleagues) for one in found] == [
            (one, one.person, one.school.trust, one.colleagues) for one in ordinary
        ]
    assert len(asked) == 0
    assert found[0].first_on == ordinary[0].first_on


def test_other_values_give_other_rows_each_in_one_query_that_tests_can_count(cast: Cast):
    appointments(cast.head.pk)
    with CaptureQueriesContext(connection) as asked:
        assert [one.person for one in appointments(cast.jo.pk)] == [cast.jo]
        assert appointments(person_id=0) == []
    assert len(asked) == 2


def test_each_form_of_the_query_is_kept_by_itself(cast: Cast):
    with scope(school=cast.oakfield):
        add_terms(cast.oakfield, "Autumn", "Spring", "Summer")
        for _ in range(2):
            assert [one.name for one in terms(None, True)] == ["Autumn", "Spring", "Summer"]
            assert [one.name for one in terms(None, False)] == ["Spring", "Summer"]
            assert [one.name for one in terms(date(2026, 9, 30), True)] == ["Autumn"]
            assert [one.name for one in terms(date(2026, 10, 30), with_autumn=False)] == ["Spring"]


def test_a_no_is_not_taken_for_a_value(cast: Cast):
    @kept
    def named_or_all(name: str | bool) -> QuerySet[Term, str]:
        found = Term.objects.order_by("name").values_list("name", flat=True)
        return found if name is False else found.filter(name=name)

    with scope(school=cast.oakfield):
        add_terms(cast.oakfield, "Autumn", "Spring")
        assert named_or_all("Spring") == ["Spring"]
        assert named_or_all(False) == ["Autumn", "Spring"]
        assert named_or_all("Spring") == ["Spring"]


def test_it_sees_only_the_school_in_scope(cast: Cast):
    add_terms(cast.oakfield, "Autumn")
    add_terms(cast.elmsgate, "Spring")
    for school, name in ((cast.oakfield, "Autumn"), (cast.elmsgate, "Spring")) * 2:
        with scope(school=school):
            assert [one.name for one in terms(None, True)] == [name]
            assert named(["Autumn", "Spring"]) == terms(None, True)
            assert names_of(cast.oakfield) == (["Autumn"] if school == cast.oakfield else [])


def test_it_sees_several_schools_where_several_are_in_scope(cast: Cast):
    add_terms(cast.oakfield, "Autumn")
    add_terms(cast.elmsgate, "Spring")
    add_terms(cast.farrow, "Summer")
    with scope(school=[cast.oakfield, cast.elmsgate]):
        assert [one.name for one in terms(None, True)] == ["Autumn", "Spring"]
    with scope(school=[cast.farrow]):
        assert [one.name for one in terms(None, True)] == ["Summer"]
    with scope(school=[]):
        assert terms(None, True) == []


def test_without_a_scope_it_refuses_even_when_it_was_asked_in_one_before(cast: Cast):
    with scope(school=cast.oakfield):
        terms(None, True)
    with scopes_disabled():
        terms(None, True)
    for _ in range(2):
        with pytest.raises(ScopeError):
            terms(None, True)


def test_without_scopes_it_sees_all(cast: Cast):
    add_terms(cast.oakfield, "Autumn")
    add_terms(cast.farrow, "Spring")
    with scope(school=cast.oakfield):
        assert len(terms(None, True)) == 1
        with scopes_disabled():
            assert len(terms(None, True)) == 2
        assert len(terms(None, True)) == 1


@pytest.mark.parametrize("names", [[], ["Spring"], ("Autumn", "Spring"), {"Autumn", "Spring", "Summer"}])
def test_a_value_may_be_several_or_none(cast: Cast, names: Collection[str]):
    with scope(school=cast.oakfield):
        add_terms(cast.oakfield, "Autumn", "Spring", "Summer")
        assert [one.name for one in named(names)] == sorted(names)


@pytest.mark.parametrize("words", ["UT", "100%", "a_b", "it's", '"', "%s"])
def test_what_somebody_typed_is_only_ever_looked_for(cast: Cast, words: str):
    with scope(school=cast.oakfield):
        add_terms(
            cast.oakfield, "Autumn", "100% holiday", "a_b", "it's", 'the "long" one', "%s", "100 days", "axb"
        )
        ordinary = Term.objects.filter(name__icontains=words).order_by("pk").values_list("name", "last_on")
        assert with_words(words) == list(ordinary)
        assert with_words(words)


def test_what_is_the_same_each_time_is_sent_once_and_means_the_same(cast: Cast):
    @kept
    def neither(name: str) -> QuerySet[Term, str]:
        others = ["Autumn", "it's", "100%", "\\", "a?", "Sønn"]
        found = Term.objects.exclude(name=name).exclude(name__in=others)
        return found.order_by("name").annotate(many=Value(-7)).values_list("name", "many")

    with scope(school=cast.oakfield):
        add_terms(cast.oakfield, "Autumn", "Spring", "Summer", "it's", "100%", "\\", "a?", "Sønn", "''", "10")
        for name, left in (("Spring", "Summer"), ("Summer", "Spring")):
            with CaptureQueriesContext(connection) as asked:
                assert neither(name) == [("''", -7), ("10", -7), (left, -7)]
            assert "'Autumn'" in asked[0]["sql"]


def test_a_union_gives_its_rows_though_its_columns_have_no_names(cast: Cast):
    @kept
    def both(first: str, second: str) -> QuerySet[Term, tuple[Any, ...]]:
        def one(name: str, place: int) -> QuerySet[Term, tuple[Any, ...]]:
            return Term.objects.filter(name=name).order_by().values_list(Value(place), "name", Value(0))

        return one(first, 1).union(one(second, 2), all=True)

    with scope(school=cast.oakfield):
        add_terms(cast.oakfield, "Autumn", "Spring")
        assert sorted(both("Spring", "Autumn")) == [(1, "Spring", 0), (2, "Autumn", 0)]


def test_its_number_its_first_and_a_part_of_it(cast: Cast):
    with scope(school=cast.oakfield):
        add_terms(cast.oakfield, "Autumn", "Spring", "Summer")
        assert terms.count(None, True) == 3
        assert terms.count(None, with_autumn=False) == 2
        assert named.count([]) == 0
        first = terms.one(None, True)
        assert first is not None
        assert first.name == "Autumn"
        assert terms.one(date(2020, 1, 1), True) is None
        assert [one.name for one in terms.part(1, 1, None, True)] == ["Spring"]
        assert [one.name for one in terms.part(2, 50, None, True)] == ["Summer"]


def test_a_moment_is_compared_as_the_engine_stores_it(cast: Cast):
    newest = make.make_school(cast.trust, "Newest School")
    School.objects.filter(pk=newest.pk).update(created_at=cast.now + timedelta(days=1))
    assert schools_since(cast.now + timedelta(hours=1)) == [newest]
    assert schools_since(cast.now + timedelta(days=1)) == [newest]
    assert schools_since(cast.now + timedelta(days=1, seconds=1)) == []


def test_rows_that_were_read_beside_are_not_asked_for_again(cast: Cast):
    with scope(school=cast.oakfield):
        add_terms(cast.oakfield, "Autumn", "Spring")
        hold(cast.oakfield, "terms", named(["Autumn", "Spring"]))
        with CaptureQueriesContext(connection) as asked:
            assert [one.name for one in cast.oakfield.terms.all()] == ["Autumn", "Spring"]
            assert all(one.school is cast.oakfield for one in cast.oakfield.terms.all())
            assert held(cast.oakfield, "terms") == list(cast.oakfield.terms.all())
        assert len(asked) == 0
        assert held(cast.elmsgate, "terms") is None


def test_what_would_take_more_than_one_query_is_refused(cast: Cast):
    @kept
    def prefetched() -> QuerySet[School]:
        return School.objects.prefetch_related("terms")

    with pytest.raises(TypeError):
        prefetched()
