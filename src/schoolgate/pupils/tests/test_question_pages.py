"""The page of what an import left open for the office to settle."""

from pathlib import Path

from django.test import Client

from schoolgate.pupils.models import ConsentNow, OfficeQuestion, Pupil
from schoolgate.pupils.tests.as_a_browser import ROLL, post
from schoolgate.rules.consents import Said
from tests.cast import Cast
from tests.counting import CheckGrowth
from tests.make import make_pupil


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
