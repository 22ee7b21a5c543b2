"""The pages of pupils: who sees what, and that they work without JavaScript."""

from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import ConsentNow, ImportProfile, OfficeQuestion, Pupil, RollImport
from schoolgate.rules.consents import Said
from tests.cast import Cast
from tests.counting import CheckGrowth
from tests.make import consents, make_pupil, restrict

ROLL = "/schools/oakfield/pupils"
GONE = 404


@pytest.fixture
def office(cast: Cast) -> Client:
    return cast.browse_as(cast.office)


def upload(client: Client, data: bytes, name: str = "roll.csv"):
    file = BytesIO(data)
    file.name = name
    return client.post(f"{ROLL}/import", {"file": file}, follow=True)


class FormReader(HTMLParser):
    """The fields of the form of a page as a browser would send them back untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._form: str | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._form = given.get("method")
        if self._form != "post":
            return
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and ("selected" in given or self._select not in self.sent):
            self.sent[self._select] = given.get("value", "")
        if tag == "input" and given.get("type") not in ("radio", "checkbox", "file", "submit"):
            self.sent[given["name"]] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def post(client: Client, address: str, **given):
    """Send the form of this page as it stands there, with these answers."""
    sent = FormReader(client.get(address).content.decode()).sent
    return client.post(address, {**sent, **given}, follow=True)


class TestRoll:
    def test_it_lists_names_and_classes_and_what_was_answered(self, cast: Cast, office: Client):
        consents(make_pupil(cast.oakfield, "Zoë", "Hartley", class_name="3B"), "photo.website")
        page = office.get(ROLL).content.decode()
        assert "Hartley, Zoë" in page
        assert "1 yes" in page

    @pytest.mark.parametrize("words", ["zoe", "hart", "Zoë Hart", "hartley zoe"])
    def test_a_pupil_is_found_with_or_without_accents(self, cast: Cast, office: Client, words: str):
        make_pupil(cast.oakfield, "Zoë", "Hartley")
        make_pupil(cast.oakfield, "Tom", "Birch")
        page = office.get(ROLL, {"q": words}).content.decode()
        assert "Hartley, Zoë" in page
        assert "Birch" not in page

    def test_it_is_narrowed_by_class_and_by_answers(self, cast: Cast, office: Client):
        consents(make_pupil(cast.oakfield, "Ann", "All", class_name="3A"))
        consents(make_pupil(cast.oakfield, "Ned", "No", class_name="3A"), "photo.website", said=Said.NO)
        make_pupil(cast.oakfield, "Oli", "Open", class_name="3B")
        for query, names in (
            ({"class": "3B"}, {"Open"}),
            ({"answered": "all_yes"}, {"All"}),
            ({"answered": "some_no"}, {"No"}),
            ({"answered": "open"}, {"No", "Open"}),
        ):
            page = office.get(ROLL, query).content.decode()
            assert {name for name in ("All,", "No,", "Open,") if name in page} == {f"{one}," for one in names}

    def test_a_long_roll_has_pages(self, cast: Cast, office: Client):
        for number in range(45):
            make_pupil(cast.oakfield, "Ada", f"Pupil{number:02d}")
        assert "Pupil44" not in office.get(ROLL).content.decode()
        assert "Pupil44" in office.get(ROLL, {"page": 2}).content.decode()

    def test_its_queries_do_not_grow(self, cast: Cast, office: Client, queries_do_not_grow: CheckGrowth):
        def make(many: int) -> None:
            for _ in range(many):
                consents(make_pupil(cast.oakfield), "photo.website")

        queries_do_not_grow(make, lambda: office.get(ROLL), at_most=16)

    def test_a_teacher_does_not_see_it(self, cast: Cast):
        assert cast.browse_as(cast.jo).get(ROLL).status_code == 403

    def test_another_school_is_not_there(self, cast: Cast):
        client = cast.browse_as(cast.head_elsewhere)
        pupil = make_pupil(cast.oakfield)
        assert client.get(ROLL).status_code == GONE
        assert client.get(f"/schools/elmsgate/pupils/{pupil.pk}").status_code == GONE


class TestPupil:
    def test_it_shows_what_holds_and_to_the_few_every_answer_there_was(self, cast: Cast, office: Client):
        pupil = make_pupil(cast.oakfield)
        consents(pupil, "photo.website")
        consents(pupil, "photo.website", said=Said.WITHDRAWN)
        page = office.get(f"{ROLL}/{pupil.pk}").content.decode()
        assert "withdrawn" in page
        assert "Every answer there ever was" not in page
        to_the_lead = cast.browse_as(cast.safeguarding).get(f"{ROLL}/{pupil.pk}").content.decode()
        assert "Every answer there ever was" in to_the_lead

    def test_an_answer_is_written_down(self, cast: Cast, office: Client):
        pupil = make_pupil(cast.oakfield)
        page = post(
            office,
            f"{ROLL}/{pupil.pk}/answer",
            use_photo_website="yes",
            use_photo_social="no",
            given_by="Ms Okello",
            capacity="parent",
            evidence="Form of September",
            answered_on="2026-11-16",
        )
        assert page.redirect_chain[-1][0] == f"{ROLL}/{pupil.pk}"
        said = dict(ConsentNow.objects.values_list("use", "said"))
        assert said == {"photo.website": Said.YES, "photo.social": Said.NO}

    def test_a_yes_of_nobody_is_said_at_its_question(self, cast: Cast, office: Client):
        pupil = make_pupil(cast.oakfield)
        page = post(office, f"{ROLL}/{pupil.pk}/answer", use_photo_website="yes", answered_on="2026-11-16")
        assert "Write who gave it." in page.content.decode()
        assert not ConsentNow.objects.exists()

    def test_a_form_posted_twice_counts_once(self, cast: Cast, office: Client):
        pupil = make_pupil(cast.oakfield)
        consents(pupil, "photo.website")
        address = f"{ROLL}/{pupil.pk}/withdraw"
        sent = FormReader(office.get(address).content.decode()).sent
        for _twice in range(2):
            assert office.post(address, {**sent, "uses": ["photo.website"]}).status_code == 302
        assert Event.objects.filter(type=EventType.CONSENT_WITHDRAWN).count() == 1

    def test_a_yes_is_taken_back_in_one_form(self, cast: Cast, office: Client):
        pupil = make_pupil(cast.oakfield)
        consents(pupil, "photo.website", "photo.social")
        post(office, f"{ROLL}/{pupil.pk}/withdraw", uses=["photo.website"])
        said = dict(ConsentNow.objects.values_list("use", "said"))
        assert said == {"photo.website": Said.WITHDRAWN, "photo.social": Said.YES}

    def test_its_queries_do_not_grow_with_the_history(
        self, cast: Cast, office: Client, queries_do_not_grow: CheckGrowth
    ):
        pupil = make_pupil(cast.oakfield)

        def make(many: int) -> None:
            for _ in range(many):
                consents(pupil, "photo.website")

        queries_do_not_grow(make, lambda: office.get(f"{ROLL}/{pupil.pk}"), at_most=16)


class TestRestriction:
    """A restriction shows nowhere but on the list of its keepers."""

    def pages(self, cast: Cast, client: Client, pupil: Pupil) -> list[bytes]:
        """Every page on which a pupil can be seen, without what differs from one request to the next."""
        pages = [
            client.get(ROLL),
            client.get(ROLL, {"answered": "all_yes"}),
            client.get(f"{ROLL}/{pupil.pk}"),
            client.post(f"{ROLL}/export"),
        ]
        return [_without_tokens(page.content) for page in pages]

    def test_to_everybody_but_its_keepers_it_reads_as_a_no_of_the_family(self, cast: Cast):
        """Who sees answers sees refusals too: a yes beside a refusal would give the list away."""
        pupil = make_pupil(cast.oakfield)
        uses = uses_of(cast.oakfield)
        for who in (cast.office, cast.deputy):
            client = cast.browse_as(who)
            consents(pupil, *uses, said=Said.NO)
            said_no = self.pages(cast, client, pupil)
            consents(pupil, *uses, said=Said.YES)
            restriction = restrict(pupil)
            assert self.pages(cast, client, pupil) == said_no
            restriction.delete()
            assert self.pages(cast, client, pupil) != said_no

    def test_the_list_is_for_its_keepers_and_every_look_is_recorded(self, cast: Cast):
        pupil = make_pupil(cast.oakfield)
        restrict(pupil)
        for who in (cast.office, cast.deputy, cast.jo, cast.governor):
            client = cast.browse_as(who)
            assert client.get(f"{ROLL}/restricted").status_code == 403
            assert client.get(f"{ROLL}/{pupil.pk}/restrict").status_code == 403
            assert b"estricted list" not in client.get(ROLL).content
        page = cast.browse_as(cast.safeguarding).get(f"{ROLL}/restricted")
        assert pupil.full_name in page.content.decode()
        assert Event.objects.filter(type=EventType.RESTRICTED_LIST_READ).count() == 1

    def test_a_keeper_puts_a_child_on_the_list_and_takes_it_off(self, cast: Cast):
        pupil = make_pupil(cast.oakfield)
        keeper = cast.browse_as(cast.safeguarding)
        post(keeper, f"{ROLL}/{pupil.pk}/restrict", reason="Court order")
        restriction = pupil.restrictions.get()
        page = post(keeper, f"{ROLL}/restricted/{restriction.pk}/lift", because="Order ended")
        assert "On the list before" in page.content.decode()
        assert not pupil.restrictions.filter(lifted_at__isnull=True).exists()


def _without_tokens(page: bytes) -> bytes:
    lines = page.split(b"\n")
    return b"\n".join(line for line in lines if b"csrf" not in line.lower())


class TestExport:
    def test_cells_are_harmless_and_the_export_is_recorded(self, cast: Cast, office: Client):
        make_pupil(cast.oakfield, "=HYPERLINK(1)", "+Rudge")
        response = office.post(f"{ROLL}/export")
        rows = response.content.decode("utf-8-sig").splitlines()
        assert '"\'=HYPERLINK(1)"' in rows[1]
        assert '"\'+Rudge"' in rows[1]
        assert Event.objects.get(type=EventType.EXPORT_MADE)

    def test_looking_at_the_address_takes_nothing_out(self, cast: Cast, office: Client):
        assert office.get(f"{ROLL}/export").status_code == 405
        assert not Event.objects.exists()


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
        assert "surname: Hartley-Wren (was Hartley)" in words

    def test_every_row_of_a_bad_list_is_explained(self, cast: Cast, office: Client, open_rolls: Path):
        page = upload(office, (open_rolls / "errors.csv").read_bytes())
        address = page.redirect_chain[-1][0]
        post(office, address)
        words = office.get(address.removesuffix("/columns"), {"rows": "all"}).content.decode()
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


class TestQuestions:
    def test_a_question_is_read_and_settled(self, cast: Cast, office: Client, bring_in, open_rolls: Path):
        bring_in(open_rolls / "errors.csv")
        words = office.get(f"{ROLL}/questions").content.decode()
        assert "“maybe”" in words
        question = OfficeQuestion.objects.get(words="maybe")
        address = f"{ROLL}/questions/{question.pk}"
        page = post(office, address, answer="yes")
        assert "Write who gave it." in page.content.decode()
        post(office, address, answer="yes", given_by="Ms Lomax", evidence="Call of Monday")
        question.refresh_from_db()
        assert question.answer == "yes"
        assert ConsentNow.objects.get(pupil=question.pupil, use=question.use).said == Said.YES

    def test_a_held_row_is_taken_with_its_name_put_right(
        self, cast: Cast, office: Client, bring_in, open_rolls: Path
    ):
        bring_in(open_rolls / "errors.csv")
        question = OfficeQuestion.objects.get(findings__0__code="markup_in_cell")
        post(office, f"{ROLL}/questions/{question.pk}", answer="taken", forename="Holly", surname="Hesketh")
        assert Pupil.objects.get(admission_number="008034").full_name == "Holly Hesketh"

    def test_its_queries_do_not_grow(
        self, cast: Cast, office: Client, bring_in, queries_do_not_grow: CheckGrowth
    ):
        roll_import = bring_in(b"Adno,UPN,Surname,Forename\n1,,Aldous,Petra\n")

        def make(many: int) -> None:
            start = OfficeQuestion.objects.count()
            for number in range(start, start + many):
                OfficeQuestion.objects.create(
                    school=cast.oakfield,
                    key=f"{number}",
                    pupil=make_pupil(cast.oakfield),
                    use="photo.website",
                    said_here="no",
                    said_in_file="granted",
                    roll_import=roll_import,
                    asked_at=cast.now,
                )

        queries_do_not_grow(make, lambda: office.get(f"{ROLL}/questions"), at_most=14)

    def test_a_teacher_has_no_such_page(self, cast: Cast):
        assert cast.browse_as(cast.jo).get(f"{ROLL}/questions").status_code == 403
