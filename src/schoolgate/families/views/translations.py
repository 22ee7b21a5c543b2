"""The languages of families' pages: which of them a person has checked, and every line beside its English."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.families.actions.checking import say_language_checked, withdraw_language_check
from schoolgate.families.checked import standing_checks
from schoolgate.families.forms import CheckedForm, WithdrawForm
from schoolgate.families.language import ENGLISH, languages, others_than_english
from schoolgate.families.models import LanguageCheck
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.CONSENT_MAINTAIN)
def translations(request: SchoolRequest) -> HttpResponse:
    """Each language with who has checked it."""
    others = others_than_english()
    checks = standing_checks(request.actor.school, others)
    rows = [(one, checks.get(one.code), one.missing(languages()[ENGLISH])) for one in others]
    return render(request, "families/languages.html", {"rows": rows})


@screen(Permission.CONSENT_MAINTAIN)
def translation(request: SchoolRequest, language: str) -> HttpResponse:
    """Every line as families read it, beside the English; and whoever speaks it has read it."""
    shown, english = languages().get(language), languages()[ENGLISH]
    if shown is None or shown is english:
        raise Http404
    form = CheckedForm.of(request, initial={"checked_on": today_of(request.actor.now).isoformat()})
    if form.does(say_language_checked, request.actor, request.actor.school, code=shown.code):
        say(request, _("Saved. Families are no longer told that nobody has checked it."))
        return redirect("families:languages", request.actor.school.slug)
    given = {
        "shown": shown,
        "form": form,
        "check": standing_checks(request.actor.school, [shown]).get(shown.code),
        "lines": [(line, shown.lines.get(key, "")) for key, line in english.lines.items()],
    }
    return render(request, "families/language.html", given, status=409 if form.refusals else 200)


@screen(Permission.CONSENT_MAINTAIN)
@require_POST
def withdraw(request: SchoolRequest, check_id: int) -> HttpResponse:
    """It was said in error, or the check was not good enough."""
    found: LanguageCheck = get_object_or_404(LanguageCheck, pk=check_id)
    form = WithdrawForm.of(request)
    if form.does(withdraw_language_check, request.actor, found):
        say(request, _("Taken back. The English counts again, and families are told so."))
    else:
        say(request, " ".join(one.words for one in form.refusals))
    return redirect("families:languages", request.actor.school.slug)
