"""Addresses of the API, made from its operations; and of the pages about it."""

from collections import defaultdict

from django.urls import URLPattern, path, re_path

from schoolgate.api.answers import handler_of
from schoolgate.api.door import Handler, answering, nothing_here
from schoolgate.api.operations import Operation, operations
from schoolgate.api.views import describing, keys

app_name = "api"
ROOT = "api/v1"


def _paths() -> list[URLPattern]:
    """One address for each path, named by its first operation."""
    by_path: dict[str, dict[str, tuple[Operation, Handler]]] = defaultdict(dict)
    for one in operations():
        by_path[one.path][one.method] = (one, handler_of(one))
    return [
        path(f"{ROOT}/{where}", answering(methods), name=next(iter(methods.values()))[0].id)
        for where, methods in by_path.items()
    ]


urlpatterns = [
    path("account/keys", keys.keys, name="keys"),
    path("account/keys/new", keys.new, name="new_key"),
    path("account/keys/<int:token_id>/revoke", keys.revoke, name="revoke_key"),
    path(f"{ROOT}/", describing.reference, name="reference"),
    path(f"{ROOT}/openapi.json", describing.openapi_json, name="openapi"),
    *_paths(),
    re_path(rf"^{ROOT}/", nothing_here, name="nothing_here"),
]
