"""Schemathesis, on the program as it is served, with the keys of several people: it finds nothing.

It reads the OpenAPI document and calls every operation with what the document allows and with what it does not, on a
school with one of everything, with all its checks: no server error, no answer that is not documented, nothing valid
turned away, nothing invalid taken, no operation open without a key.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from schoolgate.api.models import Token
from schoolgate.api.operations import Operation, operations
from schoolgate.api.tokens import new_secret
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.posts.models import Stop
from tests.browser import serving
from tests.furnished import World, furnished_world

LONGEST_S = 900
SEED = 20261120
# Which thing stands in a path: the word that addresses of pages use for its id.
WORDS = {
    "posts": "post_id",
    "deliveries": "delivery_id",
    "notices": "notice_id",
    "pupils": "pupil_id",
    "consents": "pupil_id",
    "families": "pupil_id",
    "people": "person_id",
    "appointments": "appointment_id",
    "accounts": "account_id",
    "duties": "duty_id",
    "events": "event_id",
    "terms": "term_id",
    "imports": "import_id",
    "questions": "question_id",
    "requests": "request_id",
    "entries": "entry_id",
    "courses": "training.course_id",
}
# For these, every boundary of every field is tried too: texts, days, choices, nested objects, lists.
LOOKED_AT_CLOSELY = (
    "draft_post",
    "describe_pictures",
    "record_answer",
    "load_calendar",
    "map_columns",
    "write_entry",
    "make_register",
    "list_posts",
)


@dataclass
class Probed:
    """The program, served, with a key for each person and the ids of what is there."""

    address: str
    folder: Path
    keys: dict[str, str]

    def with_key_of(self, who: str, several: Sequence[Operation], *options: str) -> str:
        """What Schemathesis says about these operations; it must end without a failure."""
        chosen = [word for one in several for word in ("--include-operation-id", one.id)]
        ended = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{self.address}/api/v1/openapi.json"),
                *("--header", f"Authorization: Bearer {self.keys[who]}", "--checks", "all", "--no-color"),
                *("--seed", str(SEED), "--continue-on-failure", *options, *chosen),
            ],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )
        said = ended.stdout + ended.stderr
        assert ended.returncode == 0, said
        return said


@pytest.fixture(scope="module")
def probed(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Probed]:
    folder = tmp_path_factory.mktemp("probed")
    with (
        django_db_blocker.unblock(),
        furnished_world(folder) as world,
        override_settings(API_CALLS_A_MINUTE=10**9, API_WRONG_KEYS_A_MINUTE=10**9, DATA=folder),
        serving() as address,
    ):
        # So that more than a refusal can be seen.
        Stop.objects.update(resumed_at=world.cast.now)
        cast = world.cast
        people = {
            "head": cast.head,
            "data protection": cast.dpo,
            "teacher": cast.jo,
            "volunteer": cast.volunteer,
        }
        keys = {who: key_of(person, world) for who, person in people.items()}
        (folder / "schemathesis.toml").write_text(known_things(world), encoding="utf-8")
        yield Probed(address, folder, keys)


def key_of(person: Person, world: World) -> str:
    """A key with every right of this person."""
    secret = new_secret()
    Token.objects.create(
        trust=person.trust,
        person=person,
        name="Schemathesis",
        prefix=secret.prefix,
        digest=secret.digest,
        permissions=[one.value for one in Permission],
        may_write=True,
        made_at=world.cast.now,
        ends_on=world.cast.now.date() + timedelta(days=30),
    )
    return secret.words


def known_things(world: World) -> str:
    """Schemathesis's own settings: the school, and what is there, so that it does not stop at 404."""
    at = world.oakfield
    ids = {collection: at.kept[word].pk for collection, word in WORDS.items()}
    ids["policies"] = AdoptedPolicy.objects.filter(school=world.cast.oakfield).first().pk
    # One that may be revoked without ending the run.
    key_of(world.cast.head, world)
    ids["keys"] = Token.objects.order_by("-pk").first().pk
    lines = ["[parameters]", '"path.school" = "oakfield"', f'"path.trust" = "{world.cast.trust.slug}"']
    for one in operations():
        known = ids.get(one.path.split("/")[2]) if "<int:id>" in one.path else None
        if known is not None:
            lines += ["", "[[operations]]", f'include-operation-id = "{one.id}"']
            lines += [f'parameters = {{ "path.id" = {known} }}']
    return "\n".join(lines) + "\n"


def cases(said: str) -> int:
    """How many calls it made and found in order."""
    return int(re.search(r"(\d+) generated, \1 passed", said).group(1))


def test_every_operation_with_the_heads_key(probed):
    said = probed.with_key_of(
        "head", operations(), "--phases", "fuzzing", "--max-examples", "2", "--no-shrink"
    )
    assert cases(said) > 2 * len(operations())


@pytest.mark.parametrize(("number", "who"), list(enumerate(["data protection", "teacher", "volunteer"])))
def test_a_third_of_the_operations_with_the_key_of(probed, number, who):
    third = operations()[number::3]
    said = probed.with_key_of(who, third, "--phases", "fuzzing", "--max-examples", "2", "--no-shrink")
    assert cases(said) > len(third)


def test_every_boundary_of_some(probed):
    several = [one for one in operations() if one.id in LOOKED_AT_CLOSELY]
    assert len(several) == len(LOOKED_AT_CLOSELY)
    said = probed.with_key_of("head", several, "--phases", "coverage", "--no-shrink")
    assert cases(said) > 20 * len(several)
