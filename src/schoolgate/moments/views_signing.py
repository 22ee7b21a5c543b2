"""Pages of what is signed: reading and signing, saying that one does not."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.moments.actions import decline_to_sign, sign_documents
from schoolgate.moments.forms import DeclineForm, SignForm
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.queries import Reading, reading_of
from schoolgate.rules.policy import Clause
from schoolgate.rules.signing import TITLES, Document, ToRead
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

Section = tuple[Document, list[tuple[ToRead, list[Clause]]], bool]


@screen(Permission.DOCUMENTS_SIGN)
def sign(request: SchoolRequest) -> HttpResponse:
    """One page: what is to be read, three questions the first time, one signature."""
    actor = request.actor
    reading = reading_of(actor)
    form = SignForm.of(request, asks=reading.is_first, initial={"shown": reading.digest})
    if form.does(sign_documents, actor, actor.person):
        say(request, _("Signed. Thank you."))
        return redirect(url("moments:sign", school_slug=actor.school.slug))
    own = SignedDocument.objects.filter(school=actor.school, person=actor.person)
    return render(
        request,
        "moments/sign.html",
        {
            "form": form,
            "reading": reading,
            "sections": _sections(reading),
            "read_before": _read_before(reading),
            "signed": [(one, TITLES.get(one.document, one.document)) for one in own],
            "stopping": [one for one in form.refusals if not one.about],
        },
    )


def _sections(reading: Reading) -> list[Section]:
    """What is read, with the clauses that ask for each line."""
    if reading.policy is None:
        return []
    clauses = reading.policy.clauses
    return [
        (document, [(line, [clauses[one] for one in line.clauses]) for line in lines], only_changed)
        for document, lines, only_changed in reading.to_read
    ]


def _read_before(reading: Reading) -> list[tuple[Document, list[tuple[ToRead, list[Clause]]]]]:
    """What is signed as it reads now, to be read again at any time."""
    if reading.policy is None:
        return []
    clauses = reading.policy.clauses
    return [
        (document, [(line, [clauses[one] for one in line.clauses]) for line in document.lines])
        for document in reading.documents
        if document not in reading.unsigned
    ]


@screen(Permission.DOCUMENTS_SIGN)
def decline(request: SchoolRequest) -> HttpResponse:
    """Say that one does not sign, and why."""
    actor = request.actor
    form = DeclineForm.of(request)
    back = url("moments:sign", school_slug=actor.school.slug)
    if form.does(decline_to_sign, actor, actor.person):
        say(request, _("The headteacher will talk it over with you."))
        return redirect(back)
    context = {
        "question": _("You do not sign?"),
        "what_happens": [
            _("The headteacher is told and talks it over with you. You can still sign at any time."),
            _("Until then you may not be able to post or to decide about posts."),
        ],
        "yes": _("Send this"),
        "back": back,
        "form": form,
    }
    return render(request, "web/confirm.html", context)
