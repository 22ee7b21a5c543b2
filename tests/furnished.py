"""A school with one of everything in it: what each address with an id can lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db.models import Model
from django.test import override_settings
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Role
from schoolgate.media.models import Appearance, Face
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.people.models import Person, School, Term
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.people.queries import actor_of
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.policies.queries import current_policy, policy_to_adopt
from schoolgate.posts.actions.deciding import approve_post, release_post, submit_post
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.noticing import prepare_notice
from schoolgate.posts.actions.stopping import stop_posts
from schoolgate.posts.models import Delivery, Post, PostPicture, Stop
from schoolgate.posts.queries import judged
from schoolgate.pupils import import_queries, stored_rolls
from schoolgate.pupils.importing.vocabulary import Code
from schoolgate.pupils.models import (
    Adult,
    FolderFile,
    ImportProfile,
    KeptApart,
    OfficeQuestion,
    Responsibility,
    RollImport,
    TrustRoll,
)
from schoolgate.rules.consents import Channel, Said
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.posts.content import questions_to_ask, usual_answer
from schoolgate.rules.roll import InFile
from schoolgate.staffing.models import Adjustment
from tests import make
from tests.cast import Cast, assemble
from tests.databases import database_of_its_own
from tests.furnished_pictures import deleted_picture, film_of_a_draft, put_in_picture
from tests.furnished_rooms import (
    breaches_reported,
    data_rights,
    families,
    logins_and_leavers,
    made_here,
    own_use,
    pictures_taken,
    requests_and_registers,
    worries,
)

# Words of an address that are no id: the same in every school.
SAME_EVERYWHERE = {
    "hundredths": 10,
    "year": 2026,
    "number": 11,
    "code": "be",
    "language": "pl",
    "clause": "BE-015",
    "setting": "minimum_age",
    "look": "large",
    "class_name": "4A",
}
# A word in the names of each school's children, families and things that stands nowhere else.
MARKS = {"oakfield": "Harlow", "elmsgate": "Zanzeby", "farrow": "Quorndyke"}
FORENAMES = ("Mei", "Rafi", "Noor")
A_ROLL = b"UPN,Forename,Surname,Class\nA123,Mei,Harlow,4A\n"


@dataclass
class Furnished:
    """One of everything, by the word that addresses use for its id ("post_id"), or by address and word."""

    school: School
    kept: dict[str, Model] = field(default_factory=dict)

    def id_for(self, address: str, word: str) -> int | str | None:
        """What stands for this word in this address: the most particular that is known; None when none is."""
        noun = address.partition(":")[0]
        for key in (f"{address}.{word}", f"{noun}.{word}", word):
            if key in self.kept:
                return self.kept[key].pk
        return None


@dataclass
class Furnishing:
    """Puts everything into one school, as its people would. `mark` is a word in whatever is the school's own."""

    school: School
    head: Person
    now: datetime
    mark: str = "Harlow"
    kept: dict[str, Model] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.deputy = make.make_person(
            self.school, Role.SENIOR_LEADER, forename="Ada", surname=f"{self.mark}ham"
        )
        self.teacher = make.make_person(
            self.school, Role.STAFF, forename="Ivo", surname=f"{self.mark}ton", team=f"Team {self.mark}"
        )

    def as_actor(self, person: Person, *, days: int = 0) -> Actor:
        return actor_of(person, self.school, self.now + timedelta(days=days))

    def all(self) -> Furnished:
        with scope(school=self.school):
            self.policy()
            self.people()
            self.pupils()
            self.rolls()
            self.accounts()
            self.posts()
            logins_and_leavers(self)
            requests_and_registers(self)
            families(self)
            worries(self)
            data_rights(self)
            own_use(self)
            breaches_reported(self)
            pictures_taken(self)
            made_here(self)
            self.rest()
        return Furnished(self.school, self.kept)

    def policy(self) -> None:
        """A version in force with one setting of the school's own, and one that waits for the chair."""
        long_ago, yesterday = self.as_actor(self.head, days=-90), self.as_actor(self.head, days=-1)
        checks = policy_to_adopt(self.school, "BE").setting("adoption_checks")
        signed = (PaperSignature("chair", "Una Reed", date(2026, 8, 1)),)
        adopt_policy(long_ago, self.school, code="BE", checks=checks, on_paper=signed)
        otherwise = {"setting": "minimum_age", "value": 15, "reason": "Families asked for it."}
        override_setting(long_ago, self.school, **otherwise)
        waits = adopt_policy(yesterday, self.school, code="ST", checks=("equality",)).subject
        make.ready_to_post(self.school, current_policy(self.school))
        self.kept["training.course_id"] = make.train(self.school, "risks", self.teacher)
        self.kept["policies:sign.number"] = Numbered(waits.number)
        self.kept["policies.number"] = Numbered(1)

    def people(self) -> None:
        today = self.now.date()
        ends_on = today + timedelta(days=5)
        self.kept["person_id"] = self.teacher
        self.kept["appointment_id"] = self.teacher.appointments.get()
        self.kept["people:end_stand_in.appointment_id"] = make.appoint(
            self.deputy,
            Role.HEADTEACHER,
            self.school,
            stands_in_for=self.head,
            first_on=today,
            last_on=ends_on,
        )
        self.kept["adjustment_id"] = Adjustment.objects.create(
            school=self.school,
            person=self.teacher,
            words=f"A longer time for {self.mark}",
            until_on=ends_on,
            agreed_by=self.head,
            agreed_at=self.now,
        )
        self.kept["staffing:confirm.appointment_id"] = make.make_person(
            self.school, Role.SAFEGUARDING_LEAD, forename="Oda", surname=f"{self.mark}wick"
        ).appointments.get()
        self.kept["term_id"] = Term.objects.create(
            school=self.school, name="Autumn", first_on=date(2026, 9, 2), last_on=date(2026, 12, 18)
        )

    def pupils(self) -> None:
        self.children = [
            make.make_pupil(self.school, forename, self.mark, class_name="4A") for forename in FORENAMES
        ]
        for pupil in self.children:
            make.consents(pupil)
        pupil = self.children[0]
        adult = Adult.objects.create(
            school=self.school, name=f"B. {self.mark}", email=f"{self.mark.lower()}@example.org"
        )
        self.kept["pupil_id"] = pupil
        self.kept["tie_id"] = Responsibility.objects.create(pupil=pupil, adult=adult, may_answer=True)
        self.kept["restriction_id"] = make.restrict(self.children[2])
        self.kept["hold_id"] = make.hold(self.children[2])
        stored_as = stored_rolls.keep([A_ROLL])
        with stored_rolls.opened(stored_as) as file:
            sheet = import_queries.read_file(file, import_queries.known_headings)
        waits = RollImport.objects.create(
            school=self.school,
            state=RollImport.State.MAPPING,
            file_name=f"{self.mark}.csv",
            file_digest=sheet.digest,
            stored_as=stored_as,
            mapping=import_queries.mapping_for(self.school, sheet)[0].to_json(),
            uploaded_at=self.now,
        )
        self.kept["import_id"] = waits
        self.kept["question_id"] = OfficeQuestion.objects.create(
            school=self.school,
            key="a question",
            pupil=pupil,
            use="photo.website",
            said_here=Said.NO,
            said_in_file=InFile.YES,
            roll_import=waits,
            asked_at=self.now,
        )

    def rolls(self) -> None:
        """What comes with rolls, and what the school's trust has: a file for all, a way to sign in."""
        self.kept["profile_id"] = ImportProfile.objects.create(
            school=self.school,
            name=f"From {self.mark}",
            header_digest="0" * 64,
            mapping=self.kept["import_id"].mapping,
            saved_at=self.now,
        )
        self.kept["file_id"] = FolderFile.objects.create(
            school=self.school,
            name=f"{self.mark}-nightly.csv",
            state=FolderFile.State.BROKEN,
            problem=Code.EMPTY_FILE,
            written_at=self.now,
            seen_at=self.now,
        )
        self.kept["kept_id"] = KeptApart.objects.create(
            school=self.school,
            pupil=self.children[0],
            name=f"R. {self.mark}",
            order="No contact",
            since=self.now,
        )
        self.kept["roll_id"] = TrustRoll.objects.create(
            trust=self.school.trust, file_name="all.csv", file_digest="0" * 64, uploaded_at=self.now
        )
        self.kept["provider_id"] = SignInProvider.objects.create(
            trust=self.school.trust,
            which=SignInProvider.Which.OTHER,
            issuer="https://accounts.example.org",
            client_id=self.mark,
            sealed_secret="sealed",
            added_at=self.now,
        )

    def accounts(self) -> None:
        self.noticeboard, self.facebook = (
            OfficialAccount.objects.get_or_create(
                school=self.school,
                connector=connector,
                channel=channel,
                defaults={"name": name, "added_at": self.now - timedelta(days=300)},
            )[0]
            for name, connector, channel in (
                ("Noticeboard", "noticeboard", Channel.NOTICEBOARD),
                ("Facebook", "by_hand", Channel.SOCIAL),
            )
        )
        self.kept["account_id"] = self.facebook
        self.kept["named_id"] = AccountPerson.objects.create(
            school=self.school,
            account=self.facebook,
            person=self.teacher,
            does=AccountPerson.Does.WRITER,
            first_on=self.now.date(),
            named_by=self.head,
            named_at=self.now,
        )
        self.kept["official_accounts:connect.account_id"] = make.make_account(
            self.school,
            f"{self.mark} website",
            "wordpress",
            Channel.WEBSITE,
            address="https://www.example.org",
        )

    def posts(self) -> None:
        """One with a picture that waits, and one that is up on the noticeboard and waits to be put up by hand."""
        waiting = self.post("Our wall of leaves is finished.", self.facebook, with_picture=True)
        submit_post(self.as_actor(self.teacher), waiting)
        out = self.post("Bring a coat and a hat tomorrow.", self.noticeboard, self.facebook)
        submit_post(self.as_actor(self.teacher), out)
        approve_post(self.as_actor(self.head), out)
        run_all(self.now)
        unread = self.post("The book swap is on Thursday.", self.noticeboard)
        release_post(self.as_actor(self.teacher), unread, reason="It cannot wait.")
        self.kept["post_id"] = waiting
        self.kept["posts:look.post_id"] = unread
        self.kept["delivery_id"] = Delivery.objects.get(account=self.facebook, post=out)
        inside = PostPicture.objects.get(post=waiting)
        self.kept["picture_id"] = inside
        self.kept["media.picture_id"] = inside.picture
        self.kept["posts:wrong_picture.picture_id"] = inside.picture
        film = film_of_a_draft(self)
        for name in ("film", "bare_film", "frame"):
            self.kept[f"media:{name}.picture_id"] = film
        self.kept["posts:picture_deleted.picture_id"] = deleted_picture(self)
        self.kept["appearance_id"] = Appearance.objects.filter(picture=inside.picture).first()
        self.kept["face_id"] = Face.objects.filter(picture=inside.picture).first()
        notice = {
            "title": f"{self.mark} is closed",
            "text": "School is closed on [date] because of [reason].",
            "reasons": ["snow"],
        }
        self.kept["notice_id"] = prepare_notice(
            self.as_actor(self.deputy), self.school, accounts=[self.noticeboard.pk], **notice
        ).subject

    def post(self, text: str, *places: OfficialAccount, with_picture: bool = False) -> Post:
        """A post by the teacher, all answered and ready to be sent."""
        author, policy = self.as_actor(self.teacher), current_policy(self.school)
        wanted = policy.setting("post_objectives")[0]
        ids = [place.pk for place in places]
        said = {"text": text, "speaker": f"Team {self.mark}", "objective": wanted, "places": ids}
        post = draft_post(author, self.school, **said).subject
        if with_picture:
            put_in_picture(self, author, post)
        asked = questions_to_ask(*judged(author, post))
        answers = [Answer(key, is_yes=usual_answer(policy, key), about=about) for key, about, _words in asked]
        answer_questions(author, post, answers=answers)
        return post

    def rest(self) -> None:
        self.kept["duty_id"] = Duty.objects.create(
            school=self.school,
            key="duty.older_posts_looked_through",
            what=f"Look through older posts of {self.mark}",
            owed_by_role=Role.HEADTEACHER,
            due_at=self.now + timedelta(days=2),
        )
        stop_posts(self.as_actor(self.head), self.school)
        self.kept["event_id"] = Event.objects.filter(log_id=f"school:{self.school.pk}").first()


@dataclass(frozen=True)
class Numbered:
    """A thing that its school counts by itself, such as a version of the policy; `pk` is that number."""

    pk: int


@dataclass
class World:
    """The cast, and three schools with one of everything: Oakfield, its sister, and one of another trust."""

    cast: Cast
    oakfield: Furnished
    elmsgate: Furnished
    farrow: Furnished


@contextmanager
def furnished_world(folder: Path) -> Iterator[World]:
    """Really committed, in a database and folders of its own; made once for the tests of a module."""
    with database_of_its_own(folder / "world.sqlite3"):
        cast = assemble()
        with override_settings(FIXED_NOW=cast.now, MEDIA_STORE=folder / "media"):
            heads = {cast.oakfield: cast.head, cast.elmsgate: cast.head_elsewhere, cast.farrow: cast.stranger}
            furnished = [
                Furnishing(school, head, cast.now, mark).all()
                for (school, head), mark in zip(heads.items(), MARKS.values(), strict=True)
            ]
            # Last, for nothing can be sent any more: Oakfield's trust has stopped all posts too.
            Stop.objects.create(trust=cast.trust, stopped_at=cast.now, role_words="trust officer")
            with scope(school=list(heads)):
                yield World(cast, *furnished)
