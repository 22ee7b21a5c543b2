"""A query that is written once and asked many times.

To turn a query set into SQL takes Django several times as long as the engine takes to answer it. `@kept` makes a
function that gives a query set into one that gives its rows: the function runs once, with stand-ins for its
arguments; its SQL is kept; after that only the values change.

    @kept
    def targets_of(post_ids: Collection[int]) -> QuerySet[PostTarget]:
        return PostTarget.objects.filter(post_id__in=post_ids).select_related("account")

    targets_of([1, 2])                  all of them, in one query
    targets_of.one([1, 2])              the first, or None
    targets_of.count([1, 2])            their number
    targets_of.part(50, 50, [1, 2])     fifty of them, after the first fifty

What holds for every query holds here: the school in scope is part of it, and where one is needed and none is there,
it refuses. It goes through Django's cursor, where tests count it. The function may only hand its arguments on to
lookups; one that is None, True or False it may look at, to choose the form of its query. Each form is kept.
"""

import functools
import inspect
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, Expression, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django_scopes import get_scope, scope

P = ParamSpec("P")
Row = TypeVar("Row")
Answer = Iterable[Sequence[Any]]

_SCHOOL = "the school in scope"
_PLACE = re.compile(r"(?<!%)%s")
# How Django calls the columns of a union, where nobody asks for them: `0 AS "value3"`. Without these names it is short
# enough for psycopg to read it once and not each time.
_NAME_OF_A_PLACE = re.compile(r' AS "[a-z]+\d+"')
# Words that mean nothing else when they stand in SQL between quotes.
_PLAIN_WORDS = re.compile(r"[A-Za-z0-9_.:;,@$/\"<>=+ -]*")


class Kept(Generic[P, Row]):
    """See `kept`."""

    def __init__(self, make: Callable[P, QuerySet[Any, Row]]) -> None:
        functools.update_wrapper(self, make)
        self._make: Callable[..., QuerySet[Any, Row]] = make
        self._names = tuple(inspect.signature(make).parameters)
        self._statements: dict[tuple[Any, ...], _Statement] = {}

    def __call__(self, *args: P.args, **given: P.kwargs) -> list[Row]:
        return self._ask(args, given)

    def one(self, *args: P.args, **given: P.kwargs) -> Row | None:
        return next(iter(self._ask(args, given)), None)

    def count(self, *args: P.args, **given: P.kwargs) -> int:
        number: int = self._ask(args, given, numbered=True)[0]
        return number

    def part(self, first: int, many: int, *args: P.args, **given: P.kwargs) -> list[Row]:
        return self._ask(args, given, tail=" LIMIT %s OFFSET %s", after=(many, first))

    def _ask(
        self, args: Any, given: Any, *, numbered: bool = False, tail: str = "", after: tuple[int, ...] = ()
    ) -> list[Any]:
        values = {**dict(zip(self._names, args, strict=False)), **given}
        in_scope = get_scope()
        if in_scope.get("_enabled") and "school" in in_scope:
            values[_SCHOOL] = in_scope["school"]
        form = (
            connections[DEFAULT_DB_ALIAS].vendor,
            numbered,
            in_scope.get("_enabled"),
            *((name, _kind(value)) for name, value in values.items()),
        )
        statement = self._statements.get(form)
        if statement is None:
            statement = self._statements[form] = self._written(values, numbered)
        return statement.ask(values, tail, after)

    def _written(self, values: Mapping[str, Any], numbered: bool) -> "_Statement":
        """The statement for this form of the query."""
        stand_ins = {name: _stand_in(name, value) for name, value in values.items()}
        in_scope = {"school": stand_ins.pop(_SCHOOL)} if _SCHOOL in stand_ins else get_scope()
        with scope(**in_scope):
            queryset = self._make(**stand_ins)
        return _number_of(queryset) if numbered else _statement(queryset)


def kept(make: Callable[P, QuerySet[Any, Row]]) -> Kept[P, Row]:
    """Keep the SQL of the query set that this function gives."""
    return Kept(make)


def hold(one: Model, relation: str, rows: Sequence[Model]) -> None:
    """Give a row those that point to it, as `prefetch_related` does: then `post.targets.all()` asks no query."""
    field: Any = one._meta.get_field(relation).remote_field
    for row in rows:
        setattr(row, field.name, one)
    found: Any = QuerySet(field.model)
    found._result_cache, found._prefetch_done = list(rows), True
    one.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = found


def held(one: Model, relation: str) -> list[Any] | None:
    """What `hold` or `prefetch_related` gave this row; None where it was not asked for."""
    found = one.__dict__.get("_prefetched_objects_cache", {}).get(relation)
    return None if found is None else list(found)


class _StandIn(Expression):
    """Stands in the SQL where a value will."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # noqa: ARG002
        return "%s", [self]


class _SeveralStandIn(_StandIn, list[Any]):  # type: ignore[misc]
    """The same for several values; the scope takes it for the list that it will be."""


def _is_several(value: object) -> bool:
    return isinstance(value, Collection) and not isinstance(value, (str, bytes))


def _kind(value: object) -> object:
    """What of a value decides the form of the query."""
    if value is None or isinstance(value, bool):
        return value
    return "several" if _is_several(value) else "one"


def _stand_in(name: str, value: object) -> Any:
    if value is None or isinstance(value, bool):
        return value
    return _SeveralStandIn(name) if _is_several(value) else _StandIn(name)


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL, its values with stand-ins among them, and what makes rows of the engine's answer."""

    sql: str
    values: tuple[Any, ...]
    rows_of: Callable[[Answer], list[Any]]

    def ask(self, given: Mapping[str, Any], tail: str, after: tuple[int, ...]) -> list[Any]:
        engine = connections[DEFAULT_DB_ALIAS]
        ready = {name: _ready(value, engine.ops) for name, value in given.items()}
        sql, values = self.sql, [ready[one.name] if isinstance(one, _StandIn) else one for one in self.values]
        if engine.vendor != "postgresql" and any(isinstance(one, _SeveralStandIn) for one in self.values):
            sql, values = _with_room(sql, self.values, values)
        with engine.cursor() as cursor:
            cursor.execute(sql + tail, (*values, *after))
            return self.rows_of(cursor.fetchall())


