"""What is read and signed: the line of this very clause is under the signature, and Today asks for it in time."""

from datetime import timedelta

from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import declare, sign_documents
from schoolgate.moments.declaring import QUESTIONS as DECLARED
from schoolgate.moments.followers import ask_everybody
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.queries import reading_of
from schoolgate.moments.yearly import ask_everybody as ask_for_the_yearly_look
from schoolgate.people.models import Person
from schoolgate.policies.loading import library
from schoolgate.rules.signing import MOMENTS_OF, QUESTIONS, TITLES, ToRead, document_of
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

RIGHT = {one.key: one.right for one in QUESTIONS}
# The clauses that speak of governors and of volunteers are signed by one.
OF_GOVERNORS = {"AC-009", "AC-024", "AC-031"}
OF_VOLUNTEERS = {"AS-059"}
# Which document a clause on signing is about; the others are about the policy itself.
PAPER_OF = {
    "ST-050": "acceptable_use",
    "ST-119": "personal_use_rules",
    "AS-011": "ict_protocols",
    "AS-059": "code_of_conduct",
    "AE-035": "acceptable_use",
    "AE-041": "acceptable_use",
    "AE-042": "code_of_conduct",
    "BE-006": "acceptable_use",
}


def _signer(stage: Stage) -> Person:
    """Somebody who has signed nothing yet, of the kind that the clause speaks of."""
    role = Role.STAFF
    if stage.row.clause in OF_GOVERNORS:
        role = Role.GOVERNOR
    if stage.row.clause in OF_VOLUNTEERS:
        role = Role.VOLUNTEER
    return make.make_person(stage.school, role, forename="Nia", surname="Wold")


def _signs(stage: Stage, person: Person) -> list[SignedDocument]:
    shown = reading_of(stage.as_actor(person)).digest
    stage.does(sign_documents, person, person, shown=shown, answers=RIGHT)
    return list(SignedDocument.objects.filter(person=person))


@scene
def the_line_is_read_and_signed(stage: Stage) -> None:
    """Nia is new: the words of the clause stand on the page with its id, and her signature names that line."""
    nia = _signer(stage)
    page = stage.page(nia, "moments:sign")
    assert stage.row.clause in page
    assert _words_of(stage) in page
    line = _line_of(stage)
    signed = _signs(stage, nia)
    assert any(line.digest in one.lines for one in signed), "her signature does not name this line"
    assert all(one.signed_at == stage.cast.now for one in signed)


@scene
def the_document_is_signed_in_its_version(stage: Stage) -> None:
    """Nia finds it on Today, with its day; she signs, and with whom and which version is known for good."""
    nia = _signer(stage)
    ask_everybody(stage.cast.now)
    duty = Duty.objects.get(about=f"person:{nia.pk}", key="duty.read_and_sign")
    assert duty.due_at > stage.cast.now - timedelta(days=400)
    assert stage.is_cited("duty.read_and_sign")
    document = PAPER_OF.get(stage.row.clause, "policy")
    page = stage.page(nia, "moments:sign")
    assert stage.row.clause in page
    assert TITLES[document] in page
    signed = {one.document: one for one in _signs(stage, nia)}
    assert signed[document].policy_digest == stage.policy.digest
    assert signed[document].signed_on == stage.cast.now.date()
    duty.refresh_from_db()
    assert duty.done_at == stage.cast.now
    assert TITLES[document] in stage.page(nia, "moments:sign")
    assert "1" in stage.page(stage.cast.head, "rights:signatures")


@scene
def short_questions_come_with_the_signature(stage: Stage) -> None:
    """A wrong answer is explained and nothing is signed; the question on speaking for the school is among them."""
    nia = _signer(stage)
    page = stage.page(nia, "moments:sign")
    assert stage.row.clause in page
    assert "Can it be read as the school’s word?" in page
    shown = reading_of(stage.as_actor(nia)).digest
    wrong = {**RIGHT, "own_account": "no"}
    answer = stage.cast.browse_as(nia).post(
        f"/schools/{stage.school.slug}/read-and-sign", {"shown": shown, **wrong}
    )
    assert "People know where you work" in answer.content.decode()
    assert not SignedDocument.objects.filter(person=nia).exists()
    assert _signs(stage, nia)


@scene
def the_yearly_look_is_asked_for_and_answered(stage: Stage) -> None:
    """Jo finds four questions on Today, says that settings and connections were looked at, and is left alone a year."""
    assert ask_for_the_yearly_look(stage.cast.now) > 0
    assert "Your yearly look at your own accounts" in stage.today(stage.cast.jo)
    page = stage.page(stage.cast.jo, "moments:declare")
    assert stage.row.clause in page
    assert "privacy settings and at whom you are connected with" in page
    answers = {one.key: {"yes": one.key == "checked", "words": ""} for one in DECLARED}
    stage.does(declare, stage.cast.jo, stage.cast.jo, answers=answers)
    assert "Your yearly look" not in stage.today(stage.cast.jo)
    assert ask_for_the_yearly_look(stage.cast.now + timedelta(days=300)) == 0
    assert ask_for_the_yearly_look(stage.cast.now + timedelta(days=366)) > 0


def _words_of(stage: Stage) -> str:
    """The words that stand for this clause in the library, whatever the school adopted."""
    return next(
        part.words
        for line in library()["FS"].definitions.lines
        if line.moment == stage.row.instance.removeprefix("moment.")
        for part in line.parts
        if stage.row.clause in part.clauses
    )


def _line_of(stage: Stage) -> ToRead:
    """The line as this school has it read, which the clause asks for."""
    moment = stage.row.instance.removeprefix("moment.")
    for key, moments in MOMENTS_OF.items():
        if moment in moments:
            for line in document_of(stage.policy, key).lines:
                if stage.row.clause in line.clauses:
                    return line
    raise AssertionError(f"no line of {stage.row.clause} is read here")
