"""The description of the API is made from what answers, and is there for programs and for people."""

import re

from django.test import Client
from jsonschema_rs import validator_for

from schoolgate.api.describing import document, path_of
from schoolgate.api.operations import left_out, operations
from schoolgate.api.problems import KINDS
from schoolgate.api.tests.programs import program_of
from schoolgate.kernel.actions import ACTIONS
from tests.cast import Cast


def test_the_document_has_every_operation_and_no_other(client: Client, db: None):
    answer = client.get("/api/v1/openapi.json")
    told = answer.json()
    assert (answer["Content-Type"], told["openapi"]) == ("application/json", "3.1.0")
    described = {
        (method, path): one["operationId"]
        for path, item in told["paths"].items()
        for method, one in item.items()
    }
    assert described == {(one.method.lower(), path_of(one)): one.id for one in operations()}
    assert len(set(described.values())) == len(described)


def test_what_is_done_in_person_takes_nothing_and_answers_403():
    paths = document()["paths"]
    for one in (one for one in operations() if one.is_in_person):
        described = paths[path_of(one)]["post"]
        assert "requestBody" not in described
        assert "200" not in described["responses"]
        assert "Only a person does this" in described["description"]


def test_every_text_that_is_taken_has_an_end():
    """But for choices and what a pattern bounds: days, times, moments."""

    def texts(schema: object) -> list[dict]:
        if isinstance(schema, list):
            return [text for one in schema for text in texts(one)]
        if not isinstance(schema, dict):
            return []
        own = [schema] if schema.get("type") == "string" else []
        return own + [text for one in schema.values() for text in texts(one)]

    bodies = [
        operation["requestBody"]["content"]["application/json"]["schema"]
        for item in document()["paths"].values()
        for operation in item.values()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    ]
    taken = texts(bodies)
    assert len(taken) > 30
    assert not [
        one
        for one in taken
        if "maxLength" not in one
        and "enum" not in one
        and "examples" not in one
        and "(photo" not in one["pattern"]
    ]


def test_an_answer_is_as_the_document_says(cast: Cast):
    program = program_of(cast, cast.head)
    whole = document()
    for path in (
        "/me",
        "/today",
        "/schools/{school}/policy",
        "/schools/{school}/people",
        "/schools/{school}/events",
    ):
        schema = whole["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        answer = program.asks(path.lstrip("/").replace("{school}", "oakfield")).json()
        validator_for({**schema, "components": whole["components"]}).validate(answer)


def test_the_page_for_people_names_every_operation_and_every_problem(client: Client, db: None):
    page = client.get("/api/v1/").content.decode()
    text = page.replace("<wbr>", "")
    for one in operations():
        assert f"{one.method} /api/v1{path_of(one)}" in text
    assert all(f'id="{kind}"' in page for kind in KINDS)
    assert all(name in text for name in left_out())
    assert "<script" not in re.sub(r'<script src="/static/[^"]+"[^>]*></script>', "", page)


def test_there_are_as_many_operations_as_actions_and_lists():
    assert len(operations()) > 100
    assert len([one for one in operations() if one.writes]) == len(ACTIONS) - len(left_out())
