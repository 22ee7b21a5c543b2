"""How uploads are taken from the wire: a real request, a real file, a real lack of room."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from schoolgate.media.decoding.reasons import LARGEST_UPLOAD, Reason
from schoolgate.media.uploading import refused_on_the_way


@pytest.fixture(autouse=True)
def temporary(settings, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def request_with(*sizes: int):
    files = [SimpleUploadedFile(f"{number}.jpg", bytes(size)) for number, size in enumerate(sizes)]
    return RequestFactory().post("/", {"pictures": files, "text": "Hello"})


def test_an_upload_lies_on_the_disk_and_only_its_owner_reads_it(temporary):
    request = request_with(10)

    file = request.FILES["pictures"]

    assert isinstance(file, TemporaryUploadedFile)
    assert Path(file.temporary_file_path()).parent == temporary
    assert Path(file.temporary_file_path()).stat().st_mode & 0o077 == 0


def test_a_file_that_is_too_long_is_given_up_and_the_rest_of_the_form_arrives(temporary):
    request = request_with(LARGEST_UPLOAD + 1, 10)

    assert request.POST["text"] == "Hello"
    assert [file.name for file in request.FILES.getlist("pictures")] == ["1.jpg"]
    [(name, refused)] = refused_on_the_way(request, "pictures")
    assert (name, refused.reason) == ("0.jpg", Reason.TOO_MANY_BYTES)
    assert refused_on_the_way(request, "camera") == []
    assert sum(file.stat().st_size for file in temporary.iterdir()) == 10


def test_a_file_of_exactly_the_most_bytes_arrives():
    request = request_with(LARGEST_UPLOAD)

    assert request.FILES["pictures"].size == LARGEST_UPLOAD


FULL = """
import resource, sys
from django.conf import settings
settings.configure(FILE_UPLOAD_HANDLERS=["schoolgate.media.uploading.CarefulUpload"], USE_I18N=False,
                   FILE_UPLOAD_TEMP_DIR=sys.argv[1], ALLOWED_HOSTS=["testserver"])
import django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from schoolgate.media.uploading import refused_on_the_way
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
request = RequestFactory().post("/", {"pictures": SimpleUploadedFile("a.jpg", bytes(900_000)), "text": "Hello"})
print(request.POST["text"], refused_on_the_way(request, "pictures")[0][1].refusal.words, request.FILES)
"""


def test_a_disk_without_room_is_told_in_words_and_nothing_is_left_there(temporary):
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(temporary)], capture_output=True, text=True, timeout=60, check=True
    ).stdout

    assert told.startswith("Hello There is no room left to keep pictures")
    assert list(temporary.iterdir()) == []
