"""What answers each operation: a list, one thing, an action done."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404

from schoolgate.api import by_hand, mine
from schoolgate.api.asking import Listed, asked_of
from schoolgate.api.doing import asked_nothing, do, id_of
from schoolgate.api.door import Call, Handler
from schoolgate.api.operations import Operation
from schoolgate.api.things import Thing


def handler_of(operation: Operation) -> Handler:
    """What answers this operation."""
    if operation.id in mine.OWN:
        return mine.OWN[operation.id]
    if operation.action is not None:
        return by_hand.BY_HAND.get(operation.action.name, do)
    return _list if operation.is_list else _one


def _list(call: Call) -> Listed:
    thing = _thing(call)
    asked = asked_of(call.request.GET, thing.asks)
    if thing.rows is None or thing.many is None:
        raise Http404
    page = thing.rows(call.acting, asked)
    return Listed(thing.many(call.acting, page.rows), _next(call, asked, page.next))


def _next(call: Call, asked: Mapping[str, Any], following: Mapping[str, Any] | None) -> str | None:
    return None if following is None else f"{call.request.path}?{urlencode({**asked, **following})}"


def _one(call: Call) -> Any:
    asked_nothing(call)
    thing = _thing(call)
    if thing.found is None or thing.one is None:
        raise Http404
    return thing.one(call.acting, get_object_or_404(thing.found(call.acting), pk=id_of(call)))


def _thing(call: Call) -> Thing:
    if call.operation.thing is None:
        raise Http404
    return call.operation.thing
