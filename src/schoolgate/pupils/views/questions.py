"""What the office has to settle, and the list that only its keepers see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import lists
from schoolgate.pupils.actions.questions import settle_question
from schoolgate.pupils.actions.restrictions import lift_restriction, read_restricted_list, restrict_pupil
from schoolgate.pupils.forms.answers import LiftForm, RestrictForm, SettleForm
from schoolgate.pupils.importing.sentences import sentence
from schoolgate.pupils.models import OfficeQuestion, Pupil, Restriction
from schoolgate.pupils.records import finding_from_json, record_from_json
from schoolgate.pupils.words import SAID_WORDS
from schoolgate.rules.consents import Said, use_words
from schoolgate.rules.roll import InFile
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the office reads it: whom it is about, what the file says, what stands here."""

    question: OfficeQuestion
    who: str
    lines: list[str]


def asked(question: OfficeQuestion) -> Asked:
    """The question in words."""
    if question.about == OfficeQuestion.About.ROW:
        record = record_from_json(question.record)
        who = f"{record.legal_forename} {record.legal_surname}".strip()
        findings = [sentence(finding_from_json(kept)) for kept in question.findings]
        return Asked(question, f"{who}, {record.class_name}" if record.class_name else who, findings)
    pupil = question.pupil or Pupil()
    who = f"{pupil.full_name}, {pupil.class_name}" if pupil.class_name else pupil.full_name
    in_file = InFile(question.said_in_file)
    said = _("“%(words)s”") % {"words": question.words} if in_file is InFile.UNCLEAR else _("yes")
    words = {
        "use": use_words(question.use),
        "file": said,
        "here": SAID_WORDS[Said(question.said_here)],
    }
    line = _("%(use)s: the file says %(file)s.") % words
    return Asked(question, who, [line[:1].upper() + line[1:], _why_asked(question, in_file) % words])


def _why_asked(question: OfficeQuestion, in_file: InFile) -> str:
    """What stands against the file."""
    if in_file is InFile.YES and question.said_here == Said.NOT_ANSWERED:
        return _("Another answer in the same row cannot be read, so this one counts as no until you decide.")
    return _("Here stands: %(here)s. Until you decide, it counts as no.")


@dataclass(frozen=True, slots=True)
class AskedTogether:
    """The questions about one pupil, or one row."""

    who: str
    source: str
    questions: list[Asked]


def together(several: Iterable[Asked]) -> list[AskedTogether]:
    """Questions about the same pupil side by side."""
    groups: dict[object, AskedTogether] = {}
    for one in several:
        question = one.question
        is_row = question.about == OfficeQuestion.About.ROW
        key = ("row", question.pk) if is_row else ("pupil", question.pupil_id)
        source = _("line %(line)s of %(file)s") % {
            "line": question.line,
            "file": question.roll_import.file_name,
        }
        groups.setdefault(key, AskedTogether(one.who, source, [])).questions.append(one)
    return list(groups.values())


@screen(Permission.CONSENT_MAINTAIN)
def questions(request: SchoolRequest) -> HttpResponse:
    """Everything that an import left open, oldest first."""
    page = Paginator(lists.open_questions(request.actor.school), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "pupils/questions.html", {"page": page, "groups": together(asked(one) for one in page)}
    )


@screen(Permission.CONSENT_MAINTAIN)
def settle(request: SchoolRequest, question_id: int) -> HttpResponse:
    """Decide one question."""
    question: OfficeQuestion = get_object_or_404(
        OfficeQuestion.objects.select_related("pupil", "roll_import"), pk=question_id
    )
    if question.answered_at is not None:
        say(request, _("This question is already settled."))
        return redirect(url("pupils:questions", school_slug=request.actor.school.slug))
    form = SettleForm.of(request, question=question, words=_words_of(question))
    if form.does(settle_question, request.actor, question):
        say(request, _("Settled."))
        return redirect(url("pupils:questions", school_slug=request.actor.school.slug))
    return render(request, "pupils/settle.html", {"form": form, "asked": asked(question)})


def _words_of(question: OfficeQuestion) -> dict[str, str]:
    is_row = question.about == OfficeQuestion.About.ROW
    return {
        "question": _("What is right?") if is_row else _("What has the family said?"),
        OfficeQuestion.Settled.YES: _("Yes"),
        OfficeQuestion.Settled.NO: _("No"),
        OfficeQuestion.Settled.TAKEN: _("It is right so: take it"),
        OfficeQuestion.Settled.LEFT_OUT: _("Leave it out; it is put right at its source"),
    }


@screen(Permission.PUPIL_RESTRICT)
def restricted(request: SchoolRequest) -> HttpResponse:
    """The list of children who are never shown. That it was opened is recorded."""
    read_restricted_list(request.actor, request.actor.school)
    entries = lists.restricted_list(request.actor.school)
    return render(
        request,
        "pupils/restricted.html",
        {
            "on_list": [one for one in entries if one.lifted_at is None],
            "before": [one for one in entries if one.lifted_at is not None],
        },
    )


@screen(Permission.PUPIL_RESTRICT)
def restrict(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """Put a child on the list."""
    pupil = get_object_or_404(Pupil, pk=pupil_id)
    form = RestrictForm.of(request)
    if form.does(restrict_pupil, request.actor, pupil):
        say(request, _("Done. From now on this child is shown nowhere, and what is public comes down."))
        return redirect(url("pupils:restricted", school_slug=request.actor.school.slug))
    return render(request, "pupils/restrict.html", {"form": form, "pupil": pupil})


@screen(Permission.PUPIL_RESTRICT)
def lift(request: SchoolRequest, restriction_id: int) -> HttpResponse:
    """Take a child off the list."""
    restriction: Restriction = get_object_or_404(
        Restriction.objects.select_related("pupil"), pk=restriction_id
    )
    form = LiftForm.of(request)
    if form.does(lift_restriction, request.actor, restriction):
        say(request, _("Done. What the family answered holds again."))
        return redirect(url("pupils:restricted", school_slug=request.actor.school.slug))
    return render(request, "pupils/lift.html", {"form": form, "restriction": restriction})
