"""Who writes for an account: the pages where the headteacher says so, and ends it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts import naming
from schoolgate.official_accounts.actions import end_naming, name_for_account
from schoolgate.official_accounts.forms import EndNamingForm, NameForm
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.people.queries import today_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.ACCOUNT_NAME)
def name(request: SchoolRequest, account_id: int) -> HttpResponse:
    """Name somebody for this account."""
    actor, today = request.actor, today_of(request.actor.now)
    found = get_object_or_404(OfficialAccount, pk=account_id)
    people = naming.could_write(actor.school, today)
    form = NameForm.of(request, people=people, initial={"first_on": today})
    if form.does(name_for_account, actor, found):
        say(request, _("Saved."))
        return redirect("official_accounts:account", actor.school.slug, found.pk)
    question = _("Who writes for %(name)s?") % {"name": found.name}
    return _page(request, found, form, question)


@screen(Permission.ACCOUNT_NAME)
def end(request: SchoolRequest, named_id: int) -> HttpResponse:
    """The last day on which somebody writes for it."""
    actor, today = request.actor, today_of(request.actor.now)
    named: AccountPerson = get_object_or_404(
        AccountPerson.objects.select_related("account", "person"), pk=named_id
    )
    form = EndNamingForm.of(request, initial={"last_on": max(today, named.first_on)})
    if form.does(end_naming, actor, named):
        say(request, _("Saved."))
        return redirect("official_accounts:account", actor.school.slug, named.account_id)
    question = _("When does %(name)s stop?") % {"name": named.person}
    return _page(request, named.account, form, question)


def _page(request: SchoolRequest, account: OfficialAccount, form: object, question: str) -> HttpResponse:
    context = {"account": account, "form": form, "question": question}
    return render(request, "official_accounts/naming.html", context)
