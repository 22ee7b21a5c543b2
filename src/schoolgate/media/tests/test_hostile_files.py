"""Every file that is no honest picture gets a sentence, and nothing of it gets through."""

import pytest

from schoolgate.media.decoding.intake import PictureRefused, clean_picture
from schoolgate.media.decoding.reasons import Reason
from schoolgate.rules.refusals import Control
from tests.hostile import files
from tests.hostile.pictures import encoded, grain, shown


@pytest.mark.parametrize("name", files.REFUSED)
def test_a_hostile_file_is_refused_with_a_sentence(name: str):
    make, reason = files.REFUSED[name]
    upload = make()

    with pytest.raises(PictureRefused) as caught:
        clean_picture(upload)

    assert caught.value.reason is reason
    refusal = caught.value.refusal
    assert refusal.control is Control.FILE_IS_SAFE
    assert refusal.words.endswith(".")
    assert refusal.next_step.endswith(".")
    for foreign in ("error", "exception", "decode", "invalid", "None", "%("):
        assert foreign not in refusal.words + refusal.next_step


def test_a_hundred_megapixels_are_told_in_numbers():
    with pytest.raises(PictureRefused) as caught:
        clean_picture(files.png_bomb(10_000, 10_000))

    assert "10,000 by 10,000 dots are 100 megapixels" in caught.value.refusal.words
    assert "at most 80" in caught.value.refusal.words


def test_each_wrong_kind_is_called_by_its_name():
    said = {
        files.PDF: "PDF",
        files.SVG_WITH_SCRIPT: "SVG",
        files.PAGE: "web page",
        files.archive(): "ZIP",
        files.moving("GIF"): "GIF",
    }
    for upload, name in said.items():
        with pytest.raises(PictureRefused, match=name):
            clean_picture(upload)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_a_picture_cut_off_anywhere_is_refused_or_whole(kind: str):
    """Where a cut takes only the end mark, every pixel is there; never is half a picture taken."""
    upload = encoded(grain(200, 160), kind)
    whole = shown(clean_picture(upload).bytes).tobytes()
    cuts = {*range(1, 40, 13), *range(0, len(upload), len(upload) // 12), len(upload) - 3, len(upload) - 1}

    outcomes = {end: outcome_of(upload[:end]) for end in cuts}

    assert set(outcomes.values()) <= {whole, Reason.EMPTY, Reason.WRONG_KIND, Reason.DAMAGED}
    assert outcomes[len(upload) // 12 * 6] is Reason.DAMAGED


def outcome_of(upload: bytes) -> bytes | Reason:
    """The pixels that were taken, or why nothing was."""
    try:
        return shown(clean_picture(upload).bytes).tobytes()
    except PictureRefused as refused:
        return refused.reason


def test_a_changed_byte_anywhere_never_breaks_the_door():
    """Either a sentence or a plain picture, whatever a byte becomes."""
    for kind in ("JPEG", "PNG", "WEBP", "HEIF", "AVIF"):
        upload = encoded(grain(64, 48), kind)
        for at in range(3, len(upload), len(upload) // 9):
            changed = upload[:at] + bytes([upload[at] ^ 0x55]) + upload[at + 1 :]
            assert outcome_of(changed) not in {Reason.OUT_OF_ORDER, Reason.BUSY}


@pytest.mark.parametrize("upload", [files.png_bomb(4000, 3000), files.jpeg_of_size(4000, 3000)])
def test_a_picture_that_says_it_is_larger_than_it_is_harms_nobody(upload: bytes):
    assert outcome_of(upload) not in {Reason.OUT_OF_ORDER, Reason.BUSY, Reason.TOO_HARD}
