"""Letters to print: as one accessible PDF, or as a web page; and the blank form for whoever joins."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from schoolgate.families import progress as reads
from schoolgate.families.actions.keying import ToPrint, print_letters
from schoolgate.families.checked import as_checked
from schoolgate.families.forms import PrintForm
from schoolgate.families.language import ENGLISH, Language, languages, others_than_english
from schoolgate.families.paper import blank_as_pdf, can_be_set_in, letters_as_pdf
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils.lists import classes_of, uses_of
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import is_online, use_words
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.qr_codes import drawn


@screen(Permission.CONSENT_MAINTAIN)
def letters(request: SchoolRequest) -> HttpResponse:
    """Letters to print, each with a link of its own as a square to scan. That they were printed is recorded."""
    school, now = request.actor.school, request.actor.now
    on_paper = [one for one in languages().values() if can_be_set_in(one)]
    classes = classes_of(school, today_of(now))
    form = PrintForm.of(request, classes=classes, languages=on_paper)
    if form.does(print_letters, request.actor, school) and form.done is not None:
        return _printed(request, form, form.done.subject.letters_to_print)
    given = {
        "form": form,
        "many": len(reads.on_paper(reads.asked_of(school, now))),
        "languages": on_paper,
        "left_out": [one.english_name for one in languages().values() if one not in on_paper],
    }
    return render(request, "families/print.html", given, status=409 if form.refusals else 200)


def _printed(request: SchoolRequest, form: PrintForm, made: list[ToPrint]) -> HttpResponse:
    school = request.actor.school
    children = Pupil.objects.in_bulk([pupil for one in made for pupil in one.pupils])
    several = [(one, [children[pupil].forename for pupil in one.pupils]) for one in made]
    if request.POST.get("as") != "page":
        document = letters_as_pdf(
            school,
            [(one.name, names, one.address) for one, names in several],
            language=as_checked(school, languages()[form.cleaned_data["language"]]),
            easy=form.cleaned_data["easy"],
            now=request.actor.now,
        )
        return _file(document, f"letters-{school.slug}.pdf")
    given = {
        "letters": [(one, names, drawn(one.address)) for one, names in several],
        "asks": [(use_words(use), is_online(use)) for use in uses_of(school)],
        "languages": others_than_english(),
    }
    return render(request, "families/letters.html", given)


@screen(Permission.CONSENT_MAINTAIN)
def blank(request: SchoolRequest) -> HttpResponse:
    """The form for whoever joins, without a name, as a PDF in the language that was chosen."""
    language: Language | None = languages().get(request.GET.get("in", ENGLISH))
    if language is None or not can_be_set_in(language):
        raise Http404
    easy = request.GET.get("easy") == "1"
    school, now = request.actor.school, request.actor.now
    return _file(
        blank_as_pdf(school, language=as_checked(school, language), easy=easy, now=now),
        f"form-{language.code}.pdf",
    )


def _file(document: bytes, name: str) -> HttpResponse:
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