def _ready(value: Any, ops: Any) -> Any:
    return [_adapted(one, ops) for one in value] if _is_several(value) else _adapted(value, ops)


def _adapted(value: Any, ops: Any) -> Any:
    """As the engine takes it. Numbers all as keys: PostgreSQL plans a statement anew for each type of a value, and
    psycopg would send 7 as a smaller one than 70,000."""
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, int):
        return ops.adapt_integerfield_value(value, "BigIntegerField")
    return ops.adapt_unknown_value(value)


def _with_room(sql: str, places: Sequence[Any], values: Sequence[Any]) -> tuple[str, list[Any]]:
    """The SQL with a place for each of several values; for none of them one that equals nothing."""
    pieces, wide = _PLACE.split(sql), list[Any]()
    written = [pieces[0]]
    for place, value, piece in zip(places, values, pieces[1:], strict=True):
        if isinstance(place, _SeveralStandIn):
            wide += value
            written.append(", ".join(["%s"] * len(value)) or "NULL")
        else:
            wide.append(value)
            written.append("%s")
        written.append(piece)
    return "".join(written), wide


def _with_constants(sql: str, values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """The SQL with what is the same each time written into it, and the values that are left.

    What need not be sent is not converted and bound each time, which for many constants takes longer than the answer;
    and the engine can plan with it.
    """
    pieces, left = _PLACE.split(sql), list[Any]()
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        pieces = _as_arrays(pieces, values)
    written = [pieces[0]]
    for value, piece in zip(values, pieces[1:], strict=True):
        constant = _constant(value)
        if constant is None:
            left.append(value)
        written += (constant or "%s", piece)
    return "".join(written), tuple(left)


def _as_arrays(pieces: list[str], values: Sequence[Any]) -> list[str]:
    """`IN (%s)` as `= ANY(%s)`: several values are one there, so that the SQL is the same and planned, however many."""
    for place, value in enumerate(values):
        if isinstance(value, _SeveralStandIn):
            pieces[place] = re.sub(r"IN \($", "= ANY(", pieces[place])
    return pieces


def _constant(value: object) -> str | None:
    """A number or plain words as SQL; None for all else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{int(value)}" if value >= 0 else f"({int(value)})"
    if isinstance(value, str) and _PLAIN_WORDS.fullmatch(value):
        return f"'{str.__str__(value)}'"
    return None


def _statement(queryset: QuerySet[Any, Any]) -> _Statement:
    """The SQL of a query set; its rows are made as Django's own iterables make them."""
    if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError("a kept query is one query: what is prefetched is another")
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, values = compiler.as_sql()
    if queryset.query.combinator:
        sql = _NAME_OF_A_PLACE.sub("", sql)
    fields = [one[0] for one in compiler.select[: compiler.col_count]]
    converters = {
        place: each for place, each in compiler.get_converters(fields).items() if not _is_number(each[1])
    }

    def converted(answer: Answer) -> Answer:
        return compiler.apply_converters(answer, converters) if converters else answer

    kind = queryset._iterable_class
    make = _models_of(compiler) if kind is ModelIterable else _PLAIN[kind]
    return _Statement(*_with_constants(sql, values), lambda answer: make(converted(answer)))


_PLAIN: dict[Any, Callable[[Answer], list[Any]]] = {
    ValuesListIterable: lambda answer: [tuple(row) for row in answer],
    FlatValuesListIterable: lambda answer: [row[0] for row in answer],
}


def _is_number(expression: Any) -> bool:
    """A number that the engine gives as one; Django would make a number of it again, row by row."""
    return isinstance(expression, (Value, Cast)) and isinstance(expression.output_field, IntegerField)


def _models_of(compiler: Any) -> Callable[[Answer], list[Any]]:
    """Makes models of rows, with what `select_related` and `annotate` added."""
    info = compiler.klass_info
    if info is None:
        return list
    model, first, end = info["model"], info["select_fields"][0], info["select_fields"][-1] + 1
    names = [one[0].target.attname for one in compiler.select[first:end]]
    related = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    annotated = list(compiler.annotation_col_map.items())

    def made(row: Sequence[Any]) -> Any:
        one = model.from_db(DEFAULT_DB_ALIAS, names, row[first:end])
        for populator in related:
            populator.populate(row, one)
        for name, place in annotated:
            setattr(one, name, row[place])
        return one

    return lambda answer: [made(row) for row in answer]


def _number_of(queryset: QuerySet[Any, Any]) -> _Statement:
    """The SQL that counts the rows of a query set."""
    query = queryset.order_by().query.clone()
    query.clear_select_clause()
    query.add_annotation(Count("*"), "number", select=True)
    sql, values = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return _Statement(*_with_constants(sql, values), lambda answer: [row[0] for row in answer])
