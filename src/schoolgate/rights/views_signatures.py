"""Pages: who has signed and who has not, as a list and as a file, with a reminder."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.kernel.permissions import Permission
from schoolgate.moments.queries import READ_AND_SIGN
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.importing.harmless import harmless_csv
from schoolgate.rights.actions import remind_to_sign
from schoolgate.rights.signatures import sees_everybody, signers
from schoolgate.rules.policy import Clause, ResolvedPolicy
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say
from schoolgate.web.jinja_environment import url

PER_PAGE = 25
MANAGERS_SEE = "access.managers_see_their_people"


class RemindForm(ActionForm):
    """Everybody on the list who owes a signature."""

    people = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.MultipleHiddenInput,
        error_messages={"required": gettext_lazy("Nobody is to be reminded.")},
    )

    def __init__(self, *given: Any, owing: list[int], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["people"].choices = [(one, one) for one in owing]  # type: ignore[attr-defined]
        self.initial["people"] = owing


def _clauses(policy: ResolvedPolicy) -> tuple[Clause, ...]:
    """Why people sign, and why whoever answers for them reads of it."""
    return tuple(dict.fromkeys((*policy.clauses_of(READ_AND_SIGN), *policy.clauses_of(MANAGERS_SEE))))


@screen(Permission.PERSON_READ)
def signatures(request: SchoolRequest) -> HttpResponse:
    """Who has signed and who has not; those who owe it first, with one button that reminds them."""
    actor = request.actor
    found = signers(actor)
    owing = [one.person.pk for one in found if not one.has_signed]
    form = RemindForm.of(request, owing=owing)
    if form.does(remind_to_sign, actor, actor.school):
        say(request, _("They are reminded by e-mail."))
        return redirect(url("rights:signatures", school_slug=actor.school.slug))
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "number": len(found),
        "owing": len(owing),
        "form": form,
        "may_remind": bool(owing) and sees_everybody(actor),
        "clauses": _clauses(current_policy(actor.school)),
        "now": actor.now,
    }
    return render(request, "rights/signatures.html", context)


@screen(Permission.SIGNATURES_READ)
def file(request: SchoolRequest) -> HttpResponse:
    """The same as a file for a spreadsheet; without what anybody said against it."""
    school = request.actor.school
    header = ["Name", "Signed", "Still to sign", "Due", "Signed last"]
    rows = [
        [
            str(one.person),
            "yes" if one.has_signed else "no",
            ", ".join(one.to_sign),
            today_of(one.due_at).isoformat() if one.due_at else "",
            today_of(one.signed_at).isoformat() if one.signed_at else "",
        ]
        for one in signers(request.actor)
    ]
    response = HttpResponse(harmless_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="signatures-{school.slug}.csv"'
    return response
