"""The pages of pupils: who sees what, and that they work without JavaScript."""

import pytest
from django.test import Client

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import ConsentNow, Pupil
from schoolgate.pupils.tests.as_a_browser import GONE, ROLL, FormReader, post
from schoolgate.rules.consents import Said
from tests.cast import Cast
from tests.counting import CheckGrowth
from tests.make import consents, make_pupil, restrict


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
        told = office.get(f"{ROLL}/export")
        assert told.status_code == 405
        assert "Nothing was done." in told.content.decode()
        assert not Event.objects.exists()
