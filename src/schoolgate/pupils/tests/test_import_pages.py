"""The pages on which a roll comes in: the file, what its columns mean, the preview."""

import re
from pathlib import Path

import pytest
from django.test import Client

from schoolgate.pupils.models import ImportProfile, Pupil, RollImport
from schoolgate.pupils.tests.as_a_browser import GONE, ROLL, FormReader, post, upload
from tests.cast import Cast
from tests.make import make_pupil


def latest_preview() -> str:
    """The address of the preview of the file that was uploaded last."""
    return f"{ROLL}/import/{RollImport.objects.latest('pk').pk}"


def rows_in(office: Client, address: str) -> str:
    """All pages of a preview, one after the other."""
    pages = [office.get(address, {"rows": "all", "page": page}).content.decode() for page in range(1, 7)]
    return "".join(pages)


class TestImport:
    def test_the_way_of_a_file_into_the_roll(self, cast: Cast, office: Client, open_rolls: Path):
        page = upload(office, (open_rolls / "sims_autumn.csv").read_bytes())
        assert page.redirect_chain[-1][0].endswith("/columns")
        address = page.redirect_chain[-1][0]
        page = post(office, address)
        assert page.redirect_chain[-1][0] == address.removesuffix("/columns")
        words = page.content.decode()
        assert "<b>280</b> pupils join" in words
        assert "question mark where a letter was lost" in words
        assert not Pupil.objects.exists()
        page = post(office, address.removesuffix("/columns"))
        assert "280 pupils joined" in page.content.decode()
        assert Pupil.objects.count() == 280
        assert ImportProfile.objects.count() == 1

    def test_known_columns_go_straight_to_the_preview(self, cast: Cast, office: Client, open_rolls: Path):
        self.test_the_way_of_a_file_into_the_roll(cast, office, open_rolls)
        page = upload(office, (open_rolls / "sims_spring.csv").read_bytes())
        words = page.content.decode()
        assert "What this file would change" in words
        assert "Have they left?" in words
        assert "Who is not in the file: 7 pupils" in words
        assert "<li>Esme Netherwood, 2B</li>" in words
        assert "surname: Hartley-Wren (was Hartley)" in words

    def test_whoever_confirms_counts_pupils_as_the_file_does_and_nothing_that_did_not_happen(
        self, cast: Cast, office: Client, open_rolls: Path
    ):
        page = upload(office, (open_rolls / "arbor_autumn.csv").read_bytes())
        preview = page.redirect_chain[-1][0].removesuffix("/columns")
        words = post(office, page.redirect_chain[-1][0]).content.decode()
        assert "<b>237</b> pupils have a new yes" in words
        assert "<b>102</b> pupils have a new no" in words
        assert "taken back" not in post(office, preview).content.decode()
        upload(office, (open_rolls / "arbor_spring.csv").read_bytes())
        words = post(office, latest_preview(), absent="have_left").content.decode()
        assert "a yes was taken back for 8 pupils: what is public comes down" in words

    def test_what_differs_of_a_parent_is_said_as_what_it_is(
        self, cast: Cast, office: Client, open_rolls: Path
    ):
        page = upload(office, (open_rolls / "arbor_autumn.csv").read_bytes())
        post(office, page.redirect_chain[-1][0])
        post(office, page.redirect_chain[-1][0].removesuffix("/columns"))
        upload(office, (open_rolls / "9389901_CTF_XXXXXXX_001.xml").read_bytes())
        words = rows_in(office, latest_preview())
        assert "Mrs Marta Ackroyd is now: Grandparent (was Grandmother)" in words
        assert "Mrs Marta Ackroyd has no parental responsibility" in words
        assert "Mr Neil Ackroyd has parental responsibility" in words
        assert "reached another way" not in words

    def test_every_row_of_a_bad_list_is_explained(self, cast: Cast, office: Client, open_rolls: Path):
        page = upload(office, (open_rolls / "errors.csv").read_bytes())
        address = page.redirect_chain[-1][0]
        post(office, address)
        words = office.get(address.removesuffix("/columns"), {"rows": "all"}).content.decode()
        # A comma in a name: a child of whom not even the name can be read is no empty row.
        assert re.search(r"nobody can read this row\s*<span class=\"hint\">line 22<", words)
        assert re.search(r"no pupil\s*<span class=\"hint\">line 40<", words)
        assert "“31/02/2019” in “DOB” is no date." in words
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words
        assert "<script>alert(1)" not in words
        assert "N" * 100 not in words

    def test_a_file_with_an_open_quote_says_which_lines_were_not_read(
        self, cast: Cast, office: Client, open_rolls: Path
    ):
        page = upload(office, (open_rolls / "errors_unclosed_quote.csv").read_bytes())
        address = page.redirect_chain[-1][0]
        make_pupil(cast.oakfield)
        page = post(office, address)
        words = page.content.decode()
        assert "lines 3 to 5 were not read" in words
        assert "Nobody is taken for a leaver" in words
        assert "Have they left?" not in words

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "empty"),
            (b"%PDF-1.7 x", "a PDF"),
            (b"PK\x03\x04" + bytes(64), "Excel"),
            (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "DOCTYPE"),
        ],
    )
    def test_a_file_that_is_no_list_is_refused_with_a_sentence(
        self, cast: Cast, office: Client, data: bytes, words: str
    ):
        page = upload(office, data)
        assert words in page.content.decode()
        assert not RollImport.objects.exists()

    def test_a_full_disk_is_said_and_nothing_is_lost(self, cast: Cast, office: Client, settings, open_rolls):
        settings.DATA = Path("/dev/full")
        page = upload(office, (open_rolls / "sims_autumn.csv").read_bytes())
        assert "could not be kept" in page.content.decode()
        assert not RollImport.objects.exists()

    def test_a_wrong_column_is_put_right_on_the_page(self, cast: Cast, office: Client):
        page = upload(office, b"Nr,Familienname,Vorname,Klasse\n1,Aldous,Petra,3A\n")
        address = page.redirect_chain[-1][0]
        chosen = {
            "column_0": "admission_number",
            "column_1": "legal_surname",
            "column_2": "legal_forename",
            "column_3": "class_name",
        }
        page = post(office, address, **{**chosen, "column_1": "ignored"})
        assert "No column gives the surname." in page.content.decode()
        post(office, address, **chosen)
        post(office, address.removesuffix("/columns"))
        assert Pupil.objects.get().full_name == "Petra Aldous"

    def test_a_lookup_that_is_new_means_nothing_until_somebody_says_so(self, cast: Cast, office: Client):
        header = "Adno,Surname,Forename,Consents\n"
        page = upload(office, (header + "1,Aldous,Petra,Photo: Website; Local Trips\n").encode())
        address = page.redirect_chain[-1][0]
        post(office, address)
        post(office, address.removesuffix("/columns"))
        more = header + "1,Aldous,Petra,Photo: Website; Photo: Facebook; Local Trips\n"
        page = upload(office, more.encode())
        assert "“Consents” holds something new: “photo: facebook”." in page.content.decode()
        assert "Nothing changes" in page.content.decode()
        columns = f"{page.redirect_chain[-1][0]}/columns"
        sent = FormReader(office.get(columns).content.decode()).sent
        assert sorted(value for name, value in sent.items() if name.startswith("lookup_")) == [
            "",
            "",
            "use:photo.website",
        ]

    def test_a_file_is_forgotten_on_request(self, cast: Cast, office: Client, open_rolls: Path):
        page = upload(office, (open_rolls / "arbor_autumn.csv").read_bytes())
        address = page.redirect_chain[-1][0].removesuffix("/columns")
        post(office, f"{address}/drop")
        assert RollImport.objects.get().state == RollImport.State.DROPPED
        assert "was forgotten" in office.get(address).content.decode()

    def test_a_teacher_and_another_school_have_no_such_page(self, cast: Cast, wait_with):
        roll_import = wait_with(b"Adno,UPN,Surname,Forename\n1,,Aldous,Petra\n")
        address = f"{ROLL}/import/{roll_import.pk}"
        assert cast.browse_as(cast.jo).get(address).status_code == 403
        assert cast.browse_as(cast.head_elsewhere).get(address).status_code == GONE
        elsewhere = address.replace("oakfield", "elmsgate")
        assert cast.browse_as(cast.head_elsewhere).get(elsewhere).status_code == GONE
