"""Every call that docs/api.md shows is made, and answers as it says."""

import json
import re
import shlex
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from PIL import Image

from schoolgate.api.problems import KINDS
from schoolgate.api.tests.programs import Program, program_of
from schoolgate.posts.models import Post
from tests.cast import Cast

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "api.md").read_text(encoding="utf-8")
CALLS = [block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.S) if block.lstrip().startswith("curl")]


def called(program: Program, block: str, post: int, place: int) -> HttpResponse:
    """What curl would do, with this key here, for what has these ids here."""
    block = block.replace('"places": [1]', f'"places": [{place}]')
    words = shlex.split(
        block.replace("\\\n", " ").replace("$KEY", program.secret).replace("$HERE", "/api/v1")
    )
    headers, data, files, address, method = {}, None, {}, "", "GET"
    left = iter(words[1:])
    for word in left:
        if word == "-H":
            name, _, value = next(left).partition(": ")
            headers[name] = value
        elif word == "-d":
            data, method = next(left), "POST"
        elif word == "-F":
            name, _, _file = next(left).partition("=")
            files[name], method = a_picture(), "POST"
        elif word == "-X":
            method = next(left)
        else:
            address = word.replace("posts/12", f"posts/{post}")
    if method == "GET":
        return program.client.get(address, headers=headers)
    if files:
        return program.client.post(address, files, headers=headers)
    return program.client.post(
        address, data or "", headers.pop("Content-Type", "application/json"), headers=headers
    )


def a_picture() -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(kept, "JPEG")
    return SimpleUploadedFile("fair.jpg", kept.getvalue(), "image/jpeg")


def shape(told: object) -> object:
    """What an example shows of an answer: its names, and the kinds of its values."""
    if isinstance(told, dict):
        return {name: shape(value) for name, value in told.items()}
    if isinstance(told, list):
        return [shape(told[0])] if told else []
    return type(told).__name__


def is_part_of(example: object, answer: object) -> bool:
    """Whether the answer has everything that the example shows, of the same kinds."""
    if isinstance(example, dict):
        return isinstance(answer, dict) and all(
            name in answer and is_part_of(value, answer[name]) for name, value in example.items()
        )
    if isinstance(example, list):
        return isinstance(answer, list) and (not example or is_part_of(example[0], answer[0]))
    return example == answer


def test_every_call_of_the_page_answers_as_it_says(cast: Cast, settings: object, tmp_path: Path):
    settings.MEDIA_STORE = tmp_path
    program = program_of(cast, cast.jo)
    answers: dict[int, HttpResponse] = {}
    post = 0
    for number, block in enumerate(CALLS):
        answers[number] = called(program, block, post, cast.website.pk)
        if Post.objects.exists():
            post = Post.objects.get().pk
    assert [one.status_code for one in answers.values()] == [200, 200, 200, 200, 409]
    examples = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.S)]
    for example, number in zip(examples, (0, 2, 4), strict=True):
        assert is_part_of(shape(example), shape(answers[number].json())), number


def test_the_refusal_that_the_page_shows_is_one_of_those_that_come(cast: Cast):
    program = program_of(cast, cast.jo)
    post = program.does("schools/oakfield/draft-post", {"text": "x"}).json()["subject"]["id"]
    refusals = program.does(f"schools/oakfield/posts/{post}/submit").json()["refusals"]
    assert re.search(r'"control": "([\w.]+)"', PAGE).group(1) in {one["control"] for one in refusals}


@pytest.mark.parametrize("status", sorted({str(status) for status, _title in KINDS.values()}))
def test_the_page_names_every_status(status: str):
    assert re.search(rf"^\|.*\b{status}\b", PAGE, re.M)
