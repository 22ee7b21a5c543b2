"""Whoever takes everything out of the program takes no worry out: it may be about them."""

import json
import zipfile

from django_scopes import scope

from schoolgate.concerns.actions import raise_concern
from schoolgate.keeping.exporting import write_export
from schoolgate.kernel.actor import clock
from schoolgate.rules.concerns import About, Matter
from tests.cast import Cast
from tests.make import NOW


def test_who_takes_everything_out_takes_no_worry_out(cast: Cast, tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    told = {"matter": Matter.MISUSE, "about": About.HEADTEACHER, "in_danger": False, "code_digest": "0" * 64}
    with scope(school=cast.oakfield):
        raise_concern(clock(cast.oakfield, NOW), cast.oakfield, what="Something unkind", **told)
    file = tmp_path / "all.zip"
    write_export(cast.oakfield, file, NOW)
    with zipfile.ZipFile(file) as packed:
        for name in ("concern", "concernreader", "keptout", "concernlook", "concernnote"):
            assert packed.read(f"tables/concerns.{name}.jsonl") == b""
        assert json.loads(packed.read("tables/README.json"))["concerns.concern"]["stays_here"] is True
        assert b"concern.raised" not in packed.read("trail/events.jsonl")
        entries = [json.loads(line) for line in packed.read("trail/events.jsonl").splitlines()]
    assert [one["words"] for one in entries if one["bytes"] is None] == [None]
