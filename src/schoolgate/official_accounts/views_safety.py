"""What keeps an account safe: looked at line by line."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.actions import look_at_safety
from schoolgate.official_accounts.forms import SafetyForm
from schoolgate.official_accounts.models import AccountRecord, OfficialAccount
from schoolgate.policies.queries import current_policy
from schoolgate.rules.account_safety import lines_under
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.ACCOUNT_MAINTAIN)
def safety(request: SchoolRequest, account_id: int) -> HttpResponse:
    """A few lines, each as it should be, not and why, or not offered there."""
    actor = request.actor
    found = get_object_or_404(OfficialAccount, pk=account_id)
    record = AccountRecord.objects.filter(account=found).first()
    asked = lines_under(current_policy(actor.school))
    form = SafetyForm.of(request, asked=asked, initial=SafetyForm.shown(record.safety if record else {}))
    if form.does(look_at_safety, actor, found):
        say(request, _("Kept."))
        return redirect("official_accounts:account", actor.school.slug, found.pk)
    context = {
        "account": found,
        "form": form,
        "question": _("What keeps %(name)s safe") % {"name": found.name},
        "control": "noun.official_accounts.safety_settings",
    }
    status = 409 if form.refusals else 200
    return render(request, "official_accounts/keeping.html", context, status=status)
