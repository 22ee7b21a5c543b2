"""The API described: for programs as OpenAPI, for people as a page."""

import re

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schoolgate.api import describing, problems
from schoolgate.api.operations import left_out, operations
from schoolgate.kernel.permissions import PERMISSION_WORDS
from schoolgate.web.door import public, recognise


@public
@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    return HttpResponse(msgspec.json.encode(describing.document()), content_type="application/json")


@public
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation, in words; how to call; what each problem means."""
    recognise(request)  # type: ignore[arg-type]  # a public page, with the menu of whoever is signed in
    groups: dict[str, list[dict[str, object]]] = {}
    for one in operations():
        groups.setdefault(one.group, []).append(
            {
                "method": one.method,
                "path": breakable(f"{describing.ROOT}{describing.path_of(one)}"),
                "words": one.words[:1].upper() + one.words[1:],
                "may": PERMISSION_WORDS[one.may] if one.may is not None else "",
                "fields": [(breakable(part.name), part.is_required) for part in one.parts],
                "file": one.file_field,
                "is_in_person": one.is_in_person,
            }
        )
    return render(
        request,
        "api/reference.html",
        {
            "groups": groups,
            "many": len(operations()),
            "problems": problems.KINDS,
            "left_out": [(breakable(name), why) for name, why in left_out().items()],
            "first_call": breakable(
                f'curl -H "Authorization: Bearer $KEY" {request.build_absolute_uri(describing.ROOT)}/me'
            ),
        },
    )


def breakable(words: str) -> list[str]:
    """An address in the parts after which a narrow screen may break it."""
    return re.findall(r"[^/_.-]+[/_.-]?|[/_.-]", words)
