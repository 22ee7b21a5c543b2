"""What comes to an action by a way of its own: pictures, a roll, a look-up, the roll taken out."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from schoolgate.api.tests.programs import program_of
from schoolgate.audit.models import Event, EventDetail
from schoolgate.media.models import Picture
from schoolgate.pupils import stored_rolls
from schoolgate.pupils.models import RollImport
from tests import make
from tests.cast import Cast

ROLL = b"UPN,Forename,Surname,Class\nA123456789012,Mei,Harlow,4A\n"


@pytest.fixture(autouse=True)
def folders(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_STORE, settings.DATA = tmp_path / "media", tmp_path
    return tmp_path


def picture(colour: str = "teal") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (64, 48), colour).save(kept, "JPEG")
    return SimpleUploadedFile("a.jpg", kept.getvalue(), "image/jpeg")


def drafted(program: object) -> int:
    return program.does("schools/oakfield/draft-post", {"text": "x"}).json()["subject"]["id"]


def stored(folder: Path) -> list[Path]:
    return [one for one in (folder / "media").rglob("*") if one.is_file()]


def test_pictures_come_as_files_cleaned_and_in_their_order(cast: Cast, folders: Path):
    program = program_of(cast, cast.jo)
    answer = program.sends(
        f"schools/oakfield/posts/{drafted(program)}/add-pictures", pictures=[picture("teal"), picture("red")]
    )
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["subject"]["pictures"]) == Picture.objects.count() == len(stored(folders)) == 2


def test_what_is_no_picture_is_refused_and_nothing_is_kept(cast: Cast, folders: Path):
    program = program_of(cast, cast.jo)
    file = SimpleUploadedFile("a.jpg", b"\xff\xd8 not a picture", "image/jpeg")
    answer = program.sends(
        f"schools/oakfield/posts/{drafted(program)}/add-pictures", pictures=[picture(), file]
    )
    assert answer.status_code == 409
    assert answer.json()["refusals"][0]["about"] == "pictures"
    assert not Picture.objects.exists()
    assert not stored(folders)


def test_sent_twice_with_one_key_they_are_added_once(cast: Cast, folders: Path):
    program = program_of(cast, cast.jo)
    path = f"/api/v1/schools/oakfield/posts/{drafted(program)}/add-pictures"
    headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": "one"}
    told = [
        program.client.post(path, {"pictures": [picture(colour)]}, headers=headers).json()
        for colour in ("teal", "teal", "red")
    ]
    assert [one.get("done_before") for one in told] == [False, True, None]
    assert told[2]["type"] == "/api/v1/#used-before"
    assert Picture.objects.count() == len(stored(folders)) == 1


def test_a_file_in_another_shape_is_said_to_be(cast: Cast):
    program = program_of(cast, cast.jo)
    path = f"schools/oakfield/posts/{drafted(program)}/add-pictures"
    assert program.does(path, {"pictures": "x"}).status_code == 415
    assert program.sends(path).status_code == 422
    assert program.sends(path, pictures=picture(), colour="red").status_code == 422
    assert program.sends(path, other=picture()).status_code == 422
    assert not Picture.objects.exists()


def test_a_roll_is_uploaded_looked_at_and_confirmed(cast: Cast):
    program = program_of(cast, cast.office)
    made = program.sends(
        "schools/oakfield/upload-roll", file=SimpleUploadedFile("roll.csv", ROLL, "text/csv")
    )
    assert made.status_code == 200, made.content
    told = made.json()["subject"]
    assert (told["state"], told["mapping"]["header"][0]) == ("mapping", "UPN")
    path = f"schools/oakfield/imports/{told['id']}"
    mapped = program.does(f"{path}/map-columns", {"mapping": told["mapping"]})
    assert mapped.status_code == 200, mapped.content
    seen = program.asks(path).json()["seen"]
    done = program.does(f"{path}/confirm", {"seen": seen})
    assert done.status_code == 200, done.content
    names = [one["name"] for one in program.asks("schools/oakfield/pupils").json()["items"]]
    assert names == ["Harlow, Mei"]


def test_columns_of_another_file_are_refused(cast: Cast):
    program = program_of(cast, cast.office)
    file = SimpleUploadedFile("roll.csv", ROLL, "text/csv")
    told = program.sends("schools/oakfield/upload-roll", file=file).json()["subject"]
    mapping = told["mapping"]
    mapping["header"] = mapping["header"][:-1]
    answer = program.does(f"schools/oakfield/imports/{told['id']}/map-columns", {"mapping": mapping})
    assert answer.status_code == 409
    assert RollImport.objects.get().state == "mapping"


def test_a_file_that_is_no_roll_is_refused_and_nothing_is_kept(cast: Cast, folders: Path):
    answer = program_of(cast, cast.office).sends(
        "schools/oakfield/upload-roll",
        file=SimpleUploadedFile("roll.csv", b"PK\x03\x04 no workbook", "text/csv"),
    )
    assert answer.status_code == 409, answer.content
    assert answer.json()["refusals"][0]["about"] == "file"
    assert not RollImport.objects.exists()
    assert not list((folders / stored_rolls.FOLDER).glob("*"))


def test_a_look_up_finds_and_is_written_down(cast: Cast):
    make.make_pupil(cast.oakfield, "Mia", "Moss")
    make.make_pupil(cast.elmsgate, "Mia", "Marsh")
    program = program_of(cast, cast.lee)
    told = program.does("schools/oakfield/look-up-pupil", {"letters": "mi"}).json()
    assert [one["name"] for one in told["found"]] == ["Mia M."]
    assert Event.objects.get(pk=told["event"]).type == "look_up.made"
    for few in ("m", "  ", " m "):
        assert program.does("schools/oakfield/look-up-pupil", {"letters": few}).status_code == 422


def test_the_roll_taken_out_is_recorded_with_how_many(cast: Cast):
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil, "photo.website")
    told = program_of(cast, cast.office).does("schools/oakfield/export-roll").json()
    row = dict(zip(told["header"], told["rows"][0], strict=True))
    assert (row["surname"], row["photo.website"], row["video.website"]) == ("Okello", "yes", "not_answered")
    assert '"pupils":1' in EventDetail.objects.get(event=told["event"]).words.replace(" ", "")
