"""The draft of an impact assessment: what the program can say of itself and of how this school is set; people judge."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from schoolgate.media.faces.finding import model_is_there
from schoolgate.media.video.asking import films_are_taken
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.personal_data.classes import CLASSES
from schoolgate.personal_data.models import Controller
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.answering import bases_of, basis_of
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.rules.consents import Basis, use_words

LINE = "____________________"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of it: its title, and what can be said."""

    title: str
    lines: list[str]


def chapters(school: School, now: datetime) -> list[Chapter]:
    """Everything before the risks."""
    return [
        Chapter(_("What is done"), _what_is_done(school, now)),
        Chapter(_("What families are asked, and on which lawful basis"), _uses(school)),
        Chapter(_("Why it is needed, and why not less"), _why()),
    ]


def _what_is_done(school: School, now: datetime) -> list[str]:
    here = Q(left_on__isnull=True) | Q(left_on__gte=today_of(now))
    lines = [
        _("Pupils on the roll: %(pupils)s. Adults of their families: %(adults)s.")
        % {
            "pupils": Pupil.objects.filter(here, school=school).count(),
            "adults": Adult.objects.filter(school=school).count(),
        },
        _(
            "The roll comes from the school’s management system; answers from families, by a link, on paper or by word."
        ),
        _(
            "Staff write posts, say who can be recognised in a picture, and a second person decides as the policy says."
        ),
    ]
    if model_is_there():
        lines.append(
            _(
                "A program on this machine finds faces in pictures. It marks where they are and never says whose."
            )
        )
    if films_are_taken():
        lines.append(_("Short videos are taken in; whoever may not be shown is covered in every frame."))
    lines.append(_("No decision about a person is made by a machine alone."))
    return lines


def _uses(school: School) -> list[str]:
    bases = bases_of(school)
    by_basis: dict[Basis, list[str]] = {Basis.CONSENT: [], Basis.PUBLIC_TASK: []}
    for use in uses_of(school):
        by_basis[basis_of(use, bases)].append(use_words(use))
    words = {
        Basis.CONSENT: _("Consent, each by itself; no answer is a no: %(uses)s."),
        Basis.PUBLIC_TASK: _("Public task, until somebody objects: %(uses)s."),
    }
    return [words[basis] % {"uses": ", ".join(uses)} for basis, uses in by_basis.items() if uses]


def _why() -> list[str]:
    return [
        _(
            "To show what the school does, only with pictures that families agreed to, and to take them down in time."
        ),
        _(
            "Kept of a family is what an answer needs: who, for whom, what, when. No picture is needed to take part."
        ),
        _("Where a picture was taken is removed from it, and whoever may not be shown is covered."),
        _("What the school adds: %(line)s") % {"line": LINE},
    ]


def what_people_add() -> list[str]:
    """What no program can say."""
    lines = [
        _("Whom we asked (families, pupils, staff), and what they said: %(line)s"),
        _("How likely each risk is, how bad it would be, and what is left of it: %(line)s"),
        _("Whether we take what is left, and what else we do: %(line)s"),
        _("Advice of the data protection officer, day: %(line)s"),
        _("Headteacher or trust, day; looked at again on: %(line)s"),
    ]
    return [words % {"line": LINE} for words in lines]


def safeguards(school: School) -> list[tuple[str, str]]:
    """Each risk with what holds against it: a promise of the program, or how this installation is set now."""
    reader = str(current_policy(school).settings["second_reader"].in_words).rstrip(".")
    sealed = _("Backups are sealed with a key that is not on this machine.")
    return [
        (
            _("A child is shown without consent, or although nobody may."),
            _("No post goes out before each recognisable person has a yes for each place.")
            + " "
            + _("Nobody can set the restricted list aside."),
        ),
        (
            _("A picture tells more than was meant."),
            _("Where it was taken is removed, and faces can be covered. Who reads a post first: %(reader)s.")
            % {"reader": reader},
        ),
        (
            _("Data are kept too long."),
            _("%(classes)s classes of record go by themselves at night.") % {"classes": len(CLASSES)}
            if Controller.objects.filter(school=school).exists()
            else _("Nothing goes yet: nobody has said who answers in law for these records."),
        ),
        (
            _("Somebody sees what is not for them."),
            _("Every page asks for a post that allows it; whoever sees pupils signs in with a second factor.")
            + " "
            + _("Looks at the restricted list are written down."),
        ),
        (
            _("A shared login is passed on."),
            _("Logins lie sealed, open after a second factor, and are changed when somebody leaves."),
        ),
        (_("A backup is stolen."), sealed if settings.BACKUP_KEYS else _("No backup is set up yet.")),
        (
            _("A restore brings back what was erased."),
            _("A journal apart from the backup repeats every no and every erasure."),
        ),
        (
            _("Faces are recognised by a machine."),
            _("No template of a face is ever made: people say who is in a picture."),
        ),
        (
            _("A complaint is lost."),
            _("A complaint about data is a task with a day, and goes up when it is late."),
        ),
    ]
